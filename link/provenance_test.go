package link_test

import (
	"testing"

	"dateline"
	"dateline/link"
	"dateline/reader"
)

// A record says of each report whose words it has, to whom it is credited and on
// whom it leans, in words of its text.
func TestARecordSaysWhereReportsComeFrom(t *testing.T) {
	const fire = "Gunmen set fire to the grain store of Menaka on Sunday and killed its two guards, the mayor said. Neighbours carried out what sacks they could."
	rd := reader.New(reader.Options{})
	all := []told{
		tell(rd, "own", "outlet: Desert Gazette\npublished: 2022-05-02\n\n"+fire+" The store had been filled for the dry season.\n"),
		tell(rd, "copy", "outlet: Ahaggar Star\npublished: 2022-05-02\n\n"+fire+"\n"),
		tell(rd, "rewrite", "outlet: Coast Mirror\npublished: 2022-05-02\n\nTwo guards of the grain store of Menaka were killed on Sunday by gunmen who set fire to it, the Desert Gazette reported, quoting the mayor. Neighbours saved some sacks of the store.\n"),
		tell(rd, "wire", "outlet: Lake Courier\npublished: 2022-05-02\n\nNIAMEY (AFP) - Fishermen found a mine in their nets on Saturday near Bosso and called the army. \"We let go of the rope and swam,\" one of them told Radio France Internationale.\n"),
		tell(rd, "agency", "outlet: AFP Africa\npublished: 2022-05-03\n\nBAMAKO (AFP) - Teachers went on strike in Bamako on Tuesday over wages.\n"),
	}
	l := link.New(link.Options{})
	feed(l, all...)
	l.Settle()
	rec := l.Record()
	got := map[dateline.ReportID]dateline.Report{}
	text := map[dateline.ReportID]string{}
	for _, x := range all {
		text[x.report.ID] = x.report.Text
	}
	for _, r := range rec.Reports {
		got[r.ID] = r
		if c := r.Credit; c != nil && c.In(text[r.ID]) != c.Quote {
			t.Errorf("%s: the credit's words %q are not its text's", r.ID, c.Quote)
		}
		for _, n := range r.Leans {
			if n.In(text[r.ID]) != n.Quote {
				t.Errorf("%s: the lean's words %q are not its text's", r.ID, n.Quote)
			}
		}
	}
	for id, want := range map[dateline.ReportID]struct {
		copying dateline.Copying
		from    dateline.ReportID
	}{"own": {dateline.OwnText, ""}, "copy": {dateline.EditedCopy, "own"}, "rewrite": {dateline.Rewrite, "own"}, "wire": {dateline.OwnText, ""}, "agency": {dateline.OwnText, ""}} {
		r := got[id]
		if r.Copying != want.copying || (r.From == nil) != (want.from == "") || r.From != nil && *r.From != want.from {
			t.Errorf("%s: %s of %v, want %s of %q", id, r.Copying, r.From, want.copying, want.from)
		}
	}
	if c := got["wire"].Credit; c == nil || c.Agency != "AFP" || c.Form != dateline.InDateline {
		t.Errorf("the wire's credit is %+v", c)
	}
	if c := got["agency"].Credit; c != nil {
		t.Errorf("an agency's own is credited: %+v", c)
	}
	if n := got["rewrite"].Leans; len(n) != 1 || n[0].Outlet != "Desert Gazette" || n[0].Interview {
		t.Errorf("the rewrite leans on %+v", n)
	}
	if n := got["wire"].Leans; len(n) != 1 || !n[0].Interview {
		t.Errorf("what was told to another: %+v", n)
	}
	// In the event the copy's account is the echo of the root's, though by hash it may stand before it.
	for _, e := range rec.Events {
		for _, x := range e.Echoes {
			of := map[dateline.AccountID]dateline.ReportID{}
			for _, a := range e.Accounts {
				of[a.ID] = a.Report
			}
			if of[x.Of] != "own" {
				t.Errorf("an echo of %s", of[x.Of])
			}
		}
	}
}
