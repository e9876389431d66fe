package desk

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A refusal is what a form that is given back says.
type refusal struct {
	Title string // goes before the page's own
	Said  string // what is wrong
	Kept  string // that what was written is still there
	Field string // the control that it is of; "" for the form
	To    string // leads from the message to the field
	From  string // the page on which the form stands
	// Anew has the form be sent of what is there now: the message says what came first.
	Anew bool
}

// volatile are the hidden fields of a form that are others each time it is drawn, or that
// a script fills in: they do not say which form it is.
var volatile = []string{"token", "seen", "last", "version", "item", "found", "start", "end", "report", "to", "here", "queue", fromField}

// fresh are the hidden fields that say what a form was filled in upon.
var fresh = []string{"seen", "last", "version"}

// A piece of a page: a token with the bytes that it was.
type pageToken struct {
	html.Token
	raw []byte
}

// refill is a page in which the form that posts to a path, and that those values were sent
// by, has them again, and says what is wrong, if anything. No password is filled in. It is false where
// the page has no such form. All is done on what is drawn, so that no form is forgotten.
func refill(page []byte, action string, v url.Values, said refusal) ([]byte, bool) {
	ts := tokensOf(page)
	from, to := formIn(ts, action, v)
	if from < 0 {
		return nil, false
	}
	f := filling{v: v, said: said, nth: map[string]int{}}
	// The message stands at the form where the field is not in it.
	if i := f.control(ts[from:to], said.Field); i >= 0 {
		f.at = from + i
		for _, a := range ts[f.at].Attr {
			if a.Key == "id" {
				f.id = a.Val
			}
		}
	}
	for i, t := range ts {
		switch {
		case i == from:
			f.out.Write(t.raw)
			f.begin()
		case i > from && i < to:
			f.token(i, t)
		case i == to:
			f.beside()
			f.out.Write(t.raw)
		case t.Type == html.StartTagToken && t.DataAtom == atom.Title && said.Said != "":
			f.out.Write(t.raw)
			f.out.WriteString(html.EscapeString(said.Title))
		default:
			f.out.Write(t.raw)
		}
	}
	return f.out.Bytes(), true
}

func tokensOf(page []byte) []pageToken {
	var out []pageToken
	z := html.NewTokenizer(bytes.NewReader(page))
	for z.Next() != html.ErrorToken {
		raw := slices.Clone(z.Raw())
		out = append(out, pageToken{z.Token(), raw})
	}
	return out
}

// formIn is where the form stands that values were sent by: one that posts to the path,
// contradicts none of them by a hidden field, and has the most of them. -1 for none.
func formIn(ts []pageToken, action string, v url.Values) (from, to int) {
	from, most := -1, 0
	for i := 0; i < len(ts); i++ {
		if ts[i].Type != html.StartTagToken || ts[i].DataAtom != atom.Form || !strings.EqualFold(attr(ts[i].Token, "method"), "post") {
			continue
		}
		end := i + 1
		for end < len(ts) && !(ts[end].Type == html.EndTagToken && ts[end].DataAtom == atom.Form) {
			end++
		}
		if u, err := url.Parse(attr(ts[i].Token, "action")); err == nil && u.Path == action {
			if n := likeness(ts[i:end], v); n > most {
				from, to, most = i, end, n
			}
		}
		i = end
	}
	return from, to
}

