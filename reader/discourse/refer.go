package discourse

import (
	"slices"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Who a pronoun or a definite description stands for, as learned: every entity
// told of before is a candidate, and the one that scores most is it, if it scores
// enough.

// A Referrer is a learned model of reference. It scores by named features that a
// mention stands for a candidate: lead is how far that is likelier than not, in
// the model's own unit. Package tagger has one.
type Referrer interface {
	Choose(features []string, other string) (output string, lead, over int)
}

// A Lesson is a mention beside a candidate, and whether it stands for it.
type Lesson struct {
	Mention  int // which phrase, counted from 0
	Features []string
	Same     bool
}

// A Teacher says by the head noun of a phrase what it stands for, "" for what it
// does not know.
type Teacher func(head dateline.Span) string

// How far a candidate must lead. Package cmd/train prints what that gives.
const (
	pronounLead     = -60
	descriptionLead = 0
)

// maxCandidates is how many entities a phrase is compared with, the latest.
const mostCandidates = 12

// refers reports whether a phrase is asked about: a pronoun of the third person
// or a definite description of people or a group without a name.
func refers(np *syntax.NounPhrase) bool {
	if np.Pronoun != "" {
		return thirdPerson[np.Pronoun]
	}
	if len(np.Names) > 0 || np.In.NameOver(np.Head) != nil || np.Owner != nil {
		return false
	}
	switch np.Det {
	case "the", "this", "that", "these", "those", "both":
	default:
		return false
	}
	e := Referent(np)
	return e.Is(Group, Fighters, Official, Civilian, Crowd, Organisation) && e.Class != "number" || e == nil && bodyNouns[np.HeadLemma()]
}

var thirdPerson = lexicon.Of("he", "she", "his", "her", "him", "himself", "herself", "it", "its", "itself", "they", "their", "them", "themselves")

// bodyNouns are short for a body named before.
var bodyNouns = lexicon.Of("front", "movement", "council", "court", "party", "agency", "command", "committee", "commission", "department", "directorate", "bureau", "union", "bloc", "alliance", "mission", "institute", "column", "force", "office", "company", "junta", "network", "delegation", "programme", "leadership", "service", "federation", "assembly", "army")

// refer decides by the model what a phrase stands for, and keeps what the rules
// took it for where the model has nothing better.
func (m *Model) refer(np *syntax.NounPhrase, ruled *Entity) *Entity {
	if m.referrer == nil && m.teacher == nil {
		return ruled
	}
	np.Referent = ruled
	if !refers(np) || np.Pronoun == "" && apposed(np) != nil {
		return ruled // who stands beside a name is who is named
	}
	cands := m.candidateEntities(np)
	if len(cands) == 0 {
		return ruled
	}
	c := m.lookAt(np, ruled)
	var best *Entity
	if m.teacher != nil {
		best = m.learnFrom(np, cands, c)
	} else {
		top := pronounLead
		if np.Pronoun == "" {
			top = descriptionLead
		}
		for rank, e := range cands {
			if np.Pronoun == "them" && sameBody(e, doerTo(np)) {
				continue
			}
			if _, lead, _ := m.referrer.Choose(c.features(e, rank), ""); lead > top {
				best, top = e, lead
			}
		}
	}
	if best == nil || m.teacher == nil && m.speaksOn(c) {
		return ruled
	}
	if np.Pronoun != "" {
		return m.partFor(best, np)
	}
	if ruled == nil {
		if best.Is(Group, Organisation, Official) {
			return best
		}
		return nil
	}
	if len(ruled.Mentions) == 0 && len(ruled.parts) == 0 {
		m.unite(best, ruled)
	}
	return ruled
}

// speaksOn reports whether who the rules take a speaking pronoun for spoke in the
// sentence before, of the same paragraph: the one who is quoted goes on.
func (m *Model) speaksOn(c *look) bool {
	if c.ruled.Kinded() != Person || c.part.role != "S" || lexicon.Saying(c.part.verb.Lemma) == "" {
		return false
	}
	var o *syntax.NounPhrase // what is quoted is not of the speaker
	for _, x := range c.ruled.Told() {
		if precedes(x, c.np) && !x.In.Quoted[x.Head] && (o == nil || precedes(o, x)) {
			o = x
		}
	}
	if o == nil || o.In.At != c.np.In.At-1 || o.In.Paragraph != c.np.In.Paragraph {
		return false
	}
	p := m.storedPart(o)
	if p.verb == nil || lexicon.Saying(p.verb.Lemma) == "" {
		return false
	}
	return p.role == "S" || p.role == "O" && p.verb.Lemma == "say" // "said Jane Doe"
}

// partFor is the part of a chain that was told of last: what kind it is says
// most of what a pronoun may do. Of someone named it is the name.
func (m *Model) partFor(e *Entity, np *syntax.NounPhrase) *Entity {
	if np.Pronoun == "they" || np.Pronoun == "their" || np.Pronoun == "them" {
		if all := m.besides(e, np); len(all) > 1 {
			return m.together(all...)
		}
	}
	if e.Kind == Person {
		return e
	}
	if o := e.last(np); o != nil && Referent(o) != nil {
		return Referent(o)
	}
	return e
}

// besides are the actors that a sentence told of as one subject with an entity, itself
// among them: "they" means all of them.
func (m *Model) besides(e *Entity, np *syntax.NounPhrase) []*Entity {
	o := e.last(np)
	if o == nil || o.Plural || !headsName(o) {
		return nil
	}
	p := m.storedPart(o)
	if p.verb == nil || p.role != "S" {
		return nil
	}
	var all []*Entity
	for _, x := range o.In.ArgumentsOf(p.verb).Subject {
		if r := Referent(x).Root(); r != nil && r.Kind == e.Kind && headsName(x) && r.Both == nil && !slices.Contains(all, r) {
			all = append(all, r)
		}
	}
	return all
}

func (m *Model) learnFrom(np *syntax.NounPhrase, cands []*Entity, c *look) *Entity {
	id := m.teacher(np.In.SpanOf(np.Head, np.Head+1))
	if id == "" {
		return nil
	}
	var right *Entity
	for _, e := range cands {
		for _, o := range e.Told() {
			if precedes(o, np) && m.teacher(o.In.SpanOf(o.Head, o.Head+1)) == id {
				right = e
			}
		}
		if right != nil {
			break
		}
	}
	for rank, e := range cands {
		m.lessons = append(m.lessons, Lesson{m.taught, c.features(e, rank), e == right})
	}
	m.taught++
	return right
}

// candidateEntities are the entities that a phrase may stand for, that told of last
// first.
func (m *Model) candidateEntities(np *syntax.NounPhrase) []*Entity {
	type seen struct {
		e    *Entity
		last *syntax.NounPhrase
	}
	var out []seen
	for i := len(m.recent) - 1; i >= 0 && len(out) < mostCandidates; i-- {
		o := m.recent[i]
		if !precedes(o, np) || o.In.At < np.In.At-12 {
			continue
		}
		e := Referent(o).Root()
		if e == nil || !e.Is(Group, Fighters, Official, Civilian, Crowd, Person, Organisation) && !(e.Kind == Place) || e.Class == "number" && np.Pronoun == "" {
			continue
		}
		if e.Kind == Place && (np.Pronoun == "" || !m.countryEntity(e)) {
			continue
		}
		dup := false
		for _, x := range out {
			dup = dup || x.e == e
		}
		if !dup && agrees(np, o, e) {
			out = append(out, seen{e, o})
		}
	}
	es := make([]*Entity, len(out))
	for i := range out {
		es[i] = out[i].e
	}
	return es
}

func (m *Model) countryEntity(e *Entity) bool {
	return e.Place != nil && e.Place.Placed && m.gazetteer.Place(e.Place.Place).Level == "country"
}

// agrees reports whether a phrase may stand for an entity by number and kind.
func agrees(np, last *syntax.NounPhrase, e *Entity) bool {
	many := last.Plural || last.Quantity != nil && (last.Quantity.Low == nil || *last.Quantity.Low > 1)
	switch np.Pronoun {
	case "he", "she", "his", "her", "him", "himself", "herself":
		bare := last.Det == "" && last.Owner == nil && last.Pronoun == "" && last.Quantity == nil && !headsName(last) // "under guard"
		return !many && !bare && !e.Is(Group, Organisation, Place) && !lexicon.MassNoun(last.HeadLemma())
	case "it", "its", "itself":
		return !many && !e.Is(Person) && (e.Kind != Civilian || bodies[last.HeadLemma()])
	case "they", "their", "them", "themselves":
		return true
	}
	if np.Plural || np.Quantity != nil && np.Quantity.Low != nil && *np.Quantity.Low > 1 {
		// "the rebels" may be a group, "the two groups" are not one
		counted := np.Quantity != nil || Referent(np).Is(Group)
		return many || !counted && e.Kind != Person
	}
	return !many || Referent(np).Is(Group)
}
