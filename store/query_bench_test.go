package store

import (
	"context"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/store/storetest"
)

// reportsOf is how many reports the ledgers of benchmarks hold: $DATELINE_REPORTS,
// or few.
func reportsOf(b *testing.B) int {
	n, err := strconv.Atoi(os.Getenv("DATELINE_REPORTS"))
	if err != nil {
		return 2000
	}
	return n
}

// A maker makes reports, stories and events at random, with words, places and
// actors as uneven as they are in news.
type maker struct {
	r                     *rand.Rand
	words, places, actors *rand.Zipf
}

func newMaker(seed int64) *maker {
	r := rand.New(rand.NewSource(seed))
	return &maker{r, rand.NewZipf(r, 1.15, 8, 40_000), rand.NewZipf(r, 1.3, 4, 2_000), rand.NewZipf(r, 1.4, 3, 500)}
}

var newsTypes = []dateline.EventCode{"attack.armed", "attack.bombing", "attack.killing", "attack.ambush", "battle", "security.arrest", "security.raid", "attack.mine", "abduction.taken", "attack.air",
	"attack.suicide-bombing", "talks.held", "protest", "group.formed"}

func (m *maker) report(i, of int) dateline.Filing {
	var b strings.Builder
	fmt.Fprintf(&b, "Report %d tells.", i)
	for n := 400; n > 0; n-- {
		b.WriteString(" w" + strconv.FormatUint(m.words.Uint64(), 36))
	}
	if m.r.Intn(10) < 6 {
		b.WriteString(" The attack was an attack.")
	}
	if m.r.Intn(10) < 3 {
		b.WriteString(" A car bomb went off.")
	}
	if m.r.Intn(3000) == 0 {
		b.WriteString(" A zeppelin was seen.")
	}
	// Some five years, two hundred thousand reports a hundred a day.
	day := dateline.Date{Year: 2020, Month: 1, Day: 1}.AddDays(i * 1800 / of)
	return paper("Outlet "+strconv.Itoa(int(m.actors.Uint64()%120)), "Title w"+strconv.FormatUint(m.words.Uint64(), 36), day.String(), b.String())
}

func (m *maker) place() string {
	n := int(m.places.Uint64())
	return fmt.Sprintf("Country %d/Province %d/Town %d", n%40, n%400, n)
}

func (m *maker) country() string { return strings.Split(m.place(), "/")[0] }

func (m *maker) happening(id string, told []dateline.Filing) happening {
	day := told[0].Published.Day().AddDays(-m.r.Intn(4))
	h := happening{id: id, typ: newsTypes[min(m.r.Intn(len(newsTypes)), m.r.Intn(len(newsTypes)))], status: dateline.StatusHappened, day: day.String(), place: m.place(), told: told}
	switch m.r.Intn(20) {
	case 0, 1, 2:
		h.status = dateline.StatusBackground
	case 3:
		h.status = dateline.StatusClaimed
	case 4:
		h.status = dateline.StatusAlleged
	case 5:
		h.days = 90
	}
	for range 1 + m.r.Intn(2) {
		h.actors = append(h.actors, dateline.ActorID(fmt.Sprintf("group-%d", m.actors.Uint64())))
	}
	return h
}

