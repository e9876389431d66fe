package grade

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
	"dateline/corpus"
)

// layers is reports of the project's own, annotated in every layer.
var layers = Collection{
	Name:  "layers",
	Path:  "[DIR]",
	Own:   true,
	About: "Annotated reports in own words, layer by layer: names, times, numbers, events, speech",
	Long: `DIR holds annotated reports (*.txt, see go doc ./corpus); without it, the program's own are
taken, whose texts are made up and which no weight was learned from. False things count in
every score. What stands for each layer:

  name      actor, person, place, weapon: a mention of that kind with the same bytes
  time      the same value at overlapping words (a day, when published is known)
  number    a quantity with the same bounds at overlapping words
  event     an account whose evidence of type holds a trigger of the event, one to one
  type      of the events found, the same code
  mood      of the events found, the same occurrence, basis and background
  role      the role's words overlap a mention of the gold entity; events not found count
  bound     of gold roles whose entity has a proper name: the role's name is that name
  place     of events: the place's words overlap a mention of the gold place
  when      of events: the time's words overlap a mention of the gold time
  toll      of events: harm, low and high the same
  chain     actors and people: B-cubed over the gold mentions with an id; a mention that
            the reader takes for none stands alone
  named     of pronouns and common nouns for what the report names: the reader has the name
  speech    a statement that overlaps a gold content by half, with words of its source

There are no --predictions: no other system writes these layers.`,
	Score: scoreLayers,
}

const layersForm = "a directory of annotated reports (*.txt)"

func scoreLayers(dir string, in Input) (*Sheet, error) {
	docs, err := loadLayers(dir)
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		if len(d.Marks) == 0 {
			return nil, dateline.Errorf(dateline.Invalid, "%s has no marks; expected a report annotated as go doc ./corpus says: annotate it, or move it elsewhere", filepath.Join(dir, d.Name+".txt"))
		}
	}
	s := &Sheet{}
	for _, name := range []string{"name", "time", "number", "event"} {
		s.Metrics = append(s.Metrics, PRF(name, name)...)
	}
	s.Metrics = append(s.Metrics, Accuracy("type", "type"), Accuracy("mood", "mood"), PRF("role", "role")[2], Accuracy("bound", "bound"))
	for _, name := range []string{"place", "when", "toll", "speech"} {
		s.Metrics = append(s.Metrics, PRF(name, name)[2])
	}
	s.Metrics = append(s.Metrics, chainMetrics()...)
	s.Docs = each(len(docs), func(i int) *Doc {
		rep := docs[i].Report()
		l := newLayered(docs[i], in.Read(rep))
		if in.Chains != nil {
			l.chains(in.Chains(rep))
		}
		return l.score()
	})
	return s, nil
}

//go:embed testdata/layers/*.txt
var ownLayers embed.FS

// loadLayers reads the annotated reports of a directory, the program's own for "".
func loadLayers(dir string) ([]*corpus.Document, error) {
	if dir != "" {
		if info, err := os.Stat(dir); err != nil {
			return nil, missing(dir, layersForm, err)
		} else if !info.IsDir() {
			return nil, dateline.Errorf(dateline.NotFound, "%s is a file; expected %s: give that", dir, layersForm)
		}
		return corpus.Load(dir)
	}
	names, _ := fs.Glob(ownLayers, "testdata/layers/*.txt") // the pattern is right
	var out []*corpus.Document
	for _, name := range names {
		raw, err := ownLayers.ReadFile(name)
		if err != nil {
			return nil, dateline.Errorf(dateline.Internal, "%s: %w", name, err)
		}
		d, faults := corpus.Parse(stem(name, ".txt"), string(raw))
		if len(faults) > 0 {
			return nil, dateline.Errorf(dateline.Internal, "%s: %s", name, strings.Join(faults, "; "))
		}
		out = append(out, d)
	}
	return out, nil
}

// A layered is one annotated report beside its reading.
type layered struct {
	*Doc
	gold *corpus.Document
	got  *dateline.Reading
}

func newLayered(gold *corpus.Document, got *dateline.Reading) *layered {
	return &layered{&Doc{Name: gold.Name}, gold, got}
}

func (l *layered) score() *Doc {
	l.names()
	l.times()
	l.numbers()
	l.events()
	l.speech()
	return l.Doc
}

// kindOf is the kind of mention that a tag asks for; "" for tags that name nothing.
func kindOf(t corpus.Tag) dateline.MentionKind {
	switch t {
	case corpus.Group, corpus.Force, corpus.Organisation:
		return dateline.ActorMention
	case corpus.Person:
		return dateline.PersonMention
	case corpus.Place:
		return dateline.PlaceMention
	case corpus.Weapon:
		return dateline.WeaponMention
	}
	return ""
}

