package origin

import "slices"

// Posts lead from a key to the reports that have it, in canonical order. Most
// keys lead to one report, which costs no list.
type posts struct {
	at   map[uint32]int32 // a report, or ^i for many[i]
	many [][]int32
	free []int32 // of many
}

func newPosts() posts { return posts{at: map[uint32]int32{}} }

// insert adds a report under a key.
func (p *posts) insert(key uint32, at int32, x *Index) {
	v, there := p.at[key]
	if !there {
		p.at[key] = at
		return
	}
	if v >= 0 {
		list := []int32{v, at}
		if x.docs[at].before(x.docs[v]) {
			list[0], list[1] = at, v
		}
		i := int32(len(p.many))
		if n := len(p.free); n > 0 {
			i, p.free = p.free[n-1], p.free[:n-1]
			p.many[i] = list
		} else {
			p.many = append(p.many, list)
		}
		p.at[key] = ^i
		return
	}
	list := p.many[^v]
	p.many[^v] = slices.Insert(list, place(list, at, x), at)
}

// remove takes a report from under a key, if it is there.
func (p *posts) remove(key uint32, at int32, x *Index) {
	v, there := p.at[key]
	switch {
	case !there:
	case v == at:
		delete(p.at, key)
	case v < 0:
		list := p.many[^v]
		i := place(list, at, x)
		if i == len(list) || list[i] != at {
			return
		}
		if list = slices.Delete(list, i, i+1); len(list) > 1 {
			p.many[^v] = list
			return
		}
		p.many[^v] = nil
		p.free = append(p.free, ^v)
		p.at[key] = list[0]
	}
}

// of are the reports under a key.
func (p *posts) of(key uint32) []int32 {
	v, there := p.at[key]
	switch {
	case !there:
		return nil
	case v >= 0:
		return []int32{v}
	}
	return p.many[^v]
}

// place is where a report stands in a list in canonical order, or would stand.
func place(list []int32, at int32, x *Index) int {
	d := x.docs[at]
	if n := len(list); n > 0 && x.docs[list[n-1]].before(d) {
		return n // most come in order
	}
	i, _ := slices.BinarySearchFunc(list, d, func(c int32, d *doc) int {
		switch {
		case c == at:
			return 0
		case x.docs[c].before(d):
			return -1
		}
		return 1
	})
	return i
}

// around gives the reports in a list that stand up to n places before one, from
// the nearest, and up to m behind it.
func around(list []int32, at int32, x *Index, n, m int) (before, after []int32) {
	i := place(list, at, x)
	j := i
	if j < len(list) && list[j] == at {
		j++
	}
	return list[max(0, i-n):i], list[j:min(len(list), j+m)]
}

// until gives the reports of list that stand behind at and before bound; bound
// -1 is no bound.
func until(list []int32, at, bound int32, x *Index) []int32 {
	i := place(list, at, x)
	if i < len(list) && list[i] == at {
		i++
	}
	end := len(list)
	if bound >= 0 {
		end = place(list, bound, x)
	}
	return list[i:max(i, end)]
}
