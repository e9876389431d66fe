package reader

import (
	"slices"

	"dateline"
	"dateline/codebook"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
)

// What an arrest, a trial or a claim is over: "arrested in Lomé on Friday over
// Tuesday's bombing in Kara", "claimed on Monday an attack on Sunday". Two events
// stand in one clause, each with a place and a day; syntax hands those of the second
// to the verb of the first.

// overMatter are prepositions between what the law does and what it does it over.
var overMatter = lexicon.Of("in connection with", "over", "on suspicion of", "following", "after", "about")

// matterOf is the phrase of the violence that an arrest or trial is over, when it
// stands behind the find, else nil.
func (r *reading) matterOf(f *find) *syntax.NounPhrase {
	if !ofLaw(f.typ) {
		return nil
	}
	s := f.s
	for i := s.ChunkOf(f.to-1) + 1; i < len(s.Chunks); i++ {
		c := s.Chunks[i]
		if c.VG != nil && c.VG.Finite || c.Kind == syntax.Stop {
			return nil
		}
		if c.NP == nil || i == 0 || !r.overMatter(f, i-1) {
			continue
		}
		if g := r.isEvent(c.NP); g != nil && violent(g.typ.Family) && !raiding(g) {
			return c.NP
		}
	}
	return nil
}

// overMatter reports whether the chunk at i is a preposition between what the law
// does and its matter.
func (r *reading) overMatter(f *find, i int) bool {
	p := f.s.Chunks[i]
	if p.Kind != syntax.Prep && p.Kind != syntax.Sub {
		return false
	}
	switch w := f.s.Lower(p.From); {
	case p.Word == "of" || p.Word == "for" || p.Word == "with":
		return f.typ.Code == "security.trial" && f.verb != nil
	case p.Word == "to":
		return i > 0 && f.s.Chunks[i-1].VG != nil && tying[f.s.Chunks[i-1].VG.Lemma]
	default:
		return overMatter[p.Word] || overMatter[w]
	}
}

var tying = lexicon.Of("link", "connect", "relate", "tie")

// ofLaw reports whether a type is of what police and courts do to people.
func ofLaw(t *codebook.Type) bool {
	return t.Code == "security.arrest" || t.Code == "security.trial"
}

// raiding reports whether a find is by the noun "raid" or its like, which goes with
// an arrest as its way.
func raiding(f *find) bool {
	return f.np != nil && (f.np.HeadLemma() == "raid" || f.np.HeadLemma() == "swoop")
}

// matters gives what stands behind the matter of an arrest to the matter alone.
func (r *reading) matters() {
	for _, f := range r.finds {
		m := r.matterOf(f)
		if m == nil {
			continue
		}
		for _, g := range r.finds {
			if g.s == f.s && g.from < m.From && g.np != m {
				g.before = m
			}
		}
	}
}

// raidsOfArrests takes the raid in which people are arrested for the arrest's way: it
// is no attack, and its place and day are the arrest's.
func (r *reading) raidsOfArrests() {
	r.finds = slices.DeleteFunc(r.finds, func(g *find) bool {
		if !raiding(g) || g.typ.Family != "attack" {
			return false
		}
		for _, f := range r.finds {
			if f == nil || f.typ.Code != "security.arrest" || f.s != g.s || f.verb == nil || !slices.Contains(f.args.Prep("in", "during"), g.np) {
				continue
			}
			for _, u := range g.places {
				if !f.hasPlace(u.n) {
					f.places = append(f.places, u)
				}
			}
			f.places = r.innermost(f.places)
			f.times = append(f.times, g.times...)
			return true
		}
		return false
	})
}

// inCustody reports whether those who are moved are suspects or prisoners, or are
// brought where such are held: that displaces nobody.
func inCustody(f *find) bool {
	if f.verb == nil {
		return false
	}
	for _, np := range append(slices.Clone(f.args.Object), f.args.Subject...) {
		if held[np.HeadLemma()] {
			return true
		}
	}
	return slices.ContainsFunc(f.args.Prep("to", "into", "in"), func(np *syntax.NounPhrase) bool { return holds[np.HeadLemma()] })
}

var (
	held  = lexicon.Of("suspect", "detainee", "prisoner", "inmate", "accused", "convict", "defendant", "culprit", "attacker", "gunman")
	holds = lexicon.Of("location", "site", "facility", "prison", "jail", "custody", "cell", "station", "headquarters", "court", "courthouse", "penitentiary", "detention")
)

// ofMatter reports whether token i belongs to what an arrest is over and not to the
// find before it.
func (f *find) ofMatter(i int) bool { return f.before != nil && i >= f.before.From }

// timeOfClaim reports whether a time stands with the words that claim an event told
// behind it: "claimed responsibility on Monday for an attack".
func timeOfClaim(s *syntax.Sentence, f *find, from, to int) bool {
	if f.from < to {
		return false
	}
	vg := verbOf(s, from, to)
	if vg == nil || vg.From >= f.from && vg != f.verb {
		return false
	}
	switch vg.Lemma {
	case "claim", "deny", "disclaim", "disavow":
		return true
	case "take", "assume", "accept", "admit", "acknowledge":
		return withHead(s.ArgumentsOf(vg).Object, responsible) != nil
	}
	return false
}

func responsible(noun string) bool {
	return noun == "responsibility" || noun == "credit" || noun == "blame"
}

// heldBefore reports whether an event noun says what was kept from happening:
// "arrested before attack", "seized ahead of an assault".
func heldBefore(f *find) bool {
	s := f.s
	if f.np == nil || f.np.At < 1 || f.np.Det == "the" || !violent(f.typ.Family) {
		return false
	}
	p := s.Chunks[f.np.At-1]
	if p.Word != "before" && p.Word != "ahead of" && s.Lower(p.From) != "before" {
		return false
	}
	for i := f.np.At - 2; i >= 0; i-- {
		if vg := s.Chunks[i].VG; vg != nil {
			return holding[vg.Lemma] || syntax.Stopping(firstWord(vg.Lemma))
		}
	}
	return false
}

var holding = lexicon.Of("arrest", "detain", "seize", "hold", "catch", "nab", "capture", "apprehend", "intercept", "round up", "defuse")

func headline(f *find) bool { return f.s.Kind == text.Title }

// explained takes a headline's word for an event that the body tells of as stopped or
// planned, and never as done: "Lorry attack" over "foiled an attack with a lorry".
func (d *draft) explained() {
	inBody := func(f *find) bool { return !headline(f) && f.occurrence != "" && !f.added && violent(f.typ.Family) }
	told := slices.ContainsFunc(d.finds, func(f *find) bool {
		return inBody(f) && (f.occurrence == dateline.Foiled || f.occurrence == dateline.Planned)
	})
	if !told || slices.ContainsFunc(d.finds, func(f *find) bool { return inBody(f) && f.real() }) {
		return
	}
	for _, f := range d.finds {
		if headline(f) && f.np != nil && f.occurrence == dateline.Happened {
			f.occurrence = dateline.UnknownOccurrence
		}
	}
}
