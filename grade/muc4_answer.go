package grade

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/tagger"
	"dateline/text"
	"dateline/when"
)

// A mucReport is a text of the collection as the program reads it.
type mucReport struct {
	words     string // in capitals, byte for byte the text's
	sentences []dateline.Span
	parsed    []text.Sentence
	shown     string // as words, months and weekdays with capitals, the rest in small letters
	day       *dateline.Date
	country   string // that the report is about
	places    []mucPlaceAt
	fills     []tagger.Fill
}

var mucHeader = regexp.MustCompile(`^\s*([A-Z][A-Z .'-]+?)(?: \(([A-Z .]+)\))?, (\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* ?(\d\d)?`)

// readMUC reads a text: its dateline, what fills which role, the places it names.
func readMUC(whole string) (*mucReport, error) {
	r := &mucReport{words: strings.ToUpper(whole)}
	if len(r.words) != len(whole) {
		r.words = whole
	}
	body, from := 0, ""
	if m := mucHeader.FindStringSubmatch(r.words); m != nil {
		from, body = m[1], len(m[0])
		if y := number(m[5]); y >= 0 {
			r.day = &dateline.Date{Year: 1900 + y, Month: time.Month(strings.Index(mucMonths, m[4])/3 + 1), Day: number(m[3])}
		}
		for _, c := range mucCountries {
			if m[2] == c {
				r.country = c
			}
		}
	}
	if i := strings.Index(r.words, "[TEXT]"); i >= 0 && i < 400 {
		body = i + len("[TEXT]")
	}
	blank := strings.Map(func(c rune) rune {
		if c == '\n' {
			return c
		}
		return ' '
	}, whole[:body])
	parsed := text.Parse(blank+whole[body:], 0)
	r.shown = dated(r.words)
	for _, p := range parsed.Paragraphs {
		for _, s := range p.Sentences {
			r.sentences = append(r.sentences, s.Span)
			r.parsed = append(r.parsed, s)
		}
	}
	parser, err := tagger.Default()
	if err != nil {
		return nil, err
	}
	filler, err := tagger.DefaultFiller()
	if err != nil {
		return nil, err
	}
	r.fills = filler.Fill(parsed, parser)
	r.findPlaces()
	if r.country == "" {
		r.country = r.mainCountry(from)
	}
	return r, nil
}

// dated is a text in small letters but for the words that times are known by.
func dated(s string) string {
	low := []byte(strings.ToLower(s))
	if len(low) != len(s) {
		return s
	}
	for _, m := range calendarWord.FindAllStringIndex(s, -1) {
		low[m[0]] = s[m[0]]
	}
	return string(low)
}

var calendarWord = regexp.MustCompile(`\b(JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)\b`)

// findPlaces finds the listed places that the text names, longest names first.
func (r *mucReport) findPlaces() {
	table := mucPlaceTable()
	for s, sent := range r.parsed {
		for i := 0; i < len(sent.Tokens); i++ {
			for n := min(5, len(sent.Tokens)-i); n > 0; n-- {
				a, b := sent.Tokens[i].Start, sent.Tokens[i+n-1].End
				name := strings.Join(strings.Fields(r.words[a:b]), " ")
				at := mucPlaceAt{name: name, start: a, sentence: s, word: i}
				if i > 0 {
					at.before = strings.ToUpper(sent.Tokens[i-1].Text)
				}
				switch {
				case slices.Contains(mucCountries, name):
					at.country = name
				case mucNationals[name] != "":
					at.country, at.adjective = mucNationals[name], true
				case len(table[name]) == 0 || n == 1 && len(name) < 4:
					continue
				}
				r.places = append(r.places, at)
				i += n - 1
				break
			}
		}
	}
}

