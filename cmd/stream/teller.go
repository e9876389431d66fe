package main

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// A teller writes the sentences of one report.
type teller struct {
	*dice
	grammar    grammar
	seed       uint64
	outlet     *outlet
	other      *outlet // whom it leans on
	minute     int     // of publication
	start      dateline.Date
	known      int // the minute up to which it knows what is known
	h          *happening
	background bool
	former     int  // the toll that it corrects or raises, -1 for none
	coarse     bool // it names no town
	lastCount  int
	said       *string // whose word the sentence is
	placed     map[*happening]bool
	people     map[string]bool
	used       map[string]bool // patterns, by rule and number
	once       bool            // no pattern serves twice
	b          []byte
	marks      []mark
}

// tell writes a sentence by a rule about a happening. ok is false when no
// pattern of the rule fits.
func (t *teller) tell(rule string, h *happening) (s sentence, ok bool) {
	t.b, t.marks, t.said, t.h, t.lastCount = t.b[:0], nil, nil, h, 2
	once := t.once
	fits := t.rule(rule)
	t.once = once
	if !fits {
		return s, false
	}
	if len(t.b) > 0 && t.b[0] >= 'a' && t.b[0] <= 'z' {
		t.b[0] -= 'a' - 'A'
	}
	for i := range t.marks {
		if c := t.marks[i].casualty; c != nil && t.said != nil && c.SaidBy == nil {
			c.SaidBy = t.said
		}
	}
	return sentence{string(t.b), t.marks}, true
}

// rule writes one of a rule's patterns, those not used before first.
func (t *teller) rule(name string) bool {
	all := t.grammar[name]
	fit := make([]int, 0, len(all))
	fresh := make([]int, 0, len(all))
	for i, p := range all {
		if t.holds(p.needs) {
			fit = append(fit, i)
			if !t.used[name+strconv.Itoa(i)] {
				fresh = append(fresh, i)
			}
		}
	}
	if len(fit) == 0 {
		return false
	}
	switch {
	case len(fresh) > 0:
		fit = fresh
	case t.once:
		return false
	}
	t.once = false // it is the sentence's rule that may not come back, not those in it
	i := one(t.dice, fit)
	t.used[name+strconv.Itoa(i)] = true
	t.write(all[i].parts)
	return true
}

func (t *teller) holds(needs []string) bool {
	toll := t.h.tollAt(t.known)
	for _, need := range needs {
		var ok bool
		switch need {
		case "k":
			ok = toll.killed > 0
		case "w":
			ok = toll.wounded > 0
		case "nok":
			ok = toll.killed == 0
		case "named":
			ok = t.blamed()
		case "claimed":
			ok = t.claimed()
		case "unclaimed":
			ok = !t.claimed()
		case "town":
			ok = !t.coarse
		case "state":
			ok = t.h.side == dateline.State
		case "civ":
			ok = t.h.side == dateline.Civilian
		case "one":
			ok = toll.killed == 1
		case "many":
			ok = toll.killed > 1
		case "province":
			ok = t.h.town.province.Level != ""
		case "after":
			ok = t.h.after != nil
		case "disputed":
			ok = toll.killed > 3 && t.h.disputed
		default:
			if manners, is := strings.CutPrefix(need, "m:"); is {
				ok = slices.Contains(strings.Split(manners, ","), t.h.manner)
			} else {
				panic("no condition is called " + need)
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

func (t *teller) blamed() bool {
	return t.h.actor != nil && t.h.known > 0 && t.h.known <= t.known || t.claimed()
}

func (t *teller) claimed() bool { return t.h.claims > 0 && t.h.claims <= t.known }

func (t *teller) write(parts []part) {
	for _, p := range parts {
		switch {
		case p.text != "":
			t.b = append(t.b, p.text...)
		case p.slot != "":
			t.slot(p.slot, p.arg)
		case p.choice != nil:
			// a choice whose casualties are not known is not taken
			if fit := slices.DeleteFunc(slices.Clone(p.choice), t.wants); len(fit) > 0 {
				t.write(one(t.dice, fit))
			}
		case p.told != nil:
			at := len(t.b)
			t.write(p.told)
			was := t.h
			if p.code != "" {
				t.h = t.h.aside(p.code)
			}
			t.mark(at, mark{field: "type"})
			t.h = was
		}
	}
}

// wants reports whether parts tell of dead or wounded and there are none.
func (t *teller) wants(parts []part) bool {
	toll := t.h.tollAt(t.known)
	for _, p := range parts {
		switch p.slot {
		case "k", "kn", "num", "nn":
			if toll.killed == 0 && t.h.counts == 0 {
				return true
			}
		case "w", "wn":
			if toll.wounded == 0 {
				return true
			}
		}
	}
	return false
}

// mark notes that the words from at on tell something.
func (t *teller) mark(at int, m mark) {
	m.start, m.end = at, len(t.b)
	m.of, m.background = t.h, t.background
	if m.field == "name" {
		m.of = nil
	}
	t.marks = append(t.marks, m)
}

func (t *teller) add(s string) { t.b = append(t.b, s...) }

// marked adds words with a mark on them.
func (t *teller) marked(s string, m mark) {
	at := len(t.b)
	t.add(s)
	t.mark(at, m)
}

func ptr[T any](v T) *T { return &v }

// numeral writes a number as news does: small ones in words.
func (t *teller) numeral(n int) string {
	if n < len(small) && (n < 2 || !t.outlet.figures) || n < 10 && t.percent(70) {
		return small[n]
	}
	s := strconv.Itoa(n)
	if n >= 1000 {
		s = s[:len(s)-3] + "," + s[len(s)-3:]
	}
	return s
}

var small = strings.Fields("no one two three four five six seven eight nine ten eleven twelve")
