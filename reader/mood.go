package reader

import (
	"slices"
	"strings"

	"dateline"
)

// Whether an event took place, as the verb's mood and negation, what governs
// it and the adjectives of its noun tell.

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
	if o := s.moodBefore(vg); o != "" {
		return o
	}
	if vg.infinitive && !vg.perfect {
		if g := s.governor(vg); g != nil {
			return r.moodOfInfinitive(s, vg, g)
		}
	}
	if vg.gerund {
		if o := r.moodOfGerund(s, vg); o != "" {
			return o
		}
	}
	return dateline.Happened
}

// moodBefore is what a conjunction or preposition before a verb group says of
// it ("if", "without killing", "kept from entering"), or "".
func (s *sentence) moodBefore(vg *verbGroup) dateline.Occurrence {
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
			return ""
		}
		if c.vg != nil {
			return ""
		}
	}
	return ""
}

// moodOfInfinitive is the mood that the governing verb or noun gives.
func (r *reading) moodOfInfinitive(s *sentence, vg, g *verbGroup) dateline.Occurrence {
	switch g.lemma {
	case "fail", "refuse", "decline":
		return dateline.DidNotHappen
	case "try", "attempt":
		if g.past || g.perfect {
			return dateline.Foiled
		}
		return dateline.UnknownOccurrence
	case "manage", "begin", "start", "continue", "claim", "appear", "use", "say", "report", "go", "believe", "help", "force", "defect":
		return r.mood(s, g)
	}
	if planning[g.lemma] {
		return dateline.Planned
	}
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

// moodOfGerund is the mood of a gerund without a subject, behind "the risk of"
// and its like, or in coordination with a modal verb; else "".
func (r *reading) moodOfGerund(s *sentence, vg *verbGroup) dateline.Occurrence {
	if vg.at == 0 {
		// "Setting up more branches was an attempt": an idea, unless a subject follows
		if len(s.subjectOf(vg, 0)) == 0 {
			return dateline.UnknownOccurrence
		}
		return ""
	}
	before := s.chunks[vg.at-1]
	if before.kind == chunkPrep && before.word == "of" && vg.at > 1 && s.chunks[vg.at-2].np != nil {
		switch s.chunks[vg.at-2].np.headLemma() {
		case "risk", "possibility", "danger", "fear", "chance", "hope", "way", "aim", "goal", "intention":
			return dateline.UnknownOccurrence
		}
	}
	if g := s.governor(vg); g != nil && g.modal != "" && g.at < vg.at && before.kind == chunkConj {
		return r.mood(s, g)
	}
	return ""
}
