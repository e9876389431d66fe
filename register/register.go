// Package register knows armed groups and state forces: their names through
// time, parents, branches, leaders and rivals, each fact with its source. A
// name gives candidates; it never decides, and nothing may be merged because a
// name is the same: "Taliban" is two movements, "SNA" an army and a rebel
// coalition.
//
// The facts are written by hand in data/*.yaml, by region; states.yaml gives
// each state's government, army and police, whose names follow from the
// country's name and adjective. Load reads such files. The program carries
// their compiled form, register.txt; run go generate after a change. The works
// behind the facts are in data/sources.yaml and SOURCES.md.
//
// What reports say of groups does not change the register: it is proposed
// (dateline.Change) and people decide.
package register

import "dateline"

// A Kind is what sort of actor an entry is, in the terms of event data.
type Kind string

// The kinds.
const (
	Military     Kind = "military"
	Police       Kind = "police"
	Paramilitary Kind = "paramilitary"
	Intelligence Kind = "intelligence"
	Government   Kind = "government"
	Rebel        Kind = "rebel"
	Militia      Kind = "militia"          // political or pro-government militia
	Communal     Kind = "communal-militia" // identity militia
	Criminal     Kind = "criminal"
	External     Kind = "external" // peacekeepers, coalitions, private military companies
)

// State reports whether actors of this kind act for a state or states.
func (k Kind) State() bool {
	switch k {
	case Military, Police, Paramilitary, Intelligence, Government, External:
		return true
	}
	return false
}

// A Fact is something the register holds for a span of time, with where it was
// learned. A fact may be given twice for two spells of time.
type Fact struct {
	Name   string           `yaml:"name,omitempty"` // an alias or a person; of a successor "renamed", "merged", "split" or "succeeded"
	Actor  dateline.ActorID `yaml:"actor,omitempty"`
	From   string           `yaml:"from,omitempty"` // YYYY, YYYY-MM or YYYY-MM-DD; "" unknown
	To     string           `yaml:"to,omitempty"`   // "" unknown or still so
	Source string           `yaml:"source"`         // key of sources, and after "#" the place in the work
}

// An Actor is a group or force.
type Actor struct {
	ID        dateline.ActorID `yaml:"id"`   // "islamic-state/khorasan-province"
	Name      string           `yaml:"name"` // preferred name: "Islamic State"
	Kind      Kind             `yaml:"kind"`
	Countries []string         `yaml:"countries,omitempty"` // ISO 3166-1 alpha-2 of where it operates; of its state, for a force
	Source    string           `yaml:"source"`              // for the entry as a whole
	Record    string           `yaml:"record"`              // for Founded and Dissolved
	Founded   string           `yaml:"founded,omitempty"`
	Dissolved string           `yaml:"dissolved,omitempty"`
	Aliases   []Fact           `yaml:"aliases,omitempty"`
	Parents   []Fact           `yaml:"parents,omitempty"` // of which it is or was a branch
	Leaders   []Fact           `yaml:"leaders,omitempty"`
	Rivals    []Fact           `yaml:"rivals,omitempty"`
	Allies    []Fact           `yaml:"allies,omitempty"`
	Successor []Fact           `yaml:"successor,omitempty"` // renamed to, merged into, split into
}
