package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/store"
)

// fixtureLedger is a ledger of two reports of one event, on which people decided.
func fixtureLedger(t *testing.T) (path string, e dateline.Event) {
	t.Helper()
	dir := t.TempDir()
	path = filepath.Join(dir, "l.db")
	for name, text := range map[string]string{
		"a.txt": "title: Four traders killed in Jalingo market\noutlet: Plain Wire\npublished: 2023-05-03\n\nGunmen killed four traders at a cattle market in Jalingo, in Nigeria's Taraba State, on Tuesday, police said. Stalls were looted by night.\n",
		"b.txt": "title: Market attack leaves four dead\noutlet: River Post\npublished: 2023-05-03\n\nArmed men attacked a cattle market in Jalingo, Taraba State, on Tuesday and killed four traders, a union leader told this paper.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, stderr := runWith(t, "add", "--ledger", path, "--quiet", filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")); code != 0 {
		t.Fatal(stderr)
	}
	l, err := store.Open(t.Context(), path, store.Options{Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}()
	found, err := l.Events(t.Context(), dateline.Query{All: true})
	if err != nil || len(found.Items) == 0 {
		t.Fatal(len(found.Items), err)
	}
	e = found.Items[0]
	for _, a := range e.Accounts {
		r, err := l.Report(t.Context(), a.Report)
		if err != nil {
			t.Fatal(err)
		}
		fire, why := `"attack.arson"`, "stalls <burned> & fell"
		missed := `{"type": "harm.property"}`
		ds := []dateline.Decision{{ID: "d-type-" + string(a.Report), By: "ann", Verb: dateline.VerbCorrect, After: &fire, Why: why, On: []dateline.Referent{dateline.Refer(r.SHA256, &a, "type")}}}
		if at := strings.Index(r.Text, "Stalls were looted"); at >= 0 {
			ds = append(ds, dateline.Decision{ID: "d-add", By: "ann", Verb: dateline.VerbAdd, After: &missed, Why: why, On: []dateline.Referent{{Report: r.SHA256, Span: dateline.Span{Start: at, End: at + len("Stalls were looted")}}}})
		}
		if _, err := l.Decide(t.Context(), ds); err != nil {
			t.Fatal(err)
		}
	}
	return path, e
}

// runWith runs the command.
func runWith(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

func TestADecisionBecomesATest(t *testing.T) {
	path, e := fixtureLedger(t)
	code, out, stderr := runWith(t, "decisions", "--ledger", path, "--event", string(e.ID), "--format", "fixture")
	if code != 0 {
		t.Fatal(stderr)
	}
	var f testcase
	if err := json.Unmarshal([]byte(out), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Reports) != len(e.Accounts) || len(f.Decisions) != len(e.Accounts)+1 || len(f.Expect) != len(f.Decisions) {
		t.Fatalf("%d reports, %d decisions, %d outcomes", len(f.Reports), len(f.Decisions), len(f.Expect))
	}
	for _, o := range f.Expect {
		if !o.Found || strings.HasPrefix(o.Decision, "d-type") && string(o.Values["type"]) != `"attack.arson"` || o.Decision == "d-add" && o.Review != dateline.ReviewAdded {
			t.Errorf("%+v", o)
		}
	}
	file := filepath.Join(t.TempDir(), "fixture.json")
	write := func(s string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// Whatever reads the reports later, with another number for each account, finds them.
	write(strings.ReplaceAll(out, `"reader": "`, `"reader": "older-`))
	if code, out, stderr := runWith(t, "decisions", "--check", file); code != 0 || !strings.Contains(out, "0 do not; made with older-reader") {
		t.Errorf("%d: %s%s", code, out, stderr)
	}
	// One that comes to something else is told of.
	write(strings.Replace(out, `"type": "attack.arson"`, `"type": "attack.mine"`, 1))
	if code, _, stderr := runWith(t, "decisions", "--check", file); code != 1 || !strings.Contains(stderr, `type is "attack.arson", it was "attack.mine"`) {
		t.Errorf("%d: %s", code, stderr)
	}
	// A text that is not the report's is no test of it.
	write(strings.Replace(out, "cattle market", "camel market", 1))
	if code, _, stderr := runWith(t, "decisions", "--check", file); code != 2 || !strings.Contains(stderr, "hash") {
		t.Errorf("%d: %s", code, stderr)
	}
	write("{}")
	if code, _, _ := runWith(t, "decisions", "--check", file); code != 2 {
		t.Error("what is no fixture is taken")
	}
}

// What is exported as lines comes to the same where files are read without a ledger.
func TestDecisionsAreTakenByReadingAsTheyAreListed(t *testing.T) {
	path, e := fixtureLedger(t)
	code, lines, stderr := runWith(t, "decisions", "--ledger", path, "--format", "json")
	if code != 0 {
		t.Fatal(stderr)
	}
	file := filepath.Join(t.TempDir(), "d.jsonl")
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(path)
	code, out, stderr := runWith(t, "read", "--format", "json", "--decisions", file, filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt"))
	if code != 0 || !strings.Contains(out, `"attack.arson"`) || !strings.Contains(out, `"harm.property"`) {
		t.Errorf("%d: %s", code, stderr)
	}
	if code, text, _ := runWith(t, "decisions", "--ledger", path); code != 0 || !strings.Contains(text, "d-add") || !strings.Contains(text, string(e.Accounts[0].Report)) {
		t.Errorf("%d: %s", code, text)
	}
}
