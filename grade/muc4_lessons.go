package grade

import (
	"slices"

	"dateline"
	"dateline/tagger"
)

// A MUC4Row is a row of numbers to learn from, and what it is worth: 1 right, 0.5 right in part, 0 wrong.
type MUC4Row struct {
	Values []int32
	Worth  float64
}

// MUC4Lessons are what the judges of templates (tagger.Templates) learn from: of each incident
// that the fillers of a text speak for whether a key has it, and of each that a key has, what each place
// and date is worth in its template.
type MUC4Lessons struct {
	Keep, Place, Day []MUC4Row
}

// MUC4Columns are the columns of the rows of MUC4Lessons, part by part.
var MUC4Columns = [3]int{keepColumns, placeColumns, dayColumns}

// LessonsOfMUC4 makes the lessons of a directory of texts and keys. Fillers of each text are
// given by read; they should come from a filler that has not learned from the text, so that
// they are as unsure as those of other texts.
func LessonsOfMUC4(dir string, read func(id, whole string, sentences []tagger.FillSentence) (tagger.FillReading, error)) (MUC4Lessons, error) {
	var out MUC4Lessons
	texts, err := loadMUC(dir)
	if err != nil {
		return out, err
	}
	for _, t := range texts {
		var failed error
		r, err := readMUC(t.text, func(whole string, sentences []tagger.FillSentence) tagger.FillReading {
			reading, err := read(t.id, whole, sentences)
			failed = err
			reading.Fills = slices.DeleteFunc(reading.Fills, func(f tagger.Fill) bool { return f.Over <= -slackOfTemplates })
			return reading
		})
		if err = firstError(err, failed); err != nil {
			return out, dateline.Errorf(dateline.KindOf(err), "%s of %s: %w", t.id, dir, err)
		}
		out.of(r, t.key)
	}
	return out, nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// of adds the lessons of a text.
func (l *MUC4Lessons) of(r *mucReport, key []MUC4Template) {
	all := r.incidents()
	if len(all) == 0 {
		return
	}
	var came []MUC4Template
	for k, in := range all {
		came = append(came, r.template("", k, in, r.location(in), r.date(in)))
	}
	met := map[int]*MUC4Template{}
	for w, c := range mapMUC(key, came) {
		if c >= 0 {
			met[c] = &key[w]
		}
	}
	for k, row := range r.keepRows(all) {
		want := met[k]
		if want == nil {
			l.Keep = append(l.Keep, MUC4Row{row, 0})
			continue
		}
		l.Keep = append(l.Keep, MUC4Row{row, 1})
		v := r.viewOf(all, k)
		for _, g := range r.placeGuesses(v, all[k]) {
			l.Place = append(l.Place, MUC4Row{g.row, worth(slotLocation, want.Slots[slotLocation], g.words)})
		}
		for _, g := range r.dayGuesses(v, all[k]) {
			l.Day = append(l.Day, MUC4Row{g.row, worth(slotDate, want.Slots[slotDate], g.words)})
		}
	}
}

// worth is what a filler of a slot is worth against a key's.
func worth(k int, want []MUC4Fill, came string) float64 {
	right, _, _ := scoreSlot(k, want, []MUC4Fill{{Values: []string{came}}})
	return right
}
