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
		for _, c := range mucCountries[:9] {
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
	r.fills = likelyFills(filler.FillSentences(whole, tagger.FillSentences(parsed, parser), slackOfTemplates))
	r.findPlaces()
	if r.country == "" {
		r.country = r.mainCountry(from)
	}
	return r, nil
}

// slackOfTemplates is by how much a filler of a report with an incident may miss what is asked of
// fillers elsewhere: a template names more than its key's surest words.
const slackOfTemplates = 500

// likelyFills are the sure fillers and, where there is a sure one at all, the likely ones too.
func likelyFills(fills []tagger.Fill) []tagger.Fill {
	if slices.ContainsFunc(fills, func(f tagger.Fill) bool { return f.Sure }) {
		return fills
	}
	return nil
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
	for _, c := range mucCountries[:9] { // an incident belongs in the database by one of these
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

// date is the day of an incident: what the sentences that tell of it say nearest to its
// fillers, else the sentences beside them, else the first; by default on or before the
// report's (template-doc-part1.v7, 7.3).
func (r *mucReport) date(in incident) string {
	if r.day == nil {
		return ""
	}
	at := map[int]int{} // of each sentence, where its filler stands
	for _, f := range in.fills {
		if s := r.sentenceOf(f.Span.Start); f.Role != tagger.PerpetratorGroup && at[s] == 0 {
			at[s] = f.Span.Start
		}
	}
	order := slices.Clone(in.sentences)
	slices.Sort(order)
	order = slices.Compact(order)
	for _, off := range []int{0, -1, 1} {
		for _, s := range order {
			if k := s + off; k >= 0 && k < len(r.parsed) {
				if d := r.dateIn(k, at[k]); d != "" {
					return d
				}
			}
		}
	}
	return "- " + mucDate(*r.day)
}

// longAgo is how many days before its report an incident may lie and still be news:
// two months by the task, and some days of grace.
const longAgo = 75

// dateIn is the day that a sentence names nearest to a byte, no later than the
// report's; a day is better than a longer stretch.
func (r *mucReport) dateIn(s, at int) string {
	best, near := "", 1<<30
	for _, e := range when.Find(r.parsed[s], r.shown) {
		if e.Duration || e.Set || r.ofTelling(e.Span) {
			continue
		}
		v := e.Resolve(r.day, when.Past)
		if v.Start == nil || v.End == nil || r.day.Before(*v.Start) {
			continue
		}
		d := max(e.Start-at, at-e.Start)
		if r.day.Sub(*v.Start) > longAgo {
			d += 500
		}
		words := ""
		switch low, days := strings.ToLower(e.Words), v.End.Sub(*v.Start); {
		case strings.Contains(low, "last night"):
			words = mucDate(r.day.AddDays(-1)) + " - " + mucDate(*r.day)
		case weekdayWord.MatchString(low):
			words = "- " + mucDate(*r.day)
		case days == 1:
			words = mucDate(*v.Start)
		case days > 1 && days <= 40:
			last := v.End.AddDays(-1)
			if r.day.Before(last) {
				last = *r.day
			}
			words = mucDate(*v.Start) + " - " + mucDate(last)
			if last == *v.Start {
				words = mucDate(last)
			}
			d += 300
		default:
			continue
		}
		if d < near {
			best, near = words, d
		}
	}
	return best
}

// ofTelling says of a time that it is when something was said, not when it happened.
func (r *mucReport) ofTelling(span dateline.Span) bool {
	before := strings.Fields(r.words[max(0, span.Start-30):span.Start])
	after := strings.Fields(r.words[span.End:min(len(r.words), span.End+30)])
	return len(before) > 0 && tellingWord[strings.Trim(before[len(before)-1], ",.")] || len(after) > 0 && tellingWord[strings.Trim(after[0], ",.")]
}

var tellingWord = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq("SAID REPORTED ANNOUNCED STATED TOLD DENIED CONFIRMED ADDED REVEALED CONDEMNED ACCUSED INFORMED ISSUED DISCLOSED CLAIMED REPEATED EXPRESSED CHARGED DECLARED") {
		out[w] = true
	}
	return out
}()

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

// locationIn is the place that a sentence puts something in, in the report's
// country. Quarters and the like are named by words that are names of much
// else, and need a word that says so.
func (r *mucReport) locationIn(s int) string {
	var leaf *mucPlaceAt
	var pick mucPlace
	best := 0
	for i := range r.places {
		p := &r.places[i]
		if p.sentence != s || p.country != "" {
			continue
		}
		sense, ok := r.senseOf(p)
		if !ok {
			continue
		}
		score := 1
		switch {
		case p.before == "IN" || p.before == "AT" || p.before == "NEAR":
			score = 5
		case placePrepositions[p.before]:
			score = 3
		case minorPlace.MatchString(sense.full) && !r.kindBeside(p, sense):
			continue
		}
		if areaPlace.MatchString(sense.full) {
			score--
		}
		if score > best {
			leaf, pick, best = p, sense, score
		}
	}
	if leaf == nil {
		return ""
	}
	chain := pick.country
	area := ""
	for i := range r.places {
		p := &r.places[i]
		if p == leaf || p.country != "" || p.name == leaf.name || p.sentence != s && !(minorPlace.MatchString(pick.full) && p.sentence < s) {
			continue
		}
		sense, ok := r.senseOf(p)
		if !ok || area != "" {
			continue
		}
		d := max(p.start-leaf.start, leaf.start-p.start)
		switch {
		case minorPlace.MatchString(pick.full) && (slices.Contains(pick.above, p.name) || d < 60 && cityPlace.MatchString(sense.full)):
			area = sense.full
		case !areaPlace.MatchString(pick.full) && d < 60 && areaPlace.MatchString(sense.full):
			area = sense.full
		}
	}
	if area != "" {
		chain += ": " + area
	}
	return chain + ": " + pick.full
}

var (
	areaPlace  = regexp.MustCompile(`\((DEPARTMENT|PROVINCE|STATE|REGION|ZONE|INTENDANCY|COUNTY)`)
	cityPlace  = regexp.MustCompile(`\((CITY|TOWN|MUNICIPALITY|JURISDICTION)`)
	minorPlace = regexp.MustCompile(`\((NEIGHBORHOOD|DISTRICT|SQUARE|SUBURB|COLONY|AREA|UNIVERSITY|FARM|AIRPORT|SCHOOL|CANTON|COMMUNITY|HAMLET|SECTOR|RIVER|MOUNTAIN|HILL|VOLCANO|JAIL|PORT|ISLAND|VILLAGE)|^[^(]*$`)
	notAPerson = regexp.MustCompile(`(PRESIDENT|COLONEL|GENERAL|MAJOR|CAPTAIN|DR|MR|JUDGE|MINISTER|LEADER|MAYOR|SENATOR|JOSE|LUIS|CARLOS|JUAN|JORGE|ANTONIO|FRANCISCO|MANUEL|PEDRO|RAFAEL|ALFREDO|ROBERTO|MARIO|OSCAR|HECTOR|MIGUEL|MARIA)\.?\s+$`)
)

// senseOf is the listed place of the report's country that a name stands for, cities first.
func (r *mucReport) senseOf(p *mucPlaceAt) (mucPlace, bool) {
	if notAPerson.MatchString(r.words[max(0, p.start-16):p.start]) {
		return mucPlace{}, false
	}
	var best mucPlace
	score := 0
	for _, c := range mucPlaceTable()[p.name] {
		if c.country != r.country {
			continue
		}
		n := 1
		switch {
		case r.kindBeside(p, c):
			n = 5
		case cityPlace.MatchString(c.full):
			n = 4
		case areaPlace.MatchString(c.full):
			n = 3
		case !minorPlace.MatchString(c.full):
			n = 2
		}
		if n > score {
			best, score = c, n
		}
	}
	return best, score > 0
}

// kindBeside tells whether a place's kind stands beside its name.
func (r *mucReport) kindBeside(p *mucPlaceAt, of mucPlace) bool {
	_, kind, ok := strings.Cut(of.full, " (")
	if !ok {
		return false
	}
	kind = strings.TrimSuffix(kind, ")")
	after := strings.TrimLeft(r.words[p.start+len(p.name):], " \n,")
	return strings.HasPrefix(after, kind) || strings.HasSuffix(strings.TrimRight(r.words[:p.start], " \n"), kind) || strings.HasSuffix(strings.TrimRight(r.words[:p.start], " \n"), kind+" OF")
}
