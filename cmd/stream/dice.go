package main

// Dice are a stream of numbers that follow from a seed alone. They are our own
// (SplitMix64, Steele, Lea and Flood 2014), and hold no fractions, so that the
// same seed gives the same bytes with every release of Go on every machine.
type dice struct{ state uint64 }

// forked are dice that follow from a seed and labels, whatever was thrown before.
func forked(seed uint64, labels ...uint64) *dice {
	d := dice{seed}
	for _, l := range labels {
		d.state = d.next() ^ l*0x9e3779b97f4a7c15
	}
	d.next()
	return &d
}

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a number from 0 to n-1; 0 for n of less than 2.
func (d *dice) below(n int) int {
	if n < 2 {
		return 0
	}
	return int((d.next() >> 32) * uint64(n) >> 32)
}

// between is a number from low to high, both included.
func (d *dice) between(low, high int) int { return low + d.below(high-low+1) }

// percent is true p times in a hundred.
func (d *dice) percent(p int) bool { return d.below(100) < p }

// one is one of the values.
func one[T any](d *dice, of []T) T { return of[d.below(len(of))] }

// shuffle puts values in a chance order.
func shuffle[T any](d *dice, of []T) {
	for i := len(of) - 1; i > 0; i-- {
		j := d.below(i + 1)
		of[i], of[j] = of[j], of[i]
	}
}

// weighted is an index, each as often as its weight says.
func weighted(d *dice, weights []int) int {
	total := 0
	for _, w := range weights {
		total += w
	}
	at := d.below(total)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// skewed is an index below n, the low ones far more often: half of all throws
// fall into the first part of the list, half of the rest into the next of the
// same length doubled, and so on, much as towns and outlets are in the news.
func skewed(d *dice, n int) int {
	size := max(1, n/12)
	from := 0
	for from+size < n && !d.percent(45) {
		from += size
		size *= 2
	}
	return from + d.below(min(size, n-from))
}

// hashed is a number that follows from a text (FNV-1a).
func hashed(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
