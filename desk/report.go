package desk

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"dateline"
	"dateline/edits"
)

// layers are what a report's text can be lit with, in the order of their switches.
var layers = []string{"events", "names", "speakers", "places", "times", "numbers"}

// What the page of a report shows at once.
const (
	mostText     = 60_000 // bytes
	mostVersions = 12
	mostUnsure   = 40
	mostListed   = 40 // events, statements
	mostMarks    = 1500
)

// A reportPage is one report.
type reportPage struct {
	Sheet    *dateline.Sheet
	Outlet   string
	Text     passage
	Cut      bool // there is more text
	Layers   []layer
	Versions []version
	Stories  []dateline.StoryID
	Events   []toldView
	Speakers []dateline.Statement
	Unsure   []unsure
	From     *dateline.Report // that it copies, or takes a part from
	Mark     string           // path to where what was missed is added; "" for who may not
	Label    *dateline.Label  // that keeps it from viewers; for who decides
	Labels   bool             // the desk has labels
	Coding   string           // path to where who asks codes it blind: what was read is not shown
}

// A layer is a switch.
type layer struct {
	Name  string
	On    bool
	Count int
}

// A version is one of an article's.
type version struct {
	dateline.Filing
	Current  bool
	Previous dateline.ReportID
}

// A toldView is an event that the report tells.
type toldView struct {
	ID     dateline.EventID
	Letter string
	Class  string
	Title  string
	State  string // key of the words: that people added or rejected it; "" for neither
}

// An unsure is what the reader did not decide.
type unsure struct {
	Kind       string // key of the words
	Words      string
	Candidates []string
	Quote      *passage
}

// report shows a report.
func (d *Desk) report(r *http.Request, who Viewer) (page, error) {
	s, err := d.Records.Sheet(r.Context(), r.PathValue("id"))
	if err != nil {
		return page{}, err
	}
	if string(s.Filing.ID) != r.PathValue("id") {
		return page{To: "/report/" + string(s.Filing.ID)}, nil
	}
	coding, err := d.codesBlind(r.Context(), who, s.Filing.SHA256)
	if err != nil {
		return page{}, err
	}
	if coding != "" {
		blind := *s
		blind.Reading, blind.Events = nil, nil
		s = &blind
	}
	p := reportPage{Sheet: s, Coding: coding, Outlet: d.outletOf(s.Filing.Report), Stories: s.Stories[:min(len(s.Stories), mostListed)]}
	on := r.Form["layer"]
	if r.FormValue("layers") == "" && len(on) == 0 {
		on = []string{"events"}
	}
	var marks []mark
	var counts map[string]int
	if marks, counts, p.Events, err = d.tells(r.Context(), s); err != nil {
		return page{}, err
	}
	for _, name := range layers {
		p.Layers = append(p.Layers, layer{name, slices.Contains(on, name), counts[name]})
	}
	text := s.Filing.Text
	whole := dateline.Span{Start: min(max(s.Filing.Body, 0), len(text)), End: len(text)}
	if whole.Len() > mostText && r.FormValue("text") == "" {
		whole.End, p.Cut = around(text, dateline.Span{Start: whole.Start, End: whole.Start + mostText}, 0).End, true
	}
	p.Text = newPassage(text, whole, marks)
	if s.Reading != nil {
		p.Speakers = s.Reading.Statements[:min(len(s.Reading.Statements), mostListed)]
		p.Unsure = d.unsureOf(s)
	}
	if p.Versions, err = d.versions(r.Context(), s); err != nil {
		return page{}, err
	}
	if from := s.Filing.From; from != nil {
		heads, err := d.Records.Headings(r.Context(), []dateline.ReportID{*from})
		if err != nil {
			return page{}, err
		}
		if head, ok := heads[*from]; ok {
			p.From = &head
		}
	}
	if who.Decides() && decides(d) && coding == "" {
		p.Mark = reportPath(string(s.Filing.ID))
	}
	p.Labels = d.Labels != nil
	labelled, err := d.labelsOf(r.Context(), who, s.Filing.ID)
	if err != nil {
		return page{}, err
	}
	if l, ok := labelled[s.Filing.ID]; ok {
		p.Label = &l
	}
	title := deref(s.Filing.Title)
	return page{Title: cmp.Or(title, string(s.Filing.ID)), Template: "report", Data: p}, nil
}

// alphabet name the events of a page.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// letter is the name of the n-th event of a page, and the class of its colour: eight
// have one of their own.
func letter(n int) (string, string) {
	class := "ev-0"
	if n < 8 {
		class = "ev-" + string(rune('1'+n))
	}
	if n < len(alphabet) {
		return alphabet[n : n+1], class
	}
	return alphabet[n/len(alphabet)%len(alphabet):][:1] + alphabet[n%len(alphabet):][:1], class
}

// layerMarks are the marks of all layers, each with its class, and how many each has.
func (d *Desk) layerMarks(s *dateline.Sheet) ([]mark, map[string]int) {
	counts := map[string]int{}
	var out []mark
	if s.Reading == nil {
		return nil, counts
	}
	add := func(layer string, m mark) {
		if len(out) < mostMarks && m.Start >= 0 && m.End <= len(s.Filing.Text) && m.Start < m.End {
			m.Class = strings.TrimSpace("la-" + layer + " " + m.Class)
			out = append(out, m)
			counts[layer]++
		}
	}
	for n, a := range s.Reading.Accounts {
		key, class := letter(n)
		for _, e := range a.Evidence {
			add("events", mark{Span: e.Span, Class: class, Key: key, Title: key + ": " + d.label(a.Type) + ", " + d.evidenceField(e.Field)})
		}
	}
	for _, m := range s.Reading.Mentions {
		title := d.words.say("mention." + string(m.Kind))
		if m.Choice != nil {
			title += ": " + *m.Choice
		} else if len(m.Candidates) > 0 {
			title += ": " + d.words.say("report.open")
		}
		switch m.Kind {
		case dateline.ActorMention, dateline.PersonMention:
			add("names", mark{Span: m.Span, Title: title})
		case dateline.PlaceMention:
			add("places", mark{Span: m.Span, Title: title})
		case dateline.TimeMention:
			add("times", mark{Span: m.Span, Title: title})
		case dateline.NumberMention, dateline.WeaponMention:
			add("numbers", mark{Span: m.Span, Title: title})
		}
	}
	for _, x := range s.Reading.Statements {
		add("speakers", mark{Span: x.Span, Title: d.words.say("report.says", x.Speaker)})
	}
	return out, counts
}

