package grade

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// streamBlocks is into how many parts stories are put at most, to be drawn anew.
const streamBlocks = 1000

var streamMetrics = slices.Concat(
	[]Metric{Accuracy("told", "told"), {"account", Share, func(ds []*Doc) float64 { h := sum(ds, "account"); return ratio(h.Right, h.Came) }}},
	shares("account_type", "account_day", "account_day_wrong", "account_place", "account_place_wrong", "account_killed", "account_killed_wrong", "account_background"),
	PRF("event_pairwise", "event_pairwise"),
	PRF("event_linked", "event_linked"),
	PRF("event_whole", "event_whole"),
	PRF("story_pairwise", "story_pairwise"),
	twoSided("story_bcubed"),
	PRF("origin_pairwise", "origin_pairwise"),
	[]Metric{Accuracy("origin_exact", "origin_exact"), Accuracy("origin_edited", "origin_edited"), Accuracy("origin_rewrite", "origin_rewrite"),
		Accuracy("day", "day"), Accuracy("place", "place"), Accuracy("killed", "killed")},
)

func shares(names ...string) []Metric {
	var out []Metric
	for _, n := range names {
		out = append(out, Accuracy(n, n))
	}
	return out
}

// twoSided are precision, recall and F1 of a measure whose right is not the same
// on both sides: name+"_p" counts what came, name+"_r" what was wanted.
func twoSided(name string) []Metric {
	p := func(ds []*Doc) float64 { h := sum(ds, name+"_p"); return ratio(h.Right, h.Came) }
	r := func(ds []*Doc) float64 { h := sum(ds, name+"_r"); return ratio(h.Right, h.Wanted) }
	return []Metric{
		{name + "_precision", Percent, func(ds []*Doc) float64 { return 100 * p(ds) }},
		{name + "_recall", Percent, func(ds []*Doc) float64 { return 100 * r(ds) }},
		{name + "_f1", Percent, func(ds []*Doc) float64 { return 100 * ratio(2*p(ds)*r(ds), p(ds)+r(ds)) }},
	}
}

// A streamScore scores a linked stream, block by block of its stories.
type streamScore struct {
	truth *streamTruth
	rec   dateline.Record
	items []streamItem
	docs  []*Doc
	per   int // stories in a block
}

func streamDocs(truth *streamTruth, rec dateline.Record) []*Doc {
	s := &streamScore{truth: truth, rec: rec, items: matchStream(truth, rec), per: 1}
	last := 0
	for _, r := range truth.reports {
		if r.Story != nil {
			last = max(last, storyNumber(*r.Story))
		}
	}
	s.per = last/streamBlocks + 1
	for from := 0; from <= last; from += s.per {
		s.docs = append(s.docs, &Doc{Name: fmt.Sprintf("stories %d to %d", from, from+s.per-1)})
	}
	s.accounts()
	s.stories()
	s.origins()
	s.values()
	return slices.DeleteFunc(s.docs, func(d *Doc) bool { return d.Hits == nil })
}

func storyNumber(id string) int {
	n, _ := strconv.Atoi(strings.TrimPrefix(id, "s"))
	return n
}

// doc is the block of a story; round-ups are of block 0.
func (s *streamScore) doc(story *string) *Doc {
	if story == nil {
		return s.docs[0]
	}
	return s.docs[storyNumber(*story)/s.per]
}

func (s *streamScore) itemDoc(it streamItem) *Doc {
	if e := s.truth.events[it.event]; e != nil {
		return s.doc(&e.Story)
	}
	return s.doc(s.truth.reports[it.report].Story)
}

