package tagger

import (
	"cmp"
	_ "embed"
	"encoding/binary"
	"slices"
	"sync"

	"dateline"
	"dateline/text"
)

// A Filler finds who and what plays which role in the attacks that a report
// tells of, over the whole report: it looks at each wording at each of its
// places, then again at those that are likely, with what the report and its
// sentences tell. Any number of goroutines may use it.
type Filler struct {
	groups, wordings, places, reports, sentences *Weights
	forests                                      [FillRoles][]*Forest
	thresholds                                   [FillRoles]int32
}

// A Fill is a filler of a role.
type Fill struct {
	Role  FillRole
	Span  dateline.Span   // of its telling place
	At    []dateline.Span // of all places of the same wording
	Score int32           // log odds in ForestUnit
	Over  int32           // by how much that is over what is asked of its role
	Sure  bool            // it reaches what is asked of its role
}

//go:embed weights/fill.bin
var fillWeights []byte

// DefaultFiller is the role filler with the weights that the program holds, opened
// on first use. Weights that do not open are an error of kind Invalid.
var DefaultFiller = sync.OnceValues(func() (*Filler, error) { return OpenFiller(fillWeights) })

// A role filler's file is five tables of weights (groups of words, wordings,
// places, reports, sentences), "DLFILLER", the number of forests a role (uint32, little-endian as
// all), a threshold a role (int32), and the forests.
const fillerMagic = "DLFILLER"

// FillerParts are what a role filler's file is made of.
type FillerParts struct {
	Groups, Wordings, Places, Reports, Sentences []byte               // tables of weights
	Forests                                      [FillRoles][]*Forest // as many for each role
	Thresholds                                   [FillRoles]int32
}

// Encode writes a file that OpenFiller opens.
func (p FillerParts) Encode() []byte {
	var out []byte
	for _, t := range [][]byte{p.Groups, p.Wordings, p.Places, p.Reports, p.Sentences} {
		out = append(out, t...)
	}
	out = append(out, fillerMagic...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(p.Forests[0])))
	for _, t := range p.Thresholds {
		out = binary.LittleEndian.AppendUint32(out, uint32(t))
	}
	for _, role := range p.Forests {
		for _, f := range role {
			out = append(out, EncodeForest(f, RankColumns)...)
		}
	}
	return out
}

// OpenFiller opens a role filler's file. Data of another form, cut short or
// damaged is an error of kind Invalid.
func OpenFiller(data []byte) (*Filler, error) {
	f := &Filler{}
	for _, t := range []struct {
		name    string
		into    **Weights
		classes int
	}{{"groups", &f.groups, 2}, {"wordings", &f.wordings, int(FillRoles)}, {"places", &f.places, int(FillRoles)}, {"reports", &f.reports, 1}, {"sentences", &f.sentences, 1}} {
		w, rest, err := OpenWeights(data)
		if err != nil {
			return nil, dateline.Errorf(dateline.KindOf(err), "the role filler's table of %s: %w", t.name, err)
		}
		if len(w.Classes()) != t.classes {
			return nil, dateline.Errorf(dateline.Invalid, "the role filler's table of %s has %d classes; %d wanted: train it again", t.name, len(w.Classes()), t.classes)
		}
		*t.into, data = w, rest
	}
	head := len(fillerMagic) + 4 + 4*int(FillRoles)
	if len(data) < head || string(data[:len(fillerMagic)]) != fillerMagic {
		return nil, dateline.Errorf(dateline.Invalid, "the role filler's file is cut short after its tables; train it again")
	}
	forests := binary.LittleEndian.Uint32(data[8:])
	for r := range f.thresholds {
		f.thresholds[r] = int32(binary.LittleEndian.Uint32(data[12+4*r:]))
	}
	data = data[head:]
	for r := range f.forests {
		for range forests {
			forest, rest, err := OpenForest(data, RankColumns)
			if err != nil {
				return nil, dateline.Errorf(dateline.KindOf(err), "the role filler's second look: %w", err)
			}
			f.forests[r], data = append(f.forests[r], forest), rest
		}
	}
	if forests == 0 || len(data) > 0 {
		return nil, dateline.Errorf(dateline.Invalid, "the role filler has %d forests a role and %d bytes too many; train it again", forests, len(data))
	}
	return f, nil
}

// group is the group of a word's lemma, 0 for none.
func (f *Filler) group(lemma uint64) uint64 {
	var into [2]int32
	f.groups.Score([]uint64{lemma}, into[:])
	return uint64(16*into[0] + into[1])
}

// Fill finds the role fillers of a parsed report, by role, surest first.
func (f *Filler) Fill(d *text.Document, p *Parser) []Fill {
	return f.FillSentences(d.Text, FillSentences(d, p), 0)
}

