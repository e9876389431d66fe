package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/term"

	"dateline"
	"dateline/pipeline"
	"dateline/text"
)

// maxTotal is how many bytes of files one run takes, so that its memory stays
// bounded; text and readings of all reports are held until they are linked.
const maxTotal = 256 << 20

// A source is an input that is opened when its turn comes, so that few files
// are open at a time.
type source struct {
	path string
	size func() (int64, error) // bytes, 0 when not known beforehand
	open func() (io.ReadCloser, error)
}

func stdinSource(r io.Reader) source {
	return source{"-", func() (int64, error) { return 0, nil }, func() (io.ReadCloser, error) { return io.NopCloser(r), nil }}
}

func fileSource(path string) source {
	return source{path,
		func() (int64, error) {
			info, err := os.Stat(path)
			return sizeOf(path, info, err)
		},
		func() (io.ReadCloser, error) { return os.Open(path) },
	}
}

func embeddedSource(fsys fs.FS, path string) source {
	return source{path,
		func() (int64, error) {
			info, err := fs.Stat(fsys, path)
			return sizeOf(path, info, err)
		},
		func() (io.ReadCloser, error) { return fsys.Open(path) },
	}
}

func sizeOf(path string, info fs.FileInfo, err error) (int64, error) {
	switch {
	case err != nil:
		return 0, dateline.Errorf(dateline.NotFound, "%s", why(err))
	case info.IsDir():
		return 0, dateline.Errorf(dateline.Invalid, "a directory; name the files in it, as in %s/*.txt", clean(strings.TrimRight(path, "/")))
	case info.Mode().IsRegular():
		return info.Size(), nil
	}
	return 0, nil // a pipe or a device, which does not say
}

// load reads a source whole. Errors are sentences for people.
func (s source) load() (raw []byte, err error) {
	f, err := s.open()
	if err != nil {
		return nil, dateline.Errorf(dateline.NotFound, "%s", why(err))
	}
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = dateline.Errorf(dateline.Unavailable, "%s", why(closing))
		}
	}()
	// A pipe does not say how much it holds: read one byte past the limit.
	raw, err = io.ReadAll(io.LimitReader(f, text.MaxBytes+1))
	switch {
	case err != nil:
		return nil, dateline.Errorf(dateline.Unavailable, "%s", why(err))
	case len(raw) == 0 && s.path == "-":
		return nil, dateline.Errorf(dateline.Invalid, "no input came; pipe a report in, as in: dateline read - < report.txt")
	case len(raw) == 0:
		return nil, dateline.Errorf(dateline.Invalid, "empty; give a file with a report's text")
	case len(raw) > text.MaxBytes:
		return nil, dateline.Errorf(dateline.Invalid, "more than the %d bytes that a report may have; give each report a file of its own", text.MaxBytes)
	}
	return raw, nil
}

func tooLarge(size string) error {
	return dateline.Errorf(dateline.Invalid, "%s bytes, more than the %d that a report may have; give each report a file of its own", size, text.MaxBytes)
}

// intake turns sources into reports: sorted by content (time of publication,
// those without one last, then hash), numbered in that order, each text once.
func (p program) intake(ctx context.Context, sources []source, opts options) ([]dateline.Report, []dateline.Failure, error) {
	// By path, so that what exceeds the bound does not depend on the order of
	// the arguments.
	sources = slices.SortedFunc(slices.Values(sources), func(a, b source) int { return strings.Compare(a.path, b.path) })
	refused := make([]error, len(sources))
	var total int64
	for i, s := range sources {
		if err := interrupted(ctx); err != nil {
			return nil, nil, err
		}
		n, err := s.size()
		switch total += n; {
		case err != nil:
			refused[i] = err
		case n > text.MaxBytes:
			refused[i] = tooLarge(fmt.Sprint(n))
			total -= n
		case total > maxTotal:
			refused[i] = dateline.Errorf(dateline.Invalid, "left out, since the files before it fill the %d MB that one run takes; read it in another run", maxTotal>>20)
			total -= n
		}
		if f, ok := p.stdin.(*os.File); ok && s.path == "-" && term.IsTerminal(int(f.Fd())) {
			p.complain("reading a report from the terminal; end it with Ctrl-D on a line of its own")
		}
	}
	loaded := make([]*dateline.Report, len(sources))
	err := each(ctx, len(sources), func(i int) {
		if refused[i] != nil {
			return
		}
		var raw []byte
		if raw, refused[i] = sources[i].load(); refused[i] == nil {
			loaded[i], refused[i] = readable(sources[i].path, raw, opts)
		}
	})
	if err != nil {
		return nil, nil, err
	}
	var reports []dateline.Report
	var failures []dateline.Failure
	first := map[string]string{} // path by hash
	for i, s := range sources {
		switch r := loaded[i]; {
		case refused[i] != nil:
			failures = append(failures, dateline.Failure{Path: strings.ToValidUTF8(s.path, "\uFFFD"), Reason: refused[i].Error()})
		case first[r.SHA256] != "":
			p.complain("%s: the same text as %s; read once", shown(s.path), shown(first[r.SHA256]))
		default:
			first[r.SHA256] = s.path
			reports = append(reports, *r)
		}
	}
	slices.SortFunc(reports, byContent)
	for i := range reports {
		reports[i].ID = dateline.ReportID(fmt.Sprintf("r%d", i+1))
		p.early(&reports[i])
	}
	return reports, failures, nil
}

// readable turns the bytes of a file into a report that this version reads.
func readable(path string, raw []byte, opts options) (*dateline.Report, error) {
	r, err := pipeline.Text(path, raw, pipeline.Given{Outlet: opts.outlet, Published: opts.published})
	if err == nil {
		err = pipeline.Readable(r)
	}
	return r, err
}

func byContent(a, b dateline.Report) int {
	switch p, q := a.Dated(), b.Dated(); {
	case p != nil && q == nil:
		return -1
	case p == nil && q != nil:
		return 1
	case p != nil:
		if c := p.Time.Compare(q.Time); c != 0 {
			return c
		}
	}
	return strings.Compare(a.SHA256, b.SHA256)
}

func sortFailures(f []dateline.Failure) {
	slices.SortFunc(f, func(a, b dateline.Failure) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Reason, b.Reason))
	})
}

// given is what a value is when something was said, else nil.
func given(s string) *string {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	return &s
}

// each calls do for 0 to n-1 on as many workers as there are processors. It
// returns early, with an error, when ctx ends.
func each(ctx context.Context, n int, do func(int)) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
	return interrupted(ctx)
}
