// Package codebook holds the event types as data: definitions, roles, the
// words that announce them, examples, and how each maps to the codes of ACLED,
// PLOVER, GTD and MUC-4.
package codebook

import "dateline"

// A Codebook is the list of event types, with its version.
type Codebook struct {
	Version  string   `yaml:"version" json:"version"` // of the codebook, "1.0.0"; decisions name it
	Families []Family `yaml:"families" json:"families"`
	Types    []Type   `yaml:"types" json:"types"`

	index map[dateline.EventCode]int // into Types
	kin   map[[2]dateline.EventCode]bool
}

// A Family is a group of types of one kind. Accounts of one event mostly share
// a family; where the words for one happening cross families (an attack that
// another report calls a battle), the types are kin: see Codebook.Related.
type Family struct {
	Name       string `yaml:"name" json:"name"`   // "attack"
	Label      string `yaml:"label" json:"label"` // "Attacks"
	Definition string `yaml:"definition" json:"definition"`
}

// A Type is one kind of event.
type Type struct {
	Code       dateline.EventCode  `yaml:"code" json:"code"`
	Family     string              `yaml:"family" json:"family"`
	Label      string              `yaml:"label" json:"label"`
	Definition string              `yaml:"definition" json:"definition"`
	Roles      []dateline.RoleName `yaml:"roles" json:"roles"`
	// Rank orders types of one family from vague (1) to specific (9): of two
	// words for one event the more specific decides its type.
	Rank int `yaml:"rank" json:"rank"`
	// Kin are types by which another report may name the same happening, as
	// codes or as a prefix ("attack.*"). Being kin goes both ways and no further.
	Kin   []string `yaml:"kin,omitempty" json:"kin,omitempty"`
	Means []string `yaml:"means,omitempty" json:"means,omitempty"` // lemmas of weapons or means that make a vaguer attack one of this type: "bomb", "mortar"
	// Not are lemmas of fixed phrases that hold a trigger's word and announce
	// nothing: "heart attack", "clinical trial".
	Not      []string  `yaml:"not,omitempty" json:"not,omitempty"`
	Triggers []Trigger `yaml:"triggers" json:"triggers"`
	Examples []string  `yaml:"examples" json:"examples"`
	Counter  []Counter `yaml:"counter_examples" json:"counter_examples"`
	Mappings []Mapping `yaml:"mappings" json:"mappings"`
}

// A Counter is a sentence that looks like the type and is not, and why.
type Counter struct {
	Text string `yaml:"text" json:"text"`
	Why  string `yaml:"why" json:"why"`
}

// Hit is the effect of words that leave open whether people died of it: "shot",
// "stabbed". The reader decides by what the report says besides, wounded when it
// says nothing; no casualty has this status.
const Hit dateline.Harm = "hit"

// A Trigger is a word or phrase that announces an event of a type, and which
// part its neighbours in the sentence play. Exactly one of Verb and Noun is set.
type Trigger struct {
	Verb string `yaml:"verb,omitempty" json:"verb,omitempty"` // lemma, with its particle or fixed complement: "kill", "gun down", "shoot dead", "go on trial"
	Noun string `yaml:"noun,omitempty" json:"noun,omitempty"` // lemmas of a noun or compound: "bombing", "car bomb"
	// Heads are lemmas of nouns or compounds, one of which must head the verb's object (the
	// noun's complement: "announcement of a new branch") for the trigger to count.
	Heads []string `yaml:"heads,omitempty" json:"heads,omitempty"`
	// Subject and Object are the roles of the agent (subject of the active
	// verb, "by" phrase, possessor of the noun) and of the patient (object,
	// subject of the passive, "of" phrase of the noun).
	Subject dateline.RoleName `yaml:"subject,omitempty" json:"subject,omitempty"`
	Object  dateline.RoleName `yaml:"object,omitempty" json:"object,omitempty"`
	// Prep are the roles of phrases by preposition: {to: object, against: target}.
	Prep map[string]dateline.RoleName `yaml:"prep,omitempty" json:"prep,omitempty"`
	// Effect is the casualty status by which people in the object are counted:
	// "killed two policemen". It is Hit where the word leaves open which.
	Effect dateline.Harm `yaml:"effect,omitempty" json:"effect,omitempty"`
	// Needs lists what must stand in the clause for a weak word to count:
	// "actor" (an armed group or force takes part), "group" (an armed group
	// does, not only a state's force), "casualty" (people killed or wounded),
	// "weapon" (a means of the type), "place", "ground" (what is done is done
	// to a named place: "captured Rutshuru"), "attack" (another word of
	// the sentence tells of one: "was hurt in a shooting"). Any one is enough.
	Needs []string `yaml:"needs,omitempty" json:"needs,omitempty"`
	// Intransitive verbs count without object ("the bomb exploded"); for
	// others an object or passive subject is wanted.
	Intransitive bool `yaml:"intransitive,omitempty" json:"intransitive,omitempty"`
	// SubjectHeads are lemmas of nouns, one of which must head the subject
	// (the patient of an intransitive verb): bomb + "go off".
	SubjectHeads []string `yaml:"subject_heads,omitempty" json:"subject_heads,omitempty"`
	// Occurrence is set where the word itself says that it did not take place:
	// "foil", "thwart", "defuse".
	Occurrence dateline.Occurrence `yaml:"occurrence,omitempty" json:"occurrence,omitempty"`
}

// A Mapping gives the codes of other schemes. The first of a type's mappings
// whose conditions hold applies; an empty condition holds always.
type Mapping struct {
	Actor  []string `yaml:"actor,omitempty" json:"actor,omitempty"`   // kinds of perpetrator: rebel, military, police, militia, communal-militia, criminal, external, unidentified, civilian
	Victim []string `yaml:"victim,omitempty" json:"victim,omitempty"` // kinds of victim: the same, and civilian, protester, official, property
	ACLED  string   `yaml:"acled" json:"acled"`                       // sub-event type, "Armed clash"; "" for none
	PLOVER string   `yaml:"plover" json:"plover"`                     // "ASSAULT"; "" for none
	Mode   string   `yaml:"mode,omitempty" json:"mode,omitempty"`     // "explosives"
	GTD    string   `yaml:"gtd" json:"gtd"`                           // attack type; "" for none
	MUC4   string   `yaml:"muc4" json:"muc4"`                         // incident type; "" for none
}
