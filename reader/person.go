package reader

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Who is who among the people that a report tells of one by one: by name, age, sex,
// and words such as "another".

// persons are those whom counts of one person each tell of, as far as they can be
// told apart.
func persons(cs []count) []person {
	var out []person
	for _, c := range keep(cs, count.single) {
		p := personOf(c)
		if i := slices.IndexFunc(out, func(q person) bool { return q.may(p) }); i >= 0 {
			out[i] = out[i].with(p)
			continue
		}
		out = append(out, p)
	}
	return out
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
	return personOf(b).is(personOf(a), a.definite() || b.definite())
}

// is reports whether q is the same person for certain: by name or age, or as one told
// of before: "the teen was hit", after the teen who died.
func (p person) is(q person, definite bool) bool {
	if p.other != q.other || !p.may(q) {
		return false
	}
	return definite || p.name != "" && p.name == q.name || p.age > 0 && p.age == q.age
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
	teen  bool   // may be of age
	other bool   // "another", "a second"
	one   bool   // "one man"
	self  bool   // "himself"
	in    *syntax.Sentence
	head  string
	kin   bool // the head is of kin, sex or age, not "victim"
}

// may reports whether q, told of after p, can be the same.
func (p person) may(q person) bool {
	switch {
	case p.ent == q.ent:
		return true
	case p.in == q.in && p.self != q.self:
		return false // "killed his wife and himself"
	case p.other && !q.other && q.one:
		return false // "a second man was wounded … one man, 26, had been shot"
	case p.in == q.in && p.head != q.head && p.name == "" && q.name == "" && p.kin && q.kin:
		return false // "the uncle was shot in the hand, the child in the chest"
	case p.name != "" && q.name != "" && p.name != q.name,
		p.age > 0 && q.age > 0 && p.age != q.age,
		p.sex != 0 && q.sex != 0 && p.sex != q.sex,
		p.minor && q.age >= 18, q.minor && p.age >= 18, p.teen && q.age >= 20, q.teen && p.age >= 20,
		q.other && !p.other, p.other && q.other && p.in == q.in:
		return false
	}
	return true
}

func (p person) with(q person) person {
	if p.name == "" {
		p.name = q.name
	}
	p.age, p.sex, p.minor, p.teen = max(p.age, q.age), max(p.sex, q.sex), p.minor || q.minor, p.teen || q.teen
	return p
}

var (
	ageWord = regexp.MustCompile(`^(\d{1,3}|[a-z]+)-(?:year|yr)s?-olds?$`)
	spelled = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}
	males   = lexicon.Of("man", "boy", "father", "son", "brother", "husband", "uncle", "grandfather", "nephew", "grandson", "boyfriend", "he", "him")
	females = lexicon.Of("woman", "girl", "mother", "daughter", "sister", "wife", "aunt", "grandmother", "niece", "granddaughter", "girlfriend", "she", "her", "schoolgirl")
	minors  = lexicon.Of("boy", "girl", "child", "toddler", "infant", "baby", "teen", "teenager", "juvenile", "pupil", "schoolboy", "schoolgirl", "schoolchild")
	extra   = lexicon.Of("another", "second", "third", "fourth", "fifth", "other")
)

func personOf(c count) person {
	p := person{ent: c.ent, in: c.s}
	from, to := c.s.TokensOf(c.span)
	p.self = c.self()
	p.one = c.s.Lower(from) == "one"
	for k := from; k < to; k++ {
		w, l := c.s.Lower(k), c.s.Lemma(k)
		if m := ageWord.FindStringSubmatch(w); m != nil {
			if p.age, _ = strconv.Atoi(m[1]); p.age == 0 {
				p.age = spelled[m[1]]
			}
		}
		switch {
		case males[l] || males[w]:
			p.sex = 'm'
		case females[l] || females[w]:
			p.sex = 'f'
		}
		p.minor = p.minor || minors[l] && l != "teen" && l != "teenager" && l != "juvenile"
		p.teen = p.teen || l == "teen" || l == "teenager" || w == "teenage"
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
	if c.ent.Is(discourse.Person) && !(to-from == 1 && (males[c.s.Lower(from)] || females[c.s.Lower(from)])) { // whom a pronoun means is a guess
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
