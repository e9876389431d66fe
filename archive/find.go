package archive

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"

	"dateline"
)

var errFound = errors.New("archive: found")

// Find reads one entry again by the Path that Walk gave it, for another try. A record
// of a WARC file is read where it stands; for another layer all before it is read.
// The error is NotFound where the input has no such entry any more; what is wrong with
// the entry is its Err, as in Walk.
func Find(ctx context.Context, path string, o Options) (Entry, error) {
	file := path
	for {
		info, err := os.Stat(file)
		if err == nil && (file == path || info.Mode().IsRegular()) {
			break
		}
		i := strings.LastIndexByte(file, '#')
		if i < 0 {
			return Entry{}, dateline.Errorf(dateline.NotFound, "%s is not there; give the path of an entry as it was read", path)
		}
		file = file[:i]
	}
	o.After, o.Skipped = "", nil
	var found Entry
	take := func(e Entry) error {
		if e.Path != path {
			return nil
		}
		found = e
		return errFound
	}
	if rest, ok := strings.CutPrefix(path, file+"#"); ok {
		if at, ok := parsePlace(rest); ok {
			w := &walker{ctx: ctx, o: o.withDefaults(), yield: take}
			if err := w.recordAt(file, at); errors.Is(err, errFound) {
				return found, nil
			} else if err != nil {
				return Entry{}, err
			}
		}
	}
	switch err := Walk(ctx, file, nil, o, take); {
	case errors.Is(err, errFound):
		return found, nil
	case err != nil:
		return Entry{}, err
	}
	return Entry{}, dateline.Errorf(dateline.NotFound, "%s has no entry %s any more; read it anew", file, path)
}

func parsePlace(s string) (p place, ok bool) {
	at, inner, two := strings.Cut(s, "+")
	var err error
	if p.at, err = strconv.ParseInt(at, 10, 64); err != nil || p.at < 0 {
		return p, false
	}
	if two {
		p.inner, err = strconv.ParseInt(inner, 10, 64)
	}
	return p, err == nil && p.inner >= 0
}

// recordAt yields the record of a WARC file that begins at a place. It yields nothing
// where the file is no WARC, or the record none that stands by itself.
func (w *walker) recordAt(path string, at place) error {
	f, err := os.Open(path)
	if err != nil {
		return dateline.Errorf(kindOf(err), "%s cannot be read; see to its permissions: %w", path, plain(err))
	}
	defer f.Close() // only read
	head, err := bufio.NewReaderSize(f, bufferSize).Peek(bufferSize)
	if err != nil && err != io.EOF {
		return nil // Walk tells
	}
	format := formatOf(head, path)
	if format != formatWARC && format != formatWARCGzip {
		return nil
	}
	info, err := f.Stat()
	if err != nil {
		return nil // Walk tells
	}
	m := &meter{ctx: w.ctx, w: w, size: info.Size()}
	warc := &warcFile{w: w, gz: format == formatWARCGzip, in: input{path: path, at: atReader{f, m}, size: info.Size(), m: m}}
	if pl := warc.record(at); pl != nil {
		return warc.document(at.path(path), pl)
	}
	return interrupted(w.ctx)
}
