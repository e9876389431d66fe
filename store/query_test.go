package store

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

func date(s string) *dateline.Date {
	d, err := dateline.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return &d
}

func TestEventsAreListedByWhatIsAsked(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for name, c := range map[string]struct {
			q    dateline.Query
			want []string
		}{
			"all that is countable, the newest first": {dateline.Query{}, []string{eShots, eMarket, eLong, eOld}},
			"all":                             {dateline.Query{All: true}, []string{eShots, eMarket, ePlan, eLong, eOld}},
			"a type":                          {dateline.Query{Types: []dateline.EventCode{"attack.bombing"}}, []string{eMarket}},
			"a type with what lies under it":  {dateline.Query{Types: []dateline.EventCode{"attack"}}, []string{eShots, eMarket, eOld}},
			"no type is another's beginning":  {dateline.Query{Types: []dateline.EventCode{"attack.bomb"}}, nil},
			"several types":                   {dateline.Query{Types: []dateline.EventCode{"battle", "attack.ambush"}}, []string{eLong, eOld}},
			"an actor":                        {dateline.Query{Actors: []dateline.ActorID{"northern-front"}}, []string{eMarket, eLong}},
			"an actor's branch":               {dateline.Query{Actors: []dateline.ActorID{"northern-front/coast"}}, []string{eMarket}},
			"actors, each event once":         {dateline.Query{Actors: []dateline.ActorID{"northern-front/coast", "northern-front"}}, []string{eMarket, eLong}},
			"a place with what lies in it":    {dateline.Query{Places: []string{"Norland/Odale"}}, []string{eShots, eMarket}},
			"a country":                       {dateline.Query{Places: []string{"Norland"}, All: true}, []string{eShots, eMarket, ePlan, eOld}},
			"places":                          {dateline.Query{Places: []string{"Westmark", "Norland/Tarn/"}}, []string{eLong, eOld}},
			"no place is another's beginning": {dateline.Query{Places: []string{"Nor"}}, nil},
			"a day":                           {dateline.Query{From: date("2021-03-09"), To: date("2021-03-09")}, []string{eMarket}},
			"the day after":                   {dateline.Query{From: date("2021-03-10"), To: date("2021-03-10")}, nil},
			"a day inside a long event":       {dateline.Query{From: date("2020-08-01"), To: date("2020-08-02")}, []string{eLong}},
			"from a day on":                   {dateline.Query{From: date("2020-12-01")}, []string{eMarket, eLong}},
			"up to a day":                     {dateline.Query{To: date("2020-06-01")}, []string{eLong, eOld}},
			"a status":                        {dateline.Query{Statuses: []dateline.Status{dateline.StatusFoiled}}, []string{ePlan}},
			"statuses":                        {dateline.Query{Statuses: []dateline.Status{dateline.StatusFoiled, dateline.StatusClaimed}}, []string{ePlan, eOld}},
			"an outlet":                       {dateline.Query{Outlets: []string{"Radio Valley"}}, []string{eMarket}},
			"outlets":                         {dateline.Query{Outlets: []string{"Radio Valley", "Valley Gazette"}}, []string{eMarket, eLong}},
			"origins":                         {dateline.Query{Origins: 2}, []string{eMarket}},
			"a story":                         {dateline.Query{Story: sSchool}, []string{eLong}},
			"a report":                        {dateline.Query{Report: w.market.ID}, []string{eShots, eMarket}},
			"a word":                          {dateline.Query{Words: "governor"}, []string{eMarket}},
			"words of one report":             {dateline.Query{Words: "police market"}, []string{eShots, eMarket}},
			"a word and a type":               {dateline.Query{Words: "police", Types: []dateline.EventCode{"attack"}, All: true}, []string{eShots, eMarket, ePlan}},
			"all of it at once":               {dateline.Query{Words: "police", Types: []dateline.EventCode{"attack"}, Places: []string{"Norland"}, Actors: []dateline.ActorID{"northern-front"}, Outlets: []string{"Radio Valley", "Harbour Times"}, From: date("2021-03-01"), To: date("2021-03-31"), Origins: 3}, []string{eMarket}},
			"a word that stands nowhere":      {dateline.Query{Words: "zeppelin"}, nil},
			"what no event meets":             {dateline.Query{Actors: []dateline.ActorID{"nobody"}}, nil},
		} {
			t.Run(name, func(t *testing.T) {
				got, err := w.Events(t.Context(), c.q)
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(c.want, ids(got)); d != "" {
					t.Errorf("(-want +got):\n%s", d)
				}
				if got.Total != len(c.want) || got.Next != "" || got.Newest != 0 {
					t.Errorf("total %d, next %q, newest %d", got.Total, got.Next, got.Newest)
				}
				// By twos it is the same list.
				var parts []string
				for q := c.q; ; {
					q.Limit = 2
					page, err := w.Events(t.Context(), q)
					if err != nil {
						t.Fatal(err)
					}
					parts = append(parts, ids(page)...)
					if page.Next == "" {
						break
					}
					if len(page.Items) != 2 {
						t.Fatalf("a page of %d with a next one", len(page.Items))
					}
					q.After = page.Next
				}
				if d := cmp.Diff(c.want, parts); d != "" {
					t.Errorf("by pages (-want +got):\n%s", d)
				}
			})
		}
	})
}

