package reader

import (
	"slices"

	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Words of violence that tell of none: harm that nobody means, and deeds of the
// field and the screen.

// peaceful reports whether what stands around a violent find says that there was
// no violence, or none outside a play.
func (r *reading) peaceful(f *find) bool {
	if f.typ.Family == "talks" {
		return f.added && !r.talksTold(f)
	}
	if f.typ.Code == "harm.displacement" {
		return f.added && inCustody(f)
	}
	if f.typ.Code == "aid.suspended" && f.verb != nil {
		// "some 200 had been evacuated": whose work stops is not said to be theirs
		return len(f.args.Object) > 0 && !slices.ContainsFunc(f.args.Object, func(np *syntax.NounPhrase) bool {
			return np.Quantity == nil || np.Head != np.Quantity.To-1
		})
	}
	if f.typ.Code == "harm.property" && f.verb != nil {
		return r.unmeant(f)
	}
	if !violent(f.typ.Family) {
		return false
	}
	if f.added && figurative(f.s, f.typ, f.from, f.to) {
		return true
	}
	return r.played(f) || r.unmeant(f) || r.undone(f) || f.reaches() || r.inWords(f)
}

// inWords reports whether what is attacked can be so in words alone: "launched a fierce
// attack on the takeover".
func (r *reading) inWords(f *find) bool {
	of := f.args.Object
	if f.np != nil {
		of = f.args.Prep("on", "against", "of", "at")
	} else if len(of) > 0 && (of[0].HeadLemma() == "attack" || of[0].HeadLemma() == "assault" || of[0].HeadLemma() == "offensive" || of[0].HeadLemma() == "fire") {
		of = append(f.args.Prep("on", "against"), f.s.ArgumentsOfNoun(of[0]).Prep("on", "against")...)
	}
	return len(of) > 0 && !slices.ContainsFunc(of, func(np *syntax.NounPhrase) bool {
		return !lexicon.Abstract(np.HeadLemma()) || len(np.Names) > 0 && np.In.NameOver(np.Head) != nil
	}) && !r.armedIn(f.s)
}

// reaches reports whether the verb is of a figure that came to a number: "the death
// toll hit 60".
func (f *find) reaches() bool {
	if f.verb == nil || f.np != nil || f.verb.At == 0 || f.verb.At+1 >= len(f.s.Chunks) {
		return false
	}
	of, to := f.s.Chunks[f.verb.At-1].NP, f.s.Chunks[f.verb.At+1].NP
	if of == nil || to == nil || to.Quantity == nil {
		return false
	}
	switch of.HeadLemma() {
	case "toll", "number", "figure", "count", "total":
		return f.verb.Lemma == "hit" || f.verb.Lemma == "strike" || f.verb.Lemma == "reach"
	}
	return false
}

// unmeant reports whether harm comes of weather, illness or an accident.
func (r *reading) unmeant(f *find) bool {
	s := f.s
	if f.np != nil && f.verb == nil {
		switch h := f.np.HeadLemma(); {
		case lexicon.Fire(h):
			return f.added && !setByHand(s, f.np)
		case lexicon.Mishap(h):
			return f.added
		}
		if s.Lower(f.np.Head) == "dead" {
			return r.deadThing(s, f.np)
		}
		return false
	}
	if f.verb == nil {
		return false
	}
	agents := f.args.Subject
	if f.verb.Passive {
		agents = f.args.Prep("by")
	}
	if slices.ContainsFunc(agents, func(np *syntax.NounPhrase) bool {
		h := np.HeadLemma()
		if blasts[h] && np.Has("gas", "boiler", "volcanic", "methane", "propane") || lexicon.Accidental(h) && !r.armedIn(s) {
			return true
		}
		return lexicon.Mishap(h) || ailment(np) || lexicon.Fire(h) && !setByHand(np.In, np)
	}) {
		return !slices.ContainsFunc(agents, func(np *syntax.NounPhrase) bool { return discourse.Referent(np).Armed() })
	}
	if f.verb.Lemma == "die" || f.verb.Passive {
		if r.sharedMishap(f) {
			return true
		}
		for _, p := range f.args.Preps {
			if (p.Word == "of" || p.Word == "from") && f.verb.Lemma == "die" && slices.ContainsFunc(p.Phrases, func(np *syntax.NounPhrase) bool {
				return lexicon.Illness(np.HeadLemma()) || lexicon.Mishap(np.HeadLemma())
			}) {
				return true
			}
			if p.Word == "in" && slices.ContainsFunc(p.Phrases, func(np *syntax.NounPhrase) bool { return lexicon.Mishap(np.HeadLemma()) }) && !r.armedBeside(f) {
				return true
			}
		}
	}
	// "the bus overturned, killing its driver"
	return f.verb.Gerund && slices.ContainsFunc(agents, func(np *syntax.NounPhrase) bool { return lexicon.Property(np.HeadLemma()) }) && wrecked(s, f.verb) && !r.armedIn(s)
}

// ailment reports whether a phrase is of an illness that kills: "a heart attack".
func ailment(np *syntax.NounPhrase) bool {
	switch h := np.HeadLemma(); h {
	case "attack":
		return np.Has("heart", "asthma", "panic", "cardiac")
	case "age", "cold", "heat", "cause", "failure", "complication", "hunger", "thirst":
		return false
	default:
		return lexicon.Illness(h)
	}
}

// wrecked reports whether a vehicle comes to grief before a verb.
func wrecked(s *syntax.Sentence, before *syntax.VerbGroup) bool {
	return slices.ContainsFunc(s.Chunks[:before.At], func(c syntax.Chunk) bool { return c.VG != nil && wrecks[s.Lemma(c.VG.Head)] })
}

var wrecks = lexicon.Of("fall", "roll", "tumble", "slide", "slip", "run off", "swerve", "catch", "collapse", "overturn", "derail", "capsize", "skid", "plunge", "collide", "veer", "careen", "crash", "sink")

// armedIn reports whether a sentence tells of arms or of who bears them.
func (r *reading) armedIn(s *syntax.Sentence) bool {
	return hasWeapon(s) || slices.ContainsFunc(s.Chunks, func(c syntax.Chunk) bool {
		return c.NP != nil && discourse.Referent(c.NP).Armed()
	})
}

// armedBeside reports whether a sentence tells of arms, or of who bears them beside those
// whom harm befell.
func (r *reading) armedBeside(f *find) bool {
	var harmed []*syntax.NounPhrase
	for _, c := range f.s.Chunks {
		if c.VG != nil && (c.VG.Lemma == "die" || c.VG.Passive) {
			a := f.s.ArgumentsOf(c.VG)
			harmed = append(append(harmed, a.Object...), a.Subject...)
		}
	}
	return hasWeapon(f.s) || slices.ContainsFunc(f.s.Chunks, func(c syntax.Chunk) bool {
		return c.NP != nil && discourse.Referent(c.NP).Armed() && !slices.Contains(harmed, c.NP)
	})
}

// sharedMishap reports whether a verb of harm is one of several of which the last has the
// mishap: "a policeman died and two were injured in a collision".
func (r *reading) sharedMishap(f *find) bool {
	s := f.s
	for k := f.verb.At + 1; k < len(s.Chunks); k++ {
		switch vg := s.Chunks[k].VG; {
		case vg != nil && (vg.Passive || vg.Lemma == "die"):
			return slices.ContainsFunc(s.ArgumentsOf(vg).Prep("in"), func(np *syntax.NounPhrase) bool { return lexicon.Mishap(np.HeadLemma()) }) && !r.armedBeside(f)
		case vg != nil, s.Chunks[k].Kind == syntax.Stop:
			return false
		}
	}
	return false
}

// setByHand reports whether a fire is one of arms, or one that somebody set.
func setByHand(s *syntax.Sentence, np *syntax.NounPhrase) bool {
	for k := np.From; k < np.Head; k++ {
		if l := s.Lemma(k); lexicon.Weapon(l) || lexicon.People(l) != nil || firing[l] || s.NameOver(k) != nil {
			return true
		}
	}
	for i := range s.Tokens {
		switch s.Lemma(i) {
		case "arson", "arsonist", "attack", "attacker", "petrol", "bomb", "torch", "deliberate", "deliberately", "exchange", "open", "set", "set off":
			return !notSo(s, i)
		}
	}
	return np.Det == "" || slices.ContainsFunc(s.Chunks, func(c syntax.Chunk) bool { return c.NP != nil && discourse.Referent(c.NP).Armed() && c.NP.At < np.At })
}

var firing = lexicon.Of("small-arms", "machine-gun", "sniper", "tank", "rifle", "mortar", "return", "friendly", "enemy", "hostile", "rebel", "army", "police", "heavy", "live", "automatic", "covering")

// notSo reports whether a "not" stands right before token i, but for an article.
func notSo(s *syntax.Sentence, i int) bool {
	for k := i - 1; k >= max(0, i-2); k-- {
		switch s.Lower(k) {
		case "not", "n't", "n’t", "no", "never":
			return true
		}
	}
	return false
}

// deadThing reports whether what is said to be dead is no being: "the accord is
// dead".
func (r *reading) deadThing(s *syntax.Sentence, np *syntax.NounPhrase) bool {
	if np.At == 0 || s.Chunks[np.At-1].VG == nil {
		return false
	}
	subjects := s.Subject(s.Chunks[np.At-1].VG)
	return len(subjects) > 0 && !slices.ContainsFunc(subjects, func(x *syntax.NounPhrase) bool {
		e := discourse.Referent(x)
		return e.People() || e.Is(discourse.Group, discourse.Person) || x.Quantity != nil || x.Pronoun != ""
	})
}

// undone reports whether an explosion or a fire is said to come of an accident,
// or to be no attack: "was caused by a gas leak", "was not arson".
func (r *reading) undone(f *find) bool {
	s := f.s
	if f.np != nil && f.np.At > 0 && deeds[f.np.HeadLemma()] {
		if vg := s.Chunks[f.np.At-1].VG; vg != nil && vg.Negated && s.Lemma(vg.Head) == "be" {
			return true
		}
	}
	if f.np == nil || f.verb != nil || !blasts[f.np.HeadLemma()] && !lexicon.Fire(f.np.HeadLemma()) {
		return false
	}
	if vg := s.VerbOver(f.np); vg != nil && vg.Passive && !vg.Negated && causing[vg.Lemma] {
		return slices.ContainsFunc(s.ArgumentsOf(vg).Prep("by", "on"), func(np *syntax.NounPhrase) bool { return lexicon.Accidental(np.HeadLemma()) })
	}
	if vg := s.VerbUnder(f.np); vg != nil && s.Lemma(vg.Head) == "be" && vg.At+1 < len(s.Chunks) {
		next := s.Chunks[vg.At+1].NP
		return next != nil && (vg.Negated && deeds[next.HeadLemma()] || !vg.Negated && lexicon.Accidental(next.HeadLemma()))
	}
	return false
}

var (
	blasts  = lexicon.Of("explosion", "blast", "detonation")
	causing = lexicon.Of("cause", "blame", "trigger", "spark", "set off", "start", "attribute")
	deeds   = lexicon.Of("arson", "attack", "bomb", "bombing", "sabotage", "terrorism")
)

// played reports whether a deed is one of sport or of a story that is told: its
// object is a thing of the field, its sentence opens "In the drama, …", or it is
// the shooting of a film.
func (r *reading) played(f *find) bool {
	s := f.s
	objects := f.args.Object
	if f.np != nil {
		objects = f.args.Prep("of", "on")
	}
	for _, np := range objects {
		if h := np.HeadLemma(); lexicon.Plaything(h) || lexicon.Screen(h) && filming[s.Lemma(f.from)] {
			return true
		}
	}
	if u := r.saidBy(f); u != nil && len(u.Speaker) > 0 && tells(u.Speaker[0]) {
		return true // "the film tells how …"
	}
	if len(s.Chunks) > 1 && s.Chunks[0].Kind == syntax.Prep && s.Chunks[0].Word == "in" {
		np := s.Chunks[1].NP
		return np != nil && np.Det != "a" && tells(np)
	}
	return false
}

// tells reports whether a phrase is of a work that tells a story; a documentary
// tells of what was.
func tells(np *syntax.NounPhrase) bool {
	h := np.HeadLemma()
	return lexicon.Screen(h) && h != "documentary"
}

var filming = lexicon.Of("shoot", "shooting", "shot")

// talksTold reports whether a learned word of talks says what became of them. A
// noun for talks alone tells of talks; who only attacks agrees to nothing.
func (r *reading) talksTold(f *find) bool {
	if f.verb != nil && slices.ContainsFunc(f.args.Subject, func(np *syntax.NounPhrase) bool { return assailants[np.HeadLemma()] }) {
		return false
	}
	if f.np == nil || f.typ.Code == "talks.held" || !talking[f.np.HeadLemma()] {
		return true
	}
	vg := f.s.VerbOver(f.np)
	if vg == nil {
		vg = f.s.VerbUnder(f.np)
	}
	return vg != nil && slices.ContainsFunc(r.rd.triggers.verbs[f.s.Lemma(vg.Head)], func(c indexed) bool { return c.typ.Code == f.typ.Code })
}

var (
	talking    = lexicon.Of("talk", "talks", "negotiation", "dialogue")
	assailants = lexicon.Of("attacker", "gunman", "assailant", "bomber", "sniper", "raider", "shooter", "hijacker", "kidnapper", "killer")
)

// imprisoned reports whether a sentence tells of a prison or of who is in one.
func imprisoned(s *syntax.Sentence) bool {
	for i := range s.Tokens {
		switch s.Lemma(i) {
		case "prison", "jail", "prisoner", "inmate", "convict", "detainee", "detention", "cell", "jailbreak", "custody":
			return true
		}
	}
	return false
}
