package grade

import (
	"slices"
	"strings"
	"testing"

	"dateline"
)

// The reports and the gold that the rules are tried on.
var (
	ownFiles = []File{
		{"dir/a.txt", []byte("A mine killed two herders near Tessalit on Monday. The River Guard said it laid the mine for its Delta Wing. " +
			"A day earlier the guard had opened a wing in Chad. \"We count the dead,\" said Ana Ruiz of the Field Clinic. Photo: a crater. Subscribe now.")},
		{"dir/b.txt", []byte("Two herders died when a mine went off outside Tessalit. In 2015 the guard split from the Plain Front.")},
	}
	ownGold = `{
 "about": "own", "stories": 1, "origins": 2, "max_countable": 2, "must_not": ["a rule in words"],
 "events": [
  {"id": "E1", "need": "must", "type": ["attack.mine", "attack.bombing"], "status": ["happened"], "reports": ["a.txt", "b.txt"],
   "roles": {"perpetrator": "River Guard", "victim": "herders"}, "casualties": {"killed": [2, 2]}, "place": ["Tessalit", "Mali"],
   "claim": {"by": "River Guard", "in_the_name_of": "Delta Wing"}, "said_by": "Guard",
   "time": {"undated": "publication", "dated": {"start": "2019-05-13", "end": "2019-05-14"}}, "agreement": {"casualties.killed": "agree"},
   "evidence": [{"report": "a.txt", "quote": "A mine killed two herders"}, {"report": "b.txt", "quote": "a mine went off"}]},
  {"id": "E2", "need": "must", "type": ["group.branch-announced"], "status": ["happened"], "reports": ["a.txt"],
   "roles": {"territory": "Chad"}, "places": ["Chad"], "claim": {"by": "guard"},
   "time": {"undated": {"to": "E1", "min_days": -1, "max_days": -1}, "dated_within": ["2019-05-11", "2019-05-13"]},
   "evidence": [{"report": "a.txt", "quote": "the guard had opened a wing in Chad"}]},
  {"id": "E3", "need": "should", "type": ["group.formed"], "status": ["background"], "reports": ["b.txt"],
   "time": {"dated": {"start": "2015-01-01", "end": "2016-01-01"}},
   "evidence": [{"report": "b.txt", "quote": "In 2015 the guard split from the Plain Front"}]}],
 "statements": [{"need": "must", "speaker": "Ana Ruiz", "affiliation": "Field Clinic", "direct": true,
   "evidence": [{"report": "a.txt", "quote": "We count the dead,"}]}],
 "furniture": [{"report": "a.txt", "quote": "Subscribe now."}], "captions": [{"report": "a.txt", "quote": "Photo: a crater."}]}`
)

