package keep_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dateline/link/keep"
)

// Whatever is posted, staged, removed and purged, under each key stands what a map
// of sorted lists would hold.
func TestPostsAreAMapOfLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shift := rapid.IntRange(0, 24).Draw(t, "shift")
		few := rapid.Uint32Range(1, 400).Draw(t, "keys")
		rank := func(at int32) uint32 { return uint32(at) * 2654435761 }
		p := keep.NewPosts(func(a, b int32) bool { return rank(a) < rank(b) })
		p.StageAtMost(rapid.SampledFrom([]int{1, 7, 1 << 18}).Draw(t, "staged"))
		want := map[uint32]map[int32]bool{}
		for i := range rapid.IntRange(1, 60).Draw(t, "steps") {
			seed := rapid.Uint32().Draw(t, "seed")
			what := rapid.IntRange(0, 9).Draw(t, "what")
			for j := range rapid.IntRange(1, 60).Draw(t, "times") {
				seed = seed*1664525 + 1013904223
				key, at := (seed>>8%few)<<shift, int32(i*60+j)
				if want[key] == nil {
					want[key] = map[int32]bool{}
				}
				switch {
				case what < 4:
					p.Insert(key, at)
					want[key][at] = true
				case what < 8:
					p.Stage(key, at)
					want[key][at] = true
				case what == 8 && len(want[key]) > 0:
					at := slices.Sorted(maps.Keys(want[key]))[0]
					if !p.Remove(key, at) {
						t.Fatalf("%d is not under %d", at, key)
					}
					delete(want[key], at)
				case what == 8 && p.Remove(key, at):
					t.Fatalf("%d was never under %d", at, key)
				}
			}
			if what == 9 {
				gone := func(at int32) bool { return at%7 == int32(i)%7 }
				p.Purge(gone)
				for _, m := range want {
					maps.DeleteFunc(m, func(at int32, _ bool) bool { return gone(at) })
				}
			}
		}
		all := 0
		for key, m := range want {
			list := slices.SortedFunc(maps.Keys(m), func(a, b int32) int { return int(int64(rank(a)) - int64(rank(b))) })
			all += len(list)
			if got := p.Of(key); !slices.Equal(got, list) {
				t.Fatalf("under %d stand %v, want %v", key, got, list)
			}
			for i, at := range list {
				if p.Place(list, at) != i {
					t.Fatalf("%d of %v stands at %d", at, list, p.Place(list, at))
				}
			}
		}
		if p.Len() != all {
			t.Fatalf("%d in all, want %d", p.Len(), all)
		}
	})
}

func TestIDsAreAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := keep.NewIDs()
		want := map[string]int32{}
		for range rapid.IntRange(1, 300).Draw(t, "steps") {
			id := fmt.Sprint(rapid.IntRange(0, 80).Draw(t, "id"))
			if rapid.Bool().Draw(t, "put") {
				at := d.Put(id)
				if old, ok := want[id]; ok && old != at {
					t.Fatalf("%s is %d, was %d", id, at, old)
				}
				want[id] = at
			} else {
				d.Drop(id)
				delete(want, id)
			}
		}
		seen := map[int32]bool{}
		for id, at := range want {
			if got, ok := d.At(id); !ok || got != at || d.ID(at) != id || seen[at] {
				t.Fatalf("%s is %d, want %d", id, got, at)
			}
			seen[at] = true
		}
		n := 0
		for at := range d.All {
			if !seen[at] {
				t.Fatalf("%d was dropped", at)
			}
			n++
		}
		if n != d.Len() || n != len(want) {
			t.Fatalf("%d ids, %d told, want %d", n, d.Len(), len(want))
		}
	})
}

func TestRecentKeepsWhatWasUsedLast(t *testing.T) {
	r := keep.NewRecent[string](2)
	r.Put(1, "a")
	r.Put(2, "b")
	r.Get(1)
	r.Put(3, "c")
	if _, ok := r.Get(2); ok || r.Len() != 2 {
		t.Error("2 was used longest ago and is there")
	}
	if s, ok := r.Get(1); !ok || s != "a" {
		t.Error("1 was used and is gone")
	}
	all := keep.NewRecent[int](0)
	for i := range int32(1000) {
		all.Put(i, int(i))
	}
	if all.Len() != 1000 {
		t.Errorf("%d of 1000 are kept", all.Len())
	}
}
