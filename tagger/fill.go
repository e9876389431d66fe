package tagger

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
	"dateline/text"
)

// A FillRole is what someone or something is to the attacks that a report tells of.
type FillRole uint8

// The roles, as MUC-4 has them. Described victims are those without a name.
const (
	PerpetratorPerson FillRole = iota
	PerpetratorGroup
	AttackedThing
	NamedVictim
	UsedWeapon
	DescribedVictim
	FillRoles
)

var fillRoleNames = [FillRoles]string{"perpetrator-person", "perpetrator-group", "target", "victim", "weapon", "victim-described"}

func (r FillRole) String() string { return fillRoleNames[r] }

// FillRoleNames are the names of the classes of a role filler's weights.
func FillRoleNames() []string { return fillRoleNames[:] }

// A FillSentence is a sentence as a role filler reads it.
type FillSentence struct {
	Spans []dateline.Span // of the tokens
	Tree  Tree
}

// FillSentences are the sentences of a parsed report, tagged by p.
func FillSentences(d *text.Document, p *Parser) []FillSentence {
	var out []FillSentence
	for i := range d.Paragraphs {
		for _, s := range d.Paragraphs[i].Sentences {
			var fs FillSentence
			words := make([]string, len(s.Tokens))
			for k, t := range s.Tokens {
				words[k] = t.Text
				fs.Spans = append(fs.Spans, t.Span)
			}
			fs.Tree = p.Parse(words)
			out = append(out, fs)
		}
	}
	return out
}

// A seenWord is what the features of role fillers see of a token.
type seenWord struct {
	form, lemma uint64
	pos         uint64
	cluster     uint64
	kind        fillKind
	rel, prep   uint64 // how it hangs on its head: the relation, the preposition
	head        int32  // -1 for none
}

// A fillKind is a coarse part of speech.
type fillKind uint8

const (
	otherWord fillKind = iota
	nounWord
	properWord
	numberWord
	adjectiveWord
	determinerWord
	possessiveWord
	genitiveWord
	verbWord
	auxWord
	prepositionWord
	pronounWord
	quoteWord
	bracketWord
	punctuation
)

func kindOf(n *Node) fillKind {
	switch n.Word {
	case `"`, "``", "''", "“", "”":
		return quoteWord
	case "(", ")", "[", "]":
		return bracketWord
	}
	switch n.XPOS {
	case "NN", "NNS":
		return nounWord
	case "NNP", "NNPS":
		return properWord
	case "CD":
		return numberWord
	case "JJ", "JJR", "JJS":
		return adjectiveWord
	case "PRP$", "WP$":
		return possessiveWord
	case "POS":
		return genitiveWord
	case "DT", "PDT", "WDT":
		return determinerWord
	case "IN", "TO":
		return prepositionWord
	case "PRP", "WP", "EX":
		return pronounWord
	case "MD":
		return auxWord
	}
	if strings.HasPrefix(n.XPOS, "VB") {
		if n.UPOS == "AUX" {
			return auxWord
		}
		return verbWord
	}
	if r, _ := utf8.DecodeRuneInString(n.Word); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return punctuation
	}
	return otherWord
}

// A FillReport is a report on its way through the role filler.
type FillReport struct {
	whole     string
	sentences []FillSentence
	words     [][]seenWord
	content   [][]int // of each sentence, its verbs and nouns, each lemma once
	chunks    []chunk
	names     []fillName
}

// A chunk is a run of words that a noun ends.
type chunk struct {
	sentence, start, end int // words
}

// A fillName is one wording that stands in a report, once or more often, and
// may fill a role.
type fillName struct {
	norm  string
	at    []place
	first int
}

// A place is where a wording stands.
type place struct {
	sentence, start, end int  // words
	chunk                int  // index of the chunk that it begins in
	head                 int  // the word that it is about
	of                   bool // it goes on with "of" and another chunk
}

const (
	longestChunk = 9
	longestFill  = 12
)

// NewFillReport sees a report for training; reading uses Filler.Fill.
func NewFillReport(whole string, sentences []FillSentence, clusters func(uint64) uint64) *FillReport {
	return newFillReport(whole, sentences, clusters)
}

