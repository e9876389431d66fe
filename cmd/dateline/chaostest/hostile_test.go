//go:build linux

package chaostest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// packed is so many bytes of blanks, packed by w.
func packed(t *testing.T, b *bytes.Buffer, w io.WriteCloser, size int) []byte {
	t.Helper()
	part := bytes.Repeat([]byte(" "), 1<<20)
	for n := 0; n < size; n += len(part) {
		if _, err := w.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bombs are a gzip of one text that is too long, and a zip of many that are long.
func bombs(t *testing.T) (gz, zipped []byte) {
	t.Helper()
	var b bytes.Buffer
	g, _ := gzip.NewWriterLevel(&b, 1)
	gz = bytes.Clone(packed(t, &b, g, 300<<20))
	b.Reset()
	f, _ := flate.NewWriter(&b, 1)
	const size = 24 << 20
	one := bytes.Clone(packed(t, &b, f, size))
	sum := crc32.ChecksumIEEE(bytes.Repeat([]byte(" "), size))
	b.Reset()
	z := zip.NewWriter(&b)
	for n := range 400 {
		w, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("%d.txt", n), Method: zip.Deflate, CRC32: sum, CompressedSize64: uint64(len(one)), UncompressedSize64: size})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(one); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return gz, b.Bytes()
}

// record is a page of a web archive.
func record(url, body string) string {
	answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-05-01T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		url, len(url), len(answer), answer)
}

func TestHostileFilesAreBoundedToldAndHarmless(t *testing.T) {
	t.Parallel()
	whole(t, "dateline")
	w := newWorld(t)
	gz, zipped := bombs(t)
	text := func(n int) []byte { return fmt.Appendf(nil, "Road %d closed\n\n%s It was number %d.\n", n, said, n) }
	var slip bytes.Buffer
	z := zip.NewWriter(&slip)
	for n, name := range []string{"../../slipped.txt", "/tmp/dateline-slipped.txt", "fine.txt"} {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		f.Write(text(10 + n))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	warc := record("https://news.example/whole", article("Road closed whole", said)) + record("https://news.example/cut", article("Road closed cut", strings.Repeat(said, 5)))
	evil := "ev\x1b[2Jil\u202egnp.\u2066txt"
	all := map[string][]byte{
		"a-good.txt": text(1), "bomb.txt.gz": gz, "bomb.zip": zipped, "slip.zip": slip.Bytes(), "cut.warc": []byte(warc[:len(warc)-400]),
		"deep.html":  []byte("<html><body><article>" + strings.Repeat("<div>", 10_000) + "<p>" + said + "</p>" + strings.Repeat("</div>", 10_000) + "</article></body></html>"),
		"laughs.xml": []byte(laughs),
		evil:         []byte("---\ntitle: \"Road \x1b]0;owned\x07 \u202e closed\"\n---\n" + string(text(2))),
		"evil2.txt":  []byte("---\npublished: last \x1b[2Jspring \u202e\n---\n" + string(text(3))),
		"z-good.txt": text(4),
	}
	if err := os.Mkdir(filepath.Join(w.dir, "in"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, data := range all {
		w.write(filepath.Join("in", name), data)
	}
	p := w.start("add", "--ledger", "l.db", "in")
	if code := p.wait(t); code != 1 {
		t.Errorf("it ends with %d", code)
	}
	out := p.out.String()
	t.Log(out)
	harmless(t, out)
	for _, bad := range []string{"bomb.txt.gz", "bomb.zip", "cut.warc", "evil2.txt"} {
		if !strings.Contains(out, "in/"+bad) {
			t.Errorf("nothing is said of %s:\n%s", bad, out)
		}
	}
	for _, good := range []string{"in/a-good.txt", "in/z-good.txt", "in/slip.zip#fine.txt", "in/cut.warc#0", "in/deep.html"} {
		if n := number(t, w.at("l.db"), "SELECT count(*) FROM reports WHERE linked_by <> '' AND path = '"+good+"'"); n != 1 {
			t.Errorf("%d reports come of %s:\n%s", n, good, out)
		}
	}
	if n := number(t, w.at("l.db"), "SELECT count(*) FROM reports WHERE path LIKE 'in/ev%gnp%' AND linked_by <> ''"); n != 1 {
		t.Errorf("%d reports come of a file with an odd name:\n%s", n, out)
	}
	var outside []string
	for _, dir := range []string{w.dir, filepath.Dir(w.dir), filepath.Dir(filepath.Dir(w.dir)), "/tmp"} {
		found, err := filepath.Glob(filepath.Join(dir, "*slipped*"))
		if err != nil {
			t.Fatal(err)
		}
		outside = append(outside, found...)
	}
	if len(outside) > 0 {
		t.Errorf("a zip wrote %v", outside)
	}
	for _, args := range [][]string{{"quarantine"}, {"status"}, {"quarantine", "list", "--format", "json"}, {"feeds"}} {
		harmless(t, w.run(0, append(args, "--ledger", "l.db")...))
	}
}
