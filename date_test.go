package dateline_test

import (
	"testing"

	"pgregory.net/rapid"

	"dateline"
)

func TestDaysBetweenDatesFarApart(t *testing.T) {
	for _, c := range []struct {
		from, to string
		days     int
	}{
		{"2019-05-10", "2019-05-15", 5},
		{"2020-02-28", "2020-03-01", 2},
		{"2019-01-01", "2018-12-31", -1},
		{"1600-01-01", "2000-01-01", 146097},
	} {
		from, err := dateline.ParseDate(c.from)
		if err != nil {
			t.Fatal(err)
		}
		to, err := dateline.ParseDate(c.to)
		if err != nil {
			t.Fatal(err)
		}
		if got := to.Sub(from); got != c.days {
			t.Errorf("from %s to %s: got %d days, want %d", c.from, c.to, got, c.days)
		}
	}
}

func TestAddingDaysIsUndoneBySub(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start, _ := dateline.ParseDate("1970-01-01")
		d := start.AddDays(rapid.IntRange(-300_000, 300_000).Draw(t, "day"))
		n := rapid.IntRange(-300_000, 300_000).Draw(t, "n")
		if got := d.AddDays(n).Sub(d); got != n {
			t.Fatalf("%s plus %d days lies %d days off", d, n, got)
		}
		back, err := dateline.ParseDate(d.String())
		if err == nil && back != d {
			t.Fatalf("%s read back as %s", d, back)
		}
	})
}

func TestAMomentIsADayOrATime(t *testing.T) {
	for _, c := range []struct{ in, out string }{
		{"2019-05-17", "2019-05-17"},
		{" 2019-05-17 ", "2019-05-17"},
		{"2019-05-17T08:30:00Z", "2019-05-17T08:30:00Z"},
		{"2019-05-17T23:30:00+05:00", "2019-05-17T23:30:00+05:00"},
		{"2019-05-17 08:30", "2019-05-17T08:30:00Z"},
	} {
		m, err := dateline.ParseMoment(c.in)
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		if m.String() != c.out || m.Day().String() != "2019-05-17" {
			t.Errorf("%q: got %s, day %s", c.in, m, m.Day())
		}
	}
	for _, in := range []string{"", "17/05/2019", "2019-13-01", "yesterday"} {
		if _, err := dateline.ParseMoment(in); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("%q: got error %v, want an invalid one", in, err)
		}
	}
}
