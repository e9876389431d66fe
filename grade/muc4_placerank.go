package grade

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Columns of a row that tells of a place where an incident may have been.
const (
	placeLevels = iota
	placeKind
	placeCountryOnly
	placeMainCountry
	placeNear      // sentences to the nearest that tells of the incident
	placeBytes     // bytes to the nearest filler
	placeSigned    // the same with its sign: after the filler or before
	placeIn        // the best word before a naming in those sentences
	placeInAny     // and anywhere
	placeCount     // how often it is named
	placeFirst     // the first sentence that names it
	placeDateline  // the dateline names it
	placeRivals    // other places named in the sentences of the incident
	placeNearest   // by how many bytes another place is nearer
	placeCloser    // how many places are nearer
	placeHolds     // a finer candidate has this as an area
	placeWithin    // its area is listed as one around it
	placeAreaNear  // bytes between it and its area
	placeSenses    // how many listed places have the name
	placeHere      // places within the incident's sentences at all
	placeCapital   // it is its country's capital
	placeSentences // sentences of the report
	placeOrdinal   // which incident of the report
	placeIncidents // of how many
	placeKindBeside
	placeNamesakes  // a finer or coarser sense of the same name is a candidate
	placeCountries  // countries named
	placeFillerKind // what kind of incident
	placeInsideName // it stands within a filler's own words
	placeLevelAreas // areas that this candidate could have named and did not
	placeRule       // the rules' choice: 3 this, 2 a part of this, 1 this is a part of it
	placeRuleLevels
	placeTrigger // bytes to the nearest word that tells of an incident
	placeComma   // a comma and another place follow
	placeHereCount
	placeStart  // sentences from its first naming to the incident's first sentence
	placeSource // who reports
	placeColumns
)

// A placeGuess is a place where an incident may have been, as a key writes it, and
// what speaks for it.
type placeGuess struct {
	words string
	row   []int32
}

// far is a distance that stands for none.
const far = 9999

// An incidentView is where the fillers of an incident stand.
type incidentView struct {
	sentences         []int
	spots             []int // bytes, in order
	ordinal, incident int
	kind              int32
}

// viewOf is the view of incident k of all.
func (r *mucReport) viewOf(all []incident, k int) incidentView {
	in := all[k]
	v := incidentView{ordinal: k, incident: len(all), kind: kindNumber(in.kind)}
	v.sentences = slices.Clone(in.sentences)
	slices.Sort(v.sentences)
	v.sentences = slices.Compact(v.sentences)
	for _, f := range in.fills {
		if s := r.sentenceOf(f.Span.Start); slices.Contains(v.sentences, s) {
			v.spots = append(v.spots, f.Span.Start)
		}
	}
	if len(v.spots) == 0 && len(v.sentences) > 0 {
		v.spots = append(v.spots, r.sentences[v.sentences[0]].Start)
	}
	slices.Sort(v.spots)
	return v
}

func kindNumber(kind string) int32 {
	for i, t := range mucTriggers {
		if t.kind == kind {
			return int32(i)
		}
	}
	return int32(len(mucTriggers))
}

// near is how many sentences lie between a sentence and the incident's nearest.
func (v incidentView) near(s int) int {
	best := far
	for _, t := range v.sentences {
		best = min(best, max(s-t, t-s))
	}
	return best
}

// reach is how many bytes lie between a byte and the incident's nearest filler, negative before it.
func (v incidentView) reach(at int) int {
	best := far
	for _, t := range v.spots {
		if d := at - t; max(d, -d) < max(best, -best) {
			best = d
		}
	}
	return best
}

func prepositionRank(before string) int32 {
	switch {
	case before == "IN" || before == "AT":
		return 6
	case before == "NEAR" || before == "OUTSIDE" || before == "AROUND":
		return 5
	case before == "," || before == "OF":
		return 4
	case before == "FROM" || before == "TO":
		return 2
	case placePrepositions[before]:
		return 3
	}
	return 0
}

func placeKindNumber(full string) int32 {
	switch {
	case areaPlace.MatchString(full):
		return 1
	case cityPlace.MatchString(full):
		return 2
	case quarterPlace.MatchString(full):
		return 4
	case strings.Contains(full, "(FARM") || strings.Contains(full, "(VILLAGE") || strings.Contains(full, "(CANTON") || strings.Contains(full, "(COMMUNITY") || strings.Contains(full, "(HAMLET"):
		return 3
	case !strings.Contains(full, "("):
		return 6
	}
	return 5
}

