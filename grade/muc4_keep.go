package grade

import (
	"slices"
	"strings"

	"dateline/tagger"
)

// Columns of a row that tells of an incident whether a key would have it.
const (
	keepKind = iota
	keepBest
	keepSum
	keepSecond
	keepUnits
	keepFirst
	keepLast
	keepRelevance
	keepRank
	keepIncidents
	keepTop // the best of the report
	keepSentences
	keepEvent
	keepEventTop
	keepDays
	keepDayKind
	keepPlaced
	keepCountry
	keepGenre
	keepOrgs
	keepOrgBest
	keepSameKind
	keepLater
	keepStage
	keepTriggers
	keepNumber
	keepRoleFrom
	keepColumns = keepRoleFrom + int(tagger.FillRoles)
)

var genreWord = []string{"[COMMUNIQUE]", "[EDITORIAL", "[SPEECH", "[INTERVIEW", "[COMMENTARY", "[NEWS CONFERENCE", "[REPORT]", "[FROM"}

// genre is what a report says of itself in its first line: one more than the place in genreWord, 0 for nothing.
func (r *mucReport) genre() int32 {
	for i, w := range genreWord {
		if strings.Contains(r.words[:min(len(r.words), 300)], w) {
			return int32(i + 1)
		}
	}
	return 0
}

// keepRows tell of each incident of a report.
func (r *mucReport) keepRows(all []incident) [][]int32 {
	tops := make([]int32, len(all))
	for i, in := range all {
		tops[i] = bestScore(in.fills[:in.own])
	}
	genre := r.genre()
	var out [][]int32
	for i, in := range all {
		row := make([]int32, keepColumns)
		for k := range tagger.FillRoles {
			row[keepRoleFrom+int(k)] = -far
		}
		row[keepSecond] = -far
		for _, f := range in.fills[:in.own] {
			c := keepRoleFrom + int(f.Role)
			row[c] = max(row[c], f.Score)
			row[keepSum] += max(0, f.Score+2500)
			if f.Score < tops[i] {
				row[keepSecond] = max(row[keepSecond], f.Score)
			}
		}
		row[keepKind], row[keepBest] = kindNumber(in.kind), tops[i]
		order := slices.Clone(in.sentences)
		slices.Sort(order)
		order = slices.Compact(order)
		row[keepUnits], row[keepFirst], row[keepLast] = int32(len(order)), int32(order[0]), int32(order[len(order)-1])
		row[keepRelevance], row[keepIncidents], row[keepSentences] = r.relevance, int32(len(all)), int32(len(r.sentences))
		row[keepTop] = slices.Max(tops)
		row[keepEvent] = -far
		for _, s := range order {
			if s < len(r.events) {
				row[keepEvent] = max(row[keepEvent], r.events[s])
			}
			row[keepTriggers] += int32(len(r.triggersIn(s)))
		}
		row[keepEventTop] = -far
		for _, e := range r.events {
			row[keepEventTop] = max(row[keepEventTop], e)
		}
		for j, o := range all {
			if tops[j] > tops[i] {
				row[keepRank]++
			}
			if j != i && o.kind == in.kind {
				row[keepSameKind]++
				row[keepLater] |= b2i(j < i)
			}
		}
		row[keepDays], row[keepDayKind] = r.daysBefore(r.date(in))
		row[keepPlaced] = b2i(in.leaf != "")
		row[keepCountry] = b2i(slices.Contains(mucCountries[:9], r.country))
		row[keepGenre], row[keepOrgs] = genre, int32(len(in.fills)-in.own)
		row[keepOrgBest] = bestScore(in.fills[in.own:])
		row[keepStage] = int32(len(r.stage(in)))
		row[keepNumber] = int32(in.own)
		out = append(out, row)
	}
	return out
}

// daysBefore is how many days before its report a date begins, and of which form it is.
func (r *mucReport) daysBefore(date string) (days, form int32) {
	from, to, ok := mucDates(date)
	if !ok || r.day == nil {
		return -1, 0
	}
	if from == 0 {
		return 0, 1
	}
	form = 2
	if from != to {
		form = 3
	}
	d := calendarDay(from)
	return int32(r.day.Sub(d)), form
}

// triggersIn are the beginnings of a sentence's words that tell of incidents.
func (r *mucReport) triggersIn(s int) map[string]bool {
	out := map[string]bool{}
	for _, t := range r.parsed[s].Tokens {
		w := strings.ToUpper(t.Text)
		for _, g := range mucTriggers {
			for _, p := range g.words {
				if strings.HasPrefix(w, p) {
					out[p] = true
				}
			}
		}
	}
	return out
}

// bestScore is the score of the surest filler.
func bestScore(fills []tagger.Fill) int32 {
	best := int32(-far)
	for _, f := range fills {
		best = max(best, f.Score)
	}
	return best
}
