package link

import (
	"cmp"
	"slices"
)

const (
	// keyTerms and keyNames are how many of a piece's weightiest words and names
	// it is posted under.
	keyTerms = 24
	keyNames = 12
	// postedMost is how many earlier pieces a key brings together with a new
	// one: the latest. It bounds what a report costs whatever came before.
	postedMost = 32
	// comparedMost is how many of all those are compared in full: the ones that
	// share most.
	comparedMost = 32
	// edgeLeast is the points from which on a pair is kept: less says no more
	// than that nothing was found.
	edgeLeast = missing
)

// keysOf are the keys of a piece, each once, in their order: its weightiest
// words, its rarest names, and the province and day of each event.
func (p *Piece) keysOf() []uint32 {
	set := map[uint32]bool{}
	heaviest := func(ts []term, most int) {
		ts = slices.Clone(ts)
		slices.SortFunc(ts, func(a, b term) int {
			return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.hash, b.hash))
		})
		for _, t := range ts[:min(most, len(ts))] {
			set[t.hash] = true
		}
	}
	heaviest(p.terms, keyTerms)
	heaviest(p.names, keyNames)
	for _, s := range p.scenes {
		if len(s.path) > 1 && s.day() {
			set[(s.path[1]^uint32(s.start)*2654435761)+1] = true
		}
	}
	return sorted(set)
}

// near are the edges of a piece to earlier ones: the pieces under its keys that
// share most with it, compared in full.
func near(st State, p *Piece) []Edge {
	type found struct {
		id           PieceID
		weight, back int // what it shares, and how many under one key came after it
	}
	at := map[PieceID]int{}
	var all []found
	weight := map[uint32]int{}
	for _, t := range p.terms {
		weight[t.hash] = int(t.weight)
	}
	for _, k := range p.keys {
		w := max(weight[k], 400) // names and scenes weigh like a good word
		for back, id := range st.Before(k, p.Order, postedMost) {
			i, ok := at[id]
			if !ok {
				i = len(all)
				at[id] = i
				all = append(all, found{id, 0, back})
			}
			all[i].weight += w
			all[i].back = min(all[i].back, back)
		}
	}
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.back, b.back), cmp.Compare(a.id, b.id))
	})
	var out []Edge
	for _, f := range all[:min(comparedMost, len(all))] {
		q := st.Piece(f.id)
		if q == nil || q.Report == p.Report {
			continue
		}
		if n := kinship(q, p, nil); n > edgeLeast {
			out = append(out, Edge{f.id, int32(n)})
		}
	}
	slices.SortFunc(out, func(a, b Edge) int { return cmp.Compare(a.To, b.To) })
	return out
}
