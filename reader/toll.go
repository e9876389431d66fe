package reader

import (
	"slices"

	"dateline"
	"dateline/codebook"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
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
// to 17", "12 wounded", "left three dead", "a man with gunshot wounds") and hangs
// them on the event of their sentence, or on one told before.
func (r *reading) looseCounts() {
	if !slices.ContainsFunc(r.finds, func(f *find) bool { return violent(f.typ.Family) }) {
		return
	}
	in := r.bySentence()
	for _, s := range r.Sentences {
		if !s.Own() {
			continue
		}
		for ci := range s.Chunks {
			np := s.Chunks[ci].NP
			if np == nil || np.Quantity == nil && !r.onePerson(np) || counted(in[s], np) {
				continue
			}
			harm := harmOf(s, ci, np)
			if harm == "" {
				continue
			}
			home := findNear(in[s], s.Chunks[ci].From)
			if home == nil {
				if accident(s) {
					continue
				}
				home = &find{s: s, trig: looseTrigger, typ: r.looseType(), np: np, from: np.From, to: np.To, args: &syntax.Arguments{}, definite: true, weak: true}
				r.finds = append(r.finds, home)
				in[s] = append(in[s], home)
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

// onePerson reports whether a phrase is of one person: "a man", "her father",
// "another".
func (r *reading) onePerson(np *syntax.NounPhrase) bool {
	if np.In.Lower(np.From) == "another" {
		return true
	}
	if np.Plural || np.Det == "no" {
		return false
	}
	e := discourse.Referent(np)
	return e.Is(discourse.Civilian, discourse.Person, discourse.Official, discourse.Fighters) && !e.Member
}

// accident reports whether a sentence tells of harm without a perpetrator.
func accident(s *syntax.Sentence) bool {
	for i := range s.Tokens {
		if mishaps[s.Lemma(i)] {
			return true
		}
	}
	return false
}

var mishaps = lexicon.Of("crash", "accident", "collision", "flood", "earthquake", "quake", "storm", "hurricane", "cyclone", "landslide", "avalanche", "stampede", "wildfire", "outbreak", "epidemic", "pandemic", "virus", "disease", "drought", "famine", "cancer", "overdose")

func counted(finds []*find, np *syntax.NounPhrase) bool {
	for _, f := range finds {
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
	words := harmWords
	if h := words[np.HeadLemma()]; h != "" {
		return h
	}
	if h := words[s.Lower(np.Head)]; h != "" {
		return h
	}
	at := np.To
	for s.Tag(at) == "RB" { // "two others critically wounded"
		at++
	}
	if at > np.To && harmWords[s.Lower(at)] != "" {
		return harmWords[s.Lower(at)]
	}
	if h := words[s.Lower(np.To)]; h != "" {
		if ci+1 < len(s.Chunks) && (s.Chunks[ci+1].VG == nil || s.Chunks[ci+1].VG.Participle || s.Chunks[ci+1].VG.Past && np.Quantity != nil && np.Head == np.Quantity.To-1) {
			return h
		}
	}
	if h := conditionOf(s, ci, np); h != "" {
		return h
	}
	if np.Quantity == nil {
		if ci+1 < len(s.Chunks) {
			if vg := s.Chunks[ci+1].VG; vg != nil && vg.Passive && !vg.Negated && vg.Modal == "" {
				return harmVerbs[vg.Lemma] // "her father was injured"
			}
		}
		return ""
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

// conditionOf is what a phrase's predicate or attribute says of its people: "is
// dead", "with gunshot wounds", "one fatally", "are in the hospital".
func conditionOf(s *syntax.Sentence, ci int, np *syntax.NounPhrase) dateline.Harm {
	next := func(k int) syntax.Chunk {
		if ci+k < len(s.Chunks) {
			return s.Chunks[ci+k]
		}
		return syntax.Chunk{}
	}
	a, b, c := next(1), next(2), next(3)
	switch {
	case a.Kind == syntax.Adv && (a.Word == "fatally" || s.Lower(a.From) == "fatally"):
		return dateline.Killed
	case a.NP != nil && s.Lower(a.NP.Head) == "dead" && ci > 0 && s.Chunks[ci-1].VG != nil && s.Chunks[ci-1].VG.Lemma == "leave":
		return dateline.Killed
	case a.VG != nil && !a.VG.Negated && a.VG.Modal == "" && b.NP != nil && s.Lower(b.NP.Head) == "dead" && (a.VG.Lemma == "be" || a.VG.Passive && (a.VG.Lemma == "pronounce" || a.VG.Lemma == "declare" || a.VG.Lemma == "find")):
		return dateline.Killed
	case a.Kind == syntax.Prep && a.Word == "with" && b.NP != nil && shotWound(b.NP):
		return codebook.Hit
	case a.VG != nil && !a.VG.Negated && a.VG.Modal == "" && hospital(a, b, c):
		return codebook.Hit
	case a.VG != nil && !a.VG.Negated && sufferVerbs[a.VG.Lemma] && (b.NP != nil && shotWound(b.NP) || b.Kind == syntax.Prep && c.NP != nil && shotWound(c.NP)):
		return codebook.Hit
	case a.VG != nil && a.VG.Passive && b.Kind == syntax.Prep && (b.Word == "for" || b.Word == "with") && c.NP != nil && shotWound(c.NP):
		return codebook.Hit // "was treated for a gunshot wound"
	}
	return ""
}

// hospital reports whether a predicate says that somebody lives and is hurt: "is
// in critical condition", "remained hospitalised", "is recovering".
func hospital(verb, b, c syntax.Chunk) bool {
	vg := verb.VG
	switch vg.Lemma {
	case "hospitalize", "hospitalise", "recover", "survive":
		return true
	case "be", "remain", "list":
		if b.Kind == syntax.Prep && b.Word == "in" && c.NP != nil {
			switch c.NP.HeadLemma() {
			case "condition":
				return c.NP.Has("critical", "serious", "stable", "fair", "good", "grave", "guarded")
			case "hospital", "surgery":
				return true
			}
		}
		return b.VG != nil && (b.VG.Lemma == "hospitalize" || b.VG.Lemma == "hospitalise") || b.NP != nil && (b.NP.Has("hospitalized", "hospitalised"))
	}
	return false
}

// shotWound reports whether a phrase is of wounds that arms make.
func shotWound(np *syntax.NounPhrase) bool {
	switch np.HeadLemma() {
	case "wound", "injury":
		return np.Has("gunshot", "bullet", "gun", "shotgun", "shrapnel", "stab", "knife", "shot")
	}
	return false
}

var sufferVerbs = lexicon.Of("suffer", "sustain", "receive", "have")

var harmWords = map[string]dateline.Harm{"dead": dateline.Killed, "killed": dateline.Killed, "death": dateline.Killed, "fatality": dateline.Killed, "wounded": dateline.Wounded, "injured": dateline.Wounded, "injury": dateline.Wounded, "missing": dateline.Missing, "hurt": dateline.Wounded}

var harmVerbs = map[string]dateline.Harm{"kill": dateline.Killed, "die": dateline.Killed, "wound": dateline.Wounded, "injure": dateline.Wounded, "hurt": dateline.Wounded, "maim": dateline.Wounded}

// findNear is the find of a violent type among those of a sentence, the nearest
// to a token.
func findNear(finds []*find, token int) *find {
	var best *find
	bestD := 1 << 30
	for _, f := range finds {
		if !violent(f.typ.Family) {
			continue
		}
		d := f.from - token
		if d < 0 {
			d = -d
		}
		if d < bestD {
			best, bestD = f, d
		}
	}
	return best
}
