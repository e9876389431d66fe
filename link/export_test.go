package link

import (
	"slices"

	"dateline"
)

// ToKeep gives tests what is to be kept.
func (l *Linker) ToKeep() []dateline.Kept { return l.toKeep() }

// TakeDirty gives tests the firsts of the stories that changed.
func (l *Linker) TakeDirty() map[PieceID]bool {
	out := l.dirty
	l.dirty = map[PieceID]bool{}
	return out
}

// Told gives tests the stories by their first piece: members, what is copied, and
// where all come from.
func (l *Linker) Told() map[PieceID][]string {
	out := map[PieceID][]string{}
	for _, s := range l.reports() {
		for _, p := range l.state.Of(string(s.report.ID)) {
			first := l.first(p)
			if root := l.original(s.report.ID); root != "" {
				first = l.first(l.state.Of(string(root))[0])
				for _, q := range l.state.Of(string(root)) {
					if string(q)[len(root):] == string(p)[len(s.report.ID):] {
						first = l.first(q)
					}
				}
			}
			o := l.origins.Of(s.report.ID)
			out[first] = append(out[first], string(p)+" "+string(o.Kind)+" "+string(o.Root)+" "+string(o.From)+" "+s.report.SHA256)
		}
	}
	for _, m := range out {
		slices.Sort(m)
	}
	return out
}
