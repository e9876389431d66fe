package reader

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
	"dateline/when"
)

// What a learned model may know of an event when it judges whether it took
// place, by whose word, and whether it is background: the rules' verdict, and
// the forms in which the event is told.

// moodClue is what is known of a draft that the rules have judged.
func (r *reading) moodClue(d *draft) []string {
	c := &clue{make([]string, 0, 96)}
	c.add("bias")
	verdict := string(d.occurrence) + "," + string(d.basis)
	back := strconv.FormatBool(d.background)
	c.add("R", verdict, back)
	c.add("Ro", string(d.occurrence))
	c.add("Rb", string(d.basis))
	c.add("Rg", back)
	c.add("type", string(d.typ.Code))
	c.add("fam", d.typ.Family)
	c.add("famR", d.typ.Family, verdict)
	c.add("finds", strconv.Itoa(min(len(d.finds), 3)))
	c.add("genre", string(r.Genre))
	first := d.finds[0]
	c.add("at", strconv.Itoa(min(first.s.At/2, 6)), strconv.Itoa(min(len(d.finds), 2)))
	if n := len(r.Sentences); n > 0 {
		c.add("part", strconv.Itoa(4*first.s.At/n))
	}
	if d.lead {
		c.add("leads")
	} else if lead := r.accounts[0]; true {
		c.add("as.lead", strconv.FormatBool(lead.typ.Family == d.typ.Family), strconv.FormatBool(r.placesMeet(lead.places, d.places)))
	}
	if len(d.counts) > 0 {
		c.add("counts")
	}
	if len(d.places) == 0 {
		c.add("placeless")
	}
	for _, cl := range d.claims {
		c.add("claim", string(cl.Kind))
	}
	for i, f := range d.finds[:min(len(d.finds), 4)] {
		r.tellingClue(c, f, i == 0)
	}
	return c.features
}

// tellingClue tells of one telling of an event.
func (r *reading) tellingClue(c *clue, f *find, first bool) {
	add := func(name string, values ...string) {
		c.add(name, values...)
		if first {
			c.add("1"+name, values...)
		}
	}
	s := f.s
	add("w", s.Lemma(f.from))
	add("fo", string(f.occurrence))
	add("fb", string(f.basis))
	add("fg", strconv.FormatBool(f.background))
	vg := f.verb
	if vg == nil && f.np != nil {
		add("det", f.np.Det)
		for k := f.np.From; k < f.np.Head; k++ {
			add("mod", s.Lemma(k))
		}
		if h := s.HeadOver(f.np); h != "" {
			add("of", h)
		}
		if f.np.At > 0 && s.Chunks[f.np.At-1].Kind == syntax.Prep {
			add("under", s.Chunks[f.np.At-1].Word)
		}
		if vg = s.VerbOver(f.np); vg == nil {
			vg = s.VerbUnder(f.np)
		}
		if vg != nil {
			add("nounverb", vg.Lemma)
			add("nountense", tenseOf(vg))
		}
	} else if vg != nil {
		add("tense", tenseOf(vg))
		if vg.At > 0 {
			b := s.Chunks[vg.At-1]
			if b.Kind == syntax.Wh || b.Kind == syntax.Sub || b.Kind == syntax.Prep {
				add("behind", s.Lower(b.From), tenseOf(vg))
			}
		}
		if relativeTo(vg) {
			add("relative", tenseOf(vg))
		}
		if g := s.Governor(vg); g != nil {
			add("gov", g.Lemma)
		}
		for _, np := range f.args.Subject {
			if np.In == s {
				add("subj", np.Det, classOf(np))
			}
		}
	}
	if u := f.said; u != nil {
		add("said", u.Class, strconv.FormatBool(f.by(u.Entity)))
		if u.Verb != nil {
			add("saying", u.Verb.Lemma)
		}
		if u.Entity != nil && len(u.Speaker) > 0 {
			add("speaker", classOf(u.Speaker[0]), string(u.Entity.Side))
		}
	}
	if s.Quoted[f.from] {
		add("quoted")
	}
	if s.Kind == text.Title {
		add("title")
	}
	r.timeClue(add, f)
	for i := range s.Tokens {
		if l := s.Lower(i); moodWords[l] {
			add("word", l)
		}
	}
	add("opens", s.Lower(0))
}

var moodWords = lexicon.Of("allegedly", "reportedly", "alleged", "suspected", "accused", "claimed", "claims", "denied", "denies", "previously", "earlier", "since", "ago", "last", "years", "year", "months", "decade", "decades", "anniversary", "history", "once", "formerly", "previous", "past", "recent", "recently", "then", "later", "still", "already", "first", "until", "during", "war", "would", "could", "may", "might", "if", "planned", "planning", "plot", "foiled", "thwarted", "prevented", "attempt", "attempted", "tried", "failed", "no", "not", "never", "without", "neither", "rumours", "rumors", "rumour", "false", "untrue", "had", "will", "believed", "blamed", "blames", "according", "statement", "court", "trial", "charged", "convicted", "sentenced")

