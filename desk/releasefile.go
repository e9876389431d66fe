package desk

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// A Sheet writes events as lines of a table: the columns of `dateline events --format csv`.
type Sheet interface {
	Columns() []string
	// Row is an event with the headings of the reports that tell it.
	Row(dateline.Event, map[dateline.ReportID]dateline.Report) []string
	// Cell is words for a cell, so that no spreadsheet takes them for a formula.
	Cell(string) string
}

// A releaseFile is a form in which a release is downloaded.
type releaseFile struct {
	Kind string // the end of its name
	Type string
	make func(*releaseWriter) error
}

var releaseFiles = []releaseFile{
	{"json", "application/json", (*releaseWriter).json},
	{"csv", "text/csv; charset=utf-8", (*releaseWriter).csv},
	{"reports.csv", "text/csv; charset=utf-8", (*releaseWriter).reportsCSV},
	{"decisions.csv", "text/csv; charset=utf-8", (*releaseWriter).decisionsCSV},
	{"changes.csv", "text/csv; charset=utf-8", (*releaseWriter).changesCSV},
}

// perPart is how many events of a release are in memory at once.
const perPart = 200

// releaseFile is a release as it was frozen. Names of private persons are withheld unless
// they are asked for, and what is labelled is left out.
func (d *Desk) releaseFile(r *http.Request, rel dateline.Release, kind string) (page, error) {
	i := slices.IndexFunc(releaseFiles, func(f releaseFile) bool { return f.Kind == kind })
	if i < 0 || d.Sheet == nil && kind != "json" {
		return page{}, dateline.Errorf(dateline.NotFound, "a release has no file of the form %q", clip(kind))
	}
	names, err := oneOf(r, "names", "1")
	if err != nil {
		return page{}, err
	}
	d.note(r, "release-file", rel.Name+"."+kind, "done", map[bool]string{true: "with names"}[names != ""])
	return page{Raw: func(w http.ResponseWriter, r *http.Request) {
		ctx, done := unhurried(w, r)
		defer done()
		h := w.Header()
		h.Set("Content-Type", releaseFiles[i].Type)
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Disposition", `attachment; filename="`+rel.Name+"."+kind+`"`)
		b := bufio.NewWriterSize(w, 64<<10)
		out := &releaseWriter{d: d, ctx: dateline.Restrict(ctx), rel: rel, w: b, names: names != ""}
		err := releaseFiles[i].make(out)
		if err == nil {
			err = b.Flush()
		}
		if err != nil {
			d.Logger.Error("the file of a release broke off", "release", rel.Name, "file", kind, "error", err)
			panic(http.ErrAbortHandler) // half a file is not to look like a whole one
		}
	}}, nil
}

// A releaseWriter writes one file of a release.
type releaseWriter struct {
	d     *Desk
	ctx   context.Context
	rel   dateline.Release
	w     io.Writer
	names bool
}

// A part is some events of a release with the reports that tell them.
type part struct {
	events []dateline.Event
	heads  map[dateline.ReportID]dateline.Report
	mask   *dateline.Mask
}

// mask withholds the names of private persons in reports.
func (x *releaseWriter) mask(ids []dateline.ReportID) (*dateline.Mask, error) {
	if x.names || x.d.Sources == nil {
		return nil, nil
	}
	names, err := x.d.names(x.ctx, ids)
	if err != nil {
		return nil, err
	}
	return dateline.NewMask(names), nil
}

