package coref

import (
	"slices"
	"strings"

	"dateline"
	"dateline/text"
)

// A mention is a Mention with what linking compares.
type mention struct {
	document  int
	sentence  int
	lemma     string   // of its head, put right where a tag was wrong
	keys      []string // the words that say what it tells of: mostly the lemma; sorted
	arguments []string // lemmas of what depends on it, of their parts, and of what it depends on; sorted
	names     []string // proper names in the sentence, sorted
	numbers   []string
	context   []weighed // content words of the sentence besides its own, by term
	length    int       // of the context as a vector, in units of 1/1024
	speaker   []string  // of a word of saying: who says it; sorted
	verb      bool
	attribute bool // it stands before a noun: "career record"
	relative  bool // a relative pronoun
	saying    bool
	light     bool
	day       *dateline.Date
	around    *dateline.Date // the day, or else when its document was published
	spread    int            // share of its happening's documents that have a mention of its lemma, in hundredths
}

// particles make another verb with a verb: "gun down", "check into".
const particles = " up down out off over away in into on back aside dead guilty to place fire ready "

// lightVerbs say little by themselves: what they tell of is another word of the mention.
const lightVerbs = " make take have give do get put hold go come keep be set bring let see turn become show lead open carry hand commit "

// vague are verbs, the light ones among them, that are no sign of one event unless what
// depends on them is the same.
const vague = lightVerbs + "help leave cause follow begin start continue remain find "

// sayings are words for what a source does.
const sayings = " say tell report announce confirm state claim add note statement reveal disclose comment call know think believe " +
	"ask hear see deny explain speak write describe suggest cite quote accord according declare "

func in(list, w string) bool { return strings.Contains(list, " "+w+" ") }

// A vocabulary is the lemmas that the documents have as common nouns or verbs.
type vocabulary map[string]bool

func vocabularyOf(docs []Document) vocabulary {
	v := vocabulary{}
	for _, d := range docs {
		for _, s := range d.Sentences {
			for _, w := range s {
				if strings.HasPrefix(w.Tag, "VB") || w.Tag == "NN" || w.Tag == "NNS" {
					v[w.Lemma] = true
				}
			}
		}
	}
	return v
}

func (v vocabulary) knows(w string) bool { return v[w] || words.has(w) }

// base is a word's lemma. In headlines verbs and nouns are tagged as names ("Fire
// Destroys Mill"), and participles as adjectives anywhere: a lemma that the
// documents or the lexicon know is taken before the word as it stands.
func (v vocabulary) base(w Word) string {
	lemma := strings.Trim(w.Lemma, "\"'`’“”#®\t ")
	if lemma == "" {
		return w.Lemma
	}
	if strings.HasPrefix(w.Tag, "VB") {
		return lemma
	}
	low := strings.Trim(strings.ToLower(w.Text), "\"'`’“”#®\t ")
	if strings.HasPrefix(w.Tag, "JJ") {
		if c := text.Lemma(low, "VBN"); c != low && v.knows(c) {
			return c
		}
	}
	if v.knows(lemma) && !strings.HasPrefix(w.Tag, "NNP") {
		return lemma
	}
	for _, try := range []struct{ ending, tag string }{{"ed", "VBD"}, {"ing", "VBG"}, {"s", "NNS"}, {"s", "VBZ"}} {
		if strings.HasSuffix(low, try.ending) {
			if c := text.Lemma(low, try.tag); c != low && v.knows(c) {
				return c
			}
		}
	}
	if i := strings.LastIndexByte(lemma, '-'); i > 0 && i+1 < len(lemma) && !words.has(lemma) {
		return lemma[i+1:]
	}
	return lemma
}

// content tells words that mean something by themselves.
func content(w Word) bool {
	switch {
	case in(hollow, w.Lemma):
		return false
	case w.Tag == "CD":
		return true
	}
	return len(w.Tag) >= 2 && in(" NN VB JJ ", w.Tag[:2])
}

func isName(w Word) bool { return strings.HasPrefix(w.Tag, "NNP") }

// terms numbers lemmas and counts the sentences that have them.
type terms struct {
	ids       map[string]int
	sentences []int
	all       int
}

// prepare makes ready the mentions of the documents.
func prepare(docs []Document) []*mention {
	v := vocabularyOf(docs)
	t := &terms{ids: map[string]int{}}
	for _, d := range docs {
		told := map[int]bool{}
		for _, m := range d.Mentions {
			if !told[m.Sentence] {
				told[m.Sentence] = true
				t.count(d.Sentences[m.Sentence])
			}
		}
	}
	var out []*mention
	for i, d := range docs {
		for _, m := range d.Mentions {
			x := v.mention(d.Sentences[m.Sentence], m)
			x.document = i
			x.day, x.around = m.Day, m.Day
			if x.around == nil {
				x.around = d.Published
			}
			x.context, x.length = t.context(d.Sentences[m.Sentence], m)
			out = append(out, x)
		}
	}
	return out
}

