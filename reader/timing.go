package reader

import (
	"slices"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
	"dateline/when"
)

// When an event took place: the finest time that its words support, absolute,
// relative to publication, or counted from another event of the report.

var precisionOrder = []dateline.Precision{dateline.Day, dateline.Week, dateline.Month, dateline.Season, dateline.Year, dateline.Longer, dateline.UnknownTime}

// settleTimes gives each draft the finest time that its words support. An
// event that has none of its own but leads the report takes a time of the
// first sentences that nothing else claims.
func (r *reading) settleTimes() {
	for di, d := range r.accounts {
		for _, f := range append(slices.Clone(d.finds), d.borrowed...) {
			for _, ti := range f.times {
				r.offerTime(di, d, f, ti)
			}
		}
	}
	r.headDay()
	if r.Genre != dateline.RoundUp { // whose paragraphs are of other events
		if len(r.accounts) > 0 && r.accounts[0].timeOf == nil && !r.accounts[0].historic() && !r.accounts[0].forgetsFrame() {
			r.frameTime(r.accounts[0])
		}
		r.storyDay()
	}
	for _, d := range r.accounts {
		r.fixTime(d, 0)
	}
}

// recountTimes places the times of a history that count from the time named last.
func (r *reading) recountTimes() {
	times := make([][]when.Expression, len(r.Sentences))
	for i, s := range r.Sentences {
		times[i] = s.Times
	}
	when.Recount(times, r.Report.Text, r.published)
}

// countBack times an event by words that count another from it.
func (d *draft) countBack(from *draft, u timeUse) {
	u.v.MinDays, u.v.MaxDays = negated(u.v.MaxDays), negated(u.v.MinDays)
	d.timeOf, d.to = &u, from
}

func (d *draft) historic() bool {
	return slices.ContainsFunc(d.finds, func(f *find) bool {
		return f.verb != nil && f.verb.Modal != ""
	})
}

func negated(n *int) *int {
	if n == nil {
		return nil
	}
	m := -*n
	return &m
}

func (f *find) tense() when.Tense {
	vg := f.verb
	if vg == nil {
		return when.Past
	}
	switch vg.Modal {
	case "will", "shall", "'ll":
		return when.Future
	}
	if vg.Infinitive {
		if g := f.s.Governor(vg); g != nil {
			switch g.Lemma {
			case "plan", "intend", "vow", "threaten", "expect", "schedule", "plot", "agree", "promise", "due":
				return when.Future
			}
		}
	}
	return when.Past
}

// tenseAt is the tense of a time that goes with a find. A deadline ("by Friday")
// beside what has not been done, a feast beside a plan and a day beside what opens
// by schedule ("the trial opens on Friday") are to come, whatever the find's own verb.
func (r *reading) tenseAt(f *find, e when.Expression) when.Tense {
	t := f.tense()
	if t == when.Future || r.published == nil {
		return t
	}
	from, to := f.s.TokensOf(e.Span)
	ahead := f.occurrence == dateline.Planned || f.verb != nil && (f.verb.Infinitive || f.verb.Modal != "")
	switch {
	case e.Since:
	case f.occurrence == dateline.Planned:
		return when.Future
	case ahead && f.s.Lower(from) == "by":
		return when.Future
	case f.occurrence == dateline.Foiled && e.Feast():
		return when.Future
	}
	if vg := verbOf(f.s, from, to); vg != nil && scheduled[vg.Lemma] && tenseOf(vg) == "present" && vg.Modal == "" {
		return when.Future
	}
	return t
}

// scheduled are verbs whose present tense tells of a day to come.
var scheduled = lexicon.Of("open", "begin", "start", "resume", "close", "end", "expire", "reopen", "convene", "vote", "meet", "leave", "depart", "arrive", "conclude", "finish", "go")

func (r *reading) offerTime(di int, d *draft, f *find, ti int) {
	e := f.s.Times[ti]
	if e.Duration {
		return
	}
	v := e.Resolve(r.published, r.tenseAt(f, e))
	if d.timeOf != nil && clockOnly(d.timeOf.e) && v.Precision == dateline.Day && (e.Anchor == when.Publication || e.Anchor == when.Absolute) {
		d.timeOf, d.to = nil, nil // a day comes before a mere time of day
	}
	if d.to != nil && v.Start != nil && v.Precision == dateline.Day && (e.Anchor == when.Publication || e.Anchor == when.Absolute) {
		// "a day after gunmen shot …, a bomb killed two on Thursday": its own day
		// comes first, and the other's is counted from it
		if d.to.timeOf == nil {
			d.to.countBack(d, *d.timeOf)
		}
		d.timeOf, d.to = nil, nil
	}
	if e.Anchor == when.Named && d.timeOf != nil {
		// "killed two on Thursday, a day after gunmen shot …": the other's day
		if to := r.namedAfter(f, ti); to != nil && to != d && to.timeOf == nil {
			to.countBack(d, timeUse{f.s, e, v})
		}
		return
	}
	if d.timeOf != nil && slices.Index(precisionOrder, d.timeOf.v.Precision) <= slices.Index(precisionOrder, v.Precision) {
		return
	}
	var to *draft
	switch e.Anchor {
	case when.Named:
		to = r.namedAfter(f, ti)
		if to == nil || to == d {
			return
		}
		if di == 0 && to.timeOf == nil {
			// the report's own news is what other events are told from
			to.countBack(d, timeUse{f.s, e, v})
			return
		}
	case when.Discourse:
		if to = r.toldBefore(di, d, f); to == nil {
			to = r.besides(d, f)
		}
		if to == nil {
			return
		}
	}
	d.timeOf, d.to = &timeUse{f.s, e, v}, to
}

