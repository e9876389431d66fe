package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxWindow is how much a zstd may ask to be kept for looking back, in bytes: what
// "zstd --long" takes at most without being told.
const maxWindow = 128 << 20

// packed reads what a single packed stream holds. It has the stream's own Path: a
// layer that holds one thing needs no place of its own.
func (w *walker) packed(in input, f format) error {
	var r io.Reader
	var err error
	switch f {
	case formatGzip:
		r, err = gzip.NewReader(in.r)
	case formatZstd:
		var d *zstd.Decoder
		d, err = zstd.NewReader(in.r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err == nil {
			defer d.Close()
			r = d
		}
	case formatBzip2:
		r = bzip2.NewReader(in.r)
	}
	if err != nil {
		return w.broken(in.path, err, "no packed data that can be read; get the file again")
	}
	return w.content(input{path: in.path, name: unpackedName(in.name), r: in.m.unpacked(r), m: in.m,
		depth: in.depth + 1, named: in.named, fetched: in.fetched, titles: in.titles})
}

func unpackedName(name string) string {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".gz", ".zst", ".bz2":
		return name[:len(name)-len(ext)]
	case ".tgz", ".tbz", ".tzst":
		return name[:len(name)-len(ext)] + ".tar"
	}
	return name
}

// label makes the name of an archive's member harmless to show and to compare: no
// way out of the archive, no control character. Nothing is ever opened by it.
func label(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(name, `\`, "/"), "_"))
	name = path.Clean("/" + name)[1:]
	if len(name) > 1024 {
		name = strings.ToValidUTF8(name[:1024], "")
	}
	return name
}

func hiddenMember(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// members gives each member of an archive a Path of its own, names that come twice too.
type members struct {
	of   string
	seen map[string]int
}

func (m *members) path(name string) string {
	if m.seen == nil {
		m.seen = map[string]int{}
	}
	m.seen[name]++
	if n := m.seen[name]; n > 1 {
		name += "(" + strconv.Itoa(n) + ")"
	}
	return m.of + "#" + name
}

// wanted reports whether a member is read; that one is not is told.
func (w *walker) wanted(path, name string, regular bool) bool {
	switch {
	case hiddenMember(name):
		w.skip(path, "hidden")
	case !regular:
		w.skip(path, "no regular file")
	default:
		return true
	}
	return false
}

func (w *walker) tar(in input) error {
	r := tar.NewReader(in.r)
	names := members{of: in.path}
	for n := 1; ; n++ {
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return w.broken(in.path, err, "the tar is cut or damaged after %d members; what came before is kept, get the file again", n-1)
		}
		name := label(h.Name)
		if h.Typeflag == tar.TypeDir || h.Typeflag == tar.TypeXGlobalHeader {
			continue
		}
		p := names.path(name)
		if !w.wanted(p, name, h.Typeflag == tar.TypeReg) {
			continue
		}
		err = w.content(input{path: p, name: path.Base(name), r: in.m.unpacked(r), m: in.m, depth: in.depth + 1, fetched: in.fetched})
		if err != nil {
			return err
		}
	}
}

// zip reads a zip, in the order of its members' names.
func (w *walker) zip(in input) error {
	at, size := in.at, in.size
	if at == nil {
		// A zip's list is at its end, and nothing is written to disk.
		data, err := readAll(in.r, w.o.MaxEntry)
		var limit *limitError
		if errors.As(err, &limit) && int64(len(data)) >= w.o.MaxEntry {
			return w.fail(in.path, "a zip of more than %d bytes inside a stream or another archive; save it as a file of its own", w.o.MaxEntry)
		}
		if err != nil {
			return w.broken(in.path, err, "cut or damaged after %d bytes; get it again", len(data))
		}
		at, size = bytes.NewReader(data), int64(len(data))
	}
	if n := zipRecords(at, size); n > maxMembers {
		return w.fail(in.path, "a zip of %d members, more than the %d that are read; split it", n, maxMembers)
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		return w.broken(in.path, err, "the zip is cut or damaged; get the file again")
	}
	z.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20)))
	if isWACZ(z.File) {
		return w.wacz(in, at, z.File)
	}
	names := members{of: in.path}
	for _, f := range byName(z.File) {
		name := label(f.Name)
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		p := names.path(name)
		if !w.wanted(p, name, f.Mode().IsRegular()) {
			continue
		}
		if err := w.member(in, at, f, p); err != nil {
			return err
		}
	}
	return nil
}

func byName(files []*zip.File) []*zip.File {
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	return files
}

// member reads one member of a zip.
func (w *walker) member(in input, at io.ReaderAt, f *zip.File, p string) error {
	if w.passed(p) {
		return nil
	}
	m, done, err := openMember(in, at, f)
	if err != nil {
		return w.broken(p, err, "cannot be unpacked; get the zip again")
	}
	defer done()
	m.path, m.name = p, path.Base(label(f.Name))
	return w.content(m)
}

// openMember opens a member. One that is stored as it is can be read at random.
func openMember(in input, at io.ReaderAt, f *zip.File) (input, func(), error) {
	out := input{m: in.m, depth: in.depth + 1, fetched: in.fetched}
	if f.Flags&1 != 0 {
		return out, nil, errors.New("it is encrypted")
	}
	r, err := f.Open()
	if err != nil {
		return out, nil, err
	}
	out.r = in.m.unpacked(r)
	if off, err := f.DataOffset(); err == nil && f.Method == zip.Store && f.CompressedSize64 < 1<<62 {
		out.at, out.size = io.NewSectionReader(at, off, int64(f.CompressedSize64)), int64(f.CompressedSize64)
	}
	return out, func() { r.Close() }, nil
}

// maxMembers is how many members a zip may have: their list is held in memory.
const maxMembers = 500_000

// zipRecords counts the members that a zip's own list has, by the bytes that say so
// in each, without holding them; it stops past maxMembers.
func zipRecords(at io.ReaderAt, size int64) int {
	const least = 46 // bytes of a record
	if size/least <= maxMembers {
		return 0 // it cannot have as many
	}
	// The end record stands in the last 64 KiB.
	tail := make([]byte, min(size, 66<<10))
	n, _ := at.ReadAt(tail, size-int64(len(tail)))
	i := bytes.LastIndex(tail[:n], []byte("PK\x05\x06"))
	if i < 0 || i+22 > n {
		return 0
	}
	le := func(b []byte) (v uint64) {
		for i, c := range b {
			v |= uint64(c) << (8 * i)
		}
		return v
	}
	bytesOf, count := le(tail[i+12:i+16]), le(tail[i+10:i+12])
	if j := bytes.LastIndex(tail[:i], []byte("PK\x06\x06")); j >= 0 && j+56 <= n && (bytesOf == 1<<32-1 || count == 1<<16-1) {
		bytesOf, count = le(tail[j+40:j+48]), le(tail[j+32:j+40])
	}
	// The list's length bounds what its count may hide.
	return int(min(max(count, bytesOf/60), 1<<40))
}
