package tagger

import (
	"fmt"
	"strings"
	"testing"

	"dateline"
	"dateline/text"
)

func attributor(t testing.TB) *Attributor {
	t.Helper()
	a, err := DefaultAttributor()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// show writes attributions as "kind: source | cue | content | content".
func show(a *Attributor, whole string) []string {
	var out []string
	d := text.Parse(whole, 0)
	for _, x := range a.Attributions(d) {
		line := fmt.Sprintf("%s: %s | %s", x.Kind, x.Source.In(whole), x.Cue.In(whole))
		for _, c := range x.Content {
			line += " | " + c.In(whole)
		}
		out = append(out, line)
	}
	return out
}

func TestAttributionsOfASentence(t *testing.T) {
	a := attributor(t)
	for name, c := range map[string]struct{ text, want string }{
		"a clause with that":                           {"The governor said that the bridge was closed.", "say: The governor | said | the bridge was closed"},
		"a clause without that":                        {"The governor said the bridge was closed.", "say: The governor | said | the bridge was closed"},
		"a quotation before":                           {"“The bridge is closed,” the governor said.", "say: the governor | said | “The bridge is closed,”"},
		"a quotation on both sides":                    {"“The bridge is closed,” the governor said. “Nobody may cross it.”", "say: the governor | said | “The bridge is closed,” | “Nobody may cross it.”"},
		"the speaker behind the verb":                  {"\"It was quiet,\" said Awa Keita, a nurse at the clinic.", "say: Awa Keita, a nurse at the clinic | said | \"It was quiet,\""},
		"apposition before the verb":                   {"Colonel Sidi Traore, a spokesman for the army, said the road was open.", "say: Colonel Sidi Traore, a spokesman for the army, | said | the road was open"},
		"whom it was told":                             {"Residents told reporters that the market was empty.", "say: Residents | told | the market was empty"},
		"according to":                                 {"Two guards were hurt, according to the prison's director.", "say: the prison's director | According to | Two guards were hurt"},
		"a denial":                                     {"The group denied that it had fired rockets.", "deny: The group | denied | it had fired rockets"},
		"an accusation":                                {"The ministry accused the rebels of burning the school.", "allege: The ministry | accused | the rebels of burning the school"},
		"a vow":                                        {"The rebels vowed to avenge the raid.", "promise: The rebels | vowed | to avenge the raid"},
		"auxiliaries, not and adverbs":                 {"The army has not yet said that the town was lost.", "say: The army | has not yet said | the town was lost"},
		"a preposition leads the content":              {"The bishop called for a truce.", "say: The bishop | called for | a truce"},
		"nobody is named":                              {"It is said that the mine was flooded.", "say:  | is said | the mine was flooded"},
		"what opens the sentence is not of the source": {"On Monday, the mayor said the well was dry.", "say: the mayor | said | the well was dry"},
		"no attribution":                               {"Gunmen attacked a convoy near the lake.", ""},
		"another speaker behind a semicolon":           {"The army said the guns came by sea; the union said they came by road.", "say: The army | said | the guns came by sea"},
		"a speaker with a clause of its own":           {"The market stayed open until noon, traders who fled on Friday said.", "say: traders who fled on Friday | said | The market stayed open until noon"},
		"a speaker behind a quotation":                 {"“We hid in the well until the morning,” said the chair of a relatives' council.", "say: the chair of a relatives' council | said | “We hid in the well until the morning,”"},
		"reported speech ends before what is cited":    {"The minister said the dam would hold, citing a survey of the valley.", "say: The minister | said | the dam would hold"},
	} {
		got := show(a, c.text+"\n")
		first := ""
		if len(got) > 0 {
			first = got[0]
		}
		if !strings.EqualFold(first, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got, c.want)
		}
	}
}

