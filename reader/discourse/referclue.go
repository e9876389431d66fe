package discourse

import (
	"strconv"
	"strings"

	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
)

// What is known of a phrase beside what it may stand for.

// A look is what is known of a phrase that stands for something, whatever that is.
type look struct {
	m     *Model
	np    *syntax.NounPhrase
	ruled *Entity
	what  string // the pronoun's class, or the class of the noun
	head  string
	part  part
}

// A part is what a phrase does in its clause.
type part struct {
	role string
	verb *syntax.VerbGroup
}

func (m *Model) lookAt(np *syntax.NounPhrase, ruled *Entity) *look {
	c := &look{m: m, np: np, ruled: ruled.Root(), part: m.partOf(np)}
	switch np.Pronoun {
	case "he", "his", "him", "himself":
		c.what = "he"
	case "she", "her", "herself":
		c.what = "she"
	case "it", "its", "itself":
		c.what = "it"
	case "":
		c.head = np.HeadLemma()
		c.what = "D" + classKey(Referent(np))
		if np.Plural {
			c.what += "s"
		}
	default:
		c.what = "they"
	}
	return c
}

func classKey(e *Entity) string {
	if e == nil {
		return "-"
	}
	return strconv.Itoa(int(e.Kind)) + e.Class
}

// partOf is the part that a phrase plays: subject or object by sense of which
// verb, behind which preposition, whose possessor.
func (m *Model) partOf(np *syntax.NounPhrase) part {
	if m.parts == nil || m.partsOf != np.In {
		m.partsOf, m.parts = np.In, map[*syntax.NounPhrase]part{}
		s := np.In
		for ci := range s.Chunks {
			vg := s.Chunks[ci].VG
			if vg == nil {
				continue
			}
			a := s.ArgumentsOf(vg)
			for _, o := range a.Subject {
				if _, ok := m.parts[o]; !ok || vg.Finite {
					m.parts[o] = part{"S", vg}
				}
			}
			for _, o := range a.Object {
				if _, ok := m.parts[o]; !ok {
					m.parts[o] = part{"O", vg}
				}
			}
		}
	}
	if p, ok := m.parts[np]; ok {
		return p
	}
	s := np.In
	switch {
	case np.Owner == nil && np.At < 0 || isOwner(np):
		return part{"own", nil}
	case np.At > 0 && s.Chunks[np.At-1].Kind == syntax.Prep:
		return part{"P" + s.Chunks[np.At-1].Word, nil}
	}
	return part{"-", nil}
}

func isOwner(np *syntax.NounPhrase) bool {
	if np.At < 0 || np.At >= len(np.In.Chunks) {
		return true
	}
	return np.In.Chunks[np.At].NP != np
}

// features tell of the phrase beside a candidate.
func (c *look) features(e *Entity, rank int) []string {
	f := make([]string, 0, 40)
	add := func(parts ...string) { f = append(f, strings.Join(parts, "|")) }
	np := c.np
	last := e.last(np)
	lp := c.m.storedPart(last)
	said := Referent(last)
	w := c.what
	dist := np.In.At - last.In.At
	d := strconv.Itoa(min(dist, 5))
	number := "one"
	if last.Plural || last.Quantity != nil && (last.Quantity.Low == nil || *last.Quantity.Low > 1) {
		number = "many"
	}
	name := "plain"
	if c.m.ProperName(e) != "" {
		name = "name"
	}
	kind := classKey(said)
	add("b", w)
	add("k", w, kind, number)
	add("K", w, strconv.Itoa(int(e.Kind)), name, number)
	add("s", w, string(said.Side), string(e.Side))
	add("d", w, d)
	add("r", w, strconv.Itoa(min(rank, 4)))
	add("rd", w, strconv.Itoa(min(rank, 4)), d, number)
	add("lp", w, lp.role, d)
	add("pp", w, c.part.role, lp.role, strconv.FormatBool(dist == 0))
	add("n", w, strconv.Itoa(min(len(e.Told()), 5)), name)
	add("ld", w, c.part.role, d)
	paragraph := strconv.Itoa(min(np.In.Paragraph-last.In.Paragraph, 2))
	add("par", w, paragraph, strconv.Itoa(min(rank, 3)))
	add("pard", w, paragraph, d, lp.role)
	if last.In.Kind == text.Title {
		add("title", w)
	}
	if c.part.verb != nil && lp.verb != nil && lexicon.Saying(c.part.verb.Lemma) != "" && lexicon.Saying(lp.verb.Lemma) != "" {
		add("saysay", w, c.part.role, lp.role, paragraph)
	}
	if c.ruled == e {
		add("rule", w)
		add("rule", w, d, kind)
	}
	if last.Pronoun != "" {
		add("pro", w, last.Pronoun)
	}
	if lp.verb != nil && lp.verb == c.part.verb && lp.role != c.part.role {
		add("both", w)
	}
	if lp.verb != nil && c.part.verb != nil {
		add("vv", lp.role, lp.verb.Lemma, c.part.role, c.part.verb.Lemma)
	}
	if c.part.verb != nil {
		add("v", w, c.part.role, c.part.verb.Lemma, strconv.Itoa(int(said.Kinded())), string(said.Side))
		add("vr", c.part.role, c.part.verb.Lemma, lp.role)
		if lexicon.Saying(c.part.verb.Lemma) != "" {
			add("vsay", w, c.part.role, kind)
			add("vname", w, c.part.role, name, d)
			if c.ruled == e {
				add("vrule", w, c.part.role)
			}
		}
	}
	if lp.verb != nil && len(last.In.ArgumentsOf(lp.verb).Subject) > 1 && lp.role == "S" {
		add("among", w)
	}
	if lp.verb != nil {
		add("lv", w, c.part.role, lp.role, lp.verb.Lemma)
		if lexicon.Saying(lp.verb.Lemma) != "" && lp.role == "S" {
			add("lsay", w, d, strconv.FormatBool(np.In.Quoted[np.Head]))
		}
	}
	if dist == 1 && lp.role == "S" {
		add("center", w, c.part.role)
	}
	add("q", w, strconv.FormatBool(np.In.Quoted[np.Head]), strconv.FormatBool(last.In.Quoted[last.Head]), strconv.FormatBool(dist == 0))
	if w == "he" || w == "she" {
		g := gender(e, np)
		add("g", w, g)
		if g == "" && e.Kind == Person {
			first, _, _ := strings.Cut(strings.ToLower(e.Name), " ")
			if n := len(first); n > 2 {
				add("g1", w, first[n-1:])
				add("g2", w, first[n-2:])
				add("gn", w, first)
			}
		}
	}
	if c.head != "" {
		c.describe(e, last, add)
	}
	return f
}