func TestATimeOpenToOneSideIsNotAnyTime(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		l := w.linking
		l.Events = slices.Clone(l.Events)
		for i := range l.Events {
			switch e := &l.Events[i]; string(e.ID) {
			case eMarket:
				e.Time = dateline.Time{End: date("2021-03-10"), Precision: dateline.Day}
			case eLong:
				e.Time = dateline.Time{Start: date("2020-06-01"), Precision: dateline.Day}
			}
		}
		w.save(t, l)
		for _, c := range []struct {
			from, to string
			want     []string
		}{
			{"1950-01-01", "1950-12-31", nil},
			{"2021-03-09", "2021-03-09", []string{eLong, eMarket}},
			{"2021-03-10", "2021-03-10", []string{eLong}},
			{"2020-03-08", "2020-03-09", []string{eMarket}},
			{"2020-03-08", "2020-03-08", nil},
			{"2021-06-01", "2021-06-01", []string{eLong}},
			{"2021-06-02", "2021-06-02", nil},
			{"2030-01-01", "2030-12-31", nil},
		} {
			for _, q := range []dateline.Query{{From: date(c.from), To: date(c.to)}, {From: date(c.from), To: date(c.to), Types: []dateline.EventCode{"attack", "battle"}}} {
				page, err := w.Events(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				got := ids(page)
				slices.Sort(got)
				want := slices.Sorted(slices.Values(c.want))
				if !slices.Equal(got, want) {
					t.Errorf("from %s to %s: %v, not %v", c.from, c.to, got, want)
				}
			}
		}
	})
}

