package main

import (
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"dateline"
	"dateline/perceptron"
	"dateline/tagger"
)

// A course says how the parser is trained.
type course struct {
	seed                 uint64
	folds                int // parts of the data, each tagged by what was learned from the others
	tagRounds, arcRounds int
	tags, arcs           terms
	silver               []tagger.Tree // with XPOS only, and not everywhere
	dev                  []tagger.Tree // scored at the end
	say                  func(format string, args ...any)
}

// Terms say which features a model gets.
type terms struct {
	admit   int // at which update one is learned
	pruning perceptron.Pruning
}

// An example is a sentence to learn from, as it stands or in capitals.
type example struct {
	gold     tagger.Tree
	lesson   *tagger.Lesson
	tagged   tagger.Tree // by a student that did not learn from it
	tagsOnly bool        // for parts of speech, not for arcs
	silver   bool        // for XPOS only
}

// examples are the trees, and copies in capitals of one in so many, so that
// text without capitals, or with nothing else, is read too.
func examples(trees []tagger.Tree, oneIn int) []example {
	var out []example
	for i, t := range trees {
		out = append(out, example{gold: t})
		if i%oneIn == 0 {
			// Arcs hardly depend on case, but for the tags' errors.
			out = append(out, example{gold: shout(t), tagsOnly: i/oneIn%2 == 1})
		}
	}
	return out
}

func shout(t tagger.Tree) tagger.Tree {
	out := append(tagger.Tree(nil), t...)
	for i := range out {
		out[i].Word = strings.ToUpper(out[i].Word)
	}
	return out
}

func (l course) shuffled(n int, round int) []int {
	return rand.New(rand.NewPCG(l.seed, uint64(round))).Perm(n)
}

// learners are the three models while they learn.
type learners struct{ xpos, upos, arcs *perceptron.Perceptron }

func (l course) student(scheme tagger.Scheme) (*tagger.Student, learners, error) {
	ls := learners{perceptron.New(l.tags.admit), perceptron.New(l.tags.admit), perceptron.New(l.arcs.admit)}
	s, err := tagger.NewStudent(scheme, ls.xpos, ls.upos, ls.arcs)
	return s, ls, err
}

// train makes the file of weights.
func (l course) train(trees []tagger.Tree) ([]byte, error) {
	if l.folds < 2 {
		return nil, dateline.Errorf(dateline.Invalid, "%d folds; at least 2 are wanted", l.folds)
	}
	scheme := tagger.SchemeOf(trees)
	began := time.Now()
	all := examples(trees, 2)
	for _, e := range examples(l.silver, 2) {
		e.tagsOnly, e.silver = true, true
		all = append(all, e)
	}
	for i := range all {
		all[i].lesson = tagger.NewLesson(all[i].gold)
	}
	l.say("%.0f s: %d sentences looked at\n", time.Since(began).Seconds(), len(all))
	if err := l.tagOthers(scheme, all); err != nil {
		return nil, err
	}
	l.say("%.0f s: %d folds tagged\n", time.Since(began).Seconds(), l.folds)
	// Tags and arcs are learned side by side, by two students who share nothing.
	tagsStudent, tags, err := l.student(scheme)
	if err != nil {
		return nil, err
	}
	arcsStudent, arcs, err := l.student(scheme)
	if err != nil {
		return nil, err
	}
	var wait sync.WaitGroup
	wait.Go(func() { l.learnTags(tagsStudent, all, began) })
	l.learnArcs(arcsStudent, all, began)
	wait.Wait()
	bin, err := l.encode(scheme, learners{tags.xpos, tags.upos, arcs.arcs})
	if err != nil {
		return nil, err
	}
	return bin, l.score(bin)
}

func (l course) learnTags(s *tagger.Student, all []example, began time.Time) {
	for round := range l.tagRounds {
		words, wrong, treebank, wrongUPOS := 0, 0, 0, 0
		for _, i := range l.shuffled(len(all), round) {
			words += len(all[i].gold)
			wrong += s.LearnXPOS(all[i].lesson)
			if !all[i].silver {
				treebank += len(all[i].gold)
				wrongUPOS += s.LearnUPOS(all[i].lesson, all[i].tagged)
			}
		}
		l.say("%.0f s: tags, round %d: XPOS %.2f %%, UPOS %.2f %% right\n", time.Since(began).Seconds(), round+1, right(wrong, words), right(wrongUPOS, treebank))
	}
}

