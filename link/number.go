package link

import (
	"strings"

	"dateline"
	"dateline/text"
)

// A telling is how a report's words give a number of people. News of the first day
// counts ("three men were killed"); what comes later mentions one of them ("the
// killing of Musa", "a man's funeral") and counts nobody.
type telling uint8

const (
	mentioned telling = iota // someone in particular: a name, "the girl", "his wife"
	someone                  // "a man", "another teenager"
	numbered                 // by a number, or a word for one: "three", "both", "dozens"
)

var numberWords = words(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
	twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million dozen dozens scores both couple pair trio several
	multiple many few handful no none nobody`)

// tellingOf is how a figure's words give it.
func tellingOf(c dateline.Casualty) telling {
	ws := text.Words(c.Words)
	for i, w := range ws {
		switch {
		case numberWords[w]:
			return numbered
		case w[0] >= '0' && w[0] <= '9' && !aged(ws[i+1:]):
			return numbered
		}
	}
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(c.Words)), " ")
	switch first {
	case "a", "an", "another":
		return someone
	}
	if c.Low == nil || c.High == nil || *c.Low != 1 || *c.High != 1 {
		return numbered // "gunmen and soldiers": more than one is no mention of one
	}
	return mentioned
}

// aged reports whether words go on from a number as an age does.
func aged(after []string) bool {
	return len(after) > 1 && strings.HasPrefix(after[0], "year") && after[1] == "old"
}

// compareFigures compares two figures. Someone in particular is one of however many
// another report counts.
func compareFigures(x, y *figure) verdict {
	switch {
	case x.telling == mentioned && y.telling == numbered && amongst(x.Casualty, y.Casualty):
		return secondFiner
	case y.telling == mentioned && x.telling == numbered && amongst(y.Casualty, x.Casualty):
		return firstFiner
	}
	return compareRanges(x.Casualty, y.Casualty)
}

// amongst reports whether someone mentioned may be among those counted, and is not
// all of them.
func amongst(one, all dateline.Casualty) bool {
	return floor(all) > floor(one)
}
