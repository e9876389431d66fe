package dateline_test

import (
	"testing"

	"dateline"
)

func TestAReportIsDatedByADayThatReportsHave(t *testing.T) {
	for _, c := range []struct {
		published string
		dated     bool
	}{
		{"", false}, {"0950-01-01", false}, {"1899-12-31", false}, {"1900-01-01", true}, {"2019-05-17T08:30:00Z", true},
		{"2100-12-31", true}, {"2101-01-01", false}, {"9999-12-31", false},
	} {
		var r dateline.Report
		if c.published != "" {
			m, err := dateline.ParseMoment(c.published)
			if err != nil {
				t.Fatal(err)
			}
			r.Published = &m
		}
		got := r.Dated()
		if (got != nil) != c.dated || got != nil && got.String() != c.published {
			t.Errorf("published %q: dated %v, want %t", c.published, got, c.dated)
		}
	}
}
