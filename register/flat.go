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
//	A  id name kind countries source record founded dissolved   an actor, its facts after it
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
		line("A", string(a.ID), a.Name, string(a.Kind), strings.Join(a.Countries, ","), a.Source, a.Record, a.Founded, a.Dissolved)
		for _, mark := range marks {
			for _, f := range *a.list(mark) {
				line(mark, f.Name, string(f.Actor), f.From, f.To, f.Source)
			}
		}
	}
	if err := b.Flush(); err != nil {
		return dateline.Errorf(dateline.Unavailable, "write the register: %w", err)
	}
	return nil
}

// marks of an actor's facts in the flat form, in the order they are written.
var marks = []string{"a", "l", "p", "r", "y", "s"}

// list is the list of an actor's facts that has this mark, nil for none.
func (a *Actor) list(mark string) *[]Fact {
	switch mark {
	case "a":
		return &a.Aliases
	case "l":
		return &a.Leaders
	case "p":
		return &a.Parents
	case "r":
		return &a.Rivals
	case "y":
		return &a.Allies
	case "s":
		return &a.Successor
	}
	return nil
}

// parseFlat reads the flat form. It trusts the facts: the form is made by
// WriteFlat from a register that was checked.
func parseFlat(text string) (*Register, error) {
	head, rest, _ := strings.Cut(text, "\n")
	if head != flatHeader {
		return nil, dateline.Errorf(dateline.Invalid, "not a register of this version: it begins with %q", head)
	}
	actors := make([]Actor, 0, strings.Count(rest, "\nA\t"))
	facts := make([]Fact, 0, strings.Count(rest, "\n")) // all of them; an actor's lists are parts of it
	var sources []Source
	var fields [9]string
	for rest != "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		f := cut(fields[:0], line)
		switch {
		case f[0] == "S" && len(f) == 6:
			sources = append(sources, Source{f[1], f[2], f[3], f[4], f[5]})
		case f[0] == "A" && len(f) == 9:
			a := Actor{ID: dateline.ActorID(f[1]), Name: f[2], Kind: Kind(f[3]), Source: f[5], Record: f[6], Founded: f[7], Dissolved: f[8]}
			if f[4] != "" {
				a.Countries = strings.Split(f[4], ",")
			}
			actors = append(actors, a)
		case len(f) == 6 && len(actors) > 0 && actors[len(actors)-1].list(f[0]) != nil:
			l := actors[len(actors)-1].list(f[0])
			facts = append(facts, Fact{f[1], dateline.ActorID(f[2]), f[3], f[4], f[5]})
			*l = facts[len(facts)-len(*l)-1 : len(facts) : len(facts)]
		default:
			return nil, dateline.Errorf(dateline.Invalid, "%q is no line of a register", line)
		}
	}
	return build(actors, sources), nil
}

// cut appends the fields of a line to f.
func cut(f []string, line string) []string {
	for {
		field, rest, more := strings.Cut(line, "\t")
		f = append(f, field)
		if !more {
			return f
		}
		line = rest
	}
}
