package register

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"dateline"
)

// The flat form is the register as the program carries it, since reading YAML
// would take most of the time that a small run has. It is lines of fields
// divided by tabs, the first field saying what the line is:
//
//	S  key title publisher url licence           a source
//	A  id name kind countries source founded dissolved   an actor, its facts after it
//	a  name actor from to source                 an alias of the actor above
//	l, p, r, y, s                                its leaders, parents, rivals, allies, successors
const flatHeader = "dateline register 1"

// WriteFlat writes the register in its flat form.
func (r *Register) WriteFlat(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, flatHeader)
	line := func(fields ...string) { fmt.Fprintln(b, strings.Join(fields, "\t")) }
	for _, s := range r.sources {
		line("S", s.Key, s.Title, s.Publisher, s.URL, s.Licence)
	}
	for _, a := range r.actors {
		line("A", string(a.ID), a.Name, string(a.Kind), strings.Join(a.Countries, ","), a.Source, a.Founded, a.Dissolved)
		for _, l := range a.lists() {
			for _, f := range *l.facts {
				line(l.mark, f.Name, string(f.Actor), f.From, f.To, f.Source)
			}
		}
	}
	if err := b.Flush(); err != nil {
		return dateline.Errorf(dateline.Unavailable, "write the register: %w", err)
	}
	return nil
}

type factList struct {
	mark  string
	facts *[]Fact
}

// lists are the actor's facts with their marks in the flat form.
func (a *Actor) lists() []factList {
	return []factList{
		{"a", &a.Aliases}, {"l", &a.Leaders}, {"p", &a.Parents},
		{"r", &a.Rivals}, {"y", &a.Allies}, {"s", &a.Successor},
	}
}

// parseFlat reads the flat form. It trusts the facts: the form is made by
// WriteFlat from a register that was checked.
func parseFlat(text string) (*Register, error) {
	head, rest, _ := strings.Cut(text, "\n")
	if head != flatHeader {
		return nil, dateline.Errorf(dateline.Invalid, "not a register of this version: it begins with %q", head)
	}
	var actors []Actor
	var sources []Source
	for line := range strings.Lines(rest) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case f[0] == "S" && len(f) == 6:
			sources = append(sources, Source{f[1], f[2], f[3], f[4], f[5]})
		case f[0] == "A" && len(f) == 8:
			a := Actor{ID: dateline.ActorID(f[1]), Name: f[2], Kind: Kind(f[3]), Source: f[5], Founded: f[6], Dissolved: f[7]}
			if f[4] != "" {
				a.Countries = strings.Split(f[4], ",")
			}
			actors = append(actors, a)
		case len(f) == 6 && len(actors) > 0 && strings.Contains("alprys", f[0]):
			for _, l := range actors[len(actors)-1].lists() {
				if l.mark == f[0] {
					*l.facts = append(*l.facts, Fact{f[1], dateline.ActorID(f[2]), f[3], f[4], f[5]})
				}
			}
		default:
			return nil, dateline.Errorf(dateline.Invalid, "%q is no line of a register", line)
		}
	}
	return build(actors, sources), nil
}
