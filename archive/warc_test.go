package archive

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

// small is a WARC of three pages, with what lies between pages in one.
func small() [][]byte {
	return [][]byte{
		warcRecord("warcinfo", "", "software: x\r\n", "Content-Type: application/warc-fields"),
		warcResponse("https://a.example/1", 200, page("One", "The first page.")),
		warcRecord("request", "https://a.example/1", "GET /1 HTTP/1.1\r\n\r\n", "Content-Type: application/http; msgtype=request"),
		warcResponse("https://a.example/gone", 404, page("No", "Not here.")),
		warcResponse("https://a.example/2", 200, page("Two", "The second page.")),
		warcResponse("https://a.example/p.png", 200, "\x89PNG", "X: y")[:0],
		warcResponse("https://a.example/3", 200, page("Three", "The third page.")),
	}
}

func TestRecordsOfAWARC(t *testing.T) {
	chunked := "5\r\n<html\r\n1c;x=y\r\n><p>In chunks it was.</p></h\r\n4\r\ntml>\r\n0\r\n\r\n"
	var br, zl, zs bytes.Buffer
	for _, w := range []interface {
		Write([]byte) (int, error)
		Close() error
	}{brotli.NewWriter(&br), zlib.NewWriter(&zl), func() *zstd.Encoder { e, _ := zstd.NewWriter(&zs); return e }()} {
		w.Write([]byte(page("E", "Encoded.")))
		w.Close()
	}
	once := page("Same", "Seen twice.")
	for name, c := range map[string]struct {
		records [][]byte
		want    string
		skips   string
	}{
		"pages that were found": {small(),
			"#{1} [text/html; charset=utf-8] <https://a.example/1> {" + page("One", "The first page.") + "}\n" +
				"#{4} [text/html; charset=utf-8] <https://a.example/2> {" + page("Two", "The second page.") + "}\n" +
				"#{6} [text/html; charset=utf-8] <https://a.example/3> {" + page("Three", "The third page.") + "}\n", "#{3} HTTP status 404\n"},
		"chunks": {[][]byte{warcResponse("https://a.example/c", 200, chunked, "Transfer-Encoding: chunked")},
			"#0 [text/html; charset=utf-8] <https://a.example/c> {<html><p>In chunks it was.</p></html>}\n", ""},
		"chunks that the crawler undid": {[][]byte{warcResponse("https://a.example/c", 200, "<html>plain</html>", "Transfer-Encoding: chunked")},
			"#0 [text/html; charset=utf-8] <https://a.example/c> {<html>plain</html>}\n", ""},
		"chunks that end early": {[][]byte{warcResponse("https://a.example/c", 200, "20\r\n<html>only so much", "Transfer-Encoding: chunked")},
			"#0 [text/html; charset=utf-8] <https://a.example/c> note=\"the response is cut: its last chunk is missing\" {<html>only so much}\n", ""},
		"gzip":                              {[][]byte{warcResponse("https://a.example/e", 200, string(gzipped([]byte(page("E", "Encoded.")))), "Content-Encoding: gzip")}, "", ""},
		"brotli":                            {[][]byte{warcResponse("https://a.example/e", 200, br.String(), "Content-Encoding: br")}, "", ""},
		"deflate":                           {[][]byte{warcResponse("https://a.example/e", 200, zl.String(), "Content-Encoding: deflate")}, "", ""},
		"bare deflate":                      {[][]byte{warcResponse("https://a.example/e", 200, zl.String()[2:], "Content-Encoding: deflate")}, "", ""},
		"zstd":                              {[][]byte{warcResponse("https://a.example/e", 200, zs.String(), "Content-Encoding: zstd")}, "", ""},
		"an encoding undone by the crawler": {[][]byte{warcResponse("https://a.example/e", 200, page("E", "Encoded."), "Content-Encoding: br")}, "", ""},
		"an encoding that is none": {[][]byte{warcResponse("https://a.example/e", 200, "\x00\x01\x02", "Content-Encoding: gzip")},
			"#0 ERR the record at byte 0: its gzip data cannot be decoded; get the page anew\n", ""},
		"a revisit": {[][]byte{warcResponse("https://a.example/1", 200, once),
			warcRecord("revisit", "https://b.example/again", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", asHTTP, "WARC-Payload-Digest: "+sha1Of(once),
				"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
			warcRecord("revisit", "https://a.example/1", "HTTP/1.1 304 Not Modified\r\n\r\n", asHTTP, "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified"),
			warcRecord("revisit", "https://a.example/elsewhere", "", "WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")},
			"#0 [text/html; charset=utf-8] <https://a.example/1> {" + once + "}\n" +
				"#{1} [text/html; charset=utf-8] <https://b.example/again> {" + once + "}\n" +
				"#{2} [text/html; charset=utf-8] <https://a.example/1> {" + once + "}\n", "#{3} revisit of a response that is not before it in this WARC\n"},
		"a digest that does not hold": {[][]byte{bytes.Replace(warcResponse("https://a.example/1", 200, page("One", "abc")), []byte("abc"), []byte("abd"), 1)},
			"#0 ERR what the record at byte 0 holds is not what its digest (\"" + sha1Of(page("One", "abc")) + "\") was made of; get the page anew\n", ""},
		"a conversion, a resource, a picture": {[][]byte{
			warcRecord("conversion", "https://a.example/t", "Plain words.\n", "Content-Type: text/plain"),
			warcRecord("resource", "<https://a.example/r>", "<html><p>Saved.</p></html>", "Content-Type: text/html"),
			warcRecord("resource", "https://a.example/i", "GIF89a", "Content-Type: image/gif"),
			warcRecord("resource", "metadata://x.example/log", "log", "Content-Type: text/plain")},
			"#0 [text/plain] <https://a.example/t> {Plain words.\n}\n#{1} [text/html] <https://a.example/r> {<html><p>Saved.</p></html>}\n",
			"#{2} media type image/gif\n#{3} a crawler's own record\n"},
		"what a crawler cut": {[][]byte{warcRecord("resource", "https://a.example/r", "<html><p>Sav", "Content-Type: text/html", "WARC-Truncated: length", "WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")},
			"#0 [text/html] <https://a.example/r> note=\"cut by the crawler (length)\" {<html><p>Sav}\n", ""},
		"a length too small": {[][]byte{bytes.Replace(warcResponse("https://a.example/1", 200, page("One", "abc")), []byte("Content-Length: 1"), []byte("Content-Length: "), 1),
			warcResponse("https://a.example/2", 200, once)},
			"#0 ERR the record at byte 0 does not end after the 40 bytes that its Content-Length says; the records after it are read, get the page anew\n" +
				"#{1} [text/html; charset=utf-8] <https://a.example/2> {" + once + "}\n", ""},
		"a length too great": {[][]byte{bytes.Replace(warcResponse("https://a.example/1", 200, page("One", "abc")), []byte("Content-Length: 1"), []byte("Content-Length: 10"), 1),
			warcResponse("https://a.example/2", 200, once), warcResponse("https://a.example/3", 200, once)},
			"#0 ERR the record at byte 0 does not end after the 1040 bytes that its Content-Length says; the records after it are read, get the page anew\n" +
				"#{1} [text/html; charset=utf-8] <https://a.example/2> {" + once + "}\n#{2} [text/html; charset=utf-8] <https://a.example/3> {" + once + "}\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, skips := warcOf(t, bytes.Join(c.records, nil))
			// {n} stands for where record n begins.
			at := 0
			for i, r := range c.records {
				c.want = strings.ReplaceAll(c.want, fmt.Sprintf("#{%d}", i), fmt.Sprintf("#%d", at))
				c.skips = strings.ReplaceAll(c.skips, fmt.Sprintf("#{%d}", i), fmt.Sprintf("#%d", at))
				at += len(r)
			}
			if c.want == "" {
				c.want = "#0 [text/html; charset=utf-8] <https://a.example/e> {" + page("E", "Encoded.") + "}\n"
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if d := cmp.Diff(c.skips, skips); d != "" {
				t.Errorf("skipped (-want +got):\n%s", d)
			}
		})
	}
}

func warcOf(t *testing.T, data []byte) (got, skips string) {
	t.Helper()
	e, s := collect(t, "w", bytes.NewReader(data), Options{})
	file, fs := collect(t, file(t, "w", data), nil, Options{})
	for i := range e {
		line := strings.Replace(strings.TrimSuffix(show(e[i:i+1]), "\n"), " at 2019-05-17T08:30:00Z", "", 1)
		if e[i].Err == nil {
			line += " {" + string(e[i].Document.Data) + "}"
		}
		got += strings.TrimPrefix(line, "w") + "\n"
		if i < len(file) && (string(file[i].Document.Data) != string(e[i].Document.Data) || (file[i].Err == nil) != (e[i].Err == nil)) {
			t.Errorf("%s: a file is read otherwise than a stream", e[i].Path)
		}
	}
	for _, k := range s {
		skips += strings.TrimPrefix(fmt.Sprintf("%s %s\n", k.Path, k.Reason), "w")
	}
	if len(file) != len(e) || len(fs) != len(s) {
		t.Errorf("a file has %d entries and %d skips, a stream of the same %d and %d", len(file), len(fs), len(e), len(s))
	}
	return got, skips
}
