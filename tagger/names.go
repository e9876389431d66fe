package tagger

import (
	"sync"

	"dateline"
	"dateline/text"
)

// A NameWord is a token as the finder of names sees it.
type NameWord struct {
	Text string
	Tag  string // its part of speech, of the Penn Treebank
	// Hint is what lists of names and words know of the token: a set of bits, whose
	// meaning is only that of whoever gives them, the same when training and reading.
	Hint uint16
}

// A Name is a name, or another phrase of a kind that is tagged, in a sentence.
type Name struct {
	From, To int // words, half-open
	Kind     string
}

// A NameStage finds names of its own set of kinds, with the names that the
// stage before it found among what it sees. Stages are trained one after the
// other, each on other data, so that a later one sees the earlier one's
// findings as good and as bad as they will be.
type NameStage struct {
	model  Model
	labels labels
	// moves are the weights of a label after another: [before][label].
	moves [][]int32
}

// NewNameStage makes a stage of a model whose classes are labels: "O" first,
// then for each kind B-kind, I-kind, L-kind and U-kind, for the first, a
// middle, the last and an only word of a name.
func NewNameStage(classes []string, m Model) (*NameStage, error) {
	l, err := labelsOf(classes)
	if err != nil {
		return nil, err
	}
	s := &NameStage{model: m, labels: l}
	s.readMoves()
	return s, nil
}

// readMoves takes the weights of pairs of labels out of the model.
func (s *NameStage) readMoves() {
	n := s.labels.n()
	if s.moves == nil {
		s.moves = make([][]int32, n)
		for i := range s.moves {
			s.moves[i] = make([]int32, n)
		}
	}
	for i := range s.moves {
		clear(s.moves[i])
		s.model.Score([]uint64{moveFeature(i)}, s.moves[i])
	}
}

// Kinds are the kinds of names that the stage finds. The caller must not
// change them.
func (s *NameStage) Kinds() []string { return s.labels.kinds }

// Names finds names in the sentences of a document. Any number of goroutines
// may use it.
type Names struct {
	clusters *Weights
	stages   []*NameStage
	scratch  *sync.Pool // of *nameDesk
}

// NewNames makes a finder of stages. Clusters, which may be nil, give words a
// class of like words.
func NewNames(clusters *Weights, stages ...*NameStage) *Names {
	return &Names{clusters, stages, &sync.Pool{New: func() any { return new(nameDesk) }}}
}

// With is the finder with one more stage.
func (n *Names) With(s *NameStage) *Names {
	return NewNames(n.clusters, append(n.stages[:len(n.stages):len(n.stages)], s)...)
}

// OpenNames opens a file of weights: a table of clusters, then one for each stage.
func OpenNames(data []byte) (*Names, error) {
	clusters, rest, err := OpenWeights(data)
	if err != nil {
		return nil, dateline.Errorf(dateline.KindOf(err), "the names' table of clusters: %w", err)
	}
	n := NewNames(clusters)
	for len(rest) > 0 {
		var s *NameStage
		if s, rest, err = OpenNameStage(rest); err != nil {
			return nil, err
		}
		n.stages = append(n.stages, s)
	}
	if len(n.stages) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "names: no stage behind the clusters")
	}
	return n, nil
}

// OpenNameStage opens the table of a stage at the start of data. It returns
// what follows.
func OpenNameStage(data []byte) (*NameStage, []byte, error) {
	w, rest, err := OpenWeights(data)
	if err != nil {
		return nil, nil, dateline.Errorf(dateline.KindOf(err), "a stage of the names: %w", err)
	}
	s, err := NewNameStage(w.Classes(), w)
	return s, rest, err
}

// Find finds the names that the last stage knows, sentence by sentence, in
// order and none overlapping.
func (n *Names) Find(doc [][]NameWord) [][]Name {
	d := n.scratch.Get().(*nameDesk)
	defer n.scratch.Put(d)
	return n.find(d, doc)
}

func (n *Names) find(d *nameDesk, doc [][]NameWord) [][]Name {
	n.run(d, doc)
	last := n.stages[len(n.stages)-1]
	out := make([][]Name, len(doc))
	for i := range doc {
		out[i] = last.labels.names(d.found[i])
	}
	return out
}

// run labels a document by one stage after the other.
func (n *Names) run(d *nameDesk, doc [][]NameWord) {
	d.see(n.clusters, doc)
	for k, s := range n.stages {
		d.stage(n.stages[:k])
		for i := range doc {
			d.label(s, i)
		}
	}
}

// A sum is a model of two: the weights that one learned on top of the other's.
type sum struct{ a, b Model }

func (s sum) Score(features []uint64, into []int32) {
	s.a.Score(features, into)
	s.b.Score(features, into)
}

// On is the stage with another's weights beneath its own. Both have the same labels.
func (s *NameStage) On(prior *NameStage) (*NameStage, error) {
	return NewNameStage(NameClasses(s.labels.kinds), sum{prior.model, s.model})
}

// Model is what the stage scores labels by.
func (s *NameStage) Model() Model { return s.model }

// LabelNames labels each token of a document's sentences, with the hints of
// each: "" outside names, "B-kind" where a name begins, "I-kind" where it goes on.
func (n *Names) LabelNames(sentences []text.Sentence, hints [][]uint16) [][]string {
	doc := make([][]NameWord, len(sentences))
	out := make([][]string, len(sentences))
	for i, s := range sentences {
		doc[i] = make([]NameWord, len(s.Tokens))
		out[i] = make([]string, len(s.Tokens))
		for j, t := range s.Tokens {
			doc[i][j] = NameWord{Text: t.Text, Tag: t.Tag, Hint: hints[i][j]}
		}
	}
	for i, names := range n.Find(doc) {
		for _, x := range names {
			for j := x.From; j < x.To; j++ {
				out[i][j] = "I-" + x.Kind
			}
			out[i][x.From] = "B-" + x.Kind
		}
	}
	return out
}
