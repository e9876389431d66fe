package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// mostVersions is how many versions of an article are looked at, on each side.
const mostVersions = 500

// A versionJSON is one version of an article.
type versionJSON struct {
	ID        dateline.ReportID `json:"id"`
	Title     *string           `json:"title"`
	Published *dateline.Moment  `json:"published"`
	Modified  *dateline.Moment  `json:"modified"`
	Received  time.Time         `json:"received"`
}

// A reportJSON is what `dateline show --format json` prints of a report.
type reportJSON struct {
	Report    dateline.Report    `json:"report"`
	Byline    *string            `json:"byline"`
	Modified  *dateline.Moment   `json:"modified"`
	Source    *string            `json:"source"`
	Received  time.Time          `json:"received"`
	Extractor *dateline.Maker    `json:"extractor"`
	MediaType *string            `json:"media_type"`
	Versions  []versionJSON      `json:"versions"` // of the article, the oldest first, this one too
	Stories   []dateline.StoryID `json:"stories"`
	Events    []dateline.EventID `json:"events"`
	Reading   *readingJSON       `json:"reading"` // null before it is read
	Text      *string            `json:"text"`    // null unless asked for
}

// A readingJSON is a Reading, in the words of a record.
type readingJSON struct {
	Maker      dateline.Maker       `json:"maker"`
	Genre      dateline.Genre       `json:"genre"`
	Accounts   []dateline.Account   `json:"accounts"`
	Statements []dateline.Statement `json:"statements"`
	Aggregates []dateline.Aggregate `json:"aggregates"`
	Register   []dateline.Change    `json:"register"`
	Mentions   []dateline.Mention   `json:"mentions"`
}

func (s showing) report(ctx context.Context, id string) error {
	sheet, err := s.l.Sheet(ctx, id)
	if err != nil {
		return err
	}
	versions, err := versionsOf(ctx, s.l, sheet)
	if err != nil {
		return err
	}
	if s.json {
		return s.p.printJSON(sheetJSON(sheet, versions, s.text))
	}
	rec := dateline.Record{Reports: []dateline.Report{sheet.Filing.Report}}
	if r := sheet.Reading; r != nil {
		rec.Statements, rec.Aggregates = r.Statements, r.Aggregates
	}
	r := newRenderer(rec, label, s.look)
	r.sheet(sheet, versions)
	if sheet.Reading != nil {
		r.reading(sheet)
	}
	if s.text {
		r.wholeText(&sheet.Filing.Report)
	}
	return s.p.print(r.Bytes())
}

// versionsOf are the versions of a report's article, the oldest first.
func versionsOf(ctx context.Context, l *store.Ledger, sheet *store.Sheet) ([]*store.Sheet, error) {
	out := []*store.Sheet{sheet}
	for s := sheet; s.Filing.Supersedes != nil && len(out) < mostVersions; {
		before, err := l.Sheet(ctx, string(*s.Filing.Supersedes))
		if dateline.KindOf(err) == dateline.NotFound {
			break // purged
		} else if err != nil {
			return nil, err
		}
		out, s = append(out, before), before
	}
	slices.Reverse(out)
	for s := sheet; s.SupersededBy != "" && len(out) < 2*mostVersions; {
		after, err := l.Sheet(ctx, string(s.SupersededBy))
		if err != nil {
			return nil, err
		}
		out, s = append(out, after), after
	}
	return out, nil
}

func sheetJSON(s *store.Sheet, versions []*store.Sheet, withText bool) reportJSON {
	f := s.Filing
	out := reportJSON{Report: f.Report, Byline: given(f.Byline), Modified: f.Modified, Source: given(f.Source), Received: f.Received.UTC(), MediaType: given(f.MediaType),
		Versions: []versionJSON{}, Stories: nonNil(s.Stories), Events: nonNil(s.Events)}
	out.Report.Leans = nonNil(out.Report.Leans)
	if f.Extractor != "" {
		out.Extractor = &f.Extractor
	}
	for _, v := range versions {
		out.Versions = append(out.Versions, versionJSON{v.Filing.ID, v.Filing.Title, v.Filing.Published, v.Filing.Modified, v.Filing.Received.UTC()})
	}
	if r := s.Reading; r != nil {
		out.Reading = &readingJSON{r.Maker, r.Genre, nonNil(r.Accounts), nonNil(r.Statements), nonNil(r.Aggregates), nonNil(r.Changes), nonNil(r.Mentions)}
		for i := range out.Reading.Mentions {
			out.Reading.Mentions[i].Candidates = nonNil(out.Reading.Mentions[i].Candidates)
		}
		for i := range out.Reading.Register {
			out.Reading.Register[i].Evidence = nonNil(out.Reading.Register[i].Evidence)
		}
	}
	if withText {
		out.Text = &f.Text
	}
	return out
}

