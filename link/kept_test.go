package link

import (
	"testing"

	"dateline"
)

// FuzzKept reads what may be anything: it fails or gives what can be used.
func FuzzKept(f *testing.F) {
	l := New(Options{})
	for i, body := range []string{"Gunmen killed four traders in Karvela, a witness told the Lakeside Courier.", "Gunmen killed four traders in Karvela, a witness told the Lakeside Courier.", "A bomb wounded two."} {
		outlet := "Paper " + string(rune('A'+i))
		r := dateline.Report{ID: dateline.ReportID("r" + string(rune('1'+i))), Text: body, Outlet: &outlet}
		l.Add(&r, &dateline.Reading{Report: r.ID, Genre: dateline.News, Sentences: []dateline.Span{{Start: 0, End: len(body)}}})
	}
	l.Settle()
	for _, k := range l.toKeep() {
		f.Add(k.Fixed, k.Moving)
	}
	f.Fuzz(func(t *testing.T, fixed, moving []byte) {
		_, _ = readFixed(fixed)
		_, _, _, _ = readMoving(moving)
		l := Open(Options{}, nothing{})
		if l.Restore([]dateline.Kept{{Report: "r1", Fixed: fixed, Moving: moving}}) == nil {
			l.Settle()
			l.toKeep()
			l.Remove("r1")
			l.Settle()
		}
	})
}

// nothing has no sources.
type nothing struct{}

func (nothing) Source(id dateline.ReportID) (*dateline.Report, *dateline.Reading, error) {
	return nil, nil, dateline.Errorf(dateline.NotFound, "there is no report %s", id)
}

func (nothing) Fixed(id dateline.ReportID) ([]byte, error) {
	return nil, dateline.Errorf(dateline.NotFound, "nothing was kept of report %s", id)
}