// Wordings are the wordings that may fill roles, folded.
func (f *FillReport) Wordings() []string {
	out := make([]string, len(f.names))
	for i := range f.names {
		out[i] = f.names[i].norm
	}
	return out
}

// Features are those of wording i for the first look, all together and place by place.
func (f *FillReport) Features(i int) (all []uint64, places [][]uint64) {
	return f.features(&f.names[i])
}

// Sentences is how many sentences the report has.
func (f *FillReport) Sentences() int { return len(f.sentences) }

// SentencesOf are the sentences that wording i stands in, some perhaps twice.
func (f *FillReport) SentencesOf(i int) []int {
	var out []int
	for _, p := range f.names[i].at {
		out = append(out, p.sentence)
	}
	return out
}

// newFillReport sees a report's sentences and collects the wordings that may fill roles.
func newFillReport(whole string, sentences []FillSentence, clusters func(uint64) uint64) *FillReport {
	f := &FillReport{whole: whole, sentences: sentences, words: make([][]seenWord, len(sentences))}
	for i, s := range sentences {
		ws := make([]seenWord, len(s.Tree))
		for k := range s.Tree {
			n := &s.Tree[k]
			form := normal(n.Word)
			lemma := text.Lemma(form, n.XPOS)
			ws[k] = seenWord{form: Hash(form), lemma: Hash(lemma), pos: Hash(n.XPOS), kind: kindOf(n), rel: Hash(n.Relation), head: int32(n.Head)}
			ws[k].cluster = clusters(ws[k].lemma)
		}
		for k := range ws {
			if ws[k].head < 0 {
				ws[k].rel = hashRoot
				continue
			}
			for j := k - 1; j >= 0 && j > k-8; j-- {
				if s.Tree[j].Head == k && s.Tree[j].Relation == "case" {
					ws[k].prep = ws[j].form
					break
				}
			}
		}
		f.words[i] = ws
		f.content = append(f.content, contentOf(ws))
		f.cutChunks(i)
	}
	f.collect()
	return f
}

// contentOf are the first places of the verbs and nouns of a sentence.
func contentOf(ws []seenWord) []int {
	var out []int
	for i, x := range ws {
		if (x.kind == verbWord || x.kind == nounWord) && !slices.ContainsFunc(out, func(j int) bool { return ws[j].lemma == x.lemma }) {
			out = append(out, i)
		}
	}
	return out
}

// inChunk tells whether a word of a kind can stand inside a noun phrase's core.
func inChunk(k fillKind) bool {
	switch k {
	case nounWord, properWord, numberWord, adjectiveWord, determinerWord, possessiveWord, genitiveWord, quoteWord:
		return true
	}
	return false
}

func canEnd(k fillKind) bool { return k == nounWord || k == properWord }

// cutChunks finds the noun chunks of a sentence from its parts of speech.
func (f *FillReport) cutChunks(i int) {
	ws, tree := f.words[i], f.sentences[i].Tree
	for a := 0; a < len(ws); {
		if !startsChunk(ws, tree, a) {
			a++
			continue
		}
		b := a + 1
		for b < len(ws) && (inChunk(ws[b].kind) && ws[b].kind != determinerWord && ws[b].kind != possessiveWord || participle(tree, ws, b)) {
			b++
		}
		end := b
		for end > a && !canEnd(ws[end-1].kind) && !(ws[end-1].kind == numberWord || ws[end-1].kind == adjectiveWord) {
			end--
		}
		if end > a {
			f.chunks = append(f.chunks, chunk{i, a, end})
		}
		a = max(b, a+1)
	}
}

func startsChunk(ws []seenWord, tree Tree, a int) bool {
	return inChunk(ws[a].kind) && ws[a].kind != genitiveWord || participle(tree, ws, a)
}

// participle tells whether a participle or gerund stands before a noun as an adjective does.
func participle(tree Tree, ws []seenWord, k int) bool {
	if ws[k].kind != verbWord || tree[k].XPOS != "VBN" && tree[k].XPOS != "VBG" || k+1 >= len(ws) {
		return false
	}
	next := ws[k+1].kind
	if next != nounWord && next != properWord && next != adjectiveWord {
		return false
	}
	h := tree[k].Head
	return h > k && (tree[k].Relation == "amod" || tree[k].Relation == "compound")
}