// evidenceField is the field of an evidence in words.
func (d *Desk) evidenceField(field string) string {
	if d.words.has("field."+field) || strings.Contains(field, ".") {
		return d.field(field)
	}
	return field
}

// unsureOf is what the reader left open in a report.
func (d *Desk) unsureOf(s *dateline.Sheet) []unsure {
	var out []unsure
	seen := map[string]bool{}
	add := func(kind, words string, candidates []string, at dateline.Span) {
		if seen[kind+words] || len(out) == mostUnsure || at.Start < 0 || at.End > len(s.Filing.Text) || at.Start >= at.End {
			return
		}
		seen[kind+words] = true
		within := inContext(s.Filing.Text, at, 60, s.Filing.Body)
		q := newPassage(s.Filing.Text, within, []mark{{Span: at, Class: "ev-2"}})
		out = append(out, unsure{kind, words, candidates[:min(len(candidates), 6)], &q})
	}
	for _, m := range s.Reading.Mentions {
		if m.Choice == nil && (len(m.Candidates) > 0 || m.Kind == dateline.PlaceMention || m.Kind == dateline.ActorMention) {
			kind := "unsure.name"
			if m.Kind == dateline.PlaceMention {
				kind = "unsure.place"
			}
			if len(m.Candidates) == 0 {
				kind += ".unknown"
			}
			add(kind, m.Quote, m.Candidates, m.Span)
		}
	}
	for _, a := range s.Reading.Accounts {
		at := dateline.Span{}
		for _, e := range a.Evidence {
			if e.Field == "type" {
				at = e.Span
				break
			}
		}
		switch {
		case a.Time.Start == nil && a.Time.Words == nil:
			add("unsure.time", d.label(a.Type), nil, at)
		case len(a.Places) == 0:
			add("unsure.where", d.label(a.Type), nil, at)
		}
		if a.Occurrence == dateline.UnknownOccurrence {
			add("unsure.occurrence", d.label(a.Type), nil, at)
		}
	}
	return out
}

// versions are those of the article, the first first; none where there is one alone.
func (d *Desk) versions(ctx context.Context, s *dateline.Sheet) ([]version, error) {
	all := []*dateline.Sheet{s}
	for at := s; at.Filing.Supersedes != nil && len(all) < mostVersions; {
		before, err := d.Records.Sheet(ctx, string(*at.Filing.Supersedes))
		if dateline.KindOf(err) == dateline.NotFound {
			break // purged
		} else if err != nil {
			return nil, err
		}
		all, at = append(all, before), before
	}
	slices.Reverse(all)
	for at := s; at.SupersededBy != "" && len(all) < 2*mostVersions; {
		after, err := d.Records.Sheet(ctx, string(at.SupersededBy))
		if err != nil {
			return nil, err
		}
		all, at = append(all, after), after
	}
	if len(all) == 1 {
		return nil, nil
	}
	var out []version
	for i, v := range all {
		x := version{Filing: v.Filing, Current: v.Filing.ID == s.Filing.ID}
		if i > 0 {
			x.Previous = all[i-1].Filing.ID
		}
		out = append(out, x)
	}
	return out, nil
}

// A diffPage is two versions beside each other.
type diffPage struct {
	From, To dateline.Filing
	Headline edits.Passage
	Text     []diffPart
	Same     bool
}

// A diffPart is a paragraph that changed, or so many that did not.
type diffPart struct {
	Changes edits.Passage
	Kept    int
}

// diff shows what became of a report from another version, the one before it unless one
// is named.
func (d *Desk) diff(r *http.Request, _ Viewer) (page, error) {
	to, err := d.Records.Sheet(r.Context(), r.PathValue("id"))
	if err != nil {
		return page{}, err
	}
	other := r.FormValue("from")
	if other == "" && to.Filing.Supersedes != nil {
		other = string(*to.Filing.Supersedes)
	}
	if other == "" {
		return page{}, dateline.Errorf(dateline.NotFound, "%s is the first version of its article", to.Filing.ID)
	}
	from, err := d.Records.Sheet(r.Context(), other)
	if err != nil {
		return page{}, err
	}
	p := diffPage{From: from.Filing, To: to.Filing, Headline: edits.Words(deref(from.Filing.Title), deref(to.Filing.Title)), Same: true}
	for _, x := range edits.Passages(edits.Paragraphs(&from.Filing.Report), edits.Paragraphs(&to.Filing.Report)) {
		switch n := len(p.Text); {
		case x.Changed():
			p.Text, p.Same = append(p.Text, diffPart{Changes: x}), false
		case n > 0 && p.Text[n-1].Kept > 0:
			p.Text[n-1].Kept++
		default:
			p.Text = append(p.Text, diffPart{Kept: 1})
		}
	}
	return page{Title: "diff.title", Template: "diff", Data: p}, nil
}
