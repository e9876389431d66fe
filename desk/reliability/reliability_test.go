package reliability_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline"
	"dateline/desk/reliability"
)

// published is the example of the paper that defines alpha: four observers, twelve
// units, "." where one gave nothing.
func published() []reliability.Unit {
	rows := []string{"1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."}
	units := make([]reliability.Unit, 12)
	for _, row := range rows {
		for i, v := range strings.Fields(row) {
			units[i] = append(units[i], strings.Trim(v, "."))
		}
	}
	return units
}

func TestAlphaIsThatOfThePaper(t *testing.T) {
	for _, c := range []struct {
		name  string
		apart reliability.Distance
		want  float64
	}{{"nominal", reliability.Nominal, .743}, {"interval", reliability.Interval, .849}} {
		got, ok := reliability.Alpha(published(), c.apart)
		if !ok || math.Abs(got-c.want) > .0005 {
			t.Errorf("%s: %.4f, %t; the paper has %.3f", c.name, got, ok, c.want)
		}
	}
}

func TestAlphaIsOneWhereAllAgreeAndNoneWhereChanceCannotDiffer(t *testing.T) {
	if got, ok := reliability.Alpha([]reliability.Unit{{"a", "a"}, {"b", "b"}, {"c", ""}}, reliability.Nominal); !ok || got != 1 {
		t.Errorf("%v, %t", got, ok)
	}
	for _, units := range [][]reliability.Unit{nil, {{"a", "a"}, {"a", "a"}}, {{"a", ""}, {"", "b"}}} {
		if got, ok := reliability.Alpha(units, reliability.Nominal); ok {
			t.Errorf("%v: %v", units, got)
		}
	}
}

func TestAlphaDoesNotHangOnTheOrderOfUnitsAndCoders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := rapid.SliceOf(rapid.Custom(func(t *rapid.T) reliability.Unit {
			return rapid.SliceOfN(rapid.SampledFrom([]string{"", "1", "2", "9"}), 3, 3).Draw(t, "unit")
		})).Draw(t, "units")
		want, there := reliability.Alpha(units, reliability.Interval)
		other := rapid.Permutation(units).Draw(t, "other")
		for i := range other {
			other[i] = slices.Clone(other[i])
			slices.Reverse(other[i])
		}
		got, ok := reliability.Alpha(other, reliability.Interval)
		if ok != there || math.Abs(got-want) > 1e-9 || got > 1 {
			t.Fatalf("%v, %t; %v, %t", want, there, got, ok)
		}
	})
}

func coded(report string, start, end int, values ...string) reliability.Coded {
	c := reliability.Coded{Report: report, Span: dateline.Span{Start: start, End: end}, Values: map[string]string{}}
	for i := 0; i+1 < len(values); i += 2 {
		c.Values[values[i]] = values[i+1]
	}
	return c
}

func TestEventsMeetByTheirWords(t *testing.T) {
	a := []reliability.Coded{coded("x", 0, 9, "type", "attack", "killed", "3"), coded("x", 20, 29, "type", "arrest"), coded("y", 0, 9, "type", "attack", "killed", "1")}
	b := []reliability.Coded{coded("y", 5, 14, "type", "attack", "killed", "2"), coded("x", 2, 9, "type", "attack", "killed", "3"), coded("x", 40, 49)}
	if got := reliability.Match(a, b); !slices.Equal(got, [][2]int{{0, 1}, {2, 0}}) {
		t.Errorf("%v", got)
	}
	if f1, ok := reliability.F1(a, b); !ok || math.Abs(f1-4.0/6) > 1e-9 {
		t.Errorf("F1 %v, %t", f1, ok)
	}
	if _, ok := reliability.F1(nil, nil); ok {
		t.Error("an F1 of nothing")
	}
	got := reliability.Fields(a, b, func(f string) bool { return f == "killed" })
	if len(got) != 2 || got[0].Name != "killed" || got[0].Units != 2 || got[0].Same != 1 || !got[0].Known || got[1].Known || got[1].Same != 2 {
		t.Errorf("%+v", got)
	}
}
