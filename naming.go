package dateline

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// FieldGroup is the Field of words that name what acts like a group and what the
// Register lacks (a Proposal). A decision on them is about the name, not about an account: VerbAdd
// says that it is a group, VerbReject that it is none; After is a Naming, as JSON.
const FieldGroup = "group"

// A Naming is what people decided of a name that the Register lacks.
type Naming struct {
	Name  string   `json:"name"`
	Actor *ActorID `json:"actor"` // of the Register, whose name it is; nil is a group of its own
}

// mostNamed is how many bytes a name may have.
const mostNamed = 300

// Naming is what a decision gives on a name; Invalid when it is of something else, or
// what it gives is none.
func (d Decision) Naming() (Naming, error) {
	var n Naming
	if d.Verb != VerbAdd && d.Verb != VerbReject {
		return n, Errorf(Invalid, "decision %s: of a name it is decided that it is a group (add) or none (reject); %s is neither", d.ID, d.Verb)
	}
	if d.After == nil {
		return n, Errorf(Invalid, "decision %s: it does not say which name it is on", d.ID)
	}
	if err := strictly(*d.After, &n); err != nil {
		return n, Errorf(Invalid, "decision %s: what it gives is no name: %w", d.ID, err)
	}
	if strings.TrimSpace(n.Name) == "" || len(n.Name) > mostNamed || !utf8.ValidString(n.Name) {
		return n, Errorf(Invalid, "decision %s: a name of 1 to %d bytes is wanted", d.ID, mostNamed)
	}
	if n.Actor != nil && (*n.Actor == "" || d.Verb == VerbReject) {
		return n, Errorf(Invalid, "decision %s: a name that is a group's names the group; one that is none names nobody", d.ID)
	}
	return n, nil
}

// JSON is a Naming as the After of a decision has it.
func (n Naming) JSON() string {
	raw, _ := json.Marshal(n) // of strings it does not fail
	return string(raw)
}

// ofName reports whether a decision is on a name, not on an account.
func (d Decision) ofName() bool { return len(d.On) > 0 && d.On[0].Field == FieldGroup }

// NamedBy is the decision of a set's, in force and in order, that holds for a name; nil
// when nobody decided of it. A name is the same whatever its case.
func NamedBy(name string, inForce []Decision) *Decision {
	for i := len(inForce) - 1; i >= 0; i-- {
		if d := &inForce[i]; d.ofName() {
			if n, err := d.Naming(); err == nil && strings.EqualFold(n.Name, name) {
				return d
			}
		}
	}
	return nil
}

// OfAccount reports whether a referent names an account or a report: neither the words
// that bear out a value or are cut out of an account, nor a name, nor what a reject leaves.
func (r Referent) OfAccount() bool {
	return !r.Aside() && r.Field != FieldGroup && r.Field != FieldCut
}

// A ProposalState is what people decided of a proposed name.
type ProposalState string

// The states.
const (
	ProposalWaits ProposalState = ""      // nobody decided
	ProposalGroup ProposalState = "group" // it is a group
	ProposalNone  ProposalState = "none"  // it is none
)

// StateOf is the state of a name of which a decision holds; nil is that nobody decided.
func StateOf(d *Decision) ProposalState {
	switch {
	case d == nil:
		return ProposalWaits
	case d.Verb == VerbReject:
		return ProposalNone
	}
	return ProposalGroup
}