// An item is something at a span that must be as wanted to be right.
type item struct {
	dateline.Span
	what string
}

// tally matches items one to one, the longest overlap first, and counts. Exact
// asks for the same bytes, else one byte in common is enough.
func (l *layered) tally(measure string, want, came []item, exact bool) {
	used := make([]bool, len(came))
	right := 0
	for _, w := range want {
		best, most := -1, 0
		for i, c := range came {
			n := min(w.End, c.End) - max(w.Start, c.Start)
			if used[i] || w.what != c.what || n <= most || exact && w.Span != c.Span {
				continue
			}
			best, most = i, n
		}
		if best < 0 {
			l.Miss(measure, fmt.Sprintf("%s %q", w.what, w.In(l.gold.Text)), "")
			continue
		}
		used[best] = true
		right++
	}
	for i, c := range came {
		if !used[i] {
			l.Miss(measure, "", fmt.Sprintf("%s %q", c.what, c.In(l.gold.Text)))
		}
	}
	l.Add(measure, float64(right), float64(len(came)), float64(len(want)))
}

func (l *layered) names() {
	var want, came []item
	for _, m := range l.gold.Marks {
		if k := kindOf(m.Tag); k != "" {
			want = append(want, item{m.Span, string(k)})
		}
	}
	for _, m := range l.got.Mentions {
		switch m.Kind {
		case dateline.ActorMention, dateline.PersonMention, dateline.PlaceMention, dateline.WeaponMention:
			came = append(came, item{m.Span, string(m.Kind)})
		}
	}
	l.tally("name", want, came, true)
}

func (l *layered) times() {
	var want, came []item
	for _, m := range l.gold.Marks {
		if m.Tag == corpus.Time && m.Value != "" {
			want = append(want, item{m.Span, m.Value})
		}
	}
	for _, m := range l.got.Mentions {
		if m.Kind == dateline.TimeMention {
			came = append(came, item{m.Span, orEmpty(m.Choice)})
		}
	}
	l.tally("time", want, came, false)
}

func (l *layered) numbers() {
	var want, came []item
	for _, m := range l.gold.Marks {
		if m.Tag == corpus.Number && m.Value != "" {
			value := m.Value
			if !strings.Contains(value, "..") {
				value = value + ".." + value
			}
			want = append(want, item{m.Span, value})
		}
	}
	for _, m := range l.got.Mentions {
		if m.Kind == dateline.NumberMention {
			came = append(came, item{m.Span, orEmpty(m.Choice)})
		}
	}
	l.tally("number", want, came, false)
}

// speech matches statements with gold contents: half of the longer of both is
// common, and the speaker's words are in the source's or hold them.
func (l *layered) speech() {
	sources := map[string]string{}
	for _, m := range l.gold.Marks {
		if m.Tag == corpus.Source {
			sources[m.ID] = l.gold.Words(m)
		}
	}
	used := make([]bool, len(l.got.Statements))
	right, wanted := 0, 0
	for _, m := range l.gold.Marks {
		source := sources[m.ID]
		if m.Tag != corpus.Content || source == "" {
			continue
		}
		wanted++
		i := slices.IndexFunc(l.got.Statements, func(s dateline.Statement) bool {
			common := min(m.End, s.End) - max(m.Start, s.Start)
			return 2*common >= max(m.Len(), s.Len()) && (in(s.Speaker, source) || in(source, s.Speaker) || l.sameSpeaker(s.Speaker, m.ID))
		})
		if i < 0 || used[i] {
			l.Miss("speech", fmt.Sprintf("%s: %.60q", source, l.gold.Words(m)), "")
			continue
		}
		used[i] = true
		right++
	}
	for i, s := range l.got.Statements {
		if !used[i] {
			l.Miss("speech", "", fmt.Sprintf("%s: %.60q", s.Speaker, s.Quote))
		}
	}
	l.Add("speech", float64(right), float64(len(l.got.Statements)), float64(wanted))
}

// sameSpeaker reports whether a speaker's name is that of the entity that the
// source of an attribution stands for: "he said", resolved.
func (l *layered) sameSpeaker(speaker, attribution string) bool {
	for _, src := range l.gold.Of(attribution, corpus.Source) {
		for _, m := range l.gold.Marks {
			if m.ID == "" || m.Start < src.Start || m.End > src.End || m.Tag == corpus.Source {
				continue
			}
			if slices.ContainsFunc(l.gold.Of(m.ID), func(o corpus.Mark) bool {
				return o.Tag != corpus.Trigger && (in(l.gold.Words(o), speaker) || in(speaker, l.gold.Words(o)))
			}) {
				return true
			}
		}
	}
	return false
}
