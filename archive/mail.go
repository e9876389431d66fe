package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	netmail "net/mail"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // the character sets of mail

	"dateline"
)

const (
	maxParts     = 500 // of one message
	maxPartDepth = 20  // multiparts in each other; mail that people send has four
)

// mail reads one message: what it says as an Article, its attachments as entries of
// their own. A message without plain text has its HTML part as the Document.
func (w *walker) mail(p string, data []byte, depth int) (err error) {
	var parts mailParts
	top, err := readMail(data, &parts)
	if err != nil {
		return w.broken(p, err, "no mail that can be read; save it from the mail program as .eml")
	}
	for _, part := range []**mailPart{&parts.text, &parts.html} {
		if *part != nil && blank((*part).data) {
			*part = nil
		}
	}
	e := Entry{Path: p, Article: articleOf(top), Note: parts.note}
	e.Document = dateline.Document{MediaType: typeMail, Data: data, URL: e.Article.URL}
	if parts.text != nil {
		e.Article.Text = mailText(parts.text)
	}
	if e.Article.Text == "" && parts.html != nil {
		e.Document.MediaType, e.Document.Data = typeHTML+"; charset=utf-8", parts.html.data
		if at := parts.html.location; at != "" {
			e.Document.URL, e.Article.URL = at, at
		}
	}
	switch {
	case e.Article.Text != "" || parts.html != nil:
		err = w.emit(e)
	case len(parts.attached) == 0:
		err = w.fail(p, "a mail without text; there is nothing to read in it")
	default:
		w.skip(p, "mail without text, only attachments")
	}
	for _, a := range parts.attached {
		if err != nil {
			return err
		}
		err = w.attachment(p+"#"+strconv.Itoa(a.number), a, depth)
	}
	return err
}

// A mailPart is a leaf of a message, decoded; text is in UTF-8.
type mailPart struct {
	number   int // among the leaves, from 1
	media    string
	name     string
	location string
	flowed   bool
	delsp    bool
	data     []byte
	cut      bool
}

type mailParts struct {
	text, html *mailPart
	attached   []*mailPart
	leaves     int
	all        int
	left       int64
	note       string
}

// readMail parses a message into its parts.
func readMail(data []byte, parts *mailParts) (top message.Header, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("it trips the parser (%v)", r)
		}
	}()
	// Decoded, parts have no more bytes than the message; character sets may
	// triple them.
	parts.left = 3*int64(len(data)) + 1024
	e, err := message.Read(bytes.NewReader(data))
	if e == nil {
		return top, err
	}
	parts.warn(err)
	if err := parts.walk(e, 0, false); err != nil {
		parts.note = "the mail is cut or damaged: " + plainWords(err)
	}
	return e.Header, nil
}

// warn notes an encoding that is not known; the part is read as it stands.
func (m *mailParts) warn(err error) {
	if err != nil {
		m.note = plainWords(err)
	}
}

func plainWords(err error) string { return oneLine(strings.ToValidUTF8(err.Error(), "\uFFFD")) }

// walk takes the parts in. Of alternatives the first of a kind counts.
func (m *mailParts) walk(e *message.Entity, depth int, related bool) error {
	if m.all++; m.all > maxParts || depth > maxPartDepth {
		return errors.New("too many parts in it; the rest is left out")
	}
	if r := e.MultipartReader(); r != nil {
		media, _, _ := e.Header.ContentType()
		for first := true; ; first = false {
			part, err := r.NextPart()
			if err == io.EOF {
				return nil
			}
			if part == nil {
				return err
			}
			m.warn(err)
			if err := m.walk(part, depth+1, media == "multipart/related" && !first); err != nil {
				return err
			}
		}
	}
	return m.leaf(e, related)
}

