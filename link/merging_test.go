package link_test

import (
	"fmt"
	"slices"
	"testing"

	"dateline"
	"dateline/link"
)

// accountsAt names the accounts of events by report and words, since numbers change.
func accountsAt(es ...dateline.Event) []string {
	var out []string
	for _, e := range es {
		for _, a := range e.Accounts {
			out = append(out, fmt.Sprint(a.Report, typeSpan(a)))
		}
	}
	slices.Sort(out)
	return out
}

// tellBoth reports whether a report tells both of two events.
func tellBoth(x, y dateline.Event) bool { return len(dateline.TellBoth(&x, &y)) > 0 }

// merged are decisions that two events are one.
func merged(t *testing.T, rec dateline.Record, id string, x, y dateline.Event) []dateline.Decision {
	t.Helper()
	hash := func(id dateline.ReportID) string {
		i := slices.IndexFunc(rec.Reports, func(r dateline.Report) bool { return r.ID == id })
		return rec.Reports[i].SHA256
	}
	var out []dateline.Decision
	for i, p := range dateline.MergePairs(&x, &y, func(s dateline.StoryID, r dateline.ReportID) bool {
		return slices.ContainsFunc(rec.Stories, func(st dateline.Story) bool { return st.ID == s && slices.Contains(st.Reports, r) })
	}) {
		out = append(out, dateline.Decision{ID: fmt.Sprint(id, ".", i), By: "ann", Verb: dateline.VerbMerge, Why: "one",
			On: []dateline.Referent{dateline.Refer(hash(p[0].Report), p[0], ""), dateline.Refer(hash(p[1].Report), p[1], "")}})
	}
	if len(out) == 0 {
		t.Fatalf("nothing makes %s and %s one", x.ID, y.ID)
	}
	return out
}

func TestAMergeLosesNoAccount(t *testing.T) {
	l := link.New(link.Options{})
	feed(l, library()...)
	l.Settle()
	plain := l.Record()
	tried, within := 0, 0
	for i, x := range plain.Events {
		for k := 1; k < len(plain.Events) && k < 40; k += 3 {
			y := plain.Events[(i+k)%len(plain.Events)]
			if tellBoth(x, y) || len(x.Accounts)+len(y.Accounts) < 3 {
				continue
			}
			// Of two stories, and of one that people made of the two.
			whole := merged(t, plain, "d0", x, y)[0]
			whole.On[0].Span, whole.On[1].Span = dateline.Span{}, dateline.Span{}
			for _, before := range [][]dateline.Decision{nil, {whole}} {
				rec := plain
				a, b := x, y
				if before != nil {
					l.Decide(before)
					l.Settle()
					rec = l.Record()
					var ok [2]bool
					a, ok[0] = eventWith(rec, x)
					b, ok[1] = eventWith(rec, y)
					if !ok[0] || !ok[1] || a.ID == b.ID || tellBoth(a, b) {
						continue
					}
				}
				tried++
				if a.Story == b.Story {
					within++
				}
				l.Decide(append(slices.Clone(before), merged(t, rec, "d1", a, b)...))
				l.Settle()
				now := l.Record()
				want := accountsAt(a, b)
				if !slices.ContainsFunc(now.Events, func(e dateline.Event) bool { return slices.Equal(accountsAt(e), want) }) {
					t.Errorf("%s (%s) merged with %s (%s): no event has all of %v", a.ID, a.Story, b.ID, b.Story, want)
					for _, e := range now.Events {
						if got := accountsAt(e); slices.ContainsFunc(got, func(s string) bool { return slices.Contains(want, s) }) {
							t.Logf("  an event has %v", got)
						}
					}
				}
			}
		}
	}
	t.Logf("%d pairs, %d of one story, of %d events", tried, within, len(plain.Events))
	if within < 20 {
		t.Errorf("only %d pairs of %d are of one story", within, tried)
	}
}

// eventWith is the event of a record that has the first account of another record's.
func eventWith(rec dateline.Record, x dateline.Event) (dateline.Event, bool) {
	at := slices.IndexFunc(rec.Events, func(e dateline.Event) bool {
		return slices.Contains(accountsAt(e), accountsAt(dateline.Event{Accounts: x.Accounts[:1]})[0])
	})
	if at < 0 {
		return dateline.Event{}, false
	}
	return rec.Events[at], true
}

func TestAThirdEventJoinsTwoThatWereMerged(t *testing.T) {
	l := link.New(link.Options{})
	feed(l, library()...)
	l.Settle()
	plain := l.Record()
	tried := 0
	var thirds [][3]dateline.Event
	for i, x := range plain.Events {
		y := plain.Events[(i+7)%len(plain.Events)]
		for k, z := range plain.Events {
			if k != i && !tellBoth(x, y) && !tellBoth(y, z) && !tellBoth(x, z) && (z.Story == x.Story || k == (i+11)%len(plain.Events)) {
				thirds = append(thirds, [3]dateline.Event{x, y, z})
			}
		}
	}
	for _, three := range thirds {
		x, y, z := three[0], three[1], three[2]
		for _, last := range []bool{false, true} { // the pair is of the first account of what was merged, or of the last
			ds := merged(t, plain, "d1", x, y)
			l.Decide(ds)
			l.Settle()
			rec := l.Record()
			both, ok := eventWith(rec, x)
			third, there := eventWith(rec, z)
			if !ok || !there || both.ID == third.ID || len(both.Accounts) < 2 || tellBoth(both, third) {
				continue
			}
			tried++
			want := accountsAt(both, third)
			if last {
				slices.Reverse(both.Accounts)
			}
			l.Decide(append(ds, merged(t, rec, "d2", third, both)...))
			l.Settle()
			now := l.Record()
			if !slices.ContainsFunc(now.Events, func(e dateline.Event) bool { return slices.Equal(accountsAt(e), want) }) {
				t.Errorf("%s, with %s and %s merged: no event has all of %v", third.ID, x.ID, y.ID, want)
				for _, e := range now.Events {
					if got := accountsAt(e); slices.ContainsFunc(got, func(s string) bool { return slices.Contains(want, s) }) {
						t.Logf("  an event of %s has %v", e.Story, got)
					}
				}
			}
		}
	}
	if tried < 40 {
		t.Errorf("only %d were tried", tried)
	}
}
