package archive

import (
	"fmt"
	"strings"
	"testing"
)

func TestFormatsAreToldByContentBeforeNames(t *testing.T) {
	const sep = "From a@x.example Mon Jan  6 10:00:00 2020\n"
	for _, c := range []struct {
		name, head string
		want       format
	}{
		{"x", "", formatEmpty},
		{"x.txt", "WARC/1.0\r\n", formatWARC},
		{"x.txt", string(gzipped([]byte("WARC/1.1\r\n"))), formatWARCGzip},
		{"x.warc.gz", string(gzipped([]byte("words"))), formatGzip},
		{"x", "\x1f\x8b", formatGzip},
		{"x", "\x50\x2a\x4d\x18\x04\x00\x00\x00", formatZstd},
		{"x.txt", "BZhigh hopes for the road", formatText},
		{"x.zip", "PKs are words here", formatText},
		{"x.tar", "short", formatText},
		{"x.txt", "%PDF-1.4", formatPDF},
		{"x", "\n\n%PDF-1.4", formatPDF},
		{"x.html", "\xff\xfe<\x00", formatHTML},
		{"x.txt", "\xff\xfeW\x00", formatText},
		{"x", "\x00\x01\x02", formatOther},
		{"x", "\xef\xbb\xbf<!DOCTYPE HTML>", formatHTML},
		{"x.txt", "<!-- saved --><?xml version='1.0'?> <HTML lang=en>", formatHTML},
		{"x.md", "<p align=center>Markdown may begin so</p>", formatText},
		{"x", "<p>but nothing else</p>", formatHTML},
		{"x", "<pre", formatText},
		{"x", "<?xml version='1.0'?><rss>", formatOther},
		{"x.html", "just words", formatHTML},
		{"x.txt", "{\"text\":\"x\"}\n{\"text\":\"y\"}\n", formatJSONLines},
		{"x", "{\n\"text\":\"x\"}\n", formatJSON},
		{"x", "[\n{\"text\":\"x\"}]", formatJSON},
		{"x", "[Update] The road is open", formatText},
		{"x", "{curly} words", formatText},
		{"x.jsonl", "{broken\n{\"text\":1}", formatJSONLines},
		{"x.json", "[]", formatJSON},
		{"x.txt", sep + "Subject: x\n", formatMbox},
		{"x", "From the hills they came at 10:00 in 2020.\n", formatText},
		{"x", "From MAILER-DAEMON Fri Jul  8 12:08:34 2011\n", formatMbox},
		{"x", "From: A <a@x>\nSubject: x\n\nWords", formatMail},
		{"x.txt", "From: the editor\nSubject: the road\n\nWords", formatText},
		{"x.txt", "From: A <a@x>\nMessage-ID: <1@x>\nSubject: x\n\nWords", formatMail},
		{"x", "title: The road\noutlet: Lamp\ndate: 2020-01-01\n\nWords", formatText},
		{"x.eml", "Words", formatMail},
		{"x.go", "package x", formatOther},
		{"README", "Words", formatText},
		{"x.txt", "", formatEmpty},
		{"x.arc", "filedesc://x.arc 0.0.0.0 19960923142103", formatOther},
	} {
		if got := formatOf([]byte(c.head), c.name); got != c.want {
			t.Errorf("%s, %.30q: format %d, want %d", c.name, c.head, got, c.want)
		}
	}
}

func TestReasonsAreFewWhateverIsGiven(t *testing.T) {
	var files []string
	var warc strings.Builder
	for i := range 3000 {
		files = append(files, fmt.Sprintf("a%d.ext%d", i, i), "\x00\x01")
		warc.Write(warcRecord("resource", "https://a.example/", "x", fmt.Sprintf("Content-Type: application/x-%d", i)))
		warc.Write(warcRecord(fmt.Sprintf("kind%d", i), "https://a.example/", "x"))
	}
	reasons := map[string]int{}
	for _, in := range []string{string(tarOf(t, files...)), warc.String()} {
		_, skips := collect(t, "x", strings.NewReader(in), Options{})
		for _, s := range skips {
			reasons[s.Reason]++
		}
	}
	if len(reasons) != 3 {
		t.Errorf("%d reasons: %.500v", len(reasons), reasons)
	}
}
