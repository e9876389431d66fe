package reader

import (
	"cmp"
	"slices"

	"dateline"
	"dateline/reader/syntax"
	"dateline/text"
)

// Triggers as a learned model has them, beside the codebook's listed words.

// How far the model's choice has to lead before nothing, in its own unit, before
// it counts. Words of the corpus that were not learned from tell of events in
// three of four cases above the first, in four of five above the second (cmd/train
// events prints it).
const (
	addLead  = -300 // to take a word that the codebook does not list for another telling of an event
	openLead = -200 // to open an event by it
	// besideLead is for that beside an event of a related type: it may well be one.
	besideLead = 400
	// dropLead is at or below which a word that the codebook lists is dropped.
	dropLead = -400
)

// learn adds and drops finds as the trigger model says.
func (r *reading) learn() {
	m := r.rd.models.Trigger
	if m == nil {
		return
	}
	drop := map[*find]bool{}
	var added []*find
	for _, k := range r.candidates() {
		told := ""
		if k.told != nil {
			told = string(k.told.typ.Code)
		}
		if k.told == nil && k.np != nil && r.talksOf(k.np) {
			continue
		}
		best, lead, _ := m.Choose(r.triggerClue(k), told)
		typ, ok := r.rd.codebook.Type(dateline.EventCode(best))
		if !ok {
			continue // the model is of another codebook
		}
		switch {
		case k.told == nil && lead > addLead:
			f := r.findAt(k.s, k.at, &typ)
			f.describe()
			if t := r.fitting(f); t == nil || r.unfit(f) || r.general(f) {
				continue
			} else if t != f.typ {
				f = r.findAt(k.s, k.at, t)
				f.describe()
			}
			f.added, f.lead = true, lead
			added = append(added, f)
		case k.told == nil:
		case k.told.anaphor, k.told.typ.Family == "group", k.told.typ.Family == "territory", k.told.byTalks():
			// told by several words together, of which the model sees one
		case lead <= dropLead:
			drop[k.told] = true
		}
	}
	r.finds = slices.DeleteFunc(r.finds, func(f *find) bool { return drop[f] })
	r.finds = append(r.finds, added...)
	slices.SortStableFunc(r.finds, func(a, b *find) int {
		return cmp.Or(cmp.Compare(a.s.At, b.s.At), cmp.Compare(a.from, b.from))
	})
}

// byTalks reports whether a find is talks by the noun before its verb: "the peace
// talks opened".
func (f *find) byTalks() bool { return f.typ.Family == "talks" && f.np == nil && f.ofTalks() != nil }

// ofTalks is the phrase before the verb that the codebook asks a noun of.
func (f *find) ofTalks() *syntax.NounPhrase {
	nps := f.args.Subject
	if f.verb.Passive || f.verb.Participle {
		nps = f.args.Object // "opened" has one form for both
	} else if len(f.trig.SubjectHeads) == 0 {
		return nil
	}
	if len(nps) == 0 || nps[0].From >= f.from {
		return nil
	}
	return nps[0]
}

// talksOf reports whether a phrase is what such a find is talks by.
func (r *reading) talksOf(np *syntax.NounPhrase) bool {
	return slices.ContainsFunc(r.finds, func(f *find) bool { return f.s == np.In && f.byTalks() && f.ofTalks() == np })
}

// describe notes of a find at a noun what nounFind does.
func (f *find) describe() {
	if f.np == nil {
		return
	}
	f.definite = f.np.Definite() || f.s.TimeAt(f.np.From) > f.np.From
	f.other = f.np.Has("another", "separate", "second", "third", "similar", "further", "other", "different")
	f.several = f.np.Plural && f.np.Quantity == nil && f.np.Det != "both" && f.np.Det != "these" && f.np.Det != "those" && !pluralEpisode[f.typ.Family]
}

// An Example is a word that could tell of an event, as a model sees it.
type Example struct {
	dateline.Span
	Features []string
	Lemma    string
	Told     dateline.EventCode   // what the codebook's words make of it, "" for nothing
	Known    []dateline.EventCode // the types that list it, whether their conditions hold or not
}

// TriggerExamples are the words of a report that the trigger model is asked
// about, as it sees them: to learn from.
func (rd *Reader) TriggerExamples(rep *dateline.Report) []Example {
	r := rd.begin(rep)
	r.findTriggers()
	var out []Example
	for _, k := range r.candidates() {
		if k.s.Kind == text.Title && k.s.Start < rep.Body {
			continue // of the front matter
		}
		x := Example{Span: k.s.Tokens[k.at].Span, Features: r.triggerClue(k), Lemma: k.s.Lemma(k.at)}
		if k.told != nil {
			x.Told = k.told.typ.Code
		}
		for _, c := range rd.triggers.listed(k) {
			x.Known = append(x.Known, c.typ.Code)
		}
		out = append(out, x)
	}
	return out
}
