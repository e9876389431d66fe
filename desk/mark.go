package desk

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/codebook"
)

// A markPage is a report in which what the machine missed is added.
type markPage struct {
	Path   string
	Token  string
	Seen   string
	Last   string
	Report dateline.Report
	Text   *textView
	Told   []markedView
	Lines  []decisionLine
	Done   *decisionLine
	Edit   bool // the form to add an event is open
	Words  chosen
	Types  []codebook.Type
}

// A markedView is an account of a report.
type markedView struct {
	dateline.Account
	Event dateline.EventID // "" while linking does not know it
	Quote passage
}

// marking is a report with what people decided of it.
func (d *Desk) marking(ctx context.Context, id dateline.ReportID) (*markPage, *dateline.Report, error) {
	r, reading, err := d.Deciding.Source(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	ds, err := d.recorded(ctx, r.SHA256)
	if err != nil {
		return nil, nil, err
	}
	p := &markPage{Path: reportPath(string(r.ID)), Token: newToken(), Report: *r, Lines: d.lines(ds)}
	if n := len(ds); n > 0 {
		p.Last = ds[n-1].ID
	}
	amended := dateline.Amend(r, reading, ds).Reading
	of := map[dateline.AccountID]dateline.EventID{}
	if d.Events != nil {
		found, err := d.Events.Events(ctx, dateline.Query{Report: r.ID, All: true, Limit: 500})
		if err != nil {
			return nil, nil, err
		}
		for _, e := range found.Items {
			for _, a := range e.Accounts {
				if a.Report == r.ID {
					of[a.ID] = e.ID
				}
			}
		}
	}
	var marks []mark
	for i, a := range amended.Accounts {
		v := markedView{Account: a, Event: of[a.ID]}
		for id, e := range of {
			if strings.HasSuffix(string(id), "-"+string(a.ID)) {
				v.Event = e
			}
		}
		for _, e := range a.Evidence {
			if e.Field == "type" {
				v.Quote = asText(e.Quote)
				link := ""
				if v.Event != "" {
					link = eventPath(string(v.Event))
				}
				marks = append(marks, mark{Span: e.Span, Class: "ev-" + strconv.Itoa(i%8+1), Title: d.label(a.Type), Link: link})
				break
			}
		}
		p.Told = append(p.Told, v)
	}
	p.Text = textOf(r, marks)
	return p, r, nil
}

func reportPath(id string) string { return "/report/" + url.PathEscape(id) + "/mark" }

// mark shows a report to select words in.
func (d *Desk) mark(r *http.Request, _ Viewer) (page, error) {
	p, rep, err := d.marking(r.Context(), dateline.ReportID(r.PathValue("id")))
	if err != nil {
		return page{}, err
	}
	for i := range p.Lines {
		if p.Lines[i].ID == r.FormValue("done") {
			p.Done = &p.Lines[i]
		}
	}
	if p.Edit = r.FormValue("edit") != ""; p.Edit {
		p.Types = codebook.Default().Types
		words, err := form(r.FormValue).chosen(rep, dateline.Span{})
		if err != nil {
			return page{}, err
		}
		if words != nil {
			p.Words = *words
		}
	}
	return page{Title: "mark.title", Template: "mark", Data: p, Scripts: []string{"review.js"}}, nil
}

// addEvent takes the form that adds an event which the machine missed.
func (d *Desk) addEvent(r *http.Request, who Viewer) (page, error) {
	id, err := decisionID(r.PostForm)
	if err != nil {
		return page{}, err
	}
	done := page{To: reportPath(r.PathValue("id")) + "?done=" + id + "#done"}
	if was, err := d.again(r.Context(), id, who); was != nil || err != nil {
		return done, err
	}
	rep, reading, err := d.Deciding.Source(r.Context(), dateline.ReportID(r.PathValue("id")))
	if err != nil {
		return page{}, err
	}
	f := form(r.PostFormValue)
	out, err := d.draft(id, f, who, dateline.VerbAdd)
	if err != nil {
		return page{}, err
	}
	words, err := f.chosen(rep, dateline.Span{})
	if err != nil {
		return page{}, at("quote", err)
	}
	if words == nil {
		return page{}, wrong("quote", "an event rests on the words that say it: select them in the report, or write them as they stand there")
	}
	// Two people who see the same words add one event, not two.
	ds, err := d.recorded(r.Context(), rep.SHA256)
	if err != nil {
		return page{}, err
	}
	all := dateline.Amend(rep, reading, ds).Reading.Accounts
	if i := slices.IndexFunc(all, func(a dateline.Account) bool {
		return slices.ContainsFunc(a.Evidence, func(e dateline.Evidence) bool { return e.Field == "type" && e.Span == words.Span })
	}); i >= 0 && f("also") == "" {
		there := all[i]
		return page{}, errAt{dateline.Errorf(dateline.Conflict, "an event that rests on just these words is there: %s. Correct that one, or select the words that tell the other", d.label(there.Type)), "quote"}
	}
	a, err := d.accountOf(f, rep, words)
	if err != nil {
		return page{}, err
	}
	raw, err := json.Marshal(a)
	if err != nil {
		return page{}, dateline.Errorf(dateline.Invalid, "the account cannot be written: %w", err)
	}
	after := string(raw)
	out.After = &after
	out.On = []dateline.Referent{{Report: rep.SHA256, Span: words.Span}}
	if err := dateline.CheckAdded(rep, out); err != nil {
		return page{}, err
	}
	if _, err := d.Deciding.Decide(r.Context(), []dateline.Decision{out}); err != nil {
		return page{}, err
	}
	d.note(r, "decide", string(rep.ID), "done", "add "+id)
	d.untilLinked(r.Context(), []dateline.Decision{out})
	return done, nil
}

// accountOf is the account that a form adds. Each of its values rests on words that
// stand in the report, the nearest to those of the event.
func (d *Desk) accountOf(f form, r *dateline.Report, words *chosen) (dateline.Account, error) {
	var e dateline.Event
	a := dateline.Account{Occurrence: dateline.Occurrence(f("occurrence")), Basis: dateline.Basis(f("basis")), Background: f("background") == "true"}
	code, err := d.value(f, &e, "type", words)
	if err != nil {
		return a, err
	}
	a.Type, _ = code.(dateline.EventCode)
	a.Evidence = []dateline.Evidence{{Field: "type", Span: words.Span, Quote: words.Quote}}
	rest := func(field, name string) (*chosen, error) {
		quote := form(func(k string) string {
			if k == "quote" {
				return f(name)
			}
			return ""
		})
		c, err := quote.chosen(r, words.Span)
		if c != nil {
			a.Evidence = append(a.Evidence, dateline.Evidence{Field: field, Span: c.Span, Quote: c.Quote})
		}
		return c, at(name, err)
	}
	when, err := rest("time", "time_words")
	if err != nil {
		return a, err
	}
	if when == nil && f("from")+f("to") != "" {
		return a, wrong("time_words", "days rest on the words that say when: select them in the report, or leave the days out")
	}
	if a.Time, err = timeOf(f, dateline.Time{}, when); err != nil {
		return a, err
	}
	where, err := rest("place", "place_words")
	if err != nil {
		return a, err
	}
	if where != nil {
		p := dateline.PlaceRef{Name: spaced(where.Quote), Path: []string{spaced(where.Quote)}, Level: "unknown", Relation: "in", Words: spaced(where.Quote)}
		if d.Names != nil {
			if found := d.Names.Places(p.Name, 1); len(found) > 0 {
				found[0].Words, found[0].Relation = p.Words, p.Relation
				p = found[0]
			}
		}
		a.Places = []dateline.PlaceRef{p}
	}
	for _, role := range []dateline.RoleName{dateline.Perpetrator, dateline.Victim, dateline.Target} {
		who, err := rest("roles."+string(role), string(role)+"_words")
		if err != nil {
			return a, err
		}
		if who == nil {
			continue
		}
		x := dateline.Role{Role: role, Name: spaced(who.Quote), Words: spaced(who.Quote)}
		if d.Names != nil {
			// A name that several bear decides nothing.
			if found := d.Names.Actors(x.Name, 2); len(found) == 1 {
				x.Name, x.Actor = found[0].Name, &found[0].ID
			}
		}
		a.Roles = append(a.Roles, x)
	}
	for _, harm := range []dateline.Harm{dateline.Killed, dateline.Wounded, dateline.Abducted} {
		count, err := rest("casualties."+string(harm), string(harm)+"_words")
		if err != nil {
			return a, err
		}
		if count == nil {
			continue
		}
		c, err := casualtyOf(func(k string) string {
			switch k {
			case "status":
				return string(harm)
			case "low", "high":
				return f(string(harm) + "_" + k)
			case "side":
				return string(dateline.UnknownSide)
			}
			return ""
		}, dateline.Casualty{}, count)
		if e := (errAt{}); errors.As(err, &e) {
			return a, errAt{e.error, string(harm) + "_" + e.field}
		} else if err != nil {
			return a, err
		}
		a.Casualties = append(a.Casualties, c)
	}
	return a, nil
}
