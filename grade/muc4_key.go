package grade

import (
	"regexp"
	"strconv"
	"strings"

	"dateline"
)

// The slots of a MUC-4 template by their numbers (template-doc-part1.v7).
const (
	slotID = iota
	slotTemplate
	slotDate
	slotLocation
	slotType
	slotStage
	slotInstrument
	slotInstrumentType
	slotCategory
	slotPerpetrator
	slotOrganisation
	slotConfidence
	slotTarget
	slotTargetType
	slotTargetNumber
	slotTargetNation
	slotTargetEffect
	slotTargetTotal
	slotVictim
	MUC4Description
	slotVictimType
	slotVictimNumber
	slotVictimNation
	slotVictimEffect
	slotVictimTotal
	mucSlots
)

// A MUC4Template is one filled template of an answer key.
type MUC4Template struct {
	Doc      string
	Number   string // "" in a key that says there is none
	Optional bool   // it need not be found
	Slots    [mucSlots][]MUC4Fill
}

// A MUC4Fill is one filler of a slot with its alternatives, any one of which is right.
type MUC4Fill struct {
	Optional bool     // nothing would be right as well
	Values   []string // without quotation marks
	Quoted   bool     // words of the text, not an item of a list
	Refs     []string // what it is said of: alternatives of another slot's filler; nil when that is not said
}

var mucLine = regexp.MustCompile(`^(\d+)\.\s+[A-Z ]+: [A-Z ]*?(?:\s{2,}|\t|$)(.*)$`)

// ReadMUC4Key reads an answer key of MUC-4: blocks of 25 numbered lines, a slot
// each, fillers beneath one another, alternatives parted by slashes, "?" before a
// filler that is optional, "-" for none and "*" where the slot does not apply.
// Documents without a template are there with none; all lists them in order.
func ReadMUC4Key(path string) (templates []MUC4Template, all []string, err error) {
	data, err := readExpected(path, "templates in the form of MUC-4's keys")
	if err != nil {
		return nil, nil, err
	}
	return parseMUC4Key(path, string(data))
}

func parseMUC4Key(path, data string) (templates []MUC4Template, all []string, err error) {
	seen := map[string]bool{}
	var t *MUC4Template
	slot, open := -1, false
	fail := func(n int, format string, args ...any) error {
		return dateline.Errorf(dateline.Invalid, path+":"+strconv.Itoa(n+1)+": "+format, args...)
	}
	for n, line := range strings.Split(data, "\n") {
		line = strings.TrimRight(line, " \t\r")
		if line == "" || strings.HasPrefix(line, ";") {
			open = false
			continue
		}
		rest := strings.TrimSpace(line)
		if m := mucLine.FindStringSubmatch(line); m != nil {
			k, _ := strconv.Atoi(m[1])
			if k != 0 && (t == nil || len(t.Slots[min(k, mucSlots-1)]) > 0) || k >= mucSlots { // published keys leave lines out and swap them
				return nil, nil, fail(n, "slot %d comes twice, before a MESSAGE: ID or past 24", k)
			}
			slot, open, rest = k, false, strings.TrimSpace(m[2])
			if k == slotID {
				id, _, _ := strings.Cut(rest, " ")
				if id == "" {
					return nil, nil, fail(n, "a template without a MESSAGE: ID")
				}
				if !seen[id] {
					seen[id] = true
					all = append(all, id)
				}
				templates = append(templates, MUC4Template{Doc: id})
				t = &templates[len(templates)-1]
				continue
			}
		} else if t == nil || line[0] != ' ' && line[0] != '\t' {
			return nil, nil, fail(n, "%.40q is no line of a template", line)
		}
		if rest == "" || rest == "-" || rest == "*" || slot == slotID {
			continue
		}
		if slot == slotTemplate {
			number, optional, _ := strings.Cut(rest, " ")
			t.Number, t.Optional = number, strings.Contains(optional, "OPTIONAL")
			continue
		}
		fills := t.Slots[slot]
		if (open || strings.HasPrefix(rest, "/")) && len(fills) > 0 {
			fills[len(fills)-1].add(strings.Trim(rest, "/ "))
		} else {
			t.Slots[slot] = append(fills, parseFill(rest))
		}
		open = strings.HasSuffix(rest, "/") || strings.HasSuffix(rest, ":")
	}
	filled := templates[:0]
	for _, t := range templates {
		if t.Number != "" {
			filled = append(filled, t)
		}
	}
	if len(all) == 0 {
		return nil, nil, dateline.Errorf(dateline.Invalid, "%s holds no template; want blocks that begin with 0.  MESSAGE: ID", path)
	}
	return filled, all, nil
}

// parseFill reads a filler: values, and after a colon before a quotation mark
// what they are said of.
func parseFill(s string) MUC4Fill {
	f := MUC4Fill{}
	if rest, ok := strings.CutPrefix(s, "?"); ok {
		f.Optional, s = true, strings.TrimSpace(rest)
	}
	f.add(strings.TrimRight(s, "/ "))
	return f
}

func (f *MUC4Fill) add(s string) {
	inRefs := f.Refs != nil
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == ' ' || c == '/' || c == '\t':
			i++
		case c == ':':
			inRefs = true
			if f.Refs == nil {
				f.Refs = []string{}
			}
			i++
		case c == '"':
			var word strings.Builder
			for i++; i < len(s) && s[i] != '"'; i++ {
				if s[i] == '\\' && i+1 < len(s) {
					i++
				}
				word.WriteByte(s[i])
			}
			i++
			if inRefs {
				f.Refs = append(f.Refs, word.String())
			} else {
				f.Values, f.Quoted = append(f.Values, word.String()), true
			}
		default: // an item of a list, which may hold colons: up to a slash, or to a colon before a quotation mark
			end, depth := i, 0
			for end < len(s) && (depth > 0 || s[end] != '/') && !(s[end] == ':' && strings.HasPrefix(strings.TrimLeft(s[end+1:], " "), `"`)) {
				switch s[end] { // "(CITY / DEPARTMENT)" is one kind
				case '(':
					depth++
				case ')':
					depth--
				}
				end++
			}
			v := strings.TrimSpace(s[i:end])
			if strings.HasPrefix(v, "(") { // alternatives that hold colons stand in brackets in places
				v = strings.TrimSuffix(v[1:], ")")
			}
			f.Values = append(f.Values, v)
			i = end
		}
	}
}
