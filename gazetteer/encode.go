package gazetteer

import (
	"cmp"
	"encoding/binary"
	"hash/crc32"
	"math"
	"slices"
	"strings"

	"dateline"
)

// An Entry is a place on its way into a file. Parent and Regions point into
// the list that is encoded, so that the order of the list does not matter.
type Entry struct {
	Place               // Name, Level, Country, Lat, Lon, RadiusKM, Population, GeoNames; ID and Path are not read
	Names      []string // under which it is filed, Name too where it is to be found by that
	Demonyms   []string
	Parent     int   // position of the place that contains it, -1 for none
	Regions    []int // positions of the regions that list it as a member
	Prominence int   // 0 to 255: how likely a bare name means this place
}

// Words are what a file's maker knows of names that are words as well, by key.
type Words struct {
	Never   map[string]bool // not filed, but for countries and regions
	English map[string]bool // found without a state or country behind it for countries, regions, provinces and large towns alone, and weak for the last two
	Weak    map[string]bool // poor evidence of a place on their own
	Always  map[string]bool // never weak, however small the place
}

// Encode makes a file of places. The same entries and words, in whatever
// order, give the same bytes. The error says which entry cannot be held.
func Encode(entries []Entry, words Words) ([]byte, error) {
	order, number, err := numbered(entries)
	if err != nil {
		return nil, err
	}
	codes, err := countryCodes(entries)
	if err != nil {
		return nil, err
	}
	out := make([]byte, headerSize, 1<<24)
	field := func(i, v int) { binary.LittleEndian.PutUint32(out[16+4*i:], uint32(v)) }

	field(2, len(out))
	stringsAt := len(out)
	offsets := make(map[string]uint32)
	for _, i := range order {
		name := entries[i].Name
		if _, done := offsets[name]; !done {
			offsets[name] = uint32(len(out) - stringsAt)
			out = append(append(out, byte(len(name))), name...)
		}
	}
	field(1, len(order))
	field(3, len(out))
	for _, i := range order {
		out = appendRecord(out, &entries[i], offsets, number, codes)
	}
	field(4, len(codes))
	field(5, len(out))
	for _, c := range codes {
		out = put24(append(out, c.code...), uint32(number[c.entry]))
	}
	members := memberPairs(entries, number)
	field(6, len(members))
	field(7, len(out))
	for _, m := range members {
		out = put24(put24(out, m[0]), m[1])
	}
	names, longest := nameKeys(entries, number, words)
	field(8, len(out))
	out = appendTable(out, names)
	field(9, len(out))
	out = appendTable(out, demonymKeys(entries, number))
	field(10, longest)
	field(0, len(out))
	copy(out, magic)
	binary.LittleEndian.PutUint32(out[8:], formatVersion)
	binary.LittleEndian.PutUint32(out[12:], crc32.ChecksumIEEE(out[headerSize:]))
	return out, nil
}

// numbered gives the entries by falling prominence and each entry's ID.
func numbered(entries []Entry) (order []int, number []ID, err error) {
	order = make([]int, len(entries))
	for i := range entries {
		e := &entries[i]
		_, known := levelNumber(e.Level)
		switch {
		case !known:
			return nil, nil, dateline.Errorf(dateline.Invalid, "encode places: %q has the unknown level %q", e.Name, e.Level)
		case e.Name == "" || len(e.Name) > maxName:
			return nil, nil, dateline.Errorf(dateline.Invalid, "encode places: the name %q has %d bytes, not 1 to %d", e.Name, len(e.Name), maxName)
		case e.Prominence < 0 || e.Prominence > 255 || e.Parent >= len(entries) || e.GeoNames < 0 || e.GeoNames > none24 || math.Abs(e.Lat) > 90 || math.Abs(e.Lon) > 180:
			return nil, nil, dateline.Errorf(dateline.Invalid, "encode places: %q is out of bounds", e.Name)
		}
		order[i] = i
	}
	if len(entries) >= none24 {
		return nil, nil, dateline.Errorf(dateline.Invalid, "encode places: %d places, the format holds %d", len(entries), none24-1)
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := &entries[a], &entries[b]
		lx, _ := levelNumber(x.Level)
		ly, _ := levelNumber(y.Level)
		return cmp.Or(cmp.Compare(y.Prominence, x.Prominence), cmp.Compare(lx, ly), cmp.Compare(y.Population, x.Population),
			cmp.Compare(x.Name, y.Name), cmp.Compare(x.Country, y.Country), cmp.Compare(x.Lat, y.Lat), cmp.Compare(x.Lon, y.Lon),
			cmp.Compare(strings.Join(x.Names, "\n"), strings.Join(y.Names, "\n")))
	})
	number = make([]ID, len(entries))
	for n, i := range order {
		number[i] = ID(n)
	}
	return order, number, nil
}

type codedCountry struct {
	code  string
	entry int
}

func countryCodes(entries []Entry) ([]codedCountry, error) {
	var codes []codedCountry
	for i := range entries {
		if e := &entries[i]; e.Level == Country {
			codes = append(codes, codedCountry{e.Country, i})
		}
	}
	slices.SortFunc(codes, func(a, b codedCountry) int { return strings.Compare(a.code, b.code) })
	for i, c := range codes {
		if len(c.code) != 2 || i > 0 && codes[i-1].code == c.code {
			return nil, dateline.Errorf(dateline.Invalid, "encode places: the country %q has the code %q; it wants two letters of its own", entries[c.entry].Name, c.code)
		}
	}
	if len(codes) > noneCountry {
		return nil, dateline.Errorf(dateline.Invalid, "encode places: %d countries, the format holds %d", len(codes), noneCountry)
	}
	return codes, nil
}

func appendRecord(out []byte, e *Entry, offsets map[string]uint32, number []ID, codes []codedCountry) []byte {
	out = put24(out, offsets[e.Name])
	parent := uint32(none24)
	if e.Parent >= 0 {
		parent = uint32(number[e.Parent])
	}
	out = put24(out, parent)
	out = put24(out, uint32(int32(math.Round(e.Lat*10000))))
	out = put24(out, uint32(int32(math.Round(e.Lon*10000))))
	out = binary.LittleEndian.AppendUint32(out, uint32(e.Population))
	out = binary.LittleEndian.AppendUint16(out, uint16(math.Round(min(e.RadiusKM*10, 65535))))
	country := byte(noneCountry)
	if i, ok := slices.BinarySearchFunc(codes, e.Country, func(c codedCountry, code string) int { return strings.Compare(c.code, code) }); ok {
		country = byte(i)
	}
	level, _ := levelNumber(e.Level)
	return put24(append(out, country, level, byte(e.Prominence)), uint32(e.GeoNames))
}

func memberPairs(entries []Entry, number []ID) [][2]uint32 {
	var pairs [][2]uint32
	for i := range entries {
		for _, r := range entries[i].Regions {
			pairs = append(pairs, [2]uint32{uint32(number[i]), uint32(number[r])})
		}
	}
	slices.SortFunc(pairs, func(a, b [2]uint32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(pairs)
}