// FillSentences is Fill of sentences that are parsed already. Fillers whose
// score lies up to slack, in ForestUnit, below what is asked of their role come too.
func (f *Filler) FillSentences(whole string, sentences []FillSentence, slack int32) []Fill {
	return f.Read(whole, sentences, slack).Fills
}

// A FillReading is what a role filler makes of a report.
type FillReading struct {
	Fills     []Fill
	Relevance int32   // log odds, in FillUnit, that the report tells of an attack of its own
	Events    []int32 // and that each sentence names who or what an attack was by or against
}

// Read is FillSentences with what was thought of the report and of its sentences.
func (f *Filler) Read(whole string, sentences []FillSentence, slack int32) FillReading {
	r := newFillReport(whole, sentences, f.group)
	scores := make([][]int32, len(r.names))
	places := make([][][]int32, len(r.names))
	for i := range r.names {
		all, at := r.features(&r.names[i])
		scores[i] = make([]int32, FillRoles)
		f.wordings.Score(all, scores[i])
		for _, fs := range at {
			s := make([]int32, FillRoles)
			f.places.Score(fs, s)
			places[i] = append(places[i], s)
		}
	}
	var relevance [1]int32
	f.reports.Score(r.ReportFeatures(), relevance[:])
	events := make([]int32, len(sentences))
	for s := range events {
		f.sentences.Score(r.SentenceFeatures(s), events[s:s+1])
	}
	rows := r.Rank(scores, places, relevance[0], events)
	judged := make([]int32, len(rows))
	for k := range rows {
		judged[k] = f.judge(rows[k])
	}
	thresholds := f.thresholds
	for k := range thresholds {
		thresholds[k] -= slack
	}
	out := FillReading{Relevance: relevance[0], Events: events}
	for _, k := range r.Choose(rows, judged, thresholds) {
		n := &r.names[rows[k].Name]
		over := judged[k] - f.thresholds[rows[k].Role]
		fill := Fill{Role: rows[k].Role, Score: judged[k], Over: over, Sure: over > 0}
		best := 0
		for i, p := range n.at {
			spans := sentences[p.sentence].Spans
			fill.At = append(fill.At, dateline.Span{Start: spans[p.start].Start, End: spans[p.end-1].End})
			if places[rows[k].Name][i][fill.Role] > places[rows[k].Name][best][fill.Role] {
				best = i
			}
		}
		fill.Span = fill.At[best]
		out.Fills = append(out.Fills, fill)
	}
	return out
}

// RoundWeight is the weight nearest to v that a table can hold.
func RoundWeight(v int32) int32 { return values[byteOf(v)] }

// judge is the mean of a role's forests.
func (f *Filler) judge(row FillRow) int32 {
	s := int32(0)
	for _, t := range f.forests[row.Role] {
		s += t.Score(row.Values)
	}
	return s / int32(len(f.forests[row.Role]))
}

// Choose gives the rows to keep: those above their role's threshold, surest first,
// and none that says what a surer one of the role says. Rows come back by role.
func (f *FillReport) Choose(rows []FillRow, judged []int32, thresholds [FillRoles]int32) []int {
	order := make([]int, 0, len(rows))
	for k := range rows {
		if judged[k] > thresholds[rows[k].Role] {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(rows[a].Role, rows[b].Role), cmp.Compare(judged[b], judged[a]))
	})
	var out []int
	for _, k := range order {
		if !slices.ContainsFunc(out, func(j int) bool {
			return rows[j].Role == rows[k].Role && f.Same(rows[j].Name, rows[k].Name)
		}) {
			out = append(out, f.fuller(rows, judged, k))
		}
	}
	return out
}

// fullerName is how much less sure, in ForestUnit, the fuller form of a name may be.
const fullerName = 1500

// fuller is the row of the fullest form of a named victim's name, without a
// title, that is not much less sure than row k; keys want the fullest form
// that a text has.
func (f *FillReport) fuller(rows []FillRow, judged []int32, k int) int {
	if rows[k].Role != NamedVictim {
		return k
	}
	best := k
	for j := range rows {
		if rows[j].Role == NamedVictim && judged[j] > judged[k]-fullerName && wordsWithin(f.names[rows[best].Name].norm, f.names[rows[j].Name].norm) && f.bareName(rows[j].Name) {
			best = j
		}
	}
	return best
}

// bareName tells whether a wording is a person's name from its given name on, and nothing else.
func (f *FillReport) bareName(i int) bool {
	p := f.names[i].at[0]
	if p.of || p.end-p.start > 5 || !f.look(p).given {
		return false
	}
	for w := p.start; w < p.end; w++ {
		if k := f.words[p.sentence][w].kind; k != properWord && k != nounWord && k != adjectiveWord {
			return false
		}
	}
	return true
}
