package origin

import "slices"

// A relation is how much two bodies have in common, each side by itself.
type relation struct {
	same   bool // the same words in the same order
	to, of share
	// told are the stems that carry meaning in both, in percent of each side's.
	told, toldBack int
	leadTold       int // of the first words of this side
	// facts are the names and numbers in both, in percent of each side's.
	facts, factsBack int
	factsBoth        int // their number
	// longest is the longest run of words in common, found where the two share
	// much and not nearly all.
	longest int
	// changed is how much the facts change in what the two share; see changes. Of
	// the side where they change less: what is cut and added changes nothing.
	changed int
}

// A share is how much of one body stands in another.
type share struct {
	words  int // percent of all words
	prose  int // percent of those outside quoted speech
	length int // words outside quoted speech
	lead   int // percent of the first sentences
	count  int // words
}

// relate measures a against b.
func relate(a, b *body) relation {
	r := relation{same: len(a.words) > 0 && slices.EqualFunc(a.words, b.words, func(v, w word) bool { return v.plain() == w.plain() })}
	mine, theirs := covered(a.words, b.words), covered(b.words, a.words)
	r.to, r.of = a.shareOf(mine), b.shareOf(theirs)
	r.changed = min(a.changes(mine, b), b.changes(theirs, a))
	n := both(a.facts, b.facts)
	r.facts, r.factsBack, r.factsBoth = percent(n, len(a.facts)), percent(n, len(b.facts)), n
	n = both(a.content, b.content)
	r.told, r.toldBack = percent(n, len(a.content)), percent(n, len(b.content))
	r.leadTold = percent(both(a.lead, b.content), len(a.lead))
	if p := min(r.to.prose, r.of.prose); p > 0 && p < doubtPercent && max(r.to.prose, r.of.prose) >= agencyPercent {
		r.longest = longestRun(a.words, b.words)
	}
	return r
}

// longestRun is how many words in a row two texts have in common at most.
func longestRun(a, b []word) int {
	at := map[uint32][]int{}
	for j, g := range grams(b, MinRun) {
		at[g] = append(at[g], j)
	}
	longest := 0
	runs := grams(a, MinRun)
	for i := 0; i < len(runs); {
		n := 0
		for _, j := range at[runs[i]] {
			k := 0
			for i+k < len(a) && j+k < len(b) && a[i+k].plain() == b[j+k].plain() {
				k++
			}
			n = max(n, k)
		}
		longest = max(longest, n)
		i += max(1, n-MinRun+1)
	}
	return longest
}

// covered marks the words of a that stand in b in runs of MinRun or more.
func covered(a, b []word) []bool {
	out := make([]bool, len(a))
	theirs := grams(b, MinRun)
	slices.Sort(theirs)
	for i, g := range grams(a, MinRun) {
		if _, found := slices.BinarySearch(theirs, g); found {
			for j := i; j < i+MinRun; j++ {
				out[j] = true
			}
		}
	}
	return out
}

// leadWords is how much of a body counts as its lead.
const leadWords = 40

func (b *body) shareOf(marks []bool) share {
	var s share
	prose, lead := 0, 0
	for i, w := range b.words {
		if w&quoted == 0 {
			s.length++
		}
		if !marks[i] {
			continue
		}
		s.count++
		if w&quoted == 0 {
			prose++
		}
		if i < leadWords {
			lead++
		}
	}
	s.words = percent(s.count, len(b.words))
	s.prose = percent(prose, s.length)
	s.lead = percent(lead, min(leadWords, len(b.words)))
	return s
}

