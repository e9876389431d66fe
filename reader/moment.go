package reader

import (
	"slices"

	"dateline/reader/syntax"
)

// The times of a find: each time expression goes to the find that it stands
// with, unless it tells when something was said.

// bindTimes gives each time expression of a sentence to the find it stands
// with: in its phrase, else the nearest to its left in the clause, else, for a
// time that opens the sentence, the first to its right. A time right behind a
// verb of saying is when it was said.
func (r *reading) bindTimes(s *syntax.Sentence, finds []*find) {
	var opener *find // "two years before the raid, on 3 March, …": its day is not the one behind the comma
	data := make([]*datum, len(s.Times))
	for ti := range s.Times {
		data[ti] = r.datumOf(s, ti, finds)
	}
	for ti := range s.Times {
		e := &s.Times[ti]
		if e.Set || quotedTime(s, ti) {
			continue
		}
		from, to := s.TokensOf(e.Span)
		if ti+1 < len(s.Times) && headsDateline(s, from, to) {
			continue
		}
		if r.timeOfSaying(s, from, to) || r.timeOfOther(s, from, to) {
			continue
		}
		var best *find
		bestD := 1 << 30
		t := data[ti]
		if len(finds) < 2 {
			t = nil // there is none that it could date
		} else if t != nil && from <= 1 && len(t.finds) > 0 {
			opener = t.finds[0]
		}
		ahead, later := r.opening(s, ti, data), laterClause(s, e, from, to, finds)
		for _, f := range finds {
			d := 0
			if t.holds(f) || ahead.holds(f) || f == opener && s.Token(from-1).Text == "," && from >= f.to || byScheduled(s, f, from, to) || f.relativeBehind(to) || f.ofMatter(from) || timeOfClaim(s, f, from, to) {
				continue
			}
			switch {
			case f.np != nil && from >= f.np.From && to <= f.np.To, f.np != nil && from == f.np.From-1 && to > from+1 && to <= f.np.Head && to >= f.np.From && s.Token(from).Text != ",": // "over Monday's bombing"
				d = -1
			case from >= f.to:
				d = from - f.to + 3*verbsBetween(s, f.to, from, f)
				if later {
					d += 50
				}
			default:
				d = (f.from-to)*2 + 8*verbsBetween(s, to, f.from, f)
				if !opensClause(s, from) && (f.np != nil || verbsBetween(s, 0, from, f) > 0) {
					d += 50 // behind another verb it is that verb's
				}
			}
			if d < bestD {
				best, bestD = f, d
			}
		}
		if best != nil && bestD >= 0 && violent(best.typ.Family) && timeOfAftermath(s, best, from, to) {
			continue
		}
		if best != nil && bestD < 60 {
			best.times = append(best.times, ti)
			if data[ti] != nil && !data[ti].holds(best) {
				data[ti].dated = best
				r.dataOf[s] = append(r.dataOf[s], data[ti])
			}
		}
	}
}

// relativeBehind reports whether the find stands in a clause about a noun, a relative or a
// participle, that begins behind the time and the verb which has it: "laid flowers on
// Sunday for the people killed by soldiers in 1981".
func (f *find) relativeBehind(to int) bool {
	vg := f.verb
	if vg == nil || f.np != nil || f.from < to || vg.At < 1 {
		return false
	}
	s, begin := f.s, -1
	switch {
	case relativeTo(vg):
		for begin = vg.At - 1; begin > 0 && s.Chunks[begin].Kind != syntax.Wh; {
			begin--
		}
	case vg.Participle && s.Chunks[vg.At-1].NP != nil:
		begin = vg.At - 1
	default: // "dismissed on Monday a report that soldiers had killed 45"
		for k := vg.At - 1; k > 1 && k >= vg.At-4 && begin < 0; k-- {
			if s.Lower(s.Chunks[k].From) == "that" && s.Chunks[k-1].NP != nil && hearsay[s.Chunks[k-1].NP.HeadLemma()] {
				begin = k - 1
			}
		}
	}
	return begin > 0 && to <= s.Chunks[begin].From && slices.ContainsFunc(s.Chunks[:begin], func(c syntax.Chunk) bool { return c.VG != nil && c.VG.Finite })
}