// sheet is what is known of a report beside what was read in it.
func (p *renderer) sheet(s *store.Sheet, versions []*store.Sheet) {
	f := s.Filing
	p.para(len(f.ID)+2, string(f.ID), byline(f.Report)...)
	p.para(4, "", bit{deref(f.Title), bold})
	line := func(name, value string) {
		if value != "" {
			p.line(name, bit{value, plain})
		}
	}
	line("by", f.Byline)
	line("address", deref(f.URL))
	line("kind", join(", ", string(f.Genre), "in "+f.Language))
	if f.Modified != nil {
		line("changed", momentPhrase(*f.Modified))
	}
	line("came by", join(", ", shown(f.Path), extracted(f.Extractor)))
	line("taken in", f.Received.UTC().Format(time.RFC3339))
	line("origin", strings.Join(comesFrom(f.Report), ", "))
	if len(versions) > 1 {
		for i, v := range versions {
			name := ""
			if i == 0 {
				name = "versions"
			}
			this := string(v.Filing.ID)
			if v.Filing.ID == f.ID {
				this += " (this one)"
			}
			p.line(name, bit{join(": ", this, deref(v.Filing.Title)), plain})
		}
	}
	for i, id := range s.Stories {
		line([]string{"story", ""}[min(i, 1)], string(id))
	}
	for i, id := range s.Events {
		line([]string{"events", ""}[min(i, 1)], string(id))
	}
	switch {
	case s.Reading == nil:
		line("read", "not yet; 'dateline work --once' does that")
	case len(s.Stories) == 0:
		line("story", "none")
	}
}

func extracted(m dateline.Maker) string {
	if m == "" {
		return ""
	}
	return "read out by " + string(m)
}

func momentPhrase(m dateline.Moment) string {
	out := dayPhrase(m.Day())
	if m.Clock {
		out += m.Time.Format(" 15:04 -07:00")
	}
	return out
}

// reading is what was read in a report.
func (p *renderer) reading(s *store.Sheet) {
	r := s.Reading
	p.heading("Accounts, as " + string(r.Maker) + " reads them")
	if len(r.Accounts) == 0 {
		p.para(4, "", bit{"none", plain})
	}
	for _, a := range r.Accounts {
		status := dateline.DeriveStatus(a.Occurrence, a.Basis, a.Background)
		e := dateline.Event{Type: a.Type, Roles: a.Roles, Places: a.Places}
		p.blank()
		p.para(len(a.ID)+2, string(a.ID), bit{p.eventTitle(e), bold}, bit{"; ", plain}, bit{string(status), statusStyle(status)})
		who, whom := p.sides(a.Roles)
		p.field("who", who...)
		p.field("whom", whom...)
		for i, pl := range a.Places {
			p.line([]string{"where", ""}[min(i, 1)], bit{placePhrase(pl) + " (" + placeDetail(pl) + ")", plain})
		}
		if t := timePhrase(a.Time); t != "" {
			p.field("when", t)
		}
		for i, c := range a.Casualties {
			p.line([]string{"casualties", ""}[min(i, 1)], bit{casualtyPhrase(c) + ": " + quoted(c.Words), plain})
		}
		for i, c := range a.Claims {
			p.line([]string{"claim", ""}[min(i, 1)], bit{claimPhrase(c), plain})
		}
		if a.SaidBy != nil {
			p.field("whose word", *a.SaidBy)
		}
		if q := headQuote(a); q != "" {
			p.field("words", quoted(q))
		}
	}
	p.told([]dateline.ReportID{s.Filing.ID}, map[dateline.ReportID]bool{})
	p.mentions(r.Mentions)
}

// mentions are the names in a report with what they stand for, each once.
func (p *renderer) mentions(all []dateline.Mention) {
	kinds := []dateline.MentionKind{dateline.ActorMention, dateline.PersonMention, dateline.PlaceMention, dateline.TimeMention, dateline.NumberMention, dateline.WeaponMention}
	begun := false
	for _, kind := range kinds {
		var out []string
		for _, m := range all {
			s := quoted(m.Quote)
			if c := deref(m.Choice); c != "" && !sameWords(m.Quote, c) {
				s += " = " + c
			}
			if m.Kind == kind && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
		if len(out) == 0 {
			continue
		}
		if !begun {
			p.heading("Names and numbers")
			begun = true
		}
		p.field(string(kind), strings.Join(out, "; "))
	}
}
