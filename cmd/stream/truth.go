package main

import (
	"fmt"
	"strconv"
	"strings"

	"dateline"
)

func itoa(n int) string { return strconv.Itoa(n) }

func reportID(n int) string { return fmt.Sprintf("r%07d", n) }
func happeningID(h *happening) string {
	if h.label != "" {
		return h.label
	}
	return "e" + itoa(h.id)
}

// A line is a report as the stream's file holds it. Text begins with the
// headline; offsets of truth and readings count its bytes.
type line struct {
	ID        string `json:"id"`
	Outlet    string `json:"outlet"`
	Title     string `json:"title"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Text      string `json:"text"`
}

// A truthLine is a line of the truth: an event, before the first report that
// tells it, or a report.
type truthLine struct {
	Event  *truthEvent  `json:"event,omitempty"`
	Report *truthReport `json:"report,omitempty"`
}

// A truthEvent is an event as it was, its toll the last that became known.
type truthEvent struct {
	ID      string   `json:"id"`
	Story   string   `json:"story"`
	Type    string   `json:"type"`
	Day     string   `json:"day"`
	Place   []string `json:"place"` // names from the country down
	Near    bool     `json:"near"`  // outside that place
	Actor   string   `json:"actor,omitempty"`
	Killed  int      `json:"killed"`
	Wounded int      `json:"wounded"`
	People  int      `json:"people,omitempty"` // abducted, released, detained, displaced
	Follows string   `json:"follows,omitempty"`
}

// A truthReport is what a report is and tells.
type truthReport struct {
	ID     string         `json:"id"`
	Story  *string        `json:"story"` // null of a round-up
	Kind   string         `json:"kind"`
	CopyOf *string        `json:"copy_of"` // of an exact or edited copy, and of a rewrite
	Origin string         `json:"origin"`  // the report that its words or facts are from, itself mostly
	Events []truthMention `json:"events"`
}

// A truthMention is an event as one report tells it.
type truthMention struct {
	Event      string     `json:"event"`
	Type       string     `json:"type"`
	Day        string     `json:"day"`
	Place      []string   `json:"place"` // as fine as told
	Background bool       `json:"background"`
	Killed     *int       `json:"killed"` // as told, the lower bound, attackers' losses aside
	Wounded    *int       `json:"wounded"`
	Spans      [][2]int   `json:"spans"` // sentences that tell of it
	Evidence   []evidence `json:"evidence"`
}

type evidence struct {
	Field string `json:"field"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

// A told is a happening as a finished text tells it: its marks with their
// places in the text.
type told struct {
	h          *happening
	background bool
	sentences  []dateline.Span
	marks      []mark // start and end count into the text
}

// tellings are the happenings of a page in order of their first words.
func tellings(p *page) (text string, sentences []dateline.Span, all []*told, names []mark) {
	by := map[*happening]*told{}
	text = p.text(func(para, at int, s *sentence) {
		sp := dateline.Span{Start: at, End: at + len(s.text)}
		if para > 0 {
			sentences = append(sentences, sp)
		}
		for _, m := range s.marks {
			m.start, m.end = m.start+at, m.end+at
			names = append(names, m)
			if m.of == nil {
				continue
			}
			t := by[m.of]
			if t == nil {
				if m.field != "type" && !strings.HasPrefix(m.field, "casualties.") && m.field != "claims" && !strings.HasPrefix(m.field, "roles.") {
					continue // a place alone tells of nothing
				}
				t = &told{h: m.of, background: true}
				by[m.of] = t
				all = append(all, t)
			}
			t.background = t.background && m.background
			t.marks = append(t.marks, m)
			if n := len(t.sentences); m.field != "place" && m.field != "time" && (n == 0 || t.sentences[n-1] != sp) {
				t.sentences = append(t.sentences, sp)
			}
		}
		// a place or a time in front of the words that tell of it
		for _, m := range s.marks {
			if t := by[m.of]; m.of != nil && (m.field == "place" || m.field == "time") {
				m.start, m.end = m.start+at, m.end+at
				if !has(t, m) {
					t.marks = append(t.marks, m)
				}
			}
		}
	})
	return text, sentences, all, names
}

func has(t *told, m mark) bool {
	if t == nil {
		return true
	}
	for _, o := range t.marks {
		if o.start == m.start && o.end == m.end && o.field == m.field {
			return true
		}
	}
	return false
}

func (s *stream) eventLine(h *happening) truthLine {
	f := h.final()
	e := &truthEvent{ID: happeningID(h), Story: "s" + itoa(h.story.id), Type: string(h.code), Day: s.start.AddDays(h.day()).String(),
		Place: h.town.place.Path, Near: h.near, Killed: f.killed, Wounded: f.wounded, People: h.counts}
	if h.actor != nil {
		e.Actor = string(h.actor.id)
	}
	if h.after != nil {
		e.Follows = happeningID(h.after)
	}
	return truthLine{Event: e}
}

func (s *stream) reportLine(p *planned, text string, all []*told) truthLine {
	r := &truthReport{ID: reportID(p.id), Kind: p.kind, Origin: reportID(p.origin), Events: []truthMention{}}
	if p.story != nil {
		id := "s" + itoa(p.story.id)
		r.Story = &id
	}
	if p.source != nil {
		id := reportID(p.source.id)
		r.CopyOf = &id
	}
	for _, t := range all {
		r.Events = append(r.Events, s.mention(text, t))
	}
	return truthLine{Report: r}
}

func (s *stream) mention(text string, t *told) truthMention {
	m := truthMention{Event: happeningID(t.h), Type: string(t.h.code), Day: s.start.AddDays(t.h.day()).String(), Background: t.background, Place: []string{}, Spans: [][2]int{}}
	for _, sp := range t.sentences {
		m.Spans = append(m.Spans, [2]int{sp.Start, sp.End})
	}
	for _, k := range t.marks {
		if k.field == "place" && len(k.place.Path) > len(m.Place) {
			m.Place = k.place.Path
		}
		if c := k.casualty; c != nil && !k.disputes && c.Side != dateline.ArmedGroup || c != nil && !k.disputes && t.h.side == dateline.ArmedGroup {
			to := map[dateline.Harm]**int{dateline.Killed: &m.Killed, dateline.Wounded: &m.Wounded}[c.Status]
			if to != nil && (*to == nil || **to < *c.Low) {
				*to = c.Low
			}
		}
		m.Evidence = append(m.Evidence, evidence{k.field, k.start, k.end, text[k.start:k.end]})
	}
	return m
}
