package codebook

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"dateline"
)

// The files of a codebook: head is codebook.yaml, family is one file below
// types/. A trigger of a file may list several words that share all the rest.
type (
	headFile struct {
		Version  string   `yaml:"version"`
		Families []Family `yaml:"families"`
	}
	familyFile struct {
		Family string     `yaml:"family"`
		Types  []typeFile `yaml:"types"`
	}
	typeFile struct {
		Code       dateline.EventCode  `yaml:"code"`
		Label      string              `yaml:"label"`
		Definition string              `yaml:"definition"`
		Roles      []dateline.RoleName `yaml:"roles"`
		Rank       int                 `yaml:"rank"`
		Kin        []string            `yaml:"kin"`
		Means      []string            `yaml:"means"`
		Triggers   []triggerFile       `yaml:"triggers"`
		Examples   []string            `yaml:"examples"`
		Counter    []Counter           `yaml:"counter_examples"`
		Mappings   []Mapping           `yaml:"mappings"`
	}
	triggerFile struct {
		Trigger `yaml:",inline"`
		Verbs   []string `yaml:"verbs"`
		Nouns   []string `yaml:"nouns"`
	}
)

// Load reads a codebook from codebook.yaml and types/*.yaml. Types come in the
// order of their families in codebook.yaml, then of their files' names, then
// as they stand in the file. Errors are of kind Invalid and name the file, the
// type and what to mend.
func Load(fsys fs.FS) (*Codebook, error) {
	var head headFile
	if err := decode(fsys, "codebook.yaml", &head); err != nil {
		return nil, err
	}
	if head.Version == "" || len(head.Families) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "codebook.yaml: give a version and the families")
	}
	names, err := fs.Glob(fsys, "types/*.yaml")
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "types: %w", err)
	}
	if len(names) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "types: there is no file of event types (types/NAME.yaml)")
	}
	c := &Codebook{Version: head.Version, Families: head.Families}
	from := map[dateline.EventCode]string{} // the file of each type
	byFamily := map[string][]Type{}
	for _, name := range names {
		var f familyFile
		if err := decode(fsys, name, &f); err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(c.Families, func(o Family) bool { return o.Name == f.Family }) {
			return nil, dateline.Errorf(dateline.Invalid, "%s: family %q is not one of codebook.yaml's", name, f.Family)
		}
		for _, tf := range f.Types {
			if first, twice := from[tf.Code]; twice {
				return nil, dateline.Errorf(dateline.Invalid, "%s: %s: the code stands in %s too", name, tf.Code, first)
			}
			from[tf.Code] = name
			t, err := tf.expand(f.Family)
			if err == nil {
				err = t.check()
			}
			if err != nil {
				return nil, dateline.Errorf(dateline.Invalid, "%s: %s: %w", name, tf.Code, err)
			}
			byFamily[f.Family] = append(byFamily[f.Family], t)
		}
	}
	for _, f := range c.Families {
		if f.Label == "" || f.Definition == "" || len(byFamily[f.Name]) == 0 {
			return nil, dateline.Errorf(dateline.Invalid, "codebook.yaml: family %q wants a label, a definition and a file with its types", f.Name)
		}
		c.Types = append(c.Types, byFamily[f.Name]...)
	}
	for _, t := range c.Types {
		for _, k := range t.Kin {
			if !slices.ContainsFunc(c.Types, func(o Type) bool { return matches(k, o.Code) }) {
				return nil, dateline.Errorf(dateline.Invalid, "%s: %s: kin %q is no type and no prefix of one", from[t.Code], t.Code, k)
			}
		}
	}
	c.build()
	return c, nil
}

func decode(fsys fs.FS, name string, into any) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return dateline.Errorf(dateline.Invalid, "%s: cannot be read: %w", name, err)
	}
	if err := yaml.UnmarshalWithOptions(b, into, yaml.Strict()); err != nil {
		return dateline.Errorf(dateline.Invalid, "%s: %s", name, path.Clean(strings.TrimSpace(yaml.FormatError(err, false, true))))
	}
	return nil
}

func (f typeFile) expand(family string) (Type, error) {
	t := Type{Code: f.Code, Family: family, Label: f.Label, Definition: strings.TrimSpace(f.Definition), Roles: f.Roles, Rank: f.Rank, Kin: f.Kin, Means: f.Means, Examples: f.Examples, Counter: f.Counter, Mappings: f.Mappings}
	for i, tr := range f.Triggers {
		var kinds int
		for _, given := range []bool{tr.Verb != "", tr.Noun != "", len(tr.Verbs) > 0, len(tr.Nouns) > 0} {
			if given {
				kinds++
			}
		}
		if kinds != 1 {
			return Type{}, fmt.Errorf("trigger %d: give exactly one of verb, verbs, noun, nouns", i+1)
		}
		for _, v := range tr.Verbs {
			one := tr.Trigger
			one.Verb = v
			t.Triggers = append(t.Triggers, one)
		}
		for _, n := range tr.Nouns {
			one := tr.Trigger
			one.Noun = n
			t.Triggers = append(t.Triggers, one)
		}
		if tr.Verb != "" || tr.Noun != "" {
			t.Triggers = append(t.Triggers, tr.Trigger)
		}
	}
	return t, nil
}

