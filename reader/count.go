package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/when"
)

// How many people were harmed, as a phrase gives it, and which of several
// figures for one harm stands.

// A count is a number of people by harm, as a phrase gives it.
type count struct {
	harm  dateline.Harm
	side  dateline.Side
	qty   syntax.Quantity
	who   string
	span  dateline.Span
	more  []dateline.Span // where others of the same count stand
	s     *syntax.Sentence
	ent   *discourse.Entity
	f     *find // that tells it
	part  bool  // of people told of by a word that leaves open how many there were
	care  bool  // of people told of as cared for, so that who died before is not among them
	alive bool  // told of as alive since: "is in critical condition"

	by    string            // who gives the figure; "" for the report itself
	voice *discourse.Entity // of by, or nil
}

// words are the words that give the number: where several stand in one sentence and
// were reckoned up, from the first to the last.
func (c count) words() dateline.Span {
	sp := c.span
	for _, m := range c.more {
		if m.Start >= c.s.Start && m.End <= c.s.End {
			sp = dateline.Span{Start: min(sp.Start, m.Start), End: max(sp.End, m.End)}
		}
	}
	if sp.Len() > dateline.MaxQuote {
		return c.span
	}
	return sp
}

// addCount reads how many people a phrase tells of.
func (f *find) addCount(harm dateline.Harm, np *syntax.NounPhrase) {
	if share := shareIn(np); share != nil {
		np = share // "two of three gunmen who attacked a hotel were shot dead"
	}
	e := discourse.Referent(np)
	if allBut(np) || none(np) || ofWhich(np) || f.either(np) || f.verb != nil && f.verb.Lemma == "shoot down" && e.Is(discourse.Civilian) && e.Class == "number" {
		return
	}
	if isAge(np) || allOfThem(np) || np.To-np.From == 1 && np.In.Lower(np.From) == "dead" || ofThingsCounted(np) || f.verb != nil && f.np == nil && f.verb.Negated {
		return
	}
	if harm == codebook.Hit || harm == dateline.Wounded {
		if f.fatal() {
			harm = dateline.Killed // "fatally shot", "was mortally wounded"
		}
	}
	if e == nil && ordinals[np.HeadLemma()] && !np.Plural && (np.Det == "a" || np.Det == "another" || np.HeadLemma() == "another" || np.Det == "the" && np.To-np.From == 2) {
		// "wounding a third", "the other was taken to hospital": one more of those told of
		one := 1
		f.counts = append(f.counts, count{harm: harm, side: dateline.UnknownSide, span: np.Span(), s: np.In, qty: syntax.Quantity{Low: &one, High: &one}, ent: &discourse.Entity{Class: "other"}, f: f})
		return
	}
	if anotherFigure(np) && harmWords[np.In.Lower(np.To)] != harm {
		return
	}
	unknown := e == nil && harmed(np) && (np.Det == "a" || np.Det == "an") && !np.Plural // "a shepherd"
	if e == nil && np.Quantity == nil && !unknown || e.Is(discourse.Place, discourse.Property, discourse.Weapon) {
		return
	}
	c := count{harm: harm, side: dateline.UnknownSide, span: np.Span(), s: np.In, ent: e, f: f}
	if e != nil && e.Side != "" {
		c.side = e.Side
	}
	one := 1
	switch {
	case np.Quantity != nil && ofAge(np):
		c.qty = syntax.Quantity{Low: &one, High: &one}
	case np.Quantity != nil:
		c.qty = *np.Quantity
	case sets[np.HeadLemma()] > 0 && !np.Plural:
		n := sets[np.HeadLemma()]
		c.qty = syntax.Quantity{Low: &n, High: &n}
	case np.Det == "both" && np.Plural && e.People():
		two := 2
		c.qty = syntax.Quantity{Low: &two, High: &two}
	case np.Pronoun != "":
		if np.Pronoun != "he" && np.Pronoun != "she" && np.Pronoun != "him" && np.Pronoun != "her" && np.Pronoun != "himself" && np.Pronoun != "herself" || !e.People() {
			return
		}
		c.qty = syntax.Quantity{Low: &one, High: &one} // of one told of before
	case unknown, np.In.Lower(np.From) == "another":
		c.qty = syntax.Quantity{Low: &one, High: &one}
	case !np.Plural && e.People() && np.Det != "no" && (np.Det == "a" || np.Det == "an" || np.Det == "the" || e.Kind == discourse.Person || np.Det == "one" || np.Det == "" || np.Det == "her" || np.Det == "his" || np.Det == "its" || np.Det == "their"):
		if lexicon.People(np.HeadLemma()) != nil && lexicon.MassNoun(np.HeadLemma()) {
			return
		}
		c.qty = syntax.Quantity{Low: &one, High: &one}
	default:
		return
	}
	if np.Quantity == nil || np.Head != np.Quantity.To-1 {
		c.who = np.Words()
		if np.Quantity != nil && np.Quantity.To <= np.To {
			c.who = np.In.Quote(np.In.SpanOf(np.Quantity.To, np.To))
		} else if np.Det == "a" || np.Det == "an" || np.Det == "the" {
			c.who = np.In.Quote(np.In.SpanOf(np.From+1, np.To))
		}
		if harmWords[strings.ToLower(c.who)] != "" {
			c.who = "" // "20 hurt" says what befell them, not who they are
		}
	}
	if of := wholeOf(np); of != nil {
		o := discourse.Referent(of)
		if o == nil && !harmed(of) || o.Is(discourse.Place, discourse.Property, discourse.Weapon) {
			return // "40 of 46 drones"
		}
		if o != nil && o.Side != "" && c.side == dateline.UnknownSide {
			c.side, c.who = o.Side, of.Words() // "three of the attackers"
		}
	}
	if c.withAttacker() || c.side == dateline.Civilian && c.withArmed() {
		c.side = dateline.UnknownSide
	}
	f.counts = append(f.counts, c)
}

