//go:build unix

package link_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"dateline"
	"dateline/link"
)

var (
	streamFile   = flag.String("stream", "", "a stream that cmd/stream wrote, to measure linking on")
	readingsFile = flag.String("readings", "", "readings of the stream")
	streamMost   = flag.Int("reports", 1<<30, "how many of its reports")
	streamHold   = flag.Int("sources", 0, "how many sources an Open Linker holds, 0 for the default")
	streamHeld   = flag.Bool("held", true, "measure a Linker that holds all, too")
)

// A disk is Sources in files. What it holds in memory it holds from the start.
type disk struct {
	t              *testing.T
	reports, reads *os.File
	from           [][2]int64
	to             [][2]int64
	at             map[dateline.ReportID]int32
	kept           *os.File
	fixed, moving  [][2]int64
	end            int64
	fetched        [2]int
	spent          time.Duration
}

type streamLine struct {
	Outlet, Title, URL, Text string
	Published                time.Time
}

func openDisk(t *testing.T) *disk {
	d := &disk{t: t, at: map[dateline.ReportID]int32{}}
	var err error
	if d.reports, err = os.Open(*streamFile); err != nil {
		t.Fatal(err)
	}
	if d.reads, err = os.Open(*readingsFile); err != nil {
		t.Fatal(err)
	}
	if d.kept, err = os.Create(filepath.Join(t.TempDir(), "kept")); err != nil {
		t.Fatal(err)
	}
	lines := func(f *os.File) (at [][2]int64) {
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<24)
		end := int64(0)
		for s.Scan() && len(at) < *streamMost {
			at = append(at, [2]int64{end, int64(len(s.Bytes()))})
			end += int64(len(s.Bytes())) + 1
		}
		return at
	}
	d.from, d.to = lines(d.reports), lines(d.reads)
	d.fixed, d.moving = make([][2]int64, len(d.from)), make([][2]int64, len(d.from))
	for i := range d.from {
		d.at[d.report(i).ID] = int32(i)
	}
	return d
}

func (d *disk) read(f *os.File, at [2]int64) []byte {
	b := make([]byte, at[1])
	if _, err := f.ReadAt(b, at[0]); err != nil {
		d.t.Fatal(err)
	}
	return b
}

func (d *disk) report(i int) *dateline.Report {
	var s streamLine
	if err := json.Unmarshal(d.read(d.reports, d.from[i]), &s); err != nil {
		d.t.Fatal(err)
	}
	r := &dateline.Report{Text: s.Text, Title: &s.Title, Outlet: &s.Outlet, URL: &s.URL, Language: "en", SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(s.Text))),
		Published: &dateline.Moment{Time: s.Published, Clock: true}}
	r.ID = dateline.NewReportID(r)
	return r
}

func (d *disk) reading(i int, id dateline.ReportID) *dateline.Reading {
	var r dateline.Reading
	if err := json.Unmarshal(d.read(d.reads, d.to[i]), &r); err != nil {
		d.t.Fatal(err)
	}
	r.Report = id
	return &r
}

func (d *disk) Source(id dateline.ReportID) (*dateline.Report, *dateline.Reading, error) {
	began := time.Now()
	defer func() { d.spent += time.Since(began) }()
	d.fetched[0]++
	i := int(d.at[id])
	return d.report(i), d.reading(i, id), nil
}

func (d *disk) Fixed(id dateline.ReportID) ([]byte, error) {
	began := time.Now()
	defer func() { d.spent += time.Since(began) }()
	d.fetched[1]++
	return d.read(d.kept, d.fixed[d.at[id]]), nil
}

func (d *disk) save(all []dateline.Kept) (rows, bytes int) {
	put := func(b []byte) [2]int64 {
		n, err := d.kept.WriteAt(b, d.end)
		if err != nil {
			d.t.Fatal(err)
		}
		bytes += n
		d.end += int64(n)
		return [2]int64{d.end - int64(n), int64(n)}
	}
	for _, k := range all {
		if k.Fixed != nil {
			d.fixed[d.at[k.Report]] = put(k.Fixed)
		}
		d.moving[d.at[k.Report]] = put(k.Moving)
	}
	return len(all), bytes
}

// spent is the processor's time of the program.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func held() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// A stream of any length is linked at one cost a report and about a kilobyte of
// memory: shown of a stream that cmd/stream wrote,
//
//	go test ./link -run Measure -v -stream FILE.jsonl -readings READINGS.jsonl
func TestMeasureAStream(t *testing.T) {
	if *streamFile == "" {
		t.Skip("no -stream is given; cmd/stream writes one")
	}
	d := openDisk(t)
	n := len(d.from)
	for _, kind := range []string{"held", "open"} {
		if kind == "held" && !*streamHeld {
			continue
		}
		before := held()
		var l *link.Linker
		if kind == "held" {
			l = link.New(link.Options{})
		} else {
			l = link.Open(link.Options{HoldSources: *streamHold}, d)
		}
		var cost, telling time.Duration
		rows, bytes, since := 0, 0, 0
		for i := range n {
			r := d.report(i)
			reading := d.reading(i, r.ID)
			began := spent()
			l.Add(r, reading)
			if i%256 == 255 || i == n-1 {
				l.Settle()
				cost += spent() - began
				if kind == "open" {
					began = spent()
					kept := l.Changes().Kept
					telling += spent() - began
					a, b := d.save(kept)
					rows, bytes = rows+a, bytes+b
				}
			} else {
				cost += spent() - began
			}
			if (i+1)%max(1, n/8) == 0 || i == n-1 {
				part := i + 1 - since
				t.Logf("%s: %d reports, %v a report of the last %d, and %v for Changes; %v of both to fetch %d sources and %d pieces; %d bytes held a report; %.2f rows, %d bytes kept a report", kind, i+1, cost/time.Duration(part), part,
					telling/time.Duration(part), d.spent/time.Duration(part), d.fetched[0], d.fetched[1], (held()-before)/int64(i+1), float64(rows)/float64(part), bytes/part)
				cost, telling, since, rows, bytes, d.spent, d.fetched = 0, 0, i+1, 0, 0, 0, [2]int{}
			}
		}
		if err := l.Err(); err != nil {
			t.Fatal(err)
		}
		runtime.KeepAlive(l)
	}
	before := held()
	l := link.Open(link.Options{}, d)
	var parts time.Duration
	for i := 0; i < n; {
		var all []dateline.Kept
		for ; i < n && len(all) < 2000; i++ {
			id := d.report(i).ID
			if d.moving[i][1] > 0 {
				all = append(all, dateline.Kept{Report: id, Fixed: d.read(d.kept, d.fixed[i]), Moving: d.read(d.kept, d.moving[i])})
			}
		}
		began := spent()
		if err := l.Restore(all); err != nil {
			t.Fatal(err)
		}
		parts += spent() - began
	}
	began := spent()
	l.Settle()
	t.Logf("restored %d reports in %v, and %v until it was settled; %d bytes held a report", n, parts, spent()-began, (held()-before)/int64(n))
	if err := l.Err(); err != nil {
		t.Fatal(err)
	}
}
