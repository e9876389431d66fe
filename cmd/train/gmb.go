package main

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/names"
	"dateline/tagger"
	"dateline/text"
)

// A gmbRow is a word of the Groningen Meaning Bank's sentences.
type gmbRow struct{ Word, Tag, Name string }

// readGMB reads the sentences of a CSV of sentence, word, part of speech and
// name, the sentence's number beside its first word. A last line that is cut
// off is left out.
func readGMB(path string) ([][]gmbRow, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, dateline.Errorf(dateline.NotFound, "the sentences of the Groningen Meaning Bank: %w", err)
	}
	defer f.Close()
	rows := csv.NewReader(f)
	rows.FieldsPerRecord = -1
	rows.LazyQuotes = true
	var out [][]gmbRow
	for first := true; ; first = false {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s: %w", path, err)
		}
		if len(row) != 4 {
			line, _ := rows.FieldPos(0)
			if line > 1 && len(out) > 0 && len(row) < 4 {
				continue
			}
			return nil, dateline.Errorf(dateline.Invalid, "%s, line %d: %d columns; sentence, word, part of speech and name are wanted", path, line, len(row))
		}
		if first && row[1] == "Word" {
			continue
		}
		if row[0] != "" || len(out) == 0 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], gmbRow{row[1], row[2], row[3]})
	}
}

// voiceKinds are the kinds of GMB's names that are learned.
var voiceKinds = []string{"geo", "gpe", "org", "per", "tim"}

// Titles stand inside GMB's names of persons and outside ours.
var honorifics = map[string]bool{
	"president": true, "prime": true, "minister": true, "secretary": true, "general": true, "mr.": true, "ms.": true, "mrs.": true,
	"senator": true, "king": true, "pope": true, "colonel": true, "chancellor": true, "vice": true, "sheikh": true, "dr.": true, "governor": true,
}

// voiceOfAmerica are the sentences in documents of some that follow one another, as the
// collection lists sentences without their documents.
func voiceOfAmerica(path string, by text.Tagger, h names.Hinter) ([]*names.Document, error) {
	all, err := readGMB(path)
	if err != nil {
		return nil, err
	}
	var out []*names.Document
	for i, rows := range all {
		d := &names.Document{Name: "gmb " + strconv.Itoa(i)}
		s := text.Sentence{}
		var b strings.Builder
		var words []string
		for _, r := range rows {
			at := b.Len()
			b.WriteString(r.Word + " ")
			words = append(words, r.Word)
			s.Tokens = append(s.Tokens, text.Token{Span: dateline.Span{Start: at, End: at + len(r.Word)}, Text: r.Word, Lemma: strings.ToLower(r.Word)})
		}
		for k, tag := range by.PennTags(words) {
			s.Tokens[k].Tag = tag
		}
		s.End = b.Len()
		d.Text = b.String()
		d.Add(s, h)
		for k := 0; k < len(rows); k++ {
			kind := strings.TrimPrefix(strings.TrimPrefix(rows[k].Name, "B-"), "I-")
			if !slices.Contains(voiceKinds, kind) {
				continue
			}
			j := k + 1
			for j < len(rows) && rows[j].Name == "I-"+rows[k].Name[2:] {
				j++
			}
			from := k
			for kind == "per" && from < j-1 && honorifics[strings.ToLower(rows[from].Word)] {
				from++
			}
			d.Gold[0] = append(d.Gold[0], tagger.Name{From: from, To: j, Kind: kind})
			k = j - 1
		}
		out = append(out, d)
	}
	return out, nil
}
