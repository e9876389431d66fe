package corpus

import (
	"slices"
	"strings"

	"dateline"
)

var (
	occurrences = []dateline.Occurrence{dateline.Happened, dateline.Planned, dateline.Foiled, dateline.DidNotHappen, dateline.UnknownOccurrence}
	bases       = []dateline.Basis{dateline.Reported, dateline.Claimed, dateline.Alleged, dateline.Denied}
	harms       = []dateline.Harm{dateline.Killed, dateline.Wounded, dateline.Abducted, dateline.Released, dateline.Detained, dateline.Displaced, dateline.Missing, dateline.Surrendered}
	sides       = []dateline.Side{dateline.State, dateline.ArmedGroup, dateline.Civilian, dateline.UnknownSide}
	parts       = []string{"perpetrator", "target", "victim", "subject", "parent", "branch", "object", "recipient", "territory", "weapon", "place", "time", "said", "claim", "deny"}
)

// event reads "e1 TYPE OCCURRENCE BASIS [background]; ROLE #id; HARM RANGE SIDE [#id] [by #id]; …".
func (p *parser) event(line string, at int) {
	fields := strings.Split(line, ";")
	head := strings.Fields(fields[0])
	if len(head) < 4 {
		p.fault(at, "%q: begin with e1 TYPE OCCURRENCE BASIS", line)
		return
	}
	e := Event{ID: head[0], Type: dateline.EventCode(head[1]), Occurrence: dateline.Occurrence(head[2]), Basis: dateline.Basis(head[3]), Line: at}
	if !slices.Contains(occurrences, e.Occurrence) {
		p.fault(at, "%q is no occurrence; they are %v", head[2], occurrences)
	}
	if !slices.Contains(bases, e.Basis) {
		p.fault(at, "%q is no basis; they are %v", head[3], bases)
	}
	switch {
	case len(head) == 5 && head[4] == "background":
		e.Background = true
	case len(head) > 4:
		p.fault(at, "%q behind the basis; only background may stand there", head[4:])
	}
	for _, f := range fields[1:] {
		if words := strings.Fields(f); len(words) > 0 {
			p.field(&e, words, at)
		}
	}
	p.d.Events = append(p.d.Events, e)
}

func (p *parser) field(e *Event, words []string, at int) {
	id := func(s string) string {
		rest, ok := strings.CutPrefix(s, "#")
		if !ok {
			p.fault(at, "%q in %q: an id begins with #", s, strings.Join(words, " "))
		}
		return rest
	}
	if slices.Contains(harms, dateline.Harm(words[0])) {
		if len(words) < 3 {
			p.fault(at, "%q: write HARM RANGE SIDE [#id] [by #id]", strings.Join(words, " "))
			return
		}
		t := Toll{Harm: dateline.Harm(words[0]), Side: dateline.Side(words[2])}
		var err error
		if t.Low, t.High, err = bounds(words[1]); err != nil {
			p.fault(at, "%v", err)
		}
		if !slices.Contains(sides, t.Side) {
			p.fault(at, "%q is no side; they are %v", words[2], sides)
		}
		rest := words[3:]
		if len(rest) > 0 && rest[0] != "by" {
			t.ID, rest = id(rest[0]), rest[1:]
		}
		if len(rest) == 2 && rest[0] == "by" {
			t.By, rest = id(rest[1]), nil
		}
		if len(rest) > 0 {
			p.fault(at, "%q: what is %q?", strings.Join(words, " "), strings.Join(rest, " "))
		}
		e.Tolls = append(e.Tolls, t)
		return
	}
	if !slices.Contains(parts, words[0]) {
		p.fault(at, "%q is no part of an event; they are %v and the harms %v", words[0], parts, harms)
		return
	}
	rest := words[1:]
	for len(rest) > 0 {
		part := Part{Role: words[0], ID: id(rest[0])}
		rest = rest[1:]
		if len(rest) >= 2 && rest[0] == "as" {
			part.As, rest = id(rest[1]), rest[2:]
		}
		e.Parts = append(e.Parts, part)
	}
	if len(words) == 1 {
		p.fault(at, "%q names nothing", words[0])
	}
}