// pairHits adds each item's half of the pairs that it is in.
func pairHits[T any](items []T, gold, system func(T) string, add func(T, Hits)) {
	type cell struct{ gold, system string }
	inGold, inSystem, inBoth := map[string]int{}, map[string]int{}, map[cell]int{}
	for _, it := range items {
		g, m := gold(it), system(it)
		if g != "" {
			inGold[g]++
		}
		if m != "" {
			inSystem[m]++
		}
		if g != "" && m != "" {
			inBoth[cell{g, m}]++
		}
	}
	for _, it := range items {
		g, m := gold(it), system(it)
		var h Hits
		if g != "" {
			h.Wanted = float64(inGold[g]-1) / 2
		}
		if m != "" {
			h.Came = float64(inSystem[m]-1) / 2
		}
		if g != "" && m != "" {
			h.Right = float64(inBoth[cell{g, m}]-1) / 2
		}
		add(it, h)
	}
}

func (s *streamScore) accounts() {
	for _, it := range s.items {
		d := s.itemDoc(it)
		matched := bool2float(it.event != "" && it.machine != "")
		if it.event != "" {
			d.Add("told", matched, 0, 1)
		}
		if it.machine != "" {
			d.Add("account", matched, 1, 0)
		}
	}
	s.fields()
	machine := func(it streamItem) string { return it.machine }
	matchedEvent := func(it streamItem) string {
		if it.machine == "" {
			return ""
		}
		return it.event
	}
	pairHits(s.items, matchedEvent, machine, func(it streamItem, h Hits) { s.itemDoc(it).Add("event_pairwise", h.Right, h.Came, h.Wanted) })
	uncut := slices.DeleteFunc(slices.Clone(s.items), func(it streamItem) bool { return it.half })
	pairHits(uncut, matchedEvent, machine, func(it streamItem, h Hits) { s.itemDoc(it).Add("event_linked", h.Right, h.Came, h.Wanted) })
	pairHits(s.items, func(it streamItem) string { return it.event }, machine,
		func(it streamItem, h Hits) { s.itemDoc(it).Add("event_whole", h.Right, h.Came, h.Wanted) })
}

