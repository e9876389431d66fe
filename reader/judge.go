package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/when"
)

// judge decides for every find, and from those for every draft, whether it
// took place, how it is told, by whom, and whether it is background; then
// reads claims of responsibility.
func (r *reading) judge() {
	for _, f := range r.finds {
		if f.draft == nil {
			continue
		}
		f.said = f.saidBy()
		f.basis = r.basisOf(f)
	}
	r.nameBranches()
	r.findClaims()
	for _, d := range r.accounts {
		r.judgeDraft(d)
	}
	// what is told by nobody and only wished, feared or supposed is no account
	r.accounts = slices.DeleteFunc(r.accounts, func(d *draft) bool { return d.occurrence == "" })
	r.findChanges()
}

// judgeMoods decides the occurrence of every find, and drops what is only
// wished, feared or supposed and refers to nothing told before.
func (r *reading) judgeMoods() {
	old := map[*sentence]int{} // 1: only background times, 2: others too
	for _, f := range r.finds {
		if b := r.backgroundOf(f); b && old[f.s] == 0 {
			old[f.s] = 1
		} else if !b && f.ownDay() {
			old[f.s] = 2
		}
	}
	r.finds = slices.DeleteFunc(r.finds, func(f *find) bool {
		f.occurrence = r.occurrenceOf(f)
		f.background = r.backgroundOf(f) || old[f.s] == 1 && len(f.times) == 0 || f.described()
		return f.occurrence == dateline.UnknownOccurrence
	})
}

// described reports whether the find stands in a relative clause that tells
// what a group is or once did ("a network which has sworn loyalty to …").
func (f *find) described() bool {
	return f.verb != nil && f.np == nil && (f.typ.Family == "group" || f.typ.Family == "territory") && f.verb.at > 0 && f.s.chunks[f.verb.at-1].kind == chunkWh && !f.ownDay()
}

func (f *find) saidBy() *utterance {
	var best *utterance
	for _, u := range f.s.speech {
		if u.from <= f.from && f.from < u.to && u.words != "" && (u.verb == nil || u.verb != f.verb) {
			if best == nil || u.to-u.from < best.to-best.from {
				best = u
			}
		}
	}
	return best
}

var planning = setOf("plan", "plot", "intend", "vow", "threaten", "prepare", "conspire", "want", "seek", "pledge", "promise", "swear", "hope", "decide", "agree", "scheme", "expect", "schedule", "aim", "wish")
var foiling = setOf("foil", "thwart", "prevent", "avert", "stop", "disrupt", "abort", "intercept", "block")
var calledOff = setOf("cancel", "postpone", "call off", "rule out", "fail", "refuse", "decline")
var supposing = setOf("fear", "condemn", "warn", "risk", "avoid", "urge", "call", "demand", "investigate", "consider", "discuss")

// occurrenceOf reads the verb's mood and negation, what governs it, and the
// adjectives of an event noun.
func (r *reading) occurrenceOf(f *find) dateline.Occurrence {
	if f.trig.Occurrence != "" {
		return f.trig.Occurrence
	}
	s := f.s
	for _, np := range append(slices.Clone(f.args.object), f.args.subject...) {
		if np.s == s && (np.det == "no" || s.lower(np.from) == "no" || s.lower(np.from-1) == "not" || s.lower(np.from) == "nobody") {
			return dateline.DidNotHappen
		}
	}
	if f.np != nil {
		switch {
		case f.np.det == "no":
			return dateline.DidNotHappen
		case f.np.has("planned", "plot", "intended", "imminent", "future", "upcoming", "scheduled"):
			return dateline.Planned
		case f.np.has("foiled", "thwarted", "failed", "botched", "aborted"):
			return dateline.Foiled
		case f.np.has("possible", "potential", "would-be", "any", "every", "hypothetical", "fresh", "further") && !f.definite:
			return dateline.UnknownOccurrence
		}
		if g := s.headOver(f.np); g != "" {
			switch {
			case setOf("plan", "plot", "preparation", "threat", "intention")[g]:
				return dateline.Planned
			case setOf("risk", "fear", "possibility", "danger", "likelihood", "call", "prospect", "event", "rumour", "rumor", "case", "charge", "count", "suspicion", "accusation", "allegation")[g]:
				return dateline.UnknownOccurrence
			}
		}
		vg := f.verb
		if vg == nil {
			vg = s.verbOver(f.np)
		}
		if vg == nil {
			return dateline.Happened
		}
		first := strings.Fields(vg.lemma + " x")[0]
		switch {
		case foiling[first]:
			return dateline.Foiled
		case planning[first]:
			return dateline.Planned
		case calledOff[vg.lemma] || calledOff[first]:
			return dateline.DidNotHappen
		case supposing[first] && !f.definite && first != "condemn" && first != "investigate":
			return dateline.UnknownOccurrence
		}
		if f.verb == nil {
			return dateline.Happened
		}
		return r.mood(s, vg)
	}
	return r.mood(s, f.verb)
}

