package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline"
)

// A Subscription is a feed that a list names.
type Subscription struct {
	Title  string
	URL    string // of the feed
	Site   string // of the page that it is the feed of; "" when not said
	Folder string // of the groups that it stands in, the outermost first: "Asia/Pakistan"
}

// maxFolders is how deep folders are told apart.
const maxFolders = 16

// OPML reads a list of subscriptions (OPML 1.0, 1.1 and 2.0), however its outlines
// nest. An address that stands there twice counts once. Warnings say what was
// left out. The error is dateline.Invalid for what is no such list.
func OPML(data []byte) ([]Subscription, []string, error) {
	var out []Subscription
	var warnings []string
	if len(data) > MaxBytes {
		return nil, nil, dateline.Errorf(dateline.Invalid, "the list has %d bytes; at most %d are read", len(data), MaxBytes)
	}
	text, why := decode(data, "")
	if why != "" {
		warnings = append(warnings, why)
	}
	x := newReader(sane(text))
	root, err := x.root()
	if err != nil || !strings.EqualFold(root.Name.Local, "opml") {
		return nil, nil, dateline.Errorf(dateline.Invalid, "this is no list of subscriptions; expected OPML, XML whose root is opml")
	}
	var folders []string // one for each element that is open below the root; "" for those that are none
	seen := map[string]bool{}
	var twice, foreign, many int
	for {
		t, err := x.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			warnings = append(warnings, fmt.Sprintf("the reading of the list ends early: %v", err))
			break
		}
		switch t := t.(type) {
		case xml.EndElement:
			folders = folders[:max(len(folders)-1, 0)]
		case xml.StartElement:
			title := withoutMarkup(cut(first(attr(t, "title"), attr(t, "text")), maxLine))
			address := attr(t, "xmlUrl")
			if !strings.EqualFold(t.Name.Local, "outline") || address == "" {
				if !strings.EqualFold(t.Name.Local, "outline") {
					title = ""
				}
				folders = append(folders, title)
				continue
			}
			s := Subscription{Title: title, URL: feedAddress(address), Site: absolute(nil, short(attr(t, "htmlUrl"))), Folder: folder(folders)}
			if s.Folder == "" {
				s.Folder = category(attr(t, "category"))
			}
			switch {
			case s.URL == "":
				foreign++
			case seen[s.URL]:
				twice++
			case len(out) >= MaxItems:
				many++
			default:
				seen[s.URL] = true
				out = append(out, s)
			}
			folders = append(folders, title) // feeds may stand below a feed
		}
	}
	if x.faults > 0 {
		warnings = append(warnings, fmt.Sprintf("the list is not well-formed in %d places (the first: %q)", x.faults, x.fault))
	}
	if len(x.open) > 0 {
		warnings = append(warnings, "the list breaks off; what stands before that is read")
	}
	for what, n := range map[string]int{"%d outlines have an address that is not of http or https": foreign, "%d addresses stand there more than once": twice, "%d subscriptions are too many": many} {
		if n > 0 {
			warnings = append(warnings, fmt.Sprintf(what, n))
		}
	}
	slices.Sort(warnings)
	return out, warnings, nil
}

// feedAddress is the http or https address of a feed; feed:// is an old way to
// write it.
func feedAddress(s string) string {
	for _, old := range []string{"feed://", "feed:"} {
		if len(s) > len(old) && strings.EqualFold(s[:len(old)], old) {
			s = s[len(old):]
			if !strings.Contains(s, "://") {
				s = "http://" + strings.TrimLeft(s, "/")
			}
		}
	}
	return absolute(nil, short(s))
}

// folder joins the names of the folders that are open. A "/" within a name would
// read as two.
func folder(names []string) string {
	var out []string
	for _, n := range names {
		if n = strings.TrimSpace(strings.ReplaceAll(n, "/", "-")); n != "" && len(out) < maxFolders {
			out = append(out, n)
		}
	}
	return strings.Join(out, "/")
}

// category is the first of the categories that OPML 2.0 has in an attribute.
func category(s string) string {
	s, _, _ = strings.Cut(cut(s, maxLine), ",")
	return folder(strings.Split(s, "/"))
}

// WriteOPML writes a list that OPML reads as the same subscriptions in the same
// order (OPML 2.0).
func WriteOPML(w io.Writer, title string, list []Subscription) error {
	var b bytes.Buffer
	quote := func(s string) string {
		var q bytes.Buffer
		if err := xml.EscapeText(&q, []byte(s)); err != nil {
			return ""
		}
		return q.String()
	}
	fmt.Fprintf(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>%s</title></head>\n<body>\n", quote(title))
	var open []string
	for _, s := range list {
		var want []string
		if s.Folder != "" {
			want = strings.Split(s.Folder, "/")
		}
		same := 0
		for same < len(open) && same < len(want) && open[same] == want[same] {
			same++
		}
		b.WriteString(strings.Repeat("</outline>\n", len(open)-same))
		for _, f := range want[same:] {
			fmt.Fprintf(&b, "<outline text=\"%s\">\n", quote(f))
		}
		open = want
		fmt.Fprintf(&b, "<outline type=\"rss\" text=\"%s\" title=\"%s\" xmlUrl=\"%s\"", quote(s.Title), quote(s.Title), quote(s.URL))
		if s.Site != "" {
			fmt.Fprintf(&b, " htmlUrl=\"%s\"", quote(s.Site))
		}
		b.WriteString("/>\n")
	}
	b.WriteString(strings.Repeat("</outline>\n", len(open)) + "</body>\n</opml>\n")
	_, err := w.Write(b.Bytes())
	return err
}
