package tagger

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"testing"

	"dateline"
)

// table is a table of some weights, and the weights.
func table(t testing.TB, features int) ([]byte, []Weight) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	var weights []Weight
	for range features {
		f := Feature(1, rng.Uint64())
		for class := range uint8(3) {
			if v := values[rng.IntN(256)]; v != 0 && rng.IntN(2) == 0 {
				weights = append(weights, Weight{f, class, v})
			}
		}
	}
	data, err := EncodeWeights([]string{"a", "b", "c"}, weights)
	if err != nil {
		t.Fatal(err)
	}
	return data, weights
}

func TestWeightsComeBackAsTheyWereWritten(t *testing.T) {
	for _, features := range []int{0, 1, 3, 4, 500} {
		data, weights := table(t, features)
		w, rest, err := OpenWeights(append(data, "more"...))
		if err != nil {
			t.Fatal(err)
		}
		if string(rest) != "more" {
			t.Errorf("%q follows the table of %d features; want more", rest, features)
		}
		want := map[uint64][3]int32{}
		for _, v := range weights {
			s := want[v.Feature]
			s[v.Class] = v.Value
			want[v.Feature] = s
		}
		for f, s := range want {
			got := [3]int32{}
			w.Score([]uint64{f}, got[:])
			if got != s {
				t.Errorf("of %d features, %016x weighs %v; want %v", features, f, got, s)
			}
		}
		got := [3]int32{}
		w.Score([]uint64{Feature(2, 1), Feature(2, 2)}, got[:])
		if got != [3]int32{} {
			t.Errorf("features that are not there weigh %v", got)
		}
	}
}

func TestWeightsAreRoundedToWhatAByteHolds(t *testing.T) {
	for v, want := range map[int32]int32{0: 0, 1: 1, -15: -15, 16: 16, 17: 16, 19: 18, -1000: -1024, 245760: 245760, 1 << 30: 245760} {
		if got := values[byteOf(v)]; got != want {
			t.Errorf("%d is kept as %d; want %d", v, got, want)
		}
	}
}

func TestTheOrderOfWeightsDoesNotMatter(t *testing.T) {
	data, weights := table(t, 50)
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(weights), func(i, j int) { weights[i], weights[j] = weights[j], weights[i] })
	again, err := EncodeWeights([]string{"a", "b", "c"}, weights)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same weights in another order give other bytes (%v)", err)
	}
}

func TestWeightsThatCannotBeWrittenAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		classes []string
		weights []Weight
	}{
		"a class without a name": {[]string{"a", ""}, nil},
		"a line feed in a name":  {[]string{"a\nb"}, nil},
		"too many classes":       {strings.Split(strings.Repeat("c,", 255)+"c", ","), nil},
		"a class out of range":   {[]string{"a"}, []Weight{{1, 1, 1}}},
		"two weights of one":     {[]string{"a"}, []Weight{{1, 0, 1}, {1, 0, 2}}},
	} {
		if _, err := EncodeWeights(c.classes, c.weights); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("%s: error %v; want one of kind Invalid", name, err)
		}
	}
}

func TestDamagedWeightsSaySo(t *testing.T) {
	good, _ := table(t, 20)
	for name, c := range map[string]struct {
		change func([]byte) []byte
		says   string
	}{
		"nothing":        {func(b []byte) []byte { return nil }, "no weights"},
		"another file":   {func(b []byte) []byte { return append([]byte("PK"), b...) }, "no weights"},
		"a later format": {func(b []byte) []byte { b[8] = 9; return b }, "format 9"},
		"cut short":      {func(b []byte) []byte { return b[:len(b)-1] }, "cut short"},
		"a bit flipped":  {func(b []byte) []byte { b[len(b)-1] ^= 4; return b }, "damaged"},
		"a size changed": {func(b []byte) []byte { binary.LittleEndian.PutUint32(b[28:], 1<<31); return b }, "cut short"},
	} {
		_, _, err := OpenWeights(c.change(bytes.Clone(good)))
		if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v; want one that says %q", name, err, c.says)
		}
	}
}

func FuzzOpenWeights(f *testing.F) {
	good, _ := table(f, 5)
	f.Add(good)
	f.Add(good[:40])
	f.Fuzz(func(t *testing.T, data []byte) {
		// With its checksum made right, damage reaches what lies behind it.
		if len(data) > 16 {
			data = bytes.Clone(data)
			binary.LittleEndian.PutUint32(data[12:], checksum(data[16:]))
		}
		w, _, err := OpenWeights(data)
		if err != nil {
			if dateline.KindOf(err) != dateline.Invalid {
				t.Errorf("error %v is not of kind Invalid", err)
			}
			return
		}
		scores := make([]int32, len(w.Classes()))
		for i := range uint64(64) {
			w.Score([]uint64{i << 58, i, i<<58 | i}, scores)
		}
	})
}