// mood reads negation, modals and the governor of a verb group.
func (r *reading) mood(s *sentence, vg *verbGroup) dateline.Occurrence {
	if vg.negated {
		return dateline.DidNotHappen
	}
	switch vg.modal {
	case "will", "shall", "'ll", "’ll":
		return dateline.Planned
	case "would", "could", "may", "might", "can", "should", "must":
		if vg.perfect && vg.modal == "would" {
			return dateline.DidNotHappen
		}
		return dateline.UnknownOccurrence
	}
	if vg.at > 0 {
		for i := vg.at - 1; i >= 0 && i >= vg.at-5; i-- {
			c := s.chunks[i]
			if c.kind == chunkSub || c.kind == chunkPrep {
				if c.word == "if" || c.word == "unless" || c.word == "whether" {
					return dateline.UnknownOccurrence
				}
				if c.word == "without" || c.word == "against" && vg.gerund || c.word == "from" && vg.gerund {
					if g := s.governor(vg); g != nil && (foiling[g.lemma] || g.lemma == "keep") {
						return dateline.Foiled
					}
					if c.word != "against" {
						return dateline.DidNotHappen
					}
				}
				break
			}
			if c.vg != nil {
				break
			}
		}
	}
	if vg.infinitive && !vg.perfect {
		if g := s.governor(vg); g != nil {
			switch {
			case planning[g.lemma]:
				return dateline.Planned
			case g.lemma == "fail" || g.lemma == "refuse" || g.lemma == "decline":
				return dateline.DidNotHappen
			case g.lemma == "try" || g.lemma == "attempt":
				if g.past || g.perfect {
					return dateline.Foiled
				}
				return dateline.UnknownOccurrence
			case g.lemma == "manage" || g.lemma == "begin" || g.lemma == "start" || g.lemma == "continue" || g.lemma == "claim" || g.lemma == "appear" || g.lemma == "use" || g.lemma == "say" || g.lemma == "report" || g.lemma == "go" || g.lemma == "believe" || g.lemma == "help" || g.lemma == "force" || g.lemma == "defect":
				return r.mood(s, g)
			default:
				// "attempt to attack", "a plan to bomb", "in order to free"
				if vg.at > 0 && s.chunks[vg.at-1].np != nil {
					switch s.chunks[vg.at-1].np.headLemma() {
					case "plan", "plot", "conspiracy", "bid", "threat", "scheme":
						if foiling[g.lemma] {
							return dateline.Foiled
						}
						return dateline.Planned
					case "attempt":
						return dateline.Foiled
					}
				}
				return dateline.UnknownOccurrence
			}
		}
	}
	if vg.gerund && vg.at == 0 {
		// "Setting up more branches was an attempt": an idea, unless a subject follows
		if len(s.subjectOf(vg, 0)) == 0 {
			return dateline.UnknownOccurrence
		}
	}
	if vg.gerund {
		if vg.at > 0 && s.chunks[vg.at-1].kind == chunkPrep {
			switch s.chunks[vg.at-1].word {
			case "of":
				if vg.at > 1 && s.chunks[vg.at-2].np != nil {
					switch s.chunks[vg.at-2].np.headLemma() {
					case "risk", "possibility", "danger", "fear", "chance", "hope", "way", "aim", "goal", "intention":
						return dateline.UnknownOccurrence
					}
				}
			case "by", "for":
			}
		}
		if g := s.governor(vg); g != nil && g.modal != "" && g.at < vg.at && s.chunks[vg.at-1].kind == chunkConj {
			return r.mood(s, g)
		}
	}
	return dateline.Happened
}

// headOver is the lemma of the noun that governs the phrase through "of",
// "for" or "to".
func (s *sentence) headOver(np *nounPhrase) string {
	if np.at >= 2 && s.chunks[np.at-1].kind == chunkPrep && s.chunks[np.at-2].np != nil {
		switch s.chunks[np.at-1].word {
		case "of", "for", "to", "about":
			return s.chunks[np.at-2].np.headLemma()
		}
	}
	return ""
}

// verbOver is the verb group whose object the phrase is.
func (s *sentence) verbOver(np *nounPhrase) *verbGroup {
	for ci := range s.chunks {
		if vg := s.chunks[ci].vg; vg != nil && slices.Contains(s.argumentsOf(vg).object, np) {
			return vg
		}
	}
	return nil
}

// basisOf reads whose word the find is.
func (r *reading) basisOf(f *find) dateline.Basis {
	s := f.s
	// "accused the army of killing"
	if f.verb != nil && f.verb.gerund && f.verb.at > 0 && s.chunks[f.verb.at-1].kind == chunkPrep {
		if g := s.governor(f.verb); g != nil {
			switch g.lemma {
			case "accuse", "suspect", "charge", "convict":
				return dateline.Alleged
			}
		}
	}
	if f.np != nil {
		if vg := f.verb; vg != nil && vg.lemma == "deny" {
			return dateline.Denied
		}
		if f.np.has("alleged", "supposed", "purported") {
			return dateline.Alleged
		}
	}
	for k := s.clauseOf(f.from); k < f.from; k++ {
		if s.lower(k) == "allegedly" || s.lower(k) == "purportedly" {
			return dateline.Alleged
		}
	}
	u := f.said
	if u == nil {
		return dateline.Reported
	}
	switch u.class {
	case "deny":
		return dateline.Denied
	case "allege":
		return dateline.Alleged
	}
	if f.by(u.ent) {
		return dateline.Claimed
	}
	return dateline.Reported
}

