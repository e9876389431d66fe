// Package lexicon is the reader's own vocabulary: closed classes of common
// words, kept as data in text files beside this one. Names of groups and
// places are the register's and the gazetteer's, words for events the
// codebook's.
//
// Words are lemmas in lower case unless a function says otherwise. A file has
// lines of "class: word word …"; a line that begins with # is a remark.
package lexicon

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"dateline"
)

//go:embed *.txt
var files embed.FS

// A Noun is what a common noun for people says of them: "gunman" is of an
// armed group, "constable" of the police and so of the state.
type Noun struct {
	Kind string // armed, armedgroup, military, police, force, official, leader, crowd, civilian
	Side dateline.Side
}

// A Set is a set of words.
type Set map[string]bool

// Of is the set of the words given.
func Of(words ...string) Set {
	m := make(Set, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// People is what a common noun for people says of them; nil for other nouns.
func People(noun string) *Noun { return vocabulary.people[noun] }

// Property reports whether a noun names things that can be damaged or held:
// buildings, vehicles, sites.
func Property(noun string) bool { return vocabulary.property[noun] }

// Weapon reports whether a noun names a weapon or explosive.
func Weapon(noun string) bool { return vocabulary.weapons[noun] }

// Beast reports whether a noun names what can be killed or hurt and is no
// person: animals, hopes, deals.
func Beast(noun string) bool { return vocabulary.beasts[noun] }

// Illness reports whether a noun names what people die of in bed.
func Illness(noun string) bool { return vocabulary.illness[noun] }

// Mishap reports whether a noun names harm that nobody means: weather, a quake,
// a crash.
func Mishap(noun string) bool { return vocabulary.mishaps[noun] }

// Fire reports whether a noun names a fire, which by itself says of no hand.
func Fire(noun string) bool { return vocabulary.fires[noun] }

// Accidental reports whether a noun names what fires and explosions come from
// when nobody means them.
func Accidental(noun string) bool { return vocabulary.accidental[noun] }

// Screen reports whether a noun names a work that tells a story.
func Screen(noun string) bool { return vocabulary.screen[noun] }

// Plaything reports whether a noun names a thing of sport, or of a board.
func Plaything(noun string) bool { return vocabulary.playthings[noun] }

// Abstract reports whether a noun names what is attacked in words alone: a plan, a
// record, a price.
func Abstract(noun string) bool { return vocabulary.abstracts[noun] }

// Saying is the class of a verb of saying (say, claim, allege, deny, ask); ""
// for other verbs.
func Saying(verb string) string { return vocabulary.says[verb] }

// Adjectival reports whether a participle, as written, is an adjective before
// a noun ("armed men"), not a verb with an object.
func Adjectival(word string) bool { return vocabulary.adjectival[word] }

// EventNoun reports whether a word in -ing is a noun for an event ("bombing").
func EventNoun(word string) bool { return vocabulary.eventNouns[word] }

// Affiliation reports whether a noun names a body that people belong to or
// speak for ("institute", "ministry").
func Affiliation(noun string) bool { return vocabulary.affiliation[noun] }

// Message reports whether a noun names words made known: "statement", "video".
func Message(noun string) bool { return vocabulary.messages[noun] }

// MassNoun reports whether a noun for people means many of them in the
// singular: "police", "staff".
func MassNoun(noun string) bool { return massNouns[noun] }

// Nobody reports whether a word, in lower case, stands for nobody.
func Nobody(word string) bool { return nobody[word] }

var (
	massNouns = Of("police", "personnel", "staff", "population", "crowd", "military", "army", "force", "community", "family", "household", "government", "patrol", "public", "people")
	nobody    = Of("nobody", "none", "no-one", "noone", "no")
)

type words struct {
	people                                                                   map[string]*Noun
	says                                                                     map[string]string
	property, weapons, beasts, adjectival, eventNouns, affiliation, messages Set
	illness, mishaps, fires, accidental, screen, playthings, abstracts       Set
}

var vocabulary = load(files)

// load reads the files. A broken line is a fault of the program, not of its
// input, so it panics at start and in every test.
func load(files fs.FS) *words {
	w := &words{people: map[string]*Noun{}, says: map[string]string{}}
	for class, list := range lines(files, "people.txt") {
		kind, side, ok := strings.Cut(class, " ")
		if !ok {
			panic(fmt.Sprintf("people.txt: %q wants a kind and a side", class))
		}
		for _, n := range list {
			w.people[n] = &Noun{kind, dateline.Side(side)}
		}
	}
	for class, list := range lines(files, "verbs.txt") {
		for _, v := range list {
			w.says[v] = class
		}
	}
	things, misc := lines(files, "things.txt"), lines(files, "misc.txt")
	w.property, w.weapons, w.beasts = Of(things["property"]...), Of(things["weapon"]...), Of(things["beast"]...)
	w.illness, w.mishaps, w.fires, w.accidental = Of(things["illness"]...), Of(things["mishap"]...), Of(things["fire"]...), Of(things["accidental"]...)
	w.screen, w.playthings = Of(things["screen"]...), Of(things["play"]...)
	w.abstracts = Of(things["abstract"]...)
	w.adjectival, w.eventNouns = Of(misc["adjectival"]...), Of(misc["eventnouns"]...)
	w.affiliation, w.messages = Of(misc["affiliation"]...), Of(misc["sayingnouns"]...)
	return w
}

// lines are the words of a file by class.
func lines(files fs.FS, name string) map[string][]string {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		panic(err)
	}
	m := map[string][]string{}
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		class, list, ok := strings.Cut(line, ":")
		if !ok {
			panic(fmt.Sprintf("%s: no colon in %q", name, line))
		}
		m[class] = append(m[class], strings.Fields(list)...)
	}
	return m
}
