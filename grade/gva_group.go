package grade

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dateline"
)

// gvaBaseline is what gva's grouping stands beside. Its numbers lie in the middle of
// the best of a grid on dev: pairwise F1 .713 and B-cubed F1 .914 there, the best of all
// .714 and .914. By the sum of a group's texts instead of its likest text the best was two
// points worse; other forms of decay, or titles counted again, gave less than a point.
var gvaBaseline = tfidfBaseline{Least: .16, HalfLife: 9}

// A gvaGrouping is how a system groups reports, and what each group says of its shooting.
type gvaGrouping struct {
	of      Clustering           // reports by gva's id
	answers map[string]gvaAnswer // by group; none where no shooting is told
}

// gvaGroups scores reports brought together; each incident is a document.
func gvaGroups(all []gvaReport, rows map[string]gvaRow, in Input) (*Sheet, error) {
	reports := gvaInOrder(all)
	incident, gold := map[string]string{}, Clustering{}
	for _, g := range all {
		incident[g.ID], gold[g.ID] = g.Incident, g.Incident
	}
	var ours gvaGrouping
	if in.Predictions != "" {
		var err error
		if ours, err = readGVAGroups(in.Predictions, all); err != nil {
			return nil, err
		}
	} else {
		ours = linkGVA(reports, in)
	}
	plain := gvaBaseline.reports(reports)
	members := map[string][]*dateline.Report{}
	for i := range reports {
		members[incident[reports[i].Path]] = append(members[incident[reports[i].Path]], &reports[i])
	}
	within := map[string][]*dateline.Report{}
	for i := range reports {
		within[ours.of[reports[i].Path]] = append(within[ours.of[reports[i].Path]], &reports[i])
	}
	pairs, bcubed := sharesOf(gold, ours.of)
	plainPairs, plainBCubed := sharesOf(gold, plain)
	s := &Sheet{}
	rowless := 0
	for _, name := range slices.Sorted(maps.Keys(members)) {
		d := &Doc{Name: "incident " + name}
		d.Agreed("pairwise", pairs[name])
		d.Agreed("bcubed", bcubed[name])
		d.Agreed("baseline pairwise", plainPairs[name])
		d.Agreed("baseline bcubed", plainBCubed[name])
		parts := partsOf(members[name], ours.of)
		d.cutAndMixed(parts, within, ours.of, gold)
		if row, ok := rows[name]; ok {
			row.score(d, ours.answers[ours.of[parts[0][0].Path]])
		} else {
			rowless++
		}
		s.Docs = append(s.Docs, d)
	}
	s.Metrics = slices.Concat(AgreementPRF("pairwise", "pairwise"), AgreementPRF("bcubed", "bcubed"),
		AgreementPRF("baseline_pairwise", "baseline pairwise")[2:], AgreementPRF("baseline_bcubed", "baseline bcubed")[2:], gvaValues())
	s.Notes = append(s.Notes, fmt.Sprintf("Each document is an incident: %d incidents of %d reports, which come in %d groups; the baseline makes %d.",
		len(members), len(reports), len(within), len(distinct(plain))))
	if rowless > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("Incidents without a row, which count in the grouping alone: %d.", rowless))
	}
	return s, nil
}

// gvaInOrder are the reports as the linker takes them: by publication, those
// without one last, then by the hash of their text; numbered in that order. Path is gva's id.
func gvaInOrder(all []gvaReport) []dateline.Report {
	out := make([]dateline.Report, len(all))
	for i, g := range all {
		out[i] = *g.Report()
		sum := sha256.Sum256([]byte(out[i].Text))
		out[i].SHA256 = hex.EncodeToString(sum[:])
	}
	slices.SortFunc(out, func(a, b dateline.Report) int {
		switch {
		case a.Published == nil && b.Published != nil:
			return 1
		case a.Published != nil && b.Published == nil:
			return -1
		case a.Published != nil:
			if c := a.Published.Time.Compare(b.Published.Time); c != 0 {
				return c
			}
		}
		return cmp.Or(cmp.Compare(a.SHA256, b.SHA256), cmp.Compare(a.Path, b.Path))
	})
	for i := range out {
		out[i].ID = dateline.ReportID(fmt.Sprintf("r%d", i+1))
	}
	return out
}

// linkGVA is the program's own grouping: stories. A report of several stories
// counts in that in which it has the most accounts, the first of such. What a story says
// is what its event says that harms people and is told by most of its reports.
func linkGVA(reports []dateline.Report, in Input) gvaGrouping {
	readings := each(len(reports), func(i int) *dateline.Reading { return in.Read(&reports[i]) })
	rec := in.Link(reports, readings)
	path := map[dateline.ReportID]string{}
	out := gvaGrouping{Clustering{}, map[string]gvaAnswer{}}
	for _, r := range reports {
		path[r.ID] = r.Path
		out.of[r.Path] = "report " + r.Path // until a story holds it
	}
	type place struct {
		report dateline.ReportID
		story  dateline.StoryID
	}
	accounts := map[place]int{}
	events := map[dateline.StoryID][]*dateline.Event{}
	for i := range rec.Events {
		e := &rec.Events[i]
		events[e.Story] = append(events[e.Story], e)
		for _, a := range e.Accounts {
			accounts[place{a.Report, e.Story}]++
		}
	}
	most := map[dateline.ReportID]int{}
	for _, s := range rec.Stories {
		for _, r := range s.Reports {
			if n := 1 + accounts[place{r, s.ID}]; n > most[r] {
				most[r], out.of[path[r]] = n, string(s.ID)
			}
		}
		if e := toldByMost(events[s.ID]); e != nil {
			out.answers[string(s.ID)] = answerOf(e.Time, e.Places, e.Casualties, "event "+string(e.ID))
		}
	}
	return out
}

