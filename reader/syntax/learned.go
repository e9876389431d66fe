package syntax

import (
	"slices"
	"strings"

	"dateline/reader/lexicon"
	"dateline/text"
)

// A NameFinder finds names by what it has learned.
type NameFinder interface {
	// LabelNames labels each token of a report's sentences: "" outside names,
	// "B-kind" where a name of a kind begins, "I-kind" where it goes on. Hints are
	// those of Hints, a slice for each sentence. The kinds are per (a person), grp (an
	// armed group, by name or by a plain noun), force (of a state), org, loc, nat, wpn,
	// veh, time, num and money; others are passed over.
	LabelNames(sentences []text.Sentence, hints [][]uint16) [][]string
}

// A Learned is a name, or a plain noun that stands for a group, as the
// NameFinder has it.
type Learned struct {
	From, To int // tokens
	Kind     string
}

// learnNames asks the NameFinder about the sentences of a report.
func (p *Parser) learnNames(sentences []*Sentence) {
	if p.Names == nil || len(sentences) == 0 {
		return
	}
	plain := make([]text.Sentence, len(sentences))
	hints := make([][]uint16, len(sentences))
	for i, s := range sentences {
		plain[i] = s.Sentence
		hints[i] = p.hints(s.Sentence, s.Times)
	}
	for i, labels := range p.Names.LabelNames(plain, hints) {
		if i >= len(sentences) || len(labels) != len(sentences[i].Tokens) {
			return // not of this report
		}
		s := sentences[i]
		for j := 0; j < len(labels); {
			kind, begins := strings.CutPrefix(labels[j], "B-")
			if !begins {
				j++
				continue
			}
			from := j
			for j++; j < len(labels) && labels[j] == "I-"+kind; j++ {
			}
			s.Learned = append(s.Learned, Learned{from, j, kind})
		}
	}
}

// learnedAt is what the NameFinder has found from token i on, or nil.
func (s *Sentence) learnedAt(i int) *Learned {
	for k := range s.Learned {
		if s.Learned[k].From == i {
			return &s.Learned[k]
		}
	}
	return nil
}

// proper reports whether tokens are written as a name: the first and last with
// a capital, and what lies between too, but for particles.
func (s *Sentence) proper(from, to int) bool {
	for k := from; k < to; k++ {
		w := s.Token(k).Text
		low := strings.ToLower(w)
		if !capital(w) && (k == from || k == to-1 && !strings.ContainsAny(w, "0123456789") && !strings.Contains(w, "-") || !nameLinks[low] && low != "of" && low != "for" && low != "and" && low != "the" && low != "on" && low != "&" && !strings.Contains(w, "-")) {
			return false
		}
	}
	return to > from
}

// placing are prepositions behind which a place is looked for.
var placing = lexicon.Of("in", "near", "at", "outside", "around", "inside", "of")

// weigh decides between the name that lists and rules see at token i, nil for
// none, and what the NameFinder has learned to see there. Names of the register
// and the gazetteer stand; else what was learned says whether a capitalised
// name is a person's, an organisation's or a place's.
func (s *Sentence) weigh(i int, nm *Name) *Name {
	l := s.learnedAt(i)
	if l == nil || !s.proper(l.From, l.To) || nm != nil && (nm.Kind == ActorName || nm.Kind == DemonymName) || s.shouted() {
		return nm
	}
	switch {
	case nm != nil && nm.Kind == PlaceName:
		return nm // the town in a force's name tells where it is
	case l.Kind == "per":
		if l.To-l.From <= 5 && (nm == nil || nm.Kind == OrganisationName) {
			return &Name{In: s, Kind: PersonName, From: l.From, To: l.To}
		}
	case l.Kind == "loc" && (nm == nil || nm.Kind == PersonName):
		// a word that is a name besides: "in Concord", "near Banning"
		if placing[s.Lower(i-1)] {
			if ids := s.parser.Gazetteer.Named(s.Quote(s.SpanOf(l.From, l.To))); len(ids) > 0 {
				return &Name{In: s, Kind: PlaceName, From: l.From, To: l.To, Places: ids}
			}
		}
		return nil
	case slices.Contains([]string{"org", "force", "grp"}, l.Kind):
		if nm != nil && nm.Kind != PersonName {
			return nm
		}
		if l.Kind != "org" && l.To == l.From+1 && !AllCaps(s.Token(i).Text) || lexicon.People(s.Lemma(l.To-1)) != nil {
			return nm // "Army", "Army officers": what noun phrases are told of
		}
		return &Name{In: s, Kind: OrganisationName, From: l.From, To: l.To}
	}
	return nm
}
