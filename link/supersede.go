package link

import (
	"regexp"
	"slices"
	"strings"

	"dateline"
)

// Which figures a later one replaces: those of the same outlet or origin, and
// where words say that a toll changed, those that it changed from. A figure
// replaced is history, not dispute.

// A turn is what an account's words say of a toll beside the number.
type turn uint8

const (
	steady  turn = iota
	risen        // it rose to this number
	fallen       // it was lowered to this number
	revised      // it was corrected, without a word for the direction
)

const (
	tollWord = `(?:toll|tally|count|dead|deaths?|fatalit\w+|casualt\w+|victims|figure|number|killed|wounded|injured|missing|displaced|abducted|kidnapped)`
	roseTo   = `(?:risen|rose|rises|rising|climb(?:s|ed|ing)?|increas(?:es|ed|ing)|mount(?:s|ed|ing)?|jump(?:s|ed)|grow(?:s|n)|grew|passes|passed|tops|topped|up from|now stands|stood by then)`
	raiseIt  = `(?:rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|updat(?:e|es|ed|ing))`
	fellTo   = `(?:fell|fallen|falls|lowered|reduced|cut|down from|revised down(?:wards?)?)`
	lowerIt  = `(?:lower(?:s|ed|ing)?|reduc(?:es|ed|ing)|cut(?:s|ting)?|revis(?:es|ed|ing) down(?:wards?)?)`
	earlier  = `(?:earlier|initial|initially|first|previous|previously|preliminary|originally)`
	told     = `(?:reports?|reported|said|counts?|counted|put|given|gave|announced|tolls?|tally|figures?|numbers?|estimates?|estimated|believed|thought)`
)

var (
	risesAt = regexp.MustCompile(`(?i)\b` + tollWord + `\b[^.;]{0,60}\b` + roseTo + `\b|\b` + raiseIt + `\b[^.;]{0,40}\b` + tollWord + `\b`)
	fallsAt = regexp.MustCompile(`(?i)\b` + tollWord + `\b[^.;]{0,60}\b` + fellTo + `\b|\b` + lowerIt + `\b[^.;]{0,40}\b` + tollWord + `\b|\b(?:fewer|less|lower) than (?:` + earlier + `|had been)\b|\bnot \w+ as (?:` + earlier + `|had been)\b`)
	revises = regexp.MustCompile(`(?i)\b(?:revis(?:es|ed|ing|ion)|correct(?:s|ed|ing|ion)|clarif(?:ies|ied))\b|\b` + earlier + `(?:,? \w+){0,2} ` + told + `\b|\b(?:had|was|were) ` + earlier + ` ` + told + `\b`)
)

// turnOf reads in the sentences that a figure rests on whether its toll changed.
// The question stands for one harm; a sentence may tell of several.
func turnOf(a *account, harm dateline.Harm) turn {
	found, known := a.turns[harm]
	if !known {
		found = readTurn(a, harm)
		a.turns[harm] = found
	}
	return found
}

func readTurn(a *account, harm dateline.Harm) turn {
	found := steady
	for _, ev := range a.Evidence {
		if ev.Field != "casualties."+string(harm) && !strings.HasPrefix(ev.Field, "casualties."+string(harm)+".") {
			continue
		}
		said := around(a.src.report.Text, ev.Span)
		if s, ok := sentenceAt(a.src, ev.Start); ok {
			said = s.In(a.src.report.Text)
		}
		switch {
		case fallsAt.MatchString(said):
			return fallen
		case risesAt.MatchString(said):
			found = risen
		case found == steady && revises.MatchString(said):
			found = revised
		}
	}
	return found
}

// around is the line that a span stands in.
func around(text string, sp dateline.Span) string {
	from := strings.LastIndexByte(text[:sp.Start], '\n') + 1
	to := len(text)
	if n := strings.IndexByte(text[sp.End:], '\n'); n >= 0 {
		to = sp.End + n
	}
	return text[from:to]
}

// replaces reports whether figure b takes the place of a.
func replaces(b, a *figure) bool {
	switch {
	case a.account == b.account, before(b.account, a.account), sameRange(a.Casualty, b.Casualty):
		return false
	case b.enemys && !a.enemys, b.telling < a.telling:
		return false // one side's count, or a mention of one of them, takes nothing back
	case before(a.account, b.account) && (sameOutlet(a.account.src, b.account.src) || a.account.src.origin == b.account.src.origin):
		return !within(a.Casualty, b.Casualty) // "several" a day after "nine" takes nothing back
	}
	switch b.turn {
	case risen:
		return floor(a.Casualty) < floor(b.Casualty)
	case fallen:
		return floor(a.Casualty) > floor(b.Casualty)
	case revised:
		return !overlap(a.Casualty, b.Casualty)
	}
	return false
}

func sameOutlet(s, t *source) bool {
	return s.report.Outlet != nil && t.report.Outlet != nil && *s.report.Outlet == *t.report.Outlet
}

func sameRange(c, d dateline.Casualty) bool { return same(c.Low, d.Low) && same(c.High, d.High) }

// floor is the lowest number that a figure allows.
func floor(c dateline.Casualty) int {
	if c.Low == nil {
		return 0
	}
	return *c.Low
}

// A replacer is the latest figure of a range that may replace others, with those of
// the same before it that are remembered.
type replacer struct {
	*figure
	before []*figure
}

// markReplaced marks the figures that others replace. Of those that may replace
// others, the latest of each range stands for all, so that a thousand accounts of
// a few numbers cost little more than a few.
func markReplaced(figures []*figure) {
	latest := map[string][]*replacer{} // by whom they may replace: those of an outlet, of an origin, all
	put := func(whom string, b *figure) {
		for _, have := range latest[whom] {
			if sameRange(have.Casualty, b.Casualty) && have.enemys == b.enemys && have.turn == b.turn && have.telling == b.telling {
				was := b
				if !before(b.account, have.account) {
					have.figure, was = b, have.figure
				}
				if have.before = append(have.before, was); len(have.before) >= dateline.MostReplacing {
					have.before = slices.Delete(have.before, 0, 1)
				}
				return
			}
		}
		latest[whom] = append(latest[whom], &replacer{figure: b})
	}
	whoms := func(a *figure) []string {
		out := []string{"all", "origin " + string(a.account.src.origin)}
		if o := a.account.src.report.Outlet; o != nil {
			out = append(out, "outlet "+*o)
		}
		return out
	}
	for _, b := range figures {
		if b.echo != nil || b.past {
			continue
		}
		for _, whom := range whoms(b) {
			if whom != "all" || b.turn != steady {
				put(whom, b)
			}
		}
	}
	for _, a := range figures {
		if a.echo != nil {
			continue
		}
		for _, whom := range whoms(a) {
			for _, b := range latest[whom] {
				if !replaces(b.figure, a) {
					continue
				}
				a.gone, a.by = true, append(a.by, b.account)
				for _, o := range b.before {
					if replaces(o, a) {
						a.by = append(a.by, o.account)
					}
				}
			}
		}
	}
}
