package tagger

import (
	"strings"

	"dateline"
)

// A Chooser picks one of some outputs by named features, or none of them. Its
// model's classes are parts of outputs: "=attack.bombing" is an output, "attack"
// a part of all outputs that begin so, "+" a part of all. What an output scores
// is the sum of its parts, so that what a rare output shares with others is
// learned from them. None scores 0.
type Chooser struct {
	model   Model
	classes []string
	outputs []output
}

type output struct {
	name  string
	parts []int
}

// NewChooser makes a chooser of a model with these classes.
func NewChooser(classes []string, m Model) (*Chooser, error) {
	c := &Chooser{model: m, classes: classes}
	at := map[string]int{}
	for i, name := range classes {
		at[name] = i
	}
	for i, name := range classes {
		out, ok := strings.CutPrefix(name, "=")
		if !ok {
			continue
		}
		o := output{out, []int{i}}
		family, _, _ := strings.Cut(out, ".")
		for _, part := range []string{family, "+"} {
			if k, ok := at[part]; ok {
				o.parts = append(o.parts, k)
			}
		}
		c.outputs = append(c.outputs, o)
	}
	if len(c.outputs) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "a model without outputs: none of its %d classes begins with =", len(classes))
	}
	return c, nil
}

// OpenChooser opens the table at the start of data as OpenWeights does, and
// returns what follows it.
func OpenChooser(data []byte) (*Chooser, []byte, error) {
	w, rest, err := OpenWeights(data)
	if err != nil {
		return nil, nil, err
	}
	c, err := NewChooser(w.Classes(), w)
	return c, rest, err
}

// named are the hashes of features given by their names.
func named(features []string, into []uint64) []uint64 {
	for _, f := range features {
		into = append(into, Feature(0, Hash(f)))
	}
	return into
}

// Choose gives the output that scores most, the first of several, its lead over
// none, and its lead over another output, which is that over none when the
// other is not known. The chooser may be used by any number of goroutines, if
// its model may.
func (c *Chooser) Choose(features []string, other string) (best string, lead, over int) {
	var room [256]uint64
	top, scores := c.choose(named(features, room[:0]))
	lead = c.sum(scores, top)
	over = lead
	for i, o := range c.outputs {
		if o.name == other {
			over = lead - c.sum(scores, i)
		}
	}
	return c.outputs[top].name, lead, over
}

func (c *Chooser) choose(features []uint64) (best int, scores []int32) {
	scores = make([]int32, len(c.classes))
	c.model.Score(features, scores)
	for i := range c.outputs {
		if c.sum(scores, i) > c.sum(scores, best) {
			best = i
		}
	}
	return best, scores
}

func (c *Chooser) sum(scores []int32, out int) int {
	n := 0
	for _, p := range c.outputs[out].parts {
		n += int(scores[p])
	}
	return n
}

// Learn corrects the chooser's model, which has to be a Learner, by an example:
// the output that is right, "" for none. Margin is by how much it has to lead
// to be left as it is. It reports whether the choice was right.
func (c *Chooser) Learn(features []string, right string, margin int) bool {
	l := c.model.(Learner)
	var room [256]uint64
	hashed := named(features, room[:0])
	top, scores := c.choose(hashed)
	defer l.Tick()
	gold, wrong, second := -1, -1, -1<<30
	if right != "" {
		second = 0 // none is a rival
	}
	ok := true
	for i, o := range c.outputs {
		if o.name == right {
			gold = i
		} else if n := c.sum(scores, i); n > second {
			wrong, second = i, n
		}
	}
	reached := 0
	if gold >= 0 {
		reached = c.sum(scores, gold)
		ok = top == gold && reached > 0
	} else {
		ok = c.sum(scores, top) <= 0
	}
	if reached-second > margin {
		return ok
	}
	// parts that both have cancel out
	delta := map[int]int32{}
	if gold >= 0 {
		for _, p := range c.outputs[gold].parts {
			delta[p]++
		}
	}
	if wrong >= 0 {
		for _, p := range c.outputs[wrong].parts {
			delta[p]--
		}
	}
	for p := range len(c.classes) {
		if d := delta[p]; d != 0 {
			l.Update(hashed, p, d)
		}
	}
	return ok
}
