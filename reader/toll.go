package reader

import (
	"slices"

	"dateline"
	"dateline/codebook"
	"dateline/reader/syntax"
)

// Tolls that no trigger of their own carries ("the toll rose to 17", "left
// three dead").

// looseTrigger carries tolls that no trigger word goes with.
var looseTrigger = &codebook.Trigger{Noun: "toll"}

func (r *reading) looseType() *codebook.Type {
	t, _ := r.rd.codebook.Type("attack.killing")
	return &t
}

// looseCounts finds tolls that no trigger of their own carries ("the toll rose
// to 17", "12 wounded", "left three dead") and hangs them on the event of
// their sentence, or on one told before.
func (r *reading) looseCounts() {
	for _, s := range r.Sentences {
		if !s.Own() {
			continue
		}
		for ci := range s.Chunks {
			np := s.Chunks[ci].NP
			if np == nil || np.Quantity == nil || r.counted(np) {
				continue
			}
			harm := harmOf(s, ci, np)
			if harm == "" {
				continue
			}
			home := r.findNear(s, ci)
			if home == nil {
				home = &find{s: s, trig: looseTrigger, typ: r.looseType(), np: np, from: np.From, to: np.To, args: &syntax.Arguments{}, definite: true, weak: true}
				r.finds = append(r.finds, home)
			}
			home.addCount(harm, np)
		}
	}
	slices.SortStableFunc(r.finds, func(a, b *find) int {
		if a.s.At != b.s.At {
			return a.s.At - b.s.At
		}
		return a.from - b.from
	})
}

func (r *reading) counted(np *syntax.NounPhrase) bool {
	for _, f := range r.finds {
		for _, c := range f.counts {
			if c.s == np.In && c.span == np.Span() {
				return true
			}
		}
	}
	return false
}

// harmOf is what the words around a number say happened to that many people.
func harmOf(s *syntax.Sentence, ci int, np *syntax.NounPhrase) dateline.Harm {
	words := map[string]dateline.Harm{"dead": dateline.Killed, "killed": dateline.Killed, "death": dateline.Killed, "fatality": dateline.Killed, "wounded": dateline.Wounded, "injured": dateline.Wounded, "injury": dateline.Wounded, "missing": dateline.Missing, "hurt": dateline.Wounded}
	if h := words[np.HeadLemma()]; h != "" {
		return h
	}
	if h := words[s.Lower(np.Head)]; h != "" {
		return h
	}
	if h := words[s.Lower(np.To)]; h != "" && (s.Tag(np.To+1) != "IN" || s.Lower(np.To) == "dead") {
		if ci+1 < len(s.Chunks) && (s.Chunks[ci+1].VG == nil || s.Chunks[ci+1].VG.Participle || s.Chunks[ci+1].VG.Past && np.Head == np.Quantity.To-1) {
			return h
		}
	}
	if ci+1 < len(s.Chunks) {
		if vg := s.Chunks[ci+1].VG; vg != nil && (vg.Passive || vg.Lemma == "die") && !vg.Negated && vg.Modal == "" {
			if h := harmVerbs[vg.Lemma]; h != "" {
				return h // "19 people were hurt"
			}
		}
	}
	// "the toll rose to 17", "a death toll of 30", "put the number of dead at 9"
	if ci > 0 && s.Chunks[ci-1].Kind == syntax.Prep {
		switch s.Chunks[ci-1].Word {
		case "to", "of", "at":
			for k := ci - 2; k >= 0 && k >= ci-12; k-- {
				m := s.Chunks[k].NP
				if m == nil {
					continue
				}
				if m.HeadLemma() == "toll" || m.Has("toll") {
					return dateline.Killed
				}
				if h := m.HeadLemma(); h == "number" || h == "figure" || h == "count" {
					for t := m.To; t < np.From; t++ {
						if w := words[s.Lower(t)]; w != "" {
							return w
						}
					}
				}
			}
		}
	}
	if ci > 1 && s.Chunks[ci-1].VG != nil && s.Chunks[ci-2].NP != nil && s.Chunks[ci-2].NP.Has("toll") {
		return dateline.Killed
	}
	return ""
}

var harmVerbs = map[string]dateline.Harm{"kill": dateline.Killed, "die": dateline.Killed, "wound": dateline.Wounded, "injure": dateline.Wounded, "hurt": dateline.Wounded, "maim": dateline.Wounded}

// findNear is the find of a violent type in the same sentence, the nearest.
func (r *reading) findNear(s *syntax.Sentence, ci int) *find {
	var best *find
	bestD := 1 << 30
	for _, f := range r.finds {
		if f.s != s || !violent(f.typ.Family) {
			continue
		}
		d := f.from - s.Chunks[ci].From
		if d < 0 {
			d = -d
		}
		if d < bestD {
			best, bestD = f, d
		}
	}
	return best
}
