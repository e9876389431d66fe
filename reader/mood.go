package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Whether an event took place, as the verb's mood and negation, what governs
// it and the adjectives of its noun tell.

var planning = lexicon.Of("plan", "plot", "intend", "vow", "threaten", "prepare", "conspire", "want", "seek", "pledge", "promise", "swear", "hope", "decide", "agree", "scheme", "expect", "schedule", "aim", "wish")
var calledOff = lexicon.Of("cancel", "postpone", "call off", "rule out", "fail", "refuse", "decline")
var supposing = lexicon.Of("fear", "condemn", "warn", "risk", "avoid", "urge", "call", "demand", "investigate", "consider", "discuss", "oppose", "favour", "favor", "advocate", "propose")

// occurrenceOf reads the verb's mood and negation, what governs it, and the
// adjectives of an event noun.
func (r *reading) occurrenceOf(f *find) dateline.Occurrence {
	if f.trig.Occurrence == dateline.Foiled && f.partly() {
		return dateline.Happened // the others got through
	}
	if f.trig.Occurrence != "" {
		return f.trig.Occurrence
	}
	s := f.s
	if f.verb != nil && f.np == nil && (threatened(f.verb) || ofNobody(f)) {
		return dateline.UnknownOccurrence
	}
	for _, np := range append(slices.Clone(f.args.Object), f.args.Subject...) {
		if np.In == s && (none(np) && s.Lower(np.From) != "none" || s.Lower(np.From-1) == "not") {
			return dateline.DidNotHappen
		}
	}
	if f.np != nil {
		switch {
		case f.np.Det == "no":
			return dateline.DidNotHappen
		case f.np.Has("planned", "plot", "intended", "imminent", "future", "upcoming", "scheduled"):
			return dateline.Planned
		case f.typ.Family == "talks" && f.np.Has("tentative", "proposed", "eventual"):
			return dateline.Planned
		case heldBefore(f):
			return dateline.Planned
		case f.np.Has("foiled", "thwarted", "failed", "botched", "aborted"):
			return dateline.Foiled
		case f.np.Has("possible", "potential", "would-be", "any", "every", "hypothetical", "fresh", "further") && !f.definite:
			return dateline.UnknownOccurrence
		}
		if g := s.HeadOver(f.np); g != "" {
			switch {
			case lexicon.Of("plan", "plot", "preparation", "threat", "intention")[g]:
				return dateline.Planned
			case lexicon.Of("risk", "fear", "warning", "warn", "alert", "possibility", "danger", "likelihood", "call", "prospect", "event", "rumour", "rumor", "case", "charge", "count", "suspicion", "accusation", "allegation")[g]:
				return dateline.UnknownOccurrence
			}
		}
		vg := f.verb
		if vg == nil {
			vg = s.VerbOver(f.np)
		}
		if vg == nil {
			if warnedOf(f.np) {
				return dateline.UnknownOccurrence
			}
			return dateline.Happened
		}
		first := strings.Fields(vg.Lemma + " x")[0]
		switch {
		case (first == "stop" || first == "halt" || first == "end" || first == "cease" || first == "suspend") && f.np.Plural && f.np.Quantity == nil && !f.definite:
			return dateline.UnknownOccurrence // "will stop attacks on the army"
		case syntax.Stopping(first):
			return dateline.Foiled
		case planning[first]:
			return dateline.Planned
		case calledOff[vg.Lemma] || calledOff[first]:
			return dateline.DidNotHappen
		case supposing[first] && !f.definite && first != "condemn" && first != "investigate":
			return dateline.UnknownOccurrence
		}
		if f.verb == nil {
			if vg.Infinitive && securing[first] {
				return r.mood(s, vg) // "appeals to the governor to secure his release"
			}
			return dateline.Happened
		}
		return r.mood(s, vg)
	}
	return r.mood(s, f.verb)
}

// warnedOf reports whether somebody warns of what a phrase names: "warned of an attack".
// What has an article that points back has happened.
func warnedOf(np *syntax.NounPhrase) bool {
	s := np.In
	if np.At < 2 || s.Chunks[np.At-1].Kind != syntax.Prep || backward(np) {
		return false
	}
	switch s.Chunks[np.At-1].Word {
	case "of", "against", "about":
		vg := s.Chunks[np.At-2].VG
		return vg != nil && !vg.Negated && (vg.Lemma == "warn" || vg.Lemma == "warn of" || vg.Lemma == "caution" || vg.Lemma == "dream" || vg.Lemma == "think")
	}
	return false
}

// backward reports whether a phrase points back: "the attack".
func backward(np *syntax.NounPhrase) bool {
	return np.Det == "the" || np.Det == "this" || np.Det == "that"
}

