package grade

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// The classes of GeoWebNews. What is in neither list is no toponym: an
// expression such as "the coast", or a name that is not a place's.
var (
	associativeClasses = []string{"Metonymic", "Non_Literal_Modifier", "Demonym", "Language", "Homonym", "Embedded_Non_Lit"}
	otherClasses       = []string{"Literal_Expression", "Non_Lit_Expression", "Non_Toponym"}
)

const geoWebNews = "a directory of NUMBER.txt and NUMBER.ann (GeoWebNews)"

// loadBrat reads GeoWebNews: texts, each with its annotations beside it.
func loadBrat(dir string) (*geoForm, error) {
	anns, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "*.ann"))
	if below := geoBelow(dir); len(anns) == 0 && len(below) > 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s holds several collections and none is scored with another; give one of them: %s", dir, strings.Join(below, ", "))
	}
	names, err := filesIn(dir, ".txt", geoWebNews)
	if err != nil {
		return nil, err
	}
	if len(anns) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s holds texts but no *.ann; expected %s: give that, or an XML file", dir, geoWebNews)
	}
	for _, ann := range anns {
		if !exists(strings.TrimSuffix(ann, ".ann") + ".txt") {
			return nil, without(ann, stem(ann, ".ann")+".txt", "every NUMBER.ann of GeoWebNews annotates a NUMBER.txt")
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })
	form := &geoForm{kinds: true}
	for _, path := range names {
		r, err := bratReport(path, dir, strings.TrimSuffix(filepath.Base(path), ".txt"))
		if err != nil {
			return nil, err
		}
		form.reports = append(form.reports, r)
	}
	return form, nil
}

// geoBelow are the collections that a directory holds: XML files, and directories of annotations.
func geoBelow(dir string) []string {
	out, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "*.xml"))
	anns, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "*", "*.ann"))
	for _, a := range anns {
		if d := filepath.Dir(a); !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// bratReport reads one text and the annotations NAME.ann of a directory.
func bratReport(path, dir, name string) (geoReport, error) {
	raw, err := readExpected(path, "a text of GeoWebNews")
	if err != nil {
		return geoReport{}, err
	}
	ann := filepath.Join(dir, name+".ann")
	lines, err := readExpected(ann, fmt.Sprintf("the annotations of %s.txt, in brat's form", name))
	if err != nil {
		return geoReport{}, err
	}
	whole := strings.TrimPrefix(string(raw), "\ufeff")
	r := geoReport{name: name, report: &dateline.Report{ID: "r1", Path: path, Language: "en", Genre: dateline.News, Text: whole}}
	bratHead(r.report)
	if err := bratPlaces(&r, string(lines)); err != nil {
		return r, dateline.Errorf(dateline.Invalid, "%s: %w", ann, err)
	}
	return r, nil
}

// bratHead takes the line "TITLE: ... LINK: ..." for front matter.
func bratHead(rep *dateline.Report) {
	line, _, found := strings.Cut(rep.Text, "\n")
	rest, titled := strings.CutPrefix(line, "TITLE: ")
	if !found || !titled {
		return
	}
	rep.Body = len(line) + 1
	title, link, linked := strings.Cut(rest, " LINK: ")
	if title = strings.TrimSpace(title); title != "" {
		rep.Title = &title
	}
	if link = strings.TrimSpace(link); linked && link != "" {
		rep.URL = &link
	}
}

// bratPlaces reads annotations: "T3<tab>Literal 12 18<tab>words", and the
// notes "#2<tab>AnnotatorNotes T3<tab>6255146" or "... 14.59, 120.97".
func bratPlaces(r *geoReport, lines string) error {
	at := charOffsets(r.report.Text)
	byKey := map[string]int{}
	for n, line := range strings.Split(lines, "\n") {
		f := strings.Split(strings.TrimRight(line, "\r"), "\t")
		if len(f) < 2 || !strings.HasPrefix(f[0], "T") {
			continue
		}
		kind, where, _ := strings.Cut(f[1], " ")
		if slices.Contains(otherClasses, kind) {
			continue
		}
		pos := strings.Fields(where)
		if len(pos) != 2 || len(f) < 3 {
			return fmt.Errorf("line %d: expected a class, two offsets and the words, as brat writes them", n+1)
		}
		span, err := spanOf(r.report.Text, at, pos[0], pos[1], f[2], 0)
		if err != nil {
			return fmt.Errorf("line %d: %w", n+1, err)
		}
		byKey[f[0]] = len(r.places)
		r.places = append(r.places, geoPlace{span: span, words: f[2], associative: slices.Contains(associativeClasses, kind)})
	}
	for n, line := range strings.Split(lines, "\n") {
		f := strings.Split(strings.TrimRight(line, "\r"), "\t")
		if len(f) < 3 || !strings.HasPrefix(f[0], "#") {
			continue
		}
		_, key, _ := strings.Cut(f[1], " ")
		i, ok := byKey[strings.TrimSpace(key)]
		if !ok {
			continue // a note on what is no toponym
		}
		note := strings.TrimSpace(f[2])
		if lat, lon, pair := strings.Cut(note, ","); pair {
			if err := r.places[i].coordinates(lat, lon); err != nil {
				return fmt.Errorf("line %d: %w", n+1, err)
			}
		} else if number, err := strconv.Atoi(note); err == nil {
			r.places[i].number = number
		}
	}
	slices.SortStableFunc(r.places, func(a, b geoPlace) int { return cmp.Compare(a.span.Start, b.span.Start) })
	return nil
}
