package reader_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/reader"
)

// rd reads with the embedded tables.
var rd = reader.New(reader.Options{})

// report is a text as a report published on Friday 8 March 2024.
func report(words string) *dateline.Report {
	at := dateline.Moment{Time: time.Date(2024, 3, 8, 12, 0, 0, 0, time.UTC)}
	return &dateline.Report{ID: "r1", Text: words, Language: "en", Published: &at}
}

func read(words string) *dateline.Reading { return rd.Read(report(words)) }

// account is the only account of one type or family in a reading.
func account(t *testing.T, got *dateline.Reading, code string) dateline.Account {
	t.Helper()
	var found []dateline.Account
	for _, a := range got.Accounts {
		if strings.HasPrefix(string(a.Type), code) {
			found = append(found, a)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d accounts of %s, want one; there are %s", len(found), code, types(got))
	}
	return found[0]
}

func types(got *dateline.Reading) string {
	var out []string
	for _, a := range got.Accounts {
		out = append(out, string(a.Type))
	}
	return strings.Join(out, ", ")
}

// roles are the names in a role, parted by bars.
func roles(a dateline.Account, role dateline.RoleName) string {
	var out []string
	for _, r := range a.Roles {
		if r.Role == role {
			out = append(out, r.Name)
		}
	}
	return strings.Join(out, " | ")
}

func places(a dateline.Account) string {
	var out []string
	for _, p := range a.Places {
		out = append(out, p.Relation+" "+p.Name)
	}
	return strings.Join(out, " | ")
}

// toll is the casualties in the form "killed 3..3 state".
func toll(a dateline.Account) string {
	end := func(n *int) string {
		if n == nil {
			return "-"
		}
		return fmt.Sprint(*n)
	}
	var out []string
	for _, c := range a.Casualties {
		out = append(out, fmt.Sprintf("%s %s..%s %s", c.Status, end(c.Low), end(c.High), c.Side))
	}
	return strings.Join(out, " | ")
}
