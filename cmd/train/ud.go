package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/cmd/train/perceptron"
	"dateline/tagger"
)

// A lesson says how the parser is trained.
type lesson struct {
	seed                  uint64
	folds                 int
	tagRounds, arcRounds  int
	tagPruning, arcPruned perceptron.Pruning
	say                   func(format string, args ...any)
	dev                   []tagger.Tree
	silver                []tagger.Tree // with XPOS only, not everywhere
}

func udCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ud",
		Short: "Train parts of speech and dependencies from Universal Dependencies",
		Long: `Trains the tagger and parser from the training documents of English EWT (by its
file lists) and the news, interview and bio documents of GUM, and writes their
weights. DIR holds ewt/ and gum/ as their repositories have them:
https://github.com/UniversalDependencies/UD_English-EWT (CC BY-SA 4.0) and
https://github.com/UniversalDependencies/UD_English-GUM (CC BY and CC BY-SA,
by document). The weights are share-alike, as EWT is.`,
		Args: cobra.NoArgs,
	}
	data := cmd.Flags().String("data", "", "directory with ewt/ and gum/")
	out := cmd.Flags().String("out", "tagger/weights/ud.bin", "file to write")
	silver := cmd.Flags().String("silver", "", "CSV of the Groningen Meaning Bank, whose tags are learned too")
	dev := cmd.Flags().String("dev", "", "CoNLL-U file to score after each round")
	l := lesson{say: func(format string, args ...any) { fmt.Fprintf(os.Stderr, format, args...) }}
	cmd.Flags().Uint64Var(&l.seed, "seed", 1, "for the order of examples")
	cmd.Flags().IntVar(&l.folds, "folds", 4, "how many parts the data is cut into, so that the parser learns from tags as wrong as it will see")
	cmd.Flags().IntVar(&l.tagRounds, "tag-rounds", 6, "how often each sentence is tagged")
	cmd.Flags().IntVar(&l.arcRounds, "arc-rounds", 10, "how often each sentence is parsed")
	l.tagPruning = perceptron.Pruning{Updates: 2, Least: 2}
	l.arcPruned = perceptron.Pruning{Updates: 5, Least: 2}
	cmd.RunE = func(*cobra.Command, []string) error {
		if *data == "" {
			return dateline.Errorf(dateline.Invalid, "--data is missing: the directory with ewt/ and gum/")
		}
		trees, err := udTrees(*data)
		if err != nil {
			return err
		}
		if *silver != "" {
			if l.silver, err = silverTrees(*silver); err != nil {
				return err
			}
		}
		if *dev != "" {
			if l.dev, err = conlluFile(*dev); err != nil {
				return err
			}
		}
		bin, err := l.train(trees)
		if err != nil {
			return err
		}
		l.say("%s: %d bytes\n", *out, len(bin))
		return os.WriteFile(*out, bin, 0o644)
	}
	return cmd
}

// udTrees reads the sentences to train on.
func udTrees(dir string) ([]tagger.Tree, error) {
	lists := filepath.Join(dir, "ewt", "not-to-release", "file-lists", "files.train")
	f, err := os.Open(lists)
	if err != nil {
		return nil, dateline.Errorf(dateline.NotFound, "the list of EWT's training documents: %w", err)
	}
	defer f.Close()
	var paths []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if l := strings.TrimSpace(lines.Text()); l != "" {
			paths = append(paths, filepath.Join(dir, "ewt", "not-to-release", "sources", l))
		}
	}
	gum, err := filepath.Glob(filepath.Join(dir, "gum", "*.conllu"))
	if err != nil || len(gum) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s: no *.conllu; GUM's documents are wanted there", filepath.Join(dir, "gum"))
	}
	var trees []tagger.Tree
	for _, p := range append(paths, gum...) {
		more, err := conlluFile(p)
		if err != nil {
			return nil, err
		}
		trees = append(trees, more...)
	}
	return trees, nil
}

func conlluFile(path string) ([]tagger.Tree, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, dateline.Errorf(dateline.NotFound, "a CoNLL-U file: %w", err)
	}
	defer f.Close()
	sentences, err := tagger.ReadCoNLLU(f)
	if err != nil {
		return nil, dateline.Errorf(dateline.KindOf(err), "%s: %w", path, err)
	}
	var out []tagger.Tree
	for _, s := range sentences {
		out = append(out, s.Tree)
	}
	return out, nil
}

