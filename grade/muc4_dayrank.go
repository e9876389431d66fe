package grade

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"dateline"
	"dateline/when"
)

// Columns of a row that tells of a day that an incident may have been on.
const (
	dayForm  = iota // 0 the default, 1 the report's day, 2 a day, 3 a range, 4 on or before a day
	dayClass        // of the words: see dayClasses
	dayNear
	dayBytes
	daySigned
	dayAgo
	daySpan
	dayTelling
	dayCount
	dayFirst
	dayNearest // bytes by which the nearest expression is nearer
	dayHere    // expressions in the incident's sentences
	dayAny     // expressions in the report
	dayHereClass
	dayBefore // its preposition
	daySentences
	dayOrdinal
	dayIncidents
	dayKind
	dayFirstSentence // the first sentence of the incident
	dayYear          // a year stands in the words
	daySame          // the nearest expression is this one
	dayTop           // form of the nearest expression's class
	dayTopBytes
	dayGenre
	dayRule // the rules' choice: 2 this, 1 one with the same last day
	dayRuleForm
	dayTrigger
	daySource
	dayToday // how often the report says so
	dayYesterday
	dayNight
	dayWeekday
	dayLatest // days from the latest day named before the report's to it
	dayFirstClass
	dayCloseClass // classes within a sentence of the incident
	dayColumns
)

// dayClasses are what words of time are told apart by; the class is one more than the index.
var dayClasses = []*regexp.Regexp{
	regexp.MustCompile(`last night`),
	regexp.MustCompile(`yesterday`),
	regexp.MustCompile(`tonight|this (morning|afternoon|evening)`),
	regexp.MustCompile(`today`),
	regexp.MustCompile(`\b(mon|tues|wednes|thurs|fri|satur|sun)day\b[^0-9]*$`),
	regexp.MustCompile(`\d+ (hours|days|weeks|months|years) (ago|earlier)|(days|weeks|months|years) ago`),
	regexp.MustCompile(`\b(early|dawn|morning|afternoon|night|evening|midnight|noon|hours)\b`),
	regexp.MustCompile(`\d{1,2} (january|february|march|april|may|june|july|august|september|october|november|december)|(january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}`),
	regexp.MustCompile(`week`),
	regexp.MustCompile(`month|january|february|march|april|may|june|july|august|september|october|november|december`),
	regexp.MustCompile(`year|19\d\d`),
}

func dayClassOf(low string) int32 {
	for i, c := range dayClasses {
		if c.MatchString(low) {
			return int32(i + 1)
		}
	}
	return 0
}

// A timeAt is a time expression of a report with what it resolves to.
type timeAt struct {
	start, sentence int
	class           int32
	from, last      dateline.Date // days, both within
	telling, year   bool
	before          int32
}

// timesOf are the time expressions of a report that resolve to some days before it or its own.
func (r *mucReport) timesOf() []timeAt {
	if r.timed {
		return r.times
	}
	var out []timeAt
	for s := range r.parsed {
		for _, e := range when.Find(r.parsed[s], r.shown) {
			if e.Duration || e.Set {
				continue
			}
			v := e.Resolve(r.day, when.Past)
			if v.Start == nil || v.End == nil || r.day.Before(*v.Start) {
				continue
			}
			last := v.End.AddDays(-1)
			if r.day.Before(last) {
				last = *r.day
			}
			low := strings.ToLower(e.Words)
			first, _, _ := strings.Cut(low, " ")
			before := int32(slices.Index([]string{"on", "in", "since", "until", "during", "at", "early", "by", "from", "the", "last"}, first) + 1)
			out = append(out, timeAt{e.Start, s, dayClassOf(low), *v.Start, last, r.ofTelling(e.Span), strings.Contains(low, "19"), before})
		}
	}
	r.times, r.timed = out, true
	return out
}

// A dayGuess is a date that an incident may have, as a key writes it.
type dayGuess struct {
	words string
	row   []int32
}

