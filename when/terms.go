package when

import "fmt"

// Forms that TimeML marks and that place nothing on the calendar by
// themselves: "now", bare lengths, quarters and the periods that figures are
// compared with. The parser reads them only when it marks for TimeML.

// reference reads now, the past and the future.
func (p *parser) reference(i int, prep string) (form, int) {
	f := form{kind: refForm}
	at := func(timex string, end int) (form, int) {
		f.timex = timex
		return f, end
	}
	w := p.at(i)
	if y := w.num; y > 0 && y < 5000 && !w.comma {
		if p.oneOf(i+1, "bc", "bce") || p.is(i+1, "b", ".", "c") {
			end := i + 2
			if p.is(i+1, "b") {
				end = i + 4
				if p.is(end, ".") && p.at(end).glued {
					end++
				}
			}
			return at(fmt.Sprintf("BC%04d", y), end)
		}
	}
	switch w.low {
	case "now":
		if p.oneOf(i+1, "that", "-") || i > 0 && w.upper() && p.at(i-1).upper() {
			return form{}, i // "now that he knows"; a title
		}
		return at("PRESENT_REF", i+1)
	case "currently", "nowadays", "presently":
		return at("PRESENT_REF", i+1)
	case "present":
		if prep == "at" {
			return at("PRESENT_REF", i+1)
		}
	case "the", "this", "that":
		j := i + 1
		if p.oneOf(j, "present", "moment") && (prep == "at" || prep == "for") && !p.at(j+1).letters() {
			return at("PRESENT_REF", j+1)
		}
		if p.is(j, "not") && p.is(j+2, "distant") {
			j += 2 // the not too distant future
		}
		if p.oneOf(j, "near", "foreseeable", "immediate", "distant", "recent") {
			j++
		}
		if w.low == "the" && p.oneOf(j, "past", "future") && !p.names(j+1) {
			return at(map[string]string{"past": "PAST_REF", "future": "FUTURE_REF"}[p.at(j).low], j+1)
		}
	case "future":
		if !w.upper() && !p.oneOf(i-1, "-") {
			return at("FUTURE_REF", i+1)
		}
	}
	return form{}, i
}

// names reports whether the word at i may go on with a noun phrase: "the past
// three years", "the future king".
func (p *parser) names(i int) bool {
	w := p.at(i)
	return w.num >= 0 || w.letters() && !p.oneOf(i, "and", "or", "but", "of", "to", "for", "in", "on", "at", "by", "with", "when", "as", "if", "is", "was", "will",
		"has", "had", "would", "could", "may", "might", "must", "are", "were", "that", "which", "who", "while", "because", "he", "she", "it", "they", "we", "i", "you", "from", "than", "so", "not", "more", "the")
}

// lengthAt reports whether "a year" at i is a length and no rate: "$2 a year" is one.
func (p *parser) lengthAt(i int, prep string) bool {
	switch prep {
	case "for", "in", "within", "over", "after", "during", "by", "of", "throughout", "about", "around", "until":
		return true
	}
	return p.oneOf(i-1, "last", "lasts", "lasting", "took", "take", "takes", "taking", "spent", "spend", "spending", "waited", "wait", "as", "almost", "nearly", "only", "just",
		"than", "least", "served", "another", "him", "her", "them", "us", "up", "half")
}

// wholeYear reads "the year" of a report's figures: "for the year", "the fiscal
// year"; that which ends on a day said next is a length.
func (p *parser) wholeYear(i int, prep string) (form, int) {
	j := i
	if !p.oneOf(j, "the", "its", "their") {
		return form{}, i
	}
	j++
	marked := p.oneOf(j, "current", "full", "fiscal", "entire")
	for p.oneOf(j, "current", "full", "fiscal", "entire") {
		j++
	}
	if !p.is(j, "year") || p.is(j+1, "-") {
		return form{}, i
	}
	if p.oneOf(j+1, "ended", "ending", "ends", "to") {
		return form{kind: durationForm, timex: "P1Y", unit: year, amount: amount{low: 1, high: 1}}, j + 1
	}
	if p.oneOf(j+1, "before", "after", "earlier", "later", "of", "when", "that") || !marked && prep != "for" && prep != "of" && prep != "during" && prep != "in" {
		return form{}, i
	}
	return form{kind: unitForm, unit: year, rel: this}, j + 1
}