func TestStoriesAreListedByWhatIsAsked(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for name, c := range map[string]struct {
			q    dateline.Query
			want []string
		}{
			"all, the newest first":   {dateline.Query{}, []string{sMarket, sSchool, sOld}},
			"a type":                  {dateline.Query{Types: []dateline.EventCode{"battle"}}, []string{sSchool}},
			"not what is foiled":      {dateline.Query{Types: []dateline.EventCode{"attack.bombing"}}, []string{sMarket}},
			"unless asked for":        {dateline.Query{Types: []dateline.EventCode{"attack.bombing"}, All: true}, []string{sMarket, sSchool}},
			"of one event, not two":   {dateline.Query{Types: []dateline.EventCode{"battle"}, Places: []string{"Norland"}, All: true}, nil},
			"an outlet":               {dateline.Query{Outlets: []string{"Harbour Times"}}, []string{sMarket, sOld}},
			"outlets":                 {dateline.Query{Outlets: []string{"Harbour Times", "Valley Gazette"}}, []string{sMarket, sSchool, sOld}},
			"an outlet and a type":    {dateline.Query{Outlets: []string{"Harbour Times"}, Types: []dateline.EventCode{"attack.ambush"}}, []string{sOld}},
			"a word of any report":    {dateline.Query{Words: "column"}, []string{sMarket}},
			"a word and a place":      {dateline.Query{Words: "police", Places: []string{"Westmark"}}, []string{sSchool}},
			"origins":                 {dateline.Query{Origins: 2}, []string{sMarket}},
			"a report":                {dateline.Query{Report: w.opinion.ID}, []string{sMarket}},
			"a story":                 {dateline.Query{Story: sOld}, []string{sOld}},
			"a time":                  {dateline.Query{From: date("1964-01-01"), To: date("1964-12-31")}, []string{sOld}},
			"a word, outlet and time": {dateline.Query{Words: "archive", Outlets: []string{"Harbour Times", "Radio Valley"}, To: date("1970-01-01")}, []string{sOld}},
		} {
			t.Run(name, func(t *testing.T) {
				var parts []string
				for q := c.q; ; {
					page, err := w.Stories(t.Context(), q)
					if err != nil {
						t.Fatal(err)
					}
					parts = append(parts, ids(page)...)
					if q.Limit == 0 {
						if d := cmp.Diff(c.want, parts); d != "" {
							t.Errorf("(-want +got):\n%s", d)
						}
						if page.Total != len(c.want) && page.Total != -1 {
							t.Errorf("total %d", page.Total)
						}
						parts, q.Limit = nil, 1
						continue
					}
					if page.Next == "" {
						break
					}
					q.After = page.Next
				}
				if d := cmp.Diff(c.want, parts); d != "" {
					t.Errorf("by pages (-want +got):\n%s", d)
				}
			})
		}
	})
}

func TestAStoryIsQuietFiveDaysBehindTheNewestReport(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		page, err := w.Stories(t.Context(), dateline.Query{})
		if err != nil {
			t.Fatal(err)
		}
		got := map[dateline.StoryID]dateline.StoryState{}
		for _, s := range page.Items {
			got[s.ID] = s.State
		}
		if d := cmp.Diff(map[dateline.StoryID]dateline.StoryState{sMarket: dateline.Developing, sSchool: dateline.Quiet, sOld: dateline.Quiet}, got); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
		// A report five days after the newest of the market's story, and one of four.
		for _, c := range []struct {
			day  string
			want dateline.StoryState
		}{{"2021-03-17", dateline.Developing}, {"2021-03-18", dateline.Quiet}} {
			f := paper("Radio Valley", "", c.day, "Later news of "+c.day)
			if _, err := w.File(t.Context(), []dateline.Filing{f}); err != nil {
				t.Fatal(err)
			}
			var l dateline.Linking
			story("s20000000000000"+c.day[8:], &l, []dateline.Filing{f})
			w.save(t, l)
			told, err := w.Story(t.Context(), sMarket)
			if err != nil {
				t.Fatal(err)
			}
			if told.Story.State != c.want {
				t.Errorf("with a report of %s: %s, want %s", c.day, told.Story.State, c.want)
			}
		}
	})
}

