package link

import (
	_ "embed"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dateline"
)

//go:embed weights/terms.txt
var termsFile string

// A frequency table tells in how many of some texts of news each word stands.
// It is fixed, not counted over the reports linked: what two reports weigh must
// not depend on which others came before.
type frequencies struct {
	texts int
	in    map[string]int
}

var background = sync.OnceValue(func() *frequencies {
	f := &frequencies{in: make(map[string]int, 16<<10)}
	for line := range strings.Lines(termsFile) {
		line = strings.TrimSpace(line)
		word, n, two := strings.Cut(line, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case two:
			f.in[word], _ = strconv.Atoi(n)
		default:
			f.texts, _ = strconv.Atoi(word)
		}
	}
	return f
})

// rarity is the binary logarithm of texts over texts with the word, in
// sixteenths: 16 for a word in every second text. Words not listed stand in one.
func (f *frequencies) rarity(word string) int {
	n := max(1, f.in[word])
	return max(0, log16(uint64(f.texts+1)<<16/uint64(n+1))-16*16)
}

// log16 is the binary logarithm in sixteenths, rounded down, by squaring: no
// floats, so every processor finds the same.
func log16(x uint64) int {
	if x == 0 {
		return 0
	}
	k := bits.Len64(x) - 1
	m := x << (63 - k) >> 32 // 1 to 2 in 31 bits behind the point
	out := k
	for range 4 {
		m = m * m >> 31
		out <<= 1
		if m >= 1<<32 {
			out |= 1
			m >>= 1
		}
	}
	return out
}

// A term is a word of a report by its hash, with its weight: the sum of the
// squares of all weights of a piece is 1<<24, nearly.
type term struct {
	hash   uint32
	weight uint16
}

// often is 16 times 1 + ln n: how much more a word says that stands n times.
var often = [...]int{0, 16, 27, 34, 38, 42, 45, 47, 49, 51, 53}

// termsOf weighs words by rarity and number, as TF-IDF does, and sorts them by
// hash. Words of one letter or two carry nothing.
func termsOf(words []string) []term {
	count := make(map[string]int, len(words))
	for _, w := range words {
		if len(w) > 2 {
			count[w]++
		}
	}
	type weighed struct {
		hash uint32
		w    uint64
	}
	f := background()
	all := make([]weighed, 0, len(count))
	var sum uint64
	for w, n := range count {
		if x := uint64(often[min(n, len(often)-1)] * f.rarity(w)); x > 0 {
			all = append(all, weighed{hash(w), x})
			sum += x * x
		}
	}
	norm := root(sum)
	out := make([]term, 0, len(all))
	for _, x := range all {
		if w := x.w << 12 / max(1, norm); w > 0 {
			out = append(out, term{x.hash, uint16(w)})
		}
	}
	slices.SortFunc(out, func(a, b term) int {
		if a.hash != b.hash {
			return int(int64(a.hash) - int64(b.hash))
		}
		return int(b.weight) - int(a.weight)
	})
	return slices.CompactFunc(out, func(a, b term) bool { return a.hash == b.hash })
}

// root is the integer square root.
func root(n uint64) uint64 {
	if n == 0 {
		return 0
	}
	x := uint64(1) << ((bits.Len64(n) + 1) / 2)
	for {
		y := (x + n/x) / 2
		if y >= x {
			return x
		}
		x = y
	}
}

// cosine is the likeness of two lists of terms, in thousandths.
func cosine(a, b []term) int {
	var sum uint64
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].hash == b[j].hash:
			sum += uint64(a[i].weight) * uint64(b[j].weight)
			i++
			j++
		case a[i].hash < b[j].hash:
			i++
		default:
			j++
		}
	}
	return int(min(1000, sum*1000>>24))
}

// hash is the 32-bit FNV-1a hash.
func hash(parts ...string) uint32 {
	h := uint32(2166136261)
	for _, p := range parts {
		for i := 0; i < len(p); i++ {
			h = (h ^ uint32(p[i])) * 16777619
		}
		h = (h ^ 0x1f) * 16777619
	}
	return h
}

// dayOf numbers days from 1970, without time.Duration, which ends at 292 years.
func dayOf(d dateline.Date) int32 { return int32(d.Time().Unix() / (24 * 60 * 60)) }
