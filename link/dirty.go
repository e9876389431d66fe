package link

import "dateline"

// moves notes of which cluster a piece was, and with it all that hang on it, before
// it is put into another or taken out.
func (l *Linker) moves(id PieceID) {
	if _, noted := l.was[id]; !noted {
		l.was[id] = l.formerly(id)
	}
}

// formerly is the first piece of the cluster that a piece was in when dirty was
// last told; "" when it was in none.
func (l *Linker) formerly(id PieceID) PieceID {
	for {
		if first, noted := l.was[id]; noted {
			return first
		}
		at, ok := l.state.at(id)
		if !ok {
			return ""
		}
		into := l.state.pieces.At(at).into
		if into < 0 {
			return id
		}
		id = l.state.id(into)
	}
}

// first is the first piece of the cluster that a piece is in.
func (l *Linker) first(id PieceID) PieceID {
	if at, ok := l.state.at(id); ok {
		return l.state.id(l.state.first(at))
	}
	return id
}

// members are the pieces of a cluster, by its first, in canonical order.
func (l *Linker) members(first PieceID) []PieceID {
	at, ok := l.state.at(first)
	if !ok {
		return nil
	}
	var out []PieceID
	for _, m := range l.state.members(at) {
		out = append(out, l.state.id(m))
	}
	return out
}

// soilStory notes that something of a report is to change, or has: its stories by
// the original that it had are to be told anew, and by the one that it has.
func (l *Linker) soilStory(id dateline.ReportID) {
	rep, ok := l.state.has(id)
	if !ok {
		return
	}
	e := l.state.reports.At(rep)
	original := l.original(id)
	for _, under := range []dateline.ReportID{id, original} {
		for _, p := range l.state.Of(string(under)) {
			l.stale[p] = true
		}
	}
	if e.under >= 0 {
		for _, at := range l.state.of(e.under) {
			l.stale[l.state.id(at)] = true
		}
	}
	e.under = -1
	if root, ok := l.state.has(original); ok {
		e.under = root
	}
}

// soil tells dirty what has changed since it was last told: of pieces that moved
// the cluster that it was in and the one that it is in.
func (l *Linker) soil() {
	for id, was := range l.was {
		now := PieceID("")
		if _, ok := l.state.at(id); ok {
			now = l.first(id)
		}
		if was != now {
			l.dirty[was], l.dirty[now] = true, true
		}
	}
	for id := range l.stale {
		l.dirty[l.formerly(id)] = true
		if _, ok := l.state.at(id); ok {
			l.dirty[l.first(id)] = true
		}
	}
	delete(l.dirty, "")
	clear(l.was)
	clear(l.stale)
}
