package when

import "testing"

// Days as almanacs give them.
func TestMovableFeastsFallOnTheirDays(t *testing.T) {
	for _, c := range []struct {
		name string
		year int
		day  string
	}{
		{"EASTER", 1961, "1961-04-02"}, {"EASTER", 2000, "2000-04-23"}, {"EASTER", 2013, "2013-03-31"}, {"EASTER", 2024, "2024-03-31"}, {"EASTER", 2038, "2038-04-25"},
		{"GOOD-FRIDAY", 2013, "2013-03-29"}, {"ASH-WEDNESDAY", 2013, "2013-02-13"}, {"PALM-SUNDAY", 2013, "2013-03-24"},
		{"THANKSGIVING", 1999, "1999-11-25"}, {"THANKSGIVING", 2012, "2012-11-22"}, {"MEMORIAL-DAY", 2015, "2015-05-25"}, {"MEMORIAL-DAY", 2010, "2010-05-31"},
		{"LABOR-DAY", 2014, "2014-09-01"}, {"ELECTION-DAY", 2016, "2016-11-08"}, {"ELECTION-DAY", 1998, "1998-11-03"}, {"MARTIN-LUTHER-KING-DAY", 2013, "2013-01-21"},
	} {
		n, ok := movable(c.name, c.year)
		if !ok || n.date().String() != c.day {
			t.Errorf("%s of %d is %s (%v), want %s", c.name, c.year, n.date(), ok, c.day)
		}
	}
	if _, ok := movable("RAMADAN", 2013); ok {
		t.Error("a feast of the moon was placed")
	}
}
