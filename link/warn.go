package link

import (
	"cmp"
	"fmt"

	"dateline"
)

// usable is the publication of a report as linking uses it, and a warning where
// that is not what was given: such a report counts as one without a date.
func usable(r *dateline.Report) (*dateline.Moment, *dateline.Warning) {
	if published := r.Dated(); published != nil || r.Published == nil {
		return published, nil
	}
	why := fmt.Sprintf("no report is from before %d or after %d; taken as undated", dateline.FirstYear, dateline.LastYear)
	return nil, &dateline.Warning{Report: &r.ID, What: dateline.WarnPublished, Value: r.Published.String(), Why: why}
}

// english is the language, as ISO 639-1, that readings are made of.
const english = "en"

// warnings are what a report gave and linking, or the reading before it, did not
// use.
func (s *source) warnings() []dateline.Warning {
	var out []dateline.Warning
	if s.unused != nil {
		out = append(out, *s.unused)
	}
	id := &s.report.ID
	if lang := s.report.Language; lang != "" && lang != english {
		out = append(out, dateline.Warning{Report: id, What: dateline.WarnLanguage, Value: lang, Why: "events are read in English alone; what it tells may be missed"})
	}
	if len(s.reading.Sentences) == 0 {
		out = append(out, dateline.Warning{Report: id, What: dateline.WarnText, Value: "0 sentences", Why: "nothing in it is an article's sentence; it tells nothing"})
	}
	return out
}

// warnings are those of decisions.
func (d *decided) warnings() []dateline.Warning {
	var out []dateline.Warning
	for _, d := range d.lost {
		of := "no account that it speaks of, or gives no value that can be read"
		if !d.Cuts() && (d.Verb == dateline.VerbMerge || d.Verb == dateline.VerbSplit) {
			of = "no two reports, or no two accounts, that it speaks of"
		}
		out = append(out, dateline.Warning{What: dateline.WarnDecision, Value: cmp.Or(d.ID, string(d.Verb)), Why: "it finds " + of + "; the reports may have gone, or be read otherwise now"})
	}
	return out
}