// partly reports whether what was stopped is some of a greater number: "shot down 40 of
// 46 drones".
func (f *find) partly() bool {
	return slices.ContainsFunc(f.args.Object, func(np *syntax.NounPhrase) bool {
		whole := shareOf(np)
		return whole != nil && whole.Quantity != nil && np.Quantity != nil && np.Quantity.Low != nil && whole.Quantity.Low != nil && *np.Quantity.Low < *whole.Quantity.Low
	})
}

// securing are verbs of what somebody is to bring about.
var securing = lexicon.Of("secure", "obtain", "win", "ensure", "negotiate", "achieve")

// mood reads negation, modals and the governor of a verb group.
func (r *reading) mood(s *syntax.Sentence, vg *syntax.VerbGroup) dateline.Occurrence {
	if vg.Negated {
		return dateline.DidNotHappen
	}
	switch vg.Modal {
	case "will", "shall", "'ll", "’ll":
		return dateline.Planned
	case "would", "could", "may", "might", "can", "should", "must":
		if vg.Perfect && vg.Modal == "would" {
			return dateline.DidNotHappen
		}
		return dateline.UnknownOccurrence
	}
	if counterfactual(s, vg) {
		return dateline.UnknownOccurrence
	}
	if o := moodBefore(s, vg); o != "" {
		return o
	}
	if vg.Infinitive && !vg.Perfect {
		if g := s.Governor(vg); g != nil {
			return r.moodOfInfinitive(s, vg, g)
		}
	}
	if vg.Gerund {
		if o := r.moodOfGerund(s, vg); o != "" {
			return o
		}
	}
	return dateline.Happened
}

// moodBefore is what a conjunction or preposition before a verb group says of
// it ("if", "without killing", "kept from entering"), or "".
func moodBefore(s *syntax.Sentence, vg *syntax.VerbGroup) dateline.Occurrence {
	for i := vg.At - 1; i >= 0 && i >= vg.At-5; i-- {
		c := s.Chunks[i]
		if c.Kind == syntax.Sub || c.Kind == syntax.Prep {
			if c.Word == "if" || c.Word == "unless" || c.Word == "whether" || c.Word == "until" && vg.Finite && !vg.Past && !vg.Perfect && s.Tag(vg.Head) != "VBD" {
				return dateline.UnknownOccurrence
			}
			if c.Word == "without" || c.Word == "against" && vg.Gerund || c.Word == "from" && vg.Gerund {
				if g := s.Governor(vg); g != nil && (syntax.Stopping(g.Lemma) || g.Lemma == "keep") {
					return dateline.Foiled
				}
				if c.Word != "against" {
					return dateline.DidNotHappen
				}
			}
			return ""
		}
		if c.VG != nil {
			return ""
		}
	}
	return ""
}

// moodOfInfinitive is the mood that the governing verb or noun gives.
func (r *reading) moodOfInfinitive(s *syntax.Sentence, vg, g *syntax.VerbGroup) dateline.Occurrence {
	switch g.Lemma {
	case "fail", "refuse", "decline":
		return dateline.DidNotHappen
	case "try", "attempt":
		if (g.Past || g.Perfect) && s.Tag(g.Head) != "VBG" { // "was trying to broker" goes on
			return dateline.Foiled
		}
		return dateline.UnknownOccurrence
	case "manage", "begin", "start", "continue", "claim", "appear", "use", "say", "report", "go", "believe", "help", "force", "defect":
		return r.mood(s, g)
	}
	if planning[g.Lemma] {
		return dateline.Planned
	}
	// "attempt to attack", "a plan to bomb", "in order to free"
	if vg.At > 0 && s.Chunks[vg.At-1].NP != nil {
		switch s.Chunks[vg.At-1].NP.HeadLemma() {
		case "plan", "plot", "conspiracy", "bid", "threat", "scheme":
			if syntax.Stopping(g.Lemma) {
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
func (r *reading) moodOfGerund(s *syntax.Sentence, vg *syntax.VerbGroup) dateline.Occurrence {
	if vg.At == 0 {
		// "Setting up more branches was an attempt": an idea, unless a subject follows
		if len(s.Subject(vg)) == 0 {
			return dateline.UnknownOccurrence
		}
		return ""
	}
	before := s.Chunks[vg.At-1]
	if before.Kind == syntax.Prep && before.Word == "of" && vg.At > 1 && s.Chunks[vg.At-2].NP != nil {
		switch s.Chunks[vg.At-2].NP.HeadLemma() {
		case "risk", "possibility", "danger", "fear", "chance", "hope", "way", "aim", "goal", "intention":
			return dateline.UnknownOccurrence
		}
	}
	if g := s.Governor(vg); g != nil && g.Modal != "" && g.At < vg.At && before.Kind == syntax.Conj {
		return r.mood(s, g)
	}
	return ""
}
