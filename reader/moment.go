package reader

// The times of a find: each time expression goes to the find that it stands
// with, unless it tells when something was said.

// bindTimes gives each time expression of a sentence to the find it stands
// with: in its phrase, else the nearest to its left in the clause, else, for a
// time that opens the sentence, the first to its right. A time right behind a
// verb of saying is when it was said.
func (r *reading) bindTimes(s *sentence) {
	for ti := range s.times {
		e := &s.times[ti]
		if e.Set || s.quotedTime(ti) {
			continue
		}
		from, to := s.tokensOf(e.Span)
		if r.timeOfSaying(s, from, to) || r.timeOfOther(s, from, to) {
			continue
		}
		var best *find
		bestD := 1 << 30
		for _, f := range r.finds {
			if f.s != s {
				continue
			}
			d := 0
			switch {
			case f.np != nil && from >= f.np.from && to <= f.np.to:
				d = -1
			case from >= f.to:
				d = from - f.to + 3*s.verbsBetween(f.to, from, f)
			default:
				d = (f.from-to)*2 + 8*s.verbsBetween(to, f.from, f)
				if !s.opensClause(from) && (f.np != nil || s.verbsBetween(0, from, f) > 0) {
					d += 50 // behind another verb it is that verb's
				}
			}
			if d < bestD {
				best, bestD = f, d
			}
		}
		if best != nil && bestD < 60 {
			best.times = append(best.times, ti)
		}
	}
}

// timeOfOther reports whether the time stands inside a noun phrase that is no
// event: "the January election".
func (r *reading) timeOfOther(s *sentence, from, to int) bool {
	np := s.chunks[s.tokenChunk[from]].np
	return np != nil && from > np.from && to <= np.head && r.isEvent(np) == nil
}

func (s *sentence) quotedTime(ti int) bool {
	from, _ := s.tokensOf(s.times[ti].Span)
	return from >= 0 && s.quoted[from]
}

func (s *sentence) opensClause(i int) bool {
	for i > 0 {
		i--
		switch s.lower(i) {
		case ",", ";", "and", "but":
			return true
		case "on", "in", "late", "early", "at", "since", "by", "during":
			continue
		}
		return false
	}
	return true
}

// verbsBetween counts finite verbs, other than the find's own, in tokens i..j.
func (s *sentence) verbsBetween(i, j int, f *find) int {
	n := 0
	for _, c := range s.chunks {
		if c.vg != nil && c.from >= i && c.to <= j && c.vg != f.verb && (c.vg.finite || c.vg.gerund) {
			n++
		}
	}
	return n
}

// timeOfSaying reports whether the time tells when something was said: it
// stands right behind the verb of saying or its subject.
func (r *reading) timeOfSaying(s *sentence, from, to int) bool {
	for _, u := range s.speech {
		if u.verb == nil {
			continue
		}
		if at := s.tokenChunk[from]; at+1 == u.verb.at && to <= u.verb.from && u.from >= u.verb.to {
			return true // "officials on Sunday denied …"
		}
		end := u.verb.to
		if len(u.speaker) > 0 {
			end = max(end, u.speaker[len(u.speaker)-1].to)
		}
		if from >= u.verb.to && from-end <= 2 && from >= end {
			k := from
			for k > end && (s.tag(k-1) == "IN" || s.tag(k-1) == "RB" || s.tag(k-1) == "JJ") {
				k--
			}
			if k == end {
				return true
			}
		}
	}
	return false
}
