package dateline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// Person is the Maker of an account that a person added.
const Person Maker = "person/1"

// A Placed is a decision that was found again in a reading.
type Placed struct {
	Decision Decision
	At       int       // its place among the decisions given
	Account  AccountID // that it is about, as the reading names it
	Field    string    // "" is the account itself
}

// An Amended is a reading with what people decided of the accounts in it.
type Amended struct {
	Reading *Reading // the one given where nothing was added or rejected
	Placed  []Placed // in the order of the decisions; of what is rejected too
	Lost    []int    // places of decisions that name the report and find nothing there, or cannot be read
}

// Amend applies decisions to the accounts of a reading: those that people added stand
// after the reader's, in their order, those that they rejected are left out, and those out of which they
// cut words say what is left. The
// reading given is not changed. Decisions that name no words of the report are passed
// over, as are those of other sets than the record.
//
// A decision is about the account that people added, where it names one; else about that
// of the reader's whose words for its type have most in common with the decision's, of several the
// one whose words differ least from them.
func Amend(r *Report, reading *Reading, ds []Decision) Amended {
	out := Amended{Reading: reading}
	accounts := slices.Clip(reading.Accounts)
	gone := map[AccountID]bool{}
	added := false
	force := inForce(ds, "")
	for i, d := range ds {
		if !force[i] {
			continue
		}
		named, found := false, false
		for _, on := range d.On {
			if on.Report != r.SHA256 || on.Span == (Span{}) || !on.OfAccount() {
				continue
			}
			named = true
			if d.Verb == VerbAdd && on.Field == "" {
				if a, err := addedAccount(r, accounts, d, on); err == nil {
					accounts, added, found = append(accounts, a), true, true
					out.Placed = append(out.Placed, Placed{d, i, a.ID, ""})
				}
				continue
			}
			if _, err := d.Values(on.Field); err != nil {
				continue
			}
			at := toldAt(accounts, on)
			if at < 0 {
				continue
			}
			found = true
			if d.Cuts() {
				left, id, ok := cut(r.Text, accounts, on, d.On[1].Span)
				if found = ok; ok {
					accounts, added = left, true
					out.Placed = append(out.Placed, Placed{d, i, id, ""})
				}
				continue
			}
			out.Placed = append(out.Placed, Placed{d, i, accounts[at].ID, on.Field})
			if d.Verb == VerbReject && on.Field == "" {
				gone[accounts[at].ID] = true
			}
		}
		if named && !found {
			out.Lost = append(out.Lost, i)
		}
	}
	if !added && len(gone) == 0 {
		return out
	}
	whole := *reading
	whole.Accounts = nil
	for _, a := range accounts {
		if gone[a.ID] {
			continue
		}
		// A time that is counted from an account which is gone is told in words alone.
		if rel := a.Time.Relative; rel != nil && gone[AccountID(rel.To)] {
			a.Time.Relative = nil
		}
		whole.Accounts = append(whole.Accounts, a)
	}
	out.Reading = &whole
	return out
}

// toldAt is which account a referent is about; -1 for none. One that people added is
// named by its ID. Of the reader's it is that whose words for its type have most in common
// with the referent's, of several the one whose words differ least from them. What rests on
// just the words of an account that people added, and of no other, is about that one:
// decisions were once kept without its ID.
func toldAt(accounts []Account, on Referent) int {
	if on.Added != "" {
		return slices.IndexFunc(accounts, func(a Account) bool {
			id := a.added()
			return id == on.Added || id == "" && a.Maker == Person && a.restsOn(on.Span)
		})
	}
	best, most, apart := -1, 0, 0
	for i := range accounts {
		if accounts[i].Maker == Person {
			continue
		}
		for _, e := range accounts[i].Evidence {
			if e.Field != "type" {
				continue
			}
			n := min(e.End, on.Span.End) - max(e.Start, on.Span.Start)
			d := max(e.End, on.Span.End) - min(e.Start, on.Span.Start)
			if n > most || n == most && best >= 0 && d < apart {
				best, most, apart = i, n, d
			}
		}
	}
	if best < 0 || apart != most {
		if i := slices.IndexFunc(accounts, func(a Account) bool { return a.Maker == Person && a.restsOn(on.Span) }); i >= 0 {
			return i
		}
	}
	return best
}

// restsOn reports whether the first words for an account's type are some words.
func (a *Account) restsOn(at Span) bool { return Refer("", a, "").Span == at }

// AddedID is the ID, within a reading, of the account that a decision adds.
func AddedID(decision string) AccountID {
	sum := sha256.Sum256([]byte(decision))
	return AccountID("p" + hex.EncodeToString(sum[:6]))
}

var addedID = regexp.MustCompile(`(?:^|-)(p[0-9a-f]{12})$`)

