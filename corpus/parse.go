package corpus

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// head is what stands between a brace and the bar of a mark.
var head = regexp.MustCompile(`^([a-z]+)(?:#([A-Za-z][A-Za-z0-9]*))?(?:@([A-Za-z][A-Za-z0-9]*))?(?::([A-Za-z][A-Za-z0-9]*))?(?:=([^|{}]*))?$`)

// Parse reads one annotated report. Its faults begin with their line.
func Parse(name, raw string) (*Document, []string) {
	p := &parser{d: &Document{Name: name, Front: map[string]string{}}}
	raw = strings.ReplaceAll(raw, "\r\n", "\n")
	body, line := raw, 1
	if rest, ok := strings.CutPrefix(raw, "---\n"); ok {
		front, after, closed := strings.Cut(rest, "\n---\n")
		if !closed {
			p.fault(1, "the front matter is not closed by a line ---")
		}
		for i, l := range strings.Split(front, "\n") {
			key, value, ok := strings.Cut(l, ":")
			if !ok && strings.TrimSpace(l) != "" {
				p.fault(i+2, "front matter %q: write key: value", l)
				continue
			}
			p.d.Front[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
		body, line = after, strings.Count(front, "\n")+4
	}
	if v := p.d.Front["published"]; v != "" {
		if _, err := dateline.ParseMoment(v); err != nil {
			p.fault(2, "published: %v", err)
		}
	}
	text, events, _ := strings.Cut(body, "\n===")
	p.text(text, line)
	line += strings.Count(text, "\n") + 2
	for i, l := range strings.Split(strings.TrimPrefix(events, "\n"), "\n") {
		if strings.TrimSpace(l) != "" {
			p.event(l, line+i)
		}
	}
	p.check()
	return p.d, p.faults
}

type parser struct {
	d      *Document
	faults []string
	lines  []int // of each mark
}

func (p *parser) fault(line int, format string, args ...any) {
	p.faults = append(p.faults, fmt.Sprintf("%d: ", line)+fmt.Sprintf(format, args...))
}

// text strips the marks off the text and notes where their words stand.
func (p *parser) text(s string, line int) {
	var out strings.Builder
	var open []int
	for i := 0; i < len(s); {
		switch s[i] {
		case '\n':
			line++
			out.WriteByte('\n')
			i++
		case '{':
			bar := strings.IndexAny(s[i+1:], "|{}\n")
			if bar < 0 || s[i+1+bar] != '|' {
				p.fault(line, "a brace without a bar: %.40q", s[i:])
				i++
				continue
			}
			open = append(open, len(p.d.Marks))
			p.d.Marks = append(p.d.Marks, p.mark(s[i+1:i+1+bar], line))
			p.lines = append(p.lines, line)
			p.d.Marks[len(p.d.Marks)-1].Start = out.Len()
			i += bar + 2
		case '}':
			if len(open) == 0 {
				p.fault(line, "a closing brace that closes nothing, after %q", tail(out.String()))
			} else {
				m := &p.d.Marks[open[len(open)-1]]
				m.End = out.Len()
				open = open[:len(open)-1]
				if m.End <= m.Start {
					p.fault(line, "a mark without words")
				}
			}
			i++
		case '|':
			p.fault(line, "a bar outside a mark's head, after %q", tail(out.String()))
			i++
		default:
			out.WriteByte(s[i])
			i++
		}
	}
	if len(open) > 0 {
		p.fault(p.lines[open[0]], "a mark that is never closed")
	}
	p.d.Text = out.String()
	for i, m := range p.d.Marks {
		if m.End > m.Start {
			w := p.d.Words(m)
			if strings.TrimSpace(w) != w {
				p.fault(p.lines[i], "white space at the edge of %q", w)
			}
			if inWord(p.d.Text, m.Start) || inWord(p.d.Text, m.End) {
				p.fault(p.lines[i], "%q is cut out of a word", w)
			}
		}
	}
}

// inWord reports whether letters stand on both sides of an offset.
func inWord(s string, at int) bool {
	a, _ := utf8.DecodeLastRuneInString(s[:at])
	b, _ := utf8.DecodeRuneInString(s[at:])
	return unicode.IsLetter(a) && unicode.IsLetter(b)
}

func tail(s string) string { return s[max(0, len(s)-30):] }

func (p *parser) mark(s string, line int) Mark {
	g := head.FindStringSubmatch(s)
	if g == nil {
		p.fault(line, "{%s|: write {tag#id=value|words}", s)
		return Mark{}
	}
	m := Mark{Tag: Tag(g[1]), ID: g[2], Value: g[5]}
	if !slices.Contains(Tags, m.Tag) {
		p.fault(line, "%q is no tag; they are %v", g[1], Tags)
	}
	switch m.Tag {
	case Trigger:
		if m.ID = g[3]; m.ID == "" {
			p.fault(line, "a trigger names its event: {ev@e1|…}")
		}
	case Source, Cue, Content:
		if m.ID = g[4]; m.ID == "" {
			p.fault(line, "a part of an attribution names it: {%s:q1|…}", m.Tag)
		}
	case Mention:
		if m.ID == "" {
			p.fault(line, "a ref names its entity: {ref#g1|…}")
		}
	case Number:
		if m.Value != "" {
			if _, _, err := bounds(m.Value); err != nil {
				p.fault(line, "%v", err)
			}
		}
	}
	return m
}

// bounds reads LOW..HIGH, either end of which may be open, or one number.
func bounds(s string) (low, high *int, err error) {
	l, h, isRange := strings.Cut(s, "..")
	if !isRange {
		h = l
	}
	for _, e := range []struct {
		s  string
		to **int
	}{{l, &low}, {h, &high}} {
		if e.s == "" {
			continue
		}
		n, err := strconv.Atoi(e.s)
		if err != nil {
			return nil, nil, fmt.Errorf("%q is no number; write 6, 6.., ..9 or 6..9", s)
		}
		*e.to = &n
	}
	if low == nil && high == nil {
		return nil, nil, fmt.Errorf("%q says no number; write 6, 6.., ..9 or 6..9", s)
	}
	return low, high, nil
}

// check finds what the marks and the event lines want of each other.
func (p *parser) check() {
	have := map[string]bool{}
	events := map[string]bool{}
	for _, e := range p.d.Events {
		if events[e.ID] {
			p.fault(e.Line, "event %s has two lines", e.ID)
		}
		events[e.ID] = true
	}
	for i, m := range p.d.Marks {
		switch m.Tag {
		case Trigger:
			if !events[m.ID] {
				p.fault(p.lines[i], "event %s has no line", m.ID)
			}
			have["@"+m.ID] = true
		case Source, Cue, Content:
		default:
			have[m.ID] = true
		}
	}
	for _, e := range p.d.Events {
		if !have["@"+e.ID] {
			p.fault(e.Line, "event %s has no trigger in the text", e.ID)
		}
		for _, id := range e.ids() {
			if !have[id] {
				p.fault(e.Line, "#%s stands nowhere in the text", id)
			}
		}
	}
}

func (e Event) ids() []string {
	var out []string
	for _, part := range e.Parts {
		out = append(out, part.ID)
		if part.As != "" {
			out = append(out, part.As)
		}
	}
	for _, t := range e.Tolls {
		for _, id := range []string{t.ID, t.By} {
			if id != "" {
				out = append(out, id)
			}
		}
	}
	return out
}
