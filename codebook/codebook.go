// Package codebook holds the event types as data: definitions, roles, the
// words that announce them, examples, and how each maps to the codes of ACLED,
// PLOVER, GTD and MUC-4.
package codebook

import "dateline"

// A Codebook is the list of event types, with its version.
type Codebook struct {
	Version  string   `yaml:"version"` // of the codebook, "1.0.0"; decisions name it
	Families []Family `yaml:"families"`
	Types    []Type   `yaml:"types"`
}

// A Family is a group of types that may be the same happening in other words:
// accounts of one event share a family.
type Family struct {
	Name       string `yaml:"name"`  // "attack"
	Label      string `yaml:"label"` // "Attacks"
	Definition string `yaml:"definition"`
}

// A Type is one kind of event.
type Type struct {
	Code       dateline.EventCode  `yaml:"code"`
	Family     string              `yaml:"family"`
	Label      string              `yaml:"label"`
	Definition string              `yaml:"definition"`
	Roles      []dateline.RoleName `yaml:"roles"`
	// Rank orders types of one family from vague (1) to specific (9): of two
	// words for one event the more specific decides its type.
	Rank     int       `yaml:"rank"`
	Means    []string  `yaml:"means,omitempty"` // lemmas of weapons or means that make a vaguer attack one of this type: "bomb", "mortar"
	Triggers []Trigger `yaml:"triggers"`
	Examples []string  `yaml:"examples"`
	Counter  []Counter `yaml:"counter_examples"`
	Mappings []Mapping `yaml:"mappings"`
}

// A Counter is a sentence that looks like the type and is not, and why.
type Counter struct {
	Text string `yaml:"text"`
	Why  string `yaml:"why"`
}

// A Trigger is a word or phrase that announces an event of a type, and which
// part its neighbours in the sentence play. Exactly one of Verb and Noun is set.
type Trigger struct {
	Verb string `yaml:"verb,omitempty"` // lemma, with its particle: "kill", "gun down"
	Noun string `yaml:"noun,omitempty"` // lemmas of a noun or compound: "bombing", "car bomb"
	// Heads are lemmas of nouns, one of which must head the verb's object (the
	// noun's complement: "announcement of a new branch") for the trigger to count.
	Heads []string `yaml:"heads,omitempty"`
	// Subject and Object are the roles of the agent (subject of the active
	// verb, "by" phrase) and of the patient (object, subject of the passive).
	Subject dateline.RoleName `yaml:"subject,omitempty"`
	Object  dateline.RoleName `yaml:"object,omitempty"`
	// Prep are the roles of phrases by preposition: {to: object, against: target}.
	Prep map[string]dateline.RoleName `yaml:"prep,omitempty"`
	// Effect is the casualty status by which people in the object are counted:
	// "killed two policemen".
	Effect dateline.Harm `yaml:"effect,omitempty"`
	// Needs lists what must stand in the clause for a weak word to count:
	// "actor" (an armed group or force takes part), "casualty" (people killed
	// or wounded), "weapon" (a means of the type), "place". Any one is enough.
	Needs []string `yaml:"needs,omitempty"`
	// Intransitive verbs count without object ("the bomb exploded"); for
	// others an object or passive subject is wanted.
	Intransitive bool `yaml:"intransitive,omitempty"`
	// SubjectHeads are lemmas of nouns, one of which must head the subject
	// (the patient of an intransitive verb): bomb + "go off".
	SubjectHeads []string `yaml:"subject_heads,omitempty"`
	// Occurrence is set where the word itself says that it did not take place:
	// "foil", "thwart", "defuse".
	Occurrence dateline.Occurrence `yaml:"occurrence,omitempty"`
}

// A Mapping gives the codes of other schemes. The first of a type's mappings
// whose conditions hold applies; an empty condition holds always.
type Mapping struct {
	Actor  []string `yaml:"actor,omitempty"`  // kinds of perpetrator: rebel, military, police, militia, communal-militia, criminal, external, unidentified, civilian
	Victim []string `yaml:"victim,omitempty"` // kinds of victim: the same, and civilian, protester, official, property
	ACLED  string   `yaml:"acled"`            // sub-event type, "Armed clash"; "" for none
	PLOVER string   `yaml:"plover"`           // "ASSAULT"
	Mode   string   `yaml:"mode,omitempty"`   // "explosives"
	GTD    string   `yaml:"gtd"`              // attack type; "" for none
	MUC4   string   `yaml:"muc4"`             // incident type; "" for none
}