// openEnded reads "the first hours", "the early years": lengths without a number.
func (p *parser) openEnded(i int, _ string) (form, int) {
	if !p.is(i, "the") || !p.oneOf(i+1, "first", "early", "final", "closing", "opening") {
		return form{}, i
	}
	u := unitsPl[p.at(i+2).low]
	if u == noUnit {
		return form{}, i
	}
	a := amount{low: 2, high: pluralBound(u), vague: true}
	return form{kind: durationForm, unit: u, amount: a, timex: length(a, u)}, i + 3
}

var quarterNames = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1": 1, "2": 2, "3": 3, "4": 4}

// term reads the quarters of business news and what they are compared with:
// "the third quarter", "third-quarter", "the latest period", "the year-ago quarter",
// "the corresponding period last year", "this year's first quarter".
func (p *parser) term(i int, prep string) (form, int) {
	f := form{kind: termForm, unit: quarter}
	j := i
	article := p.oneOf(j, "the", "a", "its", "their")
	if article {
		j++
	}
	year := false // whether the words say which
	switch {
	case rels[p.at(j).low] != bare && p.is(j+1, "year", "'s"):
		f.ofUnit, f.ofRel, year = unitYear, rels[p.at(j).low], true
		j += 3
	case p.is(j, "year", "-") && p.oneOf(j+2, "ago", "earlier"):
		f.rel, j = last, j+3
		if !p.termNoun(j) {
			return f, j
		}
	case p.is(j, "year") && p.oneOf(j+1, "ago", "earlier") && article && p.termNoun(j+2):
		f.rel, j = last, j+2
	default:
		if y, end := p.year(j); end > j && article {
			f.year, year = y, true
			j = end
		}
	}
	if p.is(j, "fiscal") {
		j++
	}
	if p.oneOf(j, "this", "last", "next") && p.is(j+1, "quarter") && !article && !year {
		return form{kind: unitForm, unit: quarter, rel: rels[p.at(j).low]}, j + 2
	}
	same := p.oneOf(j, "same", "corresponding", "comparable", "equivalent", "prior")
	switch w := p.at(j).low; {
	case same || p.oneOf(j, "latest", "most", "current"):
		if w == "most" {
			j++
		}
		j++
	case quarterNames[w] > 0:
		k := j + 1
		if p.oneOf(k, "-", "st", "nd", "rd", "th") {
			k++
		}
		if p.is(k, "-") {
			k++
		}
		if p.is(k, "quarter") {
			f.of, j = quarterNames[w], k
		}
	}
	if !p.termNoun(j) || p.is(j, "period") && !(same || year || f.rel == last || p.is(j-1, "latest")) {
		return form{}, i
	}
	if f.of == 0 && !year && !same && f.rel != last && !article {
		return form{}, i
	}
	if p.at(j+1).glued && p.is(j+1, "-") {
		return form{}, i // quarter-to-quarter
	}
	end := j + 1
	if !year && f.rel != last {
		f, end = p.termYear(f, end, same)
	}
	return f, end
}

// termYear reads the year after a quarter: "of 2012", "last year", "a year ago".
func (p *parser) termYear(f form, i int, same bool) (form, int) {
	j := i
	if p.oneOf(j, "of", "in", ",") {
		j++
	}
	if p.is(j, "fiscal") {
		j++
	}
	if p.is(j, "the") && p.oneOf(j+1, "year", "previous") && same {
		if p.is(j+1, "year", "before") || p.is(j+1, "previous", "year") {
			f.rel = last
			return f, j + 3
		}
	}
	if p.oneOf(j, "a", "one") && p.is(j+1, "year") && p.oneOf(j+2, "ago", "earlier", "before") && same {
		f.rel = last
		return f, j + 3
	}
	if r := rels[p.at(j).low]; r != bare && p.is(j+1, "year") {
		f.ofUnit, f.ofRel = unitYear, r
		return f, j + 2
	}
	if y, end := p.year(j); end > j && !p.is(j-1, ",") {
		f.year = y
		return f, end
	}
	return f, i
}

const unitYear = year

func (p *parser) termNoun(i int) bool {
	return p.oneOf(i, "quarter", "period") && !p.at(i).upper()
}
