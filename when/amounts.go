package when

// amount reads how many: "three", "3", "twenty-three", "a few", "more than
// two", "one and a half". The unit is not part of it.
func (p *parser) amount(i int) (amount, int) {
	j := i
	var more, less, about, exact bool
	switch {
	case p.is(j, "more", "than") || p.is(j, "at", "least") || p.is(j, "greater", "than") || p.is(j, "longer", "than"):
		more, j = true, j+2
	case p.is(j, "over") || p.is(j, "well", "over"):
		more = true
		if p.is(j, "well") {
			j++
		}
		j++
	case p.is(j, "less", "than") || p.is(j, "fewer", "than") || p.is(j, "up", "to") || p.is(j, "at", "most"):
		less, j = true, j+2
	case p.is(j, "no", "more", "than"):
		less, j = true, j+3
	case p.oneOf(j, "about", "around", "some", "nearly", "almost", "roughly", "approximately", "just", "barely", "exactly", "only", "under", "some") && !p.at(j+1).glued:
		less = p.is(j, "under")
		exact = p.is(j, "exactly")
		about = !less && !p.oneOf(j, "exactly", "only", "just", "barely")
		j++
		if p.is(j-1, "just") && p.oneOf(j, "over", "under") {
			j++
		}
	}
	a, end := p.plainAmount(j)
	if end <= j {
		return amount{}, i
	}
	a.about, a.exact, a.limit = about, exact, more || less
	if more {
		a.open = true
	}
	if less {
		a.low = 0
	}
	if p.is(end, "or", "more") || p.is(end, "or", "so") {
		a.open = p.is(end+1, "more")
		end += 2
	} else if p.oneOf(end, "or", "to", "-") {
		k := end + 1
		if b, e := p.plainAmount(k); e > k && !a.vague && !b.vague && b.low > a.low && (p.at(k).num >= 0) == (p.at(j).num >= 0) {
			a.high, end = b.high, e
		}
	}
	return a, end
}

// maxAmount is more of a unit than news tells: beyond it a number is a count.
const maxAmount = 5000

func (p *parser) plainAmount(i int) (amount, int) {
	w := p.at(i)
	exactly := func(n, end int) (amount, int) { return amount{low: n, high: n}, end }
	switch {
	case w.num >= 0:
		if n := p.at(i + 1); w.num > maxAmount || n.glued && n.letters() || p.oneOf(i-1, "$", "£", "€") && w.glued {
			return amount{}, i
		}
		if p.at(i+1).num == 1 && p.is(i+2, "/", "2") && p.at(i+2).glued { // 5 1/2
			return amount{low: w.num, high: w.num, plusHalf: true}, i + 4
		}
		if p.is(i+1, "½") {
			return amount{low: w.num, high: w.num, plusHalf: true}, i + 2
		}
		if p.decimal(i) {
			if p.is(i+1, ":") {
				return amount{}, i
			}
			if f := p.at(i + 2).raw; f != "5" {
				return amount{low: w.num, high: w.num, fraction: f}, i + 3
			}
			return amount{low: w.num, high: w.num, plusHalf: true}, i + 3
		}
		return exactly(w.num, i+1)
	case p.is(i, "a", "couple"), p.is(i, "a", "couple", "of"):
		if p.is(i+2, "of") {
			i++
		}
		return amount{low: 2, high: 3, vague: true}, i + 2
	case p.is(i, "couple", "of"):
		return amount{low: 2, high: 3, vague: true}, i + 2
	case p.is(i, "a", "few"):
		return amount{low: 2, high: 6, vague: true}, i + 2
	case p.is(i, "few"):
		return amount{low: 2, high: 6, vague: true}, i + 1
	case p.is(i, "several"):
		return amount{low: 3, high: 9, vague: true}, i + 1
	case p.is(i-1, "as") && p.is(i, "many"):
		return amount{}, i // "in as many weeks"
	case p.is(i, "many") || p.is(i, "numerous"):
		return amount{low: 3, high: 3, open: true, vague: true}, i + 1
	case p.is(i, "a", "number", "of"):
		return amount{low: 2, high: 9, vague: true}, i + 3
	case p.is(i, "half", "a", "dozen"):
		return amount{low: 5, high: 7, vague: true}, i + 3
	case p.is(i, "a", "dozen"):
		return exactly(12, i+2)
	case p.is(i, "dozens", "of"):
		return amount{low: 24, high: 24, open: true, vague: true}, i + 2
	case p.is(i, "a", "hundred"):
		return exactly(100, i+2)
	case p.is(i, "half", "a") || p.is(i, "half", "an"):
		return amount{plusHalf: true}, i + 2
	case p.is(i, "a") || p.is(i, "an"):
		return exactly(1, i+1)
	}
	n, end := p.below100(i)
	if n == 0 {
		return amount{}, i
	}
	if p.oneOf(end, "hundred", "thousand") {
		n *= map[string]int{"hundred": 100, "thousand": 1000}[p.at(end).low]
		end++
		if n > maxAmount {
			return amount{}, i
		}
	}
	for _, glue := range [][]string{{"and", "a", "half"}, {"-", "and", "-", "a", "-", "half"}} {
		if p.is(end, glue...) {
			return amount{low: n, high: n, plusHalf: true}, end + len(glue)
		}
	}
	return exactly(n, end)
}

