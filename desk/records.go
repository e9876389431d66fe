package desk

import (
	"context"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"dateline"
)

// Records is what the pages of one story, event or report ask. Things are asked for by
// the beginning of their ID.
type Records interface {
	Story(context.Context, string) (*dateline.Told, error)
	Event(context.Context, string) (*dateline.Event, error)
	Sheet(context.Context, string) (*dateline.Sheet, error)
	// Texts are the texts of reports; what is not there is left out.
	Texts(context.Context, []dateline.ReportID) (map[dateline.ReportID]string, error)
	Headings(context.Context, []dateline.ReportID) (map[dateline.ReportID]dateline.Report, error)
	// DecisionsOn are the decisions on reports by the hashes of their texts, in order.
	DecisionsOn(ctx context.Context, hashes ...string) ([]dateline.Decision, error)
}

// given reports whether the desk has the pages of stories, events and reports.
func (d *Desk) given() bool { return d.Records != nil }

// withheldRecords are Records as who asks may see them.
type withheldRecords struct {
	of Records
	d  *Desk
}

func (w withheldRecords) Story(ctx context.Context, prefix string) (*dateline.Told, error) {
	t, err := w.of.Story(ctx, prefix)
	if err != nil || sees(ctx) {
		return t, err
	}
	m, err := w.d.mask(ctx, t.Story.Reports...)
	if err != nil {
		return nil, err
	}
	return m.Told(t), nil
}

func (w withheldRecords) Event(ctx context.Context, prefix string) (*dateline.Event, error) {
	e, err := w.of.Event(ctx, prefix)
	if err != nil || sees(ctx) {
		return e, err
	}
	var ids []dateline.ReportID
	for _, a := range e.Accounts {
		ids = append(ids, a.Report)
	}
	m, err := w.d.mask(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := m.Event(*e)
	return &out, nil
}

func (w withheldRecords) Sheet(ctx context.Context, prefix string) (*dateline.Sheet, error) {
	s, err := w.of.Sheet(ctx, prefix)
	if err != nil || sees(ctx) {
		return s, err
	}
	m, err := w.d.mask(ctx, s.Filing.ID)
	if err != nil {
		return nil, err
	}
	return m.Sheet(s), nil
}

func (w withheldRecords) Texts(ctx context.Context, ids []dateline.ReportID) (map[dateline.ReportID]string, error) {
	found, err := w.of.Texts(ctx, ids)
	if err != nil || sees(ctx) {
		return found, err
	}
	m, err := w.d.mask(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := map[dateline.ReportID]string{}
	for id, text := range found {
		out[id] = m.Text(text)
	}
	return out, nil
}

// DecisionsOn withholds what was decided and why from who does not see names: the words
// of a decision are people's own.
func (w withheldRecords) DecisionsOn(ctx context.Context, hashes ...string) ([]dateline.Decision, error) {
	found, err := w.of.DecisionsOn(ctx, hashes...)
	if err != nil || sees(ctx) {
		return found, err
	}
	out := make([]dateline.Decision, len(found))
	for i, d := range found {
		d.Before, d.After, d.Why = nil, nil, ""
		out[i] = d
	}
	return out, nil
}

func (w withheldRecords) Headings(ctx context.Context, ids []dateline.ReportID) (map[dateline.ReportID]dateline.Report, error) {
	return withheldEvents{headings{w.of}, w.d}.Headings(ctx, ids)
}

// headings are Events of which headings alone are asked.
type headings struct{ Records }

func (headings) Events(context.Context, dateline.Query) (dateline.Page[dateline.Event], error) {
	return dateline.Page[dateline.Event]{}, nil
}

// around is a part of a text about words of it: so many bytes to each side, to the ends
// of words and not beyond the paragraph.
func around(text string, at dateline.Span, side int) dateline.Span {
	at.Start, at.End = min(max(at.Start, 0), len(text)), min(max(at.End, 0), len(text))
	from, to := max(at.Start-side, 0), min(at.End+side, len(text))
	if i := strings.LastIndex(text[from:at.Start], "\n\n"); i >= 0 {
		from += i + 2
	} else if from > 0 {
		if i := strings.IndexAny(text[from:at.Start], " \n"); i >= 0 {
			from += i + 1
		} else {
			from = at.Start
		}
	}
	if i := strings.Index(text[at.End:to], "\n\n"); i >= 0 {
		to = at.End + i
	} else if to < len(text) {
		if i := strings.LastIndexAny(text[at.End:to], " \n"); i >= 0 {
			to = at.End + i
		} else {
			to = at.End
		}
	}
	for from < to && !utf8.RuneStart(text[from]) {
		from++
	}
	return dateline.Span{Start: from, End: to}
}

// outletOf is who published a report, in words.
func (d *Desk) outletOf(r dateline.Report) string {
	if r.Outlet != nil && *r.Outlet != "" {
		return *r.Outlet
	}
	return d.words.say("outlet.unknown")
}

// area is how far from a place's middle an event may lie, in words; "" where the
// gazetteer does not know the place.
func (d *Desk) area(p dateline.PlaceRef) string {
	if p.Lat == nil || p.Lon == nil {
		return d.words.say("event.nowhere")
	}
	out := fmt.Sprintf("%.2f, %.2f", *p.Lat, *p.Lon)
	if p.RadiusKM != nil {
		out += " " + d.words.say("event.within", int(math.Ceil(*p.RadiusKM)))
	}
	return out
}
