package main

import (
	"embed"
	"strings"

	"dateline"
)

//go:embed grammar/*.txt
var grammarFiles embed.FS

//go:embed synonyms.txt
var synonymList string

// synonyms are choices by their first way to say it, which are looked for in the
// order of the list.
var synonyms = rows(synonymList)

// varied is literal text, with a choice wherever the list has other words.
func varied(s string) []part {
	for _, ways := range synonyms {
		if at := strings.Index(s, ways[0]); at >= 0 && edge(s, at-1) && edge(s, at+len(ways[0])) {
			var p part
			for _, w := range ways {
				p.choice = append(p.choice, []part{{text: w}})
			}
			return append(append(varied(s[:at]), p), varied(s[at+len(ways[0]):])...)
		}
	}
	if s == "" {
		return nil
	}
	return []part{{text: s}}
}

// edge reports whether no letter stands at i.
func edge(s string, i int) bool {
	return i < 0 || i >= len(s) || !(s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z')
}

// A grammar is the ways to say things: rules by name, each a list of patterns.
// grammar/attack.txt describes their form.
type grammar map[string][]pattern

// A pattern is one way, and the conditions under which it may be used.
type pattern struct {
	needs []string
	parts []part
}

// A part is literal text, a slot with its argument, a choice, or the words that
// tell of the event. Exactly one of text, slot, choice, told is set.
type part struct {
	text   string
	slot   string
	arg    string
	choice [][]part
	told   []part
	code   dateline.EventCode // of words that tell of something beside the event, "" for the event
}

func newGrammar() (grammar, error) {
	g := grammar{}
	files, err := grammarFiles.ReadDir("grammar")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		raw, err := grammarFiles.ReadFile("grammar/" + f.Name())
		if err != nil {
			return nil, err
		}
		rule := ""
		for line := range strings.Lines(string(raw)) {
			line = strings.Trim(line, "\n")
			switch {
			case line == "" || line[0] == '#':
			case strings.HasPrefix(line, "== "):
				rule = line[3:]
			default:
				p, err := parsePattern(line)
				if err != nil {
					return nil, dateline.Errorf(dateline.Internal, "%s, rule %s: %w in %q", f.Name(), rule, err, line)
				}
				g[rule] = append(g[rule], p)
			}
		}
	}
	return g, nil
}

func parsePattern(line string) (pattern, error) {
	var p pattern
	if line[0] == '(' {
		end := strings.IndexByte(line, ')')
		p.needs = strings.Fields(line[1:end])
		line = strings.TrimSpace(line[end+1:])
	}
	parts, rest, err := parseParts(line, "")
	if err == nil && rest != "" {
		err = dateline.Errorf(dateline.Internal, "%q is left over", rest)
	}
	p.parts = parts
	return p, err
}

// parseParts reads parts up to one of the bytes of until, which it leaves.
func parseParts(s, until string) (out []part, rest string, err error) {
	for s != "" {
		if strings.IndexByte(until, s[0]) >= 0 {
			return out, s, nil
		}
		switch s[0] {
		case '{':
			end := strings.IndexByte(s, '}')
			if end < 0 {
				return nil, "", dateline.Errorf(dateline.Internal, "a { without }")
			}
			name, arg, _ := strings.Cut(s[1:end], ":")
			out = append(out, part{slot: name, arg: arg})
			s = s[end+1:]
		case '[':
			var p part
			for s[0] != ']' {
				var alt []part
				if alt, s, err = parseParts(s[1:], "|]"); err != nil {
					return nil, "", err
				}
				if s == "" {
					return nil, "", dateline.Errorf(dateline.Internal, "a [ without ]")
				}
				p.choice = append(p.choice, alt)
			}
			s = s[1:]
			out = append(out, p)
		case '<':
			var p part
			if p.told, s, err = parseParts(s[1:], ">"); err != nil {
				return nil, "", err
			}
			if s == "" {
				return nil, "", dateline.Errorf(dateline.Internal, "a < without >")
			}
			s = s[1:]
			if first := p.told[0].text; strings.Contains(first, "!") {
				code, words, _ := strings.Cut(first, "!")
				p.code, p.told[0].text = dateline.EventCode(code), words
				if words == "" {
					p.told = p.told[1:]
				}
			}
			out = append(out, p)
		default:
			n := strings.IndexAny(s, "{[<"+until)
			if n < 0 {
				n = len(s)
			}
			if n == 0 {
				return nil, "", dateline.Errorf(dateline.Internal, "a stray %q", s[:1])
			}
			out = append(out, varied(s[:n])...)
			s = s[n:]
		}
	}
	return out, "", nil
}