// dayGuesses are the dates that an incident may have; none without the report's day.
func (r *mucReport) dayGuesses(v incidentView, in incident) []dayGuess {
	if r.day == nil {
		return nil
	}
	times := r.timesOf()
	rule := r.date(in)
	_, ruleForm := r.daysBefore(rule)
	_, ruleLast, _ := mucDates(rule)
	var out []dayGuess
	index := map[string]int{}
	guess := func(words string, form int32) []int32 {
		k, ok := index[words]
		if !ok {
			k = len(out)
			index[words] = k
			row := make([]int32, dayColumns)
			row[dayForm], row[dayNear], row[dayBytes], row[daySigned], row[dayFirst] = form, far, far, far, far
			row[dayTrigger] = far
			row[dayClass] = -1
			out = append(out, dayGuess{words, row})
		}
		return out[k].row
	}
	today := mucDate(*r.day)
	_ = guess("- "+today, 0)
	_ = guess(today, 1)
	here, top, topBytes := int32(0), int32(-1), int32(far)
	hereClass := int32(0)
	close, latest := int32(0), int32(far)
	classes := [16]int32{}
	for _, t := range times {
		if v.near(t.sentence) <= 1 {
			close |= 1 << t.class
		}
		classes[t.class]++
		if ago := int32(r.day.Sub(t.from)); ago > 0 {
			latest = min(latest, ago)
		}
		d := int32(v.reach(t.start))
		d = max(d, -d) + 300*b2i(t.telling)
		if v.near(t.sentence) == 0 {
			here++
			hereClass |= 1 << t.class
		}
		if d < topBytes {
			top, topBytes = t.class, d
		}
	}
	for _, t := range times {
		note := func(words string, form int32) {
			row := guess(words, form)
			d := int32(v.reach(t.start))
			d = max(d, -d)
			row[dayNear] = min(row[dayNear], int32(v.near(t.sentence)))
			if d < row[dayBytes] {
				row[dayBytes], row[daySigned] = d, int32(v.reach(t.start))
				row[dayClass], row[dayTelling], row[dayBefore], row[dayYear] = t.class, b2i(t.telling), t.before, b2i(t.year)
				row[daySame] = b2i(d+300*b2i(t.telling) == topBytes)
			}
			row[dayCount]++
			row[dayTrigger] = min(row[dayTrigger], r.triggerReach(t.sentence, t.start))
			row[dayFirst] = min(row[dayFirst], int32(t.sentence))
			row[dayAgo], row[daySpan] = int32(r.day.Sub(t.from)), int32(t.last.Sub(t.from))
		}
		switch {
		case t.class == 1:
			night := r.day.AddDays(-1)
			note(mucDate(night), 2)
			note(mucDate(night)+" - "+today, 3)
			note(today, 1)
		case t.from == t.last:
			note(mucDate(t.from), 2)
			if t.from != *r.day {
				note("- "+mucDate(t.from), 4)
				note(mucDate(t.from)+" - "+today, 3)
			}
			note("- "+today, 0)
		default:
			if t.last.Sub(t.from) <= 62 {
				note(mucDate(t.from)+" - "+mucDate(t.last), 3)
				note("- "+mucDate(t.last), 4)
			}
			note("- "+today, 0)
		}
	}
	for _, g := range out {
		row := g.row
		row[dayHere], row[dayAny], row[dayHereClass] = here, int32(len(times)), hereClass
		row[dayTop], row[dayTopBytes] = top, topBytes
		row[dayNearest] = row[dayBytes] - topBytes
		row[daySentences], row[dayOrdinal], row[dayIncidents], row[dayKind] = int32(len(r.sentences)), int32(v.ordinal), int32(v.incident), v.kind
		if len(v.sentences) > 0 {
			row[dayFirstSentence] = int32(v.sentences[0])
		}
		row[dayGenre] = r.genre()
		if g.words == rule {
			row[dayRule] = 2
		} else if _, last, _ := mucDates(g.words); last == ruleLast {
			row[dayRule] = 1
		}
		row[dayRuleForm], row[daySource], row[dayCloseClass], row[dayLatest] = ruleForm, r.source(), close, latest
		row[dayNight], row[dayYesterday], row[dayToday], row[dayWeekday] = classes[1], classes[2], classes[3]+classes[4], classes[5]
		row[dayFirstClass] = -1
		if len(times) > 0 {
			row[dayFirstClass] = times[0].class
		}
	}
	slices.SortFunc(out, func(a, b dayGuess) int { return cmp.Compare(a.words, b.words) })
	return out
}
