package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/store/storetest"
)

// received is when the reports of tests come in.
var received = time.Date(2021, 3, 20, 12, 0, 0, 0, time.UTC)

// paper makes a report; day is "" for none.
func paper(outlet, title, day, text string) dateline.Filing {
	sum := sha256.Sum256([]byte(text))
	f := dateline.Filing{Source: "test"}
	f.Received = received
	f.Text, f.SHA256, f.Language, f.Genre, f.Path = text, hex.EncodeToString(sum[:]), "en", dateline.News, "test"
	if title != "" {
		f.Title = &title
	}
	if outlet != "" {
		f.Outlet = &outlet
	}
	if day != "" {
		m, err := dateline.ParseMoment(day)
		if err != nil {
			panic(err)
		}
		f.Published = &m
	}
	f.ID = dateline.NewReportID(&f.Report)
	return f
}

// A happening is what a test says of an event.
type happening struct {
	id     string
	typ    dateline.EventCode
	status dateline.Status
	day    string // of its start; "" for none
	days   int    // how long; 0 is one
	place  string
	actors []dateline.ActorID
	killed int
	told   []dateline.Filing
}

func (h happening) event(story string) dateline.Event {
	e := dateline.Event{ID: dateline.EventID(h.id), Story: dateline.StoryID(story), Type: h.typ, Status: h.status, Occurrence: dateline.Happened, Basis: dateline.Reported,
		Countable: h.status.Countable(), Origins: len(h.told), Outlets: len(h.told)}
	if h.day != "" {
		d, err := dateline.ParseDate(h.day)
		if err != nil {
			panic(err)
		}
		end := d.AddDays(max(h.days, 1))
		e.Time = dateline.Time{Start: &d, End: &end, Precision: dateline.Day}
	}
	if h.place != "" {
		path := strings.Split(h.place, "/")
		e.Places = []dateline.PlaceRef{{Name: path[len(path)-1], Path: path, Level: "town", Words: path[len(path)-1]}}
	}
	for _, a := range h.actors {
		e.Roles = append(e.Roles, dateline.Role{Role: dateline.Perpetrator, Name: string(a), Actor: &a, Words: "the group"})
	}
	if h.killed > 0 {
		e.Tolls = []dateline.Toll{{Status: dateline.Killed, Side: dateline.Civilian, Best: dateline.Range{Low: &h.killed, High: &h.killed}, Rule: dateline.OnlyFigure}}
	}
	e.Claims = []dateline.Claim{{Kind: dateline.NoClaim}}
	for _, f := range h.told {
		word := strings.Fields(f.Text)[0]
		e.Accounts = append(e.Accounts, dateline.Account{ID: dateline.AccountID(f.ID) + "-a" + dateline.AccountID(h.id[len(h.id)-1:]), Report: f.ID, Maker: "reader/1", Confidence: .5, Type: h.typ,
			Evidence: []dateline.Evidence{{Field: "type", Span: dateline.Span{Start: 0, End: len(word)}, Quote: word}}})
	}
	return e
}

// story makes a story of the reports that tell its events, and of others.
func story(id string, l *dateline.Linking, others []dateline.Filing, hs ...happening) {
	st := dateline.Story{ID: dateline.StoryID(id), Title: "Of " + id}
	seen := map[dateline.ReportID]bool{}
	var last *dateline.Moment
	add := func(f dateline.Filing) {
		if seen[f.ID] {
			return
		}
		seen[f.ID] = true
		st.Reports = append(st.Reports, f.ID)
		if st.First == "" {
			st.First, st.Last = f.ID, f.ID
		}
		if f.Published != nil && (last == nil || f.Published.Time.After(last.Time)) {
			last, st.Last = f.Published, f.ID
		}
		l.Linked = append(l.Linked, f.ID)
	}
	for _, h := range hs {
		for _, f := range h.told {
			add(f)
		}
		st.Events = append(st.Events, dateline.EventID(h.id))
		l.Events = append(l.Events, h.event(id))
	}
	for _, f := range others {
		add(f)
	}
	st.Origins, st.Outlets = len(st.Reports), len(st.Reports)
	l.Stories = append(l.Stories, st)
}