// collect gathers the wordings: parts of a chunk that a noun ends, and those
// with "of" and the next chunk.
func (f *FillReport) collect() {
	index := map[string]int{}
	add := func(p place) {
		s := f.sentences[p.sentence]
		norm := FoldWords(f.whole[s.Spans[p.start].Start:s.Spans[p.end-1].End])
		if norm == "" {
			return
		}
		n, ok := index[norm]
		if !ok {
			n = len(f.names)
			index[norm] = n
			f.names = append(f.names, fillName{norm: norm, first: p.sentence})
		}
		f.names[n].at = append(f.names[n].at, p)
	}
	for c, ch := range f.chunks {
		ws := f.words[ch.sentence]
		low := max(ch.start, ch.end-longestChunk)
		for a := low; a < ch.end; a++ {
			if k := ws[a].kind; k == determinerWord || k == genitiveWord || k == quoteWord && a+1 == ch.end {
				continue
			}
			for b := a + 1; b <= ch.end; b++ {
				if !canEnd(ws[b-1].kind) && !(b == ch.end && ws[b-1].kind != quoteWord) {
					continue
				}
				add(place{sentence: ch.sentence, start: a, end: b, chunk: c, head: b - 1})
			}
			// "members of the army": with what follows "of", up to two chunks on.
			head, end, next := ch.end-1, ch.end, c+1
			for range 2 {
				if end+1 >= len(ws) || f.sentences[ch.sentence].Tree[end].Word != "of" && !strings.EqualFold(f.sentences[ch.sentence].Tree[end].Word, "of") || next >= len(f.chunks) {
					break
				}
				nc := f.chunks[next]
				if nc.sentence != ch.sentence || nc.start != end+1 || nc.end-a > longestFill {
					break
				}
				add(place{sentence: ch.sentence, start: a, end: nc.end, chunk: c, head: head, of: true})
				end, next = nc.end, next+1
			}
		}
	}
}

// FoldWords writes words in small letters, without ASCII punctuation and then
// without articles, as role fillers are compared.
func FoldWords(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			s = strings.ToLower(s)
			break
		}
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c == '\n' || c == '\t' || c == '\r':
			c = ' '
		case c < 0x80 && c != ' ' && (c < '0' || c > '9' && c < 'a' || c > 'z'):
			continue
		}
		b = append(b, c)
	}
	words := strings.Fields(string(b))
	words = slices.DeleteFunc(words, func(w string) bool { return w == "a" || w == "an" || w == "the" })
	return strings.Join(words, " ")
}

// Contexts calls yield with each word's lemma, by its hash, and one context that it
// stands in: its neighbours, what it depends on, what depends on it.
func (f *FillReport) Contexts(yield func(word, context uint64)) {
	for s, ws := range f.words {
		for i, x := range ws {
			if x.kind == punctuation || x.kind == bracketWord || x.kind == quoteWord {
				continue
			}
			yield(x.lemma, Feature(500, wordsAt(ws, i-1).form))
			yield(x.lemma, Feature(501, wordsAt(ws, i+1).form))
			if rel, gov, prep := f.relation(s, i); gov >= 0 {
				yield(x.lemma, Feature(502, rel, prep, ws[gov].lemma))
				yield(ws[gov].lemma, Feature(503, rel, prep, x.lemma))
			}
		}
	}
}

// Cluster gives the words their clusters anew.
func (f *FillReport) Cluster(of func(uint64) uint64) {
	for _, ws := range f.words {
		for i := range ws {
			ws[i].cluster = of(ws[i].lemma)
		}
	}
}

// Places are where wording i stands.
func (f *FillReport) Places(i int) []dateline.Span {
	var out []dateline.Span
	for _, p := range f.names[i].at {
		spans := f.sentences[p.sentence].Spans
		out = append(out, dateline.Span{Start: spans[p.start].Start, End: spans[p.end-1].End})
	}
	return out
}
