package link_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dateline"
	"dateline/link"
)

// act does something to a stream of reports, now and then what is seldom done.
func act(t *rapid.T, do func(add *told, remove dateline.ReportID), pool []told, there map[dateline.ReportID]bool, i int) {
	x := rapid.SampledFrom(pool).Draw(t, fmt.Sprint("report ", i))
	switch what := rapid.IntRange(0, 9).Draw(t, fmt.Sprint("what ", i)); {
	case what == 0 && len(there) > 0:
		gone := rapid.SampledFrom(slices.Sorted(maps.Keys(there))).Draw(t, fmt.Sprint("removed ", i))
		delete(there, gone)
		do(nil, gone)
	case what == 1: // a print by another outlet
		outlet := fmt.Sprint("Copyist ", i)
		x.report.ID, x.report.Outlet = dateline.ReportID(fmt.Sprint("~copy-", i)), &outlet
		there[x.report.ID] = true
		do(&x, "")
	case what == 2 && len(x.reading.Accounts) > 0: // read by another reader
		other := *x.reading
		other.Accounts = other.Accounts[1:]
		other.Genre = rapid.SampledFrom([]dateline.Genre{dateline.News, dateline.RoundUp}).Draw(t, fmt.Sprint("genre ", i))
		other.Sentences = other.Sentences[:max(1, len(other.Sentences)-2)]
		x.reading = &other
		there[x.report.ID] = true
		do(&x, "")
	default:
		there[x.report.ID] = true
		do(&x, "")
	}
}

// Whoever links goes on where another was cut off, and whoever looks on knows what
// is kept: in the end all say what a Linker says that was never cut off.
func TestARestoredLinkerGoesOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pool := withVersions(t)
		one := link.New(link.Options{})
		s := newShelf()
		hands := []*link.Linker{link.Open(tight, s), link.Open(tight, s)}
		at := 0 // whose turn it is
		there := map[dateline.ReportID]bool{}
		var decided []dateline.Decision
		for i := range rapid.IntRange(1, 6).Draw(t, "rounds") {
			if a, b := rapid.SampledFrom(pool).Draw(t, "a"), rapid.SampledFrom(pool).Draw(t, "b"); rapid.IntRange(0, 3).Draw(t, "decided") == 0 && a.report.ID != b.report.ID {
				switch verb := rapid.SampledFrom([]dateline.Verb{dateline.VerbMerge, dateline.VerbSplit, dateline.VerbCorrect, dateline.VerbUndo}).Draw(t, "verb"); {
				case verb == dateline.VerbUndo && len(decided) > 0:
					decided = append(decided, dateline.Decision{ID: fmt.Sprint("d", i), Verb: verb, Undoes: rapid.SampledFrom(decided).Draw(t, "undone").ID})
				case verb == dateline.VerbCorrect && len(a.reading.Accounts) > 0:
					decided = append(decided, drawRuling(t, fmt.Sprint("d", i), a))
				case verb == dateline.VerbMerge, verb == dateline.VerbSplit:
					decided = append(decided, dateline.Decision{ID: fmt.Sprint("d", i), Verb: verb, On: []dateline.Referent{{Report: a.report.SHA256}, {Report: b.report.SHA256}}})
				}
			}
			for j := range rapid.IntRange(1, 8).Draw(t, fmt.Sprint("reports of round ", i)) {
				act(t, func(add *told, remove dateline.ReportID) {
					if add == nil {
						one.Remove(remove)
						hands[at].Remove(remove)
						return
					}
					r, q := add.report, add.report
					one.Add(&r, add.reading)
					hands[at].Add(&q, add.reading)
					if rapid.Bool().Draw(t, "removed at once") {
						one.Remove(add.report.ID)
						hands[at].Remove(add.report.ID)
						one.Add(&r, add.reading)
						hands[at].Add(&q, add.reading)
					}
					s.file(*add)
				}, pool, there, 100*i+j)
			}
			one.Decide(decided)
			hands[at].Decide(decided)
			hands[at].Settle()
			kept := s.keep(hands[at])
			hands[at].TakeDirty()
			if more := hands[at].ToKeep(); len(more) > 0 {
				t.Fatalf("%d are kept twice", len(more))
			}
			other := 1 - at
			kept = rapid.Permutation(kept).Draw(t, fmt.Sprint("seen ", i))
			half := rapid.IntRange(0, len(kept)).Draw(t, fmt.Sprint("seen at first ", i))
			for _, part := range [][]dateline.Kept{kept[:half], kept[half:]} {
				if err := hands[other].Restore(part); err != nil {
					t.Fatal(err)
				}
			}
			hands[other].Decide(decided)
			hands[other].Settle()
			if n := len(s.keep(hands[other])) + len(hands[other].TakeDirty()); n > 0 {
				t.Fatalf("one that only looked on has %d changes", n)
			}
			switch rapid.IntRange(0, 3).Draw(t, fmt.Sprint("after round ", i)) {
			case 0: // another takes over
				at = other
			case 1: // one comes anew, and is given all in two parts
				l := link.Open(tight, s)
				all := rapid.Permutation(s.all()).Draw(t, fmt.Sprint("restored ", i))
				cut := rapid.IntRange(0, len(all)).Draw(t, fmt.Sprint("cut ", i))
				for _, part := range [][]dateline.Kept{all[:cut], all[cut:]} {
					if err := l.Restore(part); err != nil {
						t.Fatal(err)
					}
				}
				l.Decide(decided)
				hands[at] = l
			}
		}
		want := recordOf(t, one)
		for i, l := range hands {
			got := recordOf(t, l)
			if err := l.Err(); err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Fatalf("the Linker of hand %d says another thing:\n%s", i, firstDifference(want, got))
			}
		}
	})
}