func bool2float(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func (s *streamScore) stories() {
	system := map[dateline.ReportID]string{}
	for _, st := range s.rec.Stories {
		for _, r := range st.Reports {
			if _, ok := system[r]; !ok {
				system[r] = string(st.ID)
			}
		}
	}
	type item struct{ gold, system string }
	var items []item
	goldSize, systemSize, both := map[string]int{}, map[string]int{}, map[item]int{}
	for _, r := range s.rec.Reports {
		told := s.truth.reports[string(r.ID)]
		if told.Story == nil {
			continue
		}
		it := item{*told.Story, system[r.ID]}
		items = append(items, it)
		goldSize[it.gold]++
		systemSize[it.system]++
		both[it]++
	}
	pairHits(items, func(it item) string { return it.gold }, func(it item) string { return it.system }, func(it item, h Hits) {
		s.doc(&it.gold).Add("story_pairwise", h.Right, h.Came, h.Wanted)
	})
	for _, it := range items {
		d := s.doc(&it.gold)
		d.Add("story_bcubed_p", float64(both[it])/float64(systemSize[it.system]), 1, 0)
		d.Add("story_bcubed_r", float64(both[it])/float64(goldSize[it.gold]), 0, 1)
	}
	seen := map[item]bool{}
	parts := map[string][]string{}
	for _, it := range items {
		if !seen[it] {
			seen[it] = true
			parts[it.gold] = append(parts[it.gold], it.system)
		}
	}
	mixed := map[string]map[string]bool{}
	for it := range seen {
		if mixed[it.system] == nil {
			mixed[it.system] = map[string]bool{}
		}
		mixed[it.system][it.gold] = true
	}
	for _, gold := range sortedKeys(parts) {
		if n := len(parts[gold]); n > 1 {
			s.doc(&gold).Miss("story", "one story, "+gold+" of "+fmt.Sprint(goldSize[gold])+" reports", fmt.Sprintf("%d stories, %s", n, firsts(parts[gold])))
		}
		for _, m := range parts[gold] {
			if n := len(mixed[m]); n > 1 {
				s.doc(&gold).Miss("story", gold+" by itself", fmt.Sprintf("story %s of %d stories, %s", m, n, firsts(sortedKeys(mixed[m]))))
			}
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return out
}

func firsts(names []string) string {
	if len(names) > 6 {
		return strings.Join(names[:6], " ") + " ..."
	}
	return strings.Join(names, " ")
}

func (s *streamScore) origins() {
	system := map[string]string{}
	for _, r := range s.rec.Reports {
		system[string(r.ID)] = string(r.Origin)
	}
	pairHits(s.rec.Reports, func(r dateline.Report) string { return s.truth.reports[string(r.ID)].Origin }, func(r dateline.Report) string { return string(r.Origin) },
		func(r dateline.Report, h Hits) {
			s.doc(s.truth.reports[string(r.ID)].Story).Add("origin_pairwise", h.Right, h.Came, h.Wanted)
		})
	for _, r := range s.rec.Reports {
		told := s.truth.reports[string(r.ID)]
		if told.CopyOf == nil {
			continue
		}
		right := system[told.ID] != "" && system[told.ID] == system[*told.CopyOf]
		s.doc(told.Story).Add("origin_"+told.Kind, bool2float(right), 0, 1)
	}
}

// values compares merged events with what happened.
func (s *streamScore) values() {
	byID := map[string]*dateline.Event{}
	for i := range s.rec.Events {
		byID[string(s.rec.Events[i].ID)] = &s.rec.Events[i]
	}
	byGold := map[string][]streamItem{}
	for _, it := range s.items {
		if it.event != "" && it.machine != "" {
			byGold[it.event] = append(byGold[it.event], it)
		}
	}
	for _, id := range sortedKeys(byGold) {
		gold := s.truth.events[id]
		var merged *dateline.Event
		in := map[string]int{}
		for _, it := range byGold[id] {
			if in[it.machine]++; merged == nil || in[it.machine] > in[string(merged.ID)] {
				merged = byID[it.machine]
			}
		}
		d := s.doc(&gold.Story)
		judge := func(measure string, told func(streamItem) bool, right bool, wanted, came string) {
			if !slices.ContainsFunc(byGold[id], told) {
				return
			}
			d.Add(measure, bool2float(right), 0, 1)
			if !right {
				d.Miss(measure, gold.ID+": "+wanted, came)
			}
		}
		judge("day", func(it streamItem) bool { return isDay(it.account.Time, gold.Day) }, isDay(merged.Time, gold.Day), gold.Day, daysOf(merged.Time))
		there := func(p dateline.PlaceRef) bool { return slices.Equal(p.Path, gold.Place) }
		judge("place", func(it streamItem) bool { return slices.ContainsFunc(it.account.Places, there) }, slices.ContainsFunc(merged.Places, there), strings.Join(gold.Place, "/"), placesOf(merged.Places))
		if gold.Killed > 0 {
			n := mergedToll(merged)
			judge("killed", func(it streamItem) bool { return it.mention.Killed != nil && *it.mention.Killed == gold.Killed }, n == gold.Killed, fmt.Sprint(gold.Killed), fmt.Sprint(n))
		}
	}
}

func isDay(t dateline.Time, day string) bool {
	return t.Start != nil && t.End != nil && t.Start.String() == day && t.End.Sub(*t.Start) == 1
}

func daysOf(t dateline.Time) string {
	if t.Start == nil {
		return "no day"
	}
	return t.Start.String() + " to " + t.End.String()
}

func placesOf(ps []dateline.PlaceRef) string {
	var out []string
	for _, p := range ps {
		out = append(out, strings.Join(p.Path, "/"))
	}
	return strings.Join(out, "; ")
}

// mergedToll is the best figure of the dead: the first, as the record orders them,
// that is not of an armed group, else the first; -1 when none is given.
func mergedToll(e *dateline.Event) int {
	best := -1
	for _, t := range e.Tolls {
		if t.Status != dateline.Killed || t.Best.Low == nil {
			continue
		}
		if t.Side != dateline.ArmedGroup {
			return *t.Best.Low
		}
		if best < 0 {
			best = *t.Best.Low
		}
	}
	return best
}
