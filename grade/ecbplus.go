package grade

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/link"
	"dateline/tagger"
	"dateline/text"
)

// ecbplus is news that tells of events again and again, across documents.
var ecbplus = Collection{
	Name:  "ecbplus",
	Path:  "DIR",
	About: "Which mentions of events, across documents, are of one event (ECB+)",
	Long: `DIR holds the folders of topics (1/1_10ecb.xml), or has them in its ECB+/, and
ECBplus_coreference_sentences.csv, the sentences whose annotation its authors vouch for.

Topics are chosen by --topics: train, val, test (the customary parts), all, or a list as 36-40,42.
Without it the validation topics (2, 5, 12, 18, 21, 23, 34, 35) of those that are there are scored, or
all that are there when none of these is. --split dev or val is --topics val, --split sealed is --topics test.

What is given is the topic of each document, its sentences and, for all measures but own_, the words of
each gold mention of an event (ACTION_*, NEG_ACTION_*) in the validated sentences. Not given are the two
happenings of a topic (ecb and ecbplus in the names of files), mentions of people, places and times, and
anything of the gold clusters. The whole text of a document may be read.

Mentions are put together within a topic. Gold clusters are those of CROSS_DOC_COREF, else of
INTRA_DOC_COREF; a mention in neither is a cluster of its own. Clusters of one mention count. Counts are
added up over topics, as if the collection were one document; no cluster reaches from topic to topic. The published
figures are scored so too, in topics that a clustering of the documents found.

  muc_f1, bcubed_f1, ceafe_f1   of gold mentions: MUC, B-cubed, CEAF-e (entity, φ4)
  conll_f1                      the mean of these three
  same_lemma_conll_f1           the same, when mentions of a topic whose heads have one lemma are one event
  own_conll_f1 ...              the same of the mentions that the program finds in the validated sentences; one counts as
                                gold's when it is the same tokens, and those that are no gold mention count against it
  own_mention_f1                the mentions themselves

No weight was learned from the collection: the licence of its texts does not allow that. Thresholds were set by hand, looking at
figures of its training topics (--topics train); lists of words (link/coref/classes.txt) from general knowledge of news, after
reading misses of the training and the validation topics.

--predictions is a directory of the same form, with the same tokens, whose markables and relations are another system's.

http://www.newsreader-project.eu/results/data/the-ecb-corpus/ (Cybulska and Vossen 2014). Licence: annotations CC BY 3.0.`,
	Flags:    []string{"split", "topics"},
	Predicts: true,
	Published: []Figure{
		{"conll_f1", "lemma heuristic, topics 36-45", 76.4},
		{"conll_f1", "cross-encoder, topics 36-45", 81.7},
	},
	Score: scoreECB,
}

func scoreECB(path string, in Input) (*Sheet, error) {
	choice, err := choiceOf(in)
	if err != nil {
		return nil, err
	}
	docs, err := readECB(path, choice)
	if err != nil {
		return nil, err
	}
	var topics [][]*ecbDoc
	for i, d := range docs {
		if i == 0 || docs[i-1].topic != d.topic {
			topics = append(topics, nil)
		}
		topics[len(topics)-1] = append(topics[len(topics)-1], d)
	}
	s := &Sheet{}
	if in.Predictions != "" {
		err = s.scoreECBPredictions(docs, topics, in)
	} else {
		err = s.scoreECBOwn(topics)
	}
	if err != nil {
		return nil, err
	}
	var each []string
	for _, d := range s.Docs {
		each = append(each, fmt.Sprintf("%s %.1f", d.Name, s.Metrics[0].Of([]*Doc{d})))
	}
	s.Notes = append(s.Notes, "conll_f1 by itself of "+strings.Join(each, ", ")+".")
	return s, nil
}

