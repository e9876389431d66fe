package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"dateline"
)

// A testcase is reports with what people decided of them, as a test: whatever reads the
// reports later must find each decision again, and come to the same by it.
type testcase struct {
	Fixture   int                 `json:"fixture"` // the version of this form: 1
	Reader    dateline.Maker      `json:"reader"`  // that it was made with
	Linker    dateline.Maker      `json:"linker"`
	Reports   []fixtureReport     `json:"reports"`
	Decisions []dateline.Decision `json:"decisions"`
	Expect    []outcome           `json:"expect"` // one for each decision in force, in their order
}

type fixtureReport struct {
	dateline.Report
	Body int    `json:"body"` // where the article's own text begins, in bytes
	Text string `json:"text"`
}

// An outcome is what a decision comes to.
type outcome struct {
	Decision string `json:"decision"`
	Found    bool   `json:"found"` // it finds the account, or the name, that it is on
	// Values are those of the event's fields that it is on.
	Values   map[string]json.RawMessage `json:"values,omitempty"`
	Review   dateline.ReviewState       `json:"review,omitempty"`   // of the event that it confirms or adds
	Together *bool                      `json:"together,omitempty"` // of a merge or a split: the two are one event
}

// fixtureOf makes a fixture of decisions and reports; of nil reports, those that the
// decisions are on.
func (p program) fixtureOf(ctx context.Context, w *workshop, ds []dateline.Decision, ids []dateline.ReportID) (testcase, error) {
	f := testcase{Fixture: 1, Decisions: ds}
	if f.Decisions == nil {
		f.Decisions = []dateline.Decision{}
	}
	for _, d := range ds {
		for _, on := range d.On {
			id, err := w.ledger.ReportOf(ctx, on.Report)
			if dateline.KindOf(err) == dateline.NotFound {
				continue // purged, or of another ledger
			} else if err != nil {
				return f, err
			}
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) > mostFixture {
		return f, dateline.Errorf(dateline.Invalid, "the decisions are on %d reports; a fixture holds %d at most: name events with --event", len(ids), mostFixture)
	}
	for _, id := range ids {
		r, err := w.ledger.Report(ctx, id)
		if dateline.KindOf(err) == dateline.NotFound {
			continue // labelled
		} else if err != nil {
			return f, err
		}
		f.Reports = append(f.Reports, fixtureReport{Report: *r, Body: r.Body, Text: r.Text})
	}
	var err error
	f.Expect, err = p.outcomes(ctx, &f)
	return f, err
}

// outcomes reads the reports of a fixture and says what its decisions come to.
func (p program) outcomes(ctx context.Context, f *testcase) ([]outcome, error) {
	reports := make([]dateline.Report, len(f.Reports))
	for i, r := range f.Reports {
		reports[i] = dateline.Report{Path: r.Path, Outlet: r.Outlet, Title: r.Title, URL: r.URL, Published: r.Published, Language: r.Language, Genre: r.Genre, SHA256: r.SHA256, Body: r.Body, Text: r.Text}
	}
	slices.SortFunc(reports, byContent)
	for i := range reports {
		reports[i].ID = dateline.ReportID(fmt.Sprintf("r%d", i+1))
	}
	eng := p.engine()
	reports, readings, broken, err := readings(ctx, eng, reports)
	if err != nil {
		return nil, err
	}
	for _, b := range broken {
		p.complain("%s: %s", shown(b.Path), b.Reason)
	}
	rec := eng.Link(reports, readings, f.Decisions)
	f.Reader, f.Linker = eng.Makers()
	out := []outcome{}
	for _, d := range dateline.InForce(f.Decisions) {
		out = append(out, outcomeOf(&rec, d))
	}
	return out, nil
}

// outcomeOf is what a decision came to in a record.
func outcomeOf(rec *dateline.Record, d dateline.Decision) outcome {
	out := outcome{Decision: d.ID}
	if len(d.On) > 0 && d.On[0].Field == dateline.FieldGroup {
		n, err := d.Naming()
		out.Found = err == nil && slices.ContainsFunc(rec.Proposals, func(p dateline.Proposal) bool { return strings.EqualFold(p.Name, n.Name) })
		return out
	}
	var on []*dateline.Event
	for _, o := range d.On {
		if !o.Aside() && o.Span != (dateline.Span{}) {
			on = append(on, eventAt(rec, o))
		}
	}
	if len(on) == 0 || on[0] == nil {
		return out
	}
	out.Found = true
	switch d.Verb {
	case dateline.VerbMerge, dateline.VerbSplit:
		one := len(on) == 2 && on[1] != nil && on[0].ID == on[1].ID
		out.Together = &one
		return out
	case dateline.VerbConfirm, dateline.VerbAdd:
		if d.On[0].Field == "" && on[0].Review != nil {
			out.Review = on[0].Review.State
		}
	}
	values, err := d.Values(d.On[0].Field)
	if err != nil {
		return out
	}
	for field := range values {
		if v, err := on[0].Value(field); err == nil {
			if out.Values == nil {
				out.Values = map[string]json.RawMessage{}
			}
			out.Values[field] = json.RawMessage(v)
		}
	}
	return out
}

// eventAt is the event that an account of a report is of, by the words that it rests on;
// nil when there is none.
func eventAt(rec *dateline.Record, on dateline.Referent) *dateline.Event {
	var all []dateline.Account
	of := map[dateline.AccountID]*dateline.Event{}
	for _, r := range rec.Reports {
		if r.SHA256 != on.Report {
			continue
		}
		for i := range rec.Events {
			for _, a := range rec.Events[i].Accounts {
				if a.Report == r.ID {
					all, of[a.ID] = append(all, a), &rec.Events[i]
				}
			}
		}
	}
	if a := dateline.AccountAt(all, on); a != nil {
		return of[a.ID]
	}
	return nil
}

// checkFixtures says which decisions of fixtures come to something else by now.
func (p program) checkFixtures(ctx context.Context, paths []string) error {
	failed := false
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			return dateline.Errorf(dateline.Invalid, "%s: %s", shown(path), why(err))
		}
		var f testcase
		if err := json.Unmarshal(raw, &f); err != nil || f.Fixture != 1 {
			return dateline.Errorf(dateline.Invalid, "%s is no fixture of form 1, as 'dateline decisions --format fixture' writes it", shown(path))
		}
		for i := range f.Reports {
			r := &f.Reports[i]
			if sum := sha256.Sum256([]byte(r.Text)); hex.EncodeToString(sum[:]) != r.SHA256 {
				return dateline.Errorf(dateline.Invalid, "%s: the text of report %s is not the one that it names by its hash; take the fixture as it was written", shown(path), clean(string(r.ID)))
			}
			if r.Body < 0 || r.Body > len(r.Text) {
				return dateline.Errorf(dateline.Invalid, "%s: the body of report %s begins outside its text", shown(path), clean(string(r.ID)))
			}
		}
		for _, d := range f.Decisions {
			if err := d.Check(); err != nil {
				return dateline.Errorf(dateline.Invalid, "%s: %w", shown(path), err)
			}
		}
		want := map[string]outcome{}
		for _, o := range f.Expect {
			want[o.Decision] = o
		}
		made := f.Reader
		got, err := p.outcomes(ctx, &f)
		if err != nil {
			return err
		}
		bad := 0
		for _, o := range got {
			if line := differs(want[o.Decision], o); line != "" {
				bad++
				p.complain("%s: decision %s: %s", shown(path), clean(o.Decision), line)
			}
		}
		failed = failed || bad > 0
		if err := p.print(fmt.Appendf(nil, "%s: %s hold, %d do not; made with %s, read with %s\n", shown(path), count(len(got)-bad, "decision", "decisions"), bad, clean(string(made)), f.Reader)); err != nil {
			return err
		}
	}
	if failed {
		return exitStatus(exitQuarantined)
	}
	return nil
}

// differs says how an outcome is another than the one wanted; "" when it is not.
func differs(want, got outcome) string {
	switch {
	case want.Found && !got.Found:
		return "it finds nothing any more"
	case !want.Found && got.Found:
		return "it finds something, where it found nothing"
	case want.Review != got.Review:
		return fmt.Sprintf("the event is %q, it was %q", got.Review, want.Review)
	case (want.Together == nil) != (got.Together == nil) || want.Together != nil && *want.Together != *got.Together:
		return "what was merged is parted, or what was parted is merged"
	}
	for _, field := range dateline.Fields {
		var a, b bytes.Buffer
		if want.Values[field] == nil && got.Values[field] == nil {
			continue
		}
		if json.Compact(&a, want.Values[field]) != nil || json.Compact(&b, got.Values[field]) != nil || !bytes.Equal(unescape(a.Bytes()), unescape(b.Bytes())) {
			return fmt.Sprintf("%s is %s, it was %s", field, clean(b.String()), clean(a.String()))
		}
	}
	return ""
}
