package grade

import (
	"bufio"
	"strconv"
	"strings"

	"dateline"
)

// A standoff is a file in brat's standoff form
// (https://brat.nlplab.org/standoff.html): spans and events over a text.
type standoff struct {
	spans  map[string]bratSpan
	events []bratEvent
}

// A bratSpan is a text-bound annotation ("T" line), in pieces.
type bratSpan struct {
	kind   string
	pieces []dateline.Span // bytes of the text
}

// A bratEvent is an event ("E" line): its type and its arguments, the trigger
// aside.
type bratEvent struct {
	kind string
	args []bratArg
}

type bratArg struct{ role, id string }

// parseStandoff reads a file over the text that it annotates. Offsets count
// characters (code points). Lines of other kinds than T and E are passed over.
// It fails as Invalid, naming the line, when a span lies outside the text or
// does not quote it, and when an event names a span that is not there.
func parseStandoff(raw, text string) (*standoff, error) {
	s := &standoff{spans: map[string]bratSpan{}}
	at := charOffsets(text)
	var events []string
	var lines []int
	scan := bufio.NewScanner(strings.NewReader(raw))
	scan.Buffer(nil, 1<<24)
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimRight(scan.Text(), "\r")
		switch {
		case strings.HasPrefix(line, "T"):
			id, span, err := parseBratSpan(line, text, at)
			if err != nil {
				return nil, dateline.Errorf(dateline.Invalid, "line %d: %w", n, err)
			}
			s.spans[id] = span
		case strings.HasPrefix(line, "E"):
			events, lines = append(events, line), append(lines, n)
		}
	}
	if err := scan.Err(); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "not lines of text: %w", err)
	}
	for i, line := range events {
		_, body, ok := strings.Cut(line, "\t")
		fields := strings.Fields(body)
		if !ok || len(fields) == 0 {
			return nil, dateline.Errorf(dateline.Invalid, "line %d: an event is ID, tab, TYPE:SPAN and ROLE:SPAN; got %q", lines[i], line)
		}
		var e bratEvent
		for k, f := range fields {
			role, id, ok := strings.Cut(f, ":")
			if !ok {
				return nil, dateline.Errorf(dateline.Invalid, "line %d: %q is no ROLE:SPAN", lines[i], f)
			}
			if k == 0 {
				e.kind = role
				continue
			}
			if _, there := s.spans[id]; !there {
				return nil, dateline.Errorf(dateline.Invalid, "line %d: no line gives span %s", lines[i], id)
			}
			e.args = append(e.args, bratArg{strings.TrimRight(role, "0123456789"), id})
		}
		s.events = append(s.events, e)
	}
	return s, nil
}

// parseBratSpan reads "T1<tab>Cue 107 114;120 125<tab>words".
func parseBratSpan(line, text string, at []int) (string, bratSpan, error) {
	id, rest, _ := strings.Cut(line, "\t")
	place, quote, ok := strings.Cut(rest, "\t")
	kind, offsets, spaced := strings.Cut(place, " ")
	if !ok || !spaced {
		return "", bratSpan{}, dateline.Errorf(dateline.Invalid, "a span is ID, tab, TYPE START END, tab, WORDS; got %q", line)
	}
	out := bratSpan{kind: kind}
	var words strings.Builder
	for piece := range strings.SplitSeq(offsets, ";") {
		a, b, _ := strings.Cut(piece, " ")
		from, err1 := strconv.Atoi(a)
		to, err2 := strconv.Atoi(b)
		if err1 != nil || err2 != nil || from < 0 || from > to || to >= len(at) {
			return "", bratSpan{}, dateline.Errorf(dateline.Invalid, "%s: %q is no range of characters of a text of %d", id, piece, len(at)-1)
		}
		sp := dateline.Span{Start: at[from], End: at[to]}
		words.WriteString(sp.In(text))
		out.pieces = append(out.pieces, sp)
	}
	if squeeze(words.String()) != squeeze(quote) {
		return "", bratSpan{}, dateline.Errorf(dateline.Invalid, "%s quotes %q where the text has %q: the offsets are of another text", id, quote, words.String())
	}
	return id, out, nil
}

// squeeze leaves white space out: brat writes line ends as spaces.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