// byScheduled reports whether the time is that of a verb behind the find that tells
// of a day to come: "the trial over the killing of three opens on Friday".
func byScheduled(s *syntax.Sentence, f *find, from, to int) bool {
	vg := verbOf(s, from, to)
	return vg != nil && vg != f.verb && vg.From >= f.to && vg.To <= from && scheduled[vg.Lemma] && tenseOf(vg) == "present" && violent(f.typ.Family)
}

// headsDateline reports whether a time stands in the dateline before a sentence,
// which says when it was filed: "SAN JOSE, 12 JAN 90 --".
func headsDateline(s *syntax.Sentence, from, to int) bool {
	if from < 1 || from > 8 {
		return false
	}
	for s.Token(to).Text == ")" || s.Token(to).Text == "]" {
		to++
	}
	switch s.Token(to).Text {
	case "--", "—", "–", "-", ":":
		return verbOf(s, from, to) == nil || verbOf(s, from, to).From >= to
	}
	return false
}

// timeOfAftermath reports whether the time stands with a verb of what comes days
// after violence, and not with the find's own: "the victim of the shooting was
// identified on Friday". A find between the two has the time: "police seek the man
// after a shooting on Friday".
func timeOfAftermath(s *syntax.Sentence, f *find, from, to int) bool {
	vg := verbOf(s, from, to)
	return vg != nil && vg != f.verb && following[firstWord(vg.Lemma)] && !(f.from >= vg.To && f.to <= from)
}

// timeOfOther reports whether the time stands inside a noun phrase that is no
// event: "the January election".
func (r *reading) timeOfOther(s *syntax.Sentence, from, to int) bool {
	np := s.Chunks[s.ChunkOf(from)].NP
	return np != nil && from > np.From && to <= np.Head && r.isEvent(np) == nil
}

func quotedTime(s *syntax.Sentence, ti int) bool {
	from, _ := s.TokensOf(s.Times[ti].Span)
	return from >= 0 && s.Quoted[from]
}

func opensClause(s *syntax.Sentence, i int) bool {
	for i > 0 {
		i--
		switch s.Lower(i) {
		case ",", ";", "and", "but", "while", "whereas", "that":
			return true
		case "on", "in", "late", "early", "at", "since", "by", "during":
			continue
		}
		return false
	}
	return true
}

// verbsBetween counts finite verbs, other than the find's own, in tokens i..j.
func verbsBetween(s *syntax.Sentence, i, j int, f *find) int {
	n := 0
	for _, c := range s.Chunks {
		if c.VG != nil && c.From >= i && c.To <= j && c.VG != f.verb && (c.VG.Finite || c.VG.Gerund) {
			n++
		}
	}
	return n
}

// timeOfSaying reports whether the time tells when something was said: it
// stands right behind the verb of saying or its subject, and not in what was said ("said
// that on Monday").
func (r *reading) timeOfSaying(s *syntax.Sentence, from, to int) bool {
	for _, u := range r.Speech[s.At] {
		if u.Verb == nil {
			continue
		}
		if at := s.ChunkOf(from); at+1 == u.Verb.At && to <= u.Verb.From && u.From >= u.Verb.To {
			return true // "officials on Sunday denied …"
		}
		end := u.Verb.To
		if len(u.Speaker) > 0 {
			end = max(end, u.Speaker[len(u.Speaker)-1].To)
		}
		if from >= u.Verb.To && from-end <= 2 && from >= end {
			k := from
			for k > end && s.Lower(k-1) != "that" && (s.Tag(k-1) == "IN" || s.Tag(k-1) == "RB" || s.Tag(k-1) == "JJ") {
				k--
			}
			if k == end {
				return true
			}
		}
	}
	return false
}
