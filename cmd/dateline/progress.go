package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"dateline"
	"dateline/pipeline"
)

// Between two lines of progress: on a terminal one is redrawn.
const (
	redrawn = 250 * time.Millisecond
	written = 30 * time.Second
)

// rateOver is how far back a rate looks.
const rateOver = 30 * time.Second

// A progress watches what becomes of what is added, and tells of it on standard
// error.
type progress struct {
	tally  *pipeline.Tally
	total  int64 // bytes of the inputs, 0 where they do not say
	wanted int   // reports that are to be read beside those that come in
	now    func() time.Time

	mu       sync.Mutex
	filed    dateline.Filed
	read     int
	linked   int
	lost     map[dateline.Stage]int // quarantined after they were filed
	failures []dateline.Failure
	samples  []sample // of the last rateOver
}

type sample struct {
	at   time.Time
	read int
}

func newProgress(tally *pipeline.Tally, total int64) *progress {
	return &progress{tally: tally, total: total, now: time.Now, lost: map[dateline.Stage]int{}}
}

// Ended implements pipeline.Observer.
func (g *progress) Ended(stage dateline.Stage, how pipeline.Outcome, _ time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if stage == dateline.StageRead && how == pipeline.Done {
		g.read++
	}
}

// Filed implements pipeline.Observer.
func (g *progress) Filed(f dateline.Filed) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.filed.New += f.New
	g.filed.Known += f.Known
	g.filed.Superseded += f.Superseded
	g.filed.Refused += f.Refused
}

// Linked implements pipeline.Observer.
func (g *progress) Linked(n int, _ time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.linked += n
}

// Quarantined implements pipeline.Observer. What intake could not take stands in
// the tally.
func (g *progress) Quarantined(q dateline.Quarantined) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if q.Stage == dateline.StageIntake {
		return
	}
	g.lost[q.Stage]++
	if len(g.failures) < maxShown {
		path := q.Source
		if q.Stage == dateline.StageFetch || path == "" {
			path = q.Subject
		}
		g.failures = append(g.failures, dateline.Failure{Path: path, Reason: q.Reason})
	}
}

// Fetched implements pipeline.Observer.
func (g *progress) Fetched(int) {}

// line says how far things are.
func (g *progress) line() string {
	c := g.tally.Count()
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	g.samples = append(g.samples, sample{now, g.read})
	for len(g.samples) > 2 && now.Sub(g.samples[0].at) > rateOver {
		g.samples = g.samples[1:]
	}
	var parts []string
	if c.Seen > 0 {
		parts = append(parts, grouped(c.Seen)+" looked at", grouped(g.filed.New)+" new")
	}
	parts = append(parts, grouped(g.read)+" read", grouped(g.linked)+" linked")
	if n := c.Failed + g.failed(); n > 0 {
		parts = append(parts, grouped(n)+" not taken")
	}
	if first, last := g.samples[0], g.samples[len(g.samples)-1]; last.at.Sub(first.at) >= time.Second {
		rate := float64(last.read-first.read) / last.at.Sub(first.at).Seconds()
		parts = append(parts, fmt.Sprintf("%.0f a second", rate))
		if left, known := g.left(c, rate); known {
			parts = append(parts, "about "+roughly(left)+" left")
		}
	}
	return strings.Join(parts, ", ")
}

func (g *progress) failed() int {
	n := 0
	for _, k := range g.lost {
		n += k
	}
	return n
}

// left is how long reading will go on: what waits and, by the bytes of the inputs,
// what will come.
func (g *progress) left(c pipeline.Count, rate float64) (time.Duration, bool) {
	if rate <= 0 || g.total > 0 && c.Read == 0 {
		return 0, false
	}
	reports := float64(max(g.filed.New+g.wanted-g.read-g.lost[dateline.StageRead], 0))
	if g.total > c.Read {
		reports += float64(g.filed.New) * float64(g.total-c.Read) / float64(c.Read)
	}
	return time.Duration(reports / rate * float64(time.Second)), true
}

// A progressLine is where it is told how far something is: a line that is redrawn on
// a terminal, elsewhere lines one below the other. Nothing can be done if writing fails.
type progressLine struct {
	w      io.Writer
	redraw bool
	width  func() int // cells
}

// every is the time between two lines.
func (l progressLine) every() time.Duration {
	if l.redraw {
		return redrawn
	}
	return written
}

func (l progressLine) write(line string) {
	if l.redraw {
		line, _ = cut(line, max(l.width()-1, 10))
		_, _ = fmt.Fprint(l.w, "\r\x1b[K"+line)
		return
	}
	_, _ = fmt.Fprintln(l.w, "dateline: "+line)
}

// clear takes a redrawn line away.
func (l progressLine) clear() {
	if l.redraw {
		_, _ = fmt.Fprint(l.w, "\r\x1b[K")
	}
}

func (p program) progressLine() progressLine { return progressLine{p.stderr, p.terminal(), p.width} }

// tell writes lines until ctx ends.
func (g *progress) tell(ctx context.Context, l progressLine) {
	t := time.NewTicker(l.every())
	defer t.Stop()
	defer l.clear()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			l.write(g.line())
		}
	}
}

// steps tells how far something long is, of which every step is told to tell; done
// takes the line away.
func (p program) steps(quiet bool) (tell func(string), done func()) {
	if quiet {
		return func(string) {}, func() {}
	}
	l, last := p.progressLine(), time.Now()
	return func(line string) {
		if now := time.Now(); now.Sub(last) >= l.every() {
			last = now
			l.write(line)
		}
	}, l.clear
}

// follow tells of progress while do goes on. With quiet it only does.
func (p program) follow(ctx context.Context, g *progress, quiet bool, do func() error) error {
	if quiet {
		return do()
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	var wg sync.WaitGroup
	wg.Go(func() { g.tell(ctx, p.progressLine()) })
	err := do()
	stop()
	wg.Wait()
	return err
}

// width is how many cells a line of standard error has.
func (p program) width() int {
	if f, ok := p.stderr.(interface{ Fd() uintptr }); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return w
		}
	}
	return 80
}

// roughly is a time as people say it.
func roughly(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return fmt.Sprintf("%d s", int(d.Round(time.Second).Seconds()))
	case d < 90*time.Minute:
		return fmt.Sprintf("%d min", int(d.Round(time.Minute).Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Round(time.Hour).Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Round(24*time.Hour).Hours())/24)
}

// grouped is a number with its thousands set apart.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