// describe tells of a description beside a candidate's words.
func (c *look) describe(e *Entity, last *syntax.NounPhrase, add func(...string)) {
	w := c.what
	same, inName, indefinite := false, false, false
	for _, o := range e.Told() {
		if !precedes(o, c.np) {
			continue
		}
		if o.Pronoun == "" && o.HeadLemma() == c.head {
			same = true
			indefinite = indefinite || o.Det == "a" || o.Det == "an" || o.Quantity != nil
		}
		for k := o.From; k < o.To; k++ {
			if o.In.Lemma(k) == c.head || o.In.Lower(k) == c.head {
				inName = true
			}
		}
	}
	number := strconv.FormatBool(c.np.Plural == last.Plural)
	add("same", w, strconv.FormatBool(same), strconv.FormatBool(indefinite), number)
	add("same", strconv.FormatBool(same), number)
	add("in", w, strconv.FormatBool(inName))
	add("h", c.head, classKey(Referent(last)), strconv.FormatBool(same))
	add("hK", c.head, strconv.Itoa(int(e.Kind)), string(e.Side))
	if last.Pronoun == "" && !headsName(last) {
		add("hh", c.head, last.HeadLemma())
	}
	p := c.m.storedPart(last)
	if p.verb != nil {
		add("hv", c.head, p.role, p.verb.Lemma)
	}
}

// storedPart is the part that a phrase told of before plays.
func (m *Model) storedPart(np *syntax.NounPhrase) part {
	if np.In == m.partsOf {
		return m.partOf(np)
	}
	if p, ok := m.played[np]; ok {
		return p
	}
	return part{}
}

var (
	female = lexicon.Of("woman", "girl", "mother", "wife", "daughter", "sister", "grandmother", "nun", "businesswoman", "schoolgirl", "policewoman", "spokeswoman", "aunt", "widow", "queen", "princess", "niece", "congresswoman", "servicewoman", "mrs", "ms", "miss", "she", "her", "herself", "lady", "actress", "waitress")
	male   = lexicon.Of("man", "boy", "father", "husband", "son", "brother", "grandfather", "priest", "businessman", "schoolboy", "policeman", "spokesman", "uncle", "widower", "king", "prince", "nephew", "congressman", "serviceman", "gunman", "mr", "he", "his", "him", "himself", "sir", "imam", "bishop", "monk", "sheikh", "emir", "herdsman", "fisherman", "cameraman", "militiaman", "infantryman")
)

// gender is "f" or "m" as the words for an entity before a phrase have it, "" where
// they do not say.
func gender(e *Entity, before *syntax.NounPhrase) string {
	f, n := 0, 0
	for _, o := range e.Told() {
		if !precedes(o, before) || o.Pronoun != "" && o.In.Quoted[o.Head] {
			continue
		}
		for k := o.From; k < o.To; k++ {
			if w := o.In.Lower(k); female[w] || female[o.In.Lemma(k)] {
				f++
			} else if male[w] || male[o.In.Lemma(k)] {
				n++
			}
		}
	}
	switch {
	case f > n:
		return "f"
	case n > f:
		return "m"
	}
	return ""
}
