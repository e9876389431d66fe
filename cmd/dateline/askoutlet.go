package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dateline"
	"dateline/store"
	"dateline/text"
)

// nearOutlets is how many names an unknown outlet is answered with.
const nearOutlets = 5

// outletsNamed are the outlets of a ledger that names mean: to the letter, else
// whatever the case and accents.
func outletsNamed(ctx context.Context, l *store.Ledger, names []string) ([]string, error) {
	var out []string
	for _, name := range names {
		var found []string
		for _, all := range []bool{false, true} {
			known, err := l.Outlets(ctx, all)
			if err != nil {
				return nil, err
			}
			if found = outletNamed(known, name); len(found) > 0 {
				break
			}
			if all {
				return nil, unknownOutlet(known, name)
			}
		}
		for _, f := range found {
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out, nil
}

func outletNamed(known []string, name string) []string {
	if slices.Contains(known, name) {
		return []string{name}
	}
	var out []string
	for _, k := range known {
		if key := outletKey(name); key != "" && outletKey(k) == key {
			out = append(out, k)
		}
	}
	return out
}

func outletKey(s string) string { return text.Fold(strings.Join(strings.Fields(s), " ")) }

// unknownOutlet says which names are nearest: those that share most pairs of letters.
func unknownOutlet(known []string, name string) error {
	pairs := func(s string) map[string]bool {
		out := map[string]bool{}
		r := []rune(" " + outletKey(s) + " ")
		for i := 1; i < len(r); i++ {
			out[string(r[i-1:i+1])] = true
		}
		return out
	}
	want := pairs(name)
	type near struct {
		name  string
		score int
	}
	var all []near
	for _, k := range known {
		have := pairs(k)
		both := 0
		for p := range have {
			if want[p] {
				both++
			}
		}
		if both > 1 {
			all = append(all, near{k, 2000 * both / (len(have) + len(want))})
		}
	}
	slices.SortFunc(all, func(a, b near) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.name, b.name)) })
	hint := "'dateline search' finds reports whatever their outlet"
	if len(all) > 0 {
		var names []string
		for _, n := range all[:min(len(all), nearOutlets)] {
			names = append(names, clean(n.name))
		}
		hint = "the nearest are " + strings.Join(names, ", ")
	}
	return dateline.Errorf(dateline.Invalid, "--outlet: the ledger has no report of %q; %s", clean(name), hint)
}
