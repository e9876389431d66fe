package desk

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline"
)

// A village is a ledger of one event, of one report that names a private person.
type village struct {
	audit []string
	full  bool
}

const villageText = "Odile Farahani was taken from her house, the mayor Bram Oduya said."

func (v *village) Source(_ context.Context, id dateline.ReportID) (*dateline.Report, *dateline.Reading, error) {
	if id != "r1" {
		return nil, nil, dateline.Errorf(dateline.NotFound, "no report %s", id)
	}
	at := func(name string) dateline.Span {
		i := strings.Index(villageText, name)
		return dateline.Span{Start: i, End: i + len(name)}
	}
	person := func(name string) dateline.Mention {
		return dateline.Mention{Kind: dateline.PersonMention, Span: at(name), Quote: name}
	}
	return &dateline.Report{ID: "r1", Text: villageText}, &dateline.Reading{Mentions: []dateline.Mention{person("Odile Farahani"), person("Bram Oduya")}}, nil
}

func (v *village) Events(context.Context, dateline.Query) (dateline.Page[dateline.Event], error) {
	said := "Bram Oduya"
	return dateline.Page[dateline.Event]{Items: []dateline.Event{{
		ID: "e1", Type: "abduction.taken", Status: dateline.StatusHappened, Countable: true,
		Roles:    []dateline.Role{{Role: dateline.Victim, Name: "Odile Farahani", Words: "Odile Farahani"}},
		Accounts: []dateline.Account{{ID: "a1", Report: "r1", SaidBy: &said, Evidence: []dateline.Evidence{{Field: "type", Quote: villageText}}}},
	}}}, nil
}

func (v *village) Headings(context.Context, []dateline.ReportID) (map[dateline.ReportID]dateline.Report, error) {
	title := "Odile Farahani taken"
	return map[dateline.ReportID]dateline.Report{"r1": {ID: "r1", Title: &title}}, nil
}

func (v *village) Audit(_ context.Context, es ...dateline.AuditEntry) error {
	if v.full {
		return dateline.Errorf(dateline.Unavailable, "no space")
	}
	for _, e := range es {
		v.audit = append(v.audit, fmt.Sprintf("%s %s %s %s", e.By, e.Action, e.Subject, e.Outcome))
	}
	return nil
}

func (v *village) AuditLog(context.Context, string, string, int64, int) ([]dateline.AuditEntry, error) {
	return nil, nil
}

// asked is a desk at a village, and the context of who asks.
func asker(t *testing.T, v *village, rank dateline.Rank) (*Desk, context.Context) {
	t.Helper()
	d, err := New(Options{Events: v, Sources: v, Audit: v, Accounts: noAccounts{}, Users: noUsers{}, Origin: "https://desk.example", Now: func() time.Time { return time.Unix(1e9, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	return d, context.WithValue(t.Context(), viewerKey{}, Viewer{Name: string(rank), Rank: rank, Session: true})
}

type (
	noAccounts struct{ Accounts }
	someUsers  = Users
	noUsers    struct{ someUsers }
)

func TestNamesOfPrivatePersonsAreWithheldFromViewersAlone(t *testing.T) {
	for rank, sees := range map[dateline.Rank]bool{"": false, dateline.RankViewer: false, dateline.RankCoder: true, dateline.RankLead: true, dateline.RankAdmin: true} {
		d, ctx := asker(t, &village{}, rank)
		found, err := d.Events.Events(ctx, dateline.Query{})
		if err != nil {
			t.Fatal(err)
		}
		heads, err := d.Events.Headings(ctx, []dateline.ReportID{"r1"})
		if err != nil {
			t.Fatal(err)
		}
		e := found.Items[0]
		for _, s := range []string{e.Roles[0].Name, e.Roles[0].Words, e.Accounts[0].Evidence[0].Quote, *heads["r1"].Title, d.title(e)} {
			if strings.Contains(s, "Farahani") != sees {
				t.Errorf("%q sees %q", rank, s)
			}
		}
		if len(e.Accounts[0].Evidence[0].Quote) != len(villageText) || !strings.Contains(e.Accounts[0].Evidence[0].Quote, "the mayor Bram Oduya said") {
			t.Errorf("%q: the quote is %q", rank, e.Accounts[0].Evidence[0].Quote)
		}
	}
}

// plain is a map without events.
type plain struct{ Map }

func (plain) Spread(context.Context, dateline.Query) (dateline.Spread, error) {
	return dateline.Spread{}, nil
}

func TestSearchingForAPersonIsARightThatIsNoted(t *testing.T) {
	for _, c := range []struct {
		rank  dateline.Rank
		words string
		audit string
	}{
		{dateline.RankViewer, "farahani", ""}, // whom the ledger finds nothing for
		{dateline.RankViewer, "oduya", ""},
		{dateline.RankCoder, "taken Odile", "coder search-person taken Odile done"},
		{dateline.RankCoder, "oduya", ""}, // a mayor
		{dateline.RankCoder, "house", ""},
	} {
		for _, where := range []string{"events", "map"} {
			v := &village{}
			d, ctx := asker(t, v, c.rank)
			ask := func() error { _, err := d.Events.Events(ctx, dateline.Query{Words: c.words}); return err }
			if where == "map" {
				ask = func() error {
					_, err := withheldMap{plain{}, d}.Spread(ctx, dateline.Query{Words: c.words})
					return err
				}
			}
			err := ask()
			if err != nil || strings.Join(v.audit, ",") != c.audit {
				t.Errorf("%s searches %s for %q: %v, the audit says %q", c.rank, where, c.words, err, v.audit)
			}
		}
	}
	d, ctx := asker(t, &village{full: true}, dateline.RankCoder)
	if _, err := d.Events.Events(ctx, dateline.Query{Words: "Odile"}); dateline.KindOf(err) != dateline.Unavailable {
		t.Errorf("what cannot be noted: %v", err)
	}
}

func TestADiskThatIsFullIsSaidWithoutItsPath(t *testing.T) {
	status, p := problemOf(fullDisk{})
	if status != 503 || p.Key != "error.full" || p.Detail != "" {
		t.Errorf("%d %+v", status, p)
	}
	status, p = problemOf(dateline.Errorf(dateline.Unavailable, "/l.db: another process has been writing"))
	if status != 503 || !strings.Contains(p.Detail, "another process") {
		t.Errorf("%d %+v", status, p)
	}
}

type fullDisk struct{}

func (fullDisk) Error() string { return "/home/me/l.db: no space is left" }
func (fullDisk) NoSpace()      {}

func TestWhatIsNotSeenIsInertOutsidePassagesToo(t *testing.T) {
	for page, want := range map[string]string{
		"plain, café, 漢字":       "plain, café, 漢字",
		"a\u202eb\u2066c\u2069": "a\ufffdb\ufffdc\ufffd",
		"\x1b[31mred\x00":       "\ufffd[31mred\ufffd",
		"\u05d0\u200f!\u200e":   "\u05d0!",
		"a\tb\r\nc":             "a\tb\r\nc",
	} {
		if got := string(inert([]byte(page))); got != want {
			t.Errorf("%q: %q, want %q", page, got, want)
		}
	}
}
