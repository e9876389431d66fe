package origin

import "slices"

// A relation is how much two bodies have in common, each side by itself.
type relation struct {
	same   bool // the same words in the same order
	to, of share
	// told are the stems that carry meaning in both, in percent of each side's.
	told, toldBack int
	// added are the words, in percent of this side's, in sentences that say
	// mostly what the other side does not.
	added int
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
	r.to, r.of = a.shareOf(covered(a.words, b.words)), b.shareOf(covered(b.words, a.words))
	n := both(a.content, b.content)
	r.told, r.toldBack = percent(n, len(a.content)), percent(n, len(b.content))
	return r
}

// covered marks the words of a that stand in b in runs of MinRun or more.
func covered(a, b []word) []bool { return coveredBy(a, b, MinRun) }

func coveredBy(a, b []word, n int) []bool {
	out := make([]bool, len(a))
	theirs := grams(b, n)
	slices.Sort(theirs)
	for i, g := range grams(a, n) {
		if _, found := slices.BinarySearch(theirs, g); found {
			for j := i; j < i+n; j++ {
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

// The bounds, in percent, tuned on the open half of the fixture of
// `dateline grade copies`.
const (
	copyPercent   = 50 // of the shorter text's prose
	agencyPercent = 30 // of two texts credited to one agency
	surePercent   = 75 // from which on it does not matter whether the lead is shared
	leadPercent   = 35
	fewestWords   = 12 // of prose; below, quoted speech counts too
	drawnPercent  = 20 // of prose, for a rewrite that names nobody
	toldPercent   = 60 // of its meaning, for the same
	leanPercent   = 45 // of its meaning, for one that names the outlet
)

// copied decides whether two bodies are copies of one text.
func (r *relation) copied(oneAgency bool) bool {
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
	least := copyPercent
	if oneAgency {
		least = agencyPercent
	}
	if got < least || small.count < fewestWords && got < surePercent {
		return false
	}
	return got >= surePercent || small.lead >= leadPercent
}

// drawn decides whether the first of two bodies is a rewrite of the second
// though it names nobody.
func (r *relation) drawn() bool { return r.to.prose >= drawnPercent && r.told >= toldPercent }