var codeForm = regexp.MustCompile(`^[a-z]+(\.[a-z]+(-[a-z]+)*)?$`)

var (
	allRoles       = []dateline.RoleName{dateline.Perpetrator, dateline.Target, dateline.Victim, dateline.Subject, dateline.Parent, dateline.Branch, dateline.Object, dateline.Recipient, dateline.Territory}
	allHarms       = []dateline.Harm{"", dateline.Killed, dateline.Wounded, dateline.Abducted, dateline.Released, dateline.Detained, dateline.Displaced, dateline.Missing, dateline.Surrendered}
	allOccurrences = []dateline.Occurrence{"", dateline.Planned, dateline.Foiled, dateline.DidNotHappen}
	allNeeds       = []string{"actor", "casualty", "weapon", "place"}
	actorKinds     = []string{"rebel", "military", "police", "militia", "communal-militia", "criminal", "external", "unidentified", "civilian"}
	victimKinds    = append([]string{"protester", "official", "property"}, actorKinds...)
)

func (t Type) check() error {
	switch {
	case !codeForm.MatchString(string(t.Code)):
		return fmt.Errorf("the code is not written family.kind in lower case")
	case t.Label == "" || t.Definition == "":
		return fmt.Errorf("label and definition are wanted")
	case len(t.Roles) == 0 || len(t.Triggers) == 0:
		return fmt.Errorf("roles and triggers are wanted")
	case t.Rank < 1 || t.Rank > 9:
		return fmt.Errorf("rank %d is not from 1 to 9", t.Rank)
	case len(t.Examples) < 3 || len(t.Counter) < 2:
		return fmt.Errorf("at least 3 examples and 2 counter-examples are wanted, there are %d and %d", len(t.Examples), len(t.Counter))
	case len(t.Mappings) == 0:
		return fmt.Errorf("mappings are wanted")
	}
	for _, r := range t.Roles {
		if !slices.Contains(allRoles, r) {
			return fmt.Errorf("role %q is none of %v", r, allRoles)
		}
	}
	for _, x := range t.Counter {
		if x.Text == "" || x.Why == "" {
			return fmt.Errorf("a counter-example wants its text and why: %q", x.Text)
		}
	}
	for _, tr := range t.Triggers {
		if err := tr.check(t.Roles); err != nil {
			return fmt.Errorf("trigger %q: %w", tr.Verb+tr.Noun, err)
		}
	}
	for i, m := range t.Mappings {
		if last := i == len(t.Mappings)-1; last != (len(m.Actor)+len(m.Victim) == 0) {
			return fmt.Errorf("mapping %d: the last mapping, and only the last, holds always (no actor, no victim)", i+1)
		}
		for _, a := range m.Actor {
			if !slices.Contains(actorKinds, a) {
				return fmt.Errorf("mapping %d: actor %q is none of %v", i+1, a, actorKinds)
			}
		}
		for _, v := range m.Victim {
			if !slices.Contains(victimKinds, v) {
				return fmt.Errorf("mapping %d: victim %q is none of %v", i+1, v, victimKinds)
			}
		}
	}
	return nil
}

func (tr Trigger) check(roles []dateline.RoleName) error {
	word := tr.Verb + tr.Noun
	if word != strings.ToLower(strings.Join(strings.Fields(word), " ")) {
		return fmt.Errorf("write lemmas in lower case, one space between")
	}
	used := []dateline.RoleName{tr.Subject, tr.Object}
	for _, r := range tr.Prep {
		used = append(used, r)
	}
	for _, r := range used {
		if r != "" && !slices.Contains(roles, r) {
			return fmt.Errorf("role %q is not among the type's %v", r, roles)
		}
	}
	for _, n := range tr.Needs {
		if !slices.Contains(allNeeds, n) {
			return fmt.Errorf("need %q is none of %v", n, allNeeds)
		}
	}
	switch {
	case !slices.Contains(allHarms, tr.Effect):
		return fmt.Errorf("effect %q is none of %v", tr.Effect, allHarms[1:])
	case !slices.Contains(allOccurrences, tr.Occurrence):
		return fmt.Errorf("occurrence %q is none of %v", tr.Occurrence, allOccurrences[1:])
	case tr.Noun != "" && (tr.Intransitive || len(tr.SubjectHeads) > 0):
		return fmt.Errorf("intransitive and subject_heads are for verbs")
	}
	return nil
}
