package codebook

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"dateline"
)

// The files of a codebook: head is codebook.yaml, family is one file below
// types/. A trigger of a file may list several words that share all the rest.
// The compact form is the same in JSON.
type (
	headFile struct {
		Version  string   `yaml:"version" json:"version"`
		Families []Family `yaml:"families" json:"families"`
	}
	familyFile struct {
		Family string     `yaml:"family" json:"family"`
		Types  []typeFile `yaml:"types" json:"types"`

		name string // of the file, for errors
	}
	typeFile struct {
		Code       dateline.EventCode  `yaml:"code" json:"code"`
		Label      string              `yaml:"label" json:"label"`
		Definition string              `yaml:"definition" json:"definition"`
		Roles      []dateline.RoleName `yaml:"roles" json:"roles"`
		Rank       int                 `yaml:"rank" json:"rank"`
		Kin        []string            `yaml:"kin" json:"kin,omitempty"`
		Means      []string            `yaml:"means" json:"means,omitempty"`
		Not        []string            `yaml:"not" json:"not,omitempty"`
		Triggers   []triggerFile       `yaml:"triggers" json:"triggers"`
		Examples   []string            `yaml:"examples" json:"examples"`
		Counter    []Counter           `yaml:"counter_examples" json:"counter_examples"`
		Mappings   []Mapping           `yaml:"mappings" json:"mappings"`
	}
	triggerFile struct {
		Trigger `yaml:",inline"`
		Verbs   []string `yaml:"verbs" json:"verbs,omitempty"`
		Nouns   []string `yaml:"nouns" json:"nouns,omitempty"`
	}
)

// Load reads a codebook from codebook.yaml and types/*.yaml. Types come in the
// order of their families in codebook.yaml, then of their files' names, then
// as they stand in the file. Errors are of kind Invalid and name the file, the
// type and what to mend.
func Load(fsys fs.FS) (*Codebook, error) {
	head, files, err := parse(fsys)
	if err != nil {
		return nil, err
	}
	from := map[dateline.EventCode]string{} // the file of each type
	for _, f := range files {
		if !slices.ContainsFunc(head.Families, func(o Family) bool { return o.Name == f.Family }) {
			return nil, dateline.Errorf(dateline.Invalid, "%s: family %q is not one of codebook.yaml's", f.name, f.Family)
		}
		for _, t := range f.Types {
			if first, twice := from[t.Code]; twice {
				return nil, dateline.Errorf(dateline.Invalid, "%s: %s: the code stands in %s too", f.name, t.Code, first)
			}
			from[t.Code] = f.name
			for i, tr := range t.Triggers {
				if tr.forms() != 1 {
					return nil, dateline.Errorf(dateline.Invalid, "%s: %s: trigger %d: give exactly one of verb, verbs, noun, nouns", f.name, t.Code, i+1)
				}
			}
		}
	}
	c := assemble(head, files)
	for _, f := range c.Families {
		if f.Label == "" || f.Definition == "" || !slices.ContainsFunc(c.Types, func(t Type) bool { return t.Family == f.Name }) {
			return nil, dateline.Errorf(dateline.Invalid, "codebook.yaml: family %q wants a label, a definition and a file with its types", f.Name)
		}
	}
	for _, t := range c.Types {
		if err := t.check(c.Types); err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s: %s: %w", from[t.Code], t.Code, err)
		}
	}
	return c, nil
}

// parse reads the files, in the order of their names, and checks nothing but
// that they can be read.
func parse(fsys fs.FS) (headFile, []familyFile, error) {
	var head headFile
	if err := decode(fsys, "codebook.yaml", &head); err != nil {
		return head, nil, err
	}
	if head.Version == "" || len(head.Families) == 0 {
		return head, nil, dateline.Errorf(dateline.Invalid, "codebook.yaml: give a version and the families")
	}
	names, err := fs.Glob(fsys, "types/*.yaml")
	if err != nil {
		return head, nil, dateline.Errorf(dateline.Internal, "types: %w", err)
	}
	if len(names) == 0 {
		return head, nil, dateline.Errorf(dateline.Invalid, "types: there is no file of event types (types/NAME.yaml)")
	}
	files := make([]familyFile, len(names))
	for i, name := range names {
		if err := decode(fsys, name, &files[i]); err != nil {
			return head, nil, err
		}
		files[i].name = name
	}
	return head, files, nil
}

func decode(fsys fs.FS, name string, into any) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return dateline.Errorf(dateline.Invalid, "%s: cannot be read: %w", name, err)
	}
	if err := yaml.UnmarshalWithOptions(b, into, yaml.Strict()); err != nil {
		return dateline.Errorf(dateline.Invalid, "%s: %s", name, strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	return nil
}

// assemble puts the files together: families in the order of head, each
// family's types in the order of the files.
func assemble(head headFile, files []familyFile) *Codebook {
	c := &Codebook{Version: head.Version, Families: head.Families}
	for _, family := range head.Families {
		for _, f := range files {
			if f.Family != family.Name {
				continue
			}
			for _, t := range f.Types {
				c.Types = append(c.Types, t.expand(f.Family))
			}
		}
	}
	c.build()
	return c
}

// forms counts how many of the four ways to name a word the trigger uses.
func (tr triggerFile) forms() (n int) {
	for _, given := range []bool{tr.Verb != "", tr.Noun != "", len(tr.Verbs) > 0, len(tr.Nouns) > 0} {
		if given {
			n++
		}
	}
	return n
}

// expand gives each word of a trigger a trigger of its own.
func (t typeFile) expand(family string) Type {
	x := Type{Code: t.Code, Family: family, Label: t.Label, Definition: strings.TrimSpace(t.Definition), Roles: t.Roles, Rank: t.Rank,
		Kin: t.Kin, Means: t.Means, Not: t.Not, Examples: t.Examples, Counter: t.Counter, Mappings: t.Mappings}
	for _, tr := range t.Triggers {
		for _, v := range tr.Verbs {
			one := tr.Trigger
			one.Verb = v
			x.Triggers = append(x.Triggers, one)
		}
		for _, n := range tr.Nouns {
			one := tr.Trigger
			one.Noun = n
			x.Triggers = append(x.Triggers, one)
		}
		if tr.Verb != "" || tr.Noun != "" {
			x.Triggers = append(x.Triggers, tr.Trigger)
		}
	}
	return x
}