// grow fills a ledger with n reports and three events for ten of them.
func grow(t testing.TB, l *Ledger, n int) *maker {
	t.Helper()
	m := newMaker(1)
	ctx := t.Context()
	for at := 0; at < n; {
		var fs []dateline.Filing
		for ; at < n && len(fs) < 256; at++ {
			fs = append(fs, m.report(at, n))
		}
		err := l.db.write(ctx, func(tx conn) error {
			var docs []doc
			for i := range fs {
				if _, _, err := l.fileOne(ctx, tx, &fs[i], &docs); err != nil {
					return err
				}
			}
			if err := index(ctx, tx, docs); err != nil {
				return err
			}
			return saveStories(ctx, tx, m.linking(fs, at))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if l.db.dialect().postgres {
		if _, err := l.db.exec(ctx, "ANALYZE"); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// linking puts reports in stories of one to ten.
func (m *maker) linking(fs []dateline.Filing, at int) dateline.Linking {
	var l dateline.Linking
	for i := 0; i < len(fs); {
		k := min(1+m.r.Intn(10), len(fs)-i)
		in := fs[i : i+k]
		var hs []happening
		for n := 0; n*10 < k*3; n++ {
			told := in[m.r.Intn(k):]
			hs = append(hs, m.happening(fmt.Sprintf("e%012x%02x%02x", at, i, n), told[:min(len(told), 3)]))
		}
		story(fmt.Sprintf("s%012x%04x", at, i), &l, in, hs...)
		i += k
	}
	return l
}

// timed reports the 95th of a hundred durations.
func timed(b *testing.B, f func(i int)) {
	b.Helper()
	var all []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		f(i)
		all = append(all, time.Since(start))
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(float64(all[len(all)-1].Microseconds())/1000, "max-ms")
}

// BenchmarkLists asks a ledger of $DATELINE_REPORTS reports for pages of fifty.
func BenchmarkLists(b *testing.B) {
	for _, database := range []string{"sqlite", "postgres"} {
		b.Run(database, func(b *testing.B) {
			where := storetest.SQLite(b)
			if database == "postgres" {
				where = storetest.Postgres(b)
			}
			l := open(b, where)
			start := time.Now()
			m := grow(b, l, reportsOf(b))
			b.Logf("%d reports filled in %s", reportsOf(b), time.Since(start).Round(time.Second))
			for _, c := range listsAsked(m) {
				b.Run(c.name, func(b *testing.B) {
					timed(b, func(int) {
						q := c.ask()
						q.Limit = 50
						if err := c.list(b.Context(), l, q); err != nil {
							b.Fatal(err)
						}
					})
				})
			}
			b.Run("save a batch of 256", func(b *testing.B) {
				at := 1 << 30
				for b.Loop() {
					b.StopTimer()
					var fs []dateline.Filing
					for range 256 {
						at++
						fs = append(fs, m.report(at-1<<30, 1<<20))
					}
					if _, err := l.File(b.Context(), fs); err != nil {
						b.Fatal(err)
					}
					linking := m.linking(fs, at)
					b.StartTimer()
					if err := l.db.write(b.Context(), func(tx conn) error { return saveStories(b.Context(), tx, linking) }); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/256/float64(b.N), "ms/report")
			})
		})
	}
}

// An asked is a list with a query that differs each time.
type asked struct {
	name string
	list func(context.Context, *Ledger, dateline.Query) error
	ask  func() dateline.Query
}

func listsAsked(m *maker) []asked {
	events := func(ctx context.Context, l *Ledger, q dateline.Query) error { _, err := l.Events(ctx, q); return err }
	stories := func(ctx context.Context, l *Ledger, q dateline.Query) error { _, err := l.Stories(ctx, q); return err }
	search := func(ctx context.Context, l *Ledger, q dateline.Query) error { _, err := l.Search(ctx, q); return err }
	actor := func() []dateline.ActorID {
		return []dateline.ActorID{dateline.ActorID(fmt.Sprintf("group-%d", m.actors.Uint64()))}
	}
	country := func() []string { return []string{m.country()} }
	place := func() []string { return []string{m.place()} }
	typ := func() []dateline.EventCode { return newsTypes[m.r.Intn(len(newsTypes)):][:1] }
	outlet := func() []string { return []string{"Outlet " + strconv.Itoa(int(m.actors.Uint64()%120))} }
	from := func(days int) (a, b *dateline.Date) {
		d := dateline.Date{Year: 2020, Month: 1, Day: 1}.AddDays(m.r.Intn(1800))
		e := d.AddDays(days)
		return &d, &e
	}
	word := func() string { return "w" + strconv.FormatUint(m.words.Uint64(), 36) }
	var out []asked
	add := func(name string, list func(context.Context, *Ledger, dateline.Query) error, ask func() dateline.Query) {
		out = append(out, asked{name, list, ask})
	}
	add("events", events, func() dateline.Query { return dateline.Query{} })
	add("events of a type", events, func() dateline.Query { return dateline.Query{Types: typ()} })
	add("events of a family", events, func() dateline.Query { return dateline.Query{Types: []dateline.EventCode{"attack"}} })
	add("events of a rare type", events, func() dateline.Query { return dateline.Query{Types: []dateline.EventCode{"group.formed"}} })
	add("events of an actor", events, func() dateline.Query { return dateline.Query{Actors: actor()} })
	add("events of an actor in a country", events, func() dateline.Query { return dateline.Query{Actors: actor(), Places: country()} })
	add("events of a country and type", events, func() dateline.Query { return dateline.Query{Types: typ(), Places: country()} })
	add("events of a country, type and actor", events, func() dateline.Query { return dateline.Query{Types: typ(), Places: country(), Actors: actor()} })
	add("events of a month", events, func() dateline.Query { a, b := from(30); return dateline.Query{From: a, To: b} })
	add("events of a year in a country", events, func() dateline.Query { a, b := from(365); return dateline.Query{From: a, To: b, Places: country()} })
	add("events alleged", events, func() dateline.Query { return dateline.Query{Statuses: []dateline.Status{dateline.StatusAlleged}} })
	add("events of an outlet", events, func() dateline.Query { return dateline.Query{Outlets: outlet()} })
	add("events of three origins", events, func() dateline.Query { return dateline.Query{Origins: 3} })
	add("events with a word", events, func() dateline.Query { return dateline.Query{Words: word()} })
	add("events with attack", events, func() dateline.Query { return dateline.Query{Words: "attack"} })
	add("events with attack of a place", events, func() dateline.Query { return dateline.Query{Words: "attack", Places: place()} })
	add("stories", stories, func() dateline.Query { return dateline.Query{} })
	add("stories of an actor", stories, func() dateline.Query { return dateline.Query{Actors: actor()} })
	add("stories of a family", stories, func() dateline.Query { return dateline.Query{Types: []dateline.EventCode{"attack"}} })
	add("stories of an outlet", stories, func() dateline.Query { return dateline.Query{Outlets: outlet()} })
	add("stories with attack", stories, func() dateline.Query { return dateline.Query{Words: "attack"} })
	add("search a word", search, func() dateline.Query { return dateline.Query{Words: word()} })
	add("search two words", search, func() dateline.Query { return dateline.Query{Words: word() + " " + word()} })
	add("search attack", search, func() dateline.Query { return dateline.Query{Words: "attack"} })
	add("search three common words", search, func() dateline.Query { return dateline.Query{Words: "attack bomb w0"} })
	add("search a common phrase", search, func() dateline.Query { return dateline.Query{Words: `"car bomb"`} })
	add("search a rare word", search, func() dateline.Query { return dateline.Query{Words: "zeppelin"} })
	add("search attack of a place", search, func() dateline.Query { return dateline.Query{Words: "attack", Places: place()} })
	add("search attack of a family", search, func() dateline.Query { return dateline.Query{Words: "attack", Types: []dateline.EventCode{"attack"}} })
	add("search a word of an actor and type", search, func() dateline.Query { return dateline.Query{Words: word(), Actors: actor(), Types: typ()} })
	add("search attack of an outlet in a month", search, func() dateline.Query {
		a, b := from(30)
		return dateline.Query{Words: "attack", Outlets: outlet(), From: a, To: b}
	})
	mapAsked(add, m)
	saidAsked(add, m)
	return out
}
