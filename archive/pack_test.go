package archive

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"dateline"
)

func TestADirectoryIsWalkedInOrderAndSaysWhatItLeavesOut(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{
		"b.txt": "Some words.", "a/x.html": page("X", "x"), "a/.hidden.txt": "no", ".git/config": "no", "pic.png": "\x89PNG\r\n\x1a\n\x00\x00",
		"style.css": "p { color: red }", "z.md": "# Title\n\nWords.", "empty.txt": "", "c.xml": "<?xml version=\"1.0\"?><rss/>", "d.xhtml": "<?xml version=\"1.0\"?>\n<!-- x -->\n<html><p>D</p></html>",
		"letter.docx": "PK\x03\x04 and more than that",
	} {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for from, to := range map[string]string{"a/loop": dir, "a/file": filepath.Join(dir, "b.txt"), "dead": filepath.Join(dir, "nothing")} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Skip("no links on this system")
		}
	}
	entries, skips := collect(t, dir, nil, Options{})
	got := strings.ReplaceAll(show(entries), dir, "D")
	want := `D/a/file [text/plain]
D/a/x.html [text/html]
D/b.txt [text/plain]
D/d.xhtml [text/html]
D/empty.txt ERR empty; there is nothing to read
D/z.md [text/plain]
`
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	told := ""
	for _, s := range skips {
		told += strings.Replace(s.Path, dir, "D", 1) + " " + s.Reason + "\n"
	}
	want = `D/.git hidden
D/a/.hidden.txt hidden
D/a/loop link to a directory that it lies in
D/c.xml not a format that is read: .xml
D/dead link that leads nowhere
D/letter.docx not a format that is read: .docx
D/pic.png not a format that is read: .png
D/style.css not a format that is read: .css
`
	if d := cmp.Diff(want, told); d != "" {
		t.Errorf("skipped (-want +got):\n%s", d)
	}
	if got, want := Size(context.Background(), dir), int64(0); got <= want {
		t.Errorf("Size = %d", got)
	}
}

func TestPackedInputsAreReadThrough(t *testing.T) {
	var zst bytes.Buffer
	z, err := zstd.NewWriter(&zst)
	if err != nil {
		t.Fatal(err)
	}
	z.Write([]byte("Some words."))
	z.Close()
	// bzip2 of "Some words.\n", which the standard library cannot write.
	bz, err := hex.DecodeString("425a6839314159265359d84cd79e000001d38000104001080006029880200022003108069a689c34410a52f177245385090d84cd79e0")
	if err != nil {
		t.Fatal(err)
	}
	inner := zipOf(t, zip.Deflate, "a.txt", "Inner words.")
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"x.txt.gz":  {gzipped([]byte("Some words.")), "x.txt.gz [text/plain]\n"},
		"x.txt.zst": {zst.Bytes(), "x.txt.zst [text/plain]\n"},
		"x.txt.bz2": {bz, "x.txt.bz2 [text/plain]\n"},
		"x.tgz":     {gzipped(tarOf(t, "b/y.txt", "Y.", "b/x.txt", "X.", "b/", "", ".hid", "no")), "x.tgz#b/y.txt [text/plain]\nx.tgz#b/x.txt [text/plain]\n"},
		"x.zip":     {zipOf(t, zip.Deflate, "z.txt", "Z.", "a.txt", "A."), "x.zip#a.txt [text/plain]\nx.zip#z.txt [text/plain]\n"},
		"twice.zip": {zipOf(t, zip.Store, "a.txt", "A.", "a.txt", "B."), "twice.zip#a.txt [text/plain]\ntwice.zip#a.txt(2) [text/plain]\n"},
		"slip.zip": {zipOf(t, zip.Deflate, "../../etc/x.txt", "Out.", "/abs/y.txt", "Abs.", `..\win.txt`, "Win.", "esc\x1b[31m.txt", "Red."),
			"slip.zip#etc/x.txt [text/plain]\nslip.zip#win.txt [text/plain]\nslip.zip#abs/y.txt [text/plain]\nslip.zip#esc_[31m.txt [text/plain]\n"},
		"in.tar":     {tarOf(t, "in.zip", string(inner)), "in.tar#in.zip#a.txt [text/plain]\n"},
		"cut.txt.gz": {gzipped([]byte(strings.Repeat("words that go on ", 99)))[:40], "cut.txt.gz ERR cut or damaged after 1565 bytes; get it again: unexpected EOF\n"},
		"cut.zip":    {inner[:len(inner)-30], "cut.zip ERR the zip is cut or damaged; get the file again: zip: not a valid zip file\n"},
		"cut.tar":    {tarOf(t, "a.txt", "A.", "b.txt", strings.Repeat("b", 2000))[:1800], "cut.tar#a.txt [text/plain]\ncut.tar#b.txt ERR cut or damaged after 264 bytes; get it again: unexpected EOF\ncut.tar ERR the tar is cut or damaged after 2 members; what came before is kept, get the file again: unexpected EOF\n"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, o := range []string{"stream", "file"} {
				p := name
				var entries []Entry
				if o == "stream" {
					entries, _ = collect(t, p, bytes.NewReader(c.data), Options{})
				} else {
					p = file(t, name, c.data)
					entries, _ = collect(t, p, nil, Options{})
				}
				if d := cmp.Diff(c.want, strings.ReplaceAll(show(entries), p, name)); d != "" {
					t.Errorf("%s (-want +got):\n%s", o, d)
				}
			}
		})
	}
}

