package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"dateline"
)

func pack(t *testing.T, coding string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	default:
		var err error
		if w, err = flate.NewWriter(&b, -1); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sent(coding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", coding)
		w.Write(body) //nolint:errcheck // the client may have had enough
	}
}

func TestBodiesAreUnpackedWithinTheirLimit(t *testing.T) {
	page := []byte(strings.Repeat("word ", 1000))
	bomb := make([]byte, 50*mega)
	s := newSite(t, map[string]http.HandlerFunc{
		"/gzip": sent("gzip", pack(t, "gzip", page)), "/x-gzip": sent(" X-GZIP ,identity", pack(t, "gzip", page)),
		"/zlib": sent("deflate", pack(t, "zlib", page)), "/flate": sent("deflate", pack(t, "flate", page)),
		"/tail": sent("gzip", append(pack(t, "gzip", page), "\n<!-- cache -->"...)), "/plain": sent("", page),
		"/empty": sent("gzip", nil),
		"/bomb":  sent("gzip", pack(t, "gzip", bomb)), "/deep": sent("deflate", pack(t, "zlib", bomb)),
		"/twice": sent("gzip, gzip", pack(t, "gzip", pack(t, "gzip", page))), "/br": sent("br", page),
		"/not": sent("gzip", page), "/cut": sent("gzip", pack(t, "gzip", page)[:20]),
		"/big": text(strings.Repeat("x", 3*mega)),
		"/endless": func(w http.ResponseWriter, _ *http.Request) {
			for range 1000 {
				if _, err := w.Write(bomb[:mega]); err != nil {
					return
				}
			}
		},
		"/claims": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000000000")
			w.Write([]byte("x")) //nolint:errcheck // nobody reads on
		},
	})
	o := local(t, s)
	o.Limits.Bytes = 2 * mega
	c := newClient(t, o)
	for _, path := range []string{"/gzip", "/x-gzip", "/zlib", "/flate", "/tail", "/plain"} {
		r, err := c.Get(t.Context(), s.URL+path, Validators{})
		if err != nil || !bytes.Equal(r.Document.Data, page) {
			t.Errorf("%s: %d bytes, %v", path, len(r.Document.Data), err)
		}
	}
	if r, err := c.Get(t.Context(), s.URL+"/empty", Validators{}); err != nil || len(r.Document.Data) != 0 {
		t.Errorf("empty: %+v, %v", r, err)
	}
	for path, reason := range map[string]Reason{
		"/bomb": Large, "/deep": Large, "/big": Large, "/endless": Large, "/claims": Large, "/twice": Encoding, "/br": Encoding, "/not": Encoding,
	} {
		r, err := c.Get(t.Context(), s.URL+path, Validators{})
		wantFault(t, err, dateline.Invalid, reason)
		if r.Document.Data != nil {
			t.Errorf("%s: %d bytes came with the error", path, len(r.Document.Data))
		}
	}
	_, err := c.Get(t.Context(), s.URL+"/cut", Validators{})
	wantFault(t, err, dateline.Unavailable, Network)
}

func TestAPageOfExactlyTheLimitIsRead(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": text(strings.Repeat("x", 1000)), "/b": text(strings.Repeat("x", 1001))})
	o := local(t, s)
	o.Limits.Bytes = 1000
	c := newClient(t, o)
	if r, err := c.Get(t.Context(), s.URL+"/a", Validators{}); err != nil || len(r.Document.Data) != 1000 {
		t.Errorf("%d bytes, %v", len(r.Document.Data), err)
	}
	_, err := c.Get(t.Context(), s.URL+"/b", Validators{})
	wantFault(t, err, dateline.Invalid, Large)
}

// trickle sends a byte every few milliseconds until nobody listens.
func trickle(w http.ResponseWriter, r *http.Request) {
	for r.Context().Err() == nil {
		if _, err := w.Write([]byte("x")); err != nil {
			return
		}
		w.(http.Flusher).Flush()
		time.Sleep(10 * time.Millisecond)
	}
}

