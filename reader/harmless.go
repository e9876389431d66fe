package reader

import (
	"slices"
	"strings"

	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
)

// Harm that nobody meant or that never was, by the company of its word: exercises,
// crashes and bursting tankers, weather with a name, those who dig for others, debates,
// and what a correction takes back.

// harmless reports whether a violent find is one of these.
func (r *reading) harmless(f *find) bool {
	return f.rehearsed() || r.crashed(f) || r.ofFuel(f) || f.weather() || f.rescue() || r.debated(f) || r.takenBack(f) || f.foundAlive()
}

// leaveHarmless drops the finds that are harmless. Where nothing else of their family is
// told in the text, so are what the title says of it and what was only learned.
func (r *reading) leaveHarmless() {
	dropped, kept, harmless := map[string]bool{}, map[string]bool{}, map[*find]bool{}
	for _, f := range r.finds {
		if (violent(f.typ.Family) || f.typ.Family == "riot") && r.harmless(f) {
			harmless[f], r.unharmed = true, append(r.unharmed, f.s)
		}
		switch of := f.typ.Family; {
		case f.s.Kind != text.Body:
		case harmless[f]:
			dropped[of] = true
		case !f.added && !r.isDenied(f):
			kept[of] = true
		}
	}
	r.finds = slices.DeleteFunc(r.finds, func(f *find) bool {
		of := f.typ.Family
		return harmless[f] || dropped[of] && !kept[of] && (f.added || f.s.Kind != text.Body)
	})
}

// rehearsed reports whether a deed is one of an exercise: "stormed a terminal in an
// exercise". Who is harmed during one, by nobody who is named, met with an accident.
func (f *find) rehearsed() bool {
	s := f.s
	for i, c := range s.Chunks {
		if c.Kind != syntax.Prep || c.Word != "in" && c.Word != "during" && c.Word != "at" || i+1 >= len(s.Chunks) || s.Chunks[i+1].NP == nil {
			continue
		}
		np := s.Chunks[i+1].NP
		switch h := np.HeadLemma(); {
		case h == "training" && np.Det == "" && !np.Plural && c.Word != "at", h == "exercise" || h == "drill" || h == "rehearsal" || h == "simulation" || h == "wargame":
			if s.Lower(np.To) == "of" {
				continue // "in an exercise of power"
			}
		default:
			continue
		}
		if c.Word == "in" && !strings.HasPrefix(np.HeadLemma(), "train") || f.np != nil && blasts[f.np.HeadLemma()] {
			return true
		}
		if f.verb != nil && (f.verb.Lemma == "die" || f.verb.Passive && len(f.args.Prep("by")) == 0 || lifeless(f.args.Subject)) {
			return true
		}
	}
	return false
}

// lifeless reports whether all of the phrases are of things.
func lifeless(of []*syntax.NounPhrase) bool {
	return len(of) > 0 && !slices.ContainsFunc(of, func(np *syntax.NounPhrase) bool {
		e := discourse.Referent(np)
		return np.Pronoun != "" || e.People() || e.Armed() || e.Is(discourse.Group, discourse.Person, discourse.Organisation, discourse.Official)
	})
}

// crashed reports whether people come to harm as a vehicle or a building comes to grief,
// and nobody is told of who had a hand in it: "31 people were killed when a bus plunged
// off a bridge", "a tanker loaded with fuel exploded, killing 50".
func (r *reading) crashed(f *find) bool {
	if f.verb == nil || f.np != nil || r.armedIn(f.s) || r.attackIn(f) {
		return false
	}
	s := f.s
	switch {
	case f.verb.Lemma == "die" || f.verb.Passive && len(f.args.Prep("by")) == 0:
		for _, c := range s.Chunks[f.verb.At+1:] {
			if c.VG == nil || !wrecks[c.VG.Lemma] && !wrecks[s.Lemma(c.VG.Head)] || c.VG.Passive {
				continue
			}
			for _, np := range s.Subject(c.VG) {
				if w := s.Lower(np.From - 1); np.At > f.verb.At && (w == "when" || w == "after" || w == "as") && lexicon.Property(np.HeadLemma()) {
					return true
				}
			}
		}
	case f.added && (wrecks[f.verb.Lemma] || wrecks[s.Lemma(f.verb.Head)]):
		return slices.ContainsFunc(f.args.Subject, func(np *syntax.NounPhrase) bool { return lexicon.Property(np.HeadLemma()) })
	}
	return false
}

// ofFuel reports whether harm comes of a vehicle or a store of fuel that burst: "a tanker
// exploded, killing 50", and of "the explosion" that is told behind.
func (r *reading) ofFuel(f *find) bool {
	switch s := f.s; {
	case f.verb != nil && f.np == nil && f.verb.Gerund:
		return flammable(s, s.ClauseFrom(f.from), f.from) && !r.attackIn(f)
	case f.np != nil && blasts[f.np.HeadLemma()] && f.np.Det == "the", f.verb != nil && f.np == nil && slices.ContainsFunc(f.args.Subject, func(np *syntax.NounPhrase) bool { return blasts[np.HeadLemma()] && np.Det == "the" }):
		before := r.sentenceBefore(s)
		return before != nil && slices.Contains(r.unharmed, before) && flammable(before, 0, len(before.Tokens))
	}
	return false
}

