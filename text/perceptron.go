package text

import (
	"encoding/binary"
	"math"
	"strings"
	"sync"

	"github.com/jdkato/prose/v3/tag"
	"github.com/jdkato/prose/v3/tag/aptagmodel"
)

// A perceptron is prose's tagger of parts of speech over prose's own model, with
// the model's features found by a hash instead of a search among sorted strings,
// which took a tenth of all reading. It gives the tags that prose's gives, as a
// test checks. The form of the model is described in prose's internal/flat.
type perceptron struct {
	classes []string
	shift   uint
	slots   []slot            // of features, by the high bits of their hash
	fixed   map[string]string // words that have one tag
	pairs   []byte            // uint32 a feature, and one more: where its classes begin
	ids     []byte            // classes
	weights []byte            // float32 each
	pool    sync.Pool         // of *proseDesk
}

// A slot holds a feature. Two features whose hashes agree in the bits that are
// looked at, fifty of them, would be taken for one.
type slot struct{ check, feature uint32 } // feature counts from 1

// proseTagger is the tagger, built on first use.
var proseTagger = sync.OnceValue(func() interface{ tags(words, into []string) } {
	if p := openPerceptron(aptagmodel.English); p != nil {
		return p
	}
	t, err := tag.New()
	if err != nil {
		return nil // the model is compiled in
	}
	return slowTagger{t}
})

// A slowTagger is prose's own, for a model in another form than is known here.
type slowTagger struct{ *tag.Tagger }

func (t slowTagger) tags(words, into []string) {
	for i, x := range t.Tag(words) {
		into[i] = x.Tag
	}
}

// The features of a word, in the order in which their weights are added up:
// floats are not the same in another.
const (
	bias = iota
	suffixOf
	initialOf
	tagBefore
	tagTwoBefore
	bothTags
	wordItself
	tagAndWord
	wordBefore
	suffixBefore
	wordTwoBefore
	wordBehind
	suffixBehind
	wordTwoBehind
	featureKinds
)

var featureNames = [featureKinds]string{
	"bias", "i suffix ", "i pref1 ", "i-1 tag ", "i-2 tag ", "i tag+i-2 tag ", "i word ", "i-1 tag+i word ",
	"i-1 word ", "i-1 suffix ", "i-2 word ", "i+1 word ", "i+1 suffix ", "i+2 word ",
}

// openPerceptron opens prose's model in place, nil if its form is not known.
func openPerceptron(data []byte) *perceptron {
	r := cursor{data: data}
	if string(r.take(8)) != "PROSETAG" || r.number() != 1 {
		return nil
	}
	p := &perceptron{}
	for range r.count() {
		p.classes = append(p.classes, r.short())
	}
	features, pairs := r.count(), r.count()
	blob := r.take(r.count())
	ends := r.take(4 * (features + 1))
	p.pairs = r.take(4 * (features + 1))
	p.ids = r.take(pairs)
	p.weights = r.take(4 * pairs)
	p.fixed = map[string]string{}
	for range r.count() {
		word, class := r.short(), r.take(1)
		if r.torn || int(class[0]) >= len(p.classes) {
			return nil
		}
		p.fixed[word] = p.classes[class[0]]
	}
	if r.torn || len(p.classes) == 0 {
		return nil
	}
	size := 1
	for p.shift = 64; size < 2*features; size *= 2 {
		p.shift--
	}
	p.slots = make([]slot, size)
	for i := range features {
		from, to := binary.LittleEndian.Uint32(ends[4*i:]), binary.LittleEndian.Uint32(ends[4*i+4:])
		a, b := binary.LittleEndian.Uint32(p.pairs[4*i:]), binary.LittleEndian.Uint32(p.pairs[4*i+4:])
		if from > to || int(to) > len(blob) || a > b || int(b) > pairs {
			return nil
		}
		for _, class := range p.ids[a:b] {
			if int(class) >= len(p.classes) {
				return nil
			}
		}
		if h, ok := featureHash(string(blob[from:to])); ok {
			p.put(h, uint32(i))
		}
	}
	p.pool.New = func() any { return &proseDesk{scores: make([]float32, len(p.classes))} }
	return p
}