// What changed of a story is told, and by whom it was told before.
func TestAStoryThatChangedIsDirty(t *testing.T) {
	holds(t, func(t *rapid.T, fresh func() *link.Linker) {
		pool := withVersions(t)
		l := fresh()
		there := map[dateline.ReportID]bool{}
		was := map[link.PieceID][]string{}
		for i := range rapid.IntRange(1, 6).Draw(t, "rounds") {
			for j := range rapid.IntRange(1, 6).Draw(t, fmt.Sprint("reports of round ", i)) {
				act(t, func(add *told, remove dateline.ReportID) {
					if add == nil {
						l.Remove(remove)
						return
					}
					r := add.report
					l.Add(&r, add.reading)
					if s := shelves[l]; s != nil {
						s.file(*add)
					}
				}, pool, there, 100*i+j)
			}
			settle(l)
			now, dirty := l.Told(), l.TakeDirty()
			for first, m := range was {
				if !slices.Equal(now[first], m) && !dirty[first] {
					t.Fatalf("the story of %s is another and not dirty:\nwas %q\nnow %q", first, m, now[first])
				}
			}
			for first := range now {
				if was[first] == nil && !dirty[first] {
					t.Fatalf("the story of %s is new and not dirty", first)
				}
			}
			was = now
		}
	})
}

// What cannot be read is said so, and what is missing too; nothing panics.
func TestWhatIsKeptWrongIsRefused(t *testing.T) {
	s := newShelf()
	l := link.Open(link.Options{}, s)
	for _, x := range library()[:12] {
		s.file(x)
		r := x.report
		l.Add(&r, x.reading)
	}
	l.Settle()
	s.keep(l)
	all := s.all()
	spoil := func(name string, change func(k *dateline.Kept)) {
		bad := slices.Clone(all)
		change(&bad[3])
		if err := link.Open(link.Options{}, s).Restore(bad); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	spoil("another version", func(k *dateline.Kept) { k.Moving = append([]byte{99}, k.Moving[1:]...) })
	spoil("another version of what is fixed", func(k *dateline.Kept) { k.Fixed = append([]byte{99}, k.Fixed[1:]...) })
	spoil("cut short", func(k *dateline.Kept) { k.Moving = k.Moving[:len(k.Moving)-1] })
	spoil("nothing fixed", func(k *dateline.Kept) { k.Fixed = nil })
	spoil("nothing that moves", func(k *dateline.Kept) { k.Moving = nil })

	lacking := link.Open(link.Options{}, s)
	if err := lacking.Restore(slices.Concat(all[:2], all[6:])); err != nil {
		t.Fatal(err)
	}
	lacking.Settle()
	if err := lacking.Err(); dateline.KindOf(err) != dateline.Invalid {
		t.Errorf("reports are missing that others speak of, and the error is %v", err)
	}
}

// A Linker whose Sources fail says so and does not panic, whatever is asked of it.
func TestSourcesThatFail(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newShelf()
		l := link.Open(tight, s)
		pool := withVersions(t)
		for i, x := range pool {
			s.file(x)
			r := x.report
			l.Add(&r, x.reading)
			if i%3 == 2 {
				l.Settle()
				s.keep(l)
			}
		}
		l.Settle()
		s.keep(l)
		for i, x := range pool {
			switch rapid.IntRange(0, 3).Draw(t, fmt.Sprint("lost ", i)) {
			case 0:
				delete(s.reports, x.report.ID)
			case 1:
				delete(s.fixed, x.report.ID)
			case 2:
				s.fixed[x.report.ID] = s.fixed[x.report.ID][:len(s.fixed[x.report.ID])/2]
			}
		}
		for _, x := range library()[:6] {
			r := x.report
			r.ID += "~late"
			l.Add(&r, x.reading)
		}
		for _, x := range pool[:len(pool)/2] {
			l.Remove(x.report.ID)
		}
		l.Decide(nil)
		l.Settle()
		l.ToKeep()
		l.Record()
		if rec := l.Record(); l.Err() == nil && len(rec.Reports) != len(pool)-len(pool)/2+6 {
			t.Fatalf("%d reports and no error", len(rec.Reports))
		}
	})
}
