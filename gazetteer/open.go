package gazetteer

import (
	_ "embed"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"sync"

	"dateline"
)

//go:embed places.bin
var embedded string

// A Gazetteer is an opened file of places. It holds a few words of memory: all
// else is read where it lies. It is safe for use by many at once.
type Gazetteer struct {
	data      string
	places    int
	strings   int
	records   int
	countries int
	country   int // offset of the countries
	members   int
	member    int // offset of the members
	names     table
	demonyms  table
	maxWords  int
	checksum  uint32
}

var openEmbedded = sync.OnceValue(func() *Gazetteer {
	g, err := open(embedded)
	if err != nil {
		panic("gazetteer: the embedded places cannot be read, so the program was built wrong: " + err.Error())
	}
	return g
})

// Default gives the gazetteer that is embedded in the program. Opening it
// reads a header and nothing else.
func Default() *Gazetteer { return openEmbedded() }

// open reads the header of a file of places. It checks the format and the
// size, not the checksum: that would read the whole file; see verify.
func open(data string) (*Gazetteer, error) {
	if len(data) < headerSize || !strings.HasPrefix(data, magic) {
		return nil, dateline.Errorf(dateline.Invalid, "open places: this is no file of places")
	}
	if v := u32at(data, 8); v != formatVersion {
		return nil, dateline.Errorf(dateline.Invalid,
			"open places: the file has format %d, this program reads format %d; make it again with cmd/gazetteer", v, formatVersion)
	}
	field := func(i int) int { return int(u32at(data, 16+4*i)) }
	if size := field(0); size != len(data) {
		return nil, dateline.Errorf(dateline.Invalid, "open places: the file has %d bytes, its header says %d; copy or make it again", len(data), size)
	}
	return &Gazetteer{
		data: data, checksum: u32at(data, 12),
		places: field(1), strings: field(2), records: field(3),
		countries: field(4), country: field(5),
		members: field(6), member: field(7),
		names: newTable(data, field(8)), demonyms: newTable(data, field(9)),
		maxWords: field(10),
	}, nil
}

// verify compares the checksum with the content.
func (g *Gazetteer) verify() error {
	sum := crc32.NewIEEE()
	if _, err := io.WriteString(sum, g.data[headerSize:]); err != nil {
		return err
	}
	if sum.Sum32() != g.checksum {
		return dateline.Errorf(dateline.Invalid, "verify places: the content has checksum %08x, the header says %08x; make the file again", sum.Sum32(), g.checksum)
	}
	return nil
}

// Version names the format and the content of the file, "places/1-1a2b3c4d",
// for a Maker. Two files of the same content have the same version.
func (g *Gazetteer) Version() string {
	return fmt.Sprintf("places/%d-%08x", formatVersion, g.checksum)
}

// Len is the number of places; their IDs are 0 to Len-1.
func (g *Gazetteer) Len() int { return g.places }