// by reports whether the entity is the find's own perpetrator or subject.
func (f *find) by(e *entity) bool {
	if e == nil {
		return false
	}
	for _, u := range f.draft.roles {
		if u.role != dateline.Perpetrator && u.role != dateline.Subject && u.role != dateline.Parent || u.ent == nil {
			continue
		}
		if u.ent == e {
			return true
		}
		if a, b := u.ent.actor(), e.actor(); a != nil && b != nil && *a == *b {
			return true
		}
		// a spokesman of the perpetrator speaks for it
		if e.org != "" && strings.EqualFold(e.org, u.ent.name) {
			return true
		}
	}
	return false
}

var remembering = setOf("anniversary", "commemorate", "commemoration", "remember", "memorial", "remembrance")

// backgroundDays is how far back, in days before publication, what a report
// tells still belongs to the development it is about. Two months: "last month"
// is still news, "last year" is not.
const backgroundDays = 62

func (r *reading) backgroundOf(f *find) bool {
	s := f.s
	for _, ti := range f.times {
		e := s.times[ti]
		v := e.Resolve(r.published, f.tense())
		switch {
		case e.Duration:
		case e.Anchor == when.Absolute && r.published != nil && v.End != nil:
			if r.published.Sub(*v.End) > backgroundDays {
				return true
			}
		case e.Anchor == when.Absolute && r.published == nil:
			if v.Precision == dateline.Year || v.Precision == dateline.Longer {
				return true
			}
		case e.Anchor == when.Publication && v.MaxDays != nil && *v.MaxDays < -backgroundDays:
			return true
		}
	}
	if f.np != nil && f.np.has("previous", "past", "earlier", "former", "historic") {
		return true
	}
	if f.np != nil {
		if g := s.headOver(f.np); remembering[g] {
			return true
		}
		if vg := s.verbOver(f.np); vg != nil && remembering[vg.lemma] {
			return true
		}
	}
	return false
}

// judgeDraft sums the finds up. A plain telling outweighs one in a condition
// or under a modal.
func (r *reading) judgeDraft(d *draft) {
	var bases []dateline.Basis
	background := 0
	best := dateline.Occurrence("")
	rank := map[dateline.Occurrence]int{dateline.Foiled: 5, dateline.DidNotHappen: 2, dateline.Planned: 3, dateline.Happened: 4, dateline.UnknownOccurrence: 1}
	for _, f := range d.finds {
		if f.occurrence == "" {
			continue
		}
		o := f.occurrence
		if o == dateline.Happened && f.basis == dateline.Denied && slices.ContainsFunc(d.finds, func(g *find) bool { return g.occurrence == dateline.DidNotHappen }) {
			o = dateline.DidNotHappen
		}
		if rank[o] > rank[best] {
			best = o
		}
		if o != dateline.UnknownOccurrence || len(d.finds) == 1 {
			bases = append(bases, f.basis)
		}
		if f.background {
			background++
		}
		if d.said == nil {
			d.said = f.said
		}
	}
	if best == dateline.Foiled && slices.ContainsFunc(d.counts, func(c count) bool { return c.harm == dateline.Killed || c.harm == dateline.Wounded }) {
		best = dateline.Happened // beaten off, but not prevented
	}
	d.occurrence = best
	if best == dateline.UnknownOccurrence {
		d.occurrence = ""
		return
	}
	d.basis = dateline.Strongest(bases...)
	// what only the claimant tells is claimed, though not each sentence says so
	if d.basis == dateline.Reported && len(d.claims) > 0 && r.onlyClaimed(d) {
		d.basis = dateline.Claimed
	}
	if r.genre == dateline.Anniversary && violent(d.typ.Family) {
		background = len(d.finds) // what is remembered
	}
	d.background = background*2 > len(d.finds) || background > 0 && !d.lead && background*2 >= len(d.finds)
}

// onlyClaimed reports whether every telling of the event hangs on a claim:
// the find is content of the claimant's words, or refers back to such a one.
func (r *reading) onlyClaimed(d *draft) bool {
	claimed := false
	for _, f := range d.finds {
		switch {
		case f.basis == dateline.Claimed:
			claimed = true
		case f.np != nil && f.definite && f.weakOrAnaphoric():
		default:
			return false
		}
	}
	return claimed
}

func (f *find) weakOrAnaphoric() bool { return f.weak || len(f.places) == 0 && len(f.counts) == 0 }