// unit reads the unit after an amount, over a hyphen or an adjective.
func (p *parser) unitAfter(i int, a amount) (u unit, end int, hyphen bool) {
	j := i
	if p.is(j, "-") && p.at(j).glued {
		j, hyphen = j+1, true
	} else if p.oneOf(j, "consecutive", "straight", "full", "long", "whole", "successive", "calendar", "more", "further", "additional", "bloody", "turbulent", "tense") {
		j++
	}
	w := p.at(j).low
	one := a.high == 1 && !a.open || a.low == 0 && a.plusHalf
	switch u = units[w]; {
	case u != noUnit && (one || hyphen || a.high == 1):
		return u, j + 1, hyphen
	case u != noUnit && p.timeml && !a.vague && p.at(j+1).letters() && !p.oneOf(j+1, "of", "and", "in"):
		return u, j + 1, true // "a two day rally"
	case unitsPl[w] != noUnit:
		return unitsPl[w], j + 1, hyphen
	case p.timeml && w == "quarters" && p.oneOf(i-2, "next", "last", "past", "previous"):
		return quarter, j + 1, hyphen
	}
	return noUnit, i, false
}

// counts reads what is built on an amount of units: "three days ago", "a week
// before", "hours later", "within 24 hours", and plain lengths.
func (p *parser) counts(i int, prep string) (form, int) {
	j := i
	if p.is(j, "the") && (p.oneOf(j+1, "day", "night", "morning", "week", "month", "year") || unitsPl[p.at(j+1).low] != noUnit) {
		return p.articleCount(i, prep)
	}
	if p.timeml && p.is(j, "the") {
		j++
		if p.oneOf(j, "first", "final") {
			j++ // "the first nine months"
		}
	}
	start := j
	a, j := p.amount(start)
	if start > i && j <= start {
		return form{}, i
	}
	var u unit
	var end int
	var hyphen bool
	if j > i {
		u, end, hyphen = p.unitAfter(j, a)
	} else if u = unitsPl[p.at(i).low]; u != noUnit {
		a, end = amount{low: 2, high: pluralBound(u), vague: true, open: u >= year}, i+1
	}
	if u == noUnit || end <= i {
		return form{}, i
	}
	if j > i && !hyphen && p.is(end, "and", "a", "half") {
		a.plusHalf, end = true, end+3
	}
	if j > i && !hyphen && p.is(end, "or", "so") {
		a.about, end = true, end+2
	}
	if p.is(end, "-", "old") || p.is(end, "old") || p.is(end, "of", "age") || p.is(end, "-", "olds") || p.is(end, "into") {
		return form{}, i
	}
	f := form{unit: u, amount: a}
	if g, e := p.direction(f, end, prep); e > end {
		return g, e
	}
	f.cut = end
	switch {
	case prep == "within":
		f.kind, f.sign = withinForm, 1
		if p.is(end, "of") {
			end++
		} else {
			f.of = 1 // nothing is named
		}
		return f, end
	case j == i: // a plural without a number
		if prep != "for" && prep != "after" {
			return form{}, i
		}
		f.amount.open = true
	case p.is(i, "a") || p.is(i, "an") || p.is(i, "one"):
		if u == weekend || !hyphen && prep != "for" && prep != "after" && prep != "over" && prep != "in" && !p.oneOf(i-1, "lasted", "than", "took") && !(p.timeml && p.lengthAt(i, prep)) {
			return form{}, i
		}
	}
	if p.is(end, "'") && p.at(end).glued || p.is(end, "'s") {
		end++
		if p.is(end, "time") && prep == "in" {
			f.kind, f.sign = agoForm, 1
			return f, end + 1
		}
	}
	f.kind, f.timex = durationForm, length(f.amount, u)
	if !hyphen {
		f.timex, end = p.compound(f, end)
		f.cut = end
	}
	if prep == "in" && !hyphen {
		f.kind, f.sign = inForm, 1
	}
	return f, end
}

// pluralBound is how many a bare plural may be before the next unit would have
// been said.
func pluralBound(u unit) int {
	switch u {
	case second, minute, hour:
		return 23
	case day:
		return 13
	case week:
		return 8
	case month:
		return 11
	}
	return 9
}

