package keep

import (
	"encoding/binary"
	"math"
)

// A Code is bytes that are written or read one thing after the other. Reading past
// the end, or a number that does not fit, makes it Bad; all that is read from then
// on is zero.
type Code struct {
	B   []byte
	Bad bool
}

// PutUint appends a number in as few bytes as it takes, PutInt one that may be
// negative, PutText a string, PutHashes numbers that fill 32 bits.
func (c *Code) PutUint(x uint64) { c.B = binary.AppendUvarint(c.B, x) }

// PutInt see PutUint.
func (c *Code) PutInt(x int64) { c.B = binary.AppendVarint(c.B, x) }

// PutFlag appends a truth.
func (c *Code) PutFlag(x bool) {
	if x {
		c.B = append(c.B, 1)
	} else {
		c.B = append(c.B, 0)
	}
}

// PutText see PutUint.
func (c *Code) PutText(s string) {
	c.PutUint(uint64(len(s)))
	c.B = append(c.B, s...)
}

// PutHashes see PutUint.
func (c *Code) PutHashes(hs []uint32) {
	c.PutUint(uint64(len(hs)))
	for _, h := range hs {
		c.B = binary.LittleEndian.AppendUint32(c.B, h)
	}
}

func (c *Code) bad() {
	c.B, c.Bad = nil, true
}

// Uint reads what PutUint wrote; it is bad above most.
func (c *Code) Uint(most uint64) uint64 {
	x, n := binary.Uvarint(c.B)
	if n <= 0 || x > most {
		c.bad()
		return 0
	}
	c.B = c.B[n:]
	return x
}

// Int reads what PutInt wrote.
func (c *Code) Int() int64 {
	x, n := binary.Varint(c.B)
	if n <= 0 {
		c.bad()
		return 0
	}
	c.B = c.B[n:]
	return x
}

// Int32 reads what PutInt wrote; it is bad where it does not fit.
func (c *Code) Int32() int32 {
	x := c.Int()
	if x < math.MinInt32 || x > math.MaxInt32 {
		c.bad()
		return 0
	}
	return int32(x)
}

// Flag reads what PutFlag wrote.
func (c *Code) Flag() bool { return c.Uint(1) == 1 }

// Count reads how many things follow, each of at least size bytes.
func (c *Code) Count(size int) int { return int(c.Uint(uint64(len(c.B) / size))) }

// Text reads what PutText wrote.
func (c *Code) Text() string {
	n := c.Count(1)
	if n > len(c.B) {
		c.bad()
		return ""
	}
	s := string(c.B[:n])
	c.B = c.B[n:]
	return s
}

// Hashes reads what PutHashes wrote.
func (c *Code) Hashes() []uint32 {
	n := c.Count(4)
	if n == 0 || 4*n > len(c.B) {
		if n > 0 {
			c.bad()
		}
		return nil
	}
	out := make([]uint32, n)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(c.B[4*i:])
	}
	c.B = c.B[4*n:]
	return out
}

// PutID appends a string of which many are a letter and sixteen hexadecimal
// digits, which are packed: as an ID in a ledger is.
func (c *Code) PutID(id string) {
	if len(id) == 1+2*8 && id[0] != 0 && id[0] < 0x80 {
		if n, ok := unhex(id[1:]); ok {
			c.B = append(c.B, id[0])
			c.B = binary.BigEndian.AppendUint64(c.B, n)
			return
		}
	}
	c.B = append(c.B, 0)
	c.PutText(id)
}

// ID reads what PutID wrote.
func (c *Code) ID() string {
	switch {
	case len(c.B) > 8 && c.B[0] != 0 && c.B[0] < 0x80:
		var out [17]byte
		out[0] = c.B[0]
		for i, b := range c.B[1:9] {
			out[1+2*i], out[2+2*i] = digits[b>>4], digits[b&15]
		}
		c.B = c.B[9:]
		return string(out[:])
	case len(c.B) > 0 && c.B[0] == 0:
		c.B = c.B[1:]
		return c.Text()
	}
	c.bad()
	return ""
}

const digits = "0123456789abcdef"

func unhex(s string) (uint64, bool) {
	var x uint64
	for i := range len(s) {
		switch b := s[i]; {
		case b >= '0' && b <= '9':
			x = x<<4 | uint64(b-'0')
		case b >= 'a' && b <= 'f':
			x = x<<4 | uint64(b-'a'+10)
		default:
			return 0, false
		}
	}
	return x, true
}

// Short is a hash of a text in half its bits, of which it takes four for each
// hexadecimal digit: as good as the whole to tell texts apart and to order them.
// What is no SHA-256 in small digits is as it is.
func Short(sha256 string) string {
	if len(sha256) == 64 {
		if x, ok := unhex(sha256[:16]); ok {
			if y, ok := unhex(sha256[16:32]); ok {
				return string(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, x), y))
			}
		}
	}
	return sha256
}