// sentenceBefore is the body's sentence before another, or nil.
func (r *reading) sentenceBefore(s *syntax.Sentence) *syntax.Sentence {
	at := slices.Index(r.Sentences, s)
	if at < 1 || r.Sentences[at-1].Kind != text.Body {
		return nil
	}
	return r.Sentences[at-1]
}

// flammable reports whether words tell of a vehicle that carries fuel and burst.
func flammable(s *syntax.Sentence, from, to int) bool {
	fuel, burst, carrier := false, false, false
	for k := from; k < to; k++ {
		switch s.Lemma(k) {
		case "fuel", "gas", "petrol", "gasoline", "diesel", "kerosene", "lpg", "propane", "oil":
			fuel = true
		case "tanker":
			fuel, carrier = true, true
		case "lorry", "truck", "depot", "pipeline", "station", "train", "plant", "warehouse":
			carrier = true
		case "explode", "burst", "ignite", "overturn", "catch":
			burst = true
		case "hit", "strike", "attack", "target":
			return false
		}
	}
	return fuel && burst && carrier
}

// attackIn reports whether the find's sentence tells of another deed of violence than
// harm alone.
func (r *reading) attackIn(f *find) bool {
	return slices.ContainsFunc(r.finds, func(g *find) bool {
		return g != f && g.s == f.s && !g.added && violent(g.typ.Family) && g.typ.Code != "attack.killing" && !(g.np != nil && blasts[g.np.HeadLemma()])
	})
}

// weather reports whether who did it is weather that has a name: "Cyclone Freddy".
func (f *find) weather() bool {
	agents := f.args.Subject
	if f.verb != nil && f.verb.Passive {
		agents = f.args.Prep("by")
	}
	return slices.ContainsFunc(agents, func(np *syntax.NounPhrase) bool {
		return np.Has("cyclone", "hurricane", "typhoon") || np.Has("storm") && np.HeadLemma() != "trooper"
	})
}

// rescue reports whether a deed is done by those who come to help.
func (f *find) rescue() bool {
	return f.verb != nil && !f.verb.Passive && slices.ContainsFunc(f.args.Subject, func(np *syntax.NounPhrase) bool { return rescuers[np.HeadLemma()] })
}

var rescuers = lexicon.Of("rescuer", "firefighter", "fireman", "medic", "paramedic", "diver", "ambulance", "lifeguard", "rescue", "emergency")

// debated reports whether a deed is one of a debate: "ambushed the government in a vote".
func (r *reading) debated(f *find) bool {
	if r.armedIn(f.s) || f.verb == nil || len(f.counts) > 0 {
		return false
	}
	return slices.ContainsFunc(f.args.Prep("in", "during", "over"), func(np *syntax.NounPhrase) bool { return debates[np.HeadLemma()] })
}

var debates = lexicon.Of("vote", "debate", "budget", "ballot", "interview", "editorial", "op-ed", "final", "derby", "match", "quarter-final", "semi-final", "play-off")

// takenBack reports whether a correction tells here what the outlet had said before it:
// "In a story of 16 May the agency said that 21 people had been killed".
func (r *reading) takenBack(f *find) bool {
	u := r.saidBy(f)
	if u == nil || len(u.Speaker) == 0 || !r.corrects() {
		return false
	}
	by := u.Speaker[0]
	if ownTexts[by.HeadLemma()] {
		return true
	}
	o := r.Report.Outlet
	return o != nil && strings.Contains(strings.ToLower(u.Words), strings.ToLower(*o))
}

var ownTexts = lexicon.Of("article", "story", "report", "version", "item", "dispatch", "headline", "caption", "piece")

// corrects reports whether the report is a correction, by its title or by its first words.
func (r *reading) corrects() bool {
	if t := r.Report.Title; t != nil {
		low := strings.ToLower(*t)
		for _, w := range []string{"correction", "corrects", "corrected", "clarification", "refiled", "refile", "advisory"} {
			if strings.HasPrefix(low, w) {
				return true
			}
		}
	}
	return false
}

// foundAlive reports whether who was said to be a victim is told of as living: "a student
// who was said to have been shot dead is alive".
func (f *find) foundAlive() bool {
	if f.verb == nil || !f.verb.Passive {
		return false
	}
	for _, np := range f.s.Subject(f.verb) {
		for _, c := range f.s.Chunks[np.At+1:] {
			if vg := c.VG; vg != nil && !vg.Negated && vg.At != f.verb.At && lives(f.s, vg) && slices.Contains(f.s.Subject(vg), np) {
				return true
			}
		}
	}
	return false
}

// lives reports whether a verb group says that its subject lives.
func lives(s *syntax.Sentence, vg *syntax.VerbGroup) bool {
	switch s.Lower(vg.To) {
	case "alive", "unhurt", "unharmed":
		return vg.Lemma == "be" || vg.Passive && deadVerbs[s.Lemma(vg.Head)]
	}
	return s.Lower(vg.To-1) == "alive"
}
