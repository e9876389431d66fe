package dateline

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// told is a reading of a text whose persons stand between < and >.
func told(marked string) (string, *Reading) {
	var b strings.Builder
	r := &Reading{}
	for {
		before, rest, ok := strings.Cut(marked, "<")
		b.WriteString(before)
		if !ok {
			return b.String(), r
		}
		name, after, _ := strings.Cut(rest, ">")
		r.Mentions = append(r.Mentions, Mention{Kind: PersonMention, Span: Span{b.Len(), b.Len() + len(name)}, Quote: name})
		b.WriteString(name)
		marked = after
	}
}

func TestPrivatePersonsAreThoseInNoOffice(t *testing.T) {
	word := func(s string) *string { return &s }
	place := func(before, words string) func(*Reading) {
		start := len(strings.NewReplacer("<", "", ">", "").Replace(before))
		return func(r *Reading) {
			r.Mentions = append(r.Mentions, Mention{Kind: PlaceMention, Span: Span{start, start + len(words)}, Quote: words})
		}
	}
	victim := func(words string) func(*Reading) {
		return func(r *Reading) { r.Accounts = []Account{{Roles: []Role{{Role: Victim, Name: words, Words: words}}}} }
	}
	for name, c := range map[string]struct {
		text string
		also func(*Reading)
		want []string
	}{
		"a villager":          {text: "<Odile Farahani> fled with her sons. <Farahani> came back.", want: []string{"Farahani", "Odile", "Odile Farahani"}},
		"a minister":          {text: "The deputy minister <Odile Farahani> resigned. <Farahani> said so.", want: nil},
		"behind a comma":      {text: "Its spokesman, <Odile Farahani>, denied it.", want: nil},
		"in an apposition":    {text: "<Odile Farahani>, a spokeswoman for the council, denied it.", want: nil},
		"beside a minister":   {text: "<Odile Farahani>, who met the minister, wept.", want: []string{"Farahani", "Odile", "Odile Farahani"}},
		"with a courtesy":     {text: "<Sister Odile Farahani> wept.", want: []string{"Farahani", "Odile", "Sister Odile Farahani"}},
		"with a title inside": {text: "<Gen. Odile Farahani> spoke.", want: nil},
		"a speaker in an office": {text: "<Odile Farahani> denied it.", also: func(r *Reading) {
			r.Statements = []Statement{{Speaker: "Odile Farahani", Role: word("police spokeswoman")}}
		}, want: nil},
		"a speaker in none":   {text: "<Odile Farahani> wept.", also: func(r *Reading) { r.Statements = []Statement{{Speaker: "Odile Farahani", Role: word("shopkeeper")}} }, want: []string{"Farahani", "Odile", "Odile Farahani"}},
		"a leader of a group": {text: "<Odile Farahani> leads it now.", also: func(r *Reading) { r.Changes = []Change{{Change: "leader", Name: "Odile Farahani"}} }, want: nil},
		"a judge who was shot": {text: "Judge <Odile Farahani> was shot.", also: func(r *Reading) {
			r.Accounts = []Account{{Roles: []Role{{Role: Victim, Name: "Judge Odile Farahani", Words: "Judge Odile Farahani"}}}}
		}, want: []string{"Farahani", "Odile", "Odile Farahani"}},
		"a name that is a place's too":     {text: "<Odile Kano> fled. It was calm in Kano.", also: place("<Odile Kano> fled. It was calm in ", "Kano"), want: []string{"Odile", "Odile Kano"}},
		"a name that is taken for a place": {text: "<Odile Kano> fled. The flight of Kano is the third.", also: place("<Odile Kano> fled. The flight of ", "Kano"), want: []string{"Kano", "Odile", "Odile Kano"}},
		"a whole name taken for a place":   {text: "<Odile Kano> dead. Men shot the weaver Odile Kano.", also: place("<Odile Kano> dead. Men shot the weaver ", "Odile Kano"), want: []string{"Kano", "Odile", "Odile Kano"}},
		"a name taken for a place alone":   {text: "Men shot the weaver Odile Kano.", also: place("Men shot the weaver ", "Odile Kano"), want: []string{"Kano", "Odile", "Odile Kano"}},
		"a village":                        {text: "Men burned the village Odile Kano.", also: place("Men burned the village ", "Odile Kano"), want: nil},
		"a name taken for a group":         {text: "<Odile Kano> fled. Kano wept.", also: func(r *Reading) { r.Mentions = append(r.Mentions, Mention{Kind: ActorMention, Quote: "Kano"}) }, want: []string{"Kano", "Odile", "Odile Kano"}},
		"the office of who was shot":       {text: "Men shot a judge. Judge <Odile Farahani> was 52. <Farahani> had sons. General <Bram Oduya> came.", also: victim("a judge"), want: []string{"Farahani", "Odile", "Odile Farahani"}},
		"another office":                   {text: "Men shot a mayor. Judge <Odile Farahani> condemned it.", also: victim("a mayor"), want: nil},
		"a part of the name in the role":   {text: "Judge <Odile Farahani> had sons. Farahani was shot.", also: victim("Farahani"), want: []string{"Farahani", "Odile", "Odile Farahani"}},
		"a sign within the name":           {text: "<Odile\u202e Farahani> fled.", want: []string{"Farahani", "Odile", "Odile Farahani"}},
		"a sign that ends the name":        {text: "<Odile>\u202e Farahani\u202c fled.", want: []string{"Farahani", "Odile", "Odile Farahani"}},
		"a place":                          {text: "<Kano> was calm, as people in Kano said. All are in Kano.", also: place("<Kano> was calm, as people in Kano said. All are in ", "Kano"), want: nil},
		"a word":                           {text: "<Villagers> fled. The villagers had no warning.", want: nil},
	} {
		text, r := told(c.text)
		if c.also != nil {
			c.also(r)
		}
		if got := PrivateNames(text, r); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := PrivateNames("", nil); got != nil {
		t.Errorf("unread: %q", got)
	}
}

func TestAMaskWithholdsNamesAsWholeWords(t *testing.T) {
	m := NewMask([]string{"Odile Farahani", "Farahani", "Óscar"})
	for text, want := range map[string]string{
		"Odile Farahani's sister":            Withheld + "'s sister",
		"ODILE FARAHANI FREED":               Withheld + " FREED",
		"the Farahanis and Odile":            "the Farahanis and Odile",
		"Farahani, Farahani":                 Withheld + ", " + Withheld,
		"Odile\u202e Farahani\u202c fled":    Withheld + "\u202c fled",
		"Fara\u2066hani and Odile\nFarahani": Withheld + " and " + Withheld,
		"for Óscar: nothing, Óscarlandia":    "for " + Withheld + ": nothing, Óscarlandia",
	} {
		if got := m.Words(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	var none *Mask
	if s := "Odile Farahani"; none.Words(s) != s || none.Text(s) != s {
		t.Error("no mask withholds something")
	}
}

func TestOffsetsStayUnderAMask(t *testing.T) {
	letters := rapid.StringOfN(rapid.RuneFrom([]rune("abÓé -'.")), 0, 40, -1)
	rapid.Check(t, func(t *rapid.T) {
		text := letters.Draw(t, "text")
		names := rapid.SliceOfN(rapid.StringOfN(rapid.RuneFrom([]rune("abÓé ")), 1, 5, -1), 0, 4).Draw(t, "names")
		m := NewMask(names)
		got := m.Text(text)
		if len(got) != len(text) || !utf8.ValidString(got) {
			t.Fatalf("%d bytes of %d: %q", len(got), len(text), got)
		}
		masked := 0
		for _, s := range m.Find(text) {
			if s.Start < masked || !slices.ContainsFunc(names, func(n string) bool {
				n = plain(n)
				return n == plain(s.In(text)) || strings.ToUpper(n) == plain(s.In(text))
			}) {
				t.Fatalf("%v %q is no name of %q", s, s.In(text), names)
			}
			if got[masked:s.Start] != text[masked:s.Start] {
				t.Fatalf("what is no name changed: %q", got)
			}
			masked = s.End
		}
	})
}

func TestAnEventUnderAMaskHoldsNoName(t *testing.T) {
	who, said := "Odile Farahani, a cook", "Odile Farahani"
	e := Event{
		Roles:      []Role{{Role: Victim, Name: "Odile Farahani", Words: "Odile Farahani", Resolution: &Resolution{Evidence: []Quotation{{Quote: "Odile Farahani fell"}}}}},
		Places:     []PlaceRef{{Name: "Farahani farm", Words: "at the Farahani farm"}},
		Time:       Time{Words: &said, AnchoredBy: &Anchoring{Words: "when Farahani came"}},
		Casualties: []Casualty{{Who: &who, SaidBy: &said, Words: "Odile Farahani"}},
		Claims:     []Claim{{By: said, InTheNameOf: &said, Channel: &said, Said: &Time{Words: &said}}},
		Tolls:      []Toll{{History: []Figure{{SaidBy: &said, Words: "Odile Farahani"}}}},
		Review:     &EventReview{Fields: map[string]FieldReview{"roles": {Machine: json.RawMessage(`[{"role":"victim","name":"Odile Farahani"}]`)}}},
		Accounts:   []Account{{SaidBy: &said, Evidence: []Evidence{{Quote: "Odile Farahani was hit"}}}},
	}
	m := NewMask([]string{"Odile Farahani", "Farahani", "Odile"})
	before, err := e.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	after, err := m.Event(e).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(after), "Farahani") || strings.Contains(string(after), "Odile") {
		t.Errorf("%s", after)
	}
	if again, err := e.MarshalJSON(); err != nil || string(again) != string(before) {
		t.Errorf("the event itself changed, %v", err)
	}
}

func TestWhatBelongsToAStoryOrAReportHoldsNoName(t *testing.T) {
	m := NewMask([]string{"Odile Farahani", "Farahani"})
	title, role := "Farahani freed", "sister of Odile Farahani"
	text := "Odile Farahani came home, her sister said."
	report := Report{ID: "r1", Title: &title, Text: text, Credit: &Credit{Quote: "Farahani"}, Leans: []Lean{{Quote: "Farahani"}}}
	reading := &Reading{
		Mentions: []Mention{{Kind: PersonMention, Quote: "Odile Farahani"}}, Accounts: []Account{{Roles: []Role{{Role: Victim, Name: "Odile Farahani"}}}},
		Statements: []Statement{{Speaker: "Odile Farahani", Role: &role, Quote: "Farahani came"}}, Aggregates: []Aggregate{{Words: "Farahani", Quote: "Farahani"}},
		Changes: []Change{{Name: "Odile Farahani", SaidBy: &role, Evidence: []Quotation{{Quote: "Farahani"}}}},
	}
	told := m.Told(&Told{Story: Story{Title: title}, Events: []Event{{Roles: []Role{{Name: "Farahani"}}}}, Reports: []Report{report}, Proposals: []Proposal{{Name: "men of Farahani", Evidence: []Quotation{{Quote: "Farahani"}}}}})
	sheet := m.Sheet(&Sheet{Filing: Filing{Report: report}, Reading: reading})
	hit := m.Hit(Hit{Report: report, Title: []Span{{0, 8}}, Snippet: Snippet{Text: text}})
	for name, x := range map[string]any{"the story": told, "the report": sheet, "its reading": sheet.Reading, "the hit": hit, "the texts": []string{sheet.Filing.Text, hit.Snippet.Text, told.Reports[0].Text}} {
		raw, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), "Farahani") {
			t.Errorf("%s: %s", name, raw)
		}
	}
	if len(sheet.Filing.Text) != len(text) || hit.Title != nil || report.Text != text || *report.Title != title || reading.Statements[0].Speaker != "Odile Farahani" {
		t.Errorf("offsets moved, or what was given changed: %q", sheet.Filing.Text)
	}
}
