package gazetteer

// A table is a sorted list of keys with their places, searched where it lies.
type table struct {
	data   string // the whole file
	keys   int
	blocks int
	heads  int // offset of the first block's offset
}

func newTable(data string, at int) table {
	return table{data: data, keys: int(u32at(data, at)), blocks: int(u32at(data, at+4)), heads: at + 8}
}

// A cursor stands on one key of a table.
type cursor struct {
	t     *table
	pos   int // of the entry's count and flags
	next  int // of the next entry; 0 when not yet known
	index int // of the key in the table
	size  int
	key   [maxName]byte
}

// seek puts the cursor on the first key that is not below want; false when
// there is none.
func (t *table) seek(c *cursor, want []byte) bool {
	lo, hi := 0, t.blocks // the last block whose first key is not above want
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		at := int(u32at(t.data, t.heads+4*mid))
		head := t.data[at+2 : at+2+int(t.data[at+1])]
		if head <= string(want) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	block := max(lo-1, 0)
	if t.blocks == 0 {
		return false
	}
	c.t, c.size = t, 0
	c.index = block*blockKeys - 1
	c.next = int(u32at(t.data, t.heads+4*block))
	for c.advance() {
		if string(c.key[:c.size]) >= string(want) {
			return true
		}
	}
	return false
}

// advance moves to the next key; false at the table's end.
func (c *cursor) advance() bool {
	if c.index+1 >= c.t.keys {
		return false
	}
	if c.next == 0 {
		n, at := c.counted()
		for range n {
			_, at = uvarintAt(c.t.data, at)
		}
		c.next = at
	}
	at, data := c.next, c.t.data
	shared, further := int(data[at]), int(data[at+1])
	copy(c.key[shared:], data[at+2:at+2+further])
	c.size = shared + further
	c.pos = at + 2 + further
	c.next = 0
	c.index++
	return true
}

// counted gives the number of the key's places and where their IDs begin.
func (c *cursor) counted() (int, int) {
	v, at := uvarintAt(c.t.data, c.pos)
	return int(v >> 3), at
}

func (c *cursor) flags() uint32 {
	v, _ := uvarintAt(c.t.data, c.pos)
	return v & 7
}

// first gives the best place of the key.
func (c *cursor) first() ID {
	_, at := c.counted()
	v, _ := uvarintAt(c.t.data, at)
	return ID(v)
}

// ids gives the places of the key, best first.
func (c *cursor) ids() []ID {
	n, at := c.counted()
	ids := make([]ID, n)
	var id, delta uint32
	for i := range ids {
		delta, at = uvarintAt(c.t.data, at)
		id += delta
		ids[i] = ID(id)
	}
	return ids
}

// is tells whether the cursor's key is this one.
func (c *cursor) is(key []byte) bool {
	return string(c.key[:c.size]) == string(key)
}

// begins tells whether the cursor's key begins with these words and goes on.
func (c *cursor) begins(words []byte) bool {
	return c.size > len(words) && c.key[len(words)] == ' ' && string(c.key[:len(words)]) == string(words)
}
