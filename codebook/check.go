package codebook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dateline"
)

var codeForm = regexp.MustCompile(`^[a-z]+(\.[a-z]+(-[a-z]+)*)?$`)

var (
	allRoles       = []dateline.RoleName{dateline.Perpetrator, dateline.Target, dateline.Victim, dateline.Subject, dateline.Parent, dateline.Branch, dateline.Object, dateline.Recipient, dateline.Territory}
	allHarms       = []dateline.Harm{"", dateline.Killed, dateline.Wounded, dateline.Abducted, dateline.Released, dateline.Detained, dateline.Displaced, dateline.Missing, dateline.Surrendered, Hit}
	allOccurrences = []dateline.Occurrence{"", dateline.Planned, dateline.Foiled, dateline.DidNotHappen}
	allNeeds       = []string{"actor", "group", "casualty", "weapon", "place", "ground", "attack"}
	actorKinds     = []string{"rebel", "military", "police", "militia", "communal-militia", "criminal", "external", "unidentified", "civilian"}
	victimKinds    = append([]string{"protester", "official", "property"}, actorKinds...)
)

// check says what is wrong with a type, given all of them.
func (t Type) check(all []Type) error {
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
	for _, k := range t.Kin {
		if !slices.ContainsFunc(all, func(o Type) bool { return matches(k, o.Code) }) {
			return fmt.Errorf("kin %q is no type and no prefix of one", k)
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