func TestAQuotationOverParagraphsGoesToItsSpeaker(t *testing.T) {
	const report = "The trial opened.\n\n“We were asleep,” Mariam Diallo said. “Then the roof fell.\n\n“Nobody came to help us.”\n\nThe judge adjourned.\n"
	got := show(attributor(t), report)
	want := "say: Mariam Diallo | said | “We were asleep,” | “Then the roof fell. | “Nobody came to help us.”"
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMarksMakeAttributions(t *testing.T) {
	got := show(attributor(t), "After the storm\n\nThe two spoke on the quay on Monday, when the wind had gone.\n\nCOUNSEL: Was there a warning before the boats went out to sea?\n\nKEITA: There was none, and nobody asked for one.\n\n“We lost the boats and the nets.” — Ousmane Fall\n")
	want := []string{
		"say: COUNSEL | : | Was there a warning before the boats went out to sea?",
		"say: KEITA | : | There was none, and nobody asked for one",
		"say: Ousmane Fall | — | “We lost the boats and the nets.”",
	}
	var marks []string
	for _, g := range got {
		if strings.Contains(g, "| : |") || strings.Contains(g, "| — |") {
			marks = append(marks, g)
		}
	}
	if strings.Join(marks, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", marks, want)
	}
}

func TestALongListIsReadToItsEnd(t *testing.T) {
	got := show(attributor(t), strings.Repeat("the mayor said that two men fled, ", 600)+"and no more.\n")
	if len(got) < 200 {
		t.Errorf("%d attributions of 600", len(got))
	}
}

func TestOnlyTheKindsAskedForAreFound(t *testing.T) {
	a := attributor(t).Of(dateline.Denying)
	got := show(a, "The group denied that it had fired rockets. The governor said that the bridge was closed.\n")
	if len(got) != 1 || got[0] != "deny: The group | denied | it had fired rockets" {
		t.Errorf("got %q", got)
	}
}

func TestCueListsAreChecked(t *testing.T) {
	for _, bad := range []string{"say: say c", "[verbs]\nsay say c", "[verbs]\nsay: say", "[verbs]\nsay: say c q"} {
		if _, err := parseCues(bad); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// FuzzAttributions wants spans that lie in the text, on whole characters, and
// content in order without overlap.
func FuzzAttributions(f *testing.F) {
	for _, s := range []string{
		"“No,” he said. “Never", "A: \"b\" — C D\n", "according to according to", "said said said, said", "'' said \"\" ‘x’ told “”", "He said that", "X’s claim that", "was was is confident that that",
	} {
		f.Add(s)
	}
	a, err := DefaultAttributor()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 2000 || strings.ToValidUTF8(s, "") != s {
			return
		}
		for _, x := range a.Attributions(text.Parse(s, 0)) {
			at := 0
			for _, c := range x.Content {
				if c.Start < at || c.End <= c.Start || c.End > len(s) {
					t.Fatalf("content %v of a text of %d bytes", x.Content, len(s))
				}
				at = c.End
				if strings.ToValidUTF8(c.In(s), "") != c.In(s) {
					t.Fatalf("content cuts a character: %q", c.In(s))
				}
			}
			if x.Cue.End <= x.Cue.Start || x.Cue.End > len(s) || x.Source.End > len(s) || x.Source.Start > x.Source.End || len(x.Content) == 0 {
				t.Fatalf("spans of %+v in a text of %d bytes", x, len(s))
			}
		}
	})
}

// BenchmarkAttributions measures what attribution costs beside the parse of a
// report of some 400 words.
func BenchmarkAttributions(b *testing.B) {
	a := attributor(b)
	const paragraph = "The governor of the province, Halima Sow, said on Tuesday that the bridge had been closed after gunmen fired at a convoy. “We have asked the army to clear the road,” she told reporters. “It will take a week.” Witnesses said two men were hurt, but the army denied that anyone had been wounded. "
	d := text.Parse(strings.Repeat(strings.TrimSpace(paragraph)+"\n\n", 8), 0)
	trees := map[string]Tree{}
	parse := func(words []string) Tree {
		key := strings.Join(words, " ")
		if trees[key] == nil {
			trees[key] = a.parser.Parse(words)
		}
		return trees[key]
	}
	a.attributions(d, parse)
	for b.Loop() {
		a.attributions(d, parse)
	}
}