// mainCountry is the country that the report's names speak for most; its
// dateline's counts for a few.
func (r *mucReport) mainCountry(from string) string {
	count := map[string]int{}
	for _, p := range mucPlaceTable()[from] {
		count[p.country] += 3
		break
	}
	for _, p := range r.places {
		if p.country != "" {
			count[p.country] += 2
		} else if of := mucPlaceTable()[p.name]; len(of) == 1 {
			count[of[0].country]++
		}
	}
	best := "EL SALVADOR"
	for _, c := range mucCountries {
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}

// sentenceOf is the sentence that a byte lies in.
func (r *mucReport) sentenceOf(at int) int {
	i, _ := slices.BinarySearchFunc(r.sentences, at, func(s dateline.Span, at int) int {
		if s.End <= at {
			return -1
		}
		return 1
	})
	return min(i, len(r.sentences)-1)
}

// An incident is what becomes a template.
type incident struct {
	kind      string
	fills     []tagger.Fill
	sentences []int
	leaf      string
}

// mucTriggers tell a kind of incident by the beginnings of words.
var mucTriggers = []struct {
	kind  string
	words []string
}{
	{"BOMBING", strings.Fields("BOMB EXPLO DYNAMIT DETONAT BLAST BLEW BLOWN")},
	{"KIDNAPPING", strings.Fields("KIDNAP ABDUCT HOSTAGE KIDAPP")},
	{"HIJACKING", strings.Fields("HIJACK")},
	{"ARSON", strings.Fields("BURN ARSON ABLAZE FIRE:SET TORCH")},
	{"ROBBERY", strings.Fields("ROBB STOLE STEAL LOOT")},
	{"ATTACK", strings.Fields("KILL MURDER ASSASSIN ATTACK SHOT SHOOT WOUND MASSACR DEATH MACHINEGUN AMBUSH SLAY SLAIN DIED FIRED STRAF CRIME THREAT SABOTAG DESTROY")},
}

// kindAt is the kind of incident that a sentence tells of nearest to a byte, "" for none.
func (r *mucReport) kindAt(sentence, at int) string {
	best, near := "", 1<<30
	for _, t := range r.parsed[sentence].Tokens {
		w := strings.ToUpper(t.Text)
		for _, g := range mucTriggers {
			for _, p := range g.words {
				if !strings.HasPrefix(w, p) {
					continue
				}
				d := max(t.Start-at, at-t.Start)
				if g.kind == "ATTACK" {
					d += 60 // what was killed by a bomb was bombed
				}
				if d < near {
					best, near = g.kind, d
				}
			}
		}
	}
	return best
}

// incidents groups the fillers by the kind of incident that their sentences tell
// of, and by place where a kind has several.
func (r *mucReport) incidents() []incident {
	var out []incident
	var orgs []tagger.Fill
	put := func(kind, leaf string, f tagger.Fill, s int) {
		for i := range out {
			if out[i].kind == kind && (out[i].leaf == leaf || leaf == "") {
				out[i].fills = append(out[i].fills, f)
				out[i].sentences = append(out[i].sentences, s)
				return
			}
		}
		out = append(out, incident{kind, []tagger.Fill{f}, []int{s}, leaf})
	}
	fills := slices.Clone(r.fills)
	slices.SortStableFunc(fills, func(a, b tagger.Fill) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	for _, f := range fills {
		if f.Role == tagger.PerpetratorGroup {
			orgs = append(orgs, f)
			continue
		}
		s := r.sentenceOf(f.Span.Start)
		kind := r.kindAt(s, f.Span.Start)
		if f.Role == tagger.UsedWeapon && instrumentType(f.Span.In(r.words)) == "BOMB" {
			kind = "BOMBING"
		}
		if kind == "" && s > 0 {
			kind = r.kindAt(s-1, r.sentences[s-1].End)
		}
		if kind == "" {
			kind = "ATTACK"
		}
		put(kind, "", f, s)
	}
	if len(out) == 0 && len(orgs) > 0 {
		s := r.sentenceOf(orgs[0].Span.Start)
		kind := cmp.Or(r.kindAt(s, orgs[0].Span.Start), "ATTACK")
		out = append(out, incident{kind: kind, sentences: []int{s}})
	}
	for i := range out {
		for _, o := range orgs {
			out[i].fills = append(out[i].fills, o)
		}
	}
	return out
}

// answerMUC makes the program's templates of a text.
func answerMUC(id, whole string) ([]MUC4Template, error) {
	r, err := readMUC(whole)
	if err != nil {
		return nil, err
	}
	var out []MUC4Template
	for i, in := range r.incidents() {
		t := MUC4Template{Doc: id, Number: fmt.Sprint(i + 1)}
		set := func(k int, v string) {
			if v != "" {
				t.Slots[k] = []MUC4Fill{{Values: []string{v}}}
			}
		}
		set(slotType, in.kind)
		set(slotStage, "ACCOMPLISHED")
		set(slotLocation, r.location(in))
		set(slotDate, r.date(in))
		r.describe(&t, in)
		out = append(out, t)
	}
	return out, nil
}

// date is the day of an incident, from the sentences that tell of it; by default on or before the
// report's (template-doc-part1.v7, 7.3).
func (r *mucReport) date(in incident) string {
	if r.day == nil {
		return ""
	}
	order := slices.Clone(in.sentences)
	slices.Sort(order)
	order = slices.Compact(order)
	for _, s := range order {
		for _, k := range []int{s} {
			if d := r.dateIn(k); d != "" {
				return d
			}
		}
	}
	return "- " + mucDate(*r.day)
}

// dateIn is the first day that a sentence names, no later than the report's.
func (r *mucReport) dateIn(s int) string {
	for _, e := range when.Find(r.parsed[s], r.shown) {
		if e.Duration || e.Set {
			continue
		}
		v := e.Resolve(r.day, when.Past)
		if v.Start == nil || v.End == nil || r.day.Before(*v.Start) {
			continue
		}
		days := v.End.Sub(*v.Start)
		switch low := strings.ToLower(e.Words); {
		case strings.Contains(low, "last night"):
			return mucDate(r.day.AddDays(-1)) + " - " + mucDate(*r.day)
		case weekdayWord.MatchString(low):
			return "- " + mucDate(*r.day)
		case days == 1:
			return mucDate(*v.Start)
		case days > 1 && days <= 62:
			last := v.End.AddDays(-1)
			if r.day.Before(last) {
				last = *r.day
			}
			if last == *v.Start {
				return mucDate(last)
			}
			return mucDate(*v.Start) + " - " + mucDate(last)
		}
	}
	return ""
}

var weekdayWord = regexp.MustCompile(`\b(mon|tues|wednes|thurs|fri|satur|sun)day\b`)

func mucDate(d dateline.Date) string {
	m := 3 * (int(d.Month) - 1)
	return fmt.Sprintf("%02d %s %02d", d.Day, mucMonths[m:m+3], d.Year%100)
}

// location is where an incident was, as a key writes it.
func (r *mucReport) location(in incident) string {
	order := slices.Clone(in.sentences)
	slices.Sort(order)
	order = slices.Compact(order)
	for _, off := range []int{0, -1, 1} {
		for _, s := range order {
			if l := r.locationIn(s + off); l != "" {
				return l
			}
		}
	}
	return r.country
}

var placePrepositions = map[string]bool{"IN": true, "AT": true, "NEAR": true, "OF": true, "FROM": true, "AROUND": true, "OUTSIDE": true, "TO": true, ",": true, "DOWNTOWN": true, "NORTHERN": true, "SOUTHERN": true, "EASTERN": true, "WESTERN": true, "CENTRAL": true}

// locationIn is the place that a sentence puts something in.
func (r *mucReport) locationIn(s int) string {
	var leaf *mucPlaceAt
	var best int
	for i := range r.places {
		p := &r.places[i]
		if p.sentence != s || p.country != "" {
			continue
		}
		score := 1
		switch {
		case p.before == "IN" || p.before == "AT" || p.before == "NEAR":
			score = 4
		case placePrepositions[p.before]:
			score = 2
		}
		if strings.HasPrefix(r.words[p.start:], p.name+" DEPARTMENT") || strings.HasPrefix(r.words[p.start:], p.name+" PROVINCE") {
			score--
		}
		if score > best {
			leaf, best = p, score
		}
	}
	if leaf == nil {
		return ""
	}
	of := mucPlaceTable()[leaf.name]
	pick := of[0]
	for _, p := range of {
		if p.country == r.country {
			pick = p
			break
		}
	}
	after := r.words[leaf.start+len(leaf.name):]
	for _, p := range of {
		if p.country == pick.country && strings.HasPrefix(after, " "+strings.TrimSuffix(p.full[len(leaf.name):], ")")[min(2, len(p.full)-len(leaf.name)):]) && len(p.full) > len(leaf.name) {
			pick = p
		}
	}
	chain := pick.country
	for i := range r.places {
		p := &r.places[i]
		if p.sentence != s || p == leaf || p.country != "" || !slices.Contains(pick.above, p.name) {
			continue
		}
		for _, a := range mucPlaceTable()[p.name] {
			if a.country == pick.country {
				chain += ": " + a.full
				break
			}
		}
		break
	}
	return chain + ": " + pick.full
}