// each calls f for all events, part by part.
func (x *releaseWriter) each(f func(part) error) error {
	for after := dateline.EventID(""); ; {
		events, last, err := x.d.Releases.Frozen(x.ctx, x.rel.ID, after, perPart)
		if err != nil {
			return err
		}
		var ids []dateline.ReportID
		for _, e := range events {
			ids = append(ids, reportsOf(e)...)
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
		p := part{events: events}
		if p.mask, err = x.mask(ids); err != nil {
			return err
		}
		if p.heads, err = x.d.Events.Headings(x.ctx, ids); err != nil {
			return err
		}
		for id, h := range p.heads {
			p.heads[id] = p.mask.Report(h)
		}
		for i, e := range events {
			p.events[i] = p.mask.Event(e)
		}
		if err := f(p); err != nil {
			return err
		}
		if after = last; last == "" {
			return nil
		}
	}
}

// A citedReport is a report that an event of a release rests on.
type citedReport struct {
	ID        dateline.ReportID `json:"id"`
	Outlet    *string           `json:"outlet"`
	Title     *string           `json:"title"`
	Published *dateline.Moment  `json:"published"`
	URL       *string           `json:"url"`
	SHA256    string            `json:"sha256"`
}

// eachReport calls f for each report that the events rest on, once.
func (x *releaseWriter) eachReport(p part, seen map[dateline.ReportID]bool, f func(citedReport) error) error {
	for _, e := range p.events {
		for _, id := range reportsOf(e) {
			h, ok := p.heads[id]
			if seen[id] || !ok {
				continue
			}
			seen[id] = true
			if err := f(citedReport{id, h.Outlet, h.Title, h.Published, h.URL, h.SHA256}); err != nil {
				return err
			}
		}
	}
	return nil
}

// eachDecision calls f for each decision that was in force on the events, once.
func (x *releaseWriter) eachDecision(p part, seen map[string]bool, f func(dateline.Decision) error) error {
	var hashes []string
	for _, e := range p.events {
		if e.Review == nil {
			continue
		}
		for _, id := range reportsOf(e) {
			if h, ok := p.heads[id]; ok {
				hashes = append(hashes, h.SHA256)
			}
		}
	}
	if slices.Sort(hashes); len(hashes) == 0 || x.d.Records == nil {
		return nil
	}
	all, err := x.d.Records.DecisionsOn(x.ctx, slices.Compact(hashes)...)
	if err != nil {
		return err
	}
	for _, d := range all {
		held := slices.ContainsFunc(p.events, func(e dateline.Event) bool { return e.Review != nil && slices.Contains(e.Review.Decisions, d.ID) })
		if !held || seen[d.ID] {
			continue
		}
		seen[d.ID] = true
		masked := func(s *string) *string {
			if s == nil {
				return nil
			}
			t := p.mask.Words(*s)
			return &t
		}
		d.Before, d.After, d.Why = masked(d.Before), masked(d.After), p.mask.Words(d.Why)
		if err := f(d); err != nil {
			return err
		}
	}
	return nil
}

// json is the whole release: what was asked, its counts, the events as they were, the
// reports that they rest on and the decisions that were in force.
func (x *releaseWriter) json() error {
	head, err := json.Marshal(x.rel)
	if err != nil {
		return dateline.Errorf(dateline.Internal, "release %s: %w", x.rel.Name, err)
	}
	if _, err := fmt.Fprintf(x.w, "{\"release\": %s,\n\"names\": %t,\n\"events\": [", head, x.names); err != nil {
		return err
	}
	item := func(first *bool, v any) error {
		raw, err := json.Marshal(v)
		if err != nil {
			return dateline.Errorf(dateline.Internal, "release %s: %w", x.rel.Name, err)
		}
		sep := ",\n"
		if *first {
			sep, *first = "\n", false
		}
		_, err = fmt.Fprintf(x.w, "%s%s", sep, raw)
		return err
	}
	first, n := true, 0
	var reports []citedReport
	var decisions []dateline.Decision
	told, decided := map[dateline.ReportID]bool{}, map[string]bool{}
	if err := x.each(func(p part) error {
		for _, e := range p.events {
			n++
			if err := item(&first, e); err != nil {
				return err
			}
		}
		if err := x.eachReport(p, told, func(c citedReport) error { reports = append(reports, c); return nil }); err != nil {
			return err
		}
		return x.eachDecision(p, decided, func(d dateline.Decision) error { decisions = append(decisions, d); return nil })
	}); err != nil {
		return err
	}
	if _, err := io.WriteString(x.w, "],\n\"reports\": ["); err != nil {
		return err
	}
	first = true
	for _, c := range reports {
		if err := item(&first, c); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(x.w, "],\n\"decisions\": ["); err != nil {
		return err
	}
	first = true
	for _, c := range decisions {
		if err := item(&first, c); err != nil {
			return err
		}
	}
	// What labels and purges keep back is told by its number alone.
	_, err = fmt.Fprintf(x.w, "],\n\"left_out\": %d}\n", x.rel.Events-n)
	return err
}

// table writes lines of CSV.
func (x *releaseWriter) table(columns []string, fill func(put func(...string) error) error) error {
	w := csv.NewWriter(x.w)
	w.UseCRLF = true
	if err := w.Write(columns); err != nil {
		return err
	}
	if err := fill(func(cells ...string) error { return w.Write(cells) }); err != nil {
		return err
	}
	w.Flush()
	return w.Error()
}

func (x *releaseWriter) csv() error {
	return x.table(x.d.Sheet.Columns(), func(put func(...string) error) error {
		return x.each(func(p part) error {
			for _, e := range p.events {
				if err := put(x.d.Sheet.Row(e, p.heads)...); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func (x *releaseWriter) reportsCSV() error {
	seen := map[dateline.ReportID]bool{}
	cell := x.d.Sheet.Cell
	return x.table([]string{"id", "outlet", "title", "published", "url", "sha256"}, func(put func(...string) error) error {
		return x.each(func(p part) error {
			return x.eachReport(p, seen, func(c citedReport) error {
				day := ""
				if c.Published != nil {
					day = c.Published.String()
				}
				return put(string(c.ID), cell(deref(c.Outlet)), cell(deref(c.Title)), day, cell(deref(c.URL)), c.SHA256)
			})
		})
	})
}

func (x *releaseWriter) decisionsCSV() error {
	seen := map[string]bool{}
	cell := x.d.Sheet.Cell
	return x.table([]string{"id", "at", "by", "verb", "on", "before", "after", "why", "codebook"}, func(put func(...string) error) error {
		return x.each(func(p part) error {
			return x.eachDecision(p, seen, func(d dateline.Decision) error {
				at := ""
				if d.At != nil {
					at = d.At.String()
				}
				var on []string
				for _, o := range d.On {
					on = append(on, strings.TrimSuffix(o.Report+":"+strconv.Itoa(o.Span.Start)+"-"+strconv.Itoa(o.Span.End)+":"+o.Field, ":"))
				}
				return put(cell(d.ID), at, cell(d.By), string(d.Verb), strings.Join(on, "; "), cell(deref(d.Before)), cell(deref(d.After)), cell(d.Why), cell(d.Codebook))
			})
		})
	})
}

// changesCSV is what changed since, a line a field.
func (x *releaseWriter) changesCSV() error {
	cell := x.d.Sheet.Cell
	return x.table([]string{"event", "change", "field", "was", "now"}, func(put func(...string) error) error {
		for after := dateline.EventID(""); ; {
			changes, err := x.d.Releases.SinceRelease(x.ctx, x.rel.ID, "", after, perPart)
			if err != nil {
				return err
			}
			for _, c := range changes {
				after = c.Event
				if err := x.masked(&c); err != nil {
					return err
				}
				if len(c.Fields) == 0 {
					if err := put(string(c.Event), c.Kind, "", "", ""); err != nil {
						return err
					}
				}
				for _, f := range c.Fields {
					if err := put(string(c.Event), c.Kind, f, cell(x.d.plain(c.Was, f)), cell(x.d.plain(c.Now, f))); err != nil {
						return err
					}
				}
			}
			if len(changes) < perPart {
				break
			}
		}
		for after := ""; ; {
			found, err := x.d.Releases.NewSinceRelease(x.ctx, x.rel.ID, perPart, after)
			if err != nil {
				return err
			}
			for _, e := range found.Items {
				if err := put(string(e.ID), "came", "", "", ""); err != nil {
					return err
				}
			}
			if after = found.Next; after == "" {
				return nil
			}
		}
	})
}

// masked withholds names from both sides of a change.
func (x *releaseWriter) masked(c *dateline.ReleaseChange) error {
	for _, e := range []*dateline.Event{c.Was, c.Now} {
		if e == nil {
			continue
		}
		m, err := x.mask(reportsOf(*e))
		if err != nil {
			return err
		}
		*e = m.Event(*e)
	}
	return nil
}
