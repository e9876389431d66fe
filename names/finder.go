package names

import (
	"dateline/tagger"
	"dateline/text"
)

// A Re3d finds the entities of re3d's types, by the weights that the program
// holds or by others learned anew.
type Re3d struct {
	by    text.Tagger
	hints Hinter
	base  *tagger.Names
	prior *tagger.NameStage
	find  *tagger.Names
}

// NewRe3d opens the embedded weights.
func NewRe3d(h Hinter) (*Re3d, error) {
	parser, err := tagger.Default()
	if err != nil {
		return nil, err
	}
	base, err := tagger.DefaultNames()
	if err != nil {
		return nil, err
	}
	stages := tagger.Re3d()
	if stages.Err != nil {
		return nil, stages.Err
	}
	r := &Re3d{by: parser, hints: h, base: base, prior: stages.Prior}
	last, err := stages.Learned.On(stages.Prior)
	if err != nil {
		return nil, err
	}
	r.find = base.With(last)
	return r, nil
}

// Entities are those of a text.
func (r *Re3d) Entities(text string) []Span { return r.entities(r.find, text) }

func (r *Re3d) entities(by *tagger.Names, text string) []Span {
	d := Prepare("", text, r.by, r.hints)
	return d.Spans(by.Find(d.Words))
}

// Taught reports whether the embedded weights were learned from a text.
func (r *Re3d) Taught(text string) bool { return tagger.Re3dTaught(text) }

// Teach learns from other documents.
func (r *Re3d) Teach(docs []Marked) (func(string) []Span, error) {
	raw, err := TeachRe3d(r.base, r.prior, Re3dDocuments(docs, r.by, r.hints))
	if err != nil {
		return nil, err
	}
	s, _, err := tagger.OpenNameStage(raw)
	if err != nil {
		return nil, err
	}
	if s, err = s.On(r.prior); err != nil {
		return nil, err
	}
	find := r.base.With(s)
	return func(text string) []Span { return r.entities(find, text) }, nil
}
