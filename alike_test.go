package dateline

import (
	"testing"
)

func TestWhatSpeaksForTwoEventsBeingOneAndAgainstIt(t *testing.T) {
	day := func(n int) Time {
		from := Date{2024, 3, n}
		to := from.AddDays(1)
		return Time{Start: &from, End: &to}
	}
	in := func(level string, path ...string) []PlaceRef {
		return []PlaceRef{{Name: path[len(path)-1], Path: path, Level: level}}
	}
	by := func(id ActorID) []Role { return []Role{{Role: Perpetrator, Name: string(id), Actor: &id}} }
	killed := func(n int) []Toll {
		return []Toll{{Status: Killed, Side: Civilian, Best: Range{&n, &n}, Low: &n, High: &n}}
	}
	told := func(r ReportID) []Account { return []Account{{ID: AccountID("a-" + r), Report: r}} }
	is := Event{ID: "x", Story: "s1", Type: "attack.bombing", Time: day(5), Places: in("town", "A", "B", "C"), Roles: by("front"), Tolls: killed(3), Accounts: told("r1")}
	other := func(change func(*Event)) *Event {
		y := is
		y.ID, y.Accounts = "y", told("r2")
		change(&y)
		return &y
	}
	same := LikePoints(Alike(&is, other(func(*Event) {})))
	for name, c := range map[string]struct {
		y      *Event
		ground LikeGround
	}{
		"the next day":                {other(func(y *Event) { y.Time = day(6) }), LikeDays},
		"a week later":                {other(func(y *Event) { y.Time = day(12) }), LikeFar},
		"the province alone":          {other(func(y *Event) { y.Places = in("region", "A", "B") }), LikeWithin},
		"another town":                {other(func(y *Event) { y.Places = in("town", "A", "B", "D") }), LikeElsewhere},
		"another country":             {other(func(y *Event) { y.Places = in("town", "Z", "B", "C") }), LikeAbroad},
		"another group":               {other(func(y *Event) { y.Roles = by("wing") }), LikeOther},
		"another kind of attack":      {other(func(y *Event) { y.Type = "attack.mine" }), LikeKind},
		"no attack":                   {other(func(y *Event) { y.Type = "protest" }), LikeUnlike},
		"another count":               {other(func(y *Event) { y.Tolls = killed(9) }), LikeCount},
		"one report tells both apart": {other(func(y *Event) { y.Accounts = told("r1") }), LikeReport},
	} {
		all := Alike(&is, c.y)
		found := false
		for _, l := range all {
			found = found || l.Ground == c.ground
		}
		if !found || LikePoints(all) >= same {
			t.Errorf("%s: %v, %d points of %d", name, all, LikePoints(all), same)
		}
		if n := LikePoints(Alike(c.y, &is)); n != LikePoints(all) {
			t.Errorf("%s: %d one way, %d the other", name, LikePoints(all), n)
		}
	}
	if n := LikePoints(Alike(&is, other(func(y *Event) { y.Accounts, y.Time = told("r1"), day(5) }))); n >= LikePoints(Alike(&is, other(func(y *Event) { y.Time, y.Roles, y.Tolls = day(7), nil, nil }))) {
		t.Errorf("what one report tells apart stands before what others tell much alike: %d", n)
	}
}
