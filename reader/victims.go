package reader

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
)

// How many people an event harmed, out of all that the report says of it:
// figures ("four people were shot"), people told of one by one ("a man, 32,
// died"), and what became of those who were hit.

// casualties leaves one count for each harm and side. A figure for several
// stands before people told of one by one; those are added up as far as they
// can be told apart. Who was hit and is not said to have died was wounded.
func casualties(cs []count) []count {
	var killed, wounded, hit, out []count
	for _, c := range cs {
		switch c.harm {
		case dateline.Killed:
			killed = append(killed, c)
		case dateline.Wounded:
			wounded = append(wounded, c)
		case codebook.Hit:
			hit = append(hit, c)
		default:
			out = append(out, c)
		}
	}
	out = figures(out)
	dead := settle(killed)
	// who is told of as wounded or hit and then as dead has died
	survived := func(c count) bool {
		return !slices.ContainsFunc(killed, func(k count) bool { return samePeople(c, k) })
	}
	hurt := settle(keep(wounded, survived))
	if len(hurt) == 0 {
		hurt = survivors(hit, dead, survived)
	}
	return withRivals(append(append(dead, hurt...), out...), cs)
}

func keep(cs []count, ok func(count) bool) []count {
	return slices.DeleteFunc(slices.Clone(cs), func(c count) bool { return !ok(c) })
}

// survivors are those of the people hit who are not among the dead: the figure
// of all less the dead, else the people hit who are not told of as dead.
func survivors(hit, dead []count, survived func(count) bool) []count {
	all := settle(hit)
	if len(all) == 0 {
		return nil
	}
	n := 0
	for _, c := range dead {
		ofTheirs := slices.ContainsFunc(all, func(o count) bool {
			return o.side == c.side || o.side == dateline.UnknownSide || c.side == dateline.UnknownSide
		})
		if c.qty.Low != nil && ofTheirs {
			n += *c.qty.Low
		}
	}
	total := 0
	for _, c := range all {
		if c.qty.Low != nil {
			total += *c.qty.Low
		}
	}
	switch {
	case n == 0:
		return relabel(all)
	case total <= n:
		return nil
	}
	c := all[0]
	left := settle(keep(hit, survived))
	if c.single() && len(left) > 0 && *left[0].qty.Low <= total-n {
		return relabel(left)
	}
	low := total - n
	c.qty.Low = &low
	if c.qty.High != nil {
		high := max(low, *c.qty.High-n)
		c.qty.High = &high
	}
	return relabel([]count{c})
}

func relabel(cs []count) []count {
	for i := range cs {
		cs[i].harm = dateline.Wounded
	}
	return cs
}

// settle makes one figure a side of counts of one harm.
func settle(cs []count) []count {
	several := keep(cs, func(c count) bool { return !c.single() })
	single := keep(cs, count.single)
	out := figures(several)
	for _, side := range sidesOf(single) {
		of := keep(single, func(c count) bool { return c.side == side })
		n, first, others := distinct(of)
		i := slices.IndexFunc(out, func(o count) bool {
			return o.side == side || o.side == dateline.UnknownSide || side == dateline.UnknownSide
		})
		if i >= 0 {
			continue // those told of one by one are of those counted
		}
		if n > 1 {
			first.qty.Low, first.qty.High, first.more = &n, &n, others
		}
		out = append(out, first)
	}
	return out
}

func sidesOf(cs []count) []dateline.Side {
	var out []dateline.Side
	for _, c := range cs {
		if !slices.Contains(out, c.side) {
			out = append(out, c.side)
		}
	}
	// people of no known side may be any of the others
	if len(out) > 1 {
		out = slices.DeleteFunc(out, func(s dateline.Side) bool { return s == dateline.UnknownSide })
	}
	return out
}

// single reports whether the count is of one person.
func (c count) single() bool {
	return c.qty.Low != nil && c.qty.High != nil && *c.qty.Low == 1 && *c.qty.High == 1 && c.qty.Qualifier == "" && c.ent != nil && c.ent.Class != "number"
}

// figures leaves one count for each harm and side: a toll that a later
// sentence raises replaces the first; else the body's word outweighs the
// headline's, and what is told first stands.
func figures(cs []count) []count {
	var out []count
	for _, c := range cs {
		i := slices.IndexFunc(out, func(o count) bool {
			return o.harm == c.harm && (o.side == c.side || o.side == dateline.UnknownSide || c.side == dateline.UnknownSide)
		})
		if i < 0 {
			out = append(out, c)
			continue
		}
		o := &out[i]
		switch {
		case c.raises():
			side := o.side
			*o = c
			if o.side == dateline.UnknownSide {
				o.side = side
			}
		case o.s.Kind == text.Title && c.s.Kind != text.Title, vague(o.qty) && !vague(c.qty):
			*o = c
		case sameQty(o.qty, c.qty):
			if o.side == dateline.UnknownSide {
				o.side = c.side
			}
			if o.who == "" {
				o.who = c.who
			}
		}
	}
	return out
}

// vague reports whether a quantity gives no number that was counted: "several".
func vague(q syntax.Quantity) bool {
	switch q.Qualifier {
	case "several", "many", "multiple", "a number of", "some", "a few", "scores", "dozens":
		return true
	}
	return q.Low == nil
}

