package tagger

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Templates of features that other tables than those of tags have.
const (
	moveTemplate    = 200
	clusterTemplate = 201 // and the next, for coarse ones
	nameTemplates   = 300
)

// moveFeature is the feature of the label before.
func moveFeature(label int) uint64 { return Feature(moveTemplate, uint64(label)) }

// ClusterFeature is what a table of clusters files a word under, fine clusters
// and coarse ones.
func ClusterFeature(word string, coarse bool) uint64 {
	t := clusterTemplate
	if coarse {
		t++
	}
	return Feature(t, Hash(normal(word)))
}

// A namedWord is what the stages see of a word, hashed.
type namedWord struct {
	word
	tag, hint    uint64
	fine, coarse uint64 // clusters, 0 for none
	capital      bool
	chunk        int // the noun phrase that it stands in, -1 for none
	noun         bool
}

// A basePhrase is a base noun phrase by its parts of speech.
type basePhrase struct {
	from, to, head int
	tags           uint64
	of             int // the phrase that it follows behind "of", or -1
	proper         bool
}

// A nameDesk is the scratch space for one document.
type nameDesk struct {
	words     [][]namedWord
	chunks    [][]basePhrase
	base      [][][]uint64 // features by sentence and word, of all stages
	arena     []uint64
	elsewhere map[uint64]*sighting
	found     [][]uint8 // labels of the stage before or this one
	before    [][]uint8 // labels of the stage before
	known     []string  // its kinds
	lattice   lattice
	buffer    buffer
	features  [][]uint64 // of the sentence that was scored last
	seen      []word
}

// A sighting is how a word stands in the whole document.
type sighting struct {
	lower, upper int      // with a small letter; with a capital inside a sentence
	before       []uint64 // words before it
	after        []uint64
	kinds        map[uint8]int // by label's kind, from the stage before
}

const maxSighted = 6

func (d *nameDesk) see(clusters *Weights, doc [][]NameWord) {
	d.words, d.chunks = grow(d.words, len(doc)), grow(d.chunks, len(doc))
	d.base, d.found, d.before = grow(d.base, len(doc)), grow(d.found, len(doc)), grow(d.before, len(doc))
	d.elsewhere = map[uint64]*sighting{}
	d.known = nil
	var tokens []string
	for i, s := range doc {
		tokens = tokens[:0]
		for _, w := range s {
			tokens = append(tokens, w.Text)
		}
		d.seen = look(tokens, d.seen[:0])
		plain := caseless(tokens)
		d.words[i] = grow(d.words[i], len(s))
		for j, w := range s {
			x := namedWord{word: d.seen[j], tag: Hash(w.Tag), hint: uint64(w.Hint), chunk: -1}
			if clusters != nil {
				x.fine = uint64(clusters.class(Feature(clusterTemplate, x.form)))
				x.coarse = uint64(clusters.class(Feature(clusterTemplate+1, x.form)))
			}
			r, _ := utf8.DecodeRuneInString(w.Text)
			x.capital = unicode.IsUpper(r) && !plain
			x.noun = strings.HasPrefix(w.Tag, "NN")
			d.words[i][j] = x
			if !unicode.IsLetter(r) {
				continue
			}
			o := d.elsewhere[x.form]
			if o == nil {
				o = &sighting{}
				d.elsewhere[x.form] = o
			}
			switch {
			case plain:
			case !x.capital:
				o.lower++
			case j > 0:
				o.upper++
			}
			if (x.capital || plain && x.noun) && len(o.before) < maxSighted {
				o.before = append(o.before, at2(d.seen, j-1))
				o.after = append(o.after, at2(d.seen, j+1))
			}
		}
		d.chunks[i] = chunksOf(s, d.words[i], d.chunks[i][:0])
	}
	d.baseFeatures()
}

func at2(words []word, i int) uint64 { return at(words, i).form }

// chunksOf cuts base noun phrases: determiners, numbers, adjectives and nouns
// that end in a noun.
func chunksOf(s []NameWord, words []namedWord, out []basePhrase) []basePhrase {
	for i := 0; i < len(s); {
		if !nominal(s[i].Tag) {
			i++
			continue
		}
		j, head := i, -1
		h := uint64(0)
		for ; j < len(s) && nominal(s[j].Tag); j++ {
			if j > i && (s[j].Tag == "DT" || s[j].Tag == "PRP$") {
				break
			}
			if words[j].noun {
				head = j
			}
		}
		if head < 0 {
			head = j - 1
		}
		c := basePhrase{from: i, to: head + 1, head: head, of: -1}
		for k := i; k <= head; k++ {
			h = mix(h, words[k].tag)
			words[k].chunk = len(out)
			c.proper = c.proper || strings.HasPrefix(s[k].Tag, "NNP")
		}
		c.tags = h
		if len(out) > 0 && i > 0 && s[i-1].Text == "of" && out[len(out)-1].to == i-1 {
			c.of = len(out) - 1
		}
		out = append(out, c)
		i = j
	}
	return out
}