// A world is a small ledger whose answers are known.
type world struct {
	*Ledger
	market, radio, market2, school, opinion, undated, old dateline.Filing
	all                                                   []dateline.Filing
	linking                                               dateline.Linking
}

const (
	eMarket, eShots, eSchool, ePlan, eLong, eOld = "e00000000000000a1", "e00000000000000b2", "e00000000000000c3", "e10000000000000d4", "e10000000000000e5", "e10000000000000f6"
	sMarket, sSchool, sOld                       = "s0000000000000011", "s0000000000000022", "s1000000000000033"
)

// newWorld files and links it.
func newWorld(t testing.TB, where string) *world {
	t.Helper()
	w := &world{Ledger: open(t, where)}
	w.market = paper("Harbour Times", "Bombs at a fish market", "2021-03-10", "Explosions tore through the fish market of Odale on Tuesday. Two car bombs killed nine people, police said. Shots were heard later.")
	w.radio = paper("Radio Valley", "", "2021-03-11T08:00:00Z", "Nine dead after blasts in Odale. A car packed with explosives went off near a market; a second bomb followed, the governor’s office said.")
	w.market2 = paper("Harbour Times", "Group says it bombed market", "2021-03-12", "The Northern Front claimed the market attack in a statement. Attackers had parked two cars by the gate.")
	w.school = paper("Valley Gazette", "Plot against school foiled", "2021-02-01", "Police foiled an attack on a school in Brenn, officials said. A siege in the hills went on for months.")
	w.opinion = paper("Valley Gazette", "Why the market matters", "2021-03-13", "Markets are where a city breathes. This column is about markets, markets and nothing else but the market.")
	w.undated = paper("", "A notice", "", "Zéphyrine café was bombed, an undated leaflet says; nobody can tell when.")
	w.old = paper("Harbour Times", "From the archive", "1964-05-02", "Gunmen ambushed a convoy near Tarn, the archive tells.")
	w.all = []dateline.Filing{w.market, w.radio, w.market2, w.school, w.opinion, w.undated, w.old}
	if _, err := w.File(t.Context(), w.all); err != nil {
		t.Fatal(err)
	}
	story(sMarket, &w.linking, []dateline.Filing{w.opinion},
		happening{id: eMarket, typ: "attack.bombing", status: dateline.StatusHappened, day: "2021-03-09", place: "Norland/Odale/Fish Market", actors: []dateline.ActorID{"northern-front", "northern-front/coast"}, killed: 9,
			told: []dateline.Filing{w.market, w.radio, w.market2}},
		happening{id: eShots, typ: "attack.armed", status: dateline.StatusHappened, place: "Norland/Odale", told: []dateline.Filing{w.market}})
	story(sSchool, &w.linking, nil,
		happening{id: ePlan, typ: "attack.bombing", status: dateline.StatusFoiled, day: "2021-01-31", place: "Norland/Brenn", told: []dateline.Filing{w.school}},
		happening{id: eLong, typ: "battle", status: dateline.StatusHappened, day: "2020-06-01", days: 200, place: "Westmark", actors: []dateline.ActorID{"northern-front"}, told: []dateline.Filing{w.school}})
	story(sOld, &w.linking, nil,
		happening{id: eOld, typ: "attack.ambush", status: dateline.StatusClaimed, day: "1964-05-01", place: "Norland/Tarn", told: []dateline.Filing{w.old}})
	w.linking.Linked = append(w.linking.Linked, w.undated.ID) // of no story
	w.linking.Proposals = []dateline.Proposal{{Name: "Northern Front", Story: sMarket, Acts: []string{"claim"}, Origins: 1, Events: []dateline.EventID{eMarket}}}
	for i, f := range w.all {
		if err := w.SaveReading(t.Context(), w.reading(f)); err != nil {
			t.Fatal(err)
		}
		w.linking.Kept = append(w.linking.Kept, dateline.Kept{Report: f.ID, Fixed: []byte{1, byte(i)}, Moving: []byte{2}})
	}
	had, err := w.Turn(t.Context(), func(ctx context.Context, turn *Turn) error { return turn.Save(ctx, w.linking) })
	if err != nil || !had {
		t.Fatal(had, err)
	}
	w.desk(t)
	return w
}

