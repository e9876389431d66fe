package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/store"
)

// A cut is exported, holds when it is read again with another number for each account, and
// keeps the two apart.
func TestACutBecomesATest(t *testing.T) {
	dir := t.TempDir()
	path, file := filepath.Join(dir, "l.db"), filepath.Join(dir, "a.txt")
	text := "title: Raid on army base\noutlet: Plain Wire\npublished: 2023-05-06\n\nFighters raided an army base outside Jalingo early on Friday, killing seven soldiers, an officer said. The group said that it had killed 30 soldiers and seized the base.\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := runWith(t, "add", "--ledger", path, "--quiet", file); code != 0 {
		t.Fatal(stderr)
	}
	l, err := store.Open(t.Context(), path, store.Options{Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	found, err := l.Events(t.Context(), dateline.Query{All: true})
	if err != nil {
		t.Fatal(err)
	}
	before := len(found.Items)
	var e dateline.Event
	for _, x := range found.Items {
		if len(x.Accounts) == 1 && len(x.Accounts[0].Casualties) == 2 {
			e = x
		}
	}
	if e.ID == "" {
		t.Fatal("the reader tells the two apart: give it another report")
	}
	r, err := l.Report(t.Context(), e.Accounts[0].Report)
	if err != nil {
		t.Fatal(err)
	}
	const words = "had killed 30 soldiers and seized the base"
	at := strings.Index(r.Text, words)
	span := dateline.Span{Start: at, End: at + len(words)}
	one, rest := dateline.CutOff(r.Text, &e.Accounts[0], span)
	if len(one.Casualties) != 1 || len(rest.Casualties) != 1 {
		t.Fatalf("cut out %+v, left %+v", one.Casualties, rest.Casualties)
	}
	raw, err := json.Marshal(one)
	if err != nil {
		t.Fatal(err)
	}
	after := string(raw)
	if _, err := l.Decide(t.Context(), []dateline.Decision{
		{ID: "d-cut", By: "ann", Why: "two attacks", Verb: dateline.VerbSplit, On: []dateline.Referent{dateline.Refer(r.SHA256, &e.Accounts[0], ""), {Report: r.SHA256, Span: span, Field: dateline.FieldCut}}},
		{ID: "d-cut.2", By: "ann", Why: "two attacks", Verb: dateline.VerbAdd, On: []dateline.Referent{{Report: r.SHA256, Span: span}}, After: &after},
	}); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	code, out, stderr := runWith(t, "decisions", "--ledger", path, "--event", string(e.ID), "--format", "fixture")
	if code != 0 {
		t.Fatal(stderr)
	}
	var f testcase
	if err := json.Unmarshal([]byte(out), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Expect) != 2 || !f.Expect[0].Found || f.Expect[0].Together == nil || *f.Expect[0].Together || !f.Expect[1].Found {
		t.Errorf("%+v", f.Expect)
	}
	fixture := filepath.Join(dir, "fixture.json")
	if err := os.WriteFile(fixture, []byte(out), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out, stderr := runWith(t, "decisions", "--check", fixture); code != 0 || !strings.Contains(out, "2 decisions hold, 0 do not") {
		t.Errorf("%d: %s%s", code, out, stderr)
	}
	if code, _, stderr := runWith(t, "work", "--ledger", path, "--once"); code != 0 {
		t.Fatal(stderr)
	}
	if l, err = store.Open(t.Context(), path, store.Options{Existing: true}); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	found, err = l.Events(t.Context(), dateline.Query{All: true})
	if err != nil || len(found.Items) != before+1 {
		t.Errorf("%d events, of %d: %v", len(found.Items), before, err)
	}
}