func (p *perceptron) put(h uint64, feature uint32) {
	for at := int(h >> p.shift); ; at++ {
		if s := &p.slots[at&(len(p.slots)-1)]; s.feature == 0 {
			*s = slot{uint32(h), feature + 1}
			return
		}
	}
}

// add adds a feature's weights to the scores.
func (p *perceptron) add(h uint64, scores []float32) {
	for at := int(h >> p.shift); ; at++ {
		s := p.slots[at&(len(p.slots)-1)]
		if s.feature == 0 {
			return
		}
		if s.check != uint32(h) {
			continue
		}
		span := p.pairs[4*(s.feature-1):][:8]
		from, to := binary.LittleEndian.Uint32(span), binary.LittleEndian.Uint32(span[4:])
		weights := p.weights[4*from : 4*to]
		for k, class := range p.ids[from:to] {
			scores[class] += math.Float32frombits(binary.LittleEndian.Uint32(weights[4*k:]))
		}
		return
	}
}

// featureHash is the hash of a feature as the model writes it, and whether it is
// one of those that are asked for.
func featureHash(name string) (uint64, bool) {
	if name == featureNames[bias] {
		return joinHashes(bias, 0, 0), true
	}
	for kind := 1; kind < featureKinds; kind++ {
		rest, ok := strings.CutPrefix(name, featureNames[kind])
		switch {
		case !ok:
		case kind == bothTags || kind == tagAndWord:
			if first, second, ok := strings.Cut(rest, " "); ok { // no tag has a space in it
				return joinHashes(kind, hashOf(first), hashOf(second)), true
			}
		default:
			return joinHashes(kind, hashOf(rest), 0), true
		}
	}
	return 0, false
}

func joinHashes(kind int, a, b uint64) uint64 {
	h := (a+uint64(kind))*0x9e3779b97f4a7c15 ^ b
	h = (h ^ h>>32) * 0xd6e8feb86659fd93
	h = (h ^ h>>32) * 0xd6e8feb86659fd93
	return h ^ h>>32
}

// hashOf is FNV-1a.
func hashOf(s string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return h
}

// A proseDesk is the scratch space for one sentence.
type proseDesk struct {
	scores []float32
	words  []proseWord // two more before and behind
}

// A proseWord is what the tagger sees of a word, hashed.
type proseWord struct{ form, suffix uint64 }

func proseWordOf(form string) proseWord {
	return proseWord{hashOf(form), hashOf(form[max(0, len(form)-3):])}
}

var edges = [4]proseWord{proseWordOf("-START-"), proseWordOf("-START2-"), proseWordOf("-END-"), proseWordOf("-END2-")}

// tags gives words their parts of speech.
func (p *perceptron) tags(words, into []string) {
	d := p.pool.Get().(*proseDesk)
	defer p.pool.Put(d)
	d.words = append(d.words[:0], edges[0], edges[1])
	for _, w := range words {
		d.words = append(d.words, proseWordOf(proseForm(w)))
	}
	d.words = append(d.words, edges[2], edges[3])
	one, two := edges[0].form, edges[1].form // hashes of the tags before
	for i, w := range words {
		into[i] = p.tagOf(d, i, w, one, two)
		one, two = hashOf(into[i]), one
	}
}

