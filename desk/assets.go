package desk

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"

	"dateline"
)

//go:embed static
var static embed.FS

// assets are the files that pages load. They stand under an address that follows
// from what is in them, so that a browser keeps them for good.
type assets struct {
	files  fs.FS
	stamp  string   // of all files
	packed sync.Map // path → []byte, compressed
}

func newAssets() (*assets, error) {
	files, err := fs.Sub(static, "static")
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "the desk's files: %w", err)
	}
	sum := sha256.New()
	err = fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(files, name)
		_, _ = sum.Write([]byte(name + "\x00" + strconv.Itoa(len(raw)) + "\x00")) // a hash takes all
		_, _ = sum.Write(raw)
		return err
	})
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "the desk's files: %w", err)
	}
	return &assets{files: files, stamp: hex.EncodeToString(sum.Sum(nil))[:12]}, nil
}

// path is the address of a file.
func (a *assets) path(name string) string { return "/static/" + a.stamp + "/" + name }

// ServeHTTP serves a file under the address of now; any other is not there.
func (a *assets) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	name, found := strings.CutPrefix(req.URL.Path, a.path(""))
	if !found || !fs.ValidPath(name) {
		http.NotFound(w, req)
		return
	}
	raw, err := fs.ReadFile(a.files, name)
	if err != nil {
		http.NotFound(w, req)
		return
	}
	h := w.Header()
	h.Set("Content-Type", mediaType(name))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	if strings.Contains(req.Header.Get("Accept-Encoding"), "gzip") && len(raw) > 1024 {
		h.Set("Content-Encoding", "gzip")
		raw = a.pack(name, raw)
	}
	h.Set("Content-Length", strconv.Itoa(len(raw)))
	_, _ = w.Write(raw) // who asked may have gone
}

// pack is a file compressed, which is done once.
func (a *assets) pack(name string, raw []byte) []byte {
	if p, ok := a.packed.Load(name); ok {
		return p.([]byte)
	}
	p := pack(raw, gzip.BestCompression)
	a.packed.Store(name, p)
	return p
}

// pack compresses bytes.
func pack(raw []byte, level int) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, level) // of a level that there is
	_, _ = z.Write(raw)                    // to memory
	_ = z.Close()
	return b.Bytes()
}

// mediaType is told by the name alone, whatever the machine's own tables say.
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".json", ".geojson":
		return "application/json"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".pbf":
		return "application/x-protobuf"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}
