package desk

import (
	"slices"
	"strings"
	"sync"

	"dateline"
)

// A groupIndex finds groups of the register by any of their names, and what stands
// under them.
type groupIndex struct {
	groups []Group
	at     map[dateline.ActorID]int
	names  []groupName
	by     map[string][]dateline.ActorID // folded name
	under  map[dateline.ActorID][]dateline.ActorID
}

// A groupName is a name of a group, folded.
type groupName struct {
	folded string
	name   string
	id     dateline.ActorID
}

// index is made once: the register does not change while the program runs.
func (d *Desk) index() *groupIndex {
	d.indexed.Do(func() { d.indexOf = newGroupIndex(d.Groups) })
	return d.indexOf
}

func newGroupIndex(from Groups) *groupIndex {
	x := &groupIndex{at: map[dateline.ActorID]int{}, by: map[string][]dateline.ActorID{}, under: map[dateline.ActorID][]dateline.ActorID{}}
	if from == nil {
		return x
	}
	x.groups = from.Groups()
	for i, g := range x.groups {
		x.at[g.ID] = i
		for _, name := range namesOf(g) {
			f := folded(name)
			if f == "" || slices.Contains(x.by[f], g.ID) {
				continue
			}
			x.by[f] = append(x.by[f], g.ID)
			x.names = append(x.names, groupName{f, name, g.ID})
		}
		for _, f := range g.Facts {
			if f.What == "parent" && f.Actor != "" && !slices.Contains(x.under[f.Actor], g.ID) {
				x.under[f.Actor] = append(x.under[f.Actor], g.ID)
			}
		}
	}
	return x
}

// named are the groups that an id, or a name that they had at any time, stands for.
func (x *groupIndex) named(s string) []dateline.ActorID {
	if _, ok := x.at[dateline.ActorID(s)]; ok {
		return []dateline.ActorID{dateline.ActorID(s)}
	}
	return slices.Clone(x.by[folded(s)])
}

// with are groups with those that stand, or once stood, under them.
func (x *groupIndex) with(ids []dateline.ActorID) []dateline.ActorID {
	out := slices.Clone(ids)
	for i := 0; i < len(out); i++ {
		for _, id := range x.under[out[i]] {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// holding are the groups a name of which has all words in it, those whose own name has
// them first, each with the name that has.
func (x *groupIndex) holding(words string, most int) (out []groupName) {
	want := strings.Split(folded(words), "-")
	if want[0] == "" {
		return nil
	}
	seen := map[dateline.ActorID]bool{}
	for _, own := range []bool{true, false} {
		for _, n := range x.names {
			if len(out) == most {
				return out
			}
			if seen[n.id] || own != (n.name == x.groups[x.at[n.id]].Name) || !bears(n.folded, want) {
				continue
			}
			seen[n.id] = true
			out = append(out, n)
		}
	}
	return out
}

// bears reports whether each of some words begins a word of a folded name.
func bears(folded string, words []string) bool {
	folded = "-" + folded
	for _, w := range words {
		if !strings.Contains(folded, "-"+w) {
			return false
		}
	}
	return true
}

// A groupsIndexed is made once.
type groupsIndexed struct {
	indexed sync.Once
	indexOf *groupIndex
}
