package grade

import (
	"fmt"
	"strings"
	"unicode"
)

// marks of what is met and what is not.
var mark = map[bool]string{true: "✓", false: "✗"}

// Text is the score for people, all of it: each want as a tick or, with what was
// wanted and what came, as a miss. Of the misses of rows at most errors are
// spelled out; all when errors is negative.
func (s Score) Text(errors int) string {
	p := &printer{left: errors}
	p.line("%s: %s", s.Name, orNothing(s.About))
	p.line("\nEvents wanted")
	for _, r := range s.Events {
		p.eventRow(r)
	}
	p.unmatched(s.Unmatched)
	if len(s.Statements) > 0 {
		p.line("\nStatements wanted")
		for _, r := range s.Statements {
			p.line("%s %-6s %s at %s:%d", mark[r.Whole()], r.Need, r.Speaker, r.Report, r.Start)
			p.wants(r.Wants)
		}
	}
	p.line("\nThe record as a whole")
	for _, c := range s.Checks {
		p.check(c)
	}
	if len(s.ByEye) > 0 {
		p.line("\nTo be judged by eye: it must not hold")
		for _, rule := range s.ByEye {
			p.line("  - %s", rule)
		}
	}
	p.line("\n%s", s.Tally.Text())
	p.line("%d of %d must events whole, %d of %d should events (%d wanted)", s.Tally.MustWhole, s.Tally.Must, s.Tally.ShouldWhole, s.Tally.Should, s.shouldWanted())
	if len(s.Misses) == 0 {
		p.line("verdict: right")
	} else {
		p.line("verdict: %d %s", len(s.Misses), plural(len(s.Misses), "miss", "misses"))
		for _, m := range s.Misses {
			p.line("  %s", m)
		}
	}
	return p.b.String()
}

// Line is the score in one line.
func (s Score) Line() string {
	t := s.Tally
	return fmt.Sprintf("%-36s wants %3d/%-3d  must %d/%-2d  should %d/%-2d  false %-2d  said %d/%-2d  checks %d/%d",
		s.Name, t.WantsMet, t.Wants, t.MustFound, t.Must, t.ShouldFound, t.Should, t.False, t.StatementsMet, t.Statements, t.ChecksMet, t.Checks)
}

// Text is the tally for people, in three lines.
func (t Tally) Text() string {
	e, q := t.EventQuality(), t.StatementQuality()
	return fmt.Sprintf("events      precision %s  recall %s  F1 %s  (%d of %d found, %d false)\n",
		share(e.Precision), share(e.Recall), share(e.F1), t.MustFound+t.ShouldFound, t.Must+t.Should, t.False) +
		fmt.Sprintf("statements  precision %s  recall %s  F1 %s  (%d of %d whole)\n",
			share(q.Precision), share(q.Recall), share(q.F1), t.StatementsMet, t.Statements) +
		fmt.Sprintf("wants met   %s  (%d of %d)   checks met %s  (%d of %d)",
			share(permille(t.WantsMet, t.Wants)), t.WantsMet, t.Wants, share(permille(t.ChecksMet, t.Checks)), t.ChecksMet, t.Checks)
}

// share is thousandths in percent.
func share(permille int) string { return fmt.Sprintf("%3d.%d%%", permille/10, permille%10) }

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

type printer struct {
	b    strings.Builder
	left int // misses that may still be spelled out; negative is no bound
}

func (p *printer) line(format string, args ...any) {
	p.b.WriteString(printable(fmt.Sprintf(format, args...)) + "\n")
}

func (p *printer) eventRow(r EventRow) {
	n := len(r.Wants) - len(unmet(r.Wants))
	if r.Event != nil {
		p.line("%s %-4s %-6s %s is %s, %d of %d", mark[r.Whole()], r.ID, r.Need, r.Types[0], *r.Event, n, len(r.Wants))
		p.wants(r.Wants)
		return
	}
	p.line("%s %-4s %-6s %s: no such event, 0 of %d", mark[false], r.ID, r.Need, strings.Join(r.Types, " | "), len(r.Wants))
	if p.spent() {
		return
	}
	for _, w := range r.Wants {
		if w.Name == wantEvidence {
			p.line("       ✗ wanted at %s", w.Wanted)
		}
	}
	switch n := r.Nearest; {
	case n == nil:
		p.line("       nothing stands at these words")
	case n.Taken != "":
		p.line("       nearest is %s %s, which is %s; it lacks %s", n.Event, n.Type, n.Taken, orNothing(strings.Join(n.Lacks, ", ")))
	default:
		p.line("       nearest is %s %s; it lacks %s", n.Event, n.Type, orNothing(strings.Join(n.Lacks, ", ")))
	}
}

// wants prints the ticks of a row in a line, then its misses.
func (p *printer) wants(wants []Want) {
	var ticks []string
	for _, w := range wants {
		if w.Met {
			ticks = append(ticks, w.Name)
		}
	}
	if len(ticks) > 0 {
		p.line("       ✓ %s", strings.Join(ticks, ", "))
	}
	for _, w := range wants {
		if !w.Met && !p.spent() {
			p.line("       ✗ %s: wanted %s; came %s", w.Name, orNothing(w.Wanted), orNothing(w.Came))
		}
	}
}

// spent takes one from the misses that may be spelled out, and reports whether
// there was none left.
func (p *printer) spent() bool {
	if p.left == 0 {
		return true
	}
	if p.left > 0 {
		p.left--
	}
	return false
}

func (p *printer) unmatched(us []Unmatched) {
	if len(us) == 0 {
		return
	}
	p.line("\nEvents that match nothing")
	for _, u := range us {
		what := "not countable"
		if u.Countable {
			what = "false"
		}
		p.line("  %-4s %s, %s: %q", u.Event, u.Type, what, u.Quote)
	}
}

func (p *printer) check(c Check) {
	switch {
	case c.Met:
		p.line("%s %-6s %s: %s", mark[true], c.Need, c.Name, c.Wanted)
	default:
		p.line("%s %-6s %s: wanted %s; came %s", mark[false], c.Need, c.Name, c.Wanted, orNothing(c.Came))
	}
}

// printable keeps the reports' words from steering a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
