package archive

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"dateline"
)

// A payload is what a record holds, read and decoded.
type payload struct {
	doc    dateline.Document
	format format
	note   string
}

// one reads a record whose head was read, and yields what it holds. Where the
// record's length took in records that follow, their bytes come back to be read.
func (f *warcFile) one(c *counter, rec *record) (back []byte, err error) {
	kind := strings.ToLower(rec.fields.get("warc-type"))
	p := rec.path(f.in.path)
	media := mediaOf(rec.fields.get("content-type"))
	switch {
	case strings.HasPrefix(rec.uri(), "metadata:"), strings.HasPrefix(rec.uri(), "urn:"):
		f.w.skip(p, "a crawler's own record")
		return nil, f.pass(c, rec)
	case (kind == "response" || kind == "revisit") && (media == "application/http" || isWeb(rec.uri()) && media == ""):
	case kind == "resource", kind == "conversion", kind == "response" && media != "text/dns":
		if why := unwanted(media); why != "" {
			f.w.skip(p, why)
			return nil, f.pass(c, rec)
		}
	case kind == "request", kind == "metadata", kind == "warcinfo":
		return nil, f.pass(c, rec)
	case kind == "revisit":
		return nil, f.revisit(c, rec, 0, nil)
	case kind == "continuation":
		f.w.skip(p, "continuation of a record in another file")
		return nil, f.pass(c, rec)
	default:
		f.w.skip(p, "a WARC record of another type")
		return nil, f.pass(c, rec)
	}

	// The head of the response is read first: what is no text is not held.
	var block []byte
	var head *httpHead
	rest := rec.length
	if kind == "revisit" || media == "application/http" || media == "" && kind == "response" {
		block, head, err = peekHTTP(c, rec.length)
		if err == errCut {
			return f.short(c, rec, block, err)
		}
		if err != nil {
			return nil, err
		}
		rest -= int64(len(block))
		switch {
		case kind == "revisit":
			return nil, f.revisit(c, rec, int64(len(block)), head)
		case head == nil:
			return f.bad(c, rest, p, "the record at byte %d holds no HTTP response; get the page anew", rec.at)
		case head.status != 200:
			f.w.skip(p, fmt.Sprintf("HTTP status %d", head.status))
			return nil, f.discard(c, rest)
		}
		if why := unwanted(mediaOf(head.fields.get("content-type"))); why != "" {
			f.w.skip(p, why)
			return nil, f.discard(c, rest)
		}
	}
	if rec.length > f.w.o.MaxEntry {
		return f.bad(c, rest, p, "the record at byte %d has %d bytes, more than the %d that an entry may have; raise the limit to read it", rec.at, rec.length, f.w.o.MaxEntry)
	}
	// The length is not believed before as much has come.
	more := bytes.NewBuffer(block)
	more.Grow(int(min(rest, 1<<20)))
	n, err := io.CopyN(more, c, rest)
	block = more.Bytes()
	if err == io.EOF && n < rest || err == io.ErrUnexpectedEOF {
		return f.short(c, rec, block, err)
	}
	if err != nil {
		return nil, err
	}
	f.inside = false
	whole, err := atBoundary(c)
	if err != nil {
		return nil, err
	}
	if !whole {
		return f.short(c, rec, block, nil)
	}
	pl, fault := f.payload(rec, block, head)
	return nil, stop(f.deliver(rec, p, pl, fault))
}

// deliver yields what a record holds, or keeps it for whoever looks for it alone.
func (f *warcFile) deliver(rec *record, p string, pl *payload, fault error) error {
	switch {
	case f.find:
		f.found = pl
		return fault
	case fault != nil:
		return f.w.emit(Entry{Path: p, Err: fault})
	case pl.format == formatOther:
		f.w.skip(p, "not a format that is read")
		return nil
	}
	f.known.note(rec)
	if f.in.at == nil {
		f.known.hold(rec.place, pl, f.w.o.MaxEntry)
	}
	return f.document(p, pl)
}

func (f *warcFile) document(p string, pl *payload) error {
	e := Entry{Path: p, Document: pl.doc, Note: pl.note}
	if title := f.in.titles[pl.doc.URL]; title != "" {
		e.Article = &dateline.Article{Title: title, URL: pl.doc.URL, Maker: Version}
	}
	if pl.format == formatPDF {
		e.Document.Path = p
		return f.w.pdf(p, e.Document, e.Article)
	}
	return f.w.emit(e)
}

func stop(err error) error {
	if err == nil {
		return nil
	}
	return &stopped{err}
}

func (f *warcFile) discard(c *counter, n int64) error { return f.pass(c, &record{length: n}) }

// bad tells that a record is of no use and passes over the rest of it.
func (f *warcFile) bad(c *counter, rest int64, p, format string, args ...any) ([]byte, error) {
	if err := f.discard(c, rest); err != nil {
		return nil, err
	}
	return nil, stop(f.w.fail(p, format, args...))
}

// atBoundary passes over the line ends after a record and reports whether another
// record, or nothing, follows.
func atBoundary(c *counter) (bool, error) {
	if err := blankLines(c); err == io.EOF {
		return true, nil
	} else if err != nil {
		return false, err
	}
	head, err := c.Peek(5)
	if len(head) < 5 {
		if err != io.EOF {
			return false, err
		}
		return bytes.HasPrefix([]byte("WARC/"), head), nil
	}
	return string(head) == "WARC/", nil
}

