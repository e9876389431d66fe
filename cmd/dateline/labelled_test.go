package main

import (
	"strings"
	"testing"

	"dateline"
	"dateline/store"
)

// What is labelled is in no export; who sits at the ledger reads it as text.
func TestListsLeaveOutWhatIsLabelled(t *testing.T) {
	path, e := fixtureLedger(t)
	l, err := store.Open(t.Context(), path, store.Options{Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range e.Accounts {
		if err := l.SetLabel(t.Context(), dateline.Label{Report: a.Report, Label: "source at risk", Why: "asked for", By: "ann"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for format, there := range map[string]bool{"text": true, "json": false, "csv": false} {
		for _, list := range [][]string{{"events", "--all"}, {"search", "traders"}} {
			code, out, errs := runWith(t, append(list, "--ledger", path, "--format", format)...)
			if code != 0 || strings.Contains(out, "Plain Wire") != there {
				t.Errorf("%s as %s: exit %d, %s\n%s", list[0], format, code, errs, out)
			}
		}
	}
}
