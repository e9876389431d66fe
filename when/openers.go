package when

// openers are the words that an expression can begin with, numbers aside; most
// words of a text are none, and no rule need look at them. afterArticle are
// those that go on after "the", "a" or "an".
var openers, afterArticle = openingWords()

func openingWords() (first, second map[string]bool) {
	first = listed(`a an the last this next that these those today yesterday tomorrow tonight overnight late early later earlier mid so
		couple few several many numerous dozens half more at greater longer over well less fewer up no about around some nearly almost roughly
		approximately just barely exactly only under every each other daily nightly weekly monthly yearly annually hourly per recently lately
		recent past coming previous preceding following shortly soon beginning start outset middle end close final latter first year fourth
		predawn small pre midday thirtieth fall fiscal '`)
	for _, names := range []map[string]int{months, monthsAb, weekdays, weekdaysAb, weekdayPl, seasons, ordinals, cardinals, tens} {
		for w := range names {
			first[w] = true
		}
	}
	for w := range unitsPl {
		first[w] = true
	}
	for w := range feastDays {
		first[w] = true
	}
	for _, names := range []map[string]string{dayParts, dayPoints} {
		for w := range names {
			first[w] = true
		}
	}
	second = listed(`same very current weekend hundred dozen number full whole long further bloody turbulent tense additional straight
		consecutive successive calendar prior single fiscal`)
	for w := range first {
		second[w] = true
	}
	for w := range units {
		second[w] = true
	}
	for w := range decades {
		second[w] = true
	}
	return first, second
}

// mayOpen reports whether a rule may apply at i.
func (p *parser) mayOpen(i int) bool {
	w := p.at(i)
	if w.num >= 0 {
		return true
	}
	if !openers[w.low] {
		return false
	}
	if w.low == "the" || w.low == "a" || w.low == "an" {
		n := p.at(i + 1)
		return n.num >= 0 || n.low == "'" || afterArticle[n.low]
	}
	return true
}

// alsoOpen are those of the forms that only TimeML marks.
var alsoOpen = listed("now currently nowadays presently present the future its their a this that last next")
