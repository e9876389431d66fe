package codebook

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline"
)

const columns = 80 // the width that Print keeps to

// Print writes the codebook for people, at most 80 columns wide: without a
// code the families with their types, a line each; with the code of a type all
// that the codebook holds on it; with the name of a family its definition and
// types. Capitals do not matter, and a type's label, or its code without the family, will do where
// no other type has it. An unknown code is an error of kind NotFound that names near ones.
func (c *Codebook) Print(w io.Writer, code string) error {
	p := &page{}
	code = c.meant(code)
	t, isType := c.Type(dateline.EventCode(code))
	f := slices.IndexFunc(c.Families, func(f Family) bool { return f.Name == code })
	switch {
	case code == "":
		p.wrap("", fmt.Sprintf("Codebook %s: %d event types in %d families. `dateline codebook TYPE` prints one type.", c.Version, len(c.Types), len(c.Families)))
		for _, f := range c.Families {
			p.line("")
			p.line(f.Label)
			c.list(p, f.Name)
		}
	case isType:
		c.printType(p, t)
	case f >= 0:
		p.line(c.Families[f].Label)
		p.wrap("", c.Families[f].Definition)
		p.line("")
		c.list(p, code)
	default:
		return dateline.Errorf(dateline.NotFound, "the codebook has no type %q; near it are %s", code, strings.Join(c.near(code), ", "))
	}
	_, err := io.WriteString(w, p.String())
	return err
}

func (c *Codebook) list(p *page, family string) {
	for _, t := range c.Types {
		if t.Family == family {
			p.line(fmt.Sprintf("  %-24s  %s", t.Code, t.Label))
		}
	}
}

func (c *Codebook) printType(p *page, t Type) {
	p.line(string(t.Code) + ": " + t.Label)
	p.line("")
	p.wrap("", t.Definition)
	p.line("")
	for _, f := range c.Families {
		if f.Name == t.Family {
			p.wrap("Family  ", fmt.Sprintf("%s (%s), rank %d from 1 (vague) to 9 (specific)", f.Label, f.Name, t.Rank))
		}
	}
	p.wrap("Roles   ", join(t.Roles))
	if kin := c.kinOf(t.Code); len(kin) > 0 {
		p.wrap("Kin     ", join(kin))
	}
	if len(t.Means) > 0 {
		p.wrap("Means   ", join(t.Means))
	}
	if len(t.Not) > 0 {
		p.wrap("Never   ", join(t.Not))
	}
	p.line("")
	p.line("Words that announce it")
	for _, g := range t.groups() {
		p.wrap("  - ", join(g.words))
		p.wrap("    ", g.conditions())
	}
	p.line("")
	p.line("Is one")
	for _, x := range t.Examples {
		p.wrap("  + ", x)
	}
	p.line("")
	p.line("Is none")
	for _, x := range t.Counter {
		p.wrap("  - ", x.Text)
		p.wrap("    ", "("+x.Why+")")
	}
	p.line("")
	p.line("In other schemes")
	for _, m := range t.Mappings {
		p.wrap("  - ", m.when()+": "+m.codes())
	}
}

// kinOf are the types related to a code, in the order of the codebook.
func (c *Codebook) kinOf(code dateline.EventCode) (kin []dateline.EventCode) {
	for _, o := range c.Types {
		if o.Code != code && c.Related(code, o.Code) {
			kin = append(kin, o.Code)
		}
	}
	return kin
}

// A group is the words of neighbouring triggers that differ in nothing else.
type group struct {
	words   []string
	trigger Trigger
}

func (t Type) groups() (groups []group) {
	last := ""
	for _, tr := range t.Triggers {
		rest := tr
		rest.Verb, rest.Noun = "", ""
		key := fmt.Sprintf("%t %v", tr.Verb != "", rest)
		if key != last {
			groups = append(groups, group{trigger: tr})
			last = key
		}
		g := &groups[len(groups)-1]
		g.words = append(g.words, tr.Verb+tr.Noun)
	}
	return groups
}