// shareIn is the bare number that counts some of a phrase's number of people, nil where
// there is none.
func shareIn(np *syntax.NounPhrase) *syntax.NounPhrase {
	if np.Quantity == nil || np.At < 2 || np.In.Chunks[np.At-1].Word != "of" {
		return nil
	}
	if share := np.In.Chunks[np.At-2].NP; share != nil && share.Quantity != nil && shareOf(share) == np {
		return share
	}
	return nil
}

// none reports whether a phrase says that there was nobody; "no fewer than 15" is at
// least that many.
func none(np *syntax.NounPhrase) bool {
	if np.Quantity != nil && np.Quantity.From <= np.From {
		return false
	}
	switch np.In.Lower(np.From) {
	case "no", "nobody", "none":
		return true
	}
	return np.Det == "no"
}

// either reports whether one number is said to be of two harms together, so that it is
// the number of neither: "more than 20 were killed or wounded", "30 dead and wounded".
func (f *find) either(np *syntax.NounPhrase) bool {
	s := np.In
	joined := func(i int) bool { // at token i
		w := s.Lower(i)
		return (w == "or" || w == "and" || w == "and/or" || w == "/") && mortalWord(s, i-1) && mortalWord(s, i+1) && s.Lower(i-1) != s.Lower(i+1)
	}
	if joined(np.To+1) || joined(np.Head+1) || joined(np.Head-1) && np.Quantity != nil && np.Quantity.To == np.Head-2 {
		return !f.single(np)
	}
	vg := f.verb
	if next := chunkAt(s, np.At+1).VG; next != nil {
		vg = next
	}
	if vg != nil && vg.In == s {
		return (joined(vg.To) || joined(vg.From-1)) && !f.single(np) && len(s.ArgumentsOf(vg).Object) <= 1 && vg.Passive
	}
	return false
}

// single reports whether a phrase is of one person, of whom two harms can be told.
func (f *find) single(np *syntax.NounPhrase) bool {
	return !np.Plural && (np.Quantity == nil || np.Quantity.Low != nil && np.Quantity.High != nil && *np.Quantity.High == 1)
}

// mortalWord reports whether token i says that somebody died or was hurt.
func mortalWord(s *syntax.Sentence, i int) bool {
	h := harmWords[s.Lower(i)]
	return h == dateline.Killed || h == dateline.Wounded || h == dateline.Missing
}

// ofWhich reports whether a bare number is of things told of before: "46 drones, of which
// 40 were shot down". Of people it would be "of whom".
func ofWhich(np *syntax.NounPhrase) bool {
	return np.Quantity != nil && np.Head < np.Quantity.To && np.In.Lower(np.From-1) == "which" && np.In.Lower(np.From-2) == "of"
}

// allBut reports whether a phrase leaves people out: "all but two teachers".
func allBut(np *syntax.NounPhrase) bool {
	return np.In.Lower(np.From) == "all" && np.In.Lower(np.From+1) == "but"
}

// wholeOf is the phrase of whom a bare number counts some: "three of the attackers".
func wholeOf(np *syntax.NounPhrase) *syntax.NounPhrase {
	s := np.In
	if np.Quantity == nil || np.Head >= np.Quantity.To || np.At < 0 || np.At+2 >= len(s.Chunks) || s.Chunks[np.At+1].Word != "of" {
		return nil
	}
	return s.Chunks[np.At+2].NP
}

