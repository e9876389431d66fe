package tagger

import (
	"encoding/binary"
	"hash/crc32"
	"math/bits"
	"strings"

	"dateline"
)

// A file of weights is one or more tables after one another. A table is, all
// integers little-endian:
//
//	8 bytes   "DLWEIGHT"
//	uint32    version of the format, 1
//	uint32    CRC-32 (Castagnoli) of all that follows in the table
//	uint32    c, how many classes, at most 255
//	uint32    n, bytes of the classes' names, with a line feed after each
//	uint32    b, how many buckets, a power of two
//	uint32    r, bytes of rows
//	n bytes   the names
//	b+1 times uint32, where in the rows a bucket begins; the last is r
//	r bytes   the rows, bucket after bucket
//
// A feature's bucket is given by the high bits of its hash. A row is the low 16
// bits of the hash, one byte k, and k pairs of a class and its weight (int8).
// Two features that share a bucket and 16 bits are taken for one; with the
// usual two or three rows a bucket that happens once in twenty thousand.
const (
	weightsMagic   = "DLWEIGHT"
	weightsVersion = 1
	weightsHead    = len(weightsMagic) + 6*4
)

// values are what the bytes of weights stand for.
var values = func() (v [256]int32) {
	for b := range v {
		e, m := b>>3&15, int32(b&7)
		if v[b] = m; e > 0 {
			v[b] = (8 + m) << (e - 1)
		}
		if b >= 128 {
			v[b] = -v[b]
		}
	}
	return v
}()

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// Weights are the weights of a linear model over hashed features: for each
// feature that weighs anything, an integer for some of the classes. They lie
// in the file's bytes and are looked up there. Any number of goroutines may
// use them.
type Weights struct {
	classes []string
	shift   uint
	index   []byte // uint32 a bucket, and one more
	rows    []byte
}

// OpenWeights opens the table at the start of data, which it keeps and which
// must not be changed. It returns what follows the table. Data of another
// form, of another version, cut short or damaged is an error of kind Invalid.
func OpenWeights(data []byte) (w *Weights, rest []byte, err error) {
	if len(data) < weightsHead || string(data[:len(weightsMagic)]) != weightsMagic {
		return nil, nil, dateline.Errorf(dateline.Invalid, "no weights: a table begins with %q and has a head of %d bytes", weightsMagic, weightsHead)
	}
	var head [6]uint32
	for i := range head {
		head[i] = binary.LittleEndian.Uint32(data[len(weightsMagic)+4*i:])
	}
	version, sum, classes, names, buckets, rows := head[0], head[1], head[2], head[3], head[4], head[5]
	if version != weightsVersion {
		return nil, nil, dateline.Errorf(dateline.Invalid, "weights of format %d; this program reads format %d: train them again", version, weightsVersion)
	}
	size := uint64(weightsHead) + uint64(names) + 4*(uint64(buckets)+1) + uint64(rows)
	if uint64(len(data)) < size {
		return nil, nil, dateline.Errorf(dateline.Invalid, "weights cut short: %d bytes, %d wanted", len(data), size)
	}
	table, rest := data[:size], data[size:]
	if got := checksum(table[len(weightsMagic)+8:]); got != sum {
		return nil, nil, dateline.Errorf(dateline.Invalid, "weights damaged: checksum %08x, %08x wanted; train or fetch them again", got, sum)
	}
	if classes > 255 || bits.OnesCount32(buckets) != 1 {
		return nil, nil, dateline.Errorf(dateline.Invalid, "weights with %d classes and %d buckets; at most 255 classes and a power of two of buckets wanted", classes, buckets)
	}
	w = &Weights{shift: uint(64 - bits.TrailingZeros32(buckets))}
	at := weightsHead
	take := func(n int) []byte { at += n; return table[at-n : at : at] }
	if w.classes = strings.Split(string(take(int(names))), "\n"); len(w.classes) != int(classes)+1 || w.classes[classes] != "" {
		return nil, nil, dateline.Errorf(dateline.Invalid, "weights name %d classes; %d wanted", len(w.classes)-1, classes)
	}
	w.classes = w.classes[:classes:classes]
	w.index, w.rows = take(4*(int(buckets)+1)), take(int(rows))
	before := uint32(0)
	for i := 0; i < len(w.index); i += 4 {
		start := binary.LittleEndian.Uint32(w.index[i:])
		if start < before || start > rows {
			return nil, nil, dateline.Errorf(dateline.Invalid, "weights: bucket %d begins at %d; between %d and %d wanted", i/4, start, before, rows)
		}
		before = start
	}
	return w, rest, nil
}

