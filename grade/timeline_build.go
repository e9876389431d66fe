package grade

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
	"dateline/link"
	"dateline/tagger"
	"dateline/text"
	"dateline/when"
)

// buildTimelines makes the timelines of entities from documents: of the mentions given, or
// of those that the program finds.
func buildTimelines(docs []lineDocument, entities []string, given bool, p *tagger.Parser) map[string]timeline {
	names := newLineNames(entities, docs)
	parsed := make([]link.MentionDocument, len(docs))
	read := each(len(docs), func(i int) *lineReading { return readLine(&docs[i], names, p) })
	for i := range docs {
		parsed[i] = read[i].parsed
		if given {
			for n, s := range docs[i].sentences {
				for _, words := range s.events {
					parsed[i].Mentions = append(parsed[i].Mentions, link.EventMention{Sentence: n, Words: words})
				}
			}
		}
	}
	if !given {
		link.FindMentions(parsed, nil)
		for i := range parsed {
			parsed[i].Mentions = slices.DeleteFunc(parsed[i].Mentions, func(m link.EventMention) bool {
				return strings.Contains(phases, " "+parsed[i].Lemma(m)+" ")
			})
		}
	}
	type told struct {
		document int
		mention  link.EventMention
		date     string
		who      []int
	}
	clusters := map[int][]told{}
	most := -1
	for i := range parsed {
		for k, m := range parsed[i].Mentions {
			parsed[i].Mentions[k].Day = read[i].day(m)
		}
	}
	for i, numbers := range link.Coreferent(parsed) {
		for k, number := range numbers {
			m := parsed[i].Mentions[k]
			clusters[number] = append(clusters[number], told{i, m, read[i].date(m), read[i].participants(m, given)})
			most = max(most, number)
		}
	}
	lines := map[string][]timelineLine{}
	for number := range most + 1 {
		votes, who := map[string]int{}, map[int]bool{}
		for _, x := range clusters[number] {
			if x.date != "" {
				votes[x.date]++
			}
			for _, e := range x.who {
				who[e] = true
			}
		}
		date := ""
		for d, n := range votes {
			// most mentions, the finer, the earlier
			if date == "" || cmp.Or(cmp.Compare(n, votes[date]), cmp.Compare(strings.Count(date, "X"), strings.Count(d, "X")), cmp.Compare(date, d)) > 0 {
				date = d
			}
		}
		if date == "" {
			continue
		}
		for e := range entities {
			if !who[e] {
				continue
			}
			l := timelineLine{date: date}
			for _, x := range clusters[number] {
				l.mentions = append(l.mentions, docs[x.document].mention(x.mention.Sentence, x.mention.Words))
			}
			lines[entities[e]] = append(lines[entities[e]], l)
		}
	}
	out := map[string]timeline{}
	for e, ls := range lines {
		slices.SortStableFunc(ls, func(a, b timelineLine) int { return cmp.Compare(sortableDate(a.date), sortableDate(b.date)) })
		for i := range ls {
			ls[i].position = 1
			if i > 0 {
				ls[i].position = ls[i-1].position
				if ls[i].date != ls[i-1].date {
					ls[i].position++
				}
			}
		}
		out[e] = timeline{e, ls}
	}
	return out
}

// phases are words for the course of an event, or for what is only meant to be, which timelines leave out.
const phases = " begin start end continue stop finish make come go want intend hope expect plan aim schedule prepare try use need remain seem lead "

// sortableDate puts a coarse date before the finer ones in it.
func sortableDate(d string) string { return strings.ReplaceAll(d, "X", "!") }

// A lineReading is a document with its trees, times and names.
type lineReading struct {
	document *lineDocument
	parsed   link.MentionDocument
	trees    []tagger.Tree
	entities [][]int    // by sentence and word: the entity it names, -1 for none
	times    [][]string // by sentence and word: the date it is in a name of
	names    *lineNames
}