// direction reads what points an amount to one side of something.
func (p *parser) direction(f form, i int, prep string) (form, int) {
	f.cut = i
	switch {
	case p.is(i, "ago"):
		f.kind, f.sign = agoForm, -1
		if p.is(i+1, "today") {
			f.amount.exact = true
			i++
		}
		return f, i + 1
	case p.is(i, "from", "now") || p.is(i, "from", "today"):
		f.kind, f.sign = agoForm, 1
		return f, i + 2
	}
	f.kind = shiftForm
	switch w := p.at(i).low; w {
	case "earlier", "beforehand", "previously":
		f.sign, f.of = -1, 1
		return f, i + 1
	case "later", "afterwards", "afterward", "thereafter":
		f.sign, f.of = 1, 1
		return f, i + 1
	case "before", "after", "following", "since", "prior":
		end := i + 1
		f.sign = 1
		if w == "before" || w == "prior" {
			f.sign = -1
		}
		if w == "prior" && p.is(end, "to") {
			end++
		}
		if w == "since" && !p.oneOf(end, "the", "its", "his", "their", "a", "an") {
			return f, i
		}
		if p.oneOf(end, "that", "this", "which", "then") && (w != "since") {
			if n := p.at(end + 1); !n.letters() || p.is(end, "which") {
				f.of = 1
				return f, end + 1
			}
		}
		n := p.at(end)
		if !n.letters() && n.num < 0 && !p.oneOf(end, "\"", "“", "'") || p.oneOf(end, "and", "but", "in", "on", "at", "when", "while", "with", "by", "as", "near") {
			f.of = 1 // nothing is named: the event told before
			return f, end
		}
		if g, e := p.core(end, "of"); !p.timeml && e > end && (g.daily() || g.kind == feastForm) && g.kind != clockForm && g.kind != shiftForm && g.kind != sameForm && !p.is(e, "'s") && !(p.at(e).letters() && !p.oneOf(e, "in", "and", "the", "when", "as", "a", "at")) {
			f.to = &g
			return f, e
		}
		return f, end
	}
	return f, i
}

// articleCount reads "the day before the attack", "the week after", "in the days
// following the raid".
func (p *parser) articleCount(i int, prep string) (form, int) {
	j := i + 1
	w := p.at(j).low
	if u := unitsPl[w]; u != noUnit {
		f, end := p.direction(form{unit: u}, j+1, prep)
		if end <= j+1 || f.kind != shiftForm || f.to != nil || p.oneOf(j+1, "earlier", "later") {
			return form{}, i
		}
		f.kind = withinForm
		f.amount = amount{low: pluralBound(u), high: pluralBound(u), open: u >= year, vague: true}
		return f, end
	}
	f := form{unit: units[w], amount: amount{low: 1, high: 1}}
	if part := dayParts[w]; part != "" {
		f.unit, f.clock = day, part
	}
	if p.is(j+1, "of") && w == "day" {
		if p.oneOf(j+2, "the", "his", "her", "its", "their") && !p.is(j+3, "week") {
			return form{kind: shiftForm, unit: day, sign: 1}, j + 2
		}
		return form{}, i
	}
	if !p.oneOf(j+1, "before", "after", "prior") {
		return form{}, i
	}
	return p.direction(f, j+1, prep)
}

// pastCounts reads "the past week", "the last three days", "recent months",
// "the coming days", and from the event told before "the previous two weeks".
func (p *parser) pastCounts(i int, prep string) (form, int) {
	j := i
	article := p.oneOf(j, "the", "these", "this", "those")
	if article {
		j++
	}
	f := form{kind: pastForm, sign: -1}
	w := p.at(j).low
	switch w {
	case "past", "last", "recent":
	case "next", "coming":
		f.sign = 1
	case "previous", "preceding":
		f.kind, f.of = withinForm, 1
	case "following":
		f.kind, f.of, f.sign = withinForm, 1, 1
	default:
		return form{}, i
	}
	j++
	a, k := p.amount(j)
	if k > j {
		u, end, _ := p.unitAfter(k, a)
		if u == noUnit || w == "recent" {
			return form{}, i
		}
		f.amount, f.unit = a, u
		return p.lasting(f, prep), end
	}
	if p.timeml && p.is(j, "quarters") {
		f.unit, f.amount = quarter, amount{low: 2, high: pluralBound(quarter), vague: true}
		return f, j + 1
	}
	if u := unitsPl[p.at(j).low]; u != noUnit {
		f.unit, f.amount = u, amount{low: 2, high: pluralBound(u), vague: true}
		return p.lasting(f, prep), j + 1
	}
	u := units[p.at(j).low]
	if u == noUnit || f.kind != pastForm || u == weekend || w == "recent" {
		return form{}, i
	}
	spanned := prep == "in" || prep == "over" || prep == "during" || prep == "within" || prep == "for" || prep == "throughout" || prep == "across"
	if w == "last" && !article && prep == "" && p.timeml {
		return form{}, i
	}
	if w == "past" && article && u > day || article && spanned && p.is(i, "the") && u > day {
		f.unit, f.amount = u, amount{low: 1, high: 1}
		return p.lasting(f, prep), j + 1
	}
	return form{}, i
}

// lasting marks "for the past three years", which is still so.
func (p *parser) lasting(f form, prep string) form {
	if prep == "for" && f.kind == pastForm && f.sign < 0 {
		f.bound = since
	}
	return f
}
