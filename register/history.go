package register

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
	"dateline/text"
)

// A Register is a set of actors with their names ready for matching. It never
// changes once made, and may be used from several goroutines.
type Register struct {
	actors  []Actor // by id
	sources []Source
	byID    map[dateline.ActorID]int
	names   []named
	low     map[[2]byte]bool // how a name may begin in lower case
	leaders map[string][]dateline.ActorID
}

// named is a name of an actor.
type named struct {
	pattern
	actor int // index into actors
}

// build makes a register of actors and their sources, unchecked.
func build(actors []Actor, sources []Source) *Register {
	r := &Register{
		actors: actors, sources: sources,
		byID:    make(map[dateline.ActorID]int, len(actors)),
		low:     map[[2]byte]bool{},
		leaders: map[string][]dateline.ActorID{},
	}
	n := len(actors)
	for _, a := range actors {
		n += len(a.Aliases)
	}
	r.names = make([]named, 0, n)
	slices.SortStableFunc(r.actors, func(a, b Actor) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortStableFunc(r.sources, func(a, b Source) int { return strings.Compare(a.Key, b.Key) })
	for i, a := range r.actors {
		r.byID[a.ID] = i
		r.addName(i, a.Name)
		for _, f := range a.Aliases {
			r.addName(i, f.Name)
		}
		for _, f := range a.Leaders {
			k := personKey(f.Name)
			if k != "" && !slices.Contains(r.leaders[k], a.ID) {
				r.leaders[k] = append(r.leaders[k], a.ID)
			}
		}
	}
	slices.SortFunc(r.names, func(a, b named) int { return cmp.Or(strings.Compare(a.key, b.key), a.actor-b.actor) })
	return r
}

func (r *Register) addName(actor int, name string) {
	p := patternOf(trimThe(name))
	if p.key == "" {
		return
	}
	r.names = append(r.names, named{p, actor})
	if p.upper[0] != 'U' {
		second := byte(0)
		if len(p.key) > 1 {
			second = lowerByte(p.key[1])
		}
		r.low[[2]byte{p.key[0], second}] = true
		r.low[[2]byte{p.key[0], 0}] = true
	}
}

// Actor is the actor of that id.
func (r *Register) Actor(id dateline.ActorID) (Actor, bool) {
	i, ok := r.byID[id]
	if !ok {
		return Actor{}, false
	}
	return r.actors[i], true
}

// All are the actors, by id.
func (r *Register) All() []Actor { return slices.Clone(r.actors) }

// Parents are the actors of which id is or was a branch, in the order of the
// entry: the present or latest parent first.
func (r *Register) Parents(id dateline.ActorID) []dateline.ActorID {
	a, _ := r.Actor(id)
	var ids []dateline.ActorID
	for _, f := range a.Parents {
		if !slices.Contains(ids, f.Actor) {
			ids = append(ids, f.Actor)
		}
	}
	return ids
}

// Branches are the actors of which id is or was a parent, by their ids.
func (r *Register) Branches(id dateline.ActorID) []dateline.ActorID {
	var ids []dateline.ActorID
	for _, a := range r.actors {
		if slices.ContainsFunc(a.Parents, func(f Fact) bool { return f.Actor == id }) {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// Ancestors are the parents of id, their parents and so on, nearest first,
// each once. It ends on a register with a cycle too.
func (r *Register) Ancestors(id dateline.ActorID) []dateline.ActorID {
	seen := map[dateline.ActorID]bool{id: true}
	var all []dateline.ActorID
	for next := r.Parents(id); len(next) > 0; {
		var after []dateline.ActorID
		for _, p := range next {
			if !seen[p] {
				seen[p] = true
				all = append(all, p)
				after = append(after, r.Parents(p)...)
			}
		}
		next = after
	}
	return all
}

// Related reports whether a and b are the same actor, or one is a branch, at
// any depth and at any time, of the other. Two branches of one parent are not
// related by this. Relation is no identity.
func (r *Register) Related(a, b dateline.ActorID) bool {
	return a == b || slices.Contains(r.Ancestors(a), b) || slices.Contains(r.Ancestors(b), a)
}

// Rivals reports whether the register holds that a and b fight or fought each
// other, whichever entry says so.
func (r *Register) Rivals(a, b dateline.ActorID) bool {
	one := func(a, b dateline.ActorID) bool {
		x, _ := r.Actor(a)
		return slices.ContainsFunc(x.Rivals, func(f Fact) bool { return f.Actor == b })
	}
	return one(a, b) || one(b, a)
}

// In are those of ids that operate in, or belong to, one of the countries (ISO
// 3166-1 alpha-2), in their order; all of ids when none does. It narrows the
// candidates for a name by the countries that a report is about: "al-Shabaab"
// in Mozambique is not the group of Somalia. What is left is still candidates.
func (r *Register) In(ids []dateline.ActorID, countries ...string) []dateline.ActorID {
	var out []dateline.ActorID
	for _, id := range ids {
		a, _ := r.Actor(id)
		if slices.ContainsFunc(a.Countries, func(c string) bool { return slices.Contains(countries, c) }) {
			out = append(out, id)
		}
	}
	if len(out) == 0 {
		return slices.Clone(ids)
	}
	return out
}

// LedBy are the actors that a person leads or led, by their ids: candidates,
// since namesakes share a name. The name must be whole, as news gives it at
// its first mention; titles ("General", "Sheikh"), the article in its several
// forms ("al-", "Al ", "el-"), hyphens and accents make no difference.
func (r *Register) LedBy(person string) []dateline.ActorID {
	return slices.Clone(r.leaders[personKey(person)])
}

// titles that may stand before a leader's name.
var titles = set(`gen general lt lieutenant maj major col colonel brig brigadier adm admiral marshal field
	cmdr commander president sheikh shaykh sheik sayyed sayyid hojatoleslam ayatollah comrade capt captain
	warlord leader chief mr`)

// articles in Arabic names, which news writes, joins or leaves out.
var articles = set("al el ul as ash ad an ar at az")

// personKey is a person's name without titles and articles, folded, its words
// run together.
func personKey(person string) string {
	words := text.Words(person)
	for len(words) > 1 && titles[words[0]] {
		words = words[1:]
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 && i < len(words)-1 && articles[w] {
			continue
		}
		b.WriteString(w)
	}
	return b.String()
}
