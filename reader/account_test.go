package reader_test

import (
	"strings"
	"testing"

	"dateline"
)

// head keeps the first sentence of a small text from being its headline.
const head = "News of the day\n\n"

func TestAccounts(t *testing.T) {
	for _, c := range []struct {
		name, text, code          string
		perpetrator, victim, at   string
		toll, words               string
		occurrence, basis, saidBy string
	}{
		{name: "an active tells who did what to whom, where and when", text: "Gunmen killed three soldiers near Gao on Tuesday.", code: "attack.killing",
			perpetrator: "Gunmen", victim: "three soldiers", at: "near Gao", toll: "killed 3..3 state", words: "on Tuesday", occurrence: "happened", basis: "reported"},
		{name: "a passive tells the same", text: "On Tuesday three soldiers were killed by gunmen near Gao.", code: "attack.killing",
			perpetrator: "gunmen", victim: "three soldiers", at: "near Gao", toll: "killed 3..3 state", words: "On Tuesday", occurrence: "happened", basis: "reported"},
		{name: "a noun with of and by tells it too", text: "The killing of three soldiers by gunmen near Gao on Tuesday angered the town.", code: "attack.killing",
			perpetrator: "gunmen", victim: "three soldiers", at: "near Gao", toll: "killed 3..3 state", words: "on Tuesday", occurrence: "happened", basis: "reported"},
		{name: "the word of others is reported, with whose word it is", text: "Gunmen killed three soldiers near Gao on Tuesday, the governor said.", code: "attack.killing",
			perpetrator: "Gunmen", victim: "three soldiers", at: "near Gao", toll: "killed 3..3 state", words: "on Tuesday", occurrence: "happened", basis: "reported", saidBy: "the governor"},
		{name: "the doer's own word is claimed", text: "Boko Haram said that its fighters had killed four policemen in Maiduguri on Tuesday.", code: "attack.killing",
			perpetrator: "Boko Haram", victim: "four policemen", at: "in Maiduguri", toll: "killed 4..4 state", words: "on Tuesday", occurrence: "happened", basis: "claimed", saidBy: "Boko Haram"},
		{name: "an accusation is alleged", text: "Villagers accused soldiers of killing two herders near Sokoto on Wednesday.", code: "attack.killing",
			perpetrator: "soldiers", victim: "two herders", at: "near Sokoto", toll: "killed 2..2 civilian", words: "on Wednesday", occurrence: "happened", basis: "alleged", saidBy: "Villagers"},
		{name: "a denial is denied", text: "The army denied that its soldiers had killed two herders in Sokoto on Wednesday.", code: "attack.killing",
			victim: "two herders", at: "in Sokoto", toll: "killed 2..2 civilian", words: "on Wednesday", occurrence: "happened", basis: "denied", saidBy: "The army"},
		{name: "a plot that was stopped is foiled", text: "Police foiled a plan to bomb a market in Kano on Tuesday.", code: "attack.bombing",
			at: "in Kano", words: "on Tuesday", occurrence: "foiled", basis: "reported"},
		{name: "what is planned is planned", text: "Militants were planning to bomb the embassy in Kabul, officials said.", code: "attack.bombing",
			at: "in Kabul", occurrence: "planned", basis: "reported", saidBy: "officials"},
		{name: "a negation did not happen", text: "The army did not attack the village on Tuesday, its spokesman said.", code: "attack.armed",
			perpetrator: "army", words: "on Tuesday", occurrence: "did-not-happen", basis: "reported", saidBy: "its spokesman"},
		{name: "a suicide bomber makes the bombing a suicide bombing", text: "A suicide bomber killed six people at a mosque in Maiduguri on Monday.", code: "attack.suicide-bombing",
			perpetrator: "suicide bomber", victim: "six people", at: "in Maiduguri", toll: "killed 6..6 civilian", words: "on Monday", occurrence: "happened", basis: "reported"},
		{name: "at least keeps the upper end open", text: "A bomb exploded at a mosque in Herat on Thursday, killing at least 12 worshippers and wounding dozens.", code: "attack.bombing",
			victim: "at least 12 worshippers", at: "in Herat", toll: "killed 12..- civilian | wounded 12..- civilian", words: "on Thursday", occurrence: "happened", basis: "reported"},
		{name: "an abduction tells who was taken", text: "Gunmen abducted eleven pupils from a school in Zamfara on Tuesday.", code: "abduction.taken",
			perpetrator: "gunmen", victim: "eleven pupils", at: "in Zamfara", toll: "abducted 11..11 civilian", words: "on Tuesday", occurrence: "happened", basis: "reported"},
		{name: "an arrest detains", text: "Soldiers raided a house in Peshawar on Sunday and arrested five men.", code: "security.arrest",
			perpetrator: "Soldiers", victim: "five men", at: "in Peshawar", toll: "detained 5..5 civilian", words: "on Sunday", occurrence: "happened", basis: "reported"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := account(t, read(head+c.text), c.code)
			if got := roles(a, dateline.Perpetrator); c.perpetrator != "" && !strings.EqualFold(got, c.perpetrator) {
				t.Errorf("perpetrator %q, want %q", got, c.perpetrator)
			}
			if got := roles(a, dateline.Victim); !strings.EqualFold(got, c.victim) {
				t.Errorf("victim %q, want %q", got, c.victim)
			}
			if got := places(a); got != c.at {
				t.Errorf("places %q, want %q", got, c.at)
			}
			if got := toll(a); got != c.toll {
				t.Errorf("casualties %q, want %q", got, c.toll)
			}
			if got := value(a.Time.Words); got != c.words {
				t.Errorf("time %q, want %q", got, c.words)
			}
			if string(a.Occurrence) != c.occurrence || string(a.Basis) != c.basis {
				t.Errorf("%s, %s; want %s, %s", a.Occurrence, a.Basis, c.occurrence, c.basis)
			}
			if got := value(a.SaidBy); got != c.saidBy {
				t.Errorf("said by %q, want %q", got, c.saidBy)
			}
			if a.Background {
				t.Error("it is background")
			}
		})
	}
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func TestNoAccounts(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"what may happen is no event", "The army may attack the rebels in Kidal, analysts say."},
		{"nor what would happen if", "If gunmen attack the town again, the mayor said, it will empty."},
		{"a heart attack is no attack", "The minister died of a heart attack on Monday."},
		{"a caption opens none", "A file photo shows the wreck of a bus after a bombing in Kidal. (Photo: Example Agency)"},
		{"a link to another report opens none", "Read more: Bomb kills nine in Bamako"},
		{"a comment form opens none", "Leave a comment\n\nYour email address will not be published. Required fields are marked *"},
		{"a correction of an earlier version opens none", "An earlier version of this report said a bomb had killed nine people in Bamako."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := read(head + c.text); len(got.Accounts) > 0 {
				t.Errorf("accounts of %s", types(got))
			}
		})
	}
}

