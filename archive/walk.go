package archive

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dateline"
)

// errFull ends a walk that has yielded all that it may.
var errFull = errors.New("archive: as many entries as one run may have")

// A walker is one Walk.
type walker struct {
	ctx     context.Context
	o       Options
	yield   func(Entry) error
	after   string // nothing is yielded before the entry of this path
	last    string // the path of the entry before
	entries int64
	bad     int   // broken entries of this input since the last whole one
	read    int64 // bytes of all inputs
	out     int64 // bytes unpacked out of all inputs
}

// An input is content whose format is to be found.
type input struct {
	path    string // the Path so far
	name    string // its own name, for what the content leaves open
	r       io.Reader
	at      io.ReaderAt // the same bytes at random; nil for a stream
	size    int64       // of what at reads
	m       *meter
	depth   int
	named   bool      // the caller gave it, it was not found in a directory or an archive
	fetched time.Time // of what lies in an archive that says so
	titles  map[string]string
}

func (w *walker) emit(e Entry) error {
	if err := interrupted(w.ctx); err != nil {
		return err
	}
	if w.after != "" {
		if e.Path == w.after {
			w.after = ""
		}
		return nil
	}
	if w.entries >= w.o.MaxEntries {
		full := dateline.Errorf(dateline.Invalid, "more than the %d entries that one run takes; go on after %s in another run", w.o.MaxEntries, w.last)
		if err := w.yield(Entry{Path: w.last, Err: full, Read: w.read}); err != nil {
			return err
		}
		return errFull
	}
	w.entries++
	w.last = e.Path
	e.Read = w.read
	if e.Err != nil {
		if w.bad++; w.bad == maxBad {
			e.Err = dateline.Errorf(dateline.Invalid, "%w; so were the %d entries before it, and the rest of this input is left out", e.Err, maxBad-1)
			if err := w.yield(e); err != nil {
				return err
			}
			return errOver
		}
		return w.yield(e)
	}
	w.bad = 0
	e.Document.Path = e.Path
	return w.yield(e)
}

// maxBad is how many entries of one input may be broken one after another: then it
// is not what it looked like, and telling more of them helps nobody.
const maxBad = 10_000

// fail yields that an entry is broken.
func (w *walker) fail(path string, format string, args ...any) error {
	return w.emit(Entry{Path: path, Err: dateline.Errorf(dateline.Invalid, format, args...)})
}

// broken yields a reader's error as an entry's. It is told from the end of the
// walk, which comes back.
func (w *walker) broken(path string, err error, format string, args ...any) error {
	var stop *interruption
	var limit *limitError
	switch {
	case errors.As(err, &stop):
		return stop
	case errors.As(err, new(*fs.PathError)): // the disk's fault, not the file's
		return w.emit(Entry{Path: path, Err: dateline.Errorf(dateline.Unavailable, format+": %w", append(args, plain(err))...)})
	case errors.As(err, &limit):
		if err := w.fail(path, "%s", limit.msg); err != nil {
			return err
		}
		return limit.then
	}
	return w.fail(path, format+": %w", append(args, err)...)
}

func (w *walker) skip(path, reason string) {
	if w.o.Skipped != nil && w.after == "" {
		w.o.Skipped(Skip{path, reason})
	}
}

// named walks a path that the caller gave. Where it cannot be read at all, that is
// an error of the walk.
func (w *walker) named(p string) error {
	info, err := os.Stat(p)
	if err != nil {
		return dateline.Errorf(kindOf(err), "%s cannot be read; give a file or directory that is there: %w", p, plain(err))
	}
	if info.IsDir() {
		return w.directory(p, []fs.FileInfo{info})
	}
	return w.file(p, true)
}

func kindOf(err error) dateline.Kind {
	if errors.Is(err, fs.ErrNotExist) {
		return dateline.NotFound
	}
	return dateline.Unavailable
}

