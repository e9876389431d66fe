package store

import (
	"context"
	"database/sql"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"dateline"
)

// The words by which a report names private persons are kept as the full-text index has
// them, so that a search by somebody who may not see names finds no report by one (see
// dateline.Unnamed): it is answered as for a word that stands nowhere. Where a name is
// a common word too, the reports that have it as such are found.

// privateWords are the words of the names that are withheld in a report. Of names of
// several words PrivateNames gives those too that alone tell who it is; what is too
// short for it is too short to be missed in a search.
func privateWords(text string, r *dateline.Reading) []string {
	var out []string
	for _, name := range dateline.PrivateNames(text, r) {
		several := len(strings.Fields(name)) > 1
		for w := range wordsOf(name) {
			if !several || utf8.RuneCountInString(name[w.Start:w.End]) <= 2 {
				out = append(out, w.form)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// savePrivate keeps the words of a reading. Those of an older one stay: it may be the one
// that the report is shown by.
func savePrivate(ctx context.Context, tx conn, seq int64, r *dateline.Reading) error {
	var text string
	if err := tx.row(ctx, "SELECT text FROM texts WHERE report = ?", seq).Scan(&text); err != nil {
		return err
	}
	for _, w := range privateWords(text, r) {
		if _, err := tx.exec(ctx, "INSERT INTO private_words (word, report) VALUES (?, ?) ON CONFLICT (word, report) DO NOTHING", w, seq); err != nil {
			return err
		}
	}
	return nil
}

// unnamed are the reports in which a word of a search is part of a private name that is
// withheld from who asks.
func unnamed(ctx context.Context, c conn, p [][]string) ([]int64, error) {
	if !dateline.IsUnnamed(ctx) {
		return nil, nil
	}
	d := c.dialect()
	var out []int64
	err := column(ctx, c, &out, "SELECT DISTINCT report FROM private_words WHERE word"+d.in()+" ORDER BY report", list(d, slices.Concat(p...)))
	return out, err
}

// fillPrivate finds the words in the readings that were saved before they were kept.
func fillPrivate(ctx context.Context, d *dialect, tx *sql.Tx) error {
	query := "SELECT r.seq, t.text, g.data FROM reports r JOIN texts t ON t.report = r.seq JOIN readings g ON g.report = r.seq AND g.maker = CASE WHEN r.linked_by <> '' THEN r.linked_by ELSE r.read_by END WHERE r.seq > ? ORDER BY r.seq LIMIT ?"
	insert := "INSERT INTO private_words (word, report) VALUES (?, ?) ON CONFLICT (word, report) DO NOTHING"
	if d.postgres {
		query, insert = number(query), number(insert)
	}
	put, err := tx.PrepareContext(ctx, insert)
	if err != nil {
		return err
	}
	defer put.Close()
	type read struct {
		seq   int64
		text  string
		data  []byte
		words []string
	}
	for after := int64(0); ; {
		rows, err := tx.QueryContext(ctx, query, after, pageRows)
		if err != nil {
			return err
		}
		var some []read
		for rows.Next() {
			var x read
			if err := rows.Scan(&x.seq, &x.text, &x.data); err != nil {
				rows.Close()
				return err
			}
			some, after = append(some, x), x.seq
		}
		if err := rows.Err(); err != nil {
			return err
		}
		var all sync.WaitGroup
		for n := range runtime.GOMAXPROCS(0) {
			all.Go(func() {
				for i := n; i < len(some); i += runtime.GOMAXPROCS(0) {
					var r dateline.Reading
					if unpackJSON(some[i].data, &r) == nil { // one that cannot be read is told of by verify
						some[i].words = privateWords(some[i].text, &r)
					}
				}
			})
		}
		all.Wait()
		for _, x := range some {
			for _, w := range x.words {
				if _, err := put.ExecContext(ctx, w, x.seq); err != nil {
					return err
				}
			}
		}
		if len(some) < pageRows {
			return nil
		}
	}
}
