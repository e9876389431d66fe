package grade

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// An ecbDoc is a document of ECB+. Tokens are by sentence, in order.
type ecbDoc struct {
	topic     int
	name      string // as its file: "36_1ecb"
	sentences []ecbSentence
	mentions  []ecbMention // of events, in validated sentences, in order
}

type ecbSentence struct {
	number    int
	validated bool
	ids       []string // t_id, by token
	words     []string
}

// An ecbMention is some tokens of a sentence, not always side by side.
type ecbMention struct {
	sentence int   // index into the document's sentences
	tokens   []int // indices into the sentence's words, in order
	cluster  string
}

// key names a mention by its place, the same in gold and in another system's output.
func (d *ecbDoc) key(m ecbMention) string { return fmt.Sprint(d.name, " ", m.sentence, " ", m.tokens) }

func (d *ecbDoc) show(m ecbMention) string {
	var words []string
	for _, t := range m.tokens {
		words = append(words, d.sentences[m.sentence].words[t])
	}
	return fmt.Sprintf("%q (%s, sentence %d)", strings.Join(words, " "), d.name, d.sentences[m.sentence].number)
}

const (
	ecbSentences = "ECBplus_coreference_sentences.csv"
	ecbForm      = "ECB+: folders of topics with files TOPIC_NAME.xml, in it or in its ECB+/, and " + ecbSentences + " beside or in that"
)

var ecbTopicFolder = regexp.MustCompile(`^[0-9]+$`)

// An ecbChoice is which topics are wanted, see ecbTopics, and the flag that said so.
type ecbChoice struct{ topics, asked string }

// readECB reads the documents of the wanted topics, in the order of topics and names.
func readECB(path string, choice ecbChoice) ([]*ecbDoc, error) {
	root := ecbRoot(path)
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil, missing(root, ecbForm, err)
	}
	var there []int
	for _, e := range entries {
		if n, err := strconv.Atoi(e.Name()); err == nil && e.IsDir() && ecbTopicFolder.MatchString(e.Name()) {
			there = append(there, n)
		}
	}
	if len(there) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s holds no folder of a topic; expected %s", path, ecbForm)
	}
	wanted, err := ecbTopics(choice, there)
	if err != nil {
		return nil, err
	}
	validated, err := readECBSentences(path, root)
	if err != nil {
		return nil, err
	}
	var out []*ecbDoc
	for _, topic := range wanted {
		files, _ := filepath.Glob(filepath.Join(escapeGlob(root), strconv.Itoa(topic), "*.xml"))
		if len(files) == 0 {
			return nil, dateline.Errorf(dateline.NotFound, "%s holds no *.xml; expected %s", filepath.Join(root, strconv.Itoa(topic)), ecbForm)
		}
		for _, f := range files {
			d, err := readECBFile(f, topic, validated)
			if err != nil {
				return nil, err
			}
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b *ecbDoc) int {
		return cmp.Or(cmp.Compare(a.topic, b.topic), cmp.Compare(a.name, b.name))
	})
	return out, nil
}

// ecbRoot is the directory that holds the folders of topics.
func ecbRoot(path string) string {
	if inner := filepath.Join(path, "ECB+"); isDir(inner) {
		return inner
	}
	return path
}

// The customary parts of the collection: those of Cybulska and Vossen (2015),
// whose validation topics all later work keeps.
var ecbParts = map[string][]int{
	"train": {1, 3, 4, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 19, 20, 22, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33},
	"val":   {2, 5, 12, 18, 21, 23, 34, 35},
	"test":  {36, 37, 38, 39, 40, 41, 42, 43, 44, 45},
}

