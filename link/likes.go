package link

import "dateline"

// likesHeld is how many events of which recall compared something are held, twice
// over, some kilobyte each.
const likesHeld = 1 << 13

// likes are what recall compares of an event.
type likes struct {
	accounts []*account // those that are asked; see asked
	of       int        // of how many
}

// likesOf keeps of accounts what likeness compares, and nothing of their texts.
func likesOf(g *group) *likes {
	out := &likes{of: len(g.accounts)}
	for _, a := range asked(g.accounts) {
		if a.src.bare == nil {
			a.src.bare = &source{report: &dateline.Report{ID: a.src.report.ID, Published: a.src.report.Published}, order: a.src.order, origin: a.src.origin, first: a.src.first, edition: a.src.edition}
		}
		b := &account{n: a.n, local: a.local, key: a.key, src: a.src.bare, family: a.family, rank: a.rank, piece: a.piece, places: a.places, words: a.words, told: a.told, names: a.names}
		b.Account = &dateline.Account{Type: a.Type, Time: a.Time, Casualties: a.Casualties, Background: a.Background, Occurrence: a.Occurrence, Basis: a.Basis}
		out.accounts = append(out.accounts, b)
	}
	return out
}

// mayJoin is linker.mayJoin of two events of different stories that no report tells
// both.
func (x *likes) mayJoin(l *linker, y *likes) bool {
	if x.of > y.of {
		x, y = y, x
	}
	return l.bearOut(x.accounts, y.accounts)
}

// A likings holds likes: those that were asked for last.
type likings struct{ young, old map[*mark]*likes }

func newLikings() likings { return likings{map[*mark]*likes{}, map[*mark]*likes{}} }

func (h *likings) get(x *mark) *likes {
	if k := h.young[x]; k != nil {
		return k
	}
	k := h.old[x]
	if k != nil {
		h.put(x, k)
	}
	return k
}

func (h *likings) put(x *mark, k *likes) {
	if len(h.young) >= likesHeld {
		h.old, h.young = h.young, map[*mark]*likes{}
	}
	h.young[x] = k
}

func (h *likings) drop(x *mark) {
	delete(h.young, x)
	delete(h.old, x)
}

// likes is what recall compares of an event.
func (r *run) likes(x *mark) *likes {
	k := r.recalls.likes.get(x)
	if k == nil {
		k = likesOf(r.story(x.story).group(x.key))
		r.recalls.likes.put(x, k)
	}
	return k
}
