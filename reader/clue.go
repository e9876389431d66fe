package reader

import (
	"slices"
	"strconv"

	"dateline"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
)

// What a learned model may know of a word that could tell of an event: the word
// and those around it, its arguments and what they stand for, what the codebook
// says, what the report says besides.

// A Chooser is a learned model: it picks an output by named features, or none.
// Lead is how far the output is before none, over how far before another
// output; both count in the model's own unit. Package tagger has one.
type Chooser interface {
	Choose(features []string, other string) (output string, lead, over int)
}

// Models are what the reader has learned. A nil one is done without.
type Models struct {
	// Trigger's outputs are codes of types.
	Trigger Chooser
	// Occurrence's outputs are dateline's; Background's are "yes" and "no".
	Occurrence, Background Chooser
	// Reference's output is "yes": a phrase stands for a candidate.
	Reference Chooser
}

// A clue is a list of features under way.
type clue struct{ features []string }

func (c *clue) add(name string, values ...string) {
	for _, v := range values {
		name += "|" + v
	}
	c.features = append(c.features, name)
}

// A candidate is a word that could tell of an event: the head of a verb group
// or of a noun phrase.
type candidate struct {
	s    *syntax.Sentence
	at   int // token
	verb *syntax.VerbGroup
	np   *syntax.NounPhrase
	told *find // what the codebook's words make of it, nil for nothing
}

// candidates are the report's, with the finds made so far.
func (r *reading) candidates() []candidate {
	byChunk := map[*syntax.Sentence]map[int]*find{}
	inside := map[dateline.Span]bool{} // "fire" of "opened fire"
	for _, f := range r.finds {
		for k := f.from; k < f.to; k++ {
			c := f.s.Chunks[f.s.ChunkOf(k)]
			inside[f.s.SpanOf(c.From, c.To)] = true
		}
		if byChunk[f.s] == nil {
			byChunk[f.s] = map[int]*find{}
		}
		if c := f.s.ChunkOf(f.from); byChunk[f.s][c] == nil {
			byChunk[f.s][c] = f
		}
	}
	var out []candidate
	for _, s := range r.Sentences {
		if !s.Own() {
			continue
		}
		for i, c := range s.Chunks {
			told := byChunk[s][i]
			if told == nil && inside[s.SpanOf(c.From, c.To)] {
				continue
			}
			switch {
			case c.VG != nil && !auxiliary[s.Lemma(c.VG.Head)]:
				out = append(out, candidate{s, c.VG.Head, c.VG, nil, told})
			case c.NP != nil && c.NP.Pronoun == "" && (told != nil || s.NameOver(c.NP.Head) == nil && (c.NP.Quantity == nil || c.NP.Head >= c.NP.Quantity.To)):
				out = append(out, candidate{s, c.NP.Head, nil, c.NP, told})
			}
		}
	}
	return out
}

// listed are the codebook's triggers that begin, or as nouns end, with a word.
func (x *triggerIndex) listed(k candidate) []indexed {
	if k.verb != nil {
		return x.verbs[k.s.Lemma(k.at)]
	}
	return x.nouns[k.s.Lemma(k.at)]
}

var auxiliary = lexicon.Of("be", "have", "do")

// triggerClue is what is known of a candidate before its roles are bound.
func (r *reading) triggerClue(k candidate) []string {
	c := &clue{make([]string, 0, 64)}
	s, i := k.s, k.at
	lemma, kind := s.Lemma(i), "N"
	if k.verb != nil {
		kind = "V"
	}
	lemma = kind + lemma
	c.add("bias")
	c.add(kind)
	c.add("w", lemma)
	c.add("t", s.Tag(i))
	if n := len(lemma); n > 5 {
		c.add("s3", kind, lemma[n-3:])
	}
	told := "-"
	if k.told != nil {
		told = string(k.told.typ.Code)
		c.add("R.any")
		c.add("Rfam", kind, k.told.typ.Family)
	}
	c.add("R", kind, told)
	c.add("Rw", told, lemma)
	known := r.rd.triggers.listed(k)
	for n, x := range known {
		if slices.IndexFunc(known, func(o indexed) bool { return o.typ.Code == x.typ.Code }) == n {
			c.add("C", kind, string(x.typ.Code))
		}
	}
	if len(known) == 0 {
		c.add("C0", kind)
	}
	for d := 1; d <= 2; d++ {
		c.add("l"+strconv.Itoa(d), s.Lemma(i-d))
		c.add("r"+strconv.Itoa(d), s.Lemma(i+d))
	}
	c.add("wl", lemma, s.Lemma(i-1))
	c.add("wr", lemma, s.Lemma(i+1))
	c.add("tt", s.Tag(i-1), s.Tag(i), s.Tag(i+1))
	var a *syntax.Arguments
	if k.verb != nil {
		a = s.ArgumentsOf(k.verb)
		r.verbClue(c, k.verb, lemma, told)
	} else {
		a = s.ArgumentsOfNoun(k.np)
		r.nounClue(c, k.np, lemma, told)
	}
	r.argumentClue(c, "S", lemma, told, a.Subject)
	r.argumentClue(c, "O", lemma, told, a.Object)
	for _, p := range a.Preps {
		c.add("P", kind, p.Word)
		c.add("Pw", lemma, p.Word)
		if len(p.Phrases) > 0 {
			c.add("Pe", p.Word, classOf(p.Phrases[0]))
			c.add("Ph", p.Word, p.Phrases[0].HeadLemma())
			c.add("Pwe", lemma, p.Word, classOf(p.Phrases[0]))
		}
	}
	r.roundClue(c, s, i, told, kind)
	return c.features
}

