package reader

import (
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// What became of people, by predicates and attributes that no trigger carries.

// caredFor is of people who were hit and are told of by what was done for them. Who had
// died before is not among them, as those are who were shot.
const caredFor dateline.Harm = "cared-for"

// alive is of people who were hit and are told of as living: "is in critical condition".
const alive dateline.Harm = "alive"

// attributeOf is what the words behind a phrase, chunk ci, say of its people: "with
// gunshot wounds", "one of them fatally", "left two dead", "a boy shot in the leg",
// "left one in critical condition".
func attributeOf(s *syntax.Sentence, ci int) dateline.Harm {
	a, b := chunkAt(s, ci+1), chunkAt(s, ci+2)
	before := chunkAt(s, ci-1).VG
	if a.Kind == syntax.Prep && a.Word == "of" && b.NP != nil && b.NP.Pronoun == "them" {
		a, b = chunkAt(s, ci+3), chunkAt(s, ci+4) // "one of them fatally"
	}
	ofThem := a.From != s.Chunks[ci].To
	switch {
	case ofThem && s.Chunks[ci].NP.Quantity != nil && a.Word == "dead":
		return dateline.Killed // "20 casualties, six of them dead"
	case s.Lower(a.From) == "fatally" && !verbSoon(s, a.To):
		return dateline.Killed
	case a.NP != nil && s.Lower(a.NP.Head) == "dead", a.Kind != syntax.NP && s.Lower(a.From) == "dead":
		if before != nil && leaveVerbs[before.Lemma] {
			return dateline.Killed
		}
	case (s.Lower(a.From) == "shot" || s.Lower(a.From) == "stabbed") && !brought(s, a.From):
		if a.VG == nil || a.VG.Participle {
			if w := s.Lower(a.From + 1); w == "dead" || w == "to" && s.Lower(a.From+2) == "death" {
				return dateline.Killed
			}
			return codebook.Hit
		}
	case (s.Lower(a.From) == "suffering" || s.Lower(a.From) == "bleeding") && ofWounds(s, a.To, ""):
		return codebook.Hit
	case a.Kind == syntax.Prep && a.Word == "with" && b.NP != nil && (shotWound(b.NP) || before != nil && leaveVerbs[before.Lemma] && wound(b.NP)):
		return codebook.Hit
	case a.Kind == syntax.Prep && a.Word == "to" && before != nil && before.Lemma == "send" && toHospital(s, a.To):
		return caredFor
	case a.Kind == syntax.Prep && (a.Word == "in" || a.Word == "at") && before != nil && (leaveVerbs[before.Lemma] || putVerbs[before.Lemma]) && b.NP != nil && (condition(b.NP) || hospitalName(b.NP)):
		return caredFor
	}
	return ""
}

// brought reports whether "shot" at token i is of what is brought down: "40 of which were
// shot down".
func brought(s *syntax.Sentence, i int) bool {
	return s.Lower(i) == "shot" && (s.Lower(i+1) == "down" || s.Lower(i+1) == "up")
}

var (
	leaveVerbs = lexicon.Of("leave", "find", "discover", "locate")
	putVerbs   = lexicon.Of("put", "land", "place")
)

func verbSoon(s *syntax.Sentence, i int) bool { return strings.HasPrefix(s.Tag(i), "VB") }

// fateOf is what a verb group with what follows it says of the people who are its
// subject or, in the passive, whom it is done to: "is dead", "were pronounced
// dead", "died", "are in the hospital", "was treated for a gunshot wound".
func fateOf(vg *syntax.VerbGroup) dateline.Harm {
	if vg.Negated || vg.Modal != "" || vg.Infinitive {
		return ""
	}
	s := vg.In
	a, b, c := s.Chunks[vg.At], chunkAt(s, vg.At+1), chunkAt(s, vg.At+2)
	if next := s.Lower(vg.To); vg.Lemma == "be" && (next == "dead" || next == "deceased") {
		return dateline.Killed
	}
	switch {
	case vg.Passive && harmVerbs[vg.Lemma] != "" || vg.Lemma == "die" || vg.Lemma == "perish":
		return harmVerbs[vg.Lemma]
	case vg.Lemma == "take" && ownLife(b.NP):
		return dateline.Killed
	case vg.Lemma == "pass" && s.Lower(vg.To) == "away", vg.Lemma == "pass away", vg.Lemma == "succumb", vg.Lemma == "succumb to":
		return dateline.Killed
	case s.Lower(vg.To-1) == "missing" && b.NP == nil && b.Kind != syntax.Prep, vg.Lemma == "be" && s.Lower(vg.To) == "missing":
		return dateline.Missing
	case vg.Passive && (deadVerbs[s.Lemma(vg.Head)] || s.Lemma(vg.Head) == "fear" || s.Lemma(vg.Head) == "presume") && (s.Lower(vg.To-1) == "dead" || s.Lower(vg.To) == "dead"):
		return dateline.Killed
	case sufferVerbs[vg.Lemma] && !vg.Passive && ofWounds(s, vg.To, vg.Lemma):
		return codebook.Hit
	case hospital(a, b, c):
		return alive
	case vg.Passive && b.Kind == syntax.Prep && (b.Word == "for" || b.Word == "with") && c.NP != nil && (shotWound(c.NP) || vg.Lemma == "treat" && wound(c.NP)),
		vg.Passive && vg.Lemma == "treat" && b.Kind == syntax.Prep && (b.Word == "at" || b.Word == "in") && c.NP != nil && hospitalName(c.NP),
		vg.Passive && moveVerbs[strings.TrimSuffix(vg.Lemma, " to")] && toHospital(s, vg.To):
		return caredFor
	}
	return ""
}

// ownLife reports whether a phrase is "his own life".
func ownLife(np *syntax.NounPhrase) bool {
	return np != nil && np.HeadLemma() == "life" && np.Has("own")
}

// carriedTo is what a verb in the active says of its object: "paramedics rushed him to
// the hospital", "found the man dead".
func carriedTo(vg *syntax.VerbGroup, np *syntax.NounPhrase) dateline.Harm {
	if vg.Negated || vg.Modal != "" || vg.Infinitive || vg.Passive || np.At <= vg.At {
		return ""
	}
	s := vg.In
	if moveVerbs[vg.Lemma] && toHospital(s, np.To) {
		return caredFor
	}
	if deadVerbs[s.Lemma(vg.Head)] && s.Lower(np.To) == "dead" {
		return dateline.Killed
	}
	return ""
}

var (
	deadVerbs = lexicon.Of("pronounce", "declare", "find", "discover")
	moveVerbs = lexicon.Of("take", "transport", "rush", "airlift", "fly", "bring", "transfer", "send", "admit", "drive", "move", "life-flight", "lifeflight", "evacuate", "carry")
)

// toHospital reports whether the words from token i on, within a clause, name a place where
// the hurt are brought.
func toHospital(s *syntax.Sentence, i int) bool {
	if w := s.Lower(i - 1); w != "to" {
		if w = s.Lower(i); w != "to" && w != "by" && w != "from" && w != "in" {
			return false
		}
	}
	for k := i; k < i+12 && k < len(s.Tokens); k++ {
		switch s.Tag(k) {
		case ",", ".", ":", "WDT", "WP", "VBD", "VBZ":
			return false
		}
		if hospitals[s.Lemma(k)] || hospitals[s.Lower(k)] || s.Lemma(k) == "center" && careWords[s.Lower(k-1)] || s.Lower(k) == "centre" && careWords[s.Lower(k-1)] {
			return true
		}
	}
	return false
}

var (
	hospitals = lexicon.Of("hospital", "clinic", "infirmary", "icu", "medical", "trauma", "surgery", "emergency")
	careWords = lexicon.Of("medical", "trauma", "health", "burn")
)

func hospitalName(np *syntax.NounPhrase) bool {
	for k := np.From; k < np.To; k++ {
		if hospitals[np.In.Lemma(k)] {
			return true
		}
	}
	return false
}

// condition reports whether a phrase says how badly somebody is hurt: "critical condition".
func condition(np *syntax.NounPhrase) bool {
	return np.HeadLemma() == "condition" && np.Has("critical", "serious", "stable", "fair", "good", "grave", "guarded", "life-threatening", "unknown", "extremely")
}

// ofWounds reports whether wounds are the object of a verb that ends at token i, or stand
// behind its "from".
func ofWounds(s *syntax.Sentence, i int, verb string) bool {
	if w := s.Lower(i); w == "from" || w == "with" {
		i++
	}
	if i >= len(s.Tokens) {
		return false
	}
	np := s.Chunks[s.ChunkOf(i)].NP
	if np == nil {
		return false
	}
	if verb == "have" {
		return shotWound(np)
	}
	return shotWound(np) || wound(np) && np.Det != "no"
}

// wound reports whether a phrase is of harm to a body.
func wound(np *syntax.NounPhrase) bool {
	switch np.HeadLemma() {
	case "wound", "injury", "burn", "gunshot", "fracture":
		return true
	}
	return false
}

// chunkAt is a chunk of a sentence; the zero Chunk beyond its ends.
func chunkAt(s *syntax.Sentence, i int) syntax.Chunk {
	if i < 0 || i >= len(s.Chunks) {
		return syntax.Chunk{}
	}
	return s.Chunks[i]
}

// hospital reports whether a predicate says that somebody lives and is hurt: "is
// in critical condition", "remained hospitalised", "is recovering".
func hospital(verb, b, c syntax.Chunk) bool {
	vg := verb.VG
	switch vg.Lemma {
	case "hospitalize", "hospitalise":
		for k := range vg.In.Tokens {
			if w := vg.In.Lower(k); w == "psychiatric" || w == "mental" {
				return false
			}
		}
		return true
	case "survive":
		return !vg.Passive // "is survived by his parents"
	case "recover":
		return b.NP == nil // "recovered a gun"
	case "be", "remain", "list":
		if b.Kind == syntax.Prep && b.Word == "in" && c.NP != nil {
			switch c.NP.HeadLemma() {
			case "condition":
				return condition(c.NP)
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
		return np.Has("gunshot", "bullet", "gun", "shotgun", "shrapnel", "stab", "knife", "shot", "graze")
	case "gunshot":
		return true
	}
	return false
}

var sufferVerbs = lexicon.Of("suffer", "sustain", "receive", "have", "suffer from")