// toldByMost is the event that most reports tell, among those that harm people:
// with casualties, else any attack. Of equals it is the first.
func toldByMost(events []*dateline.Event) *dateline.Event {
	var best *dateline.Event
	most := 0
	for _, casualties := range []bool{true, false} {
		for _, e := range events {
			if !harms(e.Type) || casualties && !hurt(e.Casualties) {
				continue
			}
			tellers := map[dateline.ReportID]bool{}
			for _, a := range e.Accounts {
				tellers[a.Report] = true
			}
			if len(tellers) > most {
				best, most = e, len(tellers)
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}

// reports groups reports that stand in order of publication. One without a
// date counts as of the last day.
func (b tfidfBaseline) reports(reports []dateline.Report) Clustering {
	texts, days := make([]string, len(reports)), make([]int, len(reports))
	for i, r := range reports {
		texts[i] = r.Text
		switch {
		case r.Published != nil:
			days[i] = r.Published.Day().Sub(dateline.Date{Year: 1970, Month: 1, Day: 1})
		case i > 0:
			days[i] = days[i-1]
		}
	}
	out := Clustering{}
	for i, k := range b.group(texts, days) {
		out[reports[i].Path] = fmt.Sprint(k)
	}
	return out
}

// sharesOf parts Pairwise and BCubed among gold clusters, so that they can be drawn
// anew: a pair that came and lies in two gold clusters is half of either. Both
// sides must hold the same items.
func sharesOf(gold, system Clustering) (pairwise, bcubed map[string]Agreement) {
	o := overlapOf(gold, system)
	pairwise, bcubed = map[string]Agreement{}, map[string]Agreement{}
	names := distinct(gold)
	for _, c := range o.cells {
		n, in, came := float64(c.n), float64(o.gold[c.gold]), float64(o.system[c.system])
		name := names[c.gold]
		pairwise[name] = pairwise[name].Add(Agreement{pairs(c.n), n * (came - 1) / 2, pairs(c.n), n * (in - 1) / 2})
		bcubed[name] = bcubed[name].Add(Agreement{n * n / came, n, n * n / in, n})
	}
	return pairwise, bcubed
}

// partsOf is a cluster's reports by another clustering: the largest part first,
// of equals that with the earliest report.
func partsOf(reports []*dateline.Report, by Clustering) [][]*dateline.Report {
	at := map[string]int{}
	var out [][]*dateline.Report
	for _, r := range reports {
		i, ok := at[by[r.Path]]
		if !ok {
			i = len(out)
			at[by[r.Path]] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], r)
	}
	slices.SortStableFunc(out, func(a, b []*dateline.Report) int { return cmp.Compare(len(b), len(a)) })
	return out
}

// maxMixed is how many other incidents of a group are spelled out.
const maxMixed = 10

// cutAndMixed notes of an incident's parts those beside the first as cut off, and
// of the groups that they lie in the reports of other incidents as mixed in.
func (d *Doc) cutAndMixed(parts [][]*dateline.Report, within map[string][]*dateline.Report, ours, gold Clustering) {
	name := func(part []*dateline.Report) string { return ours[part[0].Path] }
	for _, part := range parts[1:] {
		d.Miss("cut", fmt.Sprintf("in %s: %s", name(parts[0]), headlines(parts[0])), fmt.Sprintf("in %s: %s", name(part), headlines(part)))
	}
	for _, part := range parts {
		others := slices.DeleteFunc(partsOf(within[name(part)], gold), func(o []*dateline.Report) bool { return gold[o[0].Path] == gold[part[0].Path] })
		for i, other := range others {
			came := fmt.Sprintf("with incident %s: %s", gold[other[0].Path], headlines(other))
			if i == maxMixed {
				came = fmt.Sprintf("with %d more incidents", len(others)-maxMixed)
			}
			d.Miss("mixed", fmt.Sprintf("in %s alone: %s", name(part), headlines(part)), came)
			if i == maxMixed {
				break
			}
		}
	}
}

func headlines(reports []*dateline.Report) string {
	var out []string
	for _, r := range reports {
		day := "no date"
		if r.Published != nil {
			day = r.Published.Day().String()
		}
		out = append(out, fmt.Sprintf("%s %q", day, orEmpty(r.Title)))
	}
	return strings.Join(out, ", ")
}
