package reader

import (
	"dateline"
	"dateline/codebook"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// What became of people, by predicates and attributes that no trigger carries.

// attributeOf is what the words behind a phrase, chunk ci, say of its people: "with
// gunshot wounds", "one fatally", "left two dead", "sent five to the hospital".
func attributeOf(s *syntax.Sentence, ci int) dateline.Harm {
	a, b := chunkAt(s, ci+1), chunkAt(s, ci+2)
	before := chunkAt(s, ci-1).VG
	switch {
	case a.Kind == syntax.Adv && s.Lower(a.From) == "fatally":
		return dateline.Killed
	case a.NP != nil && s.Lower(a.NP.Head) == "dead" && before != nil && before.Lemma == "leave":
		return dateline.Killed
	case a.Kind == syntax.Prep && a.Word == "with" && b.NP != nil && shotWound(b.NP):
		return codebook.Hit
	case a.Kind == syntax.Prep && a.Word == "to" && b.NP != nil && b.NP.HeadLemma() == "hospital" && before != nil && before.Lemma == "send":
		return codebook.Hit
	}
	return ""
}

// fateOf is what a verb group with what follows it says of the people who are its
// subject or, in the passive, whom it is done to: "is dead", "were pronounced
// dead", "died", "are in the hospital", "was treated for a gunshot wound".
func fateOf(vg *syntax.VerbGroup) dateline.Harm {
	if vg.Negated || vg.Modal != "" || vg.Infinitive {
		return ""
	}
	s := vg.In
	a, b, c := s.Chunks[vg.At], chunkAt(s, vg.At+1), chunkAt(s, vg.At+2)
	switch {
	case vg.Passive && harmVerbs[vg.Lemma] != "" || vg.Lemma == "die":
		return harmVerbs[vg.Lemma]
	case b.NP != nil && s.Lower(b.NP.Head) == "dead" && (vg.Lemma == "be" || vg.Passive && (vg.Lemma == "pronounce" || vg.Lemma == "declare" || vg.Lemma == "find")):
		return dateline.Killed
	case hospital(a, b, c),
		sufferVerbs[vg.Lemma] && (b.NP != nil && shotWound(b.NP) || b.Kind == syntax.Prep && c.NP != nil && shotWound(c.NP)),
		vg.Passive && b.Kind == syntax.Prep && (b.Word == "for" || b.Word == "with") && c.NP != nil && shotWound(c.NP):
		return codebook.Hit
	}
	return ""
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
