package tagger

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
	"sort"
	"strings"

	"dateline"
)

// A Weight is what one feature adds to one class.
type Weight struct {
	Feature uint64 // its hash
	Class   uint8
	Value   int32
}

// byteOf is the byte that stands for the value nearest to v, of two the
// smaller.
func byteOf(v int32) byte {
	size, sign := v, 0
	if v < 0 {
		size, sign = -v, 128
	}
	b := sort.Search(127, func(b int) bool { return values[b] >= size })
	if b > 0 && size-values[b-1] <= values[b]-size {
		b--
	}
	return byte(sign + b)
}

// EncodeWeights writes a table that OpenWeights opens. Weights of 0 are left
// out, and all are rounded to what a byte can stand for. The bytes do not depend on the order of the weights. Names of classes
// must not be empty or hold a line feed; a feature must not have two weights
// for a class.
func EncodeWeights(classes []string, weights []Weight) ([]byte, error) {
	if len(classes) > 255 {
		return nil, dateline.Errorf(dateline.Invalid, "%d classes; a table has room for 255", len(classes))
	}
	var names strings.Builder
	for _, c := range classes {
		if c == "" || strings.Contains(c, "\n") {
			return nil, dateline.Errorf(dateline.Invalid, "a class may not be called %q", c)
		}
		names.WriteString(c + "\n")
	}
	sorted := slices.DeleteFunc(slices.Clone(weights), func(w Weight) bool { return w.Value == 0 })
	slices.SortFunc(sorted, func(a, b Weight) int {
		return cmp.Or(cmp.Compare(a.Feature, b.Feature), cmp.Compare(a.Class, b.Class))
	})
	features := 0
	for i, w := range sorted {
		if int(w.Class) >= len(classes) {
			return nil, dateline.Errorf(dateline.Invalid, "a weight for class %d of %d", w.Class, len(classes))
		}
		if i > 0 && sorted[i-1].Feature == w.Feature {
			if sorted[i-1].Class == w.Class {
				return nil, dateline.Errorf(dateline.Invalid, "feature %016x has two weights for class %q", w.Feature, classes[w.Class])
			}
			continue
		}
		features++
	}
	// Two rows to a bucket on average, at most four.
	log := bits.Len(uint(features / 4))
	var index, rows []byte
	bucket := 0
	for i := 0; i < len(sorted); {
		f := sorted[i].Feature
		for ; bucket <= int(f>>(64-log)); bucket++ {
			index = binary.LittleEndian.AppendUint32(index, uint32(len(rows)))
		}
		j := i
		for j < len(sorted) && sorted[j].Feature == f {
			j++
		}
		rows = binary.LittleEndian.AppendUint16(rows, uint16(f))
		rows = append(rows, byte(j-i))
		for ; i < j; i++ {
			rows = append(rows, sorted[i].Class, byteOf(sorted[i].Value))
		}
	}
	for ; bucket <= 1<<log; bucket++ {
		index = binary.LittleEndian.AppendUint32(index, uint32(len(rows)))
	}
	var body []byte
	for _, n := range []int{len(classes), names.Len(), 1 << log, len(rows)} {
		body = binary.LittleEndian.AppendUint32(body, uint32(n))
	}
	body = append(append(append(body, names.String()...), index...), rows...)
	out := binary.LittleEndian.AppendUint32([]byte(weightsMagic), weightsVersion)
	out = binary.LittleEndian.AppendUint32(out, checksum(body))
	return append(out, body...), nil
}