// choiceOf is the choice of topics that --topics or --split makes.
func choiceOf(in Input) (ecbChoice, error) {
	if in.Split == "" {
		return ecbChoice{in.Topics, "--topics " + in.Topics}, nil
	}
	if in.Topics != "" {
		return ecbChoice{}, dateline.Errorf(dateline.Invalid, "--split %s and --topics %s: both choose topics; give one of them", in.Split, in.Topics)
	}
	part, ok := map[string]string{"train": "train", "dev": "val", "val": "val", "sealed": "test", "test": "test"}[in.Split]
	if !ok {
		return ecbChoice{}, dateline.Errorf(dateline.Invalid, "--split %s: want train, dev, val or sealed; topics are chosen by --topics", in.Split)
	}
	return ecbChoice{part, "--split " + in.Split}, nil
}

func (s *Sheet) scoreECBPredictions(docs []*ecbDoc, topics [][]*ecbDoc, in Input) error {
	at := map[string]*ecbDoc{}
	for _, d := range docs {
		file := filepath.Join(ecbRoot(in.Predictions), strconv.Itoa(d.topic), d.name+".xml")
		o, err := readECBFile(file, d.topic, nil)
		if err != nil {
			return err
		}
		at[d.name] = o
		if !slices.EqualFunc(o.sentences, d.sentences, func(a, b ecbSentence) bool { return slices.Equal(a.words, b.words) }) {
			return dateline.Errorf(dateline.Invalid, "%s: its tokens are not those that the collection has; want the same tokens, with other markables and relations", file)
		}
		for i := range o.sentences {
			o.sentences[i].validated = d.sentences[i].validated
		}
	}
	for _, t := range topics {
		d := &Doc{Name: fmt.Sprintf("topic %d", t[0].topic)}
		gold, system := Clustering{}, Clustering{}
		names := map[string]string{}
		for _, g := range t {
			maps.Copy(gold, g.clustering(names))
			maps.Copy(system, at[g.name].clustering(names))
		}
		d.coreference("", gold, system)
		d.confused(gold, system, names)
		s.Docs = append(s.Docs, d)
	}
	s.Metrics = coreferenceMetrics("")
	return nil
}

// clustering is the gold, or another system's, clustering of a document's validated
// mentions; names gets their words.
func (d *ecbDoc) clustering(names map[string]string) Clustering {
	c := Clustering{}
	for _, m := range d.mentions {
		if d.sentences[m.sentence].validated {
			c[d.key(m)] = m.cluster
			names[d.key(m)] = d.show(m)
		}
	}
	return c
}

func (s *Sheet) scoreECBOwn(topics [][]*ecbDoc) error {
	p, err := tagger.Default()
	if err != nil {
		return err
	}
	s.Docs = each(len(topics), func(i int) *Doc {
		t := topics[i]
		d := &Doc{Name: fmt.Sprintf("topic %d", t[0].topic)}
		gold, names := Clustering{}, map[string]string{}
		var docs []link.MentionDocument
		for _, g := range t {
			maps.Copy(gold, g.clustering(names))
			docs = append(docs, g.parsed(p))
		}
		system, lemmas := Clustering{}, Clustering{}
		for k, numbers := range link.Coreferent(docs) {
			for j, m := range t[k].mentions {
				key := t[k].key(m)
				system[key] = fmt.Sprint(numbers[j])
				lemmas[key] = docs[k].Lemma(docs[k].Mentions[j])
			}
		}
		d.coreference("", gold, system)
		d.confused(gold, system, names)
		d.coreference("same_lemma_", gold, lemmas)
		d.ownMentions(t, docs, gold)
		return d
	})
	s.Metrics = append(coreferenceMetrics(""), coreferenceMetrics("same_lemma_")[0])
	s.Metrics = append(append(s.Metrics, coreferenceMetrics("own_")...), PRF("own_mention", "own_mention")...)
	return nil
}

// ownMentions scores the program's own mentions of the validated sentences, grouped.
func (d *Doc) ownMentions(t []*ecbDoc, docs []link.MentionDocument, gold Clustering) {
	for k := range docs {
		docs[k].Mentions = nil
	}
	link.FindMentions(docs, func(k, sentence int) bool { return t[k].sentences[sentence].validated })
	own, right := Clustering{}, 0
	for k, numbers := range link.Coreferent(docs) {
		for j, m := range docs[k].Mentions {
			key := t[k].key(ecbMention{sentence: m.Sentence, tokens: m.Words})
			own[key] = fmt.Sprint(numbers[j])
			if gold[key] != "" {
				right++
			}
		}
	}
	d.coreference("own_", gold, own)
	d.Add("own_mention", float64(right), float64(len(own)), float64(len(gold)))
}

