package names

import (
	"dateline/perceptron"
	"dateline/tagger"
	"dateline/text"
)

// Re3dKinds are the types of entities of re3d.
var Re3dKinds = []string{
	"CommsIdentifier", "DocumentReference", "Location", "MilitaryPlatform", "Money", "Nationality",
	"Organisation", "Person", "Quantity", "Temporal", "Vehicle", "Weapon",
}

// A Marked is a text with its entities.
type Marked struct {
	Text     string
	Entities []Span
}

// Re3dDocuments are documents of re3d with their entities marked, the longest of
// those that overlap.
func Re3dDocuments(docs []Marked, by text.Tagger, h Hinter) []*Document {
	var out []*Document
	for _, m := range docs {
		d := Prepare("", m.Text, by, h)
		d.Mark(m.Entities)
		out = append(out, d)
	}
	return out
}

// TeachRe3d makes the table of what is learned from documents of re3d on top
// of the prior.
func TeachRe3d(base *tagger.Names, prior *tagger.NameStage, docs []*Document) ([]byte, error) {
	l := Lesson{Kinds: Re3dKinds, Rounds: 6, Voices: 3, Margin: 5, Prior: prior.Model(), Pruning: perceptron.Pruning{Least: 1}}
	return l.Teach(base, docs)
}

// A leaning is a model that learns on top of one that does not.
type leaning struct {
	tagger.Learner
	prior   tagger.Model
	scratch []int32
}

// unit is how much an update of a learner is in a table of weights.
const unit = 16

func (l *leaning) Score(features []uint64, into []int32) {
	if cap(l.scratch) < len(into) {
		l.scratch = make([]int32, len(into))
	}
	own := l.scratch[:len(into)]
	clear(own)
	l.Learner.Score(features, own)
	for c, v := range own {
		into[c] += unit * v
	}
	l.prior.Score(features, into)
}
