package reader

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"dateline"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// A peopleNoun is what a common noun for people says of them: "gunman" is of
// an armed group, "constable" of the police and so of the state.
type peopleNoun struct {
	kind string // armed, armedgroup, military, police, force, official, crowd, civilian
	side dateline.Side
}

// words is the reader's own vocabulary: closed classes of common words, kept
// as data. Names of groups and places are the register's and the gazetteer's,
// words for events the codebook's.
type words struct {
	people      map[string]*peopleNoun
	property    map[string]bool
	weapons     map[string]bool
	says        map[string]string // verb of saying → class
	adjectival  map[string]bool
	eventNouns  map[string]bool
	affiliation map[string]bool
	sayingNouns map[string]bool
}

var lexicon = loadLexicon(lexiconFiles)

// loadLexicon reads lines of "class: word word …". A broken line is a fault of
// the program, not of its input, so it panics at start and in every test.
func loadLexicon(files fs.FS) *words {
	w := &words{people: map[string]*peopleNoun{}, says: map[string]string{}}
	for class, list := range lexiconLines(files, "lexicon/people.txt") {
		kind, side, ok := strings.Cut(class, " ")
		if !ok {
			panic(fmt.Sprintf("lexicon/people.txt: %q wants a kind and a side", class))
		}
		for _, n := range list {
			w.people[n] = &peopleNoun{kind, dateline.Side(side)}
		}
	}
	things := lexiconLines(files, "lexicon/things.txt")
	w.property, w.weapons = setOf(things["property"]...), setOf(things["weapon"]...)
	for class, list := range lexiconLines(files, "lexicon/verbs.txt") {
		for _, v := range list {
			w.says[v] = class
		}
	}
	misc := lexiconLines(files, "lexicon/misc.txt")
	w.adjectival, w.eventNouns = setOf(misc["adjectival"]...), setOf(misc["eventnouns"]...)
	w.affiliation, w.sayingNouns = setOf(misc["affiliation"]...), setOf(misc["sayingnouns"]...)
	return w
}

func lexiconLines(files fs.FS, name string) map[string][]string {
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
