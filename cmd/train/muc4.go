package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/cmd/train/boost"
	"dateline/cmd/train/cluster"
	"dateline/grade"
	"dateline/tagger"
	"dateline/text"
)

// A fillLesson says how the role filler is trained.
type fillLesson struct {
	folds   int
	groups  int
	least   int // how often a feature must be seen
	forests int
	say     func(format string, args ...any)
}

func muc4Command() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "muc4",
		Short: "Train the role filler from MUC-4",
		Long: `Trains the role filler from the 1,300 training texts of MUC-4: who did an attack, for
whom, against what and whom, with what. DIR holds grit/train.json (the GRIT form,
https://github.com/xinyadu/grit_doc_event_entity) and dev/key-dev-* (the keys, for
victims who are described and not named). The texts are US Government translations.
The parser's weights must be trained before: the filler reads its trees.`,
		Args: cobra.NoArgs,
	}
	data := cmd.Flags().String("data", "", "directory with grit/ and dev/")
	out := cmd.Flags().String("out", "tagger/weights/fill.bin", "file to write")
	l := fillLesson{say: func(format string, args ...any) { fmt.Fprintf(os.Stderr, format, args...) }}
	cmd.Flags().IntVar(&l.folds, "folds", 4, "how many parts the data is cut into, so that the second look learns from scores as wrong as it will see")
	cmd.Flags().IntVar(&l.groups, "groups", 150, "how many groups of words, at most 255")
	cmd.Flags().IntVar(&l.least, "least", 3, "how many wordings a feature must have been seen with")
	cmd.Flags().IntVar(&l.forests, "forests", 4, "how many forests, which are averaged")
	cmd.AddCommand(templatesCommand())
	cmd.RunE = func(*cobra.Command, []string) error {
		if *data == "" {
			return errNoMUC4
		}
		bin, err := l.train(*data)
		if err != nil {
			return err
		}
		l.say("%s: %d bytes\n", *out, len(bin))
		return os.WriteFile(*out, bin, 0o644)
	}
	return cmd
}

var errNoMUC4 = dateline.Errorf(dateline.Invalid, "--data is missing: the directory of MUC-4, with grit/ and dev/")

// A fillText is a training text.
type fillText struct {
	report   *tagger.FillReport
	wordings []string
	gold     [tagger.FillRoles][][]string // entities, mentions folded
	relevant bool
	id       string

	all       [][]uint32   // features of each wording
	places    [][][]uint32 // and of each of its places
	labels    []uint32     // of each wording, a bit a role
	topic     []uint32
	sentences [][]uint32
	events    []uint32 // of each sentence, whether a filler stands in it

	scores      [][]int32
	placeScores [][][]int32
	relevance   int32
	eventScores []int32
	rows        []tagger.FillRow
	right       []bool // of each row, whether it gives a new entity
	judged      []int32
}

// fillTexts reads and parses the training texts.
func fillTexts(dir string) ([]*fillText, error) {
	texts, err := grade.ReadGRIT(filepath.Join(dir, "grit", "train.json"))
	if err != nil {
		return nil, err
	}
	described, err := describedVictims(dir)
	if err != nil {
		return nil, err
	}
	parser, err := tagger.Default()
	if err != nil {
		return nil, err
	}
	out := make([]*fillText, len(texts))
	inParallel(len(texts), func(i int) {
		g := texts[i]
		t := &fillText{report: tagger.NewFillReport(g.Text, tagger.FillSentences(text.Parse(g.Text, 0), parser), func(uint64) uint64 { return 0 })}
		t.wordings, t.id = t.report.Wordings(), g.ID
		for r, role := range grade.GRITRoles {
			for _, e := range g.Extracts[role] {
				t.gold[r] = append(t.gold[r], foldAll(e))
				t.relevant = true
			}
		}
		t.gold[tagger.DescribedVictim] = described[g.ID]
		out[i] = t
	})
	return out, nil
}

// describedVictims are the victims without a name of each text's keys.
func describedVictims(dir string) (map[string][][]string, error) {
	keys, _ := filepath.Glob(filepath.Join(dir, "dev", "key-*"))
	if len(keys) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s: no key-*; the keys of the training texts are wanted there", filepath.Join(dir, "dev"))
	}
	out := map[string][][]string{}
	for _, k := range keys {
		templates, _, err := grade.ReadMUC4Key(k)
		if err != nil {
			return nil, err
		}
		for _, t := range templates {
			for _, fill := range t.Slots[grade.MUC4Description] {
				if len(fill.Refs) == 0 {
					out[t.Doc] = append(out[t.Doc], foldAll(fill.Values))
				}
			}
		}
	}
	return out, nil
}

func foldAll(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, tagger.FoldWords(w))
	}
	return out
}

