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