func TestSeveralTellingsOfOneEventAreOneAccount(t *testing.T) {
	got := read("Gunmen kill three soldiers near Gao\n\nGunmen killed three soldiers near Gao on Tuesday.\n\nThe attack was the second this year. The soldiers had been on patrol.")
	a := account(t, got, "attack")
	if len(got.Accounts) != 1 {
		t.Errorf("accounts of %s", types(got))
	}
	if toll(a) != "killed 3..3 state" {
		t.Errorf("casualties %q", toll(a))
	}
}

func TestEventsOfOneStoryStayApart(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"victims of separate attacks", "Two policemen and a driver were shot dead in separate attacks in Basra on Monday.", "attack killed 2..2 state; attack killed 1..1 civilian"},
		{"attacks on two days", "Gunmen killed two traders in Bama on Monday. On Wednesday another attack killed six farmers in Gwoza.", "attack killed 2..2 civilian; attack killed 6..6 civilian"},
		{"an arrest after the attack", "Gunmen killed two traders in Bama on Monday. Police arrested three men in Maiduguri on Wednesday.", "attack killed 2..2 civilian; security detained 3..3 civilian"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, a := range read(head + c.text).Accounts {
				family, _, _ := strings.Cut(string(a.Type), ".")
				got = append(got, family+" "+toll(a))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

func TestASummaryOfTwoEventsIsNoThird(t *testing.T) {
	got := read(head + "Two attacks left nine people dead in Borno on Tuesday. A suicide bomber killed six people at a mosque in Maiduguri. Gunmen shot three traders dead near Bama.")
	if len(got.Accounts) != 2 {
		t.Errorf("accounts of %s, want two", types(got))
	}
}

func TestATollThatRisesReplacesTheFirst(t *testing.T) {
	a := account(t, read(head+"A bomb exploded at a mosque in Herat on Thursday, killing at least 12 worshippers. The death toll rose to 17 on Friday, a doctor said."), "attack.bombing")
	if toll(a) != "killed 17..17 civilian" {
		t.Errorf("casualties %q", toll(a))
	}
}

func TestWhatIsLongPastIsBackground(t *testing.T) {
	got := read(head + "Gunmen killed three soldiers near Gao on Tuesday.\n\nIn 2016 a car bomb killed nine people at a hotel in Ouagadougou.")
	if a := account(t, got, "attack.killing"); a.Background {
		t.Error("this week's killing is background")
	}
	if a := account(t, got, "attack.bombing"); !a.Background {
		t.Error("the bombing of 2016 is not background")
	}
}

func TestTimesCountFromPublication(t *testing.T) {
	for _, c := range []struct{ name, text, start string }{
		{"a weekday is the last before", "Gunmen killed three soldiers near Gao on Tuesday.", "2024-03-05"},
		{"yesterday is the day before", "Gunmen killed three soldiers near Gao yesterday.", "2024-03-07"},
		{"a date is itself", "Gunmen killed three soldiers near Gao on 1 March.", "2024-03-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := account(t, read(head+c.text), "attack.killing")
			if a.Time.Start == nil || a.Time.Start.String() != c.start {
				t.Errorf("start %v, want %s", a.Time.Start, c.start)
			}
			rep := report(head + c.text)
			rep.Published = nil
			if a := account(t, rd.Read(rep), "attack.killing"); a.Time.Start != nil && c.start != "2024-03-01" || a.Time.Words == nil {
				t.Errorf("without a day of publication it starts %v, in words %v", a.Time.Start, a.Time.Words)
			}
		})
	}
}

func TestClaims(t *testing.T) {
	const bomb = "A bomb killed four people in a market in Quetta on Tuesday. "
	for _, c := range []struct {
		name, text string
		kind       dateline.ClaimKind
		by, via    string
	}{
		{"responsibility is claimed by a channel", "The Baloch Liberation Army claimed responsibility for the attack in a statement.", dateline.ClaimMade, "Balochistan Liberation Army", "statement"},
		{"a denial", "The Baloch Liberation Army denied responsibility for the attack.", dateline.ClaimDenied, "Balochistan Liberation Army", ""},
		{"others name the perpetrator", "Police blamed the Baloch Liberation Army for the attack.", dateline.ClaimAscribed, "Balochistan Liberation Army", ""},
		{"nobody claims it", "No group has claimed responsibility for the attack.", dateline.NoClaim, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := account(t, read(head+bomb+c.text), "attack.bombing")
			if len(a.Claims) != 1 {
				t.Fatalf("%d claims, want one: %v", len(a.Claims), a.Claims)
			}
			if got := a.Claims[0]; got.Kind != c.kind || got.By != c.by || value(got.Channel) != c.via {
				t.Errorf("%s by %q via %q; want %s by %q via %q", got.Kind, got.By, value(got.Channel), c.kind, c.by, c.via)
			}
			if a.Basis != dateline.Reported {
				t.Errorf("the bombing is %s, want reported: others tell of it", a.Basis)
			}
			if got := roles(a, dateline.Perpetrator); (got != "") != (c.kind == dateline.ClaimMade) {
				t.Errorf("perpetrator %q", got)
			}
		})
	}
}

func TestAggregatesAreNoEvents(t *testing.T) {
	for _, c := range []struct {
		name, text string
		status     dateline.Harm
		words      string
	}{
		{"a toll since a year", "More than 300 people have been killed in the region since 2019.", dateline.Killed, "More than 300 people"},
		{"a string of bombings", "A string of bombings has shaken the city.", dateline.UnknownHarm, "A string of bombings"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(head + c.text)
			if len(got.Accounts) > 0 {
				t.Errorf("accounts of %s", types(got))
			}
			if len(got.Aggregates) != 1 {
				t.Fatalf("%d aggregates, want one", len(got.Aggregates))
			}
			if g := got.Aggregates[0]; g.Status != c.status || g.Words != c.words {
				t.Errorf("%s %q, want %s %q", g.Status, g.Words, c.status, c.words)
			}
		})
	}
}