// An example is a sentence to learn from, as it stands or in capitals.
type example struct {
	gold, tagged tagger.Tree
	tagsOnly     bool // for parts of speech, not for arcs
	silver       bool // for XPOS only
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

func (l lesson) shuffled(n int, round int) []int {
	return rand.New(rand.NewPCG(l.seed, uint64(round))).Perm(n)
}

type learners struct{ xpos, upos, arcs *perceptron.Perceptron }

func (l lesson) student(scheme tagger.Scheme) (*tagger.Student, learners, error) {
	ls := learners{perceptron.New(), perceptron.New(), perceptron.New()}
	s, err := tagger.NewStudent(scheme, ls.xpos, ls.upos, ls.arcs)
	return s, ls, err
}

// train makes the file of weights.
func (l lesson) train(trees []tagger.Tree) ([]byte, error) {
	scheme := tagger.SchemeOf(trees)
	began := time.Now()
	all := examples(trees, 2)
	for _, e := range examples(l.silver, 2) {
		e.tagsOnly, e.silver = true, true
		all = append(all, e)
	}
	if err := l.tagOthers(scheme, all); err != nil {
		return nil, err
	}
	l.say("%.0f s: %d folds tagged\n", time.Since(began).Seconds(), l.folds)
	student, ls, err := l.student(scheme)
	if err != nil {
		return nil, err
	}
	words := 0
	for _, e := range all {
		words += len(e.gold)
	}
	var wait sync.WaitGroup
	wait.Go(func() {
		// The tables of tags and of arcs are learned side by side; they share nothing.
		tags, err := tagger.NewStudent(scheme, ls.xpos, ls.upos, perceptron.New())
		if err != nil {
			return // the scheme was good a moment ago
		}
		for round := range l.tagRounds {
			wrong := [2]int{}
			for _, i := range l.shuffled(len(all), round) {
				wrong[0] += tags.LearnXPOS(all[i].gold)
				if !all[i].silver {
					wrong[1] += tags.LearnUPOS(all[i].gold, all[i].tagged)
				}
			}
			l.say("%.0f s: tags, round %d: XPOS %.2f %%, UPOS %.2f %% right\n", time.Since(began).Seconds(), round+1, right(wrong[0], words), right(wrong[1], words))
		}
	})
	for round := range l.arcRounds {
		good, n := 0, 0
		for _, i := range l.shuffled(len(all), 1000+round) {
			if all[i].tagsOnly {
				continue
			}
			n++
			if student.LearnArcs(all[i].gold, all[i].tagged) {
				good++
			}
		}
		l.say("%.0f s: arcs, round %d: %.2f %% of sentences right\n", time.Since(began).Seconds(), round+1, right(n-good, n))
	}
	wait.Wait()
	bin, err := l.encode(scheme, ls)
	if err != nil {
		return nil, err
	}
	return bin, l.score(bin)
}

func right(wrong, of int) float64 { return 100 * (1 - float64(wrong)/float64(max(of, 1))) }

// tagOthers tags each fold with what was learned from the others.
func (l lesson) tagOthers(scheme tagger.Scheme, all []example) error {
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

func (l lesson) tagFold(scheme tagger.Scheme, all []example, fold int) error {
	s, _, err := l.student(scheme)
	if err != nil {
		return err
	}
	// Neighbours, copies in capitals among them, are of one fold.
	of := func(i int) int { return i / 40 % l.folds }
	for round := range max(1, l.tagRounds/2) {
		for _, i := range l.shuffled(len(all), round) {
			if of(i) != fold {
				s.LearnXPOS(all[i].gold)
				if !all[i].silver {
					s.LearnUPOS(all[i].gold, s.Guess(all[i].gold))
				}
			}
		}
	}
	for i := range all {
		if of(i) == fold && !all[i].silver {
			var words []string
			for _, n := range all[i].gold {
				words = append(words, n.Word)
			}
			all[i].tagged = s.Parser().Tag(words)
		}
	}
	return nil
}

func (l lesson) encode(scheme tagger.Scheme, ls learners) ([]byte, error) {
	var bin []byte
	for _, t := range []struct {
		name    string
		classes []string
		model   *perceptron.Perceptron
		pruning perceptron.Pruning
	}{
		{"XPOS", scheme.XPOS, ls.xpos, l.tagPruning},
		{"UPOS", scheme.UPOS, ls.upos, l.tagPruning},
		{"arcs", scheme.Moves, ls.arcs, l.arcPruned},
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
func (l lesson) score(bin []byte) error {
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
