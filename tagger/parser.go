package tagger

import (
	"sync"

	"dateline"
)

// A Parser finds parts of speech and dependencies. Any number of goroutines
// may use it.
type Parser struct {
	scheme           Scheme
	moves            []move
	relations        []string
	root             uint8 // index of the relation of the root
	xpos, upos, arcs Model
	scratch          sync.Pool // of *desk
}

// A desk is the scratch space for one sentence.
type desk struct {
	beam
	words      []word
	xpos, upos []uint8
	pos        []uint64
	kinds      []wordKind
}

// beamWidth is how many states are kept while a sentence is parsed.
const beamWidth = 8

// NewParser makes a parser of three models whose classes are those of the
// scheme.
func NewParser(s Scheme, xpos, upos, arcs Model) (*Parser, error) {
	p := &Parser{scheme: s, xpos: xpos, upos: upos, arcs: arcs}
	var err error
	if p.moves, p.relations, err = s.moves(); err != nil {
		return nil, err
	}
	if len(s.XPOS) == 0 || len(s.UPOS) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "a model of parts of speech without classes")
	}
	for i, r := range p.relations {
		if r == "root" {
			p.root = uint8(i)
		}
	}
	p.scratch.New = func() any { return new(desk) }
	return p, nil
}

// OpenParser opens a file of three tables of weights: XPOS, UPOS and arcs.
func OpenParser(data []byte) (*Parser, error) {
	var tables [3]*Weights
	for i, name := range []string{"XPOS", "UPOS", "arcs"} {
		w, rest, err := OpenWeights(data)
		if err != nil {
			return nil, dateline.Errorf(dateline.KindOf(err), "the parser's table of %s: %w", name, err)
		}
		tables[i], data = w, rest
	}
	return NewParser(Scheme{tables[0].Classes(), tables[1].Classes(), tables[2].Classes()}, tables[0], tables[1], tables[2])
}

// tag finds the parts of speech of the words on the desk.
func (p *Parser) tag(d *desk) {
	p.tagXPOS(d)
	d.upos = d.upos[:0]
	for i := range d.words {
		d.reset(len(p.scheme.UPOS))
		d.uposFeatures(d.words, d.xpos, d.upos, i)
		p.upos.Score(d.features, d.scores)
		d.upos = append(d.upos, uint8(Best(d.scores)))
	}
}

func (p *Parser) tagXPOS(d *desk) {
	d.xpos = d.xpos[:0]
	for i := range d.words {
		d.reset(len(p.scheme.XPOS))
		d.xposFeatures(d.words, d.xpos, i)
		p.xpos.Score(d.features, d.scores)
		d.xpos = append(d.xpos, uint8(Best(d.scores)))
	}
}

// see puts a sentence on the desk.
func (d *desk) see(tokens []string) { d.words = see(tokens, d.words[:0]) }

// join makes of the tags on the desk what the features of arcs see.
func (p *Parser) join(d *desk) {
	d.pos, d.kinds = d.pos[:0], d.kinds[:0]
	for i := range d.xpos {
		d.pos = append(d.pos, 4+uint64(d.xpos[i])<<8+uint64(d.upos[i]))
		k := other
		switch p.scheme.UPOS[d.upos[i]] {
		case "VERB", "AUX":
			k = verb
		case "CCONJ":
			k = joiner
		case "PUNCT":
			if d.words[i].form == commaForm {
				k = comma
			}
		}
		d.kinds = append(d.kinds, k)
	}
	d.in = seen{d.words, d.pos, d.kinds}
}

var commaForm = Hash(",")

// Tag gives a sentence's words, cut as the treebanks have them, their parts of
// speech; heads and relations are left empty.
func (p *Parser) Tag(words []string) Tree {
	d := p.scratch.Get().(*desk)
	defer p.scratch.Put(d)
	d.see(words)
	p.tag(d)
	return p.nodes(d, words)
}

func (p *Parser) nodes(d *desk, tokens []string) Tree {
	t := make(Tree, len(tokens))
	for i := range t {
		t[i] = Node{Word: tokens[i], UPOS: p.scheme.UPOS[d.upos[i]], XPOS: p.scheme.XPOS[d.xpos[i]], Head: none}
	}
	return t
}

// Parse finds the parts of speech and dependencies of a sentence, a node for
// each token. Tokens are cut as package text or a treebank cuts them. Time is
// in proportion to their number: a sentence of more than 160 words is parsed
// in pieces, whose roots stand side by side.
func (p *Parser) Parse(tokens []string) Tree {
	words, of := parts(tokens)
	d := p.scratch.Get().(*desk)
	defer p.scratch.Put(d)
	d.see(words)
	p.tag(d)
	p.join(d)
	t := p.nodes(d, words)
	all := d.in
	for from := 0; from < len(t); {
		to := pieceEnd(t, from)
		d.in = seen{all.words[from:to], all.pos[from:to], all.kinds[from:to]}
		p.link(t[from:to], p.parse(&d.beam, beamWidth))
		t.join(from, to)
		from = to
	}
	if of != nil {
		t = whole(t, of, tokens)
	}
	return t
}

// pieceLimit is how many words are parsed together.
const pieceLimit = 160

// pieceEnd is where the piece of a sentence that starts at from ends: at the
// last mark that leaves it short enough.
func pieceEnd(t Tree, from int) int {
	if len(t)-from <= pieceLimit {
		return len(t)
	}
	for i := from + pieceLimit - 1; i > from+pieceLimit/2; i-- {
		if t[i].UPOS == "PUNCT" {
			return i + 1
		}
	}
	return from + pieceLimit
}

// join hangs the piece t[from:to], whose heads count from its start, beside
// those before it.
func (t Tree) join(from, to int) {
	if from == 0 {
		return
	}
	root := t[:from].Root()
	for i := from; i < to; i++ {
		if t[i].Head < 0 {
			t[i].Head, t[i].Relation = root, "parataxis"
		} else {
			t[i].Head += from
		}
	}
}

// link writes the arcs of a finished state into the tree. Of several words
// that hang on the root the first is the tree's root, the others stand beside
// it.
func (p *Parser) link(t Tree, s *state) {
	root := none
	for i := range t {
		l := s.links[i]
		t[i].Head, t[i].Relation = int(l.head), p.relations[l.relation]
		if int(l.head) != len(t) {
			continue
		}
		if root == none {
			t[i].Head, root = none, i
		} else {
			t[i].Head, t[i].Relation = root, "parataxis"
		}
	}
}
