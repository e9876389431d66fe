package reader

import (
	"strings"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
	"dateline/when"
)

// The day of the violence that a report is of, where its own words give none: news
// tells first that a man was shot and then that "it happened around 9 p.m. on
// Tuesday" or that "officers were called on Tuesday night".

var (
	// happening are verbs whose subject is the event itself.
	happening = lexicon.Of("happen", "occur", "unfold", "erupt", "take", "begin", "start", "stem", "break out")
	// attending are verbs of what follows an event within hours.
	attending = lexicon.Of("call", "respond", "dispatch", "arrive", "find", "discover", "pronounce", "rush", "hear", "transport", "airlift", "fly", "hospitalise", "hospitalize")
	// following are verbs of what comes days later.
	following = lexicon.Of("arrest", "charge", "appear", "book", "arraign", "plead", "sentence", "convict", "hold", "schedule", "identify", "release", "say", "tell",
		"announce", "file", "indict", "extradite", "mourn", "gather", "bury", "remember", "plan", "expect", "set", "meet", "attend", "post", "write", "confirm", "speak", "make", "issue", "update",
		"publish", "face", "surrender", "turn", "remain", "ask", "offer", "visit", "return", "deny", "order", "set", "testify", "interview", "add", "note", "name", "continue", "search", "look", "seek", "rule", "claim")
	// violentNouns are common nouns for an event or who did it, after a day: "Tuesday's shooter".
	violentNouns = lexicon.Of("shooter", "shooting", "incident", "violence", "tragedy", "attack", "crime", "gunfire", "slaying", "killing", "murder", "homicide", "death", "stabbing", "assault", "rampage", "massacre", "gunman", "bloodshed", "ordeal", "robbery", "altercation", "confrontation", "standoff", "fight", "blast", "explosion", "bombing", "raid", "ambush")
)

// A dayHint is a time of the report that may be when its event took place.
type dayHint struct {
	use   timeUse
	score int
}

// storyDay gives the first violent event of the report a day that other sentences
// say, when its own give none.
func (r *reading) storyDay() {
	d := r.firstViolent()
	if d == nil || r.published == nil || d.occurrence == dateline.Planned || d.historic() || d.countedBack() {
		return
	}
	span := d.knownSpan()
	switch {
	case span == nil && d.timeOf != nil && !clockOnly(d.timeOf.e) && d.to != nil && d.to.timeOf != nil:
		return // it counts from another event that has its time
	case span != nil && (span.End.Sub(*span.Start) <= 1 || len(span.Timex) == len("2006-01-02")):
		return // "after Wednesday" is no stretch that some day lies in
	}
	used := r.boundTimes(d)
	after := d.followed()
	day, clock := dayHint{}, dayHint{}
	for _, s := range r.Sentences {
		if s.Kind != text.Body || s.At > 60 || s.At <= after {
			continue
		}
		for ti, e := range s.Times {
			if e.Duration || e.Set || e.Since || quotedTime(s, ti) {
				continue
			}
			score := r.hintOf(s, e) - s.At/5
			if o := used[&s.Times[ti]]; o != nil {
				score = r.lentHint(d, o, score)
			}
			v := e.Resolve(r.published, when.Past)
			h := dayHint{timeUse{s, e, v}, score}
			switch {
			case v.Start == nil || v.End == nil || v.Precision != dateline.Day || v.End.Sub(*v.Start) > 1 || r.published.Before(*v.Start) || v.Start.Before(r.published.AddDays(-60)) && score < 6:
			case span != nil && (v.Start.Before(*span.Start) || span.End.Before(*v.End)):
			case e.Anchor == when.Discourse:
				if clockOnly(e) && score > clock.score {
					clock = h
				}
			case score > day.score:
				day = h
			}
		}
	}
	best := day
	if day.score <= 0 || clock.score > 5 && day.score < 2 {
		best = clock
	}
	if best.score > 0 {
		d.timeOf, d.to = &best.use, nil
	}
}

// followed is the sentence that says what came after the event, as which it is first
// told ("the talks follow an ambush"): days named before it are of what came after. -1
// for none.
func (d *draft) followed() int {
	f := d.finds[0]
	if f.np == nil {
		return -1
	}
	if vg := f.s.VerbOver(f.np); vg == nil || vg.Lemma != "follow" || vg.Passive || vg.From > f.from {
		return -1
	}
	return f.s.At
}

// headDay reads "a day after the raid, two accounts of it are told" at the head of a
// report: what is told so is of the report's own day, and the raid as long before it.
func (r *reading) headDay() {
	d := r.firstViolent()
	if d == nil || d.timeOf != nil || r.published == nil {
		return
	}
	for _, s := range r.Sentences {
		if s.Kind != text.Body || s.At > 3 || len(s.Times) == 0 {
			continue
		}
		e := s.Times[0]
		from, _ := s.TokensOf(e.Span)
		v := e.Resolve(r.published, when.Past)
		if e.Anchor != when.Named || from != 0 || v.MinDays == nil || v.MaxDays == nil || *v.MinDays != *v.MaxDays || *v.MinDays < 1 {
			continue
		}
		if t := r.data[&s.Times[0]]; t != nil && t.dated != nil && violent(t.dated.typ.Family) {
			continue // other violence came a day after
		}
		n := -*v.MinDays
		start, end := r.published.AddDays(n), r.published.AddDays(n+1)
		e.Anchor = when.Publication
		d.timeOf = &timeUse{s, e, when.Value{Start: &start, End: &end, Precision: dateline.Day, Timex: start.String(), MinDays: &n, MaxDays: &n}}
		return
	}
}

