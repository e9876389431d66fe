package pdf

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"io"
)

// decode undoes a stream's filters, as far as it is sound; nil for pictures.
func (f *file) decode(s *stream) []byte {
	filters, ok := f.get(s.dict["Filter"]).(array)
	if !ok && s.dict["Filter"] != nil {
		filters = array{f.get(s.dict["Filter"])}
	}
	params, ok := f.get(s.dict["DecodeParms"]).(array)
	if !ok {
		params = array{f.get(s.dict["DecodeParms"])}
	}
	if len(filters) > 5 {
		return nil
	}
	data := s.raw
	if len(filters) == 0 {
		return f.spend(data) // read again and again it costs as well
	}
	for i, filter := range filters {
		var p dict
		if i < len(params) {
			p = f.dict(params[i])
		}
		switch n, _ := f.get(filter).(name); n {
		case "FlateDecode", "Fl":
			data = f.predict(f.inflate(data), p)
		case "LZWDecode", "LZW":
			early, ok := f.number(p["EarlyChange"])
			data = f.predict(f.spend(unlzw(data, !ok || early != 0, f.room())), p)
		case "ASCII85Decode", "A85":
			data = f.spend(unascii85(data))
		case "ASCIIHexDecode", "AHx":
			l := &lexer{b: append([]byte("<"), data...)}
			data = f.spend([]byte(l.hex()))
		case "RunLengthDecode", "RL":
			data = f.spend(unrun(data, f.room()))
		case "Crypt":
		default:
			return nil // a picture
		}
	}
	return data
}

// room is how many bytes one filter may give: a part of what is left, so that the
// whole ends whatever the file asks for.
func (f *file) room() int64 { return max(min(f.left, 64<<20), 0) }

func (f *file) spend(b []byte) []byte {
	f.left -= int64(len(b)) + 64
	return b
}

// inflate gives what can be unpacked: many files lack the check sum at the end.
func (f *file) inflate(data []byte) []byte {
	data = bytes.TrimLeft(data, "\r\n")
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		r = flate.NewReader(bytes.NewReader(data[min(2, len(data)):]))
	}
	out, _ := io.ReadAll(io.LimitReader(r, f.room())) // the rest is told by what is missing
	return f.spend(out)
}

// predict undoes the prediction of rows (ISO 32000-1, 7.4.4.4).
func (f *file) predict(data []byte, p dict) []byte {
	kind, _ := f.number(p["Predictor"])
	if kind < 10 {
		return data
	}
	get := func(k name, or float64) int {
		if n, ok := f.number(p[k]); ok && n >= 1 && n <= 1<<20 {
			return int(n)
		}
		return int(or)
	}
	bits := get("Colors", 1) * get("BitsPerComponent", 8)
	size := max((bits+7)/8, 1)
	row := (bits*get("Columns", 1) + 7) / 8
	if row < 1 || row > 1<<24 {
		return nil
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 1 {
		how, line := data[0], append([]byte(nil), data[1:min(len(data), row+1)]...)
		data = data[min(len(data), row+1):]
		for i := range line {
			var left, up, corner byte
			if up = above[i]; i >= size {
				left, corner = line[i-size], above[i-size]
			}
			switch how {
			case 1:
				line[i] += left
			case 2:
				line[i] += up
			case 3:
				line[i] += byte((int(left) + int(up)) / 2)
			case 4:
				line[i] += paeth(left, up, corner)
			}
		}
		clear(above)
		copy(above, line)
		out = append(out, line...)
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	abs := func(n int) int { return max(n, -n) }
	da, db, dc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

// unlzw undoes LZW with codes of 9 to 12 bits, most significant bit first. Codes
// grow one entry early by default, unlike those of GIF.
func unlzw(data []byte, early bool, room int64) []byte {
	const clearCode, endCode = 256, 257
	type link struct {
		prefix int
		last   byte
		size   int
	}
	table := make([]link, 258, 4096)
	for i := range 256 {
		table[i] = link{-1, byte(i), 1}
	}
	var out []byte
	width, have, bits, last := 9, 0, 0, -1
	e := 0
	if early {
		e = 1
	}
	for _, c := range data {
		have, bits = have<<8|int(c), bits+8
		for bits >= width {
			code := have >> (bits - width) & (1<<width - 1)
			bits -= width
			have &= 1<<bits - 1
			switch {
			case code == endCode:
				return out
			case code == clearCode:
				table, width, last = table[:258], 9, -1
				continue
			case code > len(table) || code == len(table) && last < 0 || code == 256:
				return out
			}
			from := code
			if code == len(table) {
				from = last
			}
			n := table[from].size
			if int64(len(out)+n+1) > room {
				return out
			}
			at := len(out)
			out = append(out, make([]byte, n)...)
			for i, at := from, at+n-1; i >= 0; i, at = table[i].prefix, at-1 {
				out[at] = table[i].last
			}
			if code == len(table) {
				out = append(out, out[at])
			}
			if last >= 0 && len(table) < 4096 {
				table = append(table, link{last, out[at], table[last].size + 1})
			}
			last = code
			for width < 12 && len(table)+e >= 1<<width {
				width++
			}
		}
	}
	return out
}

func unascii85(data []byte) []byte {
	var out []byte
	var group [5]byte
	n := 0
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case white(c):
		case c == '~':
			i = len(data)
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group[n] = c - '!'
			if n++; n == 5 {
				out = append(out, group85(group)...)
				n = 0
			}
		}
	}
	if n > 1 {
		for i := n; i < 5; i++ {
			group[i] = 84
		}
		out = append(out, group85(group)[:n-1]...)
	}
	return out
}

func group85(g [5]byte) []byte {
	var v uint32
	for _, d := range g {
		v = v*85 + uint32(d)
	}
	return []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}
}

func unrun(data []byte, room int64) []byte {
	var out []byte
	for i := 0; i < len(data) && int64(len(out)) < room; {
		n := int(data[i])
		i++
		switch {
		case n == 128:
			return out
		case n < 128:
			end := min(i+n+1, len(data))
			out = append(out, data[i:end]...)
			i = end
		case i < len(data):
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
	}
	return out
}
