package tagger

import (
	"slices"
	"strings"

	"dateline"
)

// A Scheme is the tags and relations that a parser knows.
type Scheme struct {
	XPOS, UPOS []string
	Moves      []string // of the parser: "shift", "reduce", "left", "right", "left nsubj", ...
}

// SchemeOf is the scheme of some trees: all that stands in them.
func SchemeOf(trees []Tree) Scheme {
	sets := [3]map[string]bool{{}, {}, {}}
	for _, t := range trees {
		for i, n := range t {
			sets[0][n.XPOS], sets[1][n.UPOS] = true, true
			kind := kindNames[left]
			if n.Head >= 0 && n.Head < i {
				kind = kindNames[right]
			}
			sets[2][kind+" "+n.Relation] = true
		}
	}
	sorted := func(set map[string]bool) []string {
		var out []string
		for s := range set {
			out = append(out, s)
		}
		slices.Sort(out)
		return out
	}
	return Scheme{sorted(sets[0]), sorted(sets[1]), append(kindNames[:], sorted(sets[2])...)}
}

// moves are what the classes of the model of arcs stand for: kinds first,
// then moves with a relation. The relation at 0 is none.
func (s Scheme) moves() (moves []move, relations []string, err error) {
	relations = []string{""}
	if len(s.Moves) < kinds || !slices.Equal(s.Moves[:kinds], kindNames[:]) {
		return nil, nil, dateline.Errorf(dateline.Invalid, "the first classes of a model of arcs are %q", kindNames)
	}
	for k := range uint8(kinds) {
		moves = append(moves, move{kind: k})
	}
	for _, name := range s.Moves[kinds:] {
		kind, relation, ok := strings.Cut(name, " ")
		k := slices.Index(kindNames[:], kind)
		if !ok || k != left && k != right {
			return nil, nil, dateline.Errorf(dateline.Invalid, "a class of a model of arcs is called %q; left or right and a relation wanted", name)
		}
		r := slices.Index(relations, relation)
		if r < 0 {
			r = len(relations)
			relations = append(relations, relation)
		}
		moves = append(moves, move{uint8(k), uint8(r)})
	}
	if len(relations) > 64 {
		return nil, nil, dateline.Errorf(dateline.Invalid, "%d relations; a model of arcs has room for 63", len(relations)-1)
	}
	if !slices.Contains(relations, "root") {
		return nil, nil, dateline.Errorf(dateline.Invalid, `a model of arcs without the relation "root"`)
	}
	return moves, relations, nil
}