func readLine(d *lineDocument, names *lineNames, p *tagger.Parser) *lineReading {
	r := &lineReading{document: d, names: names}
	var whole strings.Builder
	starts := make([][]int, len(d.sentences)) // of words, in whole
	for i, s := range d.sentences {
		tree := p.Parse(s.words)
		r.trees = append(r.trees, tree)
		var words []link.MentionWord
		for k, n := range tree {
			words = append(words, link.MentionWord{Text: s.words[k], Lemma: text.Lemma(n.Word, n.XPOS), Tag: n.XPOS, Head: n.Head, Relation: n.Relation})
			starts[i] = append(starts[i], whole.Len())
			whole.WriteString(s.words[k] + " ")
		}
		whole.WriteString("\n\n")
		r.parsed.Sentences = append(r.parsed.Sentences, words)
		r.entities = append(r.entities, names.find(s.words))
		r.times = append(r.times, make([]string, len(s.words)))
	}
	var made *dateline.Date
	if day, err := dateline.ParseDate(d.made); err == nil {
		made = &day
	}
	r.parsed.Published = made
	for _, t := range when.Annotate(whole.String(), made) {
		date := lineDate(t)
		if date == "" {
			continue
		}
		for i := range starts {
			for k, at := range starts[i] {
				if at >= t.Start && at < t.End {
					r.times[i][k] = date
				}
			}
		}
	}
	r.resolve()
	return r
}

// lineDate is a time's value as timelines have dates, "" for what is none.
func lineDate(t when.Timex) string {
	if t.Type != when.TimexDate && t.Type != when.TimexTime {
		return ""
	}
	v, _, _ := strings.Cut(t.Value, "T")
	for _, c := range v {
		if (c < '0' || c > '9') && c != '-' {
			return ""
		}
	}
	switch len(v) {
	case 4:
		return v + "-XX-XX"
	case 7:
		return v + "-XX"
	case 10:
		return v
	}
	return ""
}

// resolve gives pronouns the entity that was named before them, those for people a person.
func (r *lineReading) resolve() {
	last, person := -1, -1
	for i, s := range r.document.sentences {
		subject := -1
		for k, w := range s.words {
			e := r.entities[i][k]
			if e < 0 {
				switch strings.ToLower(w) {
				case "he", "his", "him", "she", "her":
					r.entities[i][k] = person
				case "it", "its", "they", "their":
					r.entities[i][k] = last
				}
				continue
			}
			if r.names.personal(e) {
				person = e
				continue
			}
			if last < 0 || subject < 0 {
				last = e
			}
			if strings.HasPrefix(r.trees[i][k].Relation, "nsubj") && subject < 0 {
				subject = e
			}
		}
		if subject >= 0 {
			last = subject
		}
	}
}

func mainWord(t tagger.Tree, words []int) int {
	for _, w := range words {
		if !slices.Contains(words, t[w].Head) {
			return w
		}
	}
	return words[0]
}

