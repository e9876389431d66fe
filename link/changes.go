package link

import (
	"maps"
	"slices"

	"dateline"
)

// comes notes that a report comes or goes.
func (l *Linker) comes(id dateline.ReportID) {
	if _, noted := l.linked[id]; !noted {
		_, l.linked[id] = l.state.has(id)
	}
}

// Changes are what has become another since it was last asked, by the last Settle: of
// all Changes of a Linker together, where what is new takes the place of what was
// and what is gone is taken out, the stories are those of Record, but for their ids and
// their state. It costs what the stories cost that it tells, not what there are.
func (l *Linker) Changes() dateline.Linking {
	l.ready()
	r := l.run(byContent{}, l.recalls)
	out := dateline.Linking{Linker: Version, Warnings: l.decided.warnings()}
	for _, id := range slices.Sorted(maps.Keys(l.linked)) {
		s := r.source(id)
		switch {
		case s != nil:
			out.Linked = append(out.Linked, id)
			out.Warnings = append(out.Warnings, s.warnings()...)
			l.origin[id] = true
		case l.linked[id]:
			out.Removed = append(out.Removed, id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.origin)) {
		if s := r.source(id); s != nil {
			of := r.report(s)
			out.Reports = append(out.Reports, dateline.Report{ID: id, Genre: of.Genre, Origin: of.Origin, Copying: of.Copying, From: of.From, Credit: of.Credit, Leans: of.Leans})
		}
	}
	changed := slices.Sorted(maps.Keys(l.dirty))
	again := r.relate(changed)
	for _, first := range changed {
		if !l.isStory(first) {
			out.Gone = append(out.Gone, storyID(first))
			delete(again, first)
			if at, ok := l.state.at(first); ok {
				delete(l.memos, at)
			}
		}
	}
	var stories []*story
	for first := range again {
		stories = append(stories, r.story(first))
	}
	slices.SortFunc(stories, func(a, b *story) int { return a.compare(b) })
	for _, st := range stories {
		r.gather(st)
		r.naming.name(st)
	}
	for _, st := range stories {
		r.write(st, &out)
	}
	for first := range l.recalls.altered {
		if at, ok := l.state.at(first); ok {
			l.kept.alter(l.state.pieces.At(at).report)
		}
	}
	clear(l.recalls.altered)
	clear(l.linked)
	clear(l.origin)
	clear(l.dirty)
	out.Kept = l.toKeep()
	return out
}

// write adds a story to a Linking.
func (r *run) write(st *story, out *dateline.Linking) {
	s, events, proposals := r.tell(st)
	out.Stories = append(out.Stories, s)
	out.Events = append(out.Events, events...)
	sortProposals(proposals)
	out.Proposals = append(out.Proposals, proposals...)
	var read, alias []dateline.Change
	names := groupNames(proposals)
	for _, s := range st.reports {
		if r.home(s.report.ID) == st.first {
			read = append(read, s.reading.Changes...)
			alias = append(alias, r.aliases(s, names)...)
		}
	}
	for _, c := range changes(append(read, alias...)) {
		out.Register = append(out.Register, dateline.StoryChange{Story: st.id, Change: c})
	}
}