// distinct is how many people the counts of one person each tell of, at least:
// those whom name, age or sex tell apart. First is the count that stands for
// them, of the body before one of the headline, others where the rest stand.
func distinct(cs []count) (n int, first count, others []dateline.Span) {
	var seen []person
	for _, c := range slices.SortedStableFunc(slices.Values(cs), func(a, b count) int {
		return cmp.Compare(btoi(a.s.Kind == text.Title), btoi(b.s.Kind == text.Title))
	}) {
		p := personOf(c)
		if i := slices.IndexFunc(seen, p.may); i >= 0 {
			seen[i] = seen[i].with(p)
			continue
		}
		if len(seen) == 0 {
			first = c
		} else {
			others = append(others, c.span)
		}
		seen = append(seen, p)
	}
	return len(seen), first, others
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// samePeople reports whether two counts are of the same people for certain: of
// one entity, or of one person by name or age.
func samePeople(a, b count) bool {
	if a.ent != nil && a.ent == b.ent {
		return true
	}
	if !a.single() || !b.single() {
		return false
	}
	p, q := personOf(a), personOf(b)
	if p.may(q) && (a.definite() || b.definite()) {
		return true // "the teen was hit", after the teen who died
	}
	return p.may(q) && (p.name != "" && p.name == q.name || p.age > 0 && p.age == q.age)
}

// definite reports whether the count is of someone told of before: "the teen".
func (c count) definite() bool {
	from, _ := c.s.TokensOf(c.span)
	switch c.s.Lower(from) {
	case "the", "he", "she", "him", "her", "that", "this":
		return true
	}
	return false
}

// A person is what a phrase tells of somebody that can tell them from others.
type person struct {
	ent   *discourse.Entity
	name  string // family name
	age   int    // years; 0 is not told
	sex   byte   // m, f; 0 is not told
	minor bool   // a child
	other bool   // "another", "a second"
	in    *syntax.Sentence
	head  string
	kin   bool // the head is of kin, sex or age, not "victim"
}

// may reports whether p can be the same as q.
func (p person) may(q person) bool {
	switch {
	case p.ent == q.ent:
		return true
	case p.in == q.in && p.head != q.head && p.name == "" && q.name == "" && p.kin && q.kin:
		return false // "the uncle was shot in the hand, the child in the chest"
	case p.name != "" && q.name != "" && p.name != q.name,
		p.age > 0 && q.age > 0 && p.age != q.age,
		p.sex != 0 && q.sex != 0 && p.sex != q.sex,
		p.minor && q.age >= 18, q.minor && p.age >= 18,
		p.other, q.other:
		return false
	}
	return true
}

func (p person) with(q person) person {
	if p.name == "" {
		p.name = q.name
	}
	p.age, p.sex, p.minor = max(p.age, q.age), max(p.sex, q.sex), p.minor || q.minor
	return p
}

var (
	ageWord = regexp.MustCompile(`^(\d{1,3})-(?:year|yr)s?-olds?$`)
	males   = lexicon.Of("man", "boy", "father", "son", "brother", "husband", "uncle", "grandfather", "nephew", "grandson", "boyfriend", "he", "him")
	females = lexicon.Of("woman", "girl", "mother", "daughter", "sister", "wife", "aunt", "grandmother", "niece", "granddaughter", "girlfriend", "she", "her", "schoolgirl")
	minors  = lexicon.Of("boy", "girl", "child", "toddler", "infant", "baby", "teen", "teenager", "juvenile", "pupil", "schoolboy", "schoolgirl", "schoolchild")
	extra   = lexicon.Of("another", "second", "third", "fourth", "fifth", "other")
)

func personOf(c count) person {
	p := person{ent: c.ent, in: c.s}
	from, to := c.s.TokensOf(c.span)
	for k := from; k < to; k++ {
		w, l := c.s.Lower(k), c.s.Lemma(k)
		if m := ageWord.FindStringSubmatch(w); m != nil {
			p.age, _ = strconv.Atoi(m[1])
		}
		switch {
		case males[l] || males[w]:
			p.sex = 'm'
		case females[l] || females[w]:
			p.sex = 'f'
		}
		p.minor = p.minor || minors[l]
		p.other = p.other || extra[w]
		if males[l] || females[l] || minors[l] {
			p.head, p.kin = l, true
		}
	}
	// "John Doe, 32," and "a man, 32,"
	if p.age == 0 && c.s.Lower(to) == "," {
		if n, err := strconv.Atoi(c.s.Lower(to + 1)); err == nil && n > 0 && n < 110 && (c.s.Lower(to+2) == "," || c.s.Lower(to+2) == ".") {
			p.age = n
		}
	}
	if c.ent != nil && len(c.ent.Mentions) > 0 {
		for _, np := range c.ent.Mentions {
			for _, nm := range np.Names {
				if c.ent.Name != "" && strings.Contains(c.ent.Name, nm.Words()) {
					f := strings.Fields(nm.Words())
					p.name = f[len(f)-1]
				}
			}
		}
	}
	return p
}