// maxBacks is how many times Options.MaxEntry may be read again in one WARC.
const maxBacks = 8

// short tells of a record whose length is not where it ends, and gives back the
// bytes from where another record begins in it.
func (f *warcFile) short(c *counter, rec *record, block []byte, end error) ([]byte, error) {
	i := bytes.Index(block, []byte("\nWARC/1."))
	if i < 0 && end != nil {
		return nil, errCut
	}
	p := rec.path(f.in.path)
	err := f.w.fail(p, "the record at byte %d does not end after the %d bytes that its Content-Length says; the records after it are read, get the page anew", rec.at, rec.length)
	if err != nil {
		return nil, stop(err)
	}
	f.stray = true // told: what is left of it is passed over without a word
	// Lengths that each take in all the rest would make this a square of the file.
	if back := int64(len(block) - i); i >= 0 && f.backs+back+bufferSize < maxBacks*f.w.o.MaxEntry {
		f.backs += back + bufferSize
		return block[i+1:], nil
	}
	return nil, nil
}

// payload decodes what a record holds.
func (f *warcFile) payload(rec *record, block []byte, head *httpHead) (*payload, error) {
	pl := &payload{}
	pl.doc.URL, pl.doc.Fetched = rec.uri(), rec.date()
	pl.doc.MediaType = shortField(rec.fields.get("content-type"))
	if why := rec.fields.get("warc-truncated"); why != "" {
		if !slices.Contains([]string{"length", "time", "disconnect"}, why) {
			why = "unspecified"
		}
		pl.note = "cut by the crawler (" + why + ")"
	}
	body := block
	forms := [][]byte{block}
	if head != nil {
		pl.doc.MediaType = shortField(head.fields.get("content-type"))
		body = block[head.size:]
		var note string
		var err error
		forms, note, err = decodeBody(body, head, f.w.o, f.in.m)
		if err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "the record at byte %d: %w; get the page anew", rec.at, err)
		}
		body = forms[len(forms)-1]
		if pl.note == "" {
			pl.note = note
		}
	}
	if rec.fields.get("warc-truncated") == "" {
		given, of := rec.fields.get("warc-payload-digest"), forms
		if given == "" {
			given, of = rec.fields.get("warc-block-digest"), [][]byte{block}
		}
		if !digestHolds(given, of) {
			return nil, dateline.Errorf(dateline.Invalid, "what the record at byte %d holds is not what its digest (%.100q) was made of; get the page anew", rec.at, given)
		}
	}
	if blank(body) {
		return nil, dateline.Errorf(dateline.Invalid, "the record at byte %d holds an empty page; get it anew", rec.at)
	}
	pl.doc.Data = bytes.Clone(body) // not a part of the block, which would stay with it
	pl.format = formatDeclared(pl.doc.MediaType, body)
	if pl.doc.MediaType == "" {
		pl.doc.MediaType = pl.format.mediaType("")
	}
	return pl, nil
}

// mediaOf is a media type without its parameters.
func mediaOf(contentType string) string {
	media, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(media))
}

// unwanted says why content of a media type is passed over; "" where it is read.
func unwanted(media string) string {
	switch media {
	case "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", "application/x-pdf",
		"", "application/octet-stream", "binary/octet-stream", "unknown/unknown", "text/unknown", "application/unknown":
		return ""
	}
	// Whoever writes an archive may invent types, and reasons are counted by.
	major, _, _ := strings.Cut(media, "/")
	switch {
	case slices.Contains(commonTypes, media):
		return "media type " + media
	case slices.Contains([]string{"image", "video", "audio", "font", "text", "application", "multipart", "message", "model"}, major):
		return "media type " + major + " of another kind"
	}
	return "media type that is none"
}

// commonTypes are media types that reasons name.
var commonTypes = []string{
	"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml", "image/x-icon", "text/css", "text/javascript", "application/javascript",
	"application/x-javascript", "application/json", "text/xml", "application/xml", "application/rss+xml", "application/atom+xml", "video/mp4", "audio/mpeg",
	"font/woff2", "application/zip", "text/csv",
}

// shortField is a field of a head, if it has the length and the letters of one.
func shortField(s string) string {
	if len(s) > 200 || strings.ContainsFunc(s, unicode.IsControl) {
		return ""
	}
	return s
}

// formatDeclared is the format of content that came with a media type.
func formatDeclared(contentType string, body []byte) format {
	head := body[:min(len(body), bufferSize)]
	switch mediaOf(contentType) {
	case "text/html", "application/xhtml+xml":
		if bytes.HasPrefix(head, []byte("%PDF-")) {
			return formatPDF
		}
		return formatHTML
	case "text/plain", "text/markdown":
		if declared(bytes.TrimLeft(head, " \t\r\n\f")) {
			return formatHTML
		}
		return formatText
	case "application/pdf", "application/x-pdf":
		return formatPDF
	}
	switch f := formatOf(head, ""); f {
	case formatHTML, formatPDF:
		return f
	}
	return formatOther
}

func isWeb(uri string) bool {
	return strings.HasPrefix(uri, "http://") || strings.HasPrefix(uri, "https://")
}