func TestLayersInEachOtherEnd(t *testing.T) {
	data := []byte("Words.")
	for range 20 {
		data = gzipped(data)
	}
	entries, _ := collect(t, "x", bytes.NewReader(data), Options{})
	if len(entries) != 1 || entries[0].Err == nil || !strings.Contains(entries[0].Err.Error(), "more than 5 layers") {
		t.Errorf("%s", show(entries))
	}
}

// zeros is a gzip of n bytes of nothing, in a thousandth of the space.
func zeros(n int) []byte {
	return gzipped(bytes.Repeat([]byte("a"), n))
}

func TestBombsAreBounded(t *testing.T) {
	o := Options{MaxEntry: 1 << 20, grace: 2 << 20}
	big := zeros(4 << 20)
	html := page("B", strings.Repeat(" ", 3<<20))
	for name, c := range map[string]struct {
		data []byte
		o    Options
		want string
		n    int
	}{
		"a large entry":          {zeros(1<<20 + 1), o, "more than the 1048576 bytes that an entry may have", 1},
		"a bomb in a gz of WARC": {gzipped(append(warcRecord("warcinfo", "", "x"), warcRecord("request", "", strings.Repeat("a", 3<<20))...)), o, "decompression bomb", 1},
		"a bomb after a page":    {append(gzipped(small()...), gzipped(warcRecord("metadata", "", strings.Repeat("a", 3<<20)))...), o, "decompression bomb", 4},
		"a bomb in a tar":        {gzipped(tarOf(t, "a.txt", "A.", "b.warc", "WARC/1.0\r\nContent-Length: 99999999\r\n\r\n"+strings.Repeat("a", 3<<20))), o, "decompression bomb", 2},
		"a bomb behind HTTP":     {warcResponse("https://a.example", 200, string(gzipped([]byte(html))), "Content-Encoding: gzip"), o, "more than the 1048576 bytes", 1},
		"all that is unpacked":   {gzipped(tarOf(t, "a.txt", "A.", "b.txt", strings.Repeat("b ", 300_000))), Options{MaxTotal: 200_000}, "more than the 0 MB that one run unpacks", 2},
		"a zip of many of one":   {zipOf(t, zip.Deflate, "a.jsonl", "{}\n"+strings.Repeat("\n", 3<<20), "b.txt", "B."), o, "decompression bomb", 2},
		"entries":                {[]byte("{\"text\":\"one\"}\n{\"text\":\"two\"}\n{\"text\":\"three\"}\n"), Options{MaxEntries: 2}, "more than the 2 entries", 3},
		"a zip in a stream":      {tarOf(t, "a.zip", string(zipOf(t, zip.Store, "a", string(big)+strings.Repeat("x", 1<<20)))), o, "a zip of more than 1048576 bytes inside a stream", 1},
	} {
		t.Run(name, func(t *testing.T) {
			entries, _ := collect(t, "x", bytes.NewReader(c.data), c.o)
			last := entries[len(entries)-1]
			if len(entries) != c.n || last.Err == nil || !strings.Contains(last.Err.Error(), c.want) || !isInvalid(last.Err) {
				t.Errorf("%d entries, want %d and %q:\n%.2000s", len(entries), c.n, c.want, show(entries))
			}
		})
	}
}

