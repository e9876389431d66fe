package coref

import "math/bits"

// natural is ln n in units of 1/1024, for n of at least 1. It is worked out in integers, so that it is
// the same everywhere.
func natural(n int) int {
	if n < 1 {
		return 0
	}
	// log2 to 16 bits: each squaring of the mantissa gives one
	exp := bits.Len(uint(n)) - 1
	m := uint64(n) << 32 >> exp // from 1 to 2, in units of 2⁻³²
	frac := 0
	for range 16 {
		hi, lo := bits.Mul64(m, m)
		m = hi<<32 | lo>>32
		frac <<= 1
		if m >= 1<<33 {
			m >>= 1
			frac |= 1
		}
	}
	const ln2 = 45426 // ln 2 in units of 2⁻¹⁶
	return (exp<<16 + frac) * ln2 >> 22
}

// root is the whole part of a square root.
func root(n int) int {
	if n < 1 {
		return 0
	}
	x := 1 << ((bits.Len(uint(n)) + 1) / 2)
	for {
		y := (x + n/x) / 2
		if y >= x {
			return x
		}
		x = y
	}
}
