package coref

import "slices"

// What two mentions in news of one happening share, and what it counts. Mentions whose words are
// strange to each other are not compared and count 0; groups are joined from least on.
// The words decide, the rest tips the scale: set by hand on news of many kinds.
const (
	least = 30

	sameWordScore = 46
	derivedScore  = 46
	synonymScore  = 42
	akinScore     = 36

	bothVerbs = -4 // synonyms that are verbs both: a verb and a noun are chosen for style, two verbs for difference

	twoWords = 8 // both have the same two words or more

	noArgument   = -5 // both have something that depends on them, and none is the same
	oneArgument  = 1
	twoArguments = 14

	likeContext    = 3  // cosine of the sentences from .1
	verylike       = 5  // from .2
	unlikeContext  = -2 // below .05
	otherNumbers   = -6 // both sentences have numbers, none the same
	otherNames     = -4
	sameSentence   = -60 // one event is rarely told twice in a sentence
	bothAttributes = -23 // "career record", "career points": what kind, not what happened

	// Words of saying: two things said are two events, unless by one source.
	sayingScore   = -22
	sameSpeaker   = 8
	otherSpeakers = -12
	likeWhatsSaid = 4

	// How many of the happening's documents tell it: what most tell is what happened.
	fewTell  = -2 // less than a quarter
	manyTell = 2  // half and more

	sameDay  = 4
	otherDay = -60
	farDay   = -20 // one has no day, and they are told more than nearDays apart
	nearDays = 10

	vagueScore      = -14
	vagueNoArgument = -14
)

// likeness is how sure it is that two mentions are of one event; least and more is likely.
func likeness(a, b *mention) int {
	score := 0
	switch kin(a, b) {
	case strange:
		return 0
	case akin:
		score = akinScore
	case synonym:
		score = synonymScore
		if a.verb && b.verb {
			score += bothVerbs
		}
	case derived:
		score = derivedScore
	case sameWord:
		score = sameWordScore
	}
	if sharedWords(a.keys, b.keys) >= 2 {
		score += twoWords
	}
	shared := sharedWords(a.arguments, b.arguments)
	switch {
	case shared >= 2:
		score += twoArguments
	case shared == 1:
		score += oneArgument
	case len(a.arguments) > 0 && len(b.arguments) > 0:
		score += noArgument
	}
	cosine := contextCosine(a, b)
	switch {
	case cosine >= 200:
		score += verylike
	case cosine >= 100:
		score += likeContext
	case cosine < 50:
		score += unlikeContext
	}
	if disjoint(a.numbers, b.numbers) {
		score += otherNumbers
	}
	if disjoint(a.names, b.names) {
		score += otherNames
	}
	if a.document == b.document && a.sentence == b.sentence {
		score += sameSentence
	}
	score += dayScore(a, b)
	if a.attribute && b.attribute {
		score += bothAttributes
	}
	if a.saying || b.saying {
		score += sayingScore
		switch {
		case shareSorted(a.speaker, b.speaker):
			score += sameSpeaker
		case len(a.speaker) > 0 && len(b.speaker) > 0:
			score += otherSpeakers
		}
		if cosine >= 100 {
			score += likeWhatsSaid
		}
	} else {
		switch s := min(a.spread, b.spread); {
		case s < 25:
			score += fewTell
		case s >= 50:
			score += manyTell
		}
	}
	if a.light && slices.Contains(b.keys, a.lemma) {
		score += vagueScore
		if shared == 0 {
			score += vagueNoArgument
		}
	}
	return score
}

func dayScore(a, b *mention) int {
	if a.around == nil || b.around == nil {
		return 0
	}
	apart := a.around.Sub(*b.around)
	switch {
	case a.day != nil && b.day != nil && apart == 0:
		return sameDay
	case a.day != nil && b.day != nil:
		return otherDay
	case max(apart, -apart) > nearDays:
		return farDay
	}
	return 0
}

// kin is the nearest that any two words of the mentions are.
func kin(a, b *mention) kinship {
	best := strange
	for _, x := range a.keys {
		for _, y := range b.keys {
			best = max(best, words.between(x, y))
		}
	}
	return best
}

// contextCosine is of the sentences around two mentions, in thousandths.
func contextCosine(a, b *mention) int {
	if a.length == 0 || b.length == 0 {
		return 0
	}
	return 1000 * dot(a.context, b.context) / (a.length * b.length)
}

func sharedWords(a, b []string) int {
	n := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			n++
			i++
			k++
		case a[i] < b[k]:
			i++
		default:
			k++
		}
	}
	return n
}

// disjoint reports whether there are some of both and none in common.
func disjoint(a, b []string) bool { return len(a) > 0 && len(b) > 0 && !shareSorted(a, b) }

// spreads notes how many of a happening's documents have mentions of each lemma.
func spreads(ms []*mention, documents int) {
	last := map[string]int{}
	count := map[string]int{}
	for _, m := range ms {
		if d, ok := last[m.lemma]; !ok || d != m.document {
			last[m.lemma] = m.document
			count[m.lemma]++
		}
	}
	for _, m := range ms {
		m.spread = 100 * count[m.lemma] / max(1, documents)
	}
}
