package link

import (
	"hash/fnv"
	"slices"

	"dateline"
)

// How a story's accounts came to be its events is remembered as steps, a few bytes
// each: a story that another only asks for, or that takes in what has changed, is
// then put together again without comparing its accounts.

// A step joins two accounts' groups, or folds the first account into the second.
// Accounts are named by where they stand among those of their story.
type step struct {
	a, b int32
	by   uint8 // the rule's place in joinedBy; folded for none
}

const folded = 255

// joinedBy are the rules by which accounts of one story are joined.
var joinedBy = []dateline.MergeRule{dateline.MergedDecision, dateline.MergedAlike, dateline.MergedReferral, dateline.MergedOutvoted, dateline.MergedCopy}

// memo are the steps of a story that was made of what has the hash.
type memo struct {
	of    uint64
	steps []step
}

// regroup groups a story's accounts, by what is remembered where it was made of the
// same.
func (r *run) regroup(st *story, l *linker) {
	at, there := r.state.at(st.first)
	of, fixed := r.madeOf(st)
	if m, ok := r.memos[at]; ok && there && fixed && m.of == of {
		l.retrace(m.steps)
		return
	}
	l.groupsOf(st.accounts)
	l.fold(st.accounts)
	if there {
		r.memos[at] = memo{of, slices.Clone(l.steps)}
	}
}

// madeOf is a hash of what a story's grouping follows from, but for what is read in
// its reports; it reports false where one of them came since Changes was last asked.
func (r *run) madeOf(st *story) (of uint64, fixed bool) {
	h := fnv.New64a()
	put := func(s string) {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	put(itoa(r.decided.turn))
	put(string(st.first))
	fixed = true
	for _, s := range st.reports {
		if _, came := r.linked[s.report.ID]; came {
			fixed = false
		}
		put(string(s.report.ID))
		put(string(s.origin))
		if s.root != nil {
			put(string(s.root.report.ID))
		}
		for _, a := range s.accounts { // which of its pieces are the story's
			if a.story == st {
				h.Write([]byte{1})
			} else {
				h.Write([]byte{2})
			}
		}
	}
	return h.Sum64(), fixed
}

// retrace takes the steps again.
func (l *linker) retrace(steps []step) {
	as := l.story.accounts
	for _, a := range as {
		a.group = &group{accounts: []*account{a}}
	}
	for _, s := range steps {
		if a, b := as[s.a], as[s.b]; s.by == folded {
			l.put(a, b.self())
		} else {
			l.join(joining{a, b, joinedBy[s.by]})
		}
	}
}
