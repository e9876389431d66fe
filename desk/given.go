package desk

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"dateline"
)

// A givenWords is words of a report that a person gave for a value, or for one of several.
type givenWords struct {
	Field  string // one of dateline.Fields
	By     string
	Report dateline.ReportID
	Span   dateline.Span
}

// given finds the words that people gave for what they decided, and asks for their reports.
func (w *witness) given(ctx context.Context) error {
	if w.e.Review == nil || !slices.ContainsFunc(slices.Collect(maps.Values(w.e.Review.Fields)), func(f dateline.FieldReview) bool { return len(f.Evidence) > 0 }) {
		return nil
	}
	heads, err := w.d.Records.Headings(ctx, reportsOf(w.e))
	if err != nil {
		return err
	}
	of := map[string]dateline.ReportID{}
	for id, h := range heads {
		of[h.SHA256] = id
	}
	for _, field := range dateline.Fields {
		f := w.e.Review.Fields[field]
		for _, on := range f.Evidence {
			if id, ok := of[on.Report]; ok {
				w.gave = append(w.gave, givenWords{field, f.By, id, on.Span})
				w.want(id)
			}
		}
	}
	return nil
}

// words are those of a person in their report, without their sentence.
func (w *witness) words(g givenWords) string {
	text := w.texts[g.Report]
	if g.Span.End > len(text) {
		return ""
	}
	return spaced(g.Span.In(text))
}

// quoteOf is the words of a person in their sentence; nil without the report's text.
func (w *witness) quoteOf(g givenWords) *passage {
	text := w.texts[g.Report]
	if g.Span.Len() <= 0 || g.Span.End > len(text) {
		return nil
	}
	p := newPassage(text, inContext(text, g.Span, contextBytes, w.heads[g.Report].Body), []mark{{Span: g.Span, Class: "ev-1"}})
	return &p
}

// givenFor are the words that people gave for what is shown of a field, as an Agreement
// names it: of a field of several values those that the values there rest on.
func (w *witness) givenFor(key string) []givenWords {
	kind, rest, _ := strings.Cut(key, ".")
	field := cmp.Or(map[string]string{"place": "places"}[kind], kind)
	var rests []string // of the values of the key
	switch field {
	case "places":
		for _, p := range w.e.Places {
			rests = append(rests, p.Words)
		}
	case "roles":
		for _, r := range w.e.Roles {
			if string(r.Role) == rest {
				rests = append(rests, r.Words)
			}
		}
	case "casualties":
		cs, _ := figuresOf(wholeOf(w.e), rest)
		for _, c := range cs {
			rests = append(rests, c.Words)
		}
	}
	listed := slices.Contains([]string{"places", "roles", "casualties"}, field)
	var out []givenWords
	for _, g := range w.gave {
		if g.Field == field && (!listed || slices.Contains(rests, w.words(g))) {
			out = append(out, g)
		}
	}
	return out
}

// testifies are those words as what bears a value out.
func (w *witness) testifies(f fieldView) []testimony {
	var out []testimony
	for _, g := range w.givenFor(f.Key) {
		out = append(out, testimony{Report: w.heads[g.Report], Outlet: w.d.outletOf(w.heads[g.Report]), Says: f.Value, By: g.By, Quote: w.quoteOf(g)})
	}
	return out
}

// decidedFigure is a figure that a person decided, as the history of its toll ends with.
func (w *witness) decidedFigure(c dateline.Casualty) figureView {
	f, ok := w.e.Review.Fields["casualties"]
	v := figureView{Figure: dateline.Figure{Low: c.Low, High: c.High, Qualifier: c.Qualifier, SaidBy: c.SaidBy, Words: c.Words}, Says: w.d.number(c.Low, c.High, c.Qualifier), By: f.By}
	if !ok {
		v.By = w.d.words.say("standing.somebody")
	}
	for _, g := range w.gave {
		if g.Field == "casualties" && w.words(g) == c.Words {
			v.Report, v.Outlet, v.Quote = g.Report, w.d.outletOf(w.heads[g.Report]), w.quoteOf(g)
		}
	}
	if v.Quote == nil {
		p := asText(c.Words)
		v.Quote = &p
	}
	return v
}

// against reports whether the figures of an account for a harm exclude those decided.
func (w *witness) against(a dateline.Account, key string) (excludes, coarser bool) {
	_, rest, _ := strings.Cut(key, ".")
	theirs, _ := figuresOf(a, rest)
	ours, _ := figuresOf(wholeOf(w.e), rest)
	if len(theirs) == 0 || len(ours) == 0 {
		return false, false
	}
	// It excludes them where none of its figures can be one of those.
	excludes = true
	for _, x := range theirs {
		for _, y := range ours {
			if !(x.High != nil && y.Low != nil && *x.High < *y.Low) && !(y.High != nil && x.Low != nil && *y.High < *x.Low) {
				excludes = false
				coarser = coarser || len(theirs) == 1 && len(ours) == 1
			}
		}
	}
	return excludes, coarser
}