// participants are the entities that take part in what a mention tells of. Where they
// must be some, as in track B, and none stands beside it, the nearest of the sentence do.
func (r *lineReading) participants(m link.EventMention, some bool) []int {
	t := r.trees[m.Sentence]
	h := mainWord(t, m.Words)
	var out []int
	for _, a := range arguments(t, h, 3) {
		for _, k := range phrase(t, a) {
			if e := r.entities[m.Sentence][k]; e >= 0 && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	if len(out) > 0 || !some {
		return out
	}
	best := -1
	for k, e := range r.entities[m.Sentence] {
		if e >= 0 && (best < 0 || distance(k, h) < distance(best, h)) {
			best = k
		}
	}
	if best >= 0 {
		return []int{r.entities[m.Sentence][best]}
	}
	return nil
}

func distance(a, b int) int { return max(a-b, b-a) }

// arguments are the words that stand to h as its subject, its objects and the like; where it has no
// subject, those of the verb that it hangs on, up to so many steps.
func arguments(t tagger.Tree, h, steps int) []int {
	out := t.Children(h, "nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "nmod:poss", "compound")
	for _, o := range t.Children(h, "obl", "nmod") {
		switch t.Preposition(o) {
		case "by", "of", "to", "with":
			out = append(out, o)
		}
	}
	if steps == 0 || t.Child(h, "nsubj", "nsubj:pass") >= 0 || t[h].Head < 0 {
		return out
	}
	g := t[h].Head
	switch base := tagger.Base(t[h].Relation); {
	case base == "acl":
		out = append(out, g)
	case base == "xcomp" || base == "advcl" || base == "conj" || base == "obj" || base == "obl" || base == "nmod" || base == "compound":
		if s := t.Child(g, "nsubj", "nsubj:pass"); s >= 0 {
			out = append(out, s)
		} else if base != "nmod" && base != "compound" {
			out = append(out, arguments(t, g, steps-1)...)
		}
	}
	return out
}

// phrase is a word with the parts of its name and what is put beside it.
func phrase(t tagger.Tree, h int) []int {
	out := []int{h}
	for k := range t {
		if t[k].Head == h {
			switch t[k].Relation {
			case "flat", "compound", "appos", "conj", "nmod:poss":
				out = append(out, phrase(t, k)...)
			}
		}
	}
	return out
}

// date is when what a mention tells of took place, as timelines have it, "" where the words do not say so.
func (r *lineReading) date(m link.EventMention) string {
	t := r.trees[m.Sentence]
	h := mainWord(t, m.Words)
	if date := r.named(m.Sentence, h); date != "" {
		return date
	}
	if unreal(t, h) {
		return ""
	}
	return r.newsDay()
}

// named is the date of the time that hangs on a word, or on what it hangs on.
func (r *lineReading) named(sentence, h int) string {
	t := r.trees[sentence]
	for x, steps := h, 0; x >= 0 && steps < 4; x, steps = t[x].Head, steps+1 {
		for k, date := range r.times[sentence] {
			if date == "" {
				continue
			}
			for y := k; y >= 0; y = t[y].Head {
				if y == x {
					return date
				}
				if strings.HasPrefix(t[y].XPOS, "VB") {
					break // it dates that
				}
			}
		}
		if x != h && strings.HasPrefix(t[x].XPOS, "VB") && tagger.Base(t[x].Relation) != "xcomp" {
			break
		}
	}
	return ""
}

// day is the day that the words give to what a mention tells of.
func (r *lineReading) day(m link.EventMention) *dateline.Date {
	day, err := dateline.ParseDate(r.named(m.Sentence, mainWord(r.trees[m.Sentence], m.Words)))
	if err != nil {
		return nil
	}
	return &day
}

// newsDays is how many days before a document was made what is news in it may have happened.
const newsDays = 5

// newsDay is when what a document tells without a date took place: the day that
// it names first, when that is just before it was made, or else the day it was made.
func (r *lineReading) newsDay() string {
	made, err := dateline.ParseDate(r.document.made)
	if err != nil {
		return r.document.made
	}
	for i, times := range r.times {
		if i > openingSentences {
			break
		}
		for _, d := range times {
			if day, err := dateline.ParseDate(d); err == nil && day != made {
				if n := made.Sub(day); n > 0 && n <= newsDays {
					return d
				}
			}
		}
	}
	return r.document.made
}

// openingSentences are those, the headline and the date among them, that tell the news itself.
const openingSentences = 4

// unreal reports whether a verb, or the verb that a noun hangs on, is of something that is
// to come, could be or is not.
func unreal(t tagger.Tree, h int) bool {
	v := h
	for !strings.HasPrefix(t[v].XPOS, "VB") && t[v].Head >= 0 {
		v = t[v].Head
	}
	if t[v].XPOS == "VBN" && t[v].Relation == "acl" {
		return true // "planes built in Toulouse"
	}
	for k := range t {
		if t[k].Head != v {
			continue
		}
		if w := strings.ToLower(t[k].Word); t[v].XPOS == "VBN" && (w == "has" || w == "have" || w == "had") {
			return true // at some time before
		}
		if t[k].XPOS == "MD" || t[k].Relation == "mark" && strings.EqualFold(t[k].Word, "to") || strings.EqualFold(t[k].Word, "not") {
			return true
		}
	}
	return false
}
