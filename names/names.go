// Package names prepares text for the learned finder of names, teaches the
// stages of the finder from documents whose names are known, and finds the entities of re3d.
package names

import (
	"math/rand/v2"
	"slices"
	"strings"

	"dateline"
	"dateline/perceptron"
	"dateline/tagger"
	"dateline/text"
)

// A Span is a name in a text, in bytes.
type Span struct {
	dateline.Span
	Kind string
}

// A Document is a text cut into tokens, with its names if they are known.
type Document struct {
	Name      string
	Text      string
	Sentences []text.Sentence
	Words     [][]tagger.NameWord
	Gold      [][]tagger.Name
}

// A Hinter says what lists know of the tokens of a sentence of a report.
type Hinter interface {
	Hints(report string, s text.Sentence) []uint16
}

// Prepare cuts a text into tokens.
func Prepare(name, whole string, by text.Tagger, h Hinter) *Document {
	d := &Document{Name: name, Text: whole}
	for _, p := range text.ParseTagged(whole, 0, by).Paragraphs {
		for _, s := range p.Sentences {
			d.Add(s, h)
		}
	}
	return d
}

// Add adds a sentence of the document's text.
func (d *Document) Add(s text.Sentence, h Hinter) {
	hints := h.Hints(d.Text, s)
	words := make([]tagger.NameWord, len(s.Tokens))
	for i, t := range s.Tokens {
		words[i] = tagger.NameWord{Text: t.Text, Tag: t.Tag, Hint: hints[i]}
	}
	d.Sentences = append(d.Sentences, s)
	d.Words = append(d.Words, words)
	d.Gold = append(d.Gold, nil)
}

// Mark notes names, those that begin first and are longest before others that
// overlap them, as the tokens that they touch.
func (d *Document) Mark(spans []Span) {
	for _, sp := range Outer(spans) {
		for i, s := range d.Sentences {
			from, to := -1, -1
			for j, t := range s.Tokens {
				if t.Overlaps(sp.Span) {
					if from < 0 {
						from = j
					}
					to = j + 1
				}
			}
			if from >= 0 && (len(d.Gold[i]) == 0 || d.Gold[i][len(d.Gold[i])-1].To <= from) {
				d.Gold[i] = append(d.Gold[i], tagger.Name{From: from, To: to, Kind: sp.Kind})
			}
		}
	}
}

// Outer are the spans that no longer one overlaps, in order of the text; of
// two of a length the first.
func Outer(spans []Span) []Span {
	sorted := slices.Clone(spans)
	slices.SortStableFunc(sorted, func(a, b Span) int {
		if c := b.Len() - a.Len(); c != 0 {
			return c
		}
		return a.Start - b.Start
	})
	var out []Span
	for _, s := range sorted {
		if !slices.ContainsFunc(out, func(o Span) bool { return o.Overlaps(s.Span) }) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Span) int { return a.Start - b.Start })
	return out
}

// Spans are names found in the document, in bytes.
func (d *Document) Spans(found [][]tagger.Name) []Span {
	var out []Span
	for i, names := range found {
		for _, n := range names {
			t := d.Sentences[i].Tokens
			out = append(out, Span{dateline.Span{Start: t[n.From].Start, End: t[n.To-1].End}, n.Kind})
		}
	}
	return out
}

// Recase is the document in capitals, or without any. Parts of speech and
// hints are found anew.
func (d *Document) Recase(upper bool, by text.Tagger, h Hinter) *Document {
	out := &Document{Name: d.Name, Gold: d.Gold}
	change := strings.ToLower
	if upper {
		change = strings.ToUpper
	}
	var b strings.Builder
	for _, s := range d.Sentences {
		r := text.Sentence{Span: dateline.Span{Start: b.Len()}}
		var forms []string
		for _, t := range s.Tokens {
			w := change(t.Text)
			at := b.Len()
			b.WriteString(w + " ")
			r.Tokens = append(r.Tokens, text.Token{Span: dateline.Span{Start: at, End: at + len(w)}, Text: w, Lemma: t.Lemma})
			forms = append(forms, w)
		}
		r.End = b.Len() - 1
		for i, tag := range by.PennTags(forms) {
			r.Tokens[i].Tag = tag
		}
		out.Sentences = append(out.Sentences, r)
	}
	out.Text = b.String()
	for _, s := range out.Sentences {
		hints := h.Hints(out.Text, s)
		words := make([]tagger.NameWord, len(s.Tokens))
		for i, t := range s.Tokens {
			words[i] = tagger.NameWord{Text: t.Text, Tag: t.Tag, Hint: hints[i]}
		}
		out.Words = append(out.Words, words)
	}
	return out
}

// A Lesson says how a stage is taught.
type Lesson struct {
	Kinds   []string
	Rounds  int
	Voices  int // how many students, whose weights are added
	Margin  int32
	Pruning perceptron.Pruning
	Prior   tagger.Model // weights of the same labels to start from, or nil
	Say     func(format string, args ...any)
}

// Teach makes the table of a stage that comes after others.
func (l Lesson) Teach(before *tagger.Names, docs []*Document) ([]byte, error) {
	return l.TeachBehind(func(int) *tagger.Names { return before }, docs)
}

// TeachBehind is Teach where the stages before differ from document to
// document, as where they were learned from the other ones.
func (l Lesson) TeachBehind(before func(doc int) *tagger.Names, docs []*Document) ([]byte, error) {
	var all [][]tagger.Weight
	for voice := range max(1, l.Voices) {
		p := perceptron.New(1)
		var learner tagger.Learner = p
		margin := l.Margin
		if l.Prior != nil {
			learner, margin = &leaning{Learner: p, prior: l.Prior}, unit*l.Margin
		}
		s, err := tagger.NewNameStudent(l.Kinds, learner, margin)
		if err != nil {
			return nil, err
		}
		for round := range l.Rounds {
			wrong, words := 0, 0
			for _, i := range rand.New(rand.NewPCG(uint64(voice+1), uint64(round))).Perm(len(docs)) {
				wrong += s.Learn(before(i), docs[i].Words, docs[i].Gold)
				for _, w := range docs[i].Words {
					words += len(w)
				}
			}
			if l.Say != nil {
				l.Say("voice %d, round %d: %d of %d words wrong\n", voice+1, round+1, wrong, words)
			}
		}
		all = append(all, p.Weights(l.Pruning))
	}
	return tagger.EncodeWeights(tagger.NameClasses(l.Kinds), mean(all))
}

// mean are the weights of several students, in the middle, rounded towards zero.
func mean(all [][]tagger.Weight) []tagger.Weight {
	if len(all) == 1 {
		return all[0]
	}
	type key struct {
		feature uint64
		class   uint8
	}
	at := map[key]int{}
	var out []tagger.Weight
	for _, ws := range all {
		for _, w := range ws {
			k := key{w.Feature, w.Class}
			if i, ok := at[k]; ok {
				out[i].Value += w.Value
				continue
			}
			at[k] = len(out)
			out = append(out, w)
		}
	}
	for i := range out {
		out[i].Value /= int32(len(all))
	}
	return out
}