// sensesOf are the listed places that a name may stand for: those of the report's
// country, and of another that the report names.
func (r *mucReport) sensesOf(p *mucPlaceAt, countries map[string]int) []mucPlace {
	if p.country != "" || notAPerson.MatchString(r.words[max(0, p.start-16):p.start]) {
		return nil
	}
	all := mucPlaceTable()[p.name]
	var out []mucPlace
	for _, c := range all {
		if c.country == r.country {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		for _, c := range all {
			if countries[c.country] > 0 {
				out = append(out, c)
			}
		}
	}
	return out
}

// placeGuesses are the places where an incident may have been.
func (r *mucReport) placeGuesses(v incidentView, in incident) []placeGuess {
	rule := r.location(in)
	countries := map[string]int{}
	for _, p := range r.places {
		if p.country != "" {
			countries[p.country]++
		}
	}
	var out []placeGuess
	index := map[string]int{}
	named := map[string][]string{} // areas that chains of a leaf may hold
	guess := func(words string) []int32 {
		k, ok := index[words]
		if !ok {
			k = len(out)
			index[words] = k
			row := make([]int32, placeColumns)
			row[placeNear], row[placeBytes], row[placeFirst], row[placeSigned] = far, far, far, far
			row[placeAreaNear], row[placeTrigger] = far, far
			out = append(out, placeGuess{words, row})
		}
		return out[k].row
	}
	reaches := map[string]int{} // bytes to the nearest naming of each name
	here := map[string]bool{}
	for i := range r.places {
		p := &r.places[i]
		d := v.reach(p.start)
		d = max(d, -d)
		if old, ok := reaches[p.name]; !ok || d < old {
			reaches[p.name] = d
		}
		if p.country == "" && v.near(p.sentence) == 0 {
			here[p.name] = true
		}
	}
	note := func(row []int32, p *mucPlaceAt) {
		near, d := int32(v.near(p.sentence)), int32(v.reach(p.start))
		row[placeNear] = min(row[placeNear], near)
		if max(d, -d) < row[placeBytes] {
			row[placeBytes], row[placeSigned] = max(d, -d), d
		}
		rank := prepositionRank(p.before)
		if p.adjective {
			rank = 1
		}
		row[placeTrigger] = min(row[placeTrigger], r.triggerReach(p.sentence, p.start))
		if near == 0 {
			row[placeHereCount]++
			row[placeIn] = max(row[placeIn], rank)
		}
		row[placeInAny] = max(row[placeInAny], rank)
		row[placeCount]++
		row[placeFirst] = min(row[placeFirst], int32(p.sentence))
	}
	for c := range countries {
		_ = guess(c)
	}
	_ = guess(r.country)
	for i := range r.places {
		p := &r.places[i]
		if p.country != "" {
			note(guess(p.country), p)
			continue
		}
		for _, sense := range r.sensesOf(p, countries) {
			kind := placeKindNumber(sense.full)
			add := func(chain string, area string, gap int, listed bool) {
				row := guess(chain)
				note(row, p)
				row[placeKind] = kind
				row[placeSenses] = int32(len(mucPlaceTable()[p.name]))
				row[placeWithin] |= b2i(listed)
				row[placeAreaNear] = min(row[placeAreaNear], int32(gap))
				row[placeKindBeside] |= b2i(r.kindBeside(p, sense))
				row[placeInsideName] |= b2i(v.holds(r, p.start))
				if area != "" && !slices.Contains(named[sense.full], area) {
					named[sense.full] = append(named[sense.full], area)
				}
			}
			add(sense.country+": "+sense.full, "", far, false)
			if kind == 1 {
				continue
			}
			for j := range r.places {
				a := &r.places[j]
				if a.country != "" || a.name == p.name {
					continue
				}
				gap := max(a.start-p.start, p.start-a.start)
				listed := slices.Contains(sense.above, a.name)
				if !listed && (gap > 80 || a.sentence != p.sentence) {
					continue
				}
				for _, up := range mucPlaceTable()[a.name] {
					k := placeKindNumber(up.full)
					if up.country == sense.country && (k == 1 && kind != 1 || k == 2 && kind > 2) {
						add(sense.country+": "+up.full+": "+sense.full, up.full, gap, listed)
					}
				}
			}
		}
	}
	levels := map[string]int{}
	for _, g := range out {
		levels[leafOf(g.words)]++
	}
	for _, g := range out {
		row := g.row
		switch {
		case g.words == rule:
			row[placeRule] = 3
		case strings.HasPrefix(g.words, rule):
			row[placeRule] = 2
		case strings.HasPrefix(rule, g.words):
			row[placeRule] = 1
		case leafOf(g.words) == leafOf(rule):
			row[placeRule] = 4
		}
		row[placeRuleLevels], row[placeSource] = int32(strings.Count(rule, ": ")), r.source()
		if len(v.sentences) > 0 {
			row[placeStart] = int32(v.sentences[0]) - row[placeFirst]
		}
		parts := strings.Split(g.words, ": ")
		row[placeLevels] = int32(len(parts))
		row[placeCountryOnly] = b2i(len(parts) == 1)
		row[placeMainCountry] = b2i(parts[0] == r.country)
		row[placeCapital] = b2i(len(parts) > 1 && parts[len(parts)-1] == mucCapitals[parts[0]])
		row[placeDateline] = b2i(len(parts) > 1 && strings.HasPrefix(parts[len(parts)-1], r.from+" ("))
		row[placeSentences], row[placeOrdinal], row[placeIncidents] = int32(len(r.sentences)), int32(v.ordinal), int32(v.incident)
		row[placeHere], row[placeCountries] = int32(len(here)), int32(len(countries))
		row[placeFillerKind] = v.kind
		row[placeNamesakes] = int32(levels[leafOf(g.words)])
		row[placeLevelAreas] = int32(len(named[parts[len(parts)-1]]))
		nearest := int32(far)
		for _, o := range out {
			if o.words == g.words || o.row[placeCountryOnly] == 1 || !strings.Contains(o.words, ": ") || strings.HasSuffix(o.words, parts[len(parts)-1]) && len(parts) > 1 {
				continue
			}
			if o.row[placeBytes] < row[placeBytes] {
				row[placeCloser]++
			}
			nearest = min(nearest, o.row[placeBytes])
			if len(parts) > 1 && strings.Contains(o.words, parts[len(parts)-1]+": ") {
				row[placeHolds] = 1
				if o.row[placeNear] == 0 {
					row[placeHolds] = 2
				}
			}
			if o.row[placeNear] == 0 {
				row[placeRivals]++
			}
		}
		row[placeNearest] = row[placeBytes] - nearest
	}
	slices.SortFunc(out, func(a, b placeGuess) int { return cmp.Compare(a.words, b.words) })
	return out
}

// triggerReach is how many bytes lie between a byte of a sentence and the nearest of its words that tells of an incident.
func (r *mucReport) triggerReach(s, at int) int32 {
	best := int32(far)
	for _, t := range r.triggerSpots(s) {
		best = min(best, int32(max(t-at, at-t)))
	}
	return best
}

// triggerSpots are where words of a sentence begin that tell of an incident.
func (r *mucReport) triggerSpots(s int) []int {
	if r.spots == nil {
		r.spots = make([][]int, len(r.parsed))
		for i := range r.parsed {
			r.spots[i] = []int{}
			for _, t := range r.parsed[i].Tokens {
				w := strings.ToUpper(t.Text)
				for _, g := range mucTriggers {
					if slices.ContainsFunc(g.words, func(p string) bool { return strings.HasPrefix(w, p) }) {
						r.spots[i] = append(r.spots[i], t.Start)
						break
					}
				}
			}
		}
	}
	return r.spots[s]
}

// source is who a report is from: 1 an agency, 2 a station, 0 others.
func (r *mucReport) source() int32 {
	head := r.words[:min(len(r.words), 160)]
	switch {
	case agencySource.MatchString(head):
		return 1
	case stationSource.MatchString(head):
		return 2
	}
	return 0
}

var (
	agencySource  = regexp.MustCompile(`\((ACAN|EFE|AFP|DPA|LATIN|NOTIMEX|PRELA|REUTER|IPS|XINHUA|ANSA|SALPRESS|CERIGUA|TASS|INRAVISION)`)
	stationSource = regexp.MustCompile(`\([^)]*(RADIO|SERVICE|TELEVISION|NETWORK|CADENA|VOZ|CANAL|CHANNEL)`)
)

// holds tells whether a byte lies within the words of a filler.
func (v incidentView) holds(r *mucReport, at int) bool {
	for _, f := range r.fills {
		if f.Span.Start <= at && at < f.Span.End {
			return true
		}
	}
	return false
}

func leafOf(words string) string {
	parts := strings.Split(words, ": ")
	name, _, _ := strings.Cut(parts[len(parts)-1], " (")
	return name
}

func b2i(b bool) int32 {
	if b {
		return 1
	}
	return 0
}