// conditions says in words what a trigger asks of its neighbours and makes of
// them.
func (g group) conditions() string {
	t := g.trigger
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	kind := "noun"
	if t.Verb != "" {
		kind = "verb"
	}
	if t.Subject != "" {
		say("who: %s", t.Subject)
	}
	if t.Object != "" {
		say("whom or what: %s", t.Object)
	}
	for _, prep := range sortedKeys(t.Prep) {
		say("%s: %s", prep, t.Prep[prep])
	}
	if len(t.Heads) > 0 {
		say("only of %s", join(t.Heads))
	}
	if len(t.SubjectHeads) > 0 {
		say("only by %s", join(t.SubjectHeads))
	}
	if len(t.Needs) > 0 {
		say("wants %s near", strings.Join(t.Needs, " or "))
	}
	if t.Effect != "" {
		say("people counted as %s", t.Effect)
	}
	if t.Occurrence != "" {
		say("says %s", t.Occurrence)
	}
	if len(out) == 0 {
		return kind
	}
	return kind + "; " + strings.Join(out, "; ")
}

// when is the condition of a mapping in words.
func (m Mapping) when() string {
	switch {
	case len(m.Actor) > 0 && len(m.Victim) > 0:
		return "by " + join(m.Actor) + " against " + join(m.Victim)
	case len(m.Actor) > 0:
		return "by " + join(m.Actor)
	case len(m.Victim) > 0:
		return "against " + join(m.Victim)
	}
	return "else"
}

func (m Mapping) codes() string {
	return fmt.Sprintf("ACLED %s; PLOVER %s; GTD %s; MUC-4 %s", orNone(m.ACLED), orNone(strings.TrimSpace(m.PLOVER+" "+m.Mode)), orNone(m.GTD), orNone(m.MUC4))
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// meant is the code of the type or family that a word stands for, the word where it is none.
func (c *Codebook) meant(word string) string {
	low := strings.ToLower(strings.TrimSpace(word))
	_, isType := c.Type(dateline.EventCode(low))
	if isType || low == "" || slices.ContainsFunc(c.Families, func(f Family) bool { return f.Name == low }) {
		return low
	}
	var named []string
	for _, t := range c.Types {
		_, kind, _ := strings.Cut(string(t.Code), ".")
		if strings.EqualFold(t.Label, low) || kind == low {
			named = append(named, string(t.Code))
		}
	}
	if len(named) == 1 {
		return named[0]
	}
	return word
}

// near are the three codes most like a wrong one, by the letters to change;
// a code that holds the wrong one, or is held by it, comes first.
func (c *Codebook) near(code string) []string {
	code = strings.ToLower(strings.TrimSpace(code))
	type scored struct {
		code  string
		score int
	}
	var all []scored
	for _, t := range c.Types {
		full := string(t.Code)
		_, kind, _ := strings.Cut(full, ".")
		score := min(distance(code, full), 1+distance(code, cmp.Or(kind, full)))
		if code != "" && strings.Contains(full, code) {
			score = 0
		}
		all = append(all, scored{full, score})
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(a.score, b.score) })
	var out []string
	for _, s := range all[:min(3, len(all))] {
		out = append(out, s.code)
	}
	return out
}

// distance is Levenshtein's.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func join[S ~string](list []S) string {
	words := make([]string, len(list))
	for i, s := range list {
		words[i] = string(s)
	}
	return strings.Join(words, ", ")
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// A page is text under way.
type page struct{ strings.Builder }

func (p *page) line(s string) { p.WriteString(strings.TrimRight(s, " ") + "\n") }

// wrap writes text over as many lines as it takes, the first behind lead, the
// others indented as deep.
func (p *page) wrap(lead, text string) {
	line, empty := lead, true
	for word := range strings.FieldsSeq(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > columns {
			p.line(line)
			line, empty = strings.Repeat(" ", len(lead)), true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	p.line(line)
}
