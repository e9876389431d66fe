package when

import (
	"testing"

	"dateline"
	"dateline/text"
	"github.com/google/go-cmp/cmp"
)

// recounted are the days of the expressions of a text after Recount.
func recounted(s string, pub *dateline.Date) []string {
	var found [][]Expression
	for _, p := range text.Parse(s, 0).Paragraphs {
		for _, se := range p.Sentences {
			found = append(found, Find(se, s))
		}
	}
	Recount(found, s, pub)
	out := []string{}
	for _, es := range found {
		for _, e := range es {
			v := e.Resolve(pub, Past)
			if v.Start != nil && v.End != nil {
				out = append(out, e.Words+" = "+v.Start.String()+".."+v.End.String())
			} else {
				out = append(out, e.Words+" = ?")
			}
		}
	}
	return out
}

func TestAHistoryIsRecounted(t *testing.T) {
	s := "The war began in March 1931. In June the port fell, and on 3 January they signed. By 1934 it was broken. " +
		"On 9 October the town burned; two days later the bridge was blown up. The following year it was rebuilt."
	want := []string{"in March 1931 = 1931-03-01..1931-04-01", "In June = 1931-06-01..1931-07-01", "on 3 January = 1932-01-03..1932-01-04", "By 1934 = ?",
		"On 9 October = 1934-10-09..1934-10-10", "two days later = 1934-10-11..1934-10-12", "The following year = 1935-01-01..1936-01-01"}
	s += " It stood until 1960."
	want = append(want, "until 1960 = ?")
	if diff := cmp.Diff(want, recounted(s, nil)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, recounted(s, &friday)); diff != "" {
		t.Errorf("with a day of publication: %s", diff)
	}
	news := "He said on Monday that the wars of 1931, 1934 and 1960 were over. In June he left."
	if got := recounted(news, &friday); got[len(got)-1] != "In June = 2018-06-01..2018-07-01" {
		t.Errorf("the news of the day is recounted: %q", got)
	}
}
