package store

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

func forms(text string) []string {
	var out []string
	for w := range wordsOf(text) {
		out = append(out, w.form)
	}
	return out
}

func TestWordsAreFolded(t *testing.T) {
	for text, want := range map[string]string{
		"Attacks, attackers’ and ATTACK":    "attack attacker and attack",
		"the governor's and the governors'": "the governor and the governor",
		"Al-Qa'ida's qa’idah":               "al qaida qaidah",
		"clashes boxes glasses cities ties": "clash box glass city tie",
		"Isis crisis bus press gas":         "isis crisis bus press gas",
		"café Zürich naïve ﬁght":            "cafe zurich naive fight",
		"M-16 3,000 2nd 7.62mm":             "m 16 3 000 2nd 7 62mm",
		"“quoted” 'single' rock'n'roll":     "quoted single rocknroll",
		"":                                  "",
		"— … ! \x00 \xff":                   "",
		"\xffbroken\xfe bytes":              "broken byte",
		"İstanbul ΑΘΉΝΑ Москва":             "istanbul αθηνα москва",
		strings.Repeat("x", 100) + " after": strings.Repeat("x", 60) + " after",
	} {
		if d := cmp.Diff(want, strings.Join(forms(text), " ")); d != "" {
			t.Errorf("%q (-want +got):\n%s", text, d)
		}
	}
}

func TestPhrasesAreWhatIsLookedFor(t *testing.T) {
	for words, want := range map[string]string{
		"car bombs":                  "car|bomb",
		`"car bombs" market`:         "car bomb|market",
		`market "car`:                "market|car",
		"south-west":                 "south west",
		"“two cars” „three” \"\" x1": "two car|three|x1",
	} {
		p, err := phrases(words)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, forms := range p {
			got = append(got, strings.Join(forms, " "))
		}
		if d := cmp.Diff(want, strings.Join(got, "|")); d != "" {
			t.Errorf("%q (-want +got):\n%s", words, d)
		}
	}
}

// FuzzWords holds what the indexes rely on: forms that neither database cuts or reads
// otherwise, at their places, the same when folded again.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"Attacks’ on the café’s", "a\x00'b", "ﬁ ½ ² Ⅷ", "\xc3\x28", "I\u0307", "ſs", "ªº", "x̸s's"} {
		f.Add(s, "attack")
	}
	f.Fuzz(func(t *testing.T, text, title string) {
		last := 0
		for w := range wordsOf(text) {
			if w.Start < last || w.End <= w.Start || w.End > len(text) {
				t.Fatalf("%q: a word at %d..%d after %d", text, w.Start, w.End, last)
			}
			last = w.End
			if w.form == "" || len(w.form) > maxForm || !utf8.ValidString(w.form) {
				t.Fatalf("%q has the form %q", text, w.form)
			}
			for _, r := range w.form {
				if !inWord(r) {
					t.Fatalf("%q has the form %q, which a database may cut", text, w.form)
				}
			}
		}
		if got := strings.Fields(spaced(text)); len(got) != len(forms(text)) {
			t.Fatalf("%q: %d words, %d in the index", text, len(forms(text)), len(got))
		}
		p, err := phrases(text)
		if err != nil {
			if dateline.KindOf(err) != dateline.Invalid {
				t.Fatal(err)
			}
			p = [][]string{{"attack"}}
		}
		s := snippet(text, 0, p)
		if s.Start < 0 || s.End > len(text) || s.In(text) != s.Text {
			t.Fatalf("%q: snippet at %v", text, s.Span)
		}
		for _, m := range s.Marks {
			if m.Start < 0 || m.End > len(s.Text) || m.Start >= m.End {
				t.Fatalf("%q: a mark at %v of %q", text, m, s.Text)
			}
		}
		_ = vector(title, text)
	})
}

func TestAVectorStaysWithinItsBounds(t *testing.T) {
	var b strings.Builder
	for i := range 300_000 {
		b.WriteString("word" + strconv.Itoa(i%90_000) + " again ")
	}
	v := vector("A title", b.String())
	places := strings.Count(v[strings.Index(v, "'again':"):strings.Index(v[strings.Index(v, "'again':"):], " ")+strings.Index(v, "'again':")], ",") + 1
	if places != maxPlaces || len(v) > 2<<20 {
		t.Errorf("%d places of a word, %d bytes", places, len(v))
	}
}

func TestALongTextIsSearchedOnBothDatabases(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		var b strings.Builder
		for i := range 60_000 {
			b.WriteString("word" + strconv.FormatInt(int64(i)*7919, 36) + " and ")
		}
		b.WriteString("a zeppelin at the end")
		f := paper("Radio Valley", "", "2021-04-02", b.String())
		if _, err := w.File(t.Context(), []dateline.Filing{f}); err != nil {
			t.Fatal(err)
		}
		page, err := w.Search(t.Context(), dateline.Query{Words: "word000 and"})
		if err != nil || len(page.Items) != 0 {
			t.Errorf("%d hits, %v", len(page.Items), err)
		}
		page, err = w.Search(t.Context(), dateline.Query{Words: "word" + strconv.FormatInt(1000*7919, 36)})
		if err != nil || len(page.Items) != 1 {
			t.Errorf("%d hits, %v", len(page.Items), err)
		}
		if got := w.verified(t); len(got) > 0 {
			t.Errorf("verified: %v", got)
		}
	})
}

func TestOfVeryManyMatchesTheNewestAreRanked(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		var fs []dateline.Filing
		for i := range mostRanked + 50 {
			day := dateline.Date{Year: 2022, Month: 1, Day: 1}.AddDays(i)
			fs = append(fs, paper("Daily", "", day.String(), "A zeppelin was seen, number "+strconv.Itoa(i)))
		}
		// The oldest has the word most, and is not looked at.
		fs = append(fs, paper("Daily", "Zeppelin", "2021-12-01", "Zeppelin zeppelin zeppelin."))
		if _, err := w.File(t.Context(), fs); err != nil {
			t.Fatal(err)
		}
		page, err := w.Search(t.Context(), dateline.Query{Words: "zeppelin"})
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Items) != mostRanked || page.Newest != mostRanked || page.Total != -1 {
			t.Errorf("%d hits, newest %d, total %d", len(page.Items), page.Newest, page.Total)
		}
		for _, h := range page.Items {
			if h.Report.Published.Day().Before(dateline.Date{Year: 2022, Month: 2, Day: 20}) {
				t.Fatalf("a hit of %s is not of the newest", h.Report.Published)
			}
		}
		page, err = w.Search(t.Context(), dateline.Query{Words: "zeppelin", To: date("2021-12-31")})
		if err != nil || len(page.Items) != 1 || page.Newest != 0 || page.Total != 1 {
			t.Errorf("of that year %d hits, newest %d, total %d, %v", len(page.Items), page.Newest, page.Total, err)
		}
		page, err = w.Search(t.Context(), dateline.Query{Words: "zeppelin", Outlets: []string{"Daily"}, Limit: 10})
		if err != nil || len(page.Items) != 10 || page.Next == "" {
			t.Errorf("%d hits, %v", len(page.Items), err)
		}
	})
}
