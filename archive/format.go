package archive

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A format is what an input's content is.
type format int

const (
	formatEmpty format = iota
	formatOther
	formatText
	formatHTML
	formatPDF
	formatJSON // one value over several lines, or an array
	formatJSONLines
	formatMail
	formatMbox
	formatWARC
	formatWARCGzip
	formatGzip
	formatZstd
	formatBzip2
	formatZip
	formatTar
)

// The media types of documents.
const (
	typeHTML = "text/html"
	typeText = "text/plain"
	typePDF  = "application/pdf"
	typeMail = "message/rfc822"
	typeJSON = "application/json"
)

func (f format) mediaType(string) string {
	switch f {
	case formatHTML:
		return typeHTML
	case formatText:
		return typeText
	case formatPDF:
		return typePDF
	case formatMail:
		return typeMail
	}
	return ""
}

// formatOf tells a format by the first bytes of the content, and by the name where
// they leave it open.
func formatOf(head []byte, name string) format {
	ext := strings.ToLower(path.Ext(name))
	has := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case len(head) == 0:
		return formatEmpty
	case has("WARC/"):
		return formatWARC
	case has("filedesc://"): // ARC, which WARC came after
		return formatOther
	case has("\x1f\x8b"):
		if bytes.HasPrefix(gunzipped(head), []byte("WARC/")) {
			return formatWARCGzip
		}
		return formatGzip
	case has("\x28\xb5\x2f\xfd"), len(head) > 4 && head[0]&0xf0 == 0x50 && string(head[1:4]) == "\x2a\x4d\x18":
		return formatZstd
	case has("BZh") && len(head) > 10 && string(head[4:10]) == "\x31\x41\x59\x26\x53\x59":
		return formatBzip2
	case has("PK\x03\x04"), has("PK\x05\x06"):
		if office(head, ext) {
			return formatOther
		}
		return formatZip
	case len(head) > 262 && string(head[257:262]) == "ustar", ext == ".tar" && len(head) >= 512:
		return formatTar
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return formatPDF
	case has("\xff\xfe"), has("\xfe\xff"): // UTF-16
		if slices.Contains(pageNames, ext) {
			return formatHTML
		}
		return formatText
	case binary(head):
		return formatOther
	}
	return formatOfText(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), ext)
}

var (
	pageNames = []string{".html", ".htm", ".xhtml", ".shtml"}
	textNames = []string{".txt", ".text", ".md", ".markdown"}
	// codeNames are text that is no report's.
	codeNames = []string{".css", ".js", ".mjs", ".ts", ".go", ".py", ".c", ".h", ".sh", ".xml", ".rss", ".atom", ".svg", ".csv", ".tsv",
		".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".log", ".tex", ".bib", ".sql", ".php", ".rb", ".java", ".rs", ".cdx", ".cdxj", ".idx", ".ics", ".vcf", ".rtf"}
	// otherNames are what else reasons name.
	otherNames = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp4", ".mp3", ".docx", ".doc", ".xlsx", ".xls", ".pptx", ".odt", ".epub", ".arc", ".exe", ".db", ".sqlite"}
)

func formatOfText(head []byte, ext string) format {
	start := bytes.TrimLeft(head, " \t\r\n\f")
	text := slices.Contains(textNames, ext) // it takes more to be something else
	fields := 2
	if text {
		fields = 3
	}
	switch {
	case slices.Contains(pageNames, ext), declared(start), isPage(start) && !text:
		return formatHTML
	case len(start) > 0 && (start[0] == '{' || start[0] == '['):
		if f := formatOfJSON(start, ext); f != formatText {
			return f
		}
	case separator(firstLine(head)):
		return formatMbox
	case ext == ".eml" || ext == ".mht" || ext == ".mhtml" || mailHead(head) >= fields:
		return formatMail
	case bytes.HasPrefix(start, []byte("<?xml")) && !text, slices.Contains(codeNames, ext):
		return formatOther
	}
	return formatText
}

// gunzipped is the beginning of what a gzip's first bytes unpack to.
func gunzipped(head []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return nil
	}
	out := make([]byte, 512)
	n, _ := io.ReadFull(z, out) // as far as the head goes
	return out[:n]
}