func nominal(tag string) bool {
	switch tag {
	case "DT", "PRP$", "CD", "JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "NNP", "NNPS", "$":
		return true
	}
	return false
}

func wordAt(words []namedWord, i int) *namedWord {
	if i < 0 || i >= len(words) {
		return &noWord
	}
	return &words[i]
}

var noWord = namedWord{word: outside, tag: 1, chunk: -1}

// baseFeatures are what all stages see.
func (d *nameDesk) baseFeatures() {
	d.arena = d.arena[:0]
	b := &d.buffer
	for i, words := range d.words {
		d.base[i] = grow(d.base[i], len(words))
		for j := range words {
			b.features = b.features[:0]
			d.wordsAround(words, j)
			d.phraseAround(i, words, j)
			d.document(&words[j])
			start := len(d.arena)
			d.arena = append(d.arena, b.features...)
			d.base[i][j] = d.arena[start:len(d.arena):len(d.arena)]
		}
	}
}

func (d *nameDesk) wordsAround(words []namedWord, j int) {
	t := nameTemplates
	b := &d.buffer
	w, l, r, ll, rr := &words[j], wordAt(words, j-1), wordAt(words, j+1), wordAt(words, j-2), wordAt(words, j+2)
	b.add(t+0, w.form)
	b.add(t+1, l.form)
	b.add(t+2, r.form)
	b.add(t+3, ll.form)
	b.add(t+4, rr.form)
	b.add(t+5, l.form, w.form)
	b.add(t+6, w.form, r.form)
	b.add(t+7, w.shape)
	b.add(t+8, l.shape, w.shape)
	b.add(t+9, w.shape, r.shape)
	b.add(t+10, w.form, w.shape)
	for k := 1; k < 4; k++ {
		if w.suffix[k] != 0 {
			b.add(t+10+k, w.suffix[k])
		}
	}
	if w.prefix[2] != 0 {
		b.add(t+14, w.prefix[2])
	}
	b.add(t+15, w.suffix[2], w.shape)
	b.add(t+16, w.tag)
	b.add(t+17, l.tag, w.tag)
	b.add(t+18, w.tag, r.tag)
	b.add(t+19, l.tag, w.tag, r.tag)
	b.add(t+20, w.tag, l.form)
	b.add(t+21, w.tag, r.form)
	b.add(t+22, w.tag, w.shape, w.hint)
	if w.fine != 0 {
		b.add(t+24, w.fine)
		b.add(t+25, w.fine, l.form)
		b.add(t+26, w.fine, r.form)
		b.add(t+27, w.fine, w.shape)
	}
	b.add(t+28, l.fine)
	b.add(t+29, r.fine)
	b.add(t+30, w.coarse, l.coarse)
	b.add(t+31, w.coarse, r.coarse)
	b.add(t+32, w.coarse, w.tag)
	b.add(t+33, w.hint, w.shape)
	b.add(t+34, w.hint, l.hint)
	b.add(t+35, w.hint, r.hint)
	b.add(t+36, w.hint, l.form)
	b.add(t+37, w.hint, r.form)
	b.add(t+38, l.coarse, w.shape, r.coarse)
	b.add(t+39, ll.form, l.form, w.shape)
	b.add(t+40, r.form, rr.form, w.shape)
}