// changes is how much the facts differ in the sentences taken over from another
// body: the part of the sentences that state one which the other body has
// nowhere, and twice the part of the facts that these are, in percent. A number
// counts half, since tolls change while a place and a day stay.
func (b *body) changes(marks []bool, other *body) int {
	theirs := make([]uint32, len(other.words))
	for i, w := range other.words {
		theirs[i] = w.plain()
	}
	slices.Sort(theirs)
	taken, changed, facts, missing := 0, 0, 0, 0
	for i, from := range b.sentences {
		to := len(b.words)
		if i+1 < len(b.sentences) {
			to = int(b.sentences[i+1])
		}
		shared, most, all, lost := 0, 0, 0, 0
		for j := int(from); j < to; j++ {
			w := b.words[j]
			if marks[j] {
				shared++
			}
			if w&fact == 0 {
				continue
			}
			weight := 2
			if w&number != 0 {
				weight = 1
			}
			all += weight
			if _, there := slices.BinarySearch(theirs, w.plain()); !there && !marks[j] {
				lost += weight
				most = max(most, weight)
			}
		}
		if shared*100 >= (to-int(from))*takenPercent {
			taken, changed = taken+2, changed+most
			facts, missing = facts+all, missing+lost
		}
	}
	return percent(changed, taken) + 2*percent(missing, facts)
}

// takenPercent is how much of a sentence is shared before the sentence counts as
// taken over.
const takenPercent = 30

// both counts the members that two sorted sets have in common.
func both(a, b []uint32) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// percent is a of b in whole percent, rounded to the nearest; of nothing, 0.
func percent(a, b int) int {
	if b == 0 {
		return 0
	}
	return (200*a + b) / (2 * b)
}

// The bounds, in percent, tuned on the open half of the pairs of
// `dateline grade copies`.
const (
	copyPercent    = 50 // of the shorter text's prose
	agencyPercent  = 30 // of two texts credited to one agency
	surePercent    = 80 // from which on it does not matter whether the lead is shared, and facts may change more
	leadPercent    = 35 // of either lead
	changedPercent = 60 // of changes
	doubtPercent   = 72 // below which some of what is shared must be longer than a sentence that two may have from a third
	longRun        = 24 // words
	fewestWords    = 12 // of prose; below, quoted speech counts too
)

// copied decides whether two bodies are copies of one text. Reports made by a
// form, of one agency or one office, share most of their words too, but there
// the facts change in nearly every sentence; and what shares an outlet's
// standing background has another lead.
func (r *relation) copied(oneAgency, oneOutlet bool) bool {
	if r.same {
		return true
	}
	small := r.to
	if r.of.length < r.to.length {
		small = r.of
	}
	got := small.prose
	if small.length < fewestWords {
		got = small.words
	}
	least, changed := copyPercent, changedPercent
	if oneAgency {
		least = agencyPercent
	}
	switch {
	case oneOutlet:
		changed -= changedPercent / 4
	case got >= surePercent:
		changed += changedPercent / 3
	}
	if got < least || r.changed >= changed || small.count < fewestWords && got < surePercent {
		return false
	}
	if got < doubtPercent && r.longest < longRun {
		return false
	}
	return got >= surePercent || max(r.to.lead, r.of.lead) >= leadPercent
}

// The bounds of a rewrite, in percent of what the later report tells.
const (
	drawnTold  = 65 // of its meaning, for a rewrite that names nobody
	drawnFacts = 80 // of its names and numbers
	drawnLead  = 75 // of its lead's meaning
	leanSum    = 80 // of its meaning and of its facts together, for one that names the outlet
	broughtSum = 55 // the same, for one that says that the outlet brought the news
	leanLeast  = 40 // the same, for one that takes a part only
)

// drawn decides whether the first of two bodies is a rewrite of the second
// though it names nobody.
func (r *relation) drawn() bool {
	return r.told >= drawnTold && r.facts >= drawnFacts && r.leadTold >= drawnLead && r.changed < changedPercent
}

// leaned is how much of a body comes from one of an outlet that it names; the
// outlet's name is no fact of its own.
func (r *relation) leaned(a *body, outlet []uint32) int {
	own := len(a.facts)
	for _, w := range outlet {
		if _, there := slices.BinarySearch(a.facts, w); there {
			own--
		}
	}
	return r.told + min(100, percent(r.factsBoth, own))
}