func own(t testing.TB) *Gold {
	t.Helper()
	g, err := ParseGold([]byte(ownGold), ownFiles)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestAReadingWithoutFaultHasNoMiss(t *testing.T) {
	for _, published := range []bool{false, true} {
		g := own(t)
		rec := perfect(t, g, ownFiles, published)
		s := New("own", g, &rec)
		if len(s.Misses) > 0 {
			t.Errorf("published %t: %q", published, s.Misses)
		}
		want := Tally{Must: 2, MustFound: 2, MustWhole: 2, Should: 1, ShouldFound: 1, ShouldWhole: 1, Wants: 26, WantsMet: 26,
			Statements: 1, StatementsMet: 1, Said: 1, SaidRightly: 1, Checks: 11, ChecksMet: 11}
		if s.Tally != want {
			t.Errorf("published %t: tally %+v\nwant %+v", published, s.Tally, want)
		}
		if q := s.Tally.EventQuality(); q != (Quality{1000, 1000, 1000}) {
			t.Errorf("quality %+v", q)
		}
	}
}

func TestEachFaultIsOneMiss(t *testing.T) {
	ptr := func(n int) *int { return &n }
	str := func(s string) *string { return &s }
	date := func(s string) *dateline.Date {
		d, err := dateline.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	at := func(words string) dateline.Evidence {
		text := string(ownFiles[0].Data)
		i := strings.Index(text, words)
		return dateline.Evidence{Field: "type", Span: dateline.Span{Start: i, End: i + len(words)}, Quote: words}
	}
	type record = *dateline.Record
	for _, c := range []struct {
		name      string
		published bool
		do        func(record)
		want      []string
	}{
		{"another status", false, func(r record) { r.Events[0].Status = "claimed" }, []string{"E1 attack.mine: status"}},
		{"a type among the alternatives is none", false, func(r record) { r.Events[0].Type = "attack.bombing" }, nil},
		{"a role without its name", false, func(r record) { r.Events[0].Roles[1].Name = "traders" }, []string{"E1 attack.mine: role victim"}},
		{"a target may be the victim", false, func(r record) { r.Events[0].Roles[1].Role = dateline.Target }, nil},
		{"a perpetrator may not be the victim", false, func(r record) { r.Events[0].Roles[1].Role = dateline.Perpetrator }, []string{"E1 attack.mine: role victim"}},
		{"a territory may be a place", false, func(r record) { r.Events[1].Roles = nil }, nil},
		{"accents and hyphens part no names", false, func(r record) { r.Events[0].Roles[0].Name = "RIVER-GUÁRD" }, nil},
		{"the place above it", false, func(r record) { r.Events[0].Places[0] = dateline.PlaceRef{Name: "Mali"} }, []string{"E1 attack.mine: place"}},
		{"one of the places lacks", false, func(r record) { r.Events[1].Places = nil }, []string{"E2 group.branch-announced: places"}},
		{"a toll with an open end", false, func(r record) { r.Events[0].Casualties[0].High = nil }, []string{"E1 attack.mine: casualties killed"}},
		{"a toll of another harm", false, func(r record) { r.Events[0].Casualties[0].Status = dateline.Wounded }, []string{"E1 attack.mine: casualties killed"}},
		{"a second toll beside the right one is none", false, func(r record) {
			r.Events[0].Casualties = append(r.Events[0].Casualties, dateline.Casualty{Status: dateline.Killed, Low: ptr(9)})
		}, nil},
		{"a claim by another", false, func(r record) { r.Events[0].Claims[0].By = "Plain Front" }, []string{"E1 attack.mine: claim"}},
		{"a claim without its branch", false, func(r record) { r.Events[0].Claims[0].InTheNameOf = nil }, []string{"E1 attack.mine: claim"}},
		{"a branch that was not claimed", false, func(r record) { r.Events[1].Claims[0].InTheNameOf = str("Delta Wing") }, []string{"E2 group.branch-announced: no branch claimed"}},
		{"nobody's word", false, func(r record) {
			for i := range r.Events[0].Accounts {
				r.Events[0].Accounts[i].SaidBy = nil
			}
		}, []string{"E1 attack.mine: said by"}},
		{"another relation of the accounts", false, func(r record) { r.Events[0].Agreement = nil }, []string{"E1 attack.mine: agreement of casualties.killed"}},
		{"a calendar day without a date of publication", false, func(r record) { r.Events[0].Time.Start = date("2019-05-13") }, []string{"E1 attack.mine: time"}},
		{"relative to nothing", false, func(r record) { r.Events[0].Time.Relative = nil }, []string{"E1 attack.mine: time"}},
		{"relative to the wrong event", false, func(r record) { r.Events[1].Time.Relative.To = "e3" }, []string{"E2 group.branch-announced: time"}},
		{"so many days off", false, func(r record) { r.Events[1].Time.Relative.MinDays = ptr(-2) }, []string{"E2 group.branch-announced: time"}},
		{"a day off", true, func(r record) { r.Events[0].Time.End = date("2019-05-15") }, []string{"E1 attack.mine: time"}},
		{"a day outside the days allowed", true, func(r record) { r.Events[1].Time.End = date("2019-05-14") }, []string{"E2 group.branch-announced: time"}},
		{"an interval of no length", true, func(r record) { r.Events[1].Time.Start = r.Events[1].Time.End }, []string{"E2 group.branch-announced: time"}},
		{"a year that the words give", false, func(r record) { r.Events[2].Time.Start = date("2014-01-01") }, []string{"only 0 of 1 should events whole, 1 wanted"}},
		{"a report that does not tell it", false, func(r record) {
			r.Events[1].Accounts = append(r.Events[1].Accounts, dateline.Account{ID: "x", Report: "r2"})
		}, []string{"E2 group.branch-announced: reports"}},
		{"one of two accounts only", false, func(r record) { r.Events[0].Accounts = r.Events[0].Accounts[:1] }, []string{
			"E1 attack.mine: no such event", "E2 group.branch-announced: time", "1 countable events match nothing"}},
		{"evidence elsewhere", false, func(r record) { r.Events[1].Accounts[0].Evidence[0] = at("said Ana Ruiz") }, []string{
			"E2 group.branch-announced: no such event", "1 countable events match nothing"}},
		{"a wrong type", false, func(r record) { r.Events[1].Type = "group.formed" }, []string{
			"E2 group.branch-announced: no such event", "1 countable events match nothing"}},
		{"an event told twice", false, func(r record) { r.Events = append(r.Events, r.Events[1]); r.Events[3].ID = "e4" }, []string{
			"countable events: wanted at most 2, came 3", "1 countable events match nothing"}},
		{"an event too many that is not countable is none", false, func(r record) {
			r.Events = append(r.Events, r.Events[1])
			r.Events[3].ID, r.Events[3].Countable = "e4", false
		}, nil},
		{"six of them", false, func(r record) {
			for range 6 {
				r.Events = append(r.Events, dateline.Event{ID: "x"})
			}
		}, []string{"6 events match nothing, at most 5 may"}},
		{"an event that rests on furniture", false, func(r record) {
			r.Events[1].Accounts[0].Evidence = append(r.Events[1].Accounts[0].Evidence, at("Subscribe"))
		}, []string{`no event rests on the furniture: wanted "Subscribe now.", came e2 group.branch-announced`}},
		{"an event that rests on a caption", false, func(r record) {
			r.Events[1].Accounts[0].Evidence = append(r.Events[1].Accounts[0].Evidence, at("a crater"))
		}, []string{`no event rests on the caption: wanted "Photo: a crater.", came e2 group.branch-announced`}},
		{"a quote that is not at its offsets", false, func(r record) { r.Events[1].Accounts[0].Evidence[0].Start++ }, []string{
			"quotes at their offsets: wanted all, came 4 of 5"}},
		{"a quote past the end", false, func(r record) { r.Statements[0].End += 10000 }, []string{
			"quotes at their offsets: wanted all, came 4 of 5", "quotes that are too long: wanted 0, came 1 over 300 bytes"}},
		{"two stories of one", false, func(r record) { r.Stories = append(r.Stories, dateline.Story{ID: "s2"}) }, []string{"stories: wanted 1, came 2"}},
		{"one origin of two", false, func(r record) { r.Stories[0].Origins = 1 }, []string{"origins of the first story: wanted 2, came 1"}},
		{"a branch that is not proposed", false, func(r record) { r.Register = nil }, []string{"register: branch: wanted Chad, came nothing"}},
		{"a split that no words support", false, func(r record) {
			r.Register = append(r.Register, dateline.Change{Change: "split", Name: "Plain Front"})
		}, []string{"register: no split: wanted none, came Plain Front"}},
		{"another speaker", false, func(r record) { r.Statements[0].Speaker = "a doctor" }, []string{"statement of Ana Ruiz at a.txt:161: speaker, direct, affiliation"}},
		{"indirect speech", false, func(r record) { r.Statements[0].Direct = false }, []string{"statement of Ana Ruiz at a.txt:161: direct"}},
		{"no affiliation", false, func(r record) { r.Statements[0].Affiliation = nil }, []string{"statement of Ana Ruiz at a.txt:161: affiliation"}},
		{"a statement too many is none", false, func(r record) { r.Statements = append(r.Statements, r.Statements[0]) }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := own(t)
			rec := perfect(t, g, ownFiles, c.published)
			c.do(&rec)
			if s := New("own", g, &rec); !slices.Equal(s.Misses, c.want) {
				t.Errorf("misses %q\nwant   %q", s.Misses, c.want)
			}
		})
	}
}

func TestAClaimThatNobodyMakesIsWantedByItsKind(t *testing.T) {
	wants := claimWants(&GoldClaim{Kind: dateline.NoClaim})
	for kind, met := range map[dateline.ClaimKind]bool{dateline.NoClaim: true, dateline.ClaimMade: false} {
		if e := (&dateline.Event{Claims: []dateline.Claim{{Kind: kind}}}); wants[0].met(e) != met {
			t.Errorf("%s: met %t", kind, !met)
		}
	}
}

func TestOneActorDistinctAndAmbiguousNamesAreToldOf(t *testing.T) {
	g := own(t)
	g.Register = &GoldRegister{OneActor: []string{"River Guard", "Guard"}, Distinct: []string{"Guard", "Plain Front"}, Ambiguous: []string{"Front"}}
	rec := perfect(t, g, ownFiles, false)
	mention := func(words, choice string) {
		m := dateline.Mention{Report: "r9", Kind: dateline.ActorMention, Quote: words}
		if choice != "" {
			m.Choice = &choice
		}
		rec.Mentions = append(rec.Mentions, m)
	}
	met := func() (out []bool) {
		s := newSheet(g, &rec)
		for _, c := range s.nameChecks(g.Register) {
			out = append(out, c.Met)
		}
		return out
	}
	mention("River Guard", "river-guard")
	mention("guard", "river-guard")
	mention("Plain Front", "plain-front")
	mention("Front", "")
	if got := met(); !slices.Equal(got, []bool{true, true, true}) {
		t.Errorf("right names: %v", got)
	}
	mention("guard", "plain-front")
	mention("Front", "plain-front")
	if got := met(); !slices.Equal(got, []bool{false, false, false}) {
		t.Errorf("wrong names: %v", got)
	}
}

func TestQualityComesFromCounts(t *testing.T) {
	for name, c := range map[string]struct {
		t    Tally
		want Quality
	}{
		"nothing wanted and nothing false":            {Tally{}, Quality{1000, 1000, 1000}},
		"nothing wanted and one false":                {Tally{False: 1}, Quality{0, 1000, 0}},
		"one missed costs as much as":                 {Tally{Must: 4, MustFound: 3}, Quality{1000, 750, 857}},
		"one false":                                   {Tally{Must: 3, MustFound: 3, False: 1}, Quality{750, 1000, 857}},
		"must and should are found alike, and halved": {Tally{Must: 1, Should: 1, ShouldFound: 1, False: 1}, Quality{500, 500, 500}},
	} {
		if got := c.t.EventQuality(); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