// phraseAround are features of the noun phrase that a word stands in.
func (d *nameDesk) phraseAround(i int, words []namedWord, j int) {
	t := nameTemplates + 60
	b := &d.buffer
	w := &words[j]
	if w.chunk < 0 {
		b.add(t, w.tag)
		return
	}
	c := &d.chunks[i][w.chunk]
	h := &words[c.head]
	place := uint64(0)
	switch {
	case j == c.head && j == c.from:
		place = 1
	case j == c.head:
		place = 2
	case j == c.from:
		place = 3
	}
	proper := uint64(0)
	if c.proper {
		proper = 1
	}
	lead, trail := wordAt(words, c.from-1), wordAt(words, c.to)
	b.add(t+1, h.form, place)
	b.add(t+2, h.fine, place, proper)
	b.add(t+3, h.suffix[2], place)
	b.add(t+4, h.hint, place, proper)
	b.add(t+5, lead.form, place, proper)
	b.add(t+6, trail.form, place, proper)
	b.add(t+7, words[c.from].form, place)
	b.add(t+8, c.tags, uint64(j-c.from), place)
	b.add(t+9, h.coarse, lead.form, place)
	b.add(t+10, h.coarse, trail.coarse, place)
	b.add(t+11, h.form, w.form)
	b.add(t+12, h.shape, h.hint, words[c.from].form)
	if c.of >= 0 {
		p := &words[d.chunks[i][c.of].head]
		b.add(t+13, p.form, place)
		b.add(t+14, p.fine, proper)
	}
	if trail.form == ofForm {
		b.add(t+15, h.form, wordAt(words, c.to+1).hint, place)
		b.add(t+16, h.fine, wordAt(words, c.to+1).shape)
	}
}

var ofForm = Hash("of")

// document are features of how the word stands elsewhere in the document.
func (d *nameDesk) document(w *namedWord) {
	o := d.elsewhere[w.form]
	if o == nil {
		return
	}
	t := nameTemplates + 90
	b := &d.buffer
	b.add(t, uint64(min(o.lower, 2)), uint64(min(o.upper, 2)), w.shape)
	if len(o.before) > 1 {
		for k := range o.before {
			b.add(t+1, o.before[k])
			b.add(t+2, o.after[k])
		}
	}
}

// stage makes ready for the stage that comes after some: what is found becomes
// what was found before.
func (d *nameDesk) stage(after []*NameStage) {
	d.before, d.found = d.found, d.before
	d.known = nil
	if len(after) == 0 {
		return
	}
	d.known = after[len(after)-1].Kinds()
	for _, o := range d.elsewhere {
		o.kinds = nil
	}
	for i, words := range d.words {
		for j, label := range d.before[i] {
			if label == 0 {
				continue
			}
			if o := d.elsewhere[words[j].form]; o != nil {
				if o.kinds == nil {
					o.kinds = map[uint8]int{}
				}
				o.kinds[uint8(kindAt(label))]++
			}
		}
	}
}

// score puts the scores of all labels of sentence i into the lattice.
func (d *nameDesk) score(s *NameStage, i int) {
	words := d.words[i]
	n := s.labels.n()
	for len(d.features) < len(words) {
		d.features = append(d.features, nil)
	}
	for len(d.lattice.scores) < len(words) {
		d.lattice.scores = append(d.lattice.scores, nil)
	}
	for j := range words {
		f := d.base[i][j]
		if d.known != nil {
			d.buffer.features = append(d.buffer.features[:0], f...)
			d.stacked(i, j)
			d.features[j] = append(d.features[j][:0], d.buffer.features...)
			f = d.features[j]
		} else {
			d.features[j] = append(d.features[j][:0], f...)
		}
		scores := grow(d.lattice.scores[j], n)
		clear(scores)
		s.model.Score(f, scores)
		d.lattice.scores[j] = scores
	}
}

// stacked are features of what the stage before found.
func (d *nameDesk) stacked(i, j int) {
	words, before := d.words[i], d.before[i]
	t := nameTemplates + 100
	b := &d.buffer
	w, label := &words[j], tagAt(before, j)
	l, r := tagAt(before, j-1), tagAt(before, j+1)
	b.add(t, label)
	b.add(t+1, label, l)
	b.add(t+2, label, r)
	b.add(t+3, label, w.form)
	b.add(t+4, label, wordAt(words, j-1).form)
	b.add(t+5, label, wordAt(words, j+1).form)
	b.add(t+6, label, w.hint)
	b.add(t+7, label, w.tag, wordAt(words, j+1).tag)
	if w.chunk >= 0 {
		c := &d.chunks[i][w.chunk]
		b.add(t+8, tagAt(before, c.head), label, tagAt(before, c.from))
		b.add(t+9, tagAt(before, c.head), words[c.head].form)
	}
	o := d.elsewhere[w.form]
	if o == nil || o.kinds == nil {
		return
	}
	best, most := uint8(0), 0
	for k := range uint8(len(d.known)) {
		if o.kinds[k] > most {
			best, most = k, o.kinds[k]
		}
	}
	b.add(t+12, uint64(best), w.shape)
	b.add(t+13, uint64(best), label)
}

// label finds the labels of sentence i.
func (d *nameDesk) label(s *NameStage, i int) {
	d.score(s, i)
	d.found[i] = s.search(&d.lattice, len(d.words[i]), d.found[i])
}
