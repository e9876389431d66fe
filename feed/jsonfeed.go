package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"html"
	"strings"
)

// A loose text is a string, or a number where a feed forgot the quotes; else "".
type loose string

func (l *loose) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		*l = loose(printable(s))
		return nil
	}
	var n json.Number
	if json.Unmarshal(b, &n) == nil {
		*l = loose(n)
	}
	return nil
}

type jsonAuthor struct {
	Name loose `json:"name"`
}

// loosely reads a value that some feeds give another form, as nothing.
type loosely[T any] struct{ v T }

func (l *loosely[T]) UnmarshalJSON(b []byte) error {
	var v T
	if json.Unmarshal(b, &v) == nil {
		l.v = v
	}
	return nil
}

type jsonItem struct {
	ID        loose                 `json:"id"`
	URL       loose                 `json:"url"`
	External  loose                 `json:"external_url"`
	Title     loose                 `json:"title"`
	HTML      loose                 `json:"content_html"`
	Text      loose                 `json:"content_text"`
	Summary   loose                 `json:"summary"`
	Published loose                 `json:"date_published"`
	Modified  loose                 `json:"date_modified"`
	Author    loosely[jsonAuthor]   `json:"author"`
	Authors   loosely[[]jsonAuthor] `json:"authors"`
	Language  loose                 `json:"language"`
}

// readJSON reads JSON Feed 1.0 and 1.1 (jsonfeed.org), item by item, so that what
// breaks off is read as far as it goes.
func (f *Feed) readJSON(text []byte) error {
	var version, title, home, language loose
	var author loosely[jsonAuthor]
	var authors loosely[[]jsonAuthor]
	var listed bool
	var other int
	d := json.NewDecoder(bytes.NewReader(text))
	_, err := d.Token() // the "{" that it begins with
	for err == nil && d.More() {
		var key json.Token
		if key, err = d.Token(); err != nil {
			break
		}
		switch key {
		case "version":
			err = d.Decode(&version)
		case "title":
			err = d.Decode(&title)
		case "home_page_url":
			err = d.Decode(&home)
		case "language":
			err = d.Decode(&language)
		case "author":
			err = d.Decode(&author)
		case "authors":
			err = d.Decode(&authors)
		case "items":
			listed = true
			var n int
			n, err = f.readJSONItems(d)
			other += n
		default:
			var skipped json.RawMessage
			err = d.Decode(&skipped)
		}
	}
	// Some write "1.1" for the address that the version is.
	v := string(version)
	if !strings.Contains(v, "jsonfeed.org/version/") && !(listed && strings.HasPrefix(v, "1")) {
		if err != nil {
			return errors.New("JSON that is not well-formed")
		}
		return errors.New("JSON without the version of JSON Feed")
	}
	if err == nil {
		_, err = d.Token() // its "}"
	}
	if err != nil {
		f.warn("it is not well-formed, or breaks off; what stands before that is read")
	}
	if other > 0 {
		f.warn("%d items are of another form", other)
	}
	f.Kind = JSON
	f.Title = withoutMarkup(cut(string(title), maxLine))
	f.Link = short(string(home))
	f.Language = cut(string(language), maxLine)
	all := jsonNames(authors.v, author.v)
	for n := range f.Items {
		if len(f.Items[n].Authors) == 0 {
			f.Items[n].Authors = all
		}
	}
	return nil
}

// readJSONItems reads a list of items, and says how many were none.
func (f *Feed) readJSONItems(d *json.Decoder) (other int, err error) {
	open, err := d.Token()
	if err != nil {
		return 0, err
	}
	switch open {
	case json.Delim('['):
	case json.Delim('{'):
		return 0, errors.New("items are a list")
	default:
		return 0, nil // null, a number: no list
	}
	for d.More() {
		var one loosely[jsonItem]
		if err := d.Decode(&one); err != nil {
			return other, err
		}
		j := &one.v
		i := Item{
			URL:       first(short(string(j.URL)), short(string(j.External)), web(short(string(j.ID)))),
			Title:     withoutMarkup(cut(string(j.Title), maxLine)),
			GUID:      short(string(j.ID)),
			Published: momentOf(string(j.Published)),
			Updated:   momentOf(string(j.Modified)),
			Summary:   html.EscapeString(cut(string(j.Summary), maxText)),
			Content:   cut(string(j.HTML), maxText),
			Authors:   jsonNames(j.Authors.v, j.Author.v),
			Language:  cut(string(j.Language), maxLine),
		}
		if i.Content == "" {
			i.Content = html.EscapeString(cut(string(j.Text), maxText))
		}
		if i.URL == "" && i.GUID == "" && i.Title == "" && i.Content == "" {
			other++
			continue
		}
		f.add(i)
	}
	_, err = d.Token()
	return other, err
}

func jsonNames(authors []jsonAuthor, author jsonAuthor) (out []string) {
	for _, a := range append(authors, author) {
		addAuthor(&out, cut(strings.TrimSpace(string(a.Name)), maxLine))
		if len(authors) > 0 && len(out) == len(authors) {
			break
		}
	}
	return out
}
