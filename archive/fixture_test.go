package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

// collect walks an input to its end.
func collect(t testing.TB, path string, r io.Reader, o Options) ([]Entry, []Skip) {
	t.Helper()
	var out []Entry
	var skips []Skip
	o.Skipped = func(s Skip) { skips = append(skips, s) }
	if err := Walk(context.Background(), path, r, o, func(e Entry) error { out = append(out, e); return nil }); err != nil {
		t.Fatalf("Walk(%s): %v", path, err)
	}
	return out, skips
}

// show writes entries a line each: path, what it is, what it says.
func show(entries []Entry) string {
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "%s", e.Path)
		if e.Err != nil {
			fmt.Fprintf(&b, " ERR %v\n", e.Err)
			continue
		}
		fmt.Fprintf(&b, " [%s]", e.Document.MediaType)
		if e.Document.URL != "" {
			fmt.Fprintf(&b, " <%s>", e.Document.URL)
		}
		if !e.Document.Fetched.IsZero() {
			fmt.Fprintf(&b, " at %s", e.Document.Fetched.Format("2006-01-02T15:04:05Z"))
		}
		if a := e.Article; a != nil {
			for _, f := range []struct{ name, value string }{{"title", a.Title}, {"outlet", a.Outlet}, {"by", a.Byline}, {"lang", a.Language}, {"text", a.Text}} {
				if f.value != "" {
					fmt.Fprintf(&b, " %s=%q", f.name, f.value)
				}
			}
			if a.Published != nil {
				fmt.Fprintf(&b, " published=%s", a.Published)
			}
			if a.Modified != nil {
				fmt.Fprintf(&b, " modified=%s", a.Modified)
			}
		}
		if e.Note != "" {
			fmt.Fprintf(&b, " note=%q", e.Note)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func page(title, text string) string {
	return "<!doctype html><html><head><title>" + title + "</title></head><body><p>" + text + "</p></body></html>"
}

func gzipped(parts ...[]byte) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		z := gzip.NewWriter(&b)
		z.Write(p)
		z.Close()
	}
	return b.Bytes()
}

func sha1Of(b string) string {
	sum := sha1.Sum([]byte(b))
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// warcRecord writes a record; lines are fields beyond type, date and length.
func warcRecord(kind, uri string, block string, lines ...string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2019-05-17T08:30:00Z\r\n", kind)
	if uri != "" {
		fmt.Fprintf(&b, "WARC-Target-URI: %s\r\n", uri)
	}
	for _, l := range lines {
		b.WriteString(l + "\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
	return b.Bytes()
}

const asHTTP = "Content-Type: application/http; msgtype=response"

// warcResponse is the record of a response.
func warcResponse(uri string, status int, body string, headers ...string) []byte {
	head := fmt.Sprintf("HTTP/1.1 %d X\r\n", status)
	for _, h := range append([]string{"Content-Type: text/html; charset=utf-8"}, headers...) {
		head += h + "\r\n"
	}
	return warcRecord("response", uri, head+"\r\n"+body, asHTTP, "WARC-Payload-Digest: "+sha1Of(body))
}

func zipOf(t testing.TB, method uint16, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, files[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		if err := z.WriteHeader(&tar.Header{Name: files[i], Mode: 0o600, Size: int64(len(files[i+1]))}); err != nil {
			t.Fatal(err)
		}
		io.WriteString(z, files[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// file writes a file of a test and gives its path.
func file(t testing.TB, name string, data []byte) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func isInvalid(err error) bool { return dateline.KindOf(err) == dateline.Invalid }

func sha256Of(s string) [32]byte { return sha256.Sum256([]byte(s)) }