// verbClue tells of a verb group's form.
func (r *reading) verbClue(c *clue, vg *syntax.VerbGroup, lemma, told string) {
	form := "active"
	switch {
	case vg.Gerund:
		form = "gerund"
	case vg.Participle:
		form = "participle"
	case vg.Infinitive:
		form = "infinitive"
	case vg.Passive:
		form = "passive"
	case !vg.Past && !vg.Perfect:
		form = "present"
	}
	c.add("f", form)
	c.add("fw", form, lemma)
	c.add("fR", form, told)
	c.add("g", vg.Lemma)
	if vg.Modal != "" {
		c.add("m", vg.Modal)
		c.add("mR", vg.Modal, told)
	}
	if vg.Negated {
		c.add("neg")
	}
	if gov := vg.In.Governor(vg); gov != nil {
		c.add("gov", gov.Lemma)
		c.add("govf", gov.Lemma, form)
	}
	if vg.At > 0 {
		c.add("before", vg.In.Chunks[vg.At-1].Word)
	}
}

// nounClue tells of a noun phrase's form and of what governs it.
func (r *reading) nounClue(c *clue, np *syntax.NounPhrase, lemma, told string) {
	s := np.In
	number := "one"
	if np.Plural {
		number = "many"
	}
	c.add("d", np.Det, number)
	c.add("dw", np.Det, lemma)
	c.add("dR", np.Det, number, told)
	if np.Quantity != nil {
		c.add("q")
	}
	if np.Owner != nil {
		c.add("own", classOf(np.Owner))
	}
	for k := np.From; k < np.Head; k++ {
		if s.NameOver(k) != nil {
			c.add("mod.name")
			continue
		}
		c.add("mod", s.Lemma(k))
		c.add("modw", s.Lemma(k), lemma)
	}
	if np.At > 0 {
		if b := s.Chunks[np.At-1]; b.Kind == syntax.Prep {
			c.add("under", b.Word)
			c.add("underw", b.Word, lemma)
			c.add("underR", b.Word, told)
		} else if b.VG != nil {
			c.add("after", b.VG.Lemma)
			c.add("afterw", b.VG.Lemma, lemma)
		}
	} else {
		c.add("first")
	}
	if vg := s.VerbOver(np); vg != nil {
		c.add("verb", vg.Lemma)
		c.add("verbw", vg.Lemma, lemma)
	}
	if vg := s.VerbUnder(np); vg != nil {
		c.add("does", vg.Lemma)
		c.add("doesw", vg.Lemma, lemma)
	}
	if h := s.HeadOver(np); h != "" {
		c.add("of", h)
		c.add("ofw", h, lemma)
	}
}

// argumentClue tells of the phrases on one side of a word.
func (r *reading) argumentClue(c *clue, side, lemma, told string, nps []*syntax.NounPhrase) {
	if len(nps) == 0 {
		c.add(side + "0")
		c.add(side+"0w", lemma)
		return
	}
	np := nps[0]
	class := classOf(np)
	c.add(side+"e", class)
	c.add(side+"h", np.HeadLemma())
	c.add(side+"we", lemma, class)
	c.add(side+"wh", lemma, np.HeadLemma())
	c.add(side+"Re", told, class)
	if np.Quantity != nil {
		c.add(side+"q", class)
	}
	if np.Det == "the" {
		c.add(side + "the")
	}
}

// roundClue tells of the sentence and of the report.
func (r *reading) roundClue(c *clue, s *syntax.Sentence, i int, told, kind string) {
	if hasWeapon(s) {
		c.add("weapon", kind)
	}
	if tellsCasualties(s) {
		c.add("casualty", kind)
	}
	if len(s.Times) > 0 {
		c.add("time", kind)
	}
	if slices.ContainsFunc(s.Names, func(n *syntax.Name) bool { return n.Kind == syntax.PlaceName }) {
		c.add("place", kind)
	}
	if s.Quoted[i] {
		c.add("quoted", kind)
		c.add("quotedR", told)
	}
	if s.Kind == text.Title || s.Kind == text.Heading {
		c.add("title", kind)
	}
	if s.At < 2 {
		c.add("lead", kind)
		c.add("leadR", told)
	}
	c.add("genre", string(r.Genre))
	families := map[string]bool{}
	here := 0
	for _, f := range r.finds {
		if f.s == s && (f.from > i || f.to <= i) {
			here++
			families["here "+f.typ.Family] = true
		}
		families[f.typ.Family] = true
	}
	names := make([]string, 0, len(families))
	for f := range families {
		names = append(names, f)
	}
	slices.Sort(names)
	for _, f := range names {
		c.add("doc", f)
	}
	c.add("here", strconv.Itoa(min(here, 3)), told)
}

// classOf says in a word what a phrase stands for.
func classOf(np *syntax.NounPhrase) string {
	e := discourse.Referent(np)
	if e == nil {
		switch h := np.HeadLemma(); {
		case lexicon.Weapon(h):
			return "weapon"
		case lexicon.Property(h):
			return "property"
		case np.Pronoun != "":
			return "pronoun"
		}
		return "thing"
	}
	switch e.Kind {
	case discourse.Group:
		if e.Side == dateline.State {
			return "force"
		}
		return "group"
	case discourse.Fighters:
		if e.Side == dateline.State {
			return "soldiers"
		}
		return "fighters"
	case discourse.Official:
		return "official"
	case discourse.Civilian:
		return "civilian"
	case discourse.Crowd:
		return "crowd"
	case discourse.Person:
		return "person"
	case discourse.Organisation:
		return "body"
	case discourse.Place:
		return "place"
	case discourse.Weapon:
		return "weapon"
	case discourse.Property:
		return "property"
	}
	return "other"
}
