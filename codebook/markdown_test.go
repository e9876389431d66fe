package codebook

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// The page for readers is a view of the files: it is written here, since the
// program itself has no use for Markdown.
func TestThePageForReadersIsUpToDate(t *testing.T) {
	c, err := Load(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.MkdirAll("../docs", 0o755); err != nil {
			t.Fatal(err)
		}
	}
	compare(t, "../docs/codebook.md", []byte(c.markdown()))
}

func (c *Codebook) markdown() string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	say("# Codebook %s\n", c.Version)
	say("%s\n", fill(fmt.Sprintf("This page is written from the files in `codebook/types` by `go test ./codebook -update`; change those. It lists %d event types in %d families. `dateline codebook TYPE` prints the same on a terminal.", len(c.Types), len(c.Families))))
	say("%s\n", fill("*Rank* orders the words for one event from 1 (vague) to 9 (specific): the more specific decides. *Kin* are the types by which another report may name the same happening. Codes of other schemes depend on who acts and who suffers; of several lines the first that fits holds. They follow the published codebooks of ACLED, PLOVER 0.8, GTD and the MUC-4 task, whose rows this project does not carry."))
	for _, f := range c.Families {
		say("- [%s](#%s)", f.Label, anchor(f.Label))
	}
	for _, f := range c.Families {
		say("\n## %s\n", f.Label)
		say("%s", fill(f.Definition))
		for _, t := range c.Types {
			if t.Family == f.Name {
				c.markdownType(say, t)
			}
		}
	}
	return b.String()
}

func (c *Codebook) markdownType(say func(string, ...any), t Type) {
	say("\n### %s\n", t.Code)
	say("**%s.** %s\n", t.Label, fill(t.Definition))
	say("- Roles: %s. Rank: %d.", join(t.Roles), t.Rank)
	if kin := c.kinOf(t.Code); len(kin) > 0 {
		say("- Kin: %s.", join(kin))
	}
	if len(t.Means) > 0 {
		say("- Means: %s.", join(t.Means))
	}
	if len(t.Not) > 0 {
		say("- Never: %s.", join(t.Not))
	}
	say("\nWords:\n")
	for _, g := range t.groups() {
		say("- **%s** (%s)", join(g.words), g.conditions())
	}
	say("\nIs one:\n")
	for _, x := range t.Examples {
		say("- %s", x)
	}
	say("\nIs none:\n")
	for _, x := range t.Counter {
		say("- %s *%s*", x.Text, x.Why)
	}
	say("\n| by | against | ACLED | PLOVER | GTD | MUC-4 |\n|---|---|---|---|---|---|")
	for _, m := range t.Mappings {
		say("| %s | %s | %s | %s | %s | %s |", orAny(m.Actor), orAny(m.Victim), orNone(m.ACLED), orNone(strings.TrimSpace(m.PLOVER+" "+m.Mode)), orNone(m.GTD), orNone(m.MUC4))
	}
}

func orAny(kinds []string) string {
	if len(kinds) == 0 {
		return "any"
	}
	return join(kinds)
}

func anchor(heading string) string {
	return strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(heading), ",", ""), " ", "-")
}

// fill breaks a paragraph as Print does.
func fill(text string) string {
	var p page
	p.wrap("", text)
	return strings.TrimSuffix(p.String(), "\n")
}