// Classes are the names of the classes, in order. The caller must not change
// them.
func (w *Weights) Classes() []string { return w.classes }

// Score adds to into, which has a place for each class, the weights of the
// features. A feature that is given twice counts twice.
func (w *Weights) Score(features []uint64, into []int32) {
	var sums [256]int32 // by any byte, so that no bound is checked
	for len(features) > 0 {
		n := min(len(features), block)
		w.score(features[:n], &sums)
		features = features[n:]
	}
	for i := range min(len(into), len(sums)) {
		into[i] += sums[i]
	}
}

// block is how many features are looked up side by side. A table is larger
// than the processor's caches: it is waited for, and for all of a block at once.
const block = 32

func (w *Weights) score(features []uint64, sums *[256]int32) {
	var spans [block]uint64 // where a bucket begins, and above it where it ends
	var heads [block]uint32 // of its first row
	rows := w.rows
	for k, f := range features {
		spans[k&(block-1)] = binary.LittleEndian.Uint64(w.index[f>>w.shift*4:])
	}
	for k := range features {
		if start := uint64(uint32(spans[k&(block-1)])); start+4 <= uint64(len(rows)) {
			heads[k&(block-1)] = binary.LittleEndian.Uint32(rows[start:])
		}
	}
	for k, f := range features {
		span := spans[k&(block-1)]
		at, end := uint64(uint32(span)), span>>32
		if end > uint64(len(rows)) {
			continue // no table of ours
		}
		for head := heads[k&(block-1)]; at+4 < end; head = binary.LittleEndian.Uint32(rows[at:]) {
			next := at + 3 + uint64(head>>16&255)*2
			if next > end {
				break // no row of ours
			}
			if uint16(head) == uint16(f) {
				addPairs(rows[at+3:next], sums)
				break
			}
			if at = next; at+4 >= end {
				break
			}
		}
	}
}

// addPairs adds up pairs of a class and a weight, which a common feature has
// dozens of: most of the time of parsing goes by here, so four are taken at once.
func addPairs(pairs []byte, sums *[256]int32) {
	i := 0
	for ; i+8 <= len(pairs); i += 8 {
		x := binary.LittleEndian.Uint64(pairs[i:])
		sums[uint8(x)] += values[uint8(x>>8)]
		sums[uint8(x>>16)] += values[uint8(x>>24)]
		sums[uint8(x>>32)] += values[uint8(x>>40)]
		sums[uint8(x>>48)] += values[uint8(x>>56)]
	}
	for ; i+2 <= len(pairs); i += 2 {
		sums[pairs[i]] += values[pairs[i+1]]
	}
}

// pairs are the classes and weights of a feature, as they stand in the file.
func (w *Weights) pairs(f uint64) []byte {
	at := int(f>>w.shift) * 4
	ends := w.index[at : at+8]
	row := w.rows[binary.LittleEndian.Uint32(ends):binary.LittleEndian.Uint32(ends[4:])]
	for len(row) >= 3 {
		n := 3 + 2*int(row[2])
		if n > len(row) {
			break // no row of ours
		}
		if binary.LittleEndian.Uint16(row) == uint16(f) {
			return row[3:n]
		}
		row = row[n:]
	}
	return nil
}

// class is the first class that a feature weighs for, counted from 1; 0 when
// there is none.
func (w *Weights) class(f uint64) int {
	if p := w.pairs(f); len(p) >= 2 {
		return int(p[0]) + 1
	}
	return 0
}
