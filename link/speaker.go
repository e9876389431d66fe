package link

import (
	"slices"
	"strings"

	"dateline"
	"dateline/text"
)

// Whose word a value is. A belligerent's count of its enemy's dead, an army's too,
// is that side's word.

// A party is who speaks, as far as the conflict goes.
type party uint8

const (
	noParty    party = iota // an outlet, a hospital, residents, aid workers
	stateParty              // a state, its army and police
	groupParty              // an armed group
)

var (
	stateWords = words(`army military troops soldier soldiers navy commander general colonel brigadier lieutenant captain major
		police constabulary gendarmerie gendarmes paramilitary coalition government ministry minister presidency president junta
		intelligence pentagon centcom africom commandos`)
	groupWords = words(`militant militants rebel rebels insurgent insurgents guerrilla guerrillas guerilla guerillas jihadist jihadists
		fighters gunmen militia militias group faction separatists separatist extremists mujahideen attackers`)
	// neutralWords are of those who count without fighting, though a state may pay them.
	neutralWords = words(`hospital hospitals doctor doctors surgeon nurse medic medics morgue mortuary health ambulance witness witnesses resident
		residents villager villagers survivor survivors relative relatives family families elder elders chief mayor aid charity monitor monitors
		observatory rights humanitarian teacher priest imam bishop cleric coroner analyst analysts researcher journalist`)
)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// partyNamed is the party that words for a speaker speak for.
func (l *linker) partyNamed(speaker string) party {
	found := noParty
	for _, id := range l.register.Candidates(speaker) {
		p := groupParty
		if a, ok := l.register.Actor(id); ok && a.Kind.State() {
			p = stateParty
		}
		if found != noParty && found != p {
			return noParty
		}
		found = p
	}
	if found != noParty {
		return found
	}
	said := text.Words(speaker)
	has := func(set map[string]bool) bool {
		return slices.ContainsFunc(said, func(w string) bool { return set[w] })
	}
	security := slices.Contains(said, "security") && slices.ContainsFunc(said, func(w string) bool {
		return w == "forces" || w == "force" || strings.HasPrefix(w, "official") || strings.HasPrefix(w, "source")
	})
	switch {
	case has(neutralWords):
		return noParty
	case has(stateWords) || security:
		return stateParty
	case has(groupWords):
		return groupParty
	}
	return noParty
}

// speakerOf is whose word a value is: of a count its own speaker, else the account's.
func speakerOf(a *account, f field) *string {
	if f.pick != nil {
		if c := f.pick(a); c != nil && c.SaidBy != nil {
			return c.SaidBy
		}
	}
	return a.SaidBy
}

func (c *comparison) partyOf(a *account, f field) party {
	said := speakerOf(a, f)
	switch {
	case said == nil && a.Basis == dateline.Claimed:
		return groupParty
	case said == nil:
		return noParty
	}
	return c.speaks(a, *said)
}

// speaks is the party that a speaker of an account is of. Who is named as having
// done it speaks for its own side, known to the register or not.
func (l *linker) speaks(a *account, speaker string) party {
	if p := l.partyNamed(speaker); p != noParty {
		return p
	}
	if isDoer(a, speaker) {
		return groupParty
	}
	return noParty
}

// isDoer reports whether a speaker is named as a perpetrator of what it tells.
func isDoer(a *account, speaker string) bool {
	said := text.Fold(strings.TrimPrefix(strings.TrimPrefix(speaker, "the "), "The "))
	if said == "" {
		return false
	}
	for _, role := range []dateline.RoleName{dateline.Perpetrator, dateline.Branch} {
		if slices.ContainsFunc(a.names[role], func(r roleName) bool { return r.folded == said || text.Fold(r.Words) == said }) {
			return true
		}
	}
	return slices.ContainsFunc(a.Claims, func(c dateline.Claim) bool {
		return c.Kind == dateline.ClaimMade && text.Fold(c.By) == said
	})
}

// ofEnemy reports whether a figure is a belligerent's count of its enemy's dead and
// hurt: a state's of an armed group's people, an armed group's of a state's, and of
// whoever claims the deed, that of the people it was done to.
func (l *linker) ofEnemy(a *account, c dateline.Casualty) bool {
	if c.Status != dateline.Killed && c.Status != dateline.Wounded {
		return false // whom it holds it can count
	}
	speaker := c.SaidBy
	if speaker == nil {
		speaker = a.SaidBy
	}
	if speaker == nil {
		return a.Basis == dateline.Claimed && c.Side != dateline.ArmedGroup
	}
	switch p := l.speaks(a, *speaker); {
	case p == stateParty:
		return c.Side == dateline.ArmedGroup
	case p == groupParty && c.Side == dateline.State:
		return true
	case p == groupParty && c.Side != dateline.ArmedGroup:
		return a.Basis == dateline.Claimed || isDoer(a, *speaker)
	}
	return false
}
