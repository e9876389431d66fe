package grade

import (
	"fmt"
	"slices"

	"dateline"
	"dateline/corpus"
	"dateline/reader"
)

// Coreference of actors: the marks with one id against the reader's chains.

// actorMarks are the marks of the actors, people and bodies of a document that
// have an id: those of names, and all others of an entity that is no place,
// time, number or thing by any of its marks. In order of the text.
func actorMarks(d *corpus.Document) []corpus.Mark {
	other := map[string]bool{}
	for _, m := range d.Marks {
		switch m.Tag {
		case corpus.Person, corpus.Group, corpus.Force, corpus.Organisation, corpus.Mention, corpus.Source, corpus.Cue, corpus.Content, corpus.Trigger:
		default:
			other[m.ID] = true
		}
	}
	var out []corpus.Mark
	for _, m := range d.Marks {
		switch m.Tag {
		case corpus.Person, corpus.Group, corpus.Force, corpus.Organisation, corpus.Mention:
			if m.ID != "" && !other[m.ID] {
				out = append(out, m)
			}
		}
	}
	return out
}

// chains scores coreference over the gold mentions: B-cubed, where a mention that
// the reader has in no chain stands alone, and how many of the mentions by a
// pronoun or a common noun of what the report names elsewhere have that name.
func (l *layered) chains(came []reader.Chain) {
	marks := actorMarks(l.gold)
	chain := make([]int, len(marks)) // of each mark, 1 and on; 0 for none
	for ci, c := range came {
		for _, h := range c.Heads {
			best := -1
			for i, m := range marks {
				if m.Start <= h.Start && h.End <= m.End && (best < 0 || m.Len() < marks[best].Len()) {
					best = i
				}
			}
			if best >= 0 && chain[best] == 0 {
				chain[best] = ci + 1
			}
		}
	}
	precision, recall := 0.0, 0.0
	for i, m := range marks {
		wanted, got, both := 0, 0, 0
		for j, o := range marks {
			same := i == j || chain[i] != 0 && chain[i] == chain[j]
			if m.ID == o.ID {
				wanted++
			}
			if same {
				got++
			}
			if same && m.ID == o.ID {
				both++
			}
		}
		precision += float64(both) / float64(got)
		recall += float64(both) / float64(wanted)
	}
	// Precision and recall are means over the mentions.
	l.Add("chain_p", precision, float64(len(marks)), float64(len(marks)))
	l.Add("chain_r", recall, float64(len(marks)), float64(len(marks)))
	for i, m := range marks {
		name := l.properName(m.ID)
		if m.Tag != corpus.Mention || name == "" {
			continue
		}
		got, actor := "", (*dateline.ActorID)(nil)
		if chain[i] > 0 {
			got, actor = came[chain[i]-1].Name, came[chain[i]-1].Actor
		}
		if got != "" && (in(name, got) || in(got, name) || actor != nil && l.namedIn(m.ID, chain, marks, chain[i])) {
			l.Add("named", 1, 1, 1)
			continue
		}
		l.Add("named", 0, 1, 1)
		l.Miss("named", fmt.Sprintf("%q is %s", l.gold.Words(m), name), got)
	}
}

// namedIn reports whether a mention by name of the entity stands in the chain.
func (l *layered) namedIn(id string, chain []int, marks []corpus.Mark, c int) bool {
	for i, m := range marks {
		if m.ID == id && chain[i] == c && m.Tag != corpus.Mention {
			return true
		}
	}
	return false
}

// chainMetrics are B-cubed's precision, recall and F1 in percent.
func chainMetrics() []Metric {
	p := func(ds []*Doc) float64 { h := sum(ds, "chain_p"); return 100 * ratio(h.Right, h.Wanted) }
	r := func(ds []*Doc) float64 { h := sum(ds, "chain_r"); return 100 * ratio(h.Right, h.Wanted) }
	return slices.Concat([]Metric{{"chain_precision", Percent, p}, {"chain_recall", Percent, r},
		{"chain_f1", Percent, func(ds []*Doc) float64 {
			if p(ds)+r(ds) == 0 {
				return 0
			}
			return 2 * p(ds) * r(ds) / (p(ds) + r(ds))
		}}}, []Metric{Accuracy("named", "named")})
}
