package tagger

import (
	"encoding/binary"

	"dateline"
)

// ForestUnit is how many units of a forest's score one unit of log odds is.
const ForestUnit = 1024

// A Forest is the sum of small decision trees over whole numbers.
type Forest struct {
	Base  int32
	Trees []DecisionTree
}

// A DecisionTree begins at its node 0.
type DecisionTree []DecisionNode

// A DecisionNode parts rows by a column: values up to and with Value go to node
// Low, greater ones to High. A leaf has Column -1 and adds Value.
type DecisionNode struct {
	Column    int16
	Low, High int16
	Value     int32
}

// Score is the forest's sum for a row.
func (f *Forest) Score(row []int32) int32 {
	s := f.Base
	for _, t := range f.Trees {
		s += t.Score(row)
	}
	return s
}

// Score is the leaf that a row comes to.
func (t DecisionTree) Score(row []int32) int32 {
	n := &t[0]
	for n.Column >= 0 {
		if row[n.Column] <= n.Value {
			n = &t[n.Low]
		} else {
			n = &t[n.High]
		}
	}
	return n.Value
}

// A forest in a file is, all integers little-endian: "DLFOREST", the base (int32), the
// number of trees (uint32), the number of columns (uint32), and for each tree the number of its nodes (uint16) and
// its nodes: column (int16), low and high (uint16), value (int32).
const forestMagic = "DLFOREST"

// EncodeForest writes a forest for rows of so many columns.
func EncodeForest(f *Forest, columns int) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(forestMagic), uint32(f.Base))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(f.Trees)))
	out = binary.LittleEndian.AppendUint32(out, uint32(columns))
	for _, t := range f.Trees {
		out = binary.LittleEndian.AppendUint16(out, uint16(len(t)))
		for _, n := range t {
			out = binary.LittleEndian.AppendUint16(out, uint16(n.Column))
			out = binary.LittleEndian.AppendUint16(out, uint16(n.Low))
			out = binary.LittleEndian.AppendUint16(out, uint16(n.High))
			out = binary.LittleEndian.AppendUint32(out, uint32(n.Value))
		}
	}
	return out
}

// OpenForest opens the forest at the start of data for rows of so many columns,
// and returns what follows it. A forest of another form or width, or whose nodes
// lead backwards, is an error of kind Invalid.
func OpenForest(data []byte, columns int) (f *Forest, rest []byte, err error) {
	bad := func(what string) (*Forest, []byte, error) {
		return nil, nil, dateline.Errorf(dateline.Invalid, "no forest: %s; train it again", what)
	}
	head := len(forestMagic) + 12
	if len(data) < head || string(data[:len(forestMagic)]) != forestMagic {
		return bad("it begins with other bytes than " + forestMagic)
	}
	f = &Forest{Base: int32(binary.LittleEndian.Uint32(data[8:]))}
	trees, width := binary.LittleEndian.Uint32(data[12:]), binary.LittleEndian.Uint32(data[16:])
	if int(width) != columns {
		return bad("its rows have another number of columns")
	}
	data = data[head:]
	for range trees {
		if len(data) < 2 {
			return bad("it is cut short")
		}
		n := int(binary.LittleEndian.Uint16(data))
		if data = data[2:]; n == 0 || len(data) < 10*n {
			return bad("it is cut short")
		}
		t := make(DecisionTree, n)
		for i := range t {
			b := data[10*i:]
			t[i] = DecisionNode{int16(binary.LittleEndian.Uint16(b)), int16(binary.LittleEndian.Uint16(b[2:])), int16(binary.LittleEndian.Uint16(b[4:])), int32(binary.LittleEndian.Uint32(b[6:]))}
			if c := t[i]; c.Column >= 0 && (int(c.Column) >= columns || int(c.Low) <= i || int(c.High) <= i || int(c.Low) >= n || int(c.High) >= n) {
				return bad("a node leads nowhere")
			}
		}
		data = data[10*n:]
		f.Trees = append(f.Trees, t)
	}
	return f, data, nil
}
