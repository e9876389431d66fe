package main

import (
	"fmt"
	"maps"
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

const layerFloorsHead = `# What the reading of layers/ may not fall below, by metric: F1 in percent, type,
# mood, bound and named as shares. False things count in every one. To set them:
#
#	go test ./cmd/dateline -run Layers -floors=raise
#
# Lowering one takes -floors=lower and a reason in the commit.
`

// floored are the metrics of the annotated fixtures that have a floor.
var floored = []string{"name_f1", "time_f1", "number_f1", "event_f1", "type", "mood", "role_f1", "bound", "place_f1", "when_f1", "toll_f1", "speech_f1", "chain_f1", "named"}

func TestLayersOfTheFixturesHoldTheirFloors(t *testing.T) {
	needtest.Unhurried(t)
	dir := filepath.Join(needtest.Root(t), "grade", "testdata")
	c := collection(t, "layers")
	e := quiet().engine()
	sheet, err := c.Score(filepath.Join(dir, "layers"), grade.Input{Read: e.Read, Chains: e.Chains})
	if err != nil {
		t.Fatal(err)
	}
	if len(sheet.Docs) < 60 {
		t.Errorf("%d annotated fixtures; at least 60 wanted", len(sheet.Docs))
	}
	holdFloors(t, filepath.Join(dir, "layer-floors.yaml"), layerFloorsHead, floored, sheet.Scored(c).Metrics, "dateline grade layers --errors 5 grade/testdata/layers")
}

const gvaFloorsHead = `# What the linking of gva/ may not fall below, by metric, as shares. To set them:
#
#	go test ./cmd/dateline -run Shootings -floors=raise
#
# Lowering one takes -floors=lower and a reason in the commit.
`

func TestShootingsOfTheFixtureHoldTheirFloors(t *testing.T) {
	dir := filepath.Join(needtest.Root(t), "grade", "testdata")
	c := collection(t, "gva")
	e := quiet().engine()
	sheet, err := c.Score(filepath.Join(dir, "gva"), grade.Input{Read: e.Read, Link: undecided(e)})
	if err != nil {
		t.Fatal(err)
	}
	metrics := []string{"pairwise_f1", "bcubed_f1", "day", "place", "killed", "injured"}
	holdFloors(t, filepath.Join(dir, "gva-floors.yaml"), gvaFloorsHead, metrics, sheet.Scored(c).Metrics, "dateline grade gva --errors 5 grade/testdata/gva")
}

// collection is the collection of the name.
func collection(t *testing.T, name string) grade.Collection {
	t.Helper()
	i := slices.IndexFunc(grade.Collections(), func(c grade.Collection) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("no collection %s", name)
	}
	return grade.Collections()[i]
}

// holdFloors fails where a metric is below its floor in the file at path, or sets the floors
// when the command line asks for it.
func holdFloors(t *testing.T, path, head string, metrics []string, now map[string]float64, see string) {
	t.Helper()
	floors := map[string]float64{}
	raw, err := os.ReadFile(path)
	if err == nil {
		err = yaml.Unmarshal(raw, &floors)
	}
	if err != nil && *setFloors == "" {
		t.Fatal(err)
	}
	if f := *setFloors; f == "raise" || f == "lower" {
		for _, name := range metrics {
			// a tenth of a percent below, so that a rounding is no fall
			value := math.Floor(now[name]*10) / 10
			if now[name] <= 1 {
				value = math.Floor(now[name]*1000) / 1000
			}
			if f == "lower" || value > floors[name] {
				floors[name] = value
			}
		}
		var b strings.Builder
		b.WriteString(head)
		for _, name := range metrics {
			fmt.Fprintf(&b, "%s: %g\n", name, floors[name])
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(floors)) {
		if now[name] < floors[name] {
			t.Errorf("%s is %v, below its floor of %v: see %s", name, now[name], floors[name], see)
		}
	}
	if len(floors) != len(metrics) {
		t.Errorf("%d metrics have a floor; %d should: set them anew", len(floors), len(metrics))
	}
}
