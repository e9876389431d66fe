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
func (p *content) keysOf() []uint32 {
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
func (l *Linker) near(at int32) []edge {
	type found struct {
		at           int32
		weight, back int // what it shares, and how many under one key came after it
	}
	p, st := l.content(at), l.state
	where := map[int32]int{}
	var all []found
	for _, k := range p.keys {
		w := max(weightIn(p.terms, k), 400) // names and scenes weigh like a good word
		before, _ := st.under.Around(st.under.Of(k), at, postedMost, 0)
		for i, q := range before {
			back := len(before) - 1 - i
			j, ok := where[q]
			if !ok {
				j = len(all)
				where[q] = j
				all = append(all, found{q, 0, back})
			}
			all[j].weight += w
			all[j].back = min(all[j].back, back)
		}
	}
	slices.SortFunc(all, func(a, b found) int {
		if c := cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.back, b.back)); c != 0 {
			return c
		}
		return cmp.Compare(st.id(a.at), st.id(b.at))
	})
	var out []edge
	for _, f := range all[:min(comparedMost, len(all))] {
		if st.pieces.At(f.at).report == st.pieces.At(at).report {
			continue
		}
		if n := kinship(l.content(f.at), p, nil); n > edgeLeast {
			out = append(out, newEdge(f.at, int32(n), true))
		}
	}
	return out
}

// weightIn is the weight of a term, 0 when it is none of them.
func weightIn(ts []term, hash uint32) int {
	i, ok := slices.BinarySearchFunc(ts, hash, func(t term, h uint32) int { return cmp.Compare(t.hash, h) })
	if !ok {
		return 0
	}
	return int(ts[i].weight)
}
