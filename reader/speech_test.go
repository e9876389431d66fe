package reader_test

import (
	"strings"
	"testing"

	"dateline"
	"dateline/reader"
	"dateline/tagger"
)

// learned is a reader with the attributor that the program has.
func learned(t testing.TB) *reader.Reader {
	t.Helper()
	a, err := tagger.DefaultAttributor()
	if err != nil {
		t.Fatal(err)
	}
	return reader.New(reader.Options{Attributor: a.Of(reader.Sourcing()...)})
}

func TestStatementsOfTheAttributor(t *testing.T) {
	r := learned(t)
	type said struct {
		speaker string
		direct  bool
		quote   string
	}
	for _, c := range []struct {
		name, text string
		want       []said
	}{
		{"a speaker with a clause that tells who it is", "The market stayed open until noon, traders who fled on Friday told a radio station.",
			[]said{{"traders", false, "The market stayed open until noon"}}},
		{"a quotation with its speaker between", "“The river has risen,” said Amina Halvorsen, a teacher. “The road is gone.”",
			[]said{{"Amina Halvorsen", true, "The river has risen,"}, {"Amina Halvorsen", true, "The road is gone."}}},
		{"over paragraphs", "“The river has risen,” Amina Halvorsen said. “The road is gone.\n\n“Nobody came to help us.”",
			[]said{{"Amina Halvorsen", true, "The river has risen,"}, {"Amina Halvorsen", true, "The road is gone."}, {"Amina Halvorsen", true, "Nobody came to help us."}}},
		{"words quoted within reported speech are the speaker's own too", "The governor said the plan was “a gift to the smugglers of the coast”.",
			[]said{{"The governor", true, "a gift to the smugglers of the coast"}}},
		{"what a speaker says that others said is the speaker's", "“My brother told me that the road is gone,” Amina Halvorsen said.",
			[]said{{"Amina Halvorsen", true, "My brother told me that the road is gone,"}}},
		{"what is wanted or praised is no statement", "The governor wants a bridge. The bishop praised the nurses of the town.", nil},
		{"a headline's colon names no speaker", "Niger: the road to the port stays closed", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []said
			for _, s := range r.Read(report(head + c.text)).Statements {
				got = append(got, said{s.Speaker, s.Direct, s.Quote})
			}
			for _, w := range c.want {
				if !contains(got, w) {
					t.Errorf("got %+v, want %+v among them", got, w)
				}
			}
			if len(c.want) == 0 && len(got) > 0 {
				t.Errorf("got %+v, want none", got)
			}
		})
	}
}

func contains[T comparable](all []T, x T) bool {
	for _, a := range all {
		if a == x {
			return true
		}
	}
	return false
}

func TestWhoseWordByTheAttributor(t *testing.T) {
	r := learned(t)
	for _, c := range []struct {
		name, text, code string
		basis            dateline.Basis
		by               string
	}{
		{"the police", "Gunmen killed four traders near Gao on Monday, police said.", "attack", dateline.Reported, "police"},
		{"a witness to an agency", "Gunmen killed four traders near Gao on Monday, a witness told a news agency.", "attack", dateline.Reported, "a witness"},
		{"according to", "According to the town's mayor, gunmen killed four traders near Gao on Monday.", "attack", dateline.Reported, "mayor"},
		{"an accusation", "The opposition accused the army of killing four traders near Gao on Monday.", "attack", dateline.Alleged, "opposition"},
		{"a denial", "The army denied that it had killed four traders near Gao on Monday.", "attack", dateline.Denied, "army"},
		{"a claim of the actor alone", "The Islamic State group claimed to have killed four soldiers near Gao on Monday.", "attack", dateline.Claimed, "Islamic State"},
		{"nobody's word but the report's", "Gunmen killed four traders near Gao on Monday.", "attack", dateline.Reported, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := account(t, r.Read(report(head+c.text)), c.code)
			by := ""
			if a.SaidBy != nil {
				by = *a.SaidBy
			}
			if a.Basis != c.basis || !strings.Contains(by, c.by) || c.by == "" && by != "" {
				t.Errorf("%s by %q, want %s by %q", a.Basis, by, c.basis, c.by)
			}
		})
	}
}

func BenchmarkReadWithAttributions(b *testing.B) {
	r := learned(b)
	reps := samples(b)
	r.Read(reps[0])
	for i := 0; b.Loop(); i++ {
		r.Read(reps[i%len(reps)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}