func (t *terms) count(sentence []Word) {
	t.all++
	seen := map[int]bool{}
	for _, w := range sentence {
		if !content(w) {
			continue
		}
		id, ok := t.ids[w.Lemma]
		if !ok {
			id = len(t.sentences)
			t.ids[w.Lemma] = id
			t.sentences = append(t.sentences, 0)
		}
		if !seen[id] {
			seen[id] = true
			t.sentences[id]++
		}
	}
}

// context is the sentence without the mention, rare words weighing more, and its length.
func (t *terms) context(sentence []Word, m Mention) ([]weighed, int) {
	var out []weighed
	for i, w := range sentence {
		if !content(w) || slices.Contains(m.Words, i) {
			continue
		}
		id := t.ids[w.Lemma]
		n := t.sentences[id]
		out = append(out, weighed{id, natural(n+t.all) - natural(n)}) // ln(1 + all/n)
	}
	slices.SortFunc(out, func(a, b weighed) int { return a.term - b.term })
	out = slices.CompactFunc(out, func(a, b weighed) bool { return a.term == b.term })
	sum := 0
	for _, w := range out {
		sum += w.n * w.n
	}
	return out, root(sum)
}

func (v vocabulary) mention(s []Word, m Mention) *mention {
	h := headOf(s, m)
	x := &mention{sentence: m.Sentence, lemma: v.base(s[h]), verb: strings.HasPrefix(s[h].Tag, "VB")}
	x.attribute = (s[h].Relation == "compound" || s[h].Relation == "amod") && !isName(s[h])
	x.relative = s[h].Tag == "WDT"
	x.keys = v.keys(s, m, h, x.lemma)
	x.saying, x.light = in(sayings, x.lemma), in(vague, x.lemma) && slices.Contains(x.keys, x.lemma)
	inside := func(i int) bool { return slices.Contains(m.Words, i) }
	for i, w := range s {
		if inside(i) {
			continue
		}
		if isName(w) {
			x.names = append(x.names, w.Lemma)
		}
		if w.Tag == "CD" {
			x.numbers = append(x.numbers, w.Lemma)
		}
		if w.Head < 0 {
			continue
		}
		part := !inside(w.Head) && s[w.Head].Head >= 0 && inside(s[w.Head].Head) && content(s[w.Head]) // of what depends on it
		if content(w) && (inside(w.Head) || part && (strings.HasPrefix(w.Tag, "NN") || w.Tag == "CD")) {
			x.arguments = append(x.arguments, w.Lemma)
		}
	}
	if g := s[h].Head; g >= 0 && !inside(g) {
		x.arguments = append(x.arguments, s[g].Lemma)
	}
	if x.saying {
		x.speaker = speaker(s, h)
	}
	for _, list := range []*[]string{&x.names, &x.numbers, &x.arguments} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return x
}

// keys are the words by which a mention is compared. A verb with its particle
// is one word where the lexicon has it so; a light verb gives way to what stands with it.
func (v vocabulary) keys(s []Word, m Mention, h int, lemma string) []string {
	for i, w := range s {
		if i == h || !in(particles, w.Lemma) {
			continue
		}
		if i == h+1 || slices.Contains(m.Words, i) || w.Head == h && w.Relation == "compound:prt" {
			if phrase := lemma + "_" + w.Lemma; words.has(phrase) {
				return []string{phrase}
			}
		}
	}
	var others []string
	for _, i := range m.Words {
		if i != h && content(s[i]) && s[i].Tag != "CD" {
			others = append(others, v.base(s[i]))
		}
	}
	if len(others) == 0 || !in(lightVerbs, lemma) {
		others = append(others, lemma)
	}
	slices.Sort(others)
	return slices.Compact(others)
}

// speaker is who says what the word of saying at h reports: its subject, or
// what "according to" leads to, with the names and nouns beside it.
func speaker(s []Word, h int) []string {
	var out []string
	take := func(i int) {
		if s[i].Tag == "PRP" || s[i].Tag == "WP" || s[i].Tag == "WDT" {
			return
		}
		out = append(out, s[i].Lemma)
		for _, w := range s {
			if w.Head == i && strings.HasPrefix(w.Tag, "NN") {
				out = append(out, w.Lemma)
			}
		}
	}
	according := strings.EqualFold(s[h].Text, "according")
	for i, w := range s {
		if w.Head == h && (strings.HasPrefix(w.Relation, "nsubj") || according && strings.HasPrefix(w.Relation, "obl")) {
			take(i)
		}
	}
	if g := s[h].Head; according && len(out) == 0 && g >= 0 {
		take(g)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
