package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"dateline/grade"
	"dateline/needtest"
)

const copyFloorsHead = `# What the pairs of copies/ may not fall below, as shares. The digest is of the
# pairs, so that floors and fixtures move together. To set them:
#
#	go test ./cmd/dateline -run Pairs -floors=raise
#
# Lowering one takes -floors=lower and a reason in the commit.
`

// pairMetrics are the metrics of the pairs that have a floor.
var pairMetrics = []string{"copies_f1", "blind_f1", "rewrite_f1"}

func TestPairsOfReportsHoldTheirFloors(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(needtest.Root(t), "grade", "testdata")
	path := filepath.Join(dir, "copies-floors.yaml")
	i := slices.IndexFunc(grade.Collections(), func(c grade.Collection) bool { return c.Name == "copies" })
	if i < 0 {
		t.Fatal("no collection of copies")
	}
	c := grade.Collections()[i]
	sheet, err := c.Score(filepath.Join(dir, "copies"), grade.Input{Read: quiet().engine().Read})
	if err != nil {
		t.Fatal(err)
	}
	now, pairs := sheet.Scored(c).Metrics, digest(t, filepath.Join(dir, "copies"))
	floors := struct {
		Pairs  string             `yaml:"pairs"`
		Floors map[string]float64 `yaml:"floors"`
	}{Floors: map[string]float64{}}
	raw, err := os.ReadFile(path)
	if err == nil {
		err = yaml.Unmarshal(raw, &floors)
	}
	if err != nil && *setFloors == "" {
		t.Fatal(err)
	}
	if f := *setFloors; f == "raise" || f == "lower" {
		var b strings.Builder
		fmt.Fprintf(&b, "%spairs: %s\nfloors:\n", copyFloorsHead, pairs)
		for _, name := range pairMetrics {
			if value := math.Floor(now[name]*1000) / 1000; f == "lower" || value > floors.Floors[name] {
				floors.Floors[name] = value
			}
			fmt.Fprintf(&b, "  %s: %g\n", name, floors.Floors[name])
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		floors.Pairs = pairs
	}
	if floors.Pairs != pairs {
		t.Errorf("the pairs are not those that the floors hold for; they now give %v: set the floors anew", now)
	}
	for _, name := range pairMetrics {
		if floor, set := floors.Floors[name]; !set || now[name] < floor {
			t.Errorf("%s is %v, its floor %v (set: %t): see dateline grade copies --errors 5", name, now[name], floor, set)
		}
	}
}
