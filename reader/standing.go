package reader

import (
	"slices"

	"dateline"
	"dateline/reader/syntax"
	"dateline/text"
	"dateline/when"
)

// How an event stands in time to the one that leads its report.

// farBefore is how many days before publication, or before what leads the report,
// an event that does not lead it lies outside its development: of the annotated
// reports' events told as that old nine in ten do.
const farBefore = 14

// longBefore reports whether an event that does not lead its report took place
// well before the one that does, or well before publication.
func (r *reading) longBefore(d *draft) bool {
	if r.leads(d) || d.time.Precision == dateline.Month {
		return false // "last month" is still news
	}
	if d.time.End == nil {
		return r.amidPast(d)
	}
	if r.published != nil && r.published.Sub(*d.time.End) > farBefore {
		return true
	}
	t := r.accounts[0].time
	return d != r.accounts[0] && t.Start != nil && (t.Precision == dateline.Day || t.Precision == dateline.Week) && t.Start.Sub(*d.time.End)+1 > farBefore
}

// leads reports whether an event is the first that is told, in the headline or the
// first sentence, and not in a clause that only dates another.
func (r *reading) leads(d *draft) bool {
	if d != r.accounts[0] {
		return false
	}
	f := d.finds[0]
	if f.s.Kind != text.Title && slices.ContainsFunc(r.Sentences[:f.s.At], func(s *syntax.Sentence) bool { return s.Kind == text.Body }) {
		return false
	}
	i := chunkUnder(f)
	return i < 0 || f.s.Chunks[i].Word != "since"
}

// amidPast reports whether every telling of an event without a day stands in a
// sentence whose times are all well before publication.
func (r *reading) amidPast(d *draft) bool {
	return r.published != nil && !slices.ContainsFunc(d.finds, func(f *find) bool {
		return len(f.s.Times) == 0 || len(f.times) > 0 || slices.ContainsFunc(f.s.Times, func(e when.Expression) bool {
			v := e.Resolve(r.published, f.tense())
			return e.Duration || v.End == nil || r.published.Sub(*v.End) <= farBefore
		})
	})
}

// chunkUnder is the preposition or conjunction that a telling stands right
// behind, as a place among the sentence's chunks, -1 for none.
func chunkUnder(f *find) int {
	at := -1
	switch {
	case f.np != nil:
		at = f.np.At - 1
	case f.verb != nil:
		at = f.verb.At - 1
		for at > 0 && f.s.Chunks[at].NP != nil && at > f.verb.At-3 {
			at--
		}
	}
	if at < 0 || f.s.Chunks[at].Kind != syntax.Prep && f.s.Chunks[at].Kind != syntax.Sub {
		return -1
	}
	return at
}
