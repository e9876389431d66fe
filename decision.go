package dateline

// A Verb is what a person decided to do.
type Verb string

// The verbs. Merge and Split name two things, or Split an account and words that are cut
// out of it (see FieldCut); Undo names an earlier decision
// and leaves all as if that had never been made.
const (
	VerbConfirm Verb = "confirm"
	VerbCorrect Verb = "correct"
	VerbAdd     Verb = "add"
	VerbMerge   Verb = "merge"
	VerbSplit   Verb = "split"
	VerbReject  Verb = "reject"
	VerbUndo    Verb = "undo"
)

// A Referent is what a decision is about: a report, by the hash of its text; or
// what it tells at some words of it. It never names a machine's id, so it is
// found again when reports are read or linked anew.
type Referent struct {
	Report string `json:"report"` // SHA-256 of the report's text, lower-case hexadecimal
	// Span is where the words stand that the account rests on; the zero Span is the
	// report as a whole.
	Span Span `json:"span"`
	// Field is of which field of the account it is, as in an Account's JSON ("places");
	// "" is the account, or the report, itself. FieldEvidence is no object of the
	// decision: the words that bear out the value decided on.
	Field string `json:"field"`
	// Added is the account, where people added it: others may rest on the same words. It is
	// what AddedID gives for the decision that added it; "" is one of the reader's.
	Added AccountID `json:"added,omitempty"`
}

// FieldEvidence is the Field of the words that a person gave for a value.
const FieldEvidence = "evidence"

// FieldBeside is the Field of the accounts that stay in an event out of which a reject
// takes one: by them the event's page knows of it.
const FieldBeside = "beside"

// Aside reports whether a referent is no object of its decision, whatever that decides.
func (r Referent) Aside() bool { return r.Field == FieldEvidence || r.Field == FieldBeside }

// A Decision is what a person decided. Decisions are only ever added. They are
// replayed over what the machine makes, in their order, and the last one on a
// thing holds.
//
// Confirm, correct, add and reject are of an account, which they name by the words for
// its type, or of a field of it; what is decided of one account of an event is decided
// of the event. After is the field's value, or an object of several when Field is "".
// An add whose Field is "" is an account that the reader missed: After is that, as an
// Account's JSON without ids, On its report and the words for its type (see Amend). A
// reject whose Field is "" takes out all the accounts that it names. See Replay.
type Decision struct {
	ID       string     `json:"id"`
	By       string     `json:"by"`
	At       *Moment    `json:"at"`
	Verb     Verb       `json:"verb"`
	On       []Referent `json:"on"`
	Undoes   string     `json:"undoes"` // the ID of a decision, with Undo
	Before   *string    `json:"before"` // the value that was there, as JSON
	After    *string    `json:"after"`  // the value put in its place, as JSON
	Why      string     `json:"why"`
	Codebook string     `json:"codebook"` // version of the codebook it was decided by
	// Set is what the decision is held apart for, unseen by others, until somebody
	// adjudicates: a task of double coding. "" is the record.
	Set string `json:"set,omitempty"`
}

// Check says what is wrong with a decision, nil when nothing is.
func (d Decision) Check() error {
	switch d.Verb {
	case VerbMerge, VerbSplit:
		if len(d.On) != 2 {
			return Errorf(Invalid, "decision %s: %s names %d things; two are wanted", d.ID, d.Verb, len(d.On))
		}
		if d.On[0] == d.On[1] {
			return Errorf(Invalid, "decision %s: %s names one thing twice", d.ID, d.Verb)
		}
		if d.Cuts() {
			if err := d.checkCut(); err != nil {
				return err
			}
		}
	case VerbUndo:
		if d.Undoes == "" {
			return Errorf(Invalid, "decision %s: undo names no decision", d.ID)
		}
	case VerbConfirm, VerbCorrect, VerbAdd, VerbReject:
		if len(d.On) == 0 {
			return Errorf(Invalid, "decision %s: %s names nothing", d.ID, d.Verb)
		}
	default:
		return Errorf(Invalid, "decision %s: %q is no verb; confirm, correct, add, merge, split, reject and undo are", d.ID, d.Verb)
	}
	for _, o := range d.On {
		if len(o.Report) != 64 {
			return Errorf(Invalid, "decision %s: %q is no SHA-256 of a report; 64 hexadecimal digits are wanted", d.ID, o.Report)
		}
		if o.Added != "" && !addedID.MatchString(string(o.Added)) {
			return Errorf(Invalid, "decision %s: %q is no account that people added", d.ID, o.Added)
		}
		if o.Span.Start < 0 || o.Span.End < o.Span.Start {
			return Errorf(Invalid, "decision %s: the span %d to %d is none", d.ID, o.Span.Start, o.Span.End)
		}
	}
	return nil
}

// InForce are the decisions of the record that no later undo takes back, in their
// order. An Undo can be undone.
func InForce(all []Decision) []Decision { return InForceOf(all, "") }

// InForceOf are those of a set; see Decision.Set. No set undoes another's.
func InForceOf(all []Decision, set string) []Decision {
	var out []Decision
	for i, force := range inForce(all, set) {
		if force {
			out = append(out, all[i])
		}
	}
	return out
}

// inForce says of each decision whether it is in force in a set.
func inForce(all []Decision, set string) []bool {
	out := make([]bool, len(all))
	gone := map[string]bool{}
	for i := len(all) - 1; i >= 0; i-- {
		switch d := all[i]; {
		case gone[d.ID] || d.Set != set:
		case d.Verb == VerbUndo:
			gone[d.Undoes] = true
		default:
			out[i] = true
		}
	}
	return out
}