// namedAfter is the event that "five days after …" counts from: the first told in the
// clause or phrase behind those words.
func (r *reading) namedAfter(f *find, ti int) *draft {
	t := r.data[&f.s.Times[ti]]
	for _, g := range r.finds {
		if t.holds(g) && g.draft != nil && g.draft != f.draft {
			return g.draft
		}
	}
	return nil
}

// toldBefore is the event that "five days earlier" counts from: another of the
// kind when the words say "another", else the event that the report leads
// with or the one told just before.
func (r *reading) toldBefore(di int, d *draft, f *find) *draft {
	for i, o := range r.accounts {
		if o == d {
			continue
		}
		if i < di && r.rd.codebook.Related(o.typ.Code, d.typ.Code) && f.other {
			return o
		}
	}
	prev := r.toldLast(d, f)
	if prev == nil && di > 0 {
		prev = r.accounts[0]
	}
	return prev
}

// toldLast is the event, other than d, that the sentences just before a find tell of.
func (r *reading) toldLast(d *draft, f *find) *draft {
	var prev *draft
	at := -1
	for _, o := range r.accounts {
		if o == d {
			continue
		}
		for _, g := range o.finds {
			if g.s.At < f.s.At && g.s.At > at && f.s.At-g.s.At <= 3 {
				prev, at = o, g.s.At
			}
		}
	}
	return prev
}

// besides is another event of the find's own sentence that has its day, told before
// it: "a bomb killed two on Thursday, while a day earlier …".
func (r *reading) besides(d *draft, f *find) *draft {
	for _, o := range r.accounts {
		if o == d || o.timeOf == nil || o.to != nil {
			continue
		}
		if slices.ContainsFunc(o.finds, func(g *find) bool { return g.s == f.s && g.from < f.from }) {
			return o
		}
	}
	return nil
}

// frameTime dates the event that leads the report by a time of the first
// sentences that belongs to no other event ("until this week").
func (r *reading) frameTime(d *draft) {
	used := map[*syntax.Sentence]map[int]bool{}
	for _, f := range r.finds {
		if f.draft == nil {
			continue
		}
		for _, ti := range f.times {
			if used[f.s] == nil {
				used[f.s] = map[int]bool{}
			}
			used[f.s][ti] = true
		}
	}
	for _, s := range r.Sentences {
		if s.Kind != text.Body || s.At > 6 || s.At <= d.followed() {
			continue
		}
		for ti := range s.Times {
			e := s.Times[ti]
			from, to := s.TokensOf(e.Span)
			if e.Anchor != when.Publication || e.Duration || e.Set || e.Since || used[s][ti] || quotedTime(s, ti) || r.timeOfSaying(s, from, to) || r.hintOf(s, e) < 0 {
				continue
			}
			v := e.Resolve(r.published, when.Past)
			if v.Precision != dateline.Day && v.Precision != dateline.Week || v.MaxDays != nil && *v.MaxDays > 0 && v.MinDays != nil {
				continue
			}
			d.timeOf = &timeUse{s, e, r.turn(v)}
			return
		}
	}
}

// turn is when a state ended that lasted "until this week": within that week,
// and not after publication.
func (r *reading) turn(v when.Value) when.Value {
	days := map[dateline.Precision]int{dateline.Day: 1, dateline.Week: 7}[v.Precision]
	if v.MinDays == nil && v.MaxDays != nil {
		high := min(*v.MaxDays, 0)
		low := high - days + 1
		v.MinDays, v.MaxDays = &low, &high
	}
	if v.Start == nil && v.End != nil {
		start, end := v.End.AddDays(-days), *v.End
		if r.published != nil && r.published.Before(end) {
			end = r.published.AddDays(1)
		}
		v.Start, v.End = &start, &end
	}
	return v
}

// fixTime writes the draft's time, anchored by the event it counts from when
// that has a day.
func (r *reading) fixTime(d *draft, depth int) {
	t := dateline.Time{Precision: dateline.UnknownTime}
	u := d.timeOf
	if u == nil {
		d.time = t
		return
	}
	v := u.v
	words := r.Quote(u.e.Span)
	t.Words = &words
	t.Precision = v.Precision
	if v.Timex != "" {
		tx := v.Timex
		t.Timex = &tx
	}
	t.Start, t.End = v.Start, v.End
	if u.e.Since && t.Start != nil {
		t.Precision = dateline.Longer
	}
	switch {
	case d.to != nil:
		t.Start, t.End, t.Timex = nil, nil, nil
		if depth < 4 && d.to.time.Precision == "" {
			r.fixTime(d.to, depth+1)
		}
		if a := d.to.time; a.Start != nil && a.End != nil && v.MinDays != nil && v.MaxDays != nil {
			start, end := a.Start.AddDays(*v.MinDays), a.End.AddDays(*v.MaxDays)
			t.Start, t.End, t.Precision = &start, &end, a.Precision
		}
		t.Relative = &dateline.Relative{MinDays: v.MinDays, MaxDays: v.MaxDays} // To is set when ids are
	case u.e.Anchor == when.Publication:
		t.Relative = &dateline.Relative{To: "publication:" + string(r.Report.ID), MinDays: v.MinDays, MaxDays: v.MaxDays}
	}
	d.time = t
}