// ecbTopics are the topics that a choice names of those that are there, in
// order: a part's name, "all", or a list as "1-4,7". With no choice it is the validation
// part, or whatever is there where nothing is of that part.
func ecbTopics(c ecbChoice, there []int) ([]int, error) {
	choice := c.topics
	slices.Sort(there)
	among := func(of []int) (out []int) {
		for _, t := range there {
			if slices.Contains(of, t) {
				out = append(out, t)
			}
		}
		return out
	}
	part, named := ecbParts[choice]
	switch {
	case choice == "all":
		return there, nil
	case choice == "":
		if val := among(ecbParts["val"]); len(val) > 0 {
			return val, nil
		}
		return there, nil
	case named:
		out := among(part)
		if len(out) == 0 {
			return nil, dateline.Errorf(dateline.NotFound, "%s: none of its topics (%s) is there; there are %s", c.asked, joinInts(part), joinInts(there))
		}
		return out, nil
	}
	var out []int
	for _, p := range strings.Split(choice, ",") {
		low, high, ranged := strings.Cut(p, "-")
		if !ranged {
			high = low
		}
		a, err := strconv.Atoi(low)
		b, err2 := strconv.Atoi(high)
		if err != nil || err2 != nil || b < a || b > 1000 {
			return nil, dateline.Errorf(dateline.Invalid, "--topics %s: want train, val, test, all or topics as 1-4,7", choice)
		}
		for t := a; t <= b; t++ {
			if !slices.Contains(there, t) {
				return nil, dateline.Errorf(dateline.NotFound, "--topics %s: topic %d is not there; there are %s", choice, t, joinInts(there))
			}
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func joinInts(ns []int) string {
	var out []string
	for _, n := range ns {
		out = append(out, strconv.Itoa(n))
	}
	return strings.Join(out, ", ")
}

// readECBSentences reads which sentences the collection's authors vouch for, as
// "36_1ecb 0".
func readECBSentences(path, root string) (map[string]bool, error) {
	name := filepath.Join(path, ecbSentences)
	if !exists(name) {
		name = filepath.Join(root, ecbSentences)
	}
	data, err := readExpected(name, ecbForm)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) < 2 || len(rows[0]) != 3 || rows[0][0] != "Topic" {
		return nil, dateline.Errorf(dateline.Invalid, "%s: want a table with the columns Topic, File, Sentence Number, a sentence a row", name)
	}
	out := map[string]bool{}
	for _, r := range rows[1:] {
		out[r[0]+"_"+r[1]+" "+r[2]] = true
	}
	return out, nil
}

// ecbXML is a file of the collection. A markable with tokens is a mention, one
// without is what mentions stand for.
type ecbXML struct {
	Tokens []struct {
		ID       string `xml:"t_id,attr"`
		Sentence int    `xml:"sentence,attr"`
		Word     string `xml:",chardata"`
	} `xml:"token"`
	Markables struct {
		All []struct {
			XMLName xml.Name
			ID      string `xml:"m_id,attr"`
			Anchors []struct {
				Token string `xml:"t_id,attr"`
			} `xml:"token_anchor"`
		} `xml:",any"`
	} `xml:"Markables"`
	Relations struct {
		All []struct {
			XMLName xml.Name
			ID      string `xml:"r_id,attr"`
			Note    string `xml:"note,attr"`
			Sources []struct {
				ID string `xml:"m_id,attr"`
			} `xml:"source"`
		} `xml:",any"`
	} `xml:"Relations"`
}

// readECBFile reads a document with the mentions of its validated sentences; of
// all, where validated is nil.
func readECBFile(file string, topic int, validated map[string]bool) (*ecbDoc, error) {
	data, err := readExpected(file, ecbForm)
	if err != nil {
		return nil, err
	}
	bad := func(format string, args ...any) error {
		return dateline.Errorf(dateline.Invalid, "%s: %w", file, fmt.Errorf(format, args...))
	}
	var raw ecbXML
	if err := xml.NewDecoder(bytes.NewReader(data)).Decode(&raw); err != nil && !errors.Is(err, io.EOF) || len(raw.Tokens) == 0 {
		return nil, bad("want a <Document> with <token>, <Markables> and <Relations>, as ECB+ has it")
	}
	d := &ecbDoc{topic: topic, name: stem(file, ".xml")}
	type place struct{ sentence, token int }
	at := map[string]place{}
	for _, t := range raw.Tokens {
		n := len(d.sentences)
		if n == 0 || d.sentences[n-1].number != t.Sentence {
			d.sentences = append(d.sentences, ecbSentence{number: t.Sentence, validated: validated == nil || validated[fmt.Sprint(d.name, " ", t.Sentence)]})
			n++
		}
		s := &d.sentences[n-1]
		at[t.ID] = place{n - 1, len(s.words)}
		s.ids = append(s.ids, t.ID)
		s.words = append(s.words, t.Word)
	}
	clusters := map[string]string{} // by markable
	for _, r := range raw.Relations.All {
		for _, s := range r.Sources {
			switch {
			case r.XMLName.Local == "CROSS_DOC_COREF" && r.Note != "":
				clusters[s.ID] = fmt.Sprint(topic, " ", r.Note)
			case r.XMLName.Local == "INTRA_DOC_COREF" && clusters[s.ID] == "":
				clusters[s.ID] = d.name + " " + r.ID
			}
		}
	}
	for _, m := range raw.Markables.All {
		if len(m.Anchors) == 0 || !strings.HasPrefix(m.XMLName.Local, "ACTION") && !strings.HasPrefix(m.XMLName.Local, "NEG") {
			continue
		}
		x := ecbMention{cluster: clusters[m.ID]}
		if x.cluster == "" {
			x.cluster = d.name + " alone " + m.ID
		}
		for k, a := range m.Anchors {
			p, ok := at[a.Token]
			if !ok {
				return nil, bad("markable %s stands at token %s, which is not there", m.ID, a.Token)
			}
			if k == 0 {
				x.sentence = p.sentence
			}
			if p.sentence == x.sentence {
				x.tokens = append(x.tokens, p.token)
			}
		}
		if d.sentences[x.sentence].validated {
			slices.Sort(x.tokens)
			d.mentions = append(d.mentions, x)
		}
	}
	slices.SortStableFunc(d.mentions, func(a, b ecbMention) int {
		return cmp.Or(cmp.Compare(a.sentence, b.sentence), slices.Compare(a.tokens, b.tokens))
	})
	d.mentions = slices.CompactFunc(d.mentions, func(a, b ecbMention) bool {
		return a.sentence == b.sentence && slices.Equal(a.tokens, b.tokens)
	})
	return d, nil
}
