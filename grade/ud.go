package grade

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
	"dateline/tagger"
	"dateline/text"
)

// ud is treebanks of Universal Dependencies.
var ud = Collection{
	Name:  "ud",
	Path:  "FILE|DIR",
	About: "Parts of speech and dependencies against treebanks of Universal Dependencies",
	Long: `FILE is in CoNLL-U form; of a DIR every *.conllu beneath it is read. Words and
sentences are gold's. Over words, marks among them:

  upos, xpos   the part of speech is gold's
  uas          the head is gold's
  las          head and relation are, subtypes of relations aside, as in the CoNLL
               shared task of 2018
  NAME_upper   the same of the sentences written in capitals

and, over the words that package text cuts as gold does, without marks, symbols and
"to", which the two tag by different conventions:

  xpos_text     package text's own tag is gold's
  xpos_learned  the learned tagger's is
  xpos_both     the learned tagger's is, after text's rules for news

A document is what the file calls one (# newdoc id), else the file. --predictions
scores a FILE or DIR of the same sentences in the same order.

Documents that the parser was trained on are recognised by their words and left out, with
a note, and so is a document that stands there twice; not with --predictions.

English treebanks: https://github.com/UniversalDependencies, UD_English-EWT (CC BY-SA 4.0),
UD_English-GUM (CC BY and others, by document), UD_English-PUD (CC BY-SA 3.0). The
parser is trained on EWT's training part and on GUM's news, interviews and biographies.`,
	Predicts: true,
	Published: []Figure{
		{"upos", "UDPipe 1.2, EWT test, UD 2.3", .944},
		{"xpos", "UDPipe 1.2, EWT test, UD 2.3", .939},
		{"uas", "UDPipe 1.2, EWT test, UD 2.3", .845},
		{"las", "UDPipe 1.2, EWT test, UD 2.3", .812},
		{"upos", "spaCy trf, EWT test, UD 2.5", .969},
		{"xpos", "spaCy trf, EWT test, UD 2.5", .964},
		{"uas", "spaCy trf, EWT test, UD 2.5", .919},
		{"las", "spaCy trf, EWT test, UD 2.5", .894},
	},
	Score: scoreUD,
}

func scoreUD(path string, in Input) (*Sheet, error) {
	gold, err := treebank(path)
	if err != nil {
		return nil, err
	}
	var other []tagger.Sentence
	parser, err := tagger.Default()
	if err == nil && in.Predictions != "" {
		other, err = treebank(in.Predictions)
	}
	if err != nil {
		return nil, err
	}
	if other != nil && len(other) != len(gold) {
		return nil, dateline.Errorf(dateline.Invalid, "%s holds %d sentences, %s %d; the same ones are wanted, in the same order", in.Predictions, len(other), path, len(gold))
	}
	s := &Sheet{}
	docs := tagger.Documents(gold)
	if other == nil {
		if docs, s.Notes, err = untaught(path, docs, tagger.Taught); err != nil {
			return nil, err
		}
	}
	at := 0 // of the sentence in other
	for _, suffix := range []string{"", "_upper"} {
		for _, m := range []string{"upos", "xpos", "uas", "las"} {
			if suffix == "" || other == nil {
				s.Metrics = append(s.Metrics, Accuracy(m+suffix, m+suffix))
			}
		}
	}
	if other == nil {
		s.Metrics = append(s.Metrics, Accuracy("xpos_text", "xpos_text"), Accuracy("xpos_learned", "xpos_learned"), Accuracy("xpos_both", "xpos_both"))
	}
	for _, sentences := range docs {
		d := &Doc{Name: sentences[0].Document}
		s.Docs = append(s.Docs, d)
		for _, g := range sentences {
			if other != nil {
				if err := d.judgeTree("", g, other[at].Tree); err != nil {
					return nil, dateline.Errorf(dateline.Invalid, "%s: %w", in.Predictions, err)
				}
				at++
				continue
			}
			words := make([]string, len(g.Tree))
			for j, n := range g.Tree {
				words[j] = n.Word
			}
			if err := d.judgeTree("", g, parser.Parse(words)); err != nil {
				return nil, err
			}
			for j := range words {
				words[j] = strings.ToUpper(words[j])
			}
			if err := d.judgeTree("_upper", g, parser.Parse(words)); err != nil {
				return nil, err
			}
		}
		if other == nil {
			d.judgeText(sentences, parser)
		}
	}
	return s, nil
}

