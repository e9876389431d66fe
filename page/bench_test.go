package page

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/markusmobius/go-trafilatura"

	"dateline"
	"dateline/needtest"
)

// BenchmarkPages reads the pages of the article extraction benchmark on one core,
// and go-trafilatura with its fallbacks beside it.
func BenchmarkPages(b *testing.B) {
	files, err := filepath.Glob(filepath.Join(needtest.Shared(b), "data", "web", "zyte", "html", "*.gz"))
	if err != nil || len(files) == 0 {
		b.Fatal("no pages", err)
	}
	var pages [][]byte
	size := 0
	for _, f := range files {
		packed, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			b.Fatal(err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			b.Fatal(err)
		}
		pages, size = append(pages, data), size+len(data)
	}
	for _, reader := range []struct {
		name string
		read func([]byte) error
	}{
		{"dateline", func(data []byte) error {
			_, err := Read(dateline.Document{Data: data, MediaType: "text/html; charset=utf-8"})
			return err
		}},
		{"go-trafilatura", func(data []byte) error {
			_, err := trafilatura.Extract(bytes.NewReader(data), trafilatura.Options{EnableFallback: true, ExcludeComments: true})
			return err
		}},
	} {
		b.Run(reader.name, func(b *testing.B) {
			b.SetBytes(int64(size / len(pages)))
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				if err := reader.read(pages[i%len(pages)]); err != nil {
					b.Fatal(err)
				}
				i++
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}
