package archive

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"dateline"
)

// hostile walks bytes that may be anything and holds what is promised of all.
func hostile(t *testing.T, name string, data []byte) {
	t.Helper()
	o := Options{MaxEntry: 1 << 20, MaxEntries: 10_000}
	seen := map[string]bool{}
	err := Walk(context.Background(), name, bytes.NewReader(data), o, func(e Entry) error {
		if seen[e.Path] && e.Err == nil {
			t.Errorf("%q names two entries", e.Path)
		}
		seen[e.Path] = true
		if e.Err != nil {
			if k := dateline.KindOf(e.Err); k != dateline.Invalid {
				t.Errorf("%s: %s error: %v", e.Path, k, e.Err)
			}
			return nil
		}
		if e.Document.Path != e.Path || len(e.Document.Data) == 0 || len(e.Document.Data) > 4<<20 {
			t.Errorf("%s: a document of %d bytes at %s", e.Path, len(e.Document.Data), e.Document.Path)
		}
		if !strings.HasPrefix(e.Path, name) {
			t.Errorf("%q lies outside %q", e.Path, name)
		}
		return nil
	})
	if err != nil {
		t.Errorf("Walk: %v", err)
	}
}

func FuzzWARC(f *testing.F) {
	for _, pack := range packings() {
		f.Add(pack(small()))
	}
	f.Add(bytes.Replace(bytes.Join(small(), nil), []byte("Content-Length: 1"), []byte("Content-Length: 9"), 2))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 9223372036854775807\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 \r\n\r\nx"))
	f.Fuzz(func(t *testing.T, data []byte) {
		hostile(t, "x.warc", append([]byte("WARC/"), data...))
		hostile(t, "x.warc.gz", data)
	})
}

func FuzzHTTP(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n3\r\nabc\r\n0\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 200 OK\nContent-Encoding: br, deflate, zstd\n\n\x1b\x03"))
	f.Fuzz(func(t *testing.T, data []byte) {
		hostile(t, "x.warc", warcRecord("response", "https://a.example", string(data), asHTTP))
	})
}

func FuzzMbox(f *testing.F) {
	const sep = "From a@x.example Mon Jan  6 10:00:00 2020\n"
	f.Add([]byte("Subject: A\nContent-Length: 12\n\nFirst.\n>From x\n\n" + sep + "\nSecond.\n"))
	f.Add([]byte("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+\n--b--\n"))
	f.Add([]byte("From: =?utf-8?q?=?= <>\nDate: x\nList-Id: \nContent-Type: text/plain; format=flowed; delsp=yes\n\na \nb"))
	f.Fuzz(func(t *testing.T, data []byte) { hostile(t, "x.mbox", append([]byte(sep), data...)) })
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte("{\"text\":\"One.\",\"date\":1e300}\n{\"content\":[{\"name\":[]}]}\n"))
	f.Add([]byte("[{\"articles\":[{\"html\":\"<p>\"}]}, 3"))
	f.Fuzz(func(t *testing.T, data []byte) {
		hostile(t, "x.jsonl", data)
		hostile(t, "x.json", append([]byte("[{"), data...))
	})
}

func FuzzPacked(f *testing.F) {
	f.Add(zipOf(f, 8, "a.txt", "A.", "../b.jsonl", "{\"text\":\"B\"}"))
	f.Add(zipOf(f, 0, "datapackage.json", "{}", "archive/a.warc.gz", string(gzipped(small()...)), "pages/p.jsonl", "{}"))
	f.Add(tarOf(f, "a.txt", "A.", "b.html", page("B", "b")))
	f.Add(gzipped(tarOf(f, "a.txt", "A.")))
	f.Add([]byte("\x28\xb5\x2f\xfd\x04\x00\x09\x00\x00aaa"))
	f.Fuzz(func(t *testing.T, data []byte) { hostile(t, "x", data) })
}
