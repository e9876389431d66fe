package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

func TestWhatIsWrongWithAFlagIsSaidInOurWords(t *testing.T) {
	for _, c := range []struct{ arg, says string }{
		{"--origins=x", `--origins: "x" is none; give a number`},
		{"--all=perhaps", `--all: "perhaps" is none; give true or false`},
		{"--bad\x1b[31m", "unknown flag"},
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), []string{"events", c.arg}, strings.NewReader(""), &out, &errs)
		if code != exitUsage || !strings.Contains(errs.String(), c.says) || strings.ContainsAny(errs.String(), "\x1b") || strings.Contains(errs.String(), "strconv") {
			t.Errorf("%q ends with %d: %q", c.arg, code, errs.String())
		}
	}
}

func TestAListOfTheNewestAloneSaysSo(t *testing.T) {
	page := dateline.Page[dateline.Hit]{Total: -1, Newest: 1000}
	for _, format := range []string{"text", "json", "csv"} {
		var out, errs bytes.Buffer
		p := program{stdout: &out, stderr: &errs}
		err := writeList(p, inquiry{}, format, false, answering[dateline.Hit]{name: "hits", one: "report", many: "reports", text: hitText, heads: hitColumns, row: hitRow, json: hitAsJSON,
			look: func([]dateline.Hit) error { return nil }}, func(dateline.Query) (dateline.Page[dateline.Hit], error) { return page, nil })
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(errs.String(), "only the newest 1,000") != 1 {
			t.Errorf("as %s it says %q", format, errs.String())
		}
		if format == "json" {
			var got struct {
				Newest *int `json:"newest"`
			}
			if err := json.Unmarshal(out.Bytes(), &got); err != nil || got.Newest == nil || *got.Newest != 1000 {
				t.Errorf("%v: %s", err, out.Bytes())
			}
		}
	}
}

// TestKeysOfStatusAreLowerCase quarantines something, of which status has most to say.
func TestKeysOfStatusAreLowerCase(t *testing.T) {
	where := filepath.Join(t.TempDir(), "l.db")
	var out, errs bytes.Buffer
	run(t.Context(), []string{"add", "--ledger", where, "--quiet", "testdata/none.txt", "-"}, strings.NewReader("{\"title\":1}"), &out, &errs)
	var status any
	if err := json.Unmarshal(command(t, "status", "--ledger", where, "--format", "json"), &status); err != nil {
		t.Fatal(err)
	}
	if f, _ := status.(map[string]any)["failures"].([]any); len(f) == 0 {
		t.Fatalf("nothing failed: %s", errs.Bytes())
	}
	var look func(v any)
	look = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				if k != strings.ToLower(k) {
					t.Errorf("the key %s", k)
				}
				look(x)
			}
		case []any:
			for _, x := range v {
				look(x)
			}
		}
	}
	look(status)
}

func TestAnOutletIsNamedWhateverItsCaseAndAccents(t *testing.T) {
	known := []string{"Coast Courier", "El Telégrafo", "Hill Herald", "coast courier"}
	for name, want := range map[string]string{"El Telégrafo": "El Telégrafo", "el  telegrafo": "El Telégrafo", "Coast Courier": "Coast Courier", "COAST COURIER": "Coast Courier|coast courier", "Courier": ""} {
		if got := strings.Join(outletNamed(known, name), "|"); got != want {
			t.Errorf("%s is %q, not %q", name, got, want)
		}
	}
	if err := unknownOutlet(known, "Coast Curier"); !strings.Contains(err.Error(), "the nearest are Coast Courier") || dateline.KindOf(err) != dateline.Invalid {
		t.Errorf("%v", err)
	}
}

func TestSeveralThingsAreOneArray(t *testing.T) {
	where := filepath.Join(t.TempDir(), "l.db")
	command(t, "add", "--quiet", "--ledger", where, "testdata/collected")
	all := eventsBy(t, where, "--all")
	if hill := eventsBy(t, where, "--outlet", "hill  HERALD", "--all"); len(all) < 2 || len(hill) == 0 || len(hill) == len(all) {
		t.Fatalf("%d events, %d of one outlet", len(all), len(hill))
	}
	var got []dateline.Record
	if err := json.Unmarshal(command(t, "show", "--ledger", where, "--format", "json", string(all[0].ID), string(all[1].ID)), &got); err != nil || len(got) != 2 || got[1].Events[0].ID != all[1].ID {
		t.Errorf("%d records, %v", len(got), err)
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"events", "--ledger", where, "--outlet", "Hill Heralt"}, strings.NewReader(""), &out, &errs); code != exitUsage || !strings.Contains(errs.String(), "nearest are Hill Herald") {
		t.Errorf("%d: %s", code, errs.String())
	}
}