// added is the ID that AddedID gave an account which people added, in a reading or a
// ledger; "" where the account is the reader's, or has been given a number.
func (a *Account) added() AccountID {
	if m := addedID.FindStringSubmatch(string(a.ID)); m != nil && a.Maker == Person {
		return AccountID(m[1])
	}
	return ""
}

// AccountAt is the account of a report that a decision on a referent is about; nil when
// there is none.
func AccountAt(accounts []Account, on Referent) *Account {
	if i := toldAt(accounts, on); i >= 0 {
		return &accounts[i]
	}
	return nil
}

// Names is which of some accounts of a report a decision names by one of its On; nil when
// it names none of them.
func (d Decision) Names(on Referent, accounts []Account) *Account {
	switch {
	case !on.OfAccount():
		return nil
	case d.Verb == VerbAdd && on.Field == "":
		on.Added = AddedID(d.ID)
	}
	return AccountAt(accounts, on)
}

// Refer is what a decision on an account of a report is On: its report, the first words
// for its type, and a field of it, "" for the account itself.
func Refer(sha256 string, a *Account, field string) Referent {
	for _, e := range a.Evidence {
		if e.Field == "type" {
			return Referent{Report: sha256, Span: e.Span, Field: field, Added: a.added()}
		}
	}
	return Referent{Report: sha256, Field: field, Added: a.added()}
}

// addedAccount is an account that a person added. Its ID follows from the decision's.
func addedAccount(r *Report, beside []Account, d Decision, on Referent) (Account, error) {
	if d.After == nil {
		return Account{}, Errorf(Invalid, "decision %s: an added account is to be given, as JSON", d.ID)
	}
	var a Account
	if err := strictly(*d.After, &a); err != nil {
		return Account{}, Errorf(Invalid, "decision %s: what is added is no account: %w", d.ID, err)
	}
	if !eventCode.MatchString(string(a.Type)) {
		return Account{}, Errorf(Invalid, "decision %s: %q is no type of an event", d.ID, a.Type)
	}
	a.ID, a.Report, a.Maker, a.Confidence = AddedID(d.ID), r.ID, Person, 1
	if slices.ContainsFunc(beside, func(b Account) bool { return b.ID == a.ID }) {
		return Account{}, Errorf(Invalid, "decision %s adds an account that is there", d.ID)
	}
	if a.Occurrence == "" {
		a.Occurrence = Happened
	}
	if a.Basis == "" {
		a.Basis = Reported
	}
	if on.Span.Start < 0 || on.Span.End > len(r.Text) || on.Span.Len() <= 0 {
		return Account{}, Errorf(Invalid, "decision %s: the words at %s are not in the report", d.ID, on.Span)
	}
	evidence := []Evidence{{"type", on.Span, on.Span.In(r.Text)}}
	for _, e := range a.Evidence {
		if e.Field != "type" || e.Span != on.Span {
			evidence = append(evidence, e)
		}
	}
	a.Evidence = evidence
	for _, e := range a.Evidence {
		if err := e.Check(r.Text); err != nil {
			return Account{}, Errorf(Invalid, "decision %s: %w", d.ID, err)
		}
	}
	a.Time = decidedTime(a.Time, func(to string) bool {
		return strings.HasPrefix(to, "publication:") || slices.ContainsFunc(beside, func(b Account) bool { return string(b.ID) == to })
	})
	for i := range a.Roles {
		a.Roles[i].Resolution = nil
	}
	for _, value := range []struct {
		field string
		value any
	}{{"occurrence", a.Occurrence}, {"basis", a.Basis}, {"time", a.Time}, {"places", a.Places}, {"roles", a.Roles}, {"casualties", a.Casualties}, {"claims", a.Claims}} {
		raw, err := json.Marshal(value.value)
		if err == nil {
			err = CheckValue(value.field, raw)
		}
		if err != nil {
			return Account{}, Errorf(Invalid, "decision %s: %w", d.ID, err)
		}
	}
	return a, nil
}

// decidedTime is a time as a person may give it: counted from what is known alone.
func decidedTime(t Time, known func(to string) bool) Time {
	if t.Precision == "" {
		t.Precision = UnknownTime
	}
	t.AnchoredBy = nil
	if t.Relative != nil && !known(t.Relative.To) {
		t.Relative = nil
	}
	return t
}

// CheckAdded says what is wrong with a decision that adds an account to a report, nil
// when nothing is: who takes it asks before it is kept.
func CheckAdded(r *Report, d Decision) error {
	for _, on := range d.On {
		if on.Field != FieldEvidence && on.Report == r.SHA256 {
			_, err := addedAccount(r, nil, d, on)
			return err
		}
	}
	return Errorf(Invalid, "decision %s adds to another report", d.ID)
}
