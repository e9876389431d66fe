package gazetteer

// The file places.bin, format 2. All integers are little-endian; offsets count
// bytes from the start of the file.
//
//	header    magic "dlplaces", format u32, checksum u32 (CRC-32, IEEE, of all
//	          that follows the header), then eleven u32: size of the file,
//	          number of places, offset of the strings, of the places, number
//	          and offset of the countries, number and offset of the members,
//	          offset of the table of names, of the table of demonyms, and the
//	          highest number of words in a name
//	strings   display names, each a length byte and that many bytes of UTF-8
//	places    one record of 24 bytes a place, the place's ID its position:
//	          name u24 (into strings), parent u24 (ID, 0xFFFFFF none),
//	          latitude i24, longitude i24 (ten-thousandths of a degree),
//	          population u32, radius u16 (tenths of a kilometre), country u8
//	          (position in countries, 255 none), level u8, prominence u8,
//	          number of the place in GeoNames u24, 0 for none
//	countries ISO 3166-1 alpha-2 code in two bytes and ID u24, sorted by code
//	members   pairs of IDs, member u24 and region u24, sorted
//	table     number of keys u32, number of blocks u32, offset u32 of each
//	          block; then the blocks of 16 keys. A key is stored as the number
//	          of bytes it shares with the key before it in its block (u8), the
//	          number of further bytes (u8), those bytes, then a uvarint of
//	          count<<3 | word<<2 | acronym<<1 | weak, then count uvarints: the IDs of the
//	          places of that name, the first as it is, each further one as the
//	          difference from the one before
//
// Keys are names as text.Fold writes them, sorted by bytes. Places are numbered by
// falling prominence, so the IDs of a name, which stand in rising order, stand
// best first. Nothing is unpacked: a look-up is a binary search over the first
// keys of the blocks and a walk through one block.

const (
	magic         = "dlplaces"
	formatVersion = 2
	headerSize    = 16 + 11*4
	recordSize    = 24
	countrySize   = 5
	memberSize    = 6
	blockKeys     = 16
	none24        = 0xFFFFFF
	noneCountry   = 255
	maxName       = 255 // bytes of a display name or a key
)

const (
	flagWeak    = 1
	flagAcronym = 2
	flagWord    = 4
)

// levels gives the number by which a file holds a level: its position.
var levels = [...]Level{Region, Country, Province, District, Town, Feature}

func levelNumber(l Level) (byte, bool) {
	for i, known := range levels {
		if known == l {
			return byte(i), true
		}
	}
	return 0, false
}

func u16at(s string, i int) uint16 {
	return uint16(s[i]) | uint16(s[i+1])<<8
}

func u24at(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16
}

func u32at(s string, i int) uint32 {
	return u24at(s, i) | uint32(s[i+3])<<24
}

// i24at reads a signed number of three bytes.
func i24at(s string, i int) int32 {
	return int32(u24at(s, i)<<8) >> 8
}

func put24(b []byte, v uint32) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16))
}

// uvarintAt reads an unsigned varint and the position after it.
func uvarintAt(s string, i int) (uint32, int) {
	var v uint32
	for shift := 0; ; shift += 7 {
		b := s[i]
		i++
		v |= uint32(b&0x7F) << shift
		if b < 0x80 || shift > 28 {
			return v, i
		}
	}
}