func TestTimeIsBounded(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/trickle": trickle,
		"/silent":  func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"/stops": func(w http.ResponseWriter, r *http.Request) {
			w.Write(make([]byte, 5000)) //nolint:errcheck // the test reads it
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
	})
	for name, c := range map[string]struct {
		path string
		set  func(*Limits)
	}{
		"a byte at a time":             {"/trickle", func(l *Limits) { l.Stall = 100 * time.Millisecond }},
		"a byte at a time, whole time": {"/trickle", func(l *Limits) { l.Total = 150 * time.Millisecond }},
		"no headers":                   {"/silent", func(l *Limits) { l.FirstByte = 50 * time.Millisecond }},
		"no headers, whole time":       {"/silent", func(l *Limits) { l.Total = 100 * time.Millisecond }},
		"silence in the middle":        {"/stops", func(l *Limits) { l.Stall = 80 * time.Millisecond }},
	} {
		t.Run(name, func(t *testing.T) {
			o := local(t, s)
			c.set(&o.Limits)
			began := time.Now()
			_, err := newClient(t, o).Get(t.Context(), s.URL+c.path, Validators{})
			f := wantFault(t, err, dateline.Unavailable, Slow)
			if took := time.Since(began); took > time.Minute || f.After <= 0 {
				t.Errorf("took %s, again after %s", took, f.After)
			}
		})
	}
}

func TestHeadersAreBounded(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/headers": func(w http.ResponseWriter, _ *http.Request) {
			for i := range 100 {
				w.Header().Set("X-"+strconv.Itoa(i), strings.Repeat("x", 2000))
			}
		},
		"/etag": status(200, "ETag", `"`+strings.Repeat("e", 5000)+`"`),
	})
	c := newClient(t, local(t, s))
	_, err := c.Get(t.Context(), s.URL+"/headers", Validators{})
	wantFault(t, err, dateline.Unavailable, Network)
	r, err := c.Get(t.Context(), s.URL+"/etag", Validators{})
	if err != nil || r.Validators.ETag != "" {
		t.Errorf("a mark of 5,000 bytes was kept: %v", err)
	}
}

func FuzzBody(f *testing.F) {
	page := []byte(strings.Repeat("word ", 100))
	for _, coding := range []string{"gzip", "deflate", "", "br", "gzip, identity", "deflate,gzip"} {
		f.Add(page, coding)
	}
	var gz, zl bytes.Buffer
	w, z := gzip.NewWriter(&gz), zlib.NewWriter(&zl)
	for _, c := range []io.WriteCloser{w, z} {
		if _, err := c.Write(page); err != nil {
			f.Fatal(err)
		}
		if err := c.Close(); err != nil {
			f.Fatal(err)
		}
	}
	f.Add(gz.Bytes(), "gzip")
	f.Add(zl.Bytes(), "deflate")
	f.Fuzz(func(t *testing.T, body []byte, coding string) {
		const limit = 200
		data, err := read(bytes.NewReader(body), coding, limit, false)
		if err == nil && len(data) > limit || err != nil && data != nil {
			t.Fatalf("%d bytes, %v", len(data), err)
		}
		if data, err = read(bytes.NewReader(body), coding, limit, true); len(data) > limit || errors.Is(err, errLarge) {
			t.Fatalf("cut: %d bytes, %v", len(data), err)
		}
	})
}

// BenchmarkGet is what a page costs beside the network: turn, rules, request, log.
func BenchmarkGet(b *testing.B) {
	page := bytes.Repeat([]byte("word "), 10_000)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Write(page) //nolint:errcheck // the client reads it
	}))
	defer s.Close()
	u, err := url.Parse(s.URL)
	if err != nil {
		b.Fatal(err)
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		b.Fatal(err)
	}
	c, err := New(Options{Addresses: Addresses{Allow: loopback, Ports: []int{port}}, Pace: Pace{Delay: -1}})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := c.Get(b.Context(), s.URL+"/a", Validators{}); err != nil {
			b.Fatal(err)
		}
	}
}