func (l course) learnArcs(s *tagger.Student, all []example, began time.Time) {
	for round := range l.arcRounds {
		n, wrong := 0, 0
		for _, i := range l.shuffled(len(all), 1000+round) {
			if all[i].tagsOnly {
				continue
			}
			n++
			if !s.LearnArcs(all[i].lesson, all[i].tagged) {
				wrong++
			}
		}
		l.say("%.0f s: arcs, round %d: %.2f %% of sentences right\n", time.Since(began).Seconds(), round+1, right(wrong, n))
	}
}

func right(wrong, of int) float64 { return 100 * (1 - float64(wrong)/float64(max(of, 1))) }

// tagOthers tags each fold with what was learned from the others.
func (l course) tagOthers(scheme tagger.Scheme, all []example) error {
	const workers = 2
	errs := make([]error, l.folds)
	turn := make(chan struct{}, workers)
	var wait sync.WaitGroup
	for fold := range l.folds {
		wait.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			errs[fold] = l.tagFold(scheme, all, fold)
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (l course) tagFold(scheme tagger.Scheme, all []example, fold int) error {
	s, _, err := l.student(scheme)
	if err != nil {
		return err
	}
	// Neighbours, copies in capitals among them, are of one fold.
	of := func(i int) int { return i / 40 % l.folds }
	for round := range max(1, l.tagRounds/2) {
		for _, i := range l.shuffled(len(all), round) {
			if of(i) != fold {
				s.LearnXPOS(all[i].lesson)
				if !all[i].silver {
					s.LearnUPOS(all[i].lesson, s.Guess(all[i].lesson))
				}
			}
		}
	}
	for i := range all {
		if of(i) == fold && !all[i].silver {
			all[i].tagged = s.Tag(all[i].lesson)
		}
	}
	return nil
}

func (l course) encode(scheme tagger.Scheme, ls learners) ([]byte, error) {
	var bin []byte
	for _, t := range []struct {
		name    string
		classes []string
		model   *perceptron.Perceptron
		pruning perceptron.Pruning
	}{
		{"XPOS", scheme.XPOS, ls.xpos, l.tags.pruning},
		{"UPOS", scheme.UPOS, ls.upos, l.tags.pruning},
		{"arcs", scheme.Moves, ls.arcs, l.arcs.pruning},
	} {
		weights := t.model.Weights(t.pruning)
		table, err := tagger.EncodeWeights(t.classes, weights)
		if err != nil {
			return nil, err
		}
		l.say("%s: %d weights, %d bytes\n", t.name, len(weights), len(table))
		bin = append(bin, table...)
	}
	return bin, nil
}

// score parses the development sentences with the weights as written.
func (l course) score(bin []byte) error {
	if len(l.dev) == 0 {
		return nil
	}
	p, err := tagger.OpenParser(bin)
	if err != nil {
		return err
	}
	for _, name := range []string{"as written", "in capitals"} {
		var n, xpos, upos, uas, las int
		began := time.Now()
		for _, t := range l.dev {
			if name == "in capitals" {
				t = shout(t)
			}
			var words []string
			for _, w := range t {
				words = append(words, w.Word)
			}
			for i, w := range p.Parse(words) {
				n++
				xpos += one(w.XPOS == t[i].XPOS)
				upos += one(w.UPOS == t[i].UPOS)
				if w.Head == t[i].Head {
					uas++
					a, _, _ := strings.Cut(w.Relation, ":")
					b, _, _ := strings.Cut(t[i].Relation, ":")
					las += one(a == b)
				}
			}
		}
		share := func(k int) float64 { return 100 * float64(k) / float64(max(n, 1)) }
		l.say("%s: XPOS %.2f UPOS %.2f UAS %.2f LAS %.2f, %.0f sentences/s\n", name, share(xpos), share(upos), share(uas), share(las), float64(len(l.dev))/time.Since(began).Seconds())
	}
	return nil
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