func (p *perceptron) tagOf(d *proseDesk, i int, word string, one, two uint64) string {
	if fixed := fixedTag(word); fixed != "" {
		return fixed
	}
	if fixed, ok := p.fixed[word]; ok {
		return fixed
	}
	clear(d.scores)
	w := d.words[i : i+5]
	for kind, h := range [featureKinds]uint64{
		0, hashOf(word[max(0, len(word)-3):]), hashOf(word[:min(1, len(word))]), one, two, one, w[2].form, one,
		w[1].form, w[1].suffix, w[0].form, w[3].form, w[3].suffix, w[4].form,
	} {
		second := uint64(0)
		switch kind {
		case bothTags:
			second = two
		case tagAndWord:
			second = w[2].form
		}
		p.add(joinHashes(kind, h, second), d.scores)
	}
	best := 0
	for class, s := range d.scores {
		if s > d.scores[best] {
			best = class
		}
	}
	return p.classes[best]
}

// fixedTag is the tag that prose gives to marks whatever its model says: a dash,
// a face, a trace of the treebanks. "" for all others.
func fixedTag(w string) string {
	switch {
	case w == "":
		return ""
	case w == "-":
		return "-"
	case len(w) <= longestFace && faces[w]:
		return "SYM"
	case w[0] == '@':
		return "NN"
	case w == "0" || w[0] == '*' && isTrace(w):
		return "-NONE-"
	case len(w) == 5 && w[0] == '-' && w[4] == '-' && capitalsOnly(w[1:4]):
		return w
	}
	return ""
}

// isTrace reports whether w is one of *, *x*, *-12, *T*-12.
func isTrace(w string) bool {
	rest := w[1:]
	if rest == "" {
		return true
	}
	if inner, ok := strings.CutSuffix(rest, "*"); ok {
		return len(inner) == 1 && (inner == "?" || inner == "_" || inner[0] < 0x80 && (isLetterByte(inner[0]) || digitAt(inner, 0)))
	}
	before, figures, ok := strings.Cut(rest, "-")
	if !ok || len(figures) < 1 || len(figures) > 3 || strings.Trim(figures, "0123456789") != "" {
		return false
	}
	name, starred := strings.CutSuffix(before, "*")
	return before == "" || starred && name != "" && capitalsOnly(name)
}

func isLetterByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func capitalsOnly(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

// faces are what prose takes for faces drawn with marks.
var faces = set(`(-8 (-; (-_-) (._.) (: (= (o: (¬_¬) (ಠ_ಠ) (╯°□°）╯︵┻━┻ -__- 8-) 8-D 8D :( :(( :((( :() :))) :-) :-)) :-))) :-* :-/ :-X :-] :-o :-p :-x :-|
	:-} :0 :3 :P :] :` + "`" + `( :` + "`" + `) :` + "`" + `-( :o :o) =( =) =D =| @_@ O.o O_o V_V XDD [-: ^___^ o_0 o_O o_o v_v xD xDD ¯\(ツ)/¯`)

const longestFace = 40 // bytes

// proseForm is the form of a word that prose's model knows words by.
func proseForm(w string) string {
	if w == "" {
		return w
	}
	if w[0] != '-' && strings.IndexByte(w, '-') >= 0 {
		return "!HYPHEN"
	}
	if len(w) == 4 && strings.Trim(w[1:], "0123456789") == "" && (digitAt(w, 0) || w[0] == '+' || w[0] == '-') {
		return "!YEAR"
	}
	if digitAt(w, 0) {
		return "!DIGITS"
	}
	return strings.ToLower(w)
}

// A cursor reads the numbers and strings of a model in order.
type cursor struct {
	data []byte
	torn bool // more was wanted than there is
}

func (r *cursor) take(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.torn, r.data = true, nil
		return make([]byte, min(max(n, 0), 8))
	}
	out := r.data[:n:n]
	r.data = r.data[n:]
	return out
}

func (r *cursor) number() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }

// count is a number of things that follow, 0 if there cannot be so many.
func (r *cursor) count() int {
	n := int(r.number())
	if n > len(r.data) {
		r.torn = true
		return 0
	}
	return n
}

func (r *cursor) short() string {
	return string(r.take(int(binary.LittleEndian.Uint16(r.take(2)))))
}
