// Package corpus reads reports that were annotated by markup in their text:
// the project's own training text and fixtures.
//
// A file is a block of front matter, the marked text, a line "===", and a line
// for each event:
//
//	---
//	title: Six soldiers killed in ambush near Kidal
//	outlet: Coast Courier
//	published: 2024-03-06
//	---
//	{says:q1|{grp#g1|Gunmen} {ev@e1|ambushed} {ref#v1|{num=6..|at least six} soldiers}
//	near {loc#p1=ML|Kidal} {time#t1=2024-03-05|on Tuesday}}, {src:q1|{force|the army}} {cue:q1|said}.
//	===
//	e1 attack.ambush happened reported; perpetrator #g1; victim #v1; place #p1; time #t1; killed 6.. state #v1
//
// A mark is {TAG#ID=VALUE|words}; TAG@EVENT marks a trigger and TAG:ID one part
// of an attribution. Marks nest and never cross. The same #ID stands for the same
// thing. Braces and bars stand nowhere else in a text. CONTRIBUTING.md has the tags with
// their meaning.
package corpus

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
)

// A Tag says what a marked span is.
type Tag string

// The tags: names, other mentions, triggers, and the parts of an attribution.
const (
	Person       Tag = "per"
	Group        Tag = "grp" // armed group, named or not
	Force        Tag = "force"
	Organisation Tag = "org"
	Place        Tag = "loc" // used as a place; its value is an ISO 3166 country code, or CC/Name
	Nationality  Tag = "nat"
	Weapon       Tag = "wpn"
	Vehicle      Tag = "veh"
	Time         Tag = "time" // its value is a TIMEX3 value
	Number       Tag = "num"  // its value is LOW..HIGH, either end may be open
	Money        Tag = "money"
	Mention      Tag = "ref" // any other mention of an entity that has an id
	Trigger      Tag = "ev"
	Source       Tag = "src"
	Cue          Tag = "cue"
	Content      Tag = "says"
)

// Tags are all tags, in the order of their constants.
var Tags = []Tag{Person, Group, Force, Organisation, Place, Nationality, Weapon, Vehicle, Time, Number, Money, Mention, Trigger, Source, Cue, Content}

// A Mark is one marked span. Its bytes count in the Document's Text.
type Mark struct {
	Tag   Tag
	ID    string // "g1": same id, same thing; of a trigger its event, of a part of an attribution the attribution
	Value string
	dateline.Span
}

// A Part is what plays a role in an event, by the id of its marks.
type Part struct {
	Role string // a dateline.RoleName, or weapon, place, time, said, claim, deny
	ID   string
	As   string // of a claim: in whose name
}

// A Toll is the harm done to people in an event.
type Toll struct {
	Harm      dateline.Harm
	Side      dateline.Side
	Low, High *int
	ID        string // who, or empty
	By        string // whose figure, or empty
}

// An Event is what an event line says.
type Event struct {
	ID         string
	Type       dateline.EventCode
	Occurrence dateline.Occurrence
	Basis      dateline.Basis
	Background bool
	Parts      []Part
	Tolls      []Toll
	Line       int // of the file, from 1
}

// A Document is an annotated report.
type Document struct {
	Name   string            // the file's name without ".txt"
	Front  map[string]string // title, outlet, published, region, style, genre
	Text   string            // without markup, front matter or event lines
	Marks  []Mark            // in order of their start, outer before inner
	Events []Event
}

// Words are what a mark stands on.
func (d *Document) Words(m Mark) string { return d.Text[m.Start:m.End] }

// Of are the marks of an id and, if any are given, of the tags.
func (d *Document) Of(id string, tags ...Tag) []Mark {
	var out []Mark
	for _, m := range d.Marks {
		if m.ID == id && (len(tags) == 0 || slices.Contains(tags, m.Tag)) {
			out = append(out, m)
		}
	}
	return out
}

// Report is the document as the reader takes it. Offsets of marks count in its Text.
func (d *Document) Report() *dateline.Report {
	rep := &dateline.Report{ID: "r1", Path: d.Name + ".txt", Language: "en", Text: d.Text}
	if v := d.Front["title"]; v != "" {
		rep.Title = &v
	}
	if v := d.Front["outlet"]; v != "" {
		rep.Outlet = &v
	}
	if m, err := dateline.ParseMoment(d.Front["published"]); err == nil {
		rep.Published = &m
	}
	return rep
}

// Load reads all *.txt of a directory, in order of their names. It fails with
// every fault found, each with its file and line.
func Load(dir string) ([]*Document, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(names) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "no annotated reports (*.txt) in %s", dir)
	}
	slices.Sort(names)
	var out []*Document
	var faults []string
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, dateline.Errorf(dateline.NotFound, "read an annotated report: %w", err)
		}
		d, errs := Parse(strings.TrimSuffix(filepath.Base(name), ".txt"), string(raw))
		for _, e := range errs {
			faults = append(faults, name+":"+e)
		}
		out = append(out, d)
	}
	if len(faults) > 0 {
		return nil, dateline.Errorf(dateline.Invalid, "%s", strings.Join(faults, "\n"))
	}
	return out, nil
}
