package archive

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/archive/pdf"
)

// pdf yields the text of a PDF as an Article. around is what is known of it from
// where it lay; nil for nothing.
func (w *walker) pdf(p string, doc dateline.Document, around *dateline.Article) error {
	if w.passed(p) {
		return nil
	}
	d, err := readPDF(doc.Data, w.o.MaxEntry)
	switch {
	case errors.Is(err, pdf.ErrEncrypted):
		return w.fail(p, "an encrypted PDF; save it without a password first")
	case errors.Is(err, pdf.ErrNoText):
		return w.fail(p, "a PDF of pictures without text; run it through text recognition first")
	case errors.Is(err, pdf.ErrNoLetters):
		return w.fail(p, "a PDF whose fonts do not say which letters they show; run it through text recognition first")
	case errors.Is(err, pdf.ErrTooLarge):
		return w.fail(p, "a PDF that needs more work than an entry may; split it, or give its text")
	case err != nil:
		return w.fail(p, "a broken PDF: %w; get it again, or give its text", err)
	}
	a := &dateline.Article{Maker: Version, Title: pdfTitle(d), Byline: oneLine(d.Author), Language: languageCode(d.Language), URL: doc.URL}
	if around != nil && a.Title == "" {
		a.Title = around.Title
	}
	a.Text = withoutTitle(strings.Join(d.Paragraphs, "\n\n"), a.Title)
	// When a file was made is not when it was published.
	for _, s := range []string{d.Modified, d.Created} {
		if a.Modified == nil {
			a.Modified = pdfDate(s)
		}
	}
	doc.MediaType = typePDF
	return w.emit(Entry{Path: p, Document: doc, Article: a})
}

// readPDF reads a PDF; what trips the reader is an error of the file's.
func readPDF(data []byte, max int64) (d *pdf.Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("it trips the reader (%v)", r)
		}
	}()
	return pdf.Read(data, max)
}

// programTitle is what programs write for a title when nobody gave one.
var programTitle = regexp.MustCompile(`(?i)^(microsoft (word|powerpoint) - .*|untitled.*|document\d*|no title|powerpoint presentation|layout \d+|slide \d+|\S+\.(docx?|pdf|odt|indd|qxd|rtf|pptx?|tex|txt|dvi))$`)

func pdfTitle(d *pdf.Document) string {
	t := oneLine(d.Title)
	if t == "" || programTitle.MatchString(t) || path.Ext(t) != "" && !strings.Contains(t, " ") {
		return oneLine(d.Headline)
	}
	return t
}

// pdfDate reads "D:20190517083000+05'00'", of which all after the year may lack.
func pdfDate(s string) *dateline.Moment {
	m := pdfDateForm.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	n := func(i, or int) int {
		v, err := strconv.Atoi(m[i])
		if err != nil {
			return or
		}
		return v
	}
	zone := time.UTC
	if m[7] != "" && m[7] != "Z" {
		offset := n(8, 0)*3600 + n(9, 0)*60
		if m[7] == "-" {
			offset = -offset
		}
		if offset != 0 {
			zone = time.FixedZone("", offset)
		}
	}
	t := time.Date(n(1, 0), time.Month(n(2, 1)), n(3, 1), n(4, 0), n(5, 0), n(6, 0), 0, zone)
	if t.Year() < 1980 || t.Year() > 2200 || n(2, 1) > 12 || n(3, 1) > 31 || n(4, 0) > 23 {
		return nil
	}
	return &dateline.Moment{Time: t, Clock: m[4] != ""}
}

var pdfDateForm = regexp.MustCompile(`^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?([Z+-])?(?:(\d\d)'?(\d\d)?'?)?`)
