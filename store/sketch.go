package store

import (
	"bytes"
	"context"
	"encoding/json"
	"sync"

	"dateline"
)

// A row of a list shows little of an event, of which most is what each of its accounts
// says and on which words: of one that hundreds of reports tell half a megabyte. A sketch
// is read out of the body without looking at the rest.

// A pruning is what is left out of a JSON value.
type pruning struct {
	keys  map[string]*pruning // of an object, by key: nil leaves the value out, else it is pruned
	each  *pruning            // of all elements of an array, or values of an object
	plain bool                // of an object, objects and arrays are left out
}

// sketched is what a sketch of an event lacks.
var sketched = &pruning{keys: map[string]*pruning{
	"merges": nil, "echoes": nil,
	"accounts":  {each: &pruning{plain: true}},
	"tolls":     {each: &pruning{keys: map[string]*pruning{"history": nil, "for": nil, "against": nil, "superseded": nil}}},
	"agreement": {each: &pruning{keys: map[string]*pruning{"for": nil, "against": nil, "superseded": nil}}},
}}

// scratch is buffers for what is read and thrown away.
var scratch = sync.Pool{New: func() any { return new([2][]byte) }}

// sketchOf reads an event's body as far as Sketches says.
func sketchOf(data []byte, e *dateline.Event) error {
	buf := scratch.Get().(*[2][]byte)
	defer scratch.Put(buf)
	var err error
	if buf[0], err = decoder.DecodeAll(data, buf[0][:0]); err != nil {
		return dateline.Errorf(dateline.Internal, "stored bytes are damaged; run verify: %w", err)
	}
	some, end := sketched.prune(buf[1][:0], buf[0], 0)
	buf[1] = some
	if end < 0 {
		some = buf[0] // what is amiss is told by who reads all of it
	}
	if err := json.Unmarshal(some, e); err != nil {
		return dateline.Errorf(dateline.Internal, "stored JSON is damaged; run verify: %w", err)
	}
	return nil
}

// prune appends to out what is left of the value that begins at a byte of JSON without
// spaces, and says where it ends; -1 where that is none.
func (p *pruning) prune(out, in []byte, at int) ([]byte, int) {
	if at >= len(in) || in[at] != '{' && in[at] != '[' {
		end := skip(in, at)
		if end < 0 {
			return out, -1
		}
		return append(out, in[at:end]...), end
	}
	object, end := in[at] == '{', in[at]+2
	out = append(out, in[at])
	if at++; at < len(in) && in[at] == end {
		return append(out, end), at + 1
	}
	for {
		was, of, kept := len(out), p.each, true
		if last := out[was-1]; last != '{' && last != '[' {
			out = append(out, ',')
		}
		if object {
			colon := skip(in, at)
			if colon < at+2 || colon+1 >= len(in) || in[at] != '"' || in[colon] != ':' {
				return out, -1
			}
			out = append(out, in[at:colon+1]...)
			cut, named := p.keys[string(in[at+1:colon-1])]
			at = colon + 1
			if named {
				of = cut
			}
			kept = !(named && cut == nil || p.plain && (in[at] == '{' || in[at] == '['))
		}
		switch from := at; {
		case !kept:
			out, at = out[:was], skip(in, at)
		case of != nil:
			out, at = of.prune(out, in, at)
		default:
			if at = skip(in, at); at > 0 {
				out = append(out, in[from:at]...)
			}
		}
		switch {
		case at < 0 || at >= len(in):
			return out, -1
		case in[at] == end:
			return append(out, end), at + 1
		case in[at] != ',':
			return out, -1
		}
		at++
	}
}

// skip is where the value ends that begins at a byte; -1 where it does not.
func skip(in []byte, at int) int {
	depth := 0
	for at < len(in) {
		switch in[at] {
		case '"':
			for at++; ; at++ {
				n := bytes.IndexByte(in[at:], '"')
				if n < 0 {
					return -1
				}
				at += n
				escapes := 0
				for in[at-1-escapes] == '\\' {
					escapes++
				}
				if escapes%2 == 0 {
					break
				}
			}
			at++
		case '{', '[':
			depth++
			at++
			continue
		case '}', ']':
			if depth == 0 {
				return -1
			}
			depth--
			at++
		case ',', ':':
			if depth == 0 {
				return -1
			}
			at++
			continue
		default:
			for at < len(in) && in[at] != ',' && in[at] != '}' && in[at] != ']' {
				at++
			}
		}
		if depth == 0 {
			return at
		}
	}
	return -1
}

// Sketches are events by their IDs, in that order, as rows of lists show them: of each
// account what is one word or number, and nothing of merges, echoes, the history of tolls
// and which accounts are for or against a value. One that is not there, or of which
// nothing is left for who asks, is left out.
func (l *Ledger) Sketches(ctx context.Context, ids ...dateline.EventID) ([]dateline.Event, error) {
	var out []dateline.Event
	err := l.looking(ctx, func(tx conn) error {
		seen, err := sightOf(ctx, tx)
		if err != nil {
			return err
		}
		if seen != nil { // whose words are left is seen in the whole
			whole, err := eventsOf(ctx, tx, ids)
			if err != nil {
				return err
			}
			if err := upToDate(ctx, tx, pointers(whole)...); err != nil {
				return err
			}
			for i := range whole {
				switch err := seen.conceal(ctx, tx, &whole[i]); {
				case dateline.KindOf(err) == dateline.NotFound:
				case err != nil:
					return err
				default:
					out = append(out, whole[i])
				}
			}
			return nil
		}
		if out, err = readBodies(ctx, tx, ids, sketchOf); err != nil {
			return err
		}
		return sketchesUpToDate(ctx, tx, out)
	})
	return out, err
}

// sketchesUpToDate puts events on which people decided something since linking in the
// place of sketches of them, whole and with what was decided.
func sketchesUpToDate(ctx context.Context, c conn, sketches []dateline.Event) error {
	news, err := newsOn(ctx, c)
	if err != nil {
		return err
	}
	var ids []dateline.EventID
	for i := range sketches {
		if tellsOf(&sketches[i], news) {
			ids = append(ids, sketches[i].ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	whole, err := eventsOf(ctx, c, ids)
	if err != nil {
		return err
	}
	if err := review(ctx, c, pointers(whole), ""); err != nil {
		return err
	}
	for i := range sketches {
		for _, e := range whole {
			if e.ID == sketches[i].ID {
				sketches[i] = e
			}
		}
	}
	return nil
}