// hashed is a password as a user has it.
const hashed = "$argon2id$v=19$m=65536,t=3,p=2$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA"

// desk has two users, one of whom is logged in.
func (w *world) desk(t testing.TB) {
	t.Helper()
	for _, u := range []dateline.User{{Name: "ada", Rank: dateline.RankAdmin, Password: hashed}, {Name: "ben", Rank: dateline.RankCoder, Subject: "https://id.example ben"}} {
		if err := w.AddUser(t.Context(), u); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{
		w.OpenSession(t.Context(), dateline.Session{Token: hashOf("token"), User: "ada", Made: received, Expires: received.Add(time.Hour), Address: "192.0.2.1"}),
		w.Audit(t.Context(), dateline.AuditEntry{At: received, By: "ada", Action: "login", Outcome: "done"}, dateline.AuditEntry{At: received, Action: "login", Subject: "eve", Outcome: "refused"}),
		w.SaveView(t.Context(), dateline.View{Owner: "ada", Name: "Odale", Page: "/", Query: "place=Norland/Odale", Shared: true}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// reading is what a reader made of a report: the accounts of the world's events,
// a mention, a statement, an aggregate and a change of its first word.
func (w *world) reading(f dateline.Filing) *dateline.Reading {
	r := &dateline.Reading{Report: f.ID, Maker: "reader/1", Genre: dateline.News, Sentences: []dateline.Span{{Start: 0, End: len(f.Text)}}}
	for _, e := range w.linking.Events {
		for _, a := range e.Accounts {
			if a.Report == f.ID {
				r.Accounts = append(r.Accounts, a)
			}
		}
	}
	word := strings.Fields(f.Text)[0]
	span := dateline.Span{Start: 0, End: len(word)}
	r.Mentions = []dateline.Mention{{Report: f.ID, Kind: dateline.PlaceMention, Span: span, Quote: word}}
	r.Statements = []dateline.Statement{{Report: f.ID, Speaker: word, Quote: word, Span: span}}
	r.Aggregates = []dateline.Aggregate{{Report: f.ID, Words: word, Status: dateline.Killed, Span: span, Quote: word}}
	r.Changes = []dateline.Change{{Change: "formed", Group: "northern-front", Name: word, Evidence: []dateline.Quotation{{Report: f.ID, Span: span, Quote: word}}}}
	return r
}

func (w *world) save(t testing.TB, l dateline.Linking) {
	t.Helper()
	if err := w.db.write(t.Context(), func(tx conn) error {
		if _, err := tx.exec(t.Context(), "UPDATE linker SET version = version + 1"); err != nil {
			return err
		}
		return saveStories(t.Context(), tx, l)
	}); err != nil {
		t.Fatal(err)
	}
}

// both runs a test on a world in each database.
func both(t *testing.T, f func(t *testing.T, w *world)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, where string) { f(t, newWorld(t, where)) })
}

// ids are what a list says, in its order.
func ids[T any](page dateline.Page[T]) []string {
	var out []string
	for _, item := range page.Items {
		switch x := any(item).(type) {
		case dateline.Event:
			out = append(out, string(x.ID))
		case dateline.Story:
			out = append(out, string(x.ID))
		case dateline.Hit:
			out = append(out, string(x.Report.ID))
		default:
			panic(fmt.Sprintf("%T", item))
		}
	}
	return out
}

func mustJSON(t testing.TB, v any) string {
	t.Helper()
	raw, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