func TestSearchFindsWords(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for name, c := range map[string]struct {
			q    dateline.Query
			want []dateline.ReportID // in order
		}{
			"the most relevant first":           {dateline.Query{Words: "market"}, []dateline.ReportID{w.opinion.ID, w.market2.ID, w.market.ID, w.radio.ID}},
			"all words are wanted":              {dateline.Query{Words: "market police"}, []dateline.ReportID{w.market.ID}},
			"a phrase":                          {dateline.Query{Words: `"car bombs"`}, []dateline.ReportID{w.market.ID}},
			"a phrase in curly quotes":          {dateline.Query{Words: "“cars by the gate”"}, []dateline.ReportID{w.market2.ID}},
			"a phrase and a word":               {dateline.Query{Words: `"fish market" odale`}, []dateline.ReportID{w.market.ID}},
			"words apart are no phrase":         {dateline.Query{Words: `"car market"`}, nil},
			"no phrase runs from title to text": {dateline.Query{Words: `"market explosions"`}, nil},
			"one and many are alike":            {dateline.Query{Words: "explosion"}, []dateline.ReportID{w.market.ID}},
			"a genitive is no other word":       {dateline.Query{Words: "governors"}, []dateline.ReportID{w.radio.ID}},
			"accents and case do not count":     {dateline.Query{Words: "ZEPHYRINE"}, []dateline.ReportID{w.undated.ID}},
			"accents looked for":                {dateline.Query{Words: "café"}, []dateline.ReportID{w.undated.ID}},
			"the title":                         {dateline.Query{Words: "matters"}, []dateline.ReportID{w.opinion.ID}},
			"an outlet":                         {dateline.Query{Words: "market", Outlets: []string{"Radio Valley", "Nobody"}}, []dateline.ReportID{w.radio.ID}},
			"published from a day on":           {dateline.Query{Words: "market", From: date("2021-03-12")}, []dateline.ReportID{w.opinion.ID, w.market2.ID}},
			"published up to a day":             {dateline.Query{Words: "market", To: date("2021-03-10")}, []dateline.ReportID{w.market.ID}},
			"no time is in no time":             {dateline.Query{Words: "leaflet", From: date("2021-01-01")}, nil},
			"of long ago":                       {dateline.Query{Words: "convoy", To: date("1964-05-02")}, []dateline.ReportID{w.old.ID}},
			"what tells of a type":              {dateline.Query{Words: "market", Types: []dateline.EventCode{"attack.armed"}}, []dateline.ReportID{w.market.ID}},
			"what tells of a foiled event":      {dateline.Query{Words: "police", Statuses: []dateline.Status{dateline.StatusFoiled}}, []dateline.ReportID{w.school.ID}},
			"what tells of a place and actor":   {dateline.Query{Words: "police", Places: []string{"Norland"}, Actors: []dateline.ActorID{"northern-front"}}, []dateline.ReportID{w.market.ID}},
			"a story":                           {dateline.Query{Words: "police", Story: sSchool}, []dateline.ReportID{w.school.ID}},
			"a report":                          {dateline.Query{Words: "market", Report: w.radio.ID}, []dateline.ReportID{w.radio.ID}},
			"signs are no syntax":               {dateline.Query{Words: `market' & ! NOT (police) * : <->`}, nil},
			"nothing of it":                     {dateline.Query{Words: "zeppelin"}, nil},
		} {
			t.Run(name, func(t *testing.T) {
				page, err := w.Search(t.Context(), c.q)
				if err != nil {
					t.Fatal(err)
				}
				var got []dateline.ReportID
				for _, h := range page.Items {
					got = append(got, h.Report.ID)
				}
				if name == "the most relevant first" { // after the first two, databases weigh in their own ways
					slices.Sort(c.want[2:])
					slices.Sort(got[min(2, len(got)):])
				}
				if d := cmp.Diff(c.want, got); d != "" {
					t.Errorf("(-want +got):\n%s", d)
				}
				if page.Total != len(c.want) {
					t.Errorf("total %d", page.Total)
				}
			})
		}
	})
}

func TestASearchGoesByPages(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		q := dateline.Query{Words: "market"}
		all, err := w.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		var parts []string
		for q.Limit = 1; ; {
			page, err := w.Search(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, ids(page)...)
			if q.After = page.Next; q.After == "" {
				break
			}
		}
		if d := cmp.Diff(ids(all), parts); d != "" || len(parts) != 4 {
			t.Errorf("(-whole +by pages):\n%s", d)
		}
	})
}

func TestASnippetMarksWhatWasFound(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		page, err := w.Search(t.Context(), dateline.Query{Words: `"car bomb" market`})
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Items) != 1 {
			t.Fatalf("%d hits", len(page.Items))
		}
		h := page.Items[0]
		var marked []string
		for _, m := range h.Snippet.Marks {
			marked = append(marked, m.In(h.Snippet.Text))
		}
		if d := cmp.Diff([]string{"market", "car bombs"}, marked); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
		if h.Snippet.In(w.market.Text) != h.Snippet.Text {
			t.Errorf("the snippet %q does not stand at its place", h.Snippet.Text)
		}
		if len(h.Title) != 1 || h.Title[0].In(*h.Report.Title) != "market" || h.Report.Text != "" {
			t.Errorf("title marked at %v, text of %d bytes", h.Title, len(h.Report.Text))
		}
		if !slices.Equal(h.Stories, []dateline.StoryID{sMarket}) {
			t.Errorf("stories %v", h.Stories)
		}
	})
}

