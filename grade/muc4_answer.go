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
)

// A mucReport is a text of the collection as the program reads it.
type mucReport struct {
	words     string // in capitals, byte for byte the text's
	sentences []dateline.Span
	parsed    []text.Sentence
	shown     string // as words, months and weekdays with capitals, the rest in small letters
	day       *dateline.Date
	country   string // that the report is about
	from      string // the place of its dateline
	places    []mucPlaceAt
	fills     []tagger.Fill
	relevance int32   // of the report, as the filler judges it
	events    []int32 // of its sentences
	paragraph []int   // of each sentence
	spots     [][]int // see triggerSpots
	times     []timeAt
	timed     bool
}

var mucHeader = regexp.MustCompile(`^\s*([A-Z][A-Z .'-]+?)(?: \(([A-Z .]+)\))?, (\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* ?(\d\d)?`)

// A mucFiller finds the role fillers of a text.
type mucFiller func(whole string, sentences []tagger.FillSentence) tagger.FillReading

// readMUC reads a text: its dateline, what fills which role, the places it names.
func readMUC(whole string, fills mucFiller) (*mucReport, error) {
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
	r.from = from
	parsed := text.Parse(blank+whole[body:], 0)
	r.shown = dated(r.words)
	for n, p := range parsed.Paragraphs {
		for _, s := range p.Sentences {
			r.sentences = append(r.sentences, s.Span)
			r.parsed = append(r.parsed, s)
			r.paragraph = append(r.paragraph, n)
		}
	}
	parser, err := tagger.Default()
	if err != nil {
		return nil, err
	}
	reading := fills(whole, tagger.FillSentences(parsed, parser))
	r.fills, r.relevance, r.events = likelyFills(reading.Fills), reading.Relevance, reading.Events
	r.findPlaces()
	if r.country == "" {
		r.country = r.mainCountry(from)
	}
	return r, nil
}

// slackOfTemplates is by how much a filler of a report with an incident may miss what is asked of
// fillers elsewhere: a template names more than its key's surest words.
// A group is named for all incidents of a report, and must be surer.
const (
	slackOfTemplates = 1000
	slackOfGroups    = 500
)

// likelyFills are the sure fillers and, where there is a sure one at all, the likely ones too.
func likelyFills(fills []tagger.Fill) []tagger.Fill {
	if !slices.ContainsFunc(fills, func(f tagger.Fill) bool { return f.Sure }) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(fills), func(f tagger.Fill) bool {
		return f.Role == tagger.PerpetratorGroup && f.Over <= -slackOfGroups
	})
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
	// "last night's target" names its night as "last night" does.
	return strings.NewReplacer("today's", "today  ", "yesterday's", "yesterday  ", "night's", "night  ").Replace(string(low))
}

var calendarWord = regexp.MustCompile(`\b(JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)\b`)

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
	sentences []int  // of its fillers, groups aside
	own       int    // how many of its fillers are its own
	leaf      string // where its sentences put it, "" while they put it nowhere
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
	put := func(kind string, f tagger.Fill, s int) {
		leaf := ""
		if f.Role == tagger.AttackedThing || f.Role == tagger.NamedVictim || f.Role == tagger.DescribedVictim {
			leaf = r.locationIn(s)
		}
		for i := range out {
			in := &out[i]
			if in.kind != kind || leaf != "" && in.leaf != "" && !strings.HasPrefix(leaf, in.leaf) && !strings.HasPrefix(in.leaf, leaf) {
				continue
			}
			in.fills, in.sentences, in.leaf = append(in.fills, f), append(in.sentences, s), cmp.Or(in.leaf, leaf)
			return
		}
		out = append(out, incident{kind: kind, fills: []tagger.Fill{f}, sentences: []int{s}, leaf: leaf})
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
		put(kind, f, s)
	}
	if len(out) == 0 && len(orgs) > 0 {
		s := r.sentenceOf(orgs[0].Span.Start)
		kind := cmp.Or(r.kindAt(s, orgs[0].Span.Start), "ATTACK")
		out = append(out, incident{kind: kind, sentences: []int{s}})
	}
	var persons []tagger.Fill
	for _, in := range out {
		for _, f := range in.fills {
			if f.Role == tagger.PerpetratorPerson {
				persons = append(persons, f)
			}
		}
	}
	for i := range out {
		out[i].own = len(out[i].fills)
		if in := &out[i]; !slices.ContainsFunc(in.fills, func(f tagger.Fill) bool { return f.Role == tagger.PerpetratorPerson }) {
			in.fills = append(in.fills, persons...) // who did one did the others, unless that is said
		}
		out[i].fills = append(out[i].fills, orgs...)
	}
	return out
}

// stage is how far an incident went, by the sentences that tell of it.
func (r *mucReport) stage(in incident) string {
	threatened, attempted := 0, 0
	for _, s := range in.sentences {
		switch words := r.sentences[s].In(r.words); {
		case threatWord.MatchString(words):
			threatened++
		case attemptWord.MatchString(words):
			attempted++
		}
	}
	switch half := len(in.sentences); {
	case 2*threatened > half:
		return "THREATENED"
	case 2*attempted > half:
		return "ATTEMPTED"
	}
	return "ACCOMPLISHED"
}

var (
	threatWord  = regexp.MustCompile(`\bTHREAT`)
	attemptWord = regexp.MustCompile(`\b(ATTEMPTED TO|TRIED TO|FOILED|DEFUSED|DEACTIVATED|FAILED TO|PLOT|PLAN(S|NED) TO|FRUSTRATED)\b`)
)

// answerMUC makes the program's templates of a text.
func answerMUC(id, whole string) ([]MUC4Template, error) {
	judge, err := tagger.DefaultTemplates(keepColumns, placeColumns, dayColumns)
	if err != nil {
		return nil, err
	}
	filler, err := tagger.DefaultFiller()
	if err != nil {
		return nil, err
	}
	r, err := readMUC(whole, func(whole string, sentences []tagger.FillSentence) tagger.FillReading {
		return filler.Read(whole, sentences, slackOfTemplates)
	})
	if err != nil {
		return nil, err
	}
	return r.templates(id, judge), nil
}

// templates makes the templates of a report: of the incidents that are worth one, each
// where and when it is likeliest to have been.
func (r *mucReport) templates(id string, judge *tagger.Templates) []MUC4Template {
	var out []MUC4Template
	all := r.incidents()
	for k, row := range r.keepRows(all) {
		if !judge.Keep(row) {
			continue
		}
		v, in := r.viewOf(all, k), all[k]
		place, best := r.country, int32(-1<<31)
		for _, g := range r.placeGuesses(v, in) {
			if s := judge.Place(g.row); s > best {
				place, best = g.words, s
			}
		}
		day := ""
		best = -1 << 31
		for _, g := range r.dayGuesses(v, in) {
			if s := judge.Day(g.row); s > best {
				day, best = g.words, s
			}
		}
		out = append(out, r.template(id, k+1, in, place, day))
	}
	return out
}

// template is an incident as a key writes it.
func (r *mucReport) template(id string, number int, in incident, place, day string) MUC4Template {
	t := MUC4Template{Doc: id, Number: fmt.Sprint(number)}
	set := func(k int, v string) {
		if v != "" {
			t.Slots[k] = []MUC4Fill{{Values: []string{v}}}
		}
	}
	set(slotType, in.kind)
	set(slotStage, r.stage(in))
	set(slotLocation, place)
	set(slotDate, day)
	r.describe(&t, in)
	return t
}