func inParallel(n int, do func(i int)) {
	var wait sync.WaitGroup
	next := make(chan int)
	for range 4 {
		wait.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}

// A fillSchool is what the texts teach before anything is learned from all of them.
type fillSchool struct {
	texts      []*fillText // scored and judged by what was learned from the others
	groups     map[uint64]uint8
	vocabulary fillVocabulary
	thresholds [tagger.FillRoles]int32
}

// readApart reads the training texts, each by what is learned from the others.
func (l fillLesson) readApart(dir string, lap func(string)) (*fillSchool, error) {
	texts, err := fillTexts(dir)
	if err != nil {
		return nil, err
	}
	lap("texts parsed")
	counter := cluster.NewCounter()
	for _, t := range texts {
		t.report.Contexts(counter.Add)
	}
	groups := counter.Groups(6, l.groups, 1)
	for _, t := range texts {
		t.report.Cluster(func(h uint64) uint64 { return uint64(groups[h]) })
	}
	lap(fmt.Sprintf("%d words grouped", len(groups)))
	v := l.featuresOf(texts)
	lap(fmt.Sprintf("%d features of wordings", len(v.wordings)))
	for k := range l.folds {
		in, out := foldOf(texts, k, l.folds)
		v.learn(in).apply(out)
		lap(fmt.Sprintf("part %d of %d read by what was learned from the others", k+1, l.folds))
	}
	for k := range l.folds {
		in, out := foldOf(texts, k, l.folds)
		judge(l.secondLook(in), out)
	}
	thresholds := tuneThresholds(texts)
	hits := scoreFills(texts, thresholds)
	l.say("on texts not learned from: precision %.1f, recall %.1f, F1 %.1f\n", 100*hits.Right/hits.Came, 100*hits.Right/hits.Wanted, 100*grade.F1(hits))
	return &fillSchool{texts, groups, v, thresholds}, nil
}

// lap says how long after now something was done.
func (l fillLesson) lap() func(what string) {
	began := time.Now()
	return func(what string) { l.say("%.0f s: %s\n", time.Since(began).Seconds(), what) }
}

// train makes the file of the role filler.
func (l fillLesson) train(dir string) ([]byte, error) {
	lap := l.lap()
	s, err := l.readApart(dir, lap)
	if err != nil {
		return nil, err
	}
	first := s.vocabulary.learn(s.texts)
	parts := tagger.FillerParts{Forests: l.secondLook(s.texts), Thresholds: s.thresholds}
	if err := first.encode(&parts, s.vocabulary, s.groups); err != nil {
		return nil, err
	}
	lap("trained")
	return parts.Encode(), nil
}

// foldOf parts the texts into those to learn from and part k of n.
func foldOf(texts []*fillText, k, n int) (in, out []*fillText) {
	for i, t := range texts {
		if i*n/len(texts) == k {
			out = append(out, t)
		} else {
			in = append(in, t)
		}
	}
	return in, out
}

// secondLook trains each role's forests on texts that the first look has scored.
func (l fillLesson) secondLook(texts []*fillText) (out [tagger.FillRoles][]*tagger.Forest) {
	inParallel(len(out), func(r int) {
		var examples []boost.Example
		for _, t := range texts {
			for k, row := range t.rows {
				if int(row.Role) == r {
					examples = append(examples, boost.Example{Values: row.Values, Label: t.right[k]})
				}
			}
		}
		for seed := range l.forests {
			out[r] = append(out[r], boost.Train(examples, boost.Options{Trees: 80, Depth: 4, Rate: 0.06, Least: 5, L2: 2, Sample: 0.7, Columns: 0.6, Seed: uint64(seed + 1)}))
		}
	})
	return out
}

func judge(forests [tagger.FillRoles][]*tagger.Forest, texts []*fillText) {
	for _, t := range texts {
		t.judged = make([]int32, len(t.rows))
		for k, r := range t.rows {
			for _, f := range forests[r.Role] {
				t.judged[k] += f.Score(r.Values)
			}
			t.judged[k] /= int32(len(forests[r.Role]))
		}
	}
}

// scoreFills is CEAF-REE over all texts and the five roles.
func scoreFills(texts []*fillText, thresholds [tagger.FillRoles]int32) grade.Hits {
	var d grade.Doc
	for _, t := range texts {
		want, came := map[string][][]string{}, map[string][][]string{}
		for r, role := range grade.GRITRoles {
			want[role] = t.gold[r]
		}
		for _, k := range t.report.Choose(t.rows, t.judged, thresholds) {
			if r := t.rows[k].Role; int(r) < len(grade.GRITRoles) {
				came[grade.GRITRoles[r]] = append(came[grade.GRITRoles[r]], []string{t.wordings[t.rows[k].Name]})
			}
		}
		grade.ScoreCEAF(&d, want, came)
	}
	return d.Hits["ceaf_ree"]
}

// tuneThresholds finds the thresholds that score best, role after role, on
// texts that neither look has learned from.
func tuneThresholds(texts []*fillText) (out [tagger.FillRoles]int32) {
	for r := range out {
		out[r] = -1200
	}
	for range 2 {
		for r := range grade.GRITRoles {
			best, at := -1.0, out[r]
			for t := int32(-2000); t <= 1000; t += 100 {
				try := out
				try[r] = t
				if f := grade.F1(scoreFills(texts, try)); f > best {
					best, at = f, t
				}
			}
			out[r] = at
		}
	}
	out[tagger.DescribedVictim] = tuneDescribed(texts)
	return out
}

// tuneDescribed finds the threshold at which described victims score best; the
// collection's JSON form does not hold them.
func tuneDescribed(texts []*fillText) int32 {
	const r = tagger.DescribedVictim
	best, at := -1.0, int32(-1200)
	for try := int32(-2000); try <= 1000; try += 100 {
		thresholds := [tagger.FillRoles]int32{}
		thresholds[r] = try
		h := grade.Hits{}
		for _, t := range texts {
			h.Wanted += float64(len(t.gold[r]))
			for _, k := range t.report.Choose(t.rows, t.judged, thresholds) {
				if t.rows[k].Role == r {
					h.Came++
					if t.right[k] {
						h.Right++
					}
				}
			}
		}
		if f := grade.F1(h); f > best {
			best, at = f, try
		}
	}
	return at
}

// labelRows says of each row whether it gives an entity that no likelier row of its role gives.
func (t *fillText) labelRows() {
	t.right = make([]bool, len(t.rows))
	used := map[[2]int]bool{}
	for k, row := range t.rows {
		for e, mentions := range t.gold[row.Role] {
			if key := [2]int{int(row.Role), e}; !used[key] && slices.Contains(mentions, t.wordings[row.Name]) {
				used[key], t.right[k] = true, true
				break
			}
		}
	}
}
