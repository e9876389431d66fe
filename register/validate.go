package register

import (
	"errors"
	"slices"
	"strings"

	"dateline"
)

// Validate checks the register against its own rules and returns every breach
// joined: ids are unique; names, kinds and sources are there; every actor that
// a fact refers to exists and is another; dates are dates; a branch's id begins
// with that of one of its parents; nobody is its own ancestor.
func (r *Register) Validate() error {
	v := &validation{r: r, sources: map[string]bool{}}
	for _, s := range r.sources {
		if s.Key == "" || s.Title == "" || s.Publisher == "" || s.Licence == "" {
			v.fail("source %q lacks its key, title, publisher or licence", s.Key)
		}
		if v.sources[s.Key] {
			v.fail("source %s is there twice", s.Key)
		}
		v.sources[s.Key] = true
	}
	for i, a := range r.actors {
		if i > 0 && r.actors[i-1].ID == a.ID {
			v.fail("%s is there twice", a.ID)
		}
		v.actor(a)
	}
	return errors.Join(v.errs...)
}

type validation struct {
	r       *Register
	sources map[string]bool
	errs    []error
}

func (v *validation) fail(format string, args ...any) {
	v.errs = append(v.errs, dateline.Errorf(dateline.Invalid, "register: "+format, args...))
}

func (v *validation) actor(a Actor) {
	if !isID(string(a.ID)) {
		v.fail("%q is no id; write it in kebab case", a.ID)
	}
	if patternOf(a.Name).key == "" {
		v.fail("%s has no name", a.ID)
	}
	if !slices.Contains(kinds, a.Kind) {
		v.fail("%s has the unknown kind %q", a.ID, a.Kind)
	}
	if !v.sources[sourceKey(a.Source)] {
		v.fail("%s has the unknown source %q", a.ID, a.Source)
	}
	if !v.sources[sourceKey(a.Record)] {
		v.fail("%s has the unknown source %q for its dates", a.ID, a.Record)
	}
	for _, c := range a.Countries {
		if len(c) != 2 || strings.ToUpper(c) != c {
			v.fail("%s has the country %q; write two capitals", a.ID, c)
		}
	}
	for _, d := range []string{a.Founded, a.Dissolved} {
		if d != "" && !isDate(d) {
			v.fail("%s has the date %q", a.ID, d)
		}
	}
	v.facts(a, "alias", a.Aliases, true, false)
	v.facts(a, "leader", a.Leaders, true, false)
	v.facts(a, "parent", a.Parents, false, true)
	v.facts(a, "rival", a.Rivals, false, true)
	v.facts(a, "ally", a.Allies, false, true)
	v.facts(a, "successor", a.Successor, true, true)
	for _, f := range a.Successor {
		if !slices.Contains(successions, f.Name) {
			v.fail("%s was %q into another; write %s", a.ID, f.Name, strings.Join(successions, ", "))
		}
	}
	if i := strings.LastIndexByte(string(a.ID), '/'); i >= 0 && !slices.Contains(v.r.Parents(a.ID), a.ID[:i]) {
		v.fail("%s is no branch of %s", a.ID, a.ID[:i])
	}
	for _, p := range v.r.Ancestors(a.ID) {
		if slices.Contains(v.r.Parents(p), a.ID) {
			v.fail("%s is its own ancestor by way of %s", a.ID, p)
		}
	}
}

func (v *validation) facts(a Actor, what string, facts []Fact, wantName, wantActor bool) {
	for _, f := range facts {
		if wantName && patternOf(f.Name).key == "" {
			v.fail("%s has the %s %q without a letter", a.ID, what, f.Name)
		}
		if wantActor {
			if _, ok := v.r.byID[f.Actor]; !ok {
				v.fail("%s has the unknown %s %q", a.ID, what, f.Actor)
			}
			if f.Actor == a.ID {
				v.fail("%s is its own %s", a.ID, what)
			}
		}
		if !v.sources[sourceKey(f.Source)] {
			v.fail("%s has a %s of the unknown source %q", a.ID, what, f.Source)
		}
	}
}

var kinds = []Kind{Military, Police, Paramilitary, Intelligence, Government, Rebel, Militia, Communal, Criminal, External}

// isID reports whether s is words of a-z and 0-9 joined by hyphens and slashes.
func isID(s string) bool {
	for _, part := range strings.FieldsFunc(s+"-", func(r rune) bool { return r == '-' || r == '/' }) {
		if strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return s != "" && !strings.ContainsAny(s[:1]+s[len(s)-1:], "-/") && !strings.Contains(s, "--") && !strings.Contains(s, "//")
}

// Credits are the works that the register's facts are from, a line each, by
// key: title, publisher, licence and address.
func (r *Register) Credits() []string {
	out := make([]string, 0, len(r.sources))
	for _, s := range r.sources {
		line := s.Title + ". " + s.Publisher + ". " + s.Licence + "."
		if s.URL != "" {
			line += " " + s.URL
		}
		out = append(out, line)
	}
	return out
}

// Source is the work that a fact's source names, with or without a place in it.
func (r *Register) Source(source string) (Source, bool) {
	key := sourceKey(source)
	i, ok := slices.BinarySearchFunc(r.sources, key, func(s Source, k string) int { return strings.Compare(s.Key, k) })
	if !ok {
		return Source{}, false
	}
	return r.sources[i], true
}
