package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/when"
)

// Whose word an event is, and whether it lies in the past of the report.

// basisOf reads whose word the find is.
func (r *reading) basisOf(f *find) dateline.Basis {
	s := f.s
	// "accused the army of killing"
	if f.verb != nil && f.verb.Gerund && f.verb.At > 0 && s.Chunks[f.verb.At-1].Kind == syntax.Prep {
		if g := s.Governor(f.verb); g != nil {
			switch g.Lemma {
			case "accuse", "suspect", "charge", "convict":
				return dateline.Alleged
			}
		}
	}
	// "are alleged to have sworn"
	if f.verb != nil && f.verb.Infinitive {
		if g := s.Governor(f.verb); g != nil && g.Passive && (g.Lemma == "allege" || g.Lemma == "accuse" || g.Lemma == "suspect") {
			return dateline.Alleged
		}
	}
	if f.np != nil {
		if h := s.HeadOver(f.np); h == "suspicion" || h == "allegation" || h == "accusation" {
			return dateline.Alleged
		}
		if vg := f.verb; vg != nil && vg.Lemma == "deny" {
			return dateline.Denied
		}
		if f.np.Has("alleged", "supposed", "purported") {
			return dateline.Alleged
		}
	}
	for k := s.ClauseFrom(f.from); k < f.from; k++ {
		if s.Lower(k) == "allegedly" || s.Lower(k) == "purportedly" {
			return dateline.Alleged
		}
	}
	u := f.said
	if u == nil {
		return dateline.Reported
	}
	switch u.Class {
	case "deny":
		return dateline.Denied
	case "allege":
		return dateline.Alleged
	}
	if f.by(u.Entity) || f.occurrence != dateline.DidNotHappen && f.by(r.bodyOf(u.Entity)) {
		return dateline.Claimed
	}
	return dateline.Reported
}

// by reports whether the entity is the find's own perpetrator or subject.
func (f *find) by(e *discourse.Entity) bool {
	if e == nil {
		return false
	}
	for _, u := range f.draft.roles {
		if u.role != dateline.Perpetrator && u.role != dateline.Subject && u.role != dateline.Parent || u.ent == nil {
			continue
		}
		if u.ent == e || u.np != nil && u.np.Owner != nil && u.ent.Member && discourse.Referent(u.np.Owner) == e {
			return true // "said its men had done it"
		}
		if a, b := u.ent.Actor(), e.Actor(); a != nil && b != nil && *a == *b {
			return true
		}
		if military(e) && military(u.ent) && (len(e.Countries) == 0 || len(u.ent.Countries) == 0 || slices.ContainsFunc(e.Countries, func(c gazetteer.ID) bool { return slices.Contains(u.ent.Countries, c) })) {
			return true // the general staff of what its air force did
		}
		// a spokesman of the perpetrator speaks for it
		if e.Org != "" && strings.EqualFold(e.Org, u.ent.Name) {
			return true
		}
	}
	return false
}

// military reports whether an entity is the armed forces of a state, people of
// theirs or their command, not the police.
func military(e *discourse.Entity) bool {
	if e.Armed() && e.Side == dateline.State && e.Class == "military" {
		return true
	}
	name := strings.ToLower(e.Name)
	return (e.Side == dateline.State || !e.Armed()) && slices.ContainsFunc(forces, func(c string) bool { return strings.Contains(name, c) })
}

var forces = []string{"army", "military", "navy", "air force", "armed forces", "defence force", "defense force", "general staff", "high command", "ministry of defence", "ministry of defense", "defence ministry", "defense ministry"}

var remembering = lexicon.Of("anniversary", "commemorate", "commemoration", "remember", "memorial", "remembrance")

// backgroundDays is how far back, in days before publication, what a report
// tells still belongs to the development it is about. Two months: "last month"
// is still news, "last year" is not.
const backgroundDays = 62

func (r *reading) backgroundOf(f *find) bool {
	s := f.s
	for _, ti := range f.times {
		e := s.Times[ti]
		v := e.Resolve(r.published, f.tense())
		switch {
		case e.Duration:
		case e.Anchor == when.Absolute && r.published != nil && v.End != nil:
			if r.published.Sub(*v.End) > backgroundDays || v.Precision == dateline.Year && !r.published.Before(*v.End) {
				return true // a year that is over is told as such
			}
		case e.Anchor == when.Absolute && r.published == nil:
			if v.Precision == dateline.Year || v.Precision == dateline.Longer {
				return true
			}
		case e.Anchor == when.Publication && v.MaxDays != nil && (*v.MaxDays < -backgroundDays || *v.MaxDays < 0 && v.Precision == dateline.Year):
			return true // "last year" may have been yesterday, and is not meant so
		}
	}
	if f.np != nil && f.np.Has("previous", "past", "earlier", "former", "historic") || f.yearsAgo() {
		return true
	}
	return f.commemorated()
}