// withAttacker reports whether the words say that who did it is among those counted:
// "four people, including the bomber".
func (c count) withAttacker() bool {
	_, at := c.s.TokensOf(c.span)
	if c.s.Lower(at) == "," {
		at++
	}
	if c.s.Lower(at) != "including" {
		return false
	}
	switch c.s.Lower(at + 1) {
	case "the", "one", "both", "two", "three", "four", "all", "a", "its", "their":
		at++
	}
	for c.s.Lower(at+1) == "suicide" || c.s.Lower(at+1) == "suspected" {
		at++
	}
	return attackers[c.s.Lemma(at+1)]
}

// withArmed reports whether the words say that people of a state or of an armed group
// are among those counted: "11 people, including two soldiers", "twelve dead: ten women
// and a policeman".
func (c count) withArmed() bool {
	_, to := c.s.TokensOf(c.span)
	i := c.s.ChunkOf(to-1) + 1
	listing := false
	for ; i < len(c.s.Chunks) && !listing; i++ {
		k := c.s.Chunks[i]
		switch w := c.s.Lower(k.From); {
		case w == "including", w == "among" && (c.s.Lower(k.From+1) == "them" || c.s.Lower(k.From+1) == "whom"), w == ":":
			listing = true
		case k.Kind == syntax.Stop:
			return false
		}
	}
	for ; i < len(c.s.Chunks) && (c.s.Chunks[i].NP == nil || c.s.Chunks[i].NP.Pronoun != ""); i++ {
		if w := c.s.Chunks[i].Word; w != "them" && w != "whom" && w != "," && w != "of" && w != "including" {
			return false
		}
	}
	of, _ := c.s.List(i)
	return slices.ContainsFunc(of, func(np *syntax.NounPhrase) bool {
		e := discourse.Referent(np)
		return e.Armed() && (e.Side == dateline.State || e.Side == dateline.ArmedGroup)
	})
}

var attackers = lexicon.Of("bomber", "attacker", "assailant", "gunman", "shooter", "himself", "herself", "themselves", "perpetrator")

var ordinals = lexicon.Of("another", "second", "third", "fourth", "fifth", "sixth", "other")