// likeness is how many of the values a form has a control for, and one more; 0 where it
// is another form.
func likeness(ts []pageToken, v url.Values) int {
	seen := map[string]bool{}
	for _, t := range ts {
		name := attr(t.Token, "name")
		if name == "" || t.Type == html.EndTagToken {
			continue
		}
		if t.DataAtom == atom.Input && attr(t.Token, "type") == "hidden" && !slices.Contains(volatile, name) && v.Has(name) && !slices.Contains(v[name], attr(t.Token, "value")) {
			return 0
		}
		seen[name] = v.Has(name)
	}
	n := 1
	for _, has := range seen {
		if has {
			n++
		}
	}
	return n
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func setAttr(t *html.Token, key, val string) {
	delAttr(t, key)
	t.Attr = append(t.Attr, html.Attribute{Key: key, Val: val})
}

func delAttr(t *html.Token, key string) {
	t.Attr = slices.DeleteFunc(t.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// A filling writes a form with values in it.
type filling struct {
	out    bytes.Buffer
	v      url.Values
	said   refusal
	nth    map[string]int // how many controls of a name there were
	at     int            // the token of the control at fault; 0 for none
	id     string         // its ID
	chosen []string       // values of the select that is open; nil for none
	until  atom.Atom      // the element at whose end the message stands
	drop   bool           // the text of a textarea
}

// control is the first visible control of a name, -1 for none.
func (f *filling) control(ts []pageToken, name string) int {
	return slices.IndexFunc(ts, func(t pageToken) bool {
		return name != "" && attr(t.Token, "name") == name && attr(t.Token, "type") != "hidden" && slices.Contains([]atom.Atom{atom.Input, atom.Select, atom.Textarea}, t.DataAtom)
	})
}

// begin says at the head of the form that it was refused.
func (f *filling) begin() {
	if f.said.Said == "" {
		return
	}
	f.out.WriteString(`<div class="refused" id="refused" role="alert" tabindex="-1"><p><strong>` + html.EscapeString(f.said.Title) + `</strong>` + html.EscapeString(f.said.Said) + ` <span class="hint">` + html.EscapeString(f.said.Kept) + `</span>`)
	if f.at > 0 && f.id != "" {
		f.out.WriteString(` <a href="#` + html.EscapeString(f.id) + `">` + html.EscapeString(f.said.To) + `</a>`)
	}
	f.out.WriteString(`</p></div><input type="hidden" name="` + fromField + `" value="` + html.EscapeString(f.said.From) + `">`)
}

func (f *filling) token(i int, t pageToken) {
	if t.Type == html.EndTagToken {
		switch t.DataAtom {
		case atom.Select:
			f.chosen = nil
		case atom.Textarea:
			f.drop = false
		case atom.P, atom.Fieldset:
			f.beside() // the paragraph or the set of choices that holds the control ends here
		}
		f.out.Write(t.raw)
		if f.until == t.DataAtom || f.until == atom.P && t.DataAtom == atom.Label {
			f.beside()
		}
		return
	}
	if f.drop {
		return
	}
	name := attr(t.Token, "name")
	switch {
	case t.DataAtom == atom.Option && f.chosen != nil:
		delAttr(&t.Token, "selected")
		if slices.Contains(f.chosen, attr(t.Token, "value")) {
			setAttr(&t.Token, "selected", "")
		}
		f.out.WriteString(t.String())
		return
	case name == "" || !slices.Contains([]atom.Atom{atom.Input, atom.Select, atom.Textarea}, t.DataAtom):
		f.out.Write(t.raw)
		return
	case name == fromField:
		return
	}
	if f.said.Said != "" {
		delAttr(&t.Token, "autofocus")
	}
	if i == f.at {
		if kind := attr(t.Token, "type"); kind != "radio" && kind != "checkbox" {
			setAttr(&t.Token, "aria-invalid", "true")
		}
		setAttr(&t.Token, "aria-describedby", "wrong")
		setAttr(&t.Token, "autofocus", "")
		f.until = t.DataAtom
	}
	text := f.fill(&t.Token, name)
	f.out.WriteString(t.String())
	f.out.WriteString(text)
	if i == f.at && t.DataAtom == atom.Input {
		f.until = atom.P
		if attr(t.Token, "type") == "radio" || attr(t.Token, "type") == "checkbox" {
			f.until = atom.Fieldset
		}
	}
}

// fill gives a control what was sent; of a textarea it is the text within.
func (f *filling) fill(t *html.Token, name string) (within string) {
	kind := attr(*t, "type")
	sent, has := f.v[name]
	n := f.nth[name]
	f.nth[name]++
	switch {
	case name == "token", name == "found", f.said.Anew && slices.Contains(fresh, name), kind == "password", kind == "submit", kind == "button":
	case kind == "radio" || kind == "checkbox":
		if !has && kind == "radio" {
			return ""
		}
		delAttr(t, "checked")
		value := attr(*t, "value")
		if value == "" && kind == "checkbox" {
			value = "on"
		}
		if slices.Contains(sent, value) {
			setAttr(t, "checked", "")
		}
	case t.DataAtom == atom.Select:
		if has {
			f.chosen = sent
		}
	case t.DataAtom == atom.Textarea:
		if has {
			f.drop = true
			return "\n" + html.EscapeString(bounded(sent[min(n, len(sent)-1)]))
		}
	case has:
		setAttr(t, "value", bounded(sent[min(n, len(sent)-1)]))
	}
	return ""
}

// beside says what is wrong beside the field, once.
func (f *filling) beside() {
	if f.until == 0 {
		return
	}
	f.until = 0
	f.out.WriteString(`<span class="wrong" id="wrong">` + html.EscapeString(f.said.Said) + `</span>`)
}
