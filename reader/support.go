package reader

import (
	"slices"
	"strings"

	"dateline"
)

// supported checks what a weak trigger needs. A definite noun without support
// is kept, as it may refer back; others are dropped.
func (r *reading) supported(f *find) bool {
	if f.typ.Code == "harm.displacement" && len(f.counts) == 0 && !f.tellsPeople() {
		f.weak = true
		return f.np != nil && f.definite
	}
	if f.typ.Code == "territory.presence" && len(f.places) == 0 {
		return false // present somewhere
	}
	if len(f.trig.Needs) == 0 {
		return true
	}
	for _, need := range f.trig.Needs {
		switch need {
		case "actor":
			if slices.ContainsFunc(f.roles, func(u roleUse) bool { return u.ent.armed() }) || f.armedArgument() {
				return true
			}
		case "group":
			if slices.ContainsFunc(f.roles, func(u roleUse) bool { return u.ent.armed() && u.ent.side == dateline.ArmedGroup }) {
				return true
			}
		case "casualty":
			if len(f.counts) > 0 || f.s.tellsCasualties() {
				return true
			}
		case "weapon":
			if f.s.hasMeans(f.typ.Means) || f.s.hasWeapon() {
				return true
			}
		case "place":
			if len(f.places) > 0 {
				return true
			}
		}
	}
	f.weak = true
	return f.np != nil && f.definite
}

// tellsPeople reports whether a find names who it happened to.
func (f *find) tellsPeople() bool {
	return slices.ContainsFunc(f.roles, func(u roleUse) bool {
		return u.ent.people() && (u.role == dateline.Victim || u.role == dateline.Subject)
	})
}

func (f *find) armedArgument() bool {
	all := append(append([]*nounPhrase{}, f.args.subject...), f.args.object...)
	for _, p := range f.args.preps {
		if p.word == "by" || p.word == "with" || p.word == "between" || p.word == "against" {
			all = append(all, p.nps...)
		}
	}
	return slices.ContainsFunc(all, func(np *nounPhrase) bool {
		return np.ent.armed() && (np.ent.side == dateline.ArmedGroup || np.ent.class != "armedgroup")
	})
}

var casualtyWords = setOf("dead", "killed", "wounded", "injured", "kill", "wound", "injure", "die", "casualty", "death", "fatality", "maim")

func (s *sentence) tellsCasualties() bool {
	for i := range s.Tokens {
		if casualtyWords[s.lemma(i)] || casualtyWords[s.lower(i)] {
			return true
		}
	}
	return false
}

func (s *sentence) hasWeapon() bool {
	for i := range s.Tokens {
		if lexicon.weapons[s.lemma(i)] && isNoun(s.tag(i)) && s.lemma(i) != "mine" && s.lemma(i) != "shell" && s.lemma(i) != "acid" {
			return true
		}
	}
	return false
}

// hasMeans reports whether one of the means stands in the sentence.
func (s *sentence) hasMeans(means []string) bool {
	for _, m := range means {
		w := strings.Fields(m)
		for i := range s.Tokens {
			if s.lemmasAt(i, w) {
				return true
			}
		}
	}
	return false
}

// distribute makes several finds of one whose words say so: victims "in
// separate attacks", branches founded in three countries, two attacks in two
// towns.
func (r *reading) distribute() {
	var out []*find
	for _, f := range r.finds {
		switch {
		case len(f.patients()) > 1 && f.saysSeparate():
			for i, np := range f.patients() {
				g := *f
				g.split = i + 1
				g.roles = slices.DeleteFunc(slices.Clone(f.roles), func(u roleUse) bool {
					return slices.Contains(f.patients(), u.np) && u.np != np
				})
				g.counts = slices.DeleteFunc(slices.Clone(f.counts), func(c count) bool { return c.span != np.span() })
				g.object = np
				out = append(out, &g)
			}
		case f.typ.Family == "group" && f.np == nil && len(f.places) > 1 && f.pluralSubject():
			for i, u := range f.places {
				g := *f
				g.split = i + 1
				g.several = false
				g.places = []placeUse{u}
				g.roles = slices.DeleteFunc(slices.Clone(f.roles), func(ro roleUse) bool {
					return ro.role == dateline.Territory && ro.ent != nil && ro.ent.place != nil && ro.ent.place.words() != u.n.words()
				})
				out = append(out, &g)
			}
		case f.np != nil && f.np.plural && len(f.places) > 1 && len(f.counts) == 0 && f.np.qty != nil && f.np.qty.low != nil && *f.np.qty.low == len(f.places):
			for i, u := range f.places {
				g := *f
				g.split = i + 1
				g.places = []placeUse{u}
				out = append(out, &g)
			}
		default:
			out = append(out, f)
		}
	}
	// "in separate attacks": the attacks are those told of
	r.finds = slices.DeleteFunc(out, func(f *find) bool {
		if f.np == nil {
			return false
		}
		inside := false
		for _, g := range out {
			if g.split > 0 && g != f && g.s == f.s && slices.ContainsFunc(g.args.preps, func(p prepArg) bool { return slices.Contains(p.nps, f.np) }) {
				g.times = append(g.times, f.times...)
				inside = true
			}
		}
		return inside
	})
}

func (f *find) patients() []*nounPhrase {
	if f.verb != nil && f.np == nil {
		return f.args.object
	}
	return f.args.prep("of")
}

func (f *find) pluralSubject() bool {
	nps := f.args.object
	if f.verb == nil {
		nps = f.args.prep("of")
	}
	return len(nps) > 0 && nps[0].plural
}

func (f *find) saysSeparate() bool {
	for _, p := range f.args.preps {
		for _, np := range p.nps {
			if np.plural && np.has("separate", "different", "unrelated") {
				return true
			}
		}
	}
	return false
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