// untaught leaves out the documents that the parser was trained on, and those
// that stand in PATH a second time, and says how many.
func untaught(path string, all [][]tagger.Sentence, taught func([]tagger.Sentence) bool) (docs [][]tagger.Sentence, notes []string, err error) {
	seen := map[string]bool{}
	learned, twice := 0, 0
	for _, d := range all {
		digest := tagger.TreeDigest(d)
		switch {
		case taught(d):
			learned++
		case seen[digest]:
			twice++
		default:
			docs = append(docs, d)
		}
		seen[digest] = true
	}
	if len(docs) == 0 {
		return nil, nil, dateline.Errorf(dateline.Invalid, "%s: the parser was trained on all of its %d documents, so that a score would say nothing; give EWT's dev or test part, PUD or another treebank", path, len(all))
	}
	if learned > 0 {
		notes = append(notes, fmt.Sprintf("%d documents left out: the parser was trained on them.", learned))
	}
	if twice > 0 {
		notes = append(notes, fmt.Sprintf("%d documents left out: the same words stand in another before.", twice))
	}
	return docs, notes, nil
}

// judgeTree counts a tree against gold's.
func (d *Doc) judgeTree(suffix string, gold tagger.Sentence, came tagger.Tree) error {
	if len(came) != len(gold.Tree) {
		return dateline.Errorf(dateline.Invalid, "sentence %q has %d words; gold has %d", gold.ID, len(came), len(gold.Tree))
	}
	judge := func(measure string, right bool, wanted, came string) {
		hit := 0.0
		if right {
			hit = 1
		} else if suffix == "" {
			d.Miss(measure, wanted, came)
		}
		d.Add(measure+suffix, hit, 1, 1)
	}
	for i, g := range gold.Tree {
		c := came[i]
		tag := func(tag string) string { return fmt.Sprintf("%s %s", g.Word, tag) }
		arc := func(n tagger.Node) string {
			head := "root"
			if n.Head >= 0 {
				head = gold.Tree[n.Head].Word
			}
			return fmt.Sprintf("%s -%s-> %s", g.Word, n.Relation, head)
		}
		judge("upos", c.UPOS == g.UPOS, tag(g.UPOS), tag(c.UPOS))
		judge("xpos", c.XPOS == g.XPOS, tag(g.XPOS), tag(c.XPOS))
		judge("uas", c.Head == g.Head, arc(g), arc(c))
		judge("las", c.Head == g.Head && tagger.Base(c.Relation) == tagger.Base(g.Relation), arc(g), arc(c))
	}
	return nil
}

// judgeText counts the tags of a document's tokens as package text cuts them.
func (d *Doc) judgeText(gold []tagger.Sentence, parser *tagger.Parser) {
	var whole strings.Builder
	type word struct {
		xpos string
		end  int
	}
	at := map[int]word{} // by first byte
	for _, g := range gold {
		from, start := 0, whole.Len()
		for _, n := range g.Tree {
			i := strings.Index(g.Text[from:], n.Word)
			if i < 0 {
				break
			}
			from += i + len(n.Word)
			if n.UPOS != "PUNCT" && n.UPOS != "SYM" && !strings.EqualFold(n.Word, "to") {
				at[start+from-len(n.Word)] = word{n.XPOS, start + from}
			}
		}
		whole.WriteString(g.Text + "\n\n")
	}
	judge := func(measure string, t text.Token, tag string) {
		if g, ok := at[t.Start]; ok && g.end == t.End {
			hit := 0.0
			if tag == g.xpos {
				hit = 1
			}
			d.Add(measure, hit, 1, 1)
		}
	}
	for measure, by := range map[string]text.Tagger{"xpos_text": nil, "xpos_both": parser} {
		for _, p := range text.ParseTagged(whole.String(), 0, by).Paragraphs {
			for _, s := range p.Sentences {
				tokens := make([]string, len(s.Tokens))
				for i, t := range s.Tokens {
					judge(measure, t, t.Tag)
					tokens[i] = t.Text
				}
				if by != nil {
					for i, tag := range parser.PennTags(tokens) {
						judge("xpos_learned", s.Tokens[i], tag)
					}
				}
			}
		}
	}
}

// treebank reads a CoNLL-U file, or all beneath a directory in the order of
// their paths.
func treebank(path string) ([]tagger.Sentence, error) {
	var paths []string
	err := filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && (p == path || strings.HasSuffix(p, ".conllu")) {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil {
		return nil, missing(path, "a CoNLL-U file or a directory of *.conllu", err)
	}
	slices.Sort(paths)
	var out []tagger.Sentence
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return nil, missing(p, "a CoNLL-U file", err)
		}
		more, err := tagger.ReadCoNLLU(f)
		f.Close()
		if err != nil {
			return nil, dateline.Errorf(dateline.KindOf(err), "%s: %w", p, err)
		}
		for i := range more {
			if more[i].Document == "" {
				more[i].Document = filepath.Base(p)
			}
		}
		out = append(out, more...)
	}
	if len(out) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "%s holds no sentence in CoNLL-U form (*.conllu)", path)
	}
	return out, nil
}
