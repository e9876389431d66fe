package schema_test

import (
	"encoding/json"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
	"dateline/schema"
	"dateline/schema/schematest"
)

type object struct {
	Properties map[string]json.RawMessage `json:"properties"`
	Required   []string                   `json:"required"`
	Additional *bool                      `json:"additionalProperties"`
	Enum       []string                   `json:"enum"`
}

func definitions(t *testing.T) (object, map[string]object) {
	t.Helper()
	var whole struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(schema.Record(), &whole); err != nil {
		t.Fatal(err)
	}
	return whole.object, whole.Defs
}

// keys are the names under which a struct's fields stand in JSON.
func keys(typ reflect.Type) []string {
	var out []string
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		if option == "omitempty" {
			continue // that is never in a record: the account that a decision names, where people added it
		}
		switch {
		case f.Anonymous && name == "":
			out = append(out, keys(f.Type)...)
		case name != "-":
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func TestEveryKeyOfTheTypesIsRequiredAndNoOtherAllowed(t *testing.T) {
	top, defs := definitions(t)
	defs[""] = top
	for name, typ := range map[string]any{
		"": dateline.Record{}, "report": dateline.Report{}, "credit": dateline.Credit{}, "lean": dateline.Lean{}, "story": dateline.Story{}, "event": dateline.Event{},
		"account": dateline.Account{}, "role": dateline.Role{}, "place": dateline.PlaceRef{},
		"timeOfEvent": dateline.Time{}, "timeOfAccount": dateline.Time{},
		"relativeOfEvent": dateline.Relative{}, "relativeOfAccount": dateline.Relative{},
		"casualty": dateline.Casualty{}, "claimOfEvent": dateline.Claim{}, "claimOfAccount": dateline.Claim{},
		"agreement": dateline.Agreement{}, "evidence": dateline.Evidence{}, "aggregate": dateline.Aggregate{},
		"statement": dateline.Statement{}, "quotation": dateline.Quotation{}, "change": dateline.Change{},
		"toll": dateline.Toll{}, "figure": dateline.Figure{}, "echo": dateline.Echo{}, "merge": dateline.Merge{}, "reason": dateline.Reason{}, "anchoring": dateline.Anchoring{}, "resolution": dateline.Resolution{}, "review": dateline.EventReview{}, "fieldReview": dateline.FieldReview{}, "referent": dateline.Referent{}, "proposal": dateline.Proposal{},
		"mention": dateline.Mention{}, "failure": dateline.Failure{}, "warning": dateline.Warning{},
	} {
		t.Run("definition "+name, func(t *testing.T) {
			def, want := defs[name], keys(reflect.TypeOf(typ))
			required := slices.Sorted(slices.Values(def.Required))
			if d := cmp.Diff(want, required); d != "" {
				t.Errorf("required keys (-type +schema):\n%s", d)
			}
			if def.Additional == nil || *def.Additional {
				t.Error("other keys are allowed")
			}
			for key := range def.Properties {
				optional := name == "report" && key == "text"
				if !slices.Contains(want, key) && !optional {
					t.Errorf("the schema has %q, the type has not", key)
				}
			}
		})
	}
}

// constants are the values of the root package's string constants, by type.
func constants(t *testing.T) map[string][]string {
	t.Helper()
	fset := token.NewFileSet()
	paths, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, p := range paths {
		if strings.HasSuffix(p, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, p, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check("dateline", fset, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, name := range pkg.Scope().Names() {
		c, ok := pkg.Scope().Lookup(name).(*types.Const)
		if !ok || c.Val().Kind() != constant.String {
			continue
		}
		if named, ok := c.Type().(*types.Named); ok {
			kind := named.Obj().Name()
			out[kind] = append(out[kind], constant.StringVal(c.Val()))
		}
	}
	return out
}

func TestEveryWordOfTheTypesIsAWordOfTheSchema(t *testing.T) {
	_, defs := definitions(t)
	consts := constants(t)
	for def, typ := range map[string]string{
		"genre": "Genre", "occurrence": "Occurrence", "basis": "Basis", "status": "Status", "roleName": "RoleName",
		"precision": "Precision", "harm": "Harm", "side": "Side", "claimKind": "ClaimKind", "relation": "Relation",
		"mentionKind": "MentionKind", "difference": "Difference", "tollRule": "TollRule", "figureStanding": "FigureStanding", "resolvedBy": "ResolvedBy",
		"mergeRule": "MergeRule", "ground": "Ground", "storyState": "StoryState", "reviewState": "ReviewState", "verb": "Verb", "warningKind": "WarningKind",
		"copying": "Copying", "creditForm": "CreditForm",
	} {
		want := slices.Sorted(slices.Values(consts[typ]))
		got := slices.Sorted(slices.Values(defs[def].Enum))
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-constants +schema):\n%s", def, d)
		}
	}
}

func TestEveryWordOfAMergeIsExplained(t *testing.T) {
	_, defs := definitions(t)
	page, err := os.ReadFile("../docs/agreement.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range append(slices.Clone(defs["ground"].Enum), defs["mergeRule"].Enum...) {
		if !strings.Contains(string(page), "`"+word+"`") {
			t.Errorf("docs/agreement.md does not explain %q", word)
		}
	}
}

func fixture(t *testing.T) map[string]any {
	t.Helper()
	raw, err := os.ReadFile("testdata/record.json")
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestARecordOfEveryKindOfThingKeepsToTheSchema(t *testing.T) {
	raw, err := os.ReadFile("testdata/record.json")
	if err != nil {
		t.Fatal(err)
	}
	schematest.Check(t, raw)
	var rec dateline.Record
	if err := json.Unmarshal(raw, &rec); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	schematest.Check(t, again)
}

func TestTheFixtureQuotesItsReports(t *testing.T) {
	raw, err := os.ReadFile("testdata/record.json")
	if err != nil {
		t.Fatal(err)
	}
	var rec dateline.Record
	var texts struct {
		Reports []struct {
			ID   dateline.ReportID `json:"id"`
			Text string            `json:"text"`
		} `json:"reports"`
	}
	for _, v := range []any{&rec, &texts} {
		if err := json.Unmarshal(raw, v); err != nil {
			t.Fatal(err)
		}
	}
	text := map[dateline.ReportID]string{}
	for _, r := range texts.Reports {
		text[r.ID] = r.Text
	}
	for _, e := range rec.Events {
		for _, a := range e.Accounts {
			for _, ev := range a.Evidence {
				if err := ev.Check(text[a.Report]); err != nil {
					t.Errorf("%s %s: %v", e.ID, a.ID, err)
				}
			}
		}
	}
}

func TestAnEmptyRecordHasListsAndNoNulls(t *testing.T) {
	raw, err := json.Marshal(dateline.Record{Version: "1", Reader: "reader/1", Linker: "link/1"})
	if err != nil {
		t.Fatal(err)
	}
	schematest.Check(t, raw)
}

func TestABrokenRecordFails(t *testing.T) {
	event := func(v map[string]any) map[string]any { return v["events"].([]any)[0].(map[string]any) }
	account := func(v map[string]any) map[string]any { return event(v)["accounts"].([]any)[0].(map[string]any) }
	for name, spoil := range map[string]func(map[string]any){
		"a key is missing":            func(v map[string]any) { delete(v, "mentions") },
		"a key is unknown":            func(v map[string]any) { v["extra"] = 1 },
		"a list is null":              func(v map[string]any) { v["quarantine"] = nil },
		"a status is no word of ours": func(v map[string]any) { event(v)["status"] = "confirmed" },
		"a relation is no word of ours": func(v map[string]any) {
			event(v)["agreement"].(map[string]any)["type"].(map[string]any)["relation"] = "same"
		},
		"an agreement is on an unknown field": func(v map[string]any) { event(v)["agreement"].(map[string]any)["mood"] = map[string]any{} },
		"an event has no account":             func(v map[string]any) { event(v)["accounts"] = []any{} },
		"an account has no evidence":          func(v map[string]any) { account(v)["evidence"] = []any{} },
		"a merge has no reason's points": func(v map[string]any) {
			event(v)["merges"].([]any)[0].(map[string]any)["for"].([]any)[0].(map[string]any)["points"] = 0
		},
		"a merge is for a reason of its own": func(v map[string]any) {
			event(v)["merges"].([]any)[0].(map[string]any)["for"].([]any)[0].(map[string]any)["ground"] = "hunch"
		},
		"a date is written otherwise": func(v map[string]any) { event(v)["time"].(map[string]any)["start"] = "17 May 2019" },
		"a time is relative to an account": func(v map[string]any) {
			event(v)["time"].(map[string]any)["relative"] = map[string]any{"to": "a1", "min_days": nil, "max_days": 0}
		},
		"a latitude is beyond the pole":         func(v map[string]any) { event(v)["places"].([]any)[0].(map[string]any)["lat"] = 91 },
		"a confidence is over one":              func(v map[string]any) { account(v)["confidence"] = 1.5 },
		"a report has no url key":               func(v map[string]any) { delete(v["reports"].([]any)[0].(map[string]any), "url") },
		"a hash is in capitals":                 func(v map[string]any) { v["reports"].([]any)[0].(map[string]any)["sha256"] = strings.Repeat("A", 64) },
		"a change of groups is no word of ours": func(v map[string]any) { v["register"].([]any)[0].(map[string]any)["change"] = "quarrel" },
		"a reason is empty":                     func(v map[string]any) { v["quarantine"] = []any{map[string]any{"path": "a", "reason": ""}} },
	} {
		t.Run(name, func(t *testing.T) {
			v := fixture(t)
			spoil(v)
			raw, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			if schematest.Validate(raw) == nil {
				t.Error("the schema takes it")
			}
		})
	}
}
