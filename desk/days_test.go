package desk

import (
	"testing"

	"dateline"
)

func TestHowFinelyATimeIsKnownFollowsFromItsDays(t *testing.T) {
	for _, c := range []struct {
		from, to, precision string
		want                dateline.Precision
	}{
		{"", "", "day", dateline.UnknownTime},
		{"2024-03-05", "", "unknown", dateline.Day},
		{"2024-03-05", "", "", dateline.Day},
		{"2024-03-05", "2024-03-09", "unknown", dateline.Week},
		{"2024-03-01", "2024-03-31", "", dateline.Month},
		{"2024-03-01", "2024-05-31", "", dateline.Season},
		{"2024-01-01", "2024-12-31", "", dateline.Year},
		{"2022-01-01", "2024-12-31", "", dateline.Longer},
		{"", "2024-03-01", "", dateline.Longer},
		{"2024-03-05", "2024-03-09", "day", dateline.Day}, // as whoever decides says
	} {
		got, err := timeOf(func(k string) string {
			return map[string]string{"from": c.from, "to": c.to, "precision": c.precision}[k]
		}, dateline.Time{}, nil)
		if err != nil || got.Precision != c.want {
			t.Errorf("%s to %s, %q: %s, %v, want %s", c.from, c.to, c.precision, got.Precision, err, c.want)
		}
	}
}
