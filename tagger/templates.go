package tagger

import (
	_ "embed"
	"encoding/binary"
	"sync"

	"dateline"
)

// A Templates judges what a template of MUC-4 is made of, by rows of numbers that the
// grader makes: which incidents are worth one, where each was, and on which day. Any
// number of goroutines may use it.
type Templates struct {
	parts [templateParts][]*Forest
	least int32
}

// The parts of a Templates.
const (
	templateKeep = iota
	templatePlace
	templateDay
	templateParts
)

//go:embed weights/muc4.bin
var templateWeights []byte

// DefaultTemplates are the judges with the weights that the program holds, opened on first
// use, for rows of so many columns. Weights that do not open are an error of kind Invalid.
func DefaultTemplates(keep, place, day int) (*Templates, error) {
	t, err := defaultTemplates()
	if err != nil {
		return nil, err
	}
	if t.columns != [templateParts]int{keep, place, day} {
		return nil, dateline.Errorf(dateline.Invalid, "the judges of templates are for rows of %v columns, not %d, %d, %d; train them again (train muc4 templates)", t.columns, keep, place, day)
	}
	return t.judge, nil
}

var defaultTemplates = sync.OnceValues(func() (out struct {
	judge   *Templates
	columns [templateParts]int
}, err error) {
	out.judge, out.columns, err = OpenTemplates(templateWeights)
	return out, err
})

// The file is "DLTEMPLT", the least score to keep an incident (int32, little-endian as all), then
// for each part its columns (uint32), the number of its forests (uint32) and the forests.
const templateMagic = "DLTEMPLT"

// EncodeTemplates writes a file that OpenTemplates opens. Incidents are kept above least, in ForestUnit.
func EncodeTemplates(keep, place, day []*Forest, columns [3]int, least int32) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(templateMagic), uint32(least))
	for k, forests := range [templateParts][]*Forest{keep, place, day} {
		out = binary.LittleEndian.AppendUint32(out, uint32(columns[k]))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(forests)))
		for _, f := range forests {
			out = append(out, EncodeForest(f, columns[k])...)
		}
	}
	return out
}

// OpenTemplates opens a file of judges and says how many columns the rows of each part have. Data
// of another form, cut short or damaged is an error of kind Invalid.
func OpenTemplates(data []byte) (t *Templates, columns [3]int, err error) {
	bad := func(what string) (*Templates, [3]int, error) {
		return nil, columns, dateline.Errorf(dateline.Invalid, "no judges of templates: %s; train them again (train muc4 templates)", what)
	}
	if len(data) < len(templateMagic)+4 || string(data[:len(templateMagic)]) != templateMagic {
		return bad("the file begins with other bytes than " + templateMagic)
	}
	t = &Templates{least: int32(binary.LittleEndian.Uint32(data[8:]))}
	data = data[12:]
	for k := range t.parts {
		if len(data) < 8 {
			return bad("the file is cut short")
		}
		n := binary.LittleEndian.Uint32(data[4:])
		columns[k] = int(binary.LittleEndian.Uint32(data))
		data = data[8:]
		for range n {
			f, rest, err := OpenForest(data, columns[k])
			if err != nil {
				return nil, columns, err
			}
			t.parts[k], data = append(t.parts[k], f), rest
		}
		if n == 0 {
			return bad("a part has no forest")
		}
	}
	if len(data) > 0 {
		return bad("bytes follow the last forest")
	}
	return t, columns, nil
}

// Keep tells whether an incident is worth a template.
func (t *Templates) Keep(row []int32) bool { return t.mean(templateKeep, row) > t.least }

// Place is how likely a place is an incident's, in ForestUnit of log odds.
func (t *Templates) Place(row []int32) int32 { return t.mean(templatePlace, row) }

// Day is how likely a date is an incident's, in ForestUnit of log odds.
func (t *Templates) Day(row []int32) int32 { return t.mean(templateDay, row) }

func (t *Templates) mean(part int, row []int32) int32 {
	s := int32(0)
	for _, f := range t.parts[part] {
		s += f.Score(row)
	}
	return s / int32(len(t.parts[part]))
}
