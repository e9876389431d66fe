package register

import (
	"io/fs"
	"path"
	"sort"
	"strings"

	"dateline"

	"github.com/goccy/go-yaml"
)

// A Source is where facts were learned.
type Source struct {
	Key       string `yaml:"key"`
	Title     string `yaml:"title"`
	Publisher string `yaml:"publisher"`
	URL       string `yaml:"url,omitempty"` // "" where the title must do
	Licence   string `yaml:"licence"`
}

// spellingSource is what stands behind a spelling that no single work attests.
const spellingSource = "news-usage"

// file is one YAML file of the register.
type file struct {
	Sources []Source `yaml:"sources"`
	Actors  []entry  `yaml:"actors"`
	States  []state  `yaml:"states"`
}

// entry is an actor as the files write it, its facts in the notation of
// parseFact. Spellings are aliases whose source is news usage.
type entry struct {
	ID        string   `yaml:"id"`
	Name      string   `yaml:"name"`
	Kind      Kind     `yaml:"kind"`
	Countries []string `yaml:"countries"`
	Source    string   `yaml:"source"` // of the entry and its aliases
	Record    string   `yaml:"record"` // of its other facts and dates; the same as Source when left out
	Founded   string   `yaml:"founded"`
	Dissolved string   `yaml:"dissolved"`
	Aliases   []string `yaml:"aliases"`
	Spellings []string `yaml:"spellings"`
	Parents   []string `yaml:"parents"`
	Leaders   []string `yaml:"leaders"`
	Rivals    []string `yaml:"rivals"`
	Allies    []string `yaml:"allies"`
	Successor []string `yaml:"successor"`
}

// Load reads a register from the YAML files at the root of fsys, in the order
// of their names. It fails on a file that is not of the register's form, and
// where Validate does.
func Load(fsys fs.FS) (*Register, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "list the register's files: %w", err)
	}
	sort.Strings(names)
	var actors []Actor
	var sources []Source
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, dateline.Errorf(dateline.Unavailable, "read %s: %w", name, err)
		}
		var f file
		if err := yaml.UnmarshalWithOptions(b, &f, yaml.Strict()); err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s is no file of the register: %w", path.Base(name), err)
		}
		sources = append(sources, f.Sources...)
		for _, s := range f.States {
			f.Actors = append(f.Actors, s.entries()...)
		}
		for _, e := range f.Actors {
			a, err := e.actor()
			if err != nil {
				return nil, dateline.Errorf(dateline.Invalid, "%s: entry %s: %w", path.Base(name), e.ID, err)
			}
			actors = append(actors, a)
		}
	}
	r := build(actors, sources)
	if err := r.Validate(); err != nil {
		return nil, err
	}
	return r, nil
}

// actor is the entry with its facts read.
func (e entry) actor() (Actor, error) {
	record := e.Record
	if record == "" {
		record = e.Source
	}
	a := Actor{
		ID: dateline.ActorID(e.ID), Name: e.Name, Kind: e.Kind, Countries: e.Countries,
		Source: e.Source, Record: record, Founded: e.Founded, Dissolved: e.Dissolved,
	}
	var err error
	read := func(lines []string, fallback string, fix func(*Fact)) []Fact {
		var out []Fact
		for _, l := range lines {
			f, e := parseFact(l, fallback)
			if e != nil && err == nil {
				err = e
			}
			if fix != nil {
				fix(&f)
			}
			out = append(out, f)
		}
		return out
	}
	refer := func(f *Fact) { f.Actor, f.Name = dateline.ActorID(f.Name), "" }
	a.Aliases = append(read(e.Aliases, e.Source, nil), read(e.Spellings, spellingSource, nil)...)
	a.Leaders = read(e.Leaders, record, nil)
	a.Parents = read(e.Parents, record, refer)
	a.Rivals = read(e.Rivals, record, refer)
	a.Allies = read(e.Allies, record, refer)
	a.Successor = read(e.Successor, record, func(f *Fact) {
		verb, id, _ := strings.Cut(f.Name, " ")
		f.Name, f.Actor = verb, dateline.ActorID(id)
	})
	return a, err
}