// timeClue tells of the times of a telling, and of its sentence.
func (r *reading) timeClue(add func(string, ...string), f *find) {
	s := f.s
	if len(f.times) == 0 {
		add("timeless")
	}
	for ti := range s.Times {
		e := s.Times[ti]
		own := "near"
		if slices.Contains(f.times, ti) {
			own = "own"
		}
		v := e.Resolve(r.published, when.Past)
		add(own+".precision", string(v.Precision), string(e.Anchor))
		switch {
		case r.published != nil && v.End != nil:
			add(own+".days", span10(r.published.Sub(*v.End)))
		case v.MaxDays != nil:
			add(own+".days", span10(-*v.MaxDays))
		}
	}
}

// span10 files a number of days by its size.
func span10(n int) string {
	for i, most := range []int{-1, 1, 3, 7, 14, 31, 62, 120, 365, 1000} {
		if n <= most {
			return strconv.Itoa(i)
		}
	}
	return "old"
}

// tenseOf is the tense and mood of a verb group in a word.
func tenseOf(vg *syntax.VerbGroup) string {
	var b strings.Builder
	if vg.Negated {
		b.WriteString("not ")
	}
	switch {
	case vg.Modal != "":
		b.WriteString(vg.Modal)
	case vg.Infinitive:
		b.WriteString("to")
	case vg.Gerund:
		b.WriteString("ing")
	case vg.Participle:
		b.WriteString("participle")
	case vg.Perfect && hadBefore(vg):
		b.WriteString("had")
	case vg.Perfect:
		b.WriteString("have")
	case vg.Past:
		b.WriteString("past")
	default:
		b.WriteString("present")
	}
	return b.String()
}

func hadBefore(vg *syntax.VerbGroup) bool {
	for k := vg.From; k < vg.Head; k++ {
		if l := vg.In.Lower(k); l == "had" || l == "'d" || l == "’d" {
			return true
		}
	}
	return false
}

// relativeTo reports whether a verb stands in a relative clause.
func relativeTo(vg *syntax.VerbGroup) bool {
	s := vg.In
	for k := vg.At - 1; k >= 0 && k >= vg.At-3; k-- {
		switch c := s.Chunks[k]; {
		case c.Kind == syntax.Wh:
			for k > 1 && s.Chunks[k-1].Kind == syntax.Adv {
				k-- // "the shelling of a market in 1994 that killed 68"
			}
			return k > 0 && s.Chunks[k-1].NP != nil || k > 1 && s.Chunks[k-1].Kind == syntax.Comma
		case c.VG != nil:
			return false
		case s.Lower(c.From) == "that" && k > 0 && s.Chunks[k-1].NP != nil:
			return true
		}
	}
	return false
}

// judgeByModels corrects what the rules have judged of a draft.
func (r *reading) judgeByModels(d *draft) {
	m := r.rd.models
	if m.Occurrence == nil || m.Background == nil || d.occurrence == "" {
		return
	}
	features := r.moodClue(d)
	if o, _, over := m.Occurrence.Choose(features, string(d.occurrence)); over > 0 && !(dateline.Occurrence(o) == dateline.Happened && d.notReal()) {
		d.occurrence = dateline.Occurrence(o)
	}
	now := "no"
	if d.background {
		now = "yes"
	}
	if b, _, over := m.Background.Choose(features, now); over > 0 && !(b == "yes" && r.ofLate(d)) && !(b == "no" && (r.longBefore(d) || r.yearsBefore(d) || r.remembered(d) && !r.ofLate(d))) {
		d.background = b == "yes"
	}
}

// ofLate reports whether a telling has a day of its own that lies not long
// before publication, or lies some days from other news.
func (r *reading) ofLate(d *draft) bool {
	if r.longBefore(d) {
		return false
	}
	if r.besideNews(d) {
		return true
	}
	for _, f := range d.finds {
		for _, ti := range f.times {
			e := f.s.Times[ti]
			v := e.Resolve(r.published, f.tense())
			if e.Duration {
				continue
			}
			if r.published != nil && v.Start != nil && v.End != nil && r.published.Sub(*v.Start) <= backgroundDays {
				return true
			}
			if e.Anchor == when.Publication && v.MinDays != nil && *v.MinDays >= -backgroundDays {
				return true
			}
		}
	}
	return false
}

// A MoodExample is an event as the reader has it, with what a model that judges
// it sees: to learn from.
type MoodExample struct {
	Triggers []dateline.Span
	Features []string
}

// MoodExamples are the events of a report as the rules judge them.
func (rd *Reader) MoodExamples(rep *dateline.Report) []MoodExample {
	plain := *rd
	plain.models.Occurrence, plain.models.Background = nil, nil
	r := plain.understand(rep)
	var out []MoodExample
	for _, d := range r.accounts {
		x := MoodExample{Features: r.moodClue(d)}
		for _, f := range d.finds {
			x.Triggers = append(x.Triggers, f.word())
		}
		out = append(out, x)
	}
	return out
}