func TestWhatCannotBeAskedIsRefused(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		page, err := w.Events(t.Context(), dateline.Query{Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		for name, q := range map[string]dateline.Query{
			"a time that ends before it begins": {From: date("2021-02-02"), To: date("2021-02-01"), Words: "x1"},
			"a status that is none":             {Statuses: []dateline.Status{"maybe"}, Words: "x1"},
			"no word":                           {Words: "¿ !"},
			"too many words":                    {Words: strings.Repeat("word ", 40)},
			"a page of another query":           {After: page.Next, Words: "x1", Types: []dateline.EventCode{"attack"}},
			"no page":                           {After: "%%%", Words: "x1"},
			"half a page":                       {After: page.Next[:len(page.Next)/2], Words: "x1"},
			"less than no limit":                {Limit: -1, Words: "x1"},
		} {
			t.Run(name, func(t *testing.T) {
				if _, err := w.Events(t.Context(), q); dateline.KindOf(err) != dateline.Invalid {
					t.Errorf("events: %v", err)
				}
				if _, err := w.Stories(t.Context(), q); dateline.KindOf(err) != dateline.Invalid {
					t.Errorf("stories: %v", err)
				}
				if _, err := w.Search(t.Context(), q); dateline.KindOf(err) != dateline.Invalid {
					t.Errorf("search: %v", err)
				}
			})
		}
	})
}

func TestThingsAreFoundByWhatTheirIDsBeginWith(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for prefix, want := range map[string]string{eMarket: eMarket, "e00000000000000a": eMarket, "E1000000000000 0D": "", "s1": sOld, string(w.radio.ID)[:14]: string(w.radio.ID),
			string(w.radio.ID) + "-a": string(w.radio.ID) + "-a1"} {
			if want == "" {
				continue
			}
			if _, id, err := w.Resolve(t.Context(), prefix); err != nil || id != want {
				t.Errorf("%s is %q, %v", prefix, id, err)
			}
		}
		_, err := w.Event(t.Context(), "e0")
		if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), eMarket) || !strings.Contains(err.Error(), eSchool[:1]) {
			t.Errorf("of several: %v", err)
		}
		if _, err := w.Event(t.Context(), "eff"); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("of none: %v", err)
		}
		if _, err := w.Event(t.Context(), sOld); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("of a story: %v", err)
		}
		if _, _, err := w.Resolve(t.Context(), "x9"); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("of nothing: %v", err)
		}
		e, err := w.Event(t.Context(), eMarket)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(mustJSON(t, w.linking.Events[0]), mustJSON(t, *e)); d != "" {
			t.Errorf("(-saved +found):\n%s", d)
		}
		told, err := w.Story(t.Context(), "s00000000000000 11"[:10]+"000000")
		if err == nil {
			t.Errorf("%s found by an ID of two", told.Story.ID)
		}
		told, err = w.Story(t.Context(), sMarket)
		if err != nil {
			t.Fatal(err)
		}
		if len(told.Events) != 2 || len(told.Reports) != 4 || len(told.Proposals) != 1 || told.Reports[1].ID != w.radio.ID || told.Events[1].ID != eShots {
			t.Errorf("%d events, %d reports, %d proposals", len(told.Events), len(told.Reports), len(told.Proposals))
		}
		sheet, err := w.Sheet(t.Context(), string(w.market.ID)[:12])
		if err != nil {
			t.Fatal(err)
		}
		if sheet.Filing.Text != w.market.Text || len(sheet.Stories) != 1 || len(sheet.Events) != 2 || !sheet.Filing.Received.Equal(received) || sheet.Reading == nil || len(sheet.Reading.Statements) != 1 {
			t.Errorf("sheet %+v", sheet)
		}
	})
}
