package main

import (
	"path/filepath"
	"testing"

	"dateline/grade"
)

// nameFloor is what name_f1 of the annotated fixtures may not fall below, in percent.
const nameFloor = 78

func TestNamesOfTheFixturesKeepTheirFloor(t *testing.T) {
	t.Parallel()
	for _, c := range grade.Collections() {
		if c.Name != "layers" {
			continue
		}
		e := quiet().engine()
		sheet, err := c.Score(filepath.Join("..", "..", "grade", "testdata", "layers"), grade.Input{Read: e.Read})
		if err != nil {
			t.Fatal(err)
		}
		if got := sheet.Scored(c).Metrics["name_f1"]; got < nameFloor {
			t.Errorf("name_f1 is %v; at least %v wanted", got, nameFloor)
		}
		return
	}
	t.Fatal("no collection of layers")
}
