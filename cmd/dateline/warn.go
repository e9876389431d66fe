package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/pipeline"
	"dateline/text"
)

// foreignWords is how many words of another language, in paragraphs of a dozen or
// more, are told of: less is a quotation.
const foreignWords = 24

// warn adds to a record what the linker cannot know, since a report's language is
// told of the whole, and writes all warnings to standard error.
func (p program) warn(ctx context.Context, reports []dateline.Report, rec *dateline.Record) error {
	foreign := make([]*dateline.Warning, len(reports))
	err := each(ctx, len(reports), func(i int) { foreign[i] = foreignPart(&reports[i]) })
	if err != nil {
		return err
	}
	path, at := map[dateline.ReportID]string{}, map[dateline.ReportID]int{}
	for i, r := range reports {
		path[r.ID], at[r.ID] = r.Path, i
		if foreign[i] != nil {
			rec.Warnings = append(rec.Warnings, *foreign[i])
		}
	}
	slices.SortStableFunc(rec.Warnings, func(a, b dateline.Warning) int { return order(a, at) - order(b, at) })
	for _, w := range rec.Warnings {
		about := ""
		if w.Report != nil {
			about = shown(path[*w.Report]) + ": "
		}
		p.complain("%s%s %s: %s", about, w.What, clean(w.Value), w.Why)
	}
	return nil
}

// order puts warnings of no report behind all others.
func order(w dateline.Warning, at map[dateline.ReportID]int) int {
	if w.Report == nil {
		return len(at)
	}
	return at[*w.Report]
}

// foreignPart warns of paragraphs in another language than the report's.
func foreignPart(r *dateline.Report) *dateline.Warning {
	words := map[string]int{}
	for _, par := range strings.Split(r.Text[r.Body:], "\n\n") {
		if lang, sure := text.Language(par); sure && lang != r.Language {
			words[lang] += len(strings.Fields(par))
		}
	}
	most := ""
	for lang, n := range words {
		if n >= foreignWords && (most == "" || n > words[most] || n == words[most] && lang < most) {
			most = lang
		}
	}
	if most == "" {
		return nil
	}
	return &dateline.Warning{Report: &r.ID, What: dateline.WarnLanguage, Value: most, Why: "a part of the report is in " + pipeline.LanguageName(most) + "; events are read in English alone, so what that part tells is missed"}
}

// early complains of a report that says it is yet to be published. It is read like
// any other, and the output says nothing of it, since that hangs on no clock. A
// day of grace is for the zones of the earth.
func (p program) early(r *dateline.Report) {
	if m := r.Dated(); m != nil && m.Time.After(time.Now().Add(24*time.Hour)) {
		p.complain("%s: published %s, which is yet to come; read as it stands, but check the date", shown(r.Path), m)
	}
}
