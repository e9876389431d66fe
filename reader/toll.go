package reader

import (
	"slices"

	"dateline"
	"dateline/codebook"
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
	for _, s := range r.sentences {
		if !s.opensEvents() {
			continue
		}
		for ci := range s.chunks {
			np := s.chunks[ci].np
			if np == nil || np.qty == nil || r.counted(np) {
				continue
			}
			harm := s.harmOf(ci, np)
			if harm == "" {
				continue
			}
			home := r.findNear(s, ci)
			if home == nil {
				home = &find{s: s, trig: looseTrigger, typ: r.looseType(), np: np, from: np.from, to: np.to, args: &arguments{}, definite: true, weak: true}
				r.finds = append(r.finds, home)
			}
			home.addCount(harm, np)
		}
	}
	slices.SortStableFunc(r.finds, func(a, b *find) int {
		if a.s.at != b.s.at {
			return a.s.at - b.s.at
		}
		return a.from - b.from
	})
}

func (r *reading) counted(np *nounPhrase) bool {
	for _, f := range r.finds {
		for _, c := range f.counts {
			if c.s == np.s && c.span == np.span() {
				return true
			}
		}
	}
	return false
}

// harmOf is what the words around a number say happened to that many people.
func (s *sentence) harmOf(ci int, np *nounPhrase) dateline.Harm {
	words := map[string]dateline.Harm{"dead": dateline.Killed, "killed": dateline.Killed, "death": dateline.Killed, "fatality": dateline.Killed, "wounded": dateline.Wounded, "injured": dateline.Wounded, "injury": dateline.Wounded, "missing": dateline.Missing, "hurt": dateline.Wounded}
	if h := words[np.headLemma()]; h != "" {
		return h
	}
	if h := words[s.lower(np.head)]; h != "" {
		return h
	}
	if h := words[s.lower(np.to)]; h != "" && (s.tag(np.to+1) != "IN" || s.lower(np.to) == "dead") {
		if ci+1 < len(s.chunks) && (s.chunks[ci+1].vg == nil || s.chunks[ci+1].vg.participle || s.chunks[ci+1].vg.past && np.head == np.qty.to-1) {
			return h
		}
	}
	if ci+1 < len(s.chunks) {
		if vg := s.chunks[ci+1].vg; vg != nil && (vg.passive || vg.lemma == "die") && !vg.negated && vg.modal == "" {
			if h := harmVerbs[vg.lemma]; h != "" {
				return h // "19 people were hurt"
			}
		}
	}
	// "the toll rose to 17", "a death toll of 30", "put the number of dead at 9"
	if ci > 0 && s.chunks[ci-1].kind == chunkPrep {
		switch s.chunks[ci-1].word {
		case "to", "of", "at":
			for k := ci - 2; k >= 0 && k >= ci-12; k-- {
				m := s.chunks[k].np
				if m == nil {
					continue
				}
				if m.headLemma() == "toll" || m.has("toll") {
					return dateline.Killed
				}
				if h := m.headLemma(); h == "number" || h == "figure" || h == "count" {
					for t := m.to; t < np.from; t++ {
						if w := words[s.lower(t)]; w != "" {
							return w
						}
					}
				}
			}
		}
	}
	if ci > 1 && s.chunks[ci-1].vg != nil && s.chunks[ci-2].np != nil && s.chunks[ci-2].np.has("toll") {
		return dateline.Killed
	}
	return ""
}

var harmVerbs = map[string]dateline.Harm{"kill": dateline.Killed, "die": dateline.Killed, "wound": dateline.Wounded, "injure": dateline.Wounded, "hurt": dateline.Wounded, "maim": dateline.Wounded}

// findNear is the find of a violent type in the same sentence, the nearest.
func (r *reading) findNear(s *sentence, ci int) *find {
	var best *find
	bestD := 1 << 30
	for _, f := range r.finds {
		if f.s != s || !violent(f.typ.Family) {
			continue
		}
		d := f.from - s.chunks[ci].from
		if d < 0 {
			d = -d
		}
		if d < bestD {
			best, bestD = f, d
		}
	}
	return best
}
