package store

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"dateline"
)

func TestNobodyIsFoundByAPrivateNameWhoMayNotBe(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		text := "Market porter Odile Farahani was taken from the gate of the market. The loss of Farahani is mourned."
		f := paper("Harbour Times", "A porter is missing", "2021-03-15", text)
		if _, err := w.File(t.Context(), []dateline.Filing{f}); err != nil {
			t.Fatal(err)
		}
		r := &dateline.Reading{Report: f.ID, Maker: "reader/1", Genre: dateline.News}
		for _, name := range []string{"Odile Farahani"} {
			i := strings.Index(f.Text, name)
			r.Mentions = append(r.Mentions, dateline.Mention{Report: f.ID, Kind: dateline.PersonMention, Span: dateline.Span{Start: i, End: i + len(name)}, Quote: name})
		}
		// The name is taken for a place too.
		i := strings.LastIndex(f.Text, "Farahani")
		r.Mentions = append(r.Mentions, dateline.Mention{Report: f.ID, Kind: dateline.PlaceMention, Span: dateline.Span{Start: i, End: i + len("Farahani")}, Quote: "Farahani"})
		if err := w.SaveReading(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		found := func(words string, unnamed bool) bool {
			ctx := t.Context()
			if unnamed {
				ctx = dateline.Unnamed(ctx)
			}
			hits, err := w.Search(ctx, dateline.Query{Words: words})
			if err != nil {
				t.Fatal(err)
			}
			stories, err := w.Stories(ctx, dateline.Query{Words: words, All: true})
			if err != nil {
				t.Fatal(err)
			}
			if unnamed && strings.Contains(strings.ToLower(words), "farahani") && hits.Total+stories.Total+hits.Newest+stories.Newest != 0 {
				t.Errorf("%q: counted %d, %d", words, hits.Total, stories.Total)
			}
			return slices.Contains(ids(hits), string(f.ID))
		}
		look := func() {
			t.Helper()
			for words, private := range map[string]bool{"farahani": true, "Odile": true, `"odile farahani"`: true, "market Farahani's": true, "porter": false, "market gate": false} {
				if !found(words, false) || found(words, true) == private {
					t.Errorf("%q: found %v, %v by who may not search for persons", words, found(words, false), found(words, true))
				}
			}
		}
		look()
		// An older ledger had none of it.
		if _, err := w.db.exec(t.Context(), "DELETE FROM private_words"); err != nil {
			t.Fatal(err)
		}
		tx, err := w.db.admin().BeginTx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(fillPrivate(t.Context(), w.db.dialect(), tx), tx.Commit()); err != nil {
			t.Fatal(err)
		}
		look()
	})
}
