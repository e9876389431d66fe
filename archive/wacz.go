package archive

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"io"
	"path"
	"slices"
	"strings"

	"dateline"
)

// The form of a WACZ is that of https://specs.webrecorder.net/wacz/1.1.1/: a zip with
// WARCs in archive/, lists of pages in pages/, and digests in datapackage.json.

const (
	maxPages     = 200_000 // titles that are held
	maxPageLists = 64 << 20
)

func isWACZ(files []*zip.File) bool {
	has := func(want func(name string) bool) bool {
		return slices.ContainsFunc(files, func(f *zip.File) bool { return want(f.Name) })
	}
	return has(func(n string) bool { return n == "datapackage.json" }) && has(isWACZArchive)
}

func isWACZArchive(name string) bool {
	return path.Dir(name) == "archive" && (strings.HasSuffix(name, ".warc.gz") || strings.HasSuffix(name, ".warc"))
}

func (w *walker) wacz(in input, at io.ReaderAt, files []*zip.File) error {
	digests := map[string][]byte{}
	titles := map[string]string{}
	for _, f := range byName(files) {
		var err error
		switch {
		case f.Name == "datapackage.json":
			err = w.smallMember(in, at, f, func(data []byte) error { return packageDigests(data, digests) })
		case path.Dir(f.Name) == "pages" && strings.HasSuffix(f.Name, ".jsonl"):
			err = w.smallMember(in, at, f, func(data []byte) error { pageTitles(data, titles); return nil })
		}
		if err != nil {
			// The pages can be read without.
			if err := w.broken(in.path+"#"+label(f.Name), err, "cannot be read, so titles or digests of this WACZ are missing; the pages are read all the same"); err != nil {
				return err
			}
		}
	}
	names := members{of: in.path}
	for _, f := range byName(files) {
		if !isWACZArchive(f.Name) {
			continue
		}
		p := names.path(label(f.Name))
		if w.passed(p) {
			continue
		}
		m, done, err := openMember(in, at, f)
		if err != nil {
			if err := w.broken(p, err, "cannot be unpacked; get the WACZ again"); err != nil {
				return err
			}
			continue
		}
		m.path, m.name, m.titles = p, path.Base(f.Name), titles
		sum := &summing{r: m.r, h: sha256.New()}
		m.r = sum
		err = w.content(m)
		if err == nil {
			err = w.compare(p, sum, digests[f.Name])
		}
		done()
		if err != nil {
			return err
		}
	}
	return nil
}

// summing makes a digest of what is read.
type summing struct {
	r io.Reader
	h hash.Hash
}

func (s *summing) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.h.Write(p[:n])
	return n, err
}

// compare tells where a member is not what the package's digest was made of.
func (w *walker) compare(p string, s *summing, want []byte) error {
	if want == nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, s); err != nil {
		return w.broken(p, err, "damaged; get the WACZ again")
	}
	if !bytes.Equal(s.h.Sum(nil), want) {
		return w.fail(p, "is not what its digest in datapackage.json was made of, so what was read of it may have been changed; get the WACZ again")
	}
	return nil
}

func (w *walker) smallMember(in input, at io.ReaderAt, f *zip.File, take func([]byte) error) error {
	m, done, err := openMember(in, at, f)
	if err != nil {
		return err
	}
	defer done()
	data, err := readAll(m.r, maxPageLists)
	if err != nil {
		return err
	}
	return take(data)
}

// packageDigests takes the SHA-256 of the package's parts, by name.
func packageDigests(data []byte, into map[string][]byte) error {
	var p struct {
		Resources []struct{ Path, Hash string }
	}
	if err := json.Unmarshal(data, &p); err != nil {
		return dateline.Errorf(dateline.Invalid, "no JSON of the form that a WACZ has: %w", err)
	}
	for _, r := range p.Resources {
		if hexed, ok := strings.CutPrefix(r.Hash, "sha256:"); ok {
			if sum, err := hex.DecodeString(hexed); err == nil {
				into[r.Path] = sum
			}
		}
	}
	return nil
}

// pageTitles takes the titles of a list of pages, a JSON object a line.
func pageTitles(data []byte, into map[string]string) {
	for line := range bytes.Lines(data) {
		var p struct{ URL, Title string }
		// The first line is a head of another form; a broken one lacks a title only.
		if json.Unmarshal(line, &p) != nil || p.URL == "" || p.Title == "" || len(into) >= maxPages {
			continue
		}
		if _, twice := into[p.URL]; !twice && p.Title != p.URL {
			into[p.URL] = oneLine(p.Title)
		}
	}
}