func (m *mailParts) leaf(e *message.Entity, related bool) error {
	m.leaves++
	media, params, _ := e.Header.ContentType()
	if media == "" {
		media = "text/plain"
	}
	disposition, dparams, _ := e.Header.ContentDisposition()
	p := &mailPart{number: m.leaves, media: strings.ToLower(media), name: dparams["filename"],
		flowed: strings.EqualFold(params["format"], "flowed"), delsp: strings.EqualFold(params["delsp"], "yes")}
	if p.name == "" {
		p.name = params["name"]
	}
	p.location = webAddress(e.Header.Get("Content-Location"))
	inline := disposition != "attachment" && p.name == ""
	isText := inline && p.media == "text/plain" && m.text == nil
	isHTML := inline && p.media == "text/html" && m.html == nil
	if related && !isText && !isHTML || inline && (p.media == "text/plain" || p.media == "text/html") && !isText && !isHTML {
		return nil // the pictures of a page; what a list's software adds below
	}
	if !isText && !isHTML && unwanted(p.media) != "" && p.media != typeMail {
		return nil
	}
	data, err := readAll(e.Body, m.left)
	m.left -= int64(len(data))
	p.data, p.cut = data, err != nil
	switch {
	case isText:
		m.text = p
	case isHTML:
		m.html = p
	default:
		m.attached = append(m.attached, p)
	}
	return err
}

// attachment yields an attached text, page, PDF or mail.
func (w *walker) attachment(p string, a *mailPart, depth int) error {
	if w.passed(p) {
		return nil
	}
	if a.cut {
		return w.fail(p, "the attachment is cut or damaged; get the mail again")
	}
	name := path.Base(label(a.name))
	err := w.content(input{path: p, name: name, r: bytes.NewReader(a.data), m: &meter{ctx: w.ctx, w: w, in: int64(len(a.data))}, depth: depth + 1})
	if err == errOver {
		return nil // the attachment ends there, not the mail
	}
	return err
}

// articleOf is what the head of a message says. Of addresses only the name that is
// shown is taken; a name that is an address is none.
func articleOf(h message.Header) *dateline.Article {
	a := &dateline.Article{Title: headerText(h, "Subject"), Maker: Version}
	sender := displayName(headerText(h, "From"))
	if sent := h.Get("Date"); sent != "" {
		if t, err := netmail.ParseDate(sent); err == nil && t.Year() >= 1970 && t.Year() < 2200 {
			a.Published = &dateline.Moment{Time: t, Clock: true}
		} else {
			a.Published = parseMoment(sent)
		}
	}
	// What is sent to a list is published by it; what a person sends is that person's.
	if h.Has("List-Id") || h.Has("List-Unsubscribe") || h.Has("List-Post") {
		list, _, _ := strings.Cut(headerText(h, "List-Id"), "<")
		if list = nameOnly(list); list != "" {
			a.Outlet = list
			if !strings.EqualFold(sender, list) {
				a.Byline = sender
			}
		} else {
			a.Outlet = sender
		}
	} else {
		a.Byline = sender
	}
	for _, field := range []string{"Archived-At", "Snapshot-Content-Location"} {
		if a.URL == "" {
			a.URL = webAddress(strings.Trim(h.Get(field), " <>"))
		}
	}
	a.Language = languageCode(h.Get("Content-Language"))
	return a
}

func headerText(h message.Header, field string) string {
	s, err := h.Text(field)
	if err != nil {
		s = h.Get(field)
	}
	return oneLine(cleanText(strings.ToValidUTF8(s, "\uFFFD")))
}

// displayName is the name beside the first address of a field.
func displayName(field string) string {
	name, _, ok := strings.Cut(field, "<")
	if !ok {
		// "address (Name)", or an address alone
		_, name, _ = strings.Cut(field, "(")
		name, _, _ = strings.Cut(name, ")")
	}
	return nameOnly(name)
}

var address = regexp.MustCompile(`\S*@\S*`)

// nameOnly takes quotes and addresses out of a name.
func nameOnly(s string) string {
	s = strings.TrimSpace(s)
	s = strings.Trim(strings.ReplaceAll(s, `\"`, `"`), `"' `)
	return oneLine(address.ReplaceAllString(s, ""))
}

// mailText is a plain part as paragraphs, flowed lines joined (RFC 3676), without the
// signature below "-- ".
func mailText(p *mailPart) string {
	s := cleanLines(string(p.data))
	if i := strings.Index("\n"+s, "\n-- \n"); i >= 0 {
		s = s[:max(i-1, 0)]
	}
	if !p.flowed {
		return cleanText(s)
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		line = strings.TrimSuffix(line, "\n")
		if soft, ok := strings.CutSuffix(line, " "); ok {
			if p.delsp {
				line = soft
			}
			b.WriteString(strings.TrimPrefix(line, " "))
			continue
		}
		b.WriteString(strings.TrimPrefix(line, " "))
		b.WriteString("\n")
	}
	return cleanText(b.String())
}

func cleanLines(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
}