// office tells documents that are zips of their own kind.
func office(head []byte, ext string) bool {
	if slices.Contains([]string{".docx", ".xlsx", ".pptx", ".odt", ".ods", ".epub", ".jar", ".apk"}, ext) {
		return true
	}
	return len(head) > 60 && (bytes.HasPrefix(head[30:], []byte("[Content_Types].xml")) || bytes.HasPrefix(head[30:], []byte("mimetype")))
}

// binary reports whether bytes are no text in any of the common character sets.
func binary(head []byte) bool {
	controls := 0
	for _, c := range head {
		if c == 0 {
			return true
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1b {
			controls++
		}
	}
	return controls*20 > len(head)
}

// declared reports whether a document says of itself that it is HTML.
func declared(start []byte) bool {
	for {
		switch {
		case bytes.HasPrefix(start, []byte("<!--")):
			i := bytes.Index(start, []byte("-->"))
			if i < 0 {
				return false
			}
			start = start[i+3:]
		case bytes.HasPrefix(start, []byte("<?xml")):
			i := bytes.Index(start, []byte("?>"))
			if i < 0 {
				return false
			}
			start = start[i+2:]
		default:
			return tag(start, "<!doctype html", "<html")
		}
		start = bytes.TrimLeft(start, " \t\r\n\f")
	}
}

// isPage takes the elements that pages begin with too, after
// https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
func isPage(start []byte) bool {
	return declared(start) || tag(start, "<head", "<body", "<title", "<meta", "<script", "<style", "<iframe", "<article", "<section",
		"<main", "<header", "<h1", "<h2", "<div", "<font", "<table", "<span", "<a", "<b", "<br", "<p")
}

// tag reports whether bytes begin with one of the tags, whatever its case.
func tag(start []byte, tags ...string) bool {
	for _, t := range tags {
		if len(start) > len(t) && strings.EqualFold(string(start[:len(t)]), t) && bytes.IndexByte([]byte(" \t\r\n\f/>"), start[len(t)]) >= 0 {
			return true
		}
	}
	return false
}

func firstLine(head []byte) []byte {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return bytes.TrimRight(line, "\r")
}

// formatOfJSON tells JSON from text that begins with a bracket.
func formatOfJSON(start []byte, ext string) format {
	next := bytes.TrimLeft(start[1:], " \t\r\n")
	named := ext == ".json" || ext == ".jsonl" || ext == ".ndjson"
	switch {
	case len(next) == 0 && named:
		return formatJSON
	case start[0] == '[' && len(next) > 0 && next[0] == '{', start[0] == '[' && named:
		return formatJSON
	case start[0] == '{' && len(next) > 0 && (next[0] == '"' || next[0] == '}'), start[0] == '{' && named:
		line, _, whole := bytes.Cut(start, []byte("\n"))
		if !whole || json.Valid(line) || ext == ".jsonl" || ext == ".ndjson" {
			return formatJSONLines
		}
		return formatJSON
	}
	return formatText
}

// separator reports whether a line parts the messages of an mbox: "From", an
// address or a dash, and a time as C's asctime writes it, so that a sentence that
// begins with "From" is none.
func separator(line []byte) bool {
	return bytes.HasPrefix(line, []byte("From ")) && len(line) < 512 && asctime.Match(line)
}

var asctime = regexp.MustCompile(`^From (\S+ +)?.{0,200}?\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} +\d{1,2}:\d{2}(:\d{2})? .{0,40}\d{4}|^From \S+ +.{0,40}\d{1,2}:\d{2}(:\d{2})? .{0,40}\d{4}\s*$`)

var mailField = regexp.MustCompile(`(?i)^(received|message-id|mime-version|return-path|delivered-to|dkim-signature|x-mailer|content-type|date|from|to|subject|reply-to|list-id|list-unsubscribe|snapshot-content-location):`)

// mailHead counts the fields of mail in the block of header lines that content
// begins with; 0 where it has no message's own, as a report's front matter has none.
func mailHead(head []byte) int {
	n, own := 0, false
	for i, line := range bytes.Split(head, []byte("\n")) {
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 || i > 200 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue // a folded field
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || bytes.ContainsAny(name, " \t") {
			return 0
		}
		if mailField.Match(line) {
			n++
			switch strings.ToLower(string(name)) {
			case "received", "message-id", "mime-version", "return-path", "delivered-to", "from", "dkim-signature":
				own = true
			}
		}
	}
	if !own {
		return 0
	}
	return n
}