// knownSpan is the days that the event's own words give it: nil for none, for those
// of another event and for a mere time of day.
func (d *draft) knownSpan() *when.Value {
	if d.timeOf == nil || d.timeOf.v.Start == nil || d.timeOf.v.End == nil || d.to != nil || clockOnly(d.timeOf.e) {
		return nil
	}
	return &d.timeOf.v
}

// clockOnly reports whether an expression is a time of day that names no day.
func clockOnly(e when.Expression) bool {
	return e.Anchor == when.Discourse && strings.HasPrefix(e.Timex, "XXXX-XX-XXT")
}

// firstViolent is the event of violence that the report tells first.
func (r *reading) firstViolent() *draft {
	for _, d := range r.accounts {
		if violent(d.typ.Family) {
			return d
		}
	}
	return nil
}

// lentHint is the score of a time that another event has for its own. That of what
// the police do at once is the violence's too; so may be that of violence that was
// not known for the same. The day on which sides talk or a group changes is not.
func (r *reading) lentHint(d, o *draft, score int) int {
	switch {
	case violent(o.typ.Family) && !o.background && !o.finds[0].other && r.rd.codebook.Related(o.typ.Code, d.typ.Code) && !r.otherPlace(d, o):
		return min(score, 4)
	case violent(o.typ.Family) || o.typ.Family == "talks" || o.typ.Family == "group" || o.typ.Code == "security.arrest" || o.typ.Code == "security.trial":
		return 0
	}
	return score
}

// otherPlace reports whether two events name places that do not meet.
func (r *reading) otherPlace(a, b *draft) bool {
	return len(a.places) > 0 && len(b.places) > 0 && !r.placesMeet(a.places, b.places)
}

// boundTimes are the times that other events than d have for their own, with the event.
func (r *reading) boundTimes(d *draft) map[*when.Expression]*draft {
	used := map[*when.Expression]*draft{}
	for _, f := range r.finds {
		if f.draft == nil || f.draft == d {
			continue
		}
		for _, ti := range f.times {
			used[&f.s.Times[ti]] = f.draft
		}
	}
	return used
}

// hintOf says how well a time fits the event of the report, by what stands with it.
func (r *reading) hintOf(s *syntax.Sentence, e when.Expression) int {
	from, to := s.TokensOf(e.Span)
	if from < 0 {
		return 0
	}
	next := to
	if s.Tag(next) == "POS" {
		next++
	}
	for k := next; k < next+3; k++ {
		if violentNouns[s.Lemma(k)] {
			return 7
		}
		if !syntax.IsNoun(s.Tag(k)) && s.Tag(k) != "JJ" && s.Tag(k) != "VBG" {
			break
		}
	}
	for k := from - 1; k >= from-3 && k >= 0; k-- {
		if violentNouns[s.Lemma(k)] {
			return 7 // "a fatal shooting on Saturday"
		}
		if s.Tag(k) != "IN" && s.Tag(k) != "RB" && s.Tag(k) != "JJ" {
			break
		}
	}
	if s.Tag(to) == "POS" || r.timeOfOther(s, from, to) {
		return 0
	}
	vg := verbOf(s, from, to)
	if vg != nil && vg.To <= from {
		for k := vg.To; k < from; k++ {
			if violentNouns[s.Lemma(k)] {
				return 5 // "seek a man after a shooting in the town on Saturday"
			}
		}
	}
	switch {
	case vg == nil:
		return 2
	case vg.Modal == "will" || vg.Infinitive && vg.Lemma != "shoot":
		return -3
	case happening[vg.Lemma]:
		return 9
	case vg.Lemma == "report" && vg.Passive:
		return 8
	case attending[vg.Lemma]:
		return 6
	case vg.Lemma == "die" || vg.Lemma == "shoot" || vg.Lemma == "kill":
		return 4
	case following[firstWord(vg.Lemma)] || r.timeOfSaying(s, from, to):
		return -3
	}
	return 2
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// verbOf is the verb group that a time stands with: the last before it, for a time
// that opens the clause the first behind it.
func verbOf(s *syntax.Sentence, from, to int) *syntax.VerbGroup {
	var before, behind *syntax.VerbGroup
	for i := range s.Chunks {
		vg := s.Chunks[i].VG
		switch {
		case vg == nil || vg.Lemma == "appear" && s.Tag(vg.To) == "TO" || vg.Lemma == "seem" || vg.Lemma == "be" && vg.Infinitive:
		case vg.To <= from:
			before = vg
		case vg.From >= to && behind == nil:
			behind = vg
		}
	}
	if before == nil || behind != nil && opensClause(s, from) && lexicon.Saying(behind.Lemma) == "" {
		return behind
	}
	return before
}