func TestAZipWhoseMembersShareTheirBytesIsABomb(t *testing.T) {
	// A list of 300 members that all name the bytes of one: each is fine by itself.
	one := zipOf(t, zip.Deflate, "m.jsonl", strings.Repeat("\n", 1<<16))
	at := bytes.LastIndex(one, []byte("PK\x01\x02"))
	end := bytes.LastIndex(one, []byte("PK\x05\x06"))
	record, tail := one[at:end], bytes.Clone(one[end:])
	data := bytes.Clone(one[:at])
	const n = 300
	for range n {
		data = append(data, record...)
	}
	put := func(b []byte, v, size int) {
		for i := range size {
			b[i] = byte(v >> (8 * i))
		}
	}
	put(tail[8:], n, 2)
	put(tail[10:], n, 2)
	put(tail[12:], n*len(record), 4)
	data = append(data, tail...)
	for _, p := range []string{"", file(t, "x.zip", data)} {
		var entries []Entry
		if p == "" {
			entries, _ = collect(t, "x", bytes.NewReader(data), Options{grace: 4 << 20})
		} else {
			entries, _ = collect(t, p, nil, Options{grace: 4 << 20})
		}
		// What the file's own size allows, and the first 4 MiB, which count for nothing.
		if last := entries[len(entries)-1]; len(entries) > 120 || last.Err == nil || !strings.Contains(last.Err.Error(), "decompression bomb") {
			t.Errorf("%d entries, the last: %v", len(entries), last.Err)
		}
	}
}

func TestAWACZGivesItsPagesWithTheirTitles(t *testing.T) {
	warc := string(gzipped(small()...))
	data := func(method uint16, digest string) []byte {
		return zipOf(t, method,
			"datapackage.json", `{"profile":"data-package","resources":[{"name":"a.warc.gz","path":"archive/a.warc.gz","hash":"sha256:`+digest+`"}]}`,
			"archive/a.warc.gz", warc, "indexes/index.cdx.gz", "x",
			"pages/pages.jsonl", "{\"format\":\"json-pages-1.0\"}\n{\"url\":\"https://a.example/2\",\"title\":\"The Second\"}\nbroken\n")
	}
	good := fmt.Sprintf("%x", sha256Of(warc))
	want := "x#archive/a.warc.gz#N [text/html; charset=utf-8] <https://a.example/1>\n" +
		"x#archive/a.warc.gz#N [text/html; charset=utf-8] <https://a.example/2> title=\"The Second\"\n" +
		"x#archive/a.warc.gz#N [text/html; charset=utf-8] <https://a.example/3>\n"
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		entries, _ := collect(t, "x", bytes.NewReader(data(method, good)), Options{})
		got := regexp.MustCompile(`gz#\d+`).ReplaceAllString(strings.ReplaceAll(show(entries), " at 2019-05-17T08:30:00Z", ""), "gz#N")
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("method %d (-want +got):\n%s", method, d)
		}
		entries, _ = collect(t, "x", bytes.NewReader(data(method, strings.Repeat("0", 64))), Options{})
		if last := entries[len(entries)-1]; len(entries) != 4 || last.Err == nil || !strings.Contains(last.Err.Error(), "its digest in datapackage.json") {
			t.Errorf("a digest that does not hold:\n%s", show(entries))
		}
	}
}

func TestAnInputThatIsGivenAndNotReadIsAnError(t *testing.T) {
	entries, _ := collect(t, file(t, "x.png", []byte("\x89PNG\r\n\x1a\n\x00\x00")), nil, Options{})
	if len(entries) != 1 || dateline.KindOf(entries[0].Err) != dateline.Invalid {
		t.Errorf("%s", show(entries))
	}
}
