package reader

import (
	"slices"
	"strings"

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
		if !s.Own() || r.corrects() && slices.Contains(r.unharmed, s) {
			continue
		}
		loose := func(np *syntax.NounPhrase, harm dateline.Harm) {
			care, lives := harm == caredFor || harm == alive, harm == alive
			if care {
				harm = codebook.Hit
			}
			if harm == "" || np.In != s || np.Quantity == nil && !r.onePerson(np) || counted(in[s], np, harm) {
				return
			}
			home := findNear(in[s], np.From)
			by := puts(s, np)
			if by != nil {
				if c := r.reckoned(np); c != nil {
					home = c.f
				}
			}
			if home == nil {
				if accident(s) || slices.Contains(r.unharmed, s) {
					return
				}
				home = &find{s: s, trig: looseTrigger, typ: r.looseType(), np: np, from: np.From, to: np.To, args: &syntax.Arguments{}, definite: true, weak: true}
				r.finds = append(r.finds, home)
				in[s] = append(in[s], home)
			}
			n := len(home.counts)
			home.addCount(harm, np)
			if len(home.counts) > n {
				home.counts[n].care, home.counts[n].alive = care, lives
			}
			if by != nil && len(home.counts) > n {
				c := &home.counts[n]
				c.by, c.voice = by.Words(), discourse.Referent(by)
			}
			// "left three women and one man injured"
			for k := np.At; len(home.counts) > n && k >= 2 && s.Chunks[k-1].Kind == syntax.Conj && s.Chunks[k-2].NP != nil; k -= 2 {
				first := s.Chunks[k-2].NP
				if first.Quantity == nil && !r.onePerson(first) || counted(in[s], first, harm) || harmOf(s, k-2, first) != "" {
					break
				}
				before := len(home.counts)
				home.addCount(harm, first)
				if len(home.counts) > before {
					home.addUp(n)
				}
			}
		}
		for ci := range s.Chunks {
			switch c := s.Chunks[ci]; {
			case c.NP != nil:
				harm := harmOf(s, ci, c.NP)
				if harm == "" && puts(s, c.NP) != nil {
					if of := r.reckoned(c.NP); of != nil {
						harm = of.harm // "police put the number at 121", of those abducted
					}
				}
				loose(c.NP, harm)
			case c.VG != nil:
				if harm := fateOf(c.VG); harm != "" {
					a := s.ArgumentsOf(c.VG)
					people := a.Subject
					if c.VG.Passive {
						people = a.Object
						if before := chunkAt(s, ci-2).VG; len(people) == 0 && before != nil && before.Passive && before.At > 0 {
							people = s.ArgumentsOf(before).Object // "a boy shot, killed in Dover"
						}
					}
					for _, np := range people {
						loose(np, harm)
					}
					continue
				}
				for _, np := range s.ArgumentsOf(c.VG).Object {
					loose(np, carriedTo(c.VG, np))
				}
			}
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
	if np.In.Lower(np.From) == "another" || np.Det == "the" && np.To-np.From == 2 && ordinals[np.HeadLemma()] || np.Det == "both" && np.Plural {
		return true
	}
	if np.Plural || np.Det == "no" || harmWords[np.HeadLemma()] != "" || harmWords[np.In.Lower(np.Head)] != "" {
		return false // "the number of dead"
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

// counted reports whether people are counted by a harm already. Who was hit may be
// counted as dead besides.
func counted(finds []*find, np *syntax.NounPhrase, harm dateline.Harm) bool {
	for _, f := range finds {
		for _, c := range f.counts {
			if sp := np.Span(); c.s == np.In && c.span.Start <= sp.Start && sp.End <= c.span.End && !(c.harm == codebook.Hit && harm == dateline.Killed) {
				return true
			}
		}
	}
	return false
}

// harmOf is what the words around a number say happened to that many people.
func harmOf(s *syntax.Sentence, ci int, np *syntax.NounPhrase) dateline.Harm {
	words := harmWords
	if h := words[np.HeadLemma()]; h != "" && h != codebook.Hit { // "three shots"
		return h
	}
	if h := words[s.Lower(np.Head)]; h != "" && h != codebook.Hit {
		return h
	}
	at := np.To
	for s.Tag(at) == "RB" { // "two others critically wounded"
		at++
	}
	if h := harmWords[s.Lower(at)]; at > np.To && h != "" && h != codebook.Hit {
		return harmWords[s.Lower(at)]
	}
	if h := words[s.Lower(np.To)]; h != "" && !brought(s, np.To) {
		if h == codebook.Hit && (s.Lower(np.To+1) == "dead" || s.Lower(np.To+1) == "to" && s.Lower(np.To+2) == "death") {
			h = dateline.Killed
		}
		if ci+1 < len(s.Chunks) && (s.Chunks[ci+1].VG == nil || s.Chunks[ci+1].VG.Participle || s.Chunks[ci+1].VG.Past && np.Quantity != nil && np.Head == np.Quantity.To-1) && (ci+2 == len(s.Chunks) || s.Chunks[ci+2].NP == nil || anotherFigure(s.Chunks[ci+2].NP)) {
			return h
		}
	}
	if h := attributeOf(s, ci); h != "" || np.Quantity == nil {
		return h
	}
	// "the toll rose to 17", "a death toll of 30", "put the number of dead at 9"
	if ci > 0 && s.Chunks[ci-1].Kind == syntax.Prep {
		switch s.Chunks[ci-1].Word {
		case "to", "of", "at":
			for k := ci - 2; k >= 0 && k >= ci-20; k-- {
				m := s.Chunks[k].NP
				if m == nil {
					continue
				}
				if former(s, k) {
					return "" // "up from a first toll of 19"
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
	if ci > 2 && s.Chunks[ci-1].VG != nil && np.Head == np.Quantity.To-1 && amounting[s.Chunks[ci-1].VG.Lemma] && tollBefore(s, ci-2) {
		return dateline.Killed
	}
	return ""
}

// amounting are verbs of a figure that has come to a number.
var amounting = lexicon.Of("reach", "hit", "pass", "top", "exceed", "total", "be")

// tollBefore reports whether the phrases up to a chunk are a toll and what it is the toll
// of: "the death toll of Monday's bombing at a gate of the town".
func tollBefore(s *syntax.Sentence, ci int) bool {
	for ; ci >= 0; ci-- {
		switch c := s.Chunks[ci]; {
		case c.NP != nil && c.NP.HeadLemma() == "toll":
			return true
		case c.NP == nil && c.Kind != syntax.Prep && c.Kind != syntax.Adv:
			return false
		}
	}
	return false
}

// anotherFigure reports whether a bare number has a harm of its own behind it: "1 killed
// 3 injured".
func anotherFigure(np *syntax.NounPhrase) bool {
	h := harmWords[np.In.Lower(np.To)]
	return np.Quantity != nil && np.Head == np.Quantity.To-1 && h != "" && h != codebook.Hit
}

// former reports whether the phrase of a chunk is a figure that another has
// replaced: "from an initial count", "rose from a toll".
func former(s *syntax.Sentence, ci int) bool {
	switch s.Chunks[ci].NP.HeadLemma() {
	case "toll", "count", "figure", "number", "estimate", "total":
	default:
		return false
	}
	return ci > 0 && s.Chunks[ci-1].Kind == syntax.Prep && strings.HasSuffix(s.Chunks[ci-1].Word, "from")
}

var harmWords = map[string]dateline.Harm{"dead": dateline.Killed, "killed": dateline.Killed, "death": dateline.Killed, "fatality": dateline.Killed, "wounded": dateline.Wounded, "injured": dateline.Wounded, "injury": dateline.Wounded, "missing": dateline.Missing, "hurt": dateline.Wounded, "shot": codebook.Hit, "stabbed": codebook.Hit}

var harmVerbs = map[string]dateline.Harm{"kill": dateline.Killed, "die": dateline.Killed, "perish": dateline.Killed, "wound": dateline.Wounded, "injure": dateline.Wounded, "hurt": dateline.Wounded, "maim": dateline.Wounded}

// findNear is the find of a violent type among those of a sentence, the nearest
// to a token; one by words that the codebook lists before one that was learned.
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
		if f.added && f.lead <= besideLead {
			d += 1 << 20
		}
		if d < bestD {
			best, bestD = f, d
		}
	}
	return best
}
