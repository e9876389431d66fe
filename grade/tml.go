package grade

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
)

// A timex is one TIMEX3 of a TimeML document: bytes of its text, its type and value.
type timex struct {
	dateline.Span
	Type, Value string
}

// A tml is a TimeML document: the words of its TEXT without marks, the TIMEX3s in
// them, and when it was made.
type tml struct {
	text    string
	timexes []timex
	made    string // the value of its document creation time: "1998-02-13", perhaps with a clock
}

// parseTML reads a TimeML document. A TIMEX3 without words (a point that only
// other marks speak of) is left out, as the published scorer does.
func parseTML(r io.Reader) (*tml, error) {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	doc := &tml{}
	var text strings.Builder
	var open []timex // those not yet closed
	inText, inDCT, seen := false, false, false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "TEXT":
				inText, seen = true, true
			case "DCT", "DATETIME":
				inDCT = true
			case "TIMEX3", "TIMEX2":
				x := timex{Span: dateline.Span{Start: text.Len()}, Type: attribute(t, "type"), Value: attribute(t, "value")}
				if t.Name.Local == "TIMEX2" {
					x.Value = attribute(t, "val")
					x.Type = timex2Type(x.Value, attribute(t, "set"))
				}
				if doc.made == "" && (inDCT || attribute(t, "functionInDocument") == "CREATION_TIME") {
					doc.made = x.Value
				}
				open = append(open, x)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "TEXT":
				inText = false
			case "DCT", "DATETIME":
				inDCT = false
			case "TIMEX3", "TIMEX2":
				if len(open) == 0 {
					continue
				}
				x := open[len(open)-1]
				open = open[:len(open)-1]
				if x.End = text.Len(); inText && x.End > x.Start {
					doc.timexes = append(doc.timexes, x)
				}
			}
		case xml.CharData:
			if inText {
				text.Write(t)
			}
		}
	}
	if !seen {
		return nil, errors.New("it has no TEXT element")
	}
	doc.text = text.String()
	slices.SortStableFunc(doc.timexes, func(a, b timex) int { return a.Start - b.Start })
	return doc, nil
}

// timex2Type is the type that TIMEX3 would give a TIMEX2, which has none.
func timex2Type(value, set string) string {
	switch {
	case set == "YES":
		return "SET"
	case strings.HasPrefix(value, "P") && !strings.HasSuffix(value, "_REF"):
		return "DURATION"
	case strings.Contains(value, "T") && !strings.HasSuffix(value, "_REF"):
		return "TIME"
	}
	return "DATE"
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readTML reads the TimeML document in a file.
func readTML(path string) (*tml, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, missing(path, "a TimeML document", err)
	}
	defer f.Close()
	doc, err := parseTML(f)
	if err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s is no TimeML document (XML with a TEXT element and TIMEX3 marks was expected): %v", path, err)
	}
	return doc, nil
}

// filesNamed lists the files under path, itself included, with one of the
// endings, sorted.
func filesNamed(path, expected string, endings ...string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, missing(path, expected, err)
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	var files []string
	err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(p, e) }) {
			files = append(files, p)
		}
		return err
	})
	if err != nil {
		return nil, missing(path, expected, err)
	}
	if len(files) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "%s holds no file that ends in %s; expected %s", path, strings.Join(endings, " or "), expected)
	}
	return files, nil
}