// sets are nouns for several people of a known number.
var sets = map[string]int{"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4}

// isAge reports whether a bare number between commas behind a person is their
// age: "a baker, 38, was shot".
func isAge(np *syntax.NounPhrase) bool {
	s := np.In
	if np.To-np.From != 1 || s.Tag(np.From) != "CD" || np.At < 2 || s.Chunks[np.At-1].Kind != syntax.Comma || s.Chunks[np.At-2].NP == nil {
		return false
	}
	if before := s.Chunks[np.At-2].NP; before.Plural || before.Quantity != nil && before.Head == before.Quantity.To-1 {
		return false
	}
	if np.At+1 == len(s.Chunks) {
		return true
	}
	switch next := s.Chunks[np.At+1]; {
	case next.Kind == syntax.Comma, next.Kind == syntax.Stop, next.Kind == syntax.Prep, next.Kind == syntax.Conj:
		return true
	}
	return false
}

// ofThingsCounted reports whether a number counts what is no people: shots, houses.
func ofThingsCounted(np *syntax.NounPhrase) bool {
	head := np.HeadLemma()
	return np.Quantity != nil && np.Head >= np.Quantity.To && discourse.Referent(np) == nil &&
		(countables[head] || lexicon.Property(head) || lexicon.Weapon(head) || lexicon.Beast(head))
}

var countables = lexicon.Of("round", "shot", "bullet", "gunshot", "casing", "time", "block", "count", "charge")

// ofAge reports whether the number in a phrase is somebody's age: "a 9 or 10 year old".
func ofAge(np *syntax.NounPhrase) bool {
	for k := np.Quantity.To; k < np.To-1 && k <= np.Quantity.To+1; k++ {
		if w := np.In.Lemma(k); (w == "year" || w == "month" || w == "week" || w == "yr") && strings.HasPrefix(np.In.Lower(k+1), "old") {
			return true
		}
	}
	return false
}

// fatal reports whether the words themselves say that people died of it.
func (f *find) fatal() bool {
	from, to := f.from-1, f.to+1
	if f.verb != nil {
		from, to = min(from, f.verb.From-1), max(to, f.verb.To+1)
	}
	for k := from; k < to; k++ {
		switch f.s.Lower(k) {
		case "fatally", "mortally", "fatal", "deadly":
			return true
		}
	}
	return false
}

// addUp makes one count of the last and another of its list, whose counts stand from
// index list on, when both are people of one side: "six patients and a nurse" are
// seven, "four policemen, a shopkeeper and two soldiers" six of the state and one other.
func (f *find) addUp(list int) {
	n := len(f.counts) - 1
	b := f.counts[n]
	for i := n - 1; i >= list; i-- {
		a := &f.counts[i]
		side, ok := a.oneSide(&b)
		if !ok || a.harm != b.harm || a.s != b.s || a.qty.Low == nil || b.qty.Low == nil || f.saysSeparate() {
			continue
		}
		a.side = side
		low := *a.qty.Low + *b.qty.Low
		a.qty.Low = &low
		if a.qty.High != nil && b.qty.High != nil {
			high := *a.qty.High + *b.qty.High
			a.qty.High = &high
		} else {
			a.qty.High = nil
		}
		if i == n-1 {
			a.span = dateline.Span{Start: min(a.span.Start, b.span.Start), End: max(a.span.End, b.span.End)}
		} else {
			a.more = append(slices.Clone(a.more), b.span)
		}
		if a.who != "" && b.who != "" {
			a.who += ", " + b.who
		}
		f.counts = f.counts[:n]
		return
	}
}

// oneSide is the side of whom two counts of one list tell together, and whether they
// are added up. Who is told of as others beside people of a state or a group may be of
// any side.
func (c *count) oneSide(b *count) (dateline.Side, bool) {
	switch {
	case b.ofTheirs():
		return c.side, true
	case c.self() && c.f == b.f && c.side != b.side:
		return dateline.UnknownSide, true // "herself and three others": of both sides
	case b.ofOthers() && b.side == dateline.UnknownSide && c.side == dateline.Civilian:
		return c.side, true // "his wife and four others"
	case b.ofOthers() && b.side == dateline.UnknownSide:
		return dateline.UnknownSide, true
	}
	return c.side, c.side == b.side
}

// allOfThem reports whether a phrase is of all who were harmed, without saying how
// many: "three of the wounded", "the dead were buried".
func allOfThem(np *syntax.NounPhrase) bool {
	return np.Quantity == nil && np.Det == "the" && harmWords[np.In.Lower(np.Head)] != ""
}

// ofTheirs reports whether the count is of some of the people of whoever stands
// before them in a list: "a mayor and two of his bodyguards".
func (c count) ofTheirs() bool {
	_, to := c.s.TokensOf(c.span)
	if c.ent != nil && c.ent.Class != "number" || c.s.Lower(to) != "of" {
		return false
	}
	switch c.s.Lower(to + 1) {
	case "his", "her", "its", "their":
		return true
	}
	return false
}

// overPeriod reports whether the count's sentence gives a total over a period and
// not of one occurrence: "more than 100 since February", "nine this year".
func (c count) overPeriod() bool {
	_, to := c.s.TokensOf(c.span)
	for _, e := range c.s.Times {
		from, end := c.s.TokensOf(e.Span)
		if from < to || e.Span.Start >= c.s.SpanOf(from, c.s.ClauseTo(to)).End {
			continue
		}
		if e.Since {
			return true
		}
		if e.Anchor == when.Publication && backTo.MatchString(e.Words) && e.Resolve(nil, when.Past).Precision != dateline.Day {
			return true // "in the past four days"
		}
		if c.s.Lower(from) == "this" && (c.s.Lemma(end-1) == "year" || c.s.Lemma(end-1) == "month") {
			return true
		}
	}
	return false
}

func sameQty(a, b syntax.Quantity) bool {
	eq := func(x, y *int) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }
	return eq(a.Low, b.Low) && eq(a.High, b.High)
}

// raises reports whether the count is a toll that changed: "rose to 15". What else
// the sentence counts does not replace anything ("after three of the wounded died").
func (c count) raises() bool {
	from, _ := c.s.TokensOf(c.span)
	w := c.s.Lower(from - 1)
	if c.overPeriod() || w != "to" && w != "at" && !amounting[c.s.Lemma(from-1)] {
		return false
	}
	changed, of := false, false
	for i := range c.s.Tokens {
		switch c.s.Lemma(i) {
		case "rise", "climb", "raise", "revise", "grow", "increase", "jump", "take", "bring", "push", "reach", "hit", "pass", "top", "exceed":
			changed = true
		case "toll", "number", "figure", "count":
			of = true
		}
	}
	return changed && of
}