// parsed is a document as linking takes it, with the gold mentions.
func (d *ecbDoc) parsed(p *tagger.Parser) link.MentionDocument {
	var out link.MentionDocument
	for _, s := range d.sentences {
		var words []link.MentionWord
		for k, n := range p.Parse(s.words) {
			words = append(words, link.MentionWord{Text: s.words[k], Lemma: text.Lemma(n.Word, n.XPOS), Tag: n.XPOS, Head: n.Head, Relation: n.Relation})
		}
		out.Sentences = append(out.Sentences, words)
	}
	for _, m := range d.mentions {
		out.Mentions = append(out.Mentions, link.EventMention{Sentence: m.sentence, Words: m.tokens})
	}
	return out
}

// coreference adds the counts of MUC, B³ and CEAF-e.
func (d *Doc) coreference(prefix string, gold, system Clustering) {
	for name, a := range map[string]Agreement{"muc": MUC(gold, system), "bcubed": BCubed(gold, system), "ceafe": CEAFe(gold, system)} {
		d.Add(prefix+name+" precision", a.RightCame, a.Came, 0)
		d.Add(prefix+name+" recall", a.RightWanted, 0, a.Wanted)
	}
}

// coreferenceMetrics are prefix_conll_f1 and its three parts, in percent.
func coreferenceMetrics(prefix string) []Metric {
	part := func(ds []*Doc, name string) float64 {
		p, r := sum(ds, prefix+name+" precision"), sum(ds, prefix+name+" recall")
		return 100 * Agreement{p.Right, p.Came, r.Right, r.Wanted}.F1()
	}
	out := []Metric{{prefix + "conll_f1", Percent, func(ds []*Doc) float64 {
		return (part(ds, "muc") + part(ds, "bcubed") + part(ds, "ceafe")) / 3
	}}}
	for _, name := range []string{"muc", "bcubed", "ceafe"} {
		out = append(out, Metric{prefix + name + "_f1", Percent, func(ds []*Doc) float64 { return part(ds, name) }})
	}
	return out
}

// confused notes what was put together wrongly and what was left apart: of each gold cluster
// every part beyond its largest, and of each cluster of the system likewise.
func (d *Doc) confused(gold, system Clustering, names map[string]string) {
	for _, side := range []struct {
		measure    string
		whole, cut Clustering
	}{{"apart", gold, system}, {"together", system, gold}} {
		parts := map[string]map[string][]string{}
		for _, item := range slices.Sorted(maps.Keys(side.whole)) {
			w := side.whole[item]
			c, ok := side.cut[item]
			if !ok {
				continue
			}
			if parts[w] == nil {
				parts[w] = map[string][]string{}
			}
			parts[w][c] = append(parts[w][c], item)
		}
		for _, w := range slices.Sorted(maps.Keys(parts)) {
			largest := ""
			for _, c := range slices.Sorted(maps.Keys(parts[w])) {
				if largest == "" || len(parts[w][c]) > len(parts[w][largest]) {
					largest = c
				}
			}
			for _, c := range slices.Sorted(maps.Keys(parts[w])) {
				if c == largest {
					continue
				}
				some := func(items []string) string {
					var out []string
					for _, i := range items[:min(3, len(items))] {
						out = append(out, names[i])
					}
					return fmt.Sprintf("%d: %s", len(items), strings.Join(out, ", "))
				}
				if side.measure == "apart" {
					d.Miss("apart", some(parts[w][c])+" with "+some(parts[w][largest]), "")
				} else {
					d.Miss("together", "", some(parts[w][c])+" with "+some(parts[w][largest]))
				}
			}
		}
	}
}
