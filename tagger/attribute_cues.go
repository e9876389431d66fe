package tagger

import (
	_ "embed"
	"strings"

	"dateline"
)

//go:embed cues.txt
var cueFile string

// A cue is a word that signals an attribution.
type cue struct {
	kind  dateline.AttributionKind
	frame map[byte]bool   // letters of cues.txt
	preps map[string]bool // before the content
}

// A cueList is the words of one part of speech, by lemma.
type cueList map[string]cue

// parseCues reads the lists of cues.txt: verbs, adjectives, nouns. A word that
// stands twice keeps the kind it was first given, and has the frames of both.
func parseCues(file string) (lists map[string]cueList, err error) {
	lists = map[string]cueList{}
	section := ""
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			section = strings.Trim(line, "[]")
			lists[section] = cueList{}
			continue
		}
		kind, rest, ok := strings.Cut(line, ":")
		if !ok || section == "" {
			return nil, dateline.Errorf(dateline.Invalid, "cues: a line is KIND: WORD FRAMES; ..., below a [section]; got %q", line)
		}
		for entry := range strings.SplitSeq(rest, ";") {
			f := strings.Fields(entry)
			if len(f) != 2 {
				return nil, dateline.Errorf(dateline.Invalid, "cues: an entry is WORD FRAMES; got %q", entry)
			}
			c, known := lists[section][f[0]]
			if !known {
				c = cue{dateline.AttributionKind(kind), map[byte]bool{}, map[string]bool{}}
			}
			letters, preps, _ := strings.Cut(f[1], "/")
			for i := range len(letters) {
				c.frame[letters[i]] = true
			}
			for p := range strings.SplitSeq(preps, ",") {
				if p != "" {
					c.preps[p] = true
				}
			}
			lists[section][f[0]] = c
		}
	}
	return lists, nil
}
