package when

import "strings"

// spokenYear reads a year in words, as transcripts of speech have it: "nineteen
// ninety-six", "twenty twelve", "two thousand and three".
func (p *parser) spokenYear(i int) (y, end int) {
	if p.is(i, "two", "thousand") {
		j := i + 2
		if p.is(j, "and") {
			j++
		}
		if n, e := p.below100(j); e > j {
			return 2000 + n, e
		}
		return 2000, i + 2
	}
	c := cardinals[p.at(i).low]
	if tens[p.at(i).low] == 20 {
		c = 20
	}
	if c < 15 || c > 20 {
		return 0, i
	}
	j := i + 1
	if p.is(j, "-") {
		j++
	}
	if p.is(j, "hundred") && c < 20 {
		return c * 100, j + 1
	}
	if p.oneOf(j, "oh", "o") && cardinals[p.at(j+1).low] > 0 {
		return c*100 + cardinals[p.at(j+1).low], j + 2
	}
	n, e := p.below100(j)
	if e <= j || n < 10 {
		return 0, i
	}
	return c*100 + n, e
}

// below100 reads a number from one to ninety-nine in words.
func (p *parser) below100(i int) (n, end int) {
	w := p.at(i).low
	if n = cardinals[w]; n > 0 {
		return n, i + 1
	}
	if n = tens[w]; n == 0 {
		return 0, i
	}
	j := i + 1
	if p.is(j, "-") && p.at(j).glued {
		j++
	}
	if u := cardinals[p.at(j).low]; u > 0 && u < 10 {
		return n + u, j + 1
	}
	return n, i + 1
}

// compound reads the smaller units that a length goes on with: "two hours and 30
// minutes" is PT2H30M.
func (p *parser) compound(f form, i int) (timex string, end int) {
	timex, end = f.timex, i
	for u := f.unit; !f.amount.vague; {
		j := end
		if p.oneOf(j, "and", ",") {
			j++
		}
		a, k := p.plainAmount(j)
		if k <= j || a.vague || a.plusHalf {
			break
		}
		v, e, hyphen := p.unitAfter(k, a)
		if v == noUnit || hyphen || v >= u || v == weekend || v == fortnight {
			break
		}
		part := strings.TrimPrefix(length(a, v), "P")
		if strings.Contains(timex, "T") {
			part = strings.TrimPrefix(part, "T")
		}
		timex, end, u = timex+part, e, v
	}
	return timex, end
}