// plain is a file's error without the operation and the path.
func plain(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// directory walks a directory in the order of its names. above are the directories
// that it lies in, itself last, so that a link back to one of them ends.
func (w *walker) directory(dir string, above []fs.FileInfo) error {
	if err := interrupted(w.ctx); err != nil {
		return err
	}
	list, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		return w.emit(Entry{Path: dir, Err: dateline.Errorf(kindOf(err), "the directory cannot be read; see to its permissions: %w", plain(err))})
	}
	for _, d := range list {
		p := filepath.Join(dir, d.Name())
		if strings.HasPrefix(d.Name(), ".") {
			w.skip(p, "hidden")
			continue
		}
		info, err := os.Stat(p) // through links
		switch {
		case err != nil && d.Type()&fs.ModeSymlink != 0:
			w.skip(p, "link that leads nowhere")
		case err != nil:
			err = w.emit(Entry{Path: p, Err: dateline.Errorf(kindOf(err), "cannot be read; see to its permissions: %w", plain(err))})
			if err != nil {
				return err
			}
		case info.IsDir() && slices.ContainsFunc(above, func(a fs.FileInfo) bool { return os.SameFile(a, info) }):
			w.skip(p, "link to a directory that it lies in")
		case info.IsDir():
			if err := w.directory(p, append(slices.Clip(above), info)); err != nil {
				return err
			}
		case !info.Mode().IsRegular():
			w.skip(p, "no regular file")
		default:
			if err := w.file(p, false); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *walker) file(p string, named bool) error {
	if w.passed(p) {
		return nil
	}
	f, err := os.Open(p)
	if err != nil {
		failed := dateline.Errorf(kindOf(err), "%s cannot be read; see to its permissions: %w", p, plain(err))
		if named {
			return failed
		}
		return w.emit(Entry{Path: p, Err: failed})
	}
	defer f.Close() // only read
	w.bad = 0
	m := &meter{ctx: w.ctx, w: w}
	in := input{path: p, name: filepath.Base(p), r: m.reader(f), m: m, named: named}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		m.size, in.size = info.Size(), info.Size()
		in.at = atReader{f, m}
	}
	if err := w.content(in); err != errOver {
		return err
	}
	return nil // told as an Entry
}

// content finds the format of an input and reads it.
func (w *walker) content(in input) error {
	if w.passed(in.path) {
		return nil
	}
	if in.depth > w.o.MaxDepth {
		return w.fail(in.path, "packed in more than %d layers; unpack it first", w.o.MaxDepth)
	}
	br := bufio.NewReaderSize(in.r, bufferSize)
	head, err := br.Peek(bufferSize)
	if err != nil && err != io.EOF && len(head) == 0 {
		return w.broken(in.path, err, "cannot be read")
	}
	in.r = br
	f := formatOf(head, in.name)
	switch f {
	case formatEmpty:
		return w.fail(in.path, "empty; there is nothing to read")
	case formatWARC:
		return w.warc(in, false)
	case formatWARCGzip:
		return w.warc(in, true)
	case formatGzip, formatZstd, formatBzip2:
		return w.packed(in, f)
	case formatZip:
		return w.zip(in)
	case formatTar:
		return w.tar(in)
	case formatJSON, formatJSONLines:
		return w.json(in, f)
	case formatMbox:
		return w.mbox(in)
	case formatOther:
		reason := "not a format that is read"
		if ext := strings.ToLower(path.Ext(in.name)); slices.Contains(codeNames, ext) || slices.Contains(otherNames, ext) {
			reason += ": " + ext
		}
		if in.named {
			return w.fail(in.path, "neither HTML, text, PDF, JSON, mail, WARC nor an archive of them; docs/inputs.md lists what is read")
		}
		w.skip(in.path, reason)
		return nil
	}
	data, err := readAll(br, w.o.MaxEntry)
	if err != nil {
		return w.broken(in.path, err, "cut or damaged after %d bytes; get it again", len(data))
	}
	return w.whole(in, f, data)
}

// passed reports whether a run before has taken in all of an input: the entry to go
// on after is still to come, and does not lie inside it.
func (w *walker) passed(path string) bool {
	return w.after != "" && w.after != path && !strings.HasPrefix(w.after, path+"#")
}

// whole reads a single document, held in memory.
func (w *walker) whole(in input, f format, data []byte) error {
	doc := dateline.Document{Data: data, MediaType: f.mediaType(in.name), Fetched: in.fetched}
	switch f {
	case formatMail:
		return w.mail(in.path, data, in.depth)
	case formatPDF:
		return w.pdf(in.path, doc, nil)
	}
	return w.emit(Entry{Path: in.path, Document: doc})
}

// Size is how many bytes Walk will read of the files at path, for progress; 0 for
// what is no file.
func Size(ctx context.Context, path string) int64 {
	var n int64
	// What cannot be read counts nothing here; Walk tells of it.
	_ = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return fs.SkipAll
		case err != nil:
			return nil
		case p != path && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() {
			n += info.Size()
		}
		return nil
	})
	return n
}

// blank reports whether bytes are white space only.
func blank(b []byte) bool { return len(bytes.TrimSpace(b)) == 0 }
