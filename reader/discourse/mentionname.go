package discourse

import (
	"slices"

	"dateline"
	"dateline/reader/syntax"
)

// Names as mentions: where they stand and what they are is what was learned,
// what they stand for is what the lists say.

// mentionKinds are the kinds of mention of what a NameFinder finds.
var mentionKinds = map[string]dateline.MentionKind{
	"per": dateline.PersonMention, "grp": dateline.ActorMention, "force": dateline.ActorMention, "org": dateline.ActorMention,
	"loc": dateline.PlaceMention, "wpn": dateline.WeaponMention,
}

type addMention func(kind dateline.MentionKind, sp dateline.Span, choice string, candidates []string)

// names adds the names of a sentence.
func (m *Model) names(s *syntax.Sentence, add addMention) {
	told := map[*syntax.Name]bool{}
	for _, l := range s.Learned {
		kind, ok := mentionKinds[l.Kind]
		if !ok {
			continue
		}
		// The name of that kind which shares most of the words gives the candidates.
		var best *syntax.Name
		for _, n := range s.Names {
			if n.From < l.To && l.From < n.To {
				told[n] = true
				k, _, _ := m.candidates(n)
				if k == dateline.ActorMention && n.From == l.From && n.To == l.To && n.Kind == syntax.ActorName {
					kind = k // a group called after a person
				}
				if k == kind && (best == nil || common(n, l) > common(best, l)) {
					best = n
				}
			}
		}
		if best == nil {
			add(kind, s.SpanOf(l.From, l.To), "", nil)
			continue
		}
		_, choice, candidates := m.candidates(best)
		add(kind, s.SpanOf(l.From, l.To), choice, candidates)
	}
	for _, n := range s.Names {
		if kind, choice, candidates := m.candidates(n); kind != "" && !told[n] {
			add(kind, n.Span(), choice, candidates)
		}
	}
}

func common(n *syntax.Name, l syntax.Learned) int {
	return min(n.To, l.To) - max(n.From, l.From)
}

// candidates are what a name may stand for, with the choice among them, "" for
// none. The kind is "" for a demonym, which names nothing.
func (m *Model) candidates(n *syntax.Name) (kind dateline.MentionKind, choice string, candidates []string) {
	switch n.Kind {
	case syntax.ActorName:
		for _, id := range n.Actors {
			candidates = append(candidates, string(id))
		}
		if len(candidates) == 1 {
			choice = candidates[0]
		}
		return dateline.ActorMention, choice, candidates
	case syntax.OrganisationName:
		return dateline.ActorMention, "", nil
	case syntax.PersonName:
		return dateline.PersonMention, "", nil
	case syntax.PlaceName:
		if n.Power {
			return dateline.ActorMention, "", nil // "Kabul said"
		}
		for _, id := range n.Places[:min(len(n.Places), maxCandidates)] {
			candidates = append(candidates, m.placeKey(id))
		}
		if n.Placed {
			choice = m.placeKey(n.Place)
			if !slices.Contains(candidates, choice) {
				candidates = append(candidates, choice)
			}
		}
		return dateline.PlaceMention, choice, candidates
	}
	return "", "", nil
}
