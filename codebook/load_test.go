package codebook_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
	"dateline/codebook"
)

const (
	head = `version: "0.1.0"
families: [{name: talks, label: Talks, definition: People speak.}]
`
	meeting = `family: talks
types:
  - code: talks.met
    label: Meeting
    definition: Two sides meet.
    roles: [subject, object]
    rank: 3
    triggers:
      - {verbs: [meet, convene], subject: subject, object: object}
    examples: [One., Two., Three.]
    counter_examples: [{text: No., why: It is none.}, {text: Nor., why: It is none either.}]
    mappings:
      - {actor: [rebel], acled: Agreement, plover: CONSULT, gtd: "", muc4: ""}
      - {acled: Other, plover: CONSULT, gtd: "", muc4: ""}
`
)

func TestLoadGivesEachWordATriggerOfItsOwn(t *testing.T) {
	c, err := codebook.Load(fstest.MapFS{"codebook.yaml": {Data: []byte(head)}, "types/talks.yaml": {Data: []byte(meeting)}})
	if err != nil {
		t.Fatal(err)
	}
	x, ok := c.Type("talks.met")
	if !ok || len(x.Triggers) != 2 || x.Triggers[0].Verb != "meet" || x.Triggers[1].Verb != "convene" || x.Triggers[1].Subject != dateline.Subject {
		t.Errorf("got %v %+v", ok, x.Triggers)
	}
	if x.Family != "talks" || c.Version != "0.1.0" {
		t.Errorf("got family %q, version %q", x.Family, c.Version)
	}
}

func TestLoadSaysWhereAFaultIsAndWhatToMend(t *testing.T) {
	for _, x := range []struct{ name, old, new, want string }{
		{"a misspelt key", "label: Meeting", "lable: Meeting", "lable"},
		{"a code in upper case", "code: talks.met", "code: Talks.Met", "lower case"},
		{"no label", "label: Meeting", `label: ""`, "label and definition"},
		{"an unknown role", "roles: [subject, object]", "roles: [subject, speaker]", `role "speaker"`},
		{"a trigger's role that the type has not", "object: object}", "object: victim}", `role "victim"`},
		{"a rank out of range", "rank: 3", "rank: 12", "rank 12"},
		{"a trigger of two kinds", "{verbs: [meet, convene],", "{verbs: [meet, convene], noun: meeting,", "trigger 1: give exactly one"},
		{"a trigger without a word", "{verbs: [meet, convene],", "{", "trigger 1: give exactly one"},
		{"a lemma in upper case", "[meet, convene]", "[Meet]", "lower case"},
		{"an unknown need", "object: object}", "object: object, needs: [luck]}", `need "luck"`},
		{"an unknown effect", "object: object}", "object: object, effect: sad}", `effect "sad"`},
		{"an unknown occurrence", "object: object}", "object: object, occurrence: perhaps}", `occurrence "perhaps"`},
		{"an intransitive noun", "{verbs: [meet, convene],", "{noun: meeting, intransitive: true,", "are for verbs"},
		{"too few examples", "[One., Two., Three.]", "[One., Two.]", "at least 3 examples"},
		{"a counter-example without why", "why: It is none.", `why: ""`, "its text and why"},
		{"kin that is no type", "rank: 3", "rank: 3\n    kin: [talks.hold]", `kin "talks.hold"`},
		{"an unknown kind of actor", "actor: [rebel]", "actor: [wizard]", `actor "wizard"`},
		{"no mapping that holds always", "- {acled: Other", "- {victim: [civilian], acled: Other", "holds always"},
		{"a mapping behind the one that holds always", "{actor: [rebel], acled: Agreement", "{acled: Agreement", "holds always"},
		{"a family that the head has not", "family: talks", "family: chats", `family "chats"`},
	} {
		t.Run(x.name, func(t *testing.T) {
			broken := strings.Replace(meeting, x.old, x.new, 1)
			if broken == meeting {
				t.Fatalf("%q is not in the file", x.old)
			}
			_, err := codebook.Load(fstest.MapFS{"codebook.yaml": {Data: []byte(head)}, "types/talks.yaml": {Data: []byte(broken)}})
			if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), "types/talks.yaml") || !strings.Contains(err.Error(), x.want) {
				t.Errorf("got %v, want the file and %q", err, x.want)
			}
		})
	}
}

func TestLoadRefusesAFolderThatIsNoCodebook(t *testing.T) {
	for name, fsys := range map[string]fstest.MapFS{
		"an empty one":   {},
		"without a head": {"types/talks.yaml": {Data: []byte(meeting)}},
		"without types":  {"codebook.yaml": {Data: []byte(head)}},
		"with a code twice": {"codebook.yaml": {Data: []byte(head)}, "types/a.yaml": {Data: []byte(meeting)},
			"types/b.yaml": {Data: []byte(meeting)}},
		"with a family of no types": {"codebook.yaml": {Data: []byte(strings.Replace(head, "]", ", {name: war, label: War, definition: Not this.}]", 1))},
			"types/talks.yaml": {Data: []byte(meeting)}},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := codebook.Load(fsys); dateline.KindOf(err) != dateline.Invalid {
				t.Errorf("got %v", err)
			}
		})
	}
}
