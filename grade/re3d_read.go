package grade

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"dateline"
)

// An Entity is a phrase of a text that names or describes something of a type.
type Entity struct {
	dateline.Span        // bytes
	Type          string // of re3d: "Organisation"
}

// A Re3dDoc is a document of re3d with its entities.
type Re3dDoc struct {
	ID, Source, Title, Text string
	Entities                []Entity // in order, none twice, doubtful ones left out; they may overlap
}

// doubt is the confidence below which an entity counts for none. The
// collection keeps what its first machine pass marked and its annotators
// turned down, at confidence 0.
const doubt = 0.5

const (
	re3dDocuments = "documents.json"
	re3dEntities  = "entities.json"
)

// ReadRe3d reads a directory of sources, or one source, by the names of its
// folders.
func ReadRe3d(path string) ([]Re3dDoc, error) {
	dirs, err := re3dSources(path)
	if err != nil {
		return nil, err
	}
	var out []Re3dDoc
	for _, dir := range dirs {
		docs, err := readRe3dSource(dir)
		if err != nil {
			return nil, err
		}
		out = append(out, docs...)
	}
	return out, nil
}

func re3dSources(path string) ([]string, error) {
	if info, err := os.Stat(path); err != nil {
		return nil, missing(path, "the directory of re3d, or the folder of one of its sources", err)
	} else if !info.IsDir() {
		return nil, dateline.Errorf(dateline.NotFound, "%s is no directory; give one of re3d, or the folder of one of its sources (with %s and %s)", path, re3dDocuments, re3dEntities)
	}
	if exists(filepath.Join(path, re3dDocuments)) || exists(filepath.Join(path, re3dEntities)) {
		return []string{path}, nil
	}
	found, _ := filepath.Glob(filepath.Join(escapeGlob(path), "*", re3dDocuments))
	var dirs []string
	for _, f := range found {
		dirs = append(dirs, filepath.Dir(f))
	}
	if len(dirs) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s holds no %s, neither itself nor in its folders; a source of re3d is a folder with %s and %s", path, re3dDocuments, re3dDocuments, re3dEntities)
	}
	slices.Sort(dirs)
	return dirs, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

var escapeGlob = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace

func readRe3dSource(dir string) ([]Re3dDoc, error) {
	var out []Re3dDoc
	at := map[string]int{}
	source := filepath.Base(dir)
	if abs, err := filepath.Abs(dir); err == nil {
		source = filepath.Base(abs)
	}
	path := filepath.Join(dir, re3dDocuments)
	err := exportLines(path, func(line []byte) error {
		var d struct {
			ID    string  `json:"_id"`
			Title string  `json:"title"`
			Text  *string `json:"text"`
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		if d.ID == "" || d.Text == nil {
			return fmt.Errorf("a document without _id or text")
		}
		if _, twice := at[d.ID]; twice {
			return fmt.Errorf("document %s stands there twice", d.ID)
		}
		at[d.ID] = len(out)
		out = append(out, Re3dDoc{ID: d.ID, Source: source, Title: d.Title, Text: *d.Text})
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = readRe3dEntities(filepath.Join(dir, re3dEntities), func(id string) *Re3dDoc {
		if i, ok := at[id]; ok {
			return &out[i]
		}
		return nil
	})
	return out, err
}

// readRe3dEntities adds the entities of a file to their documents.
func readRe3dEntities(path string, document func(id string) *Re3dDoc) error {
	touched := map[string]*Re3dDoc{}
	err := exportLines(path, func(line []byte) error {
		var e struct {
			Document   string   `json:"documentId"`
			Begin      *int     `json:"begin"`
			End        *int     `json:"end"`
			Type       string   `json:"type"`
			Value      string   `json:"value"`
			Confidence *float64 `json:"confidence"`
		}
		if err := json.Unmarshal(line, &e); err != nil {
			return err
		}
		if e.Begin == nil || e.End == nil || e.Type == "" {
			return fmt.Errorf("an entity without begin, end or type")
		}
		d := document(e.Document)
		if d == nil {
			return fmt.Errorf("an entity of document %q, which is not there", e.Document)
		}
		span, ok := bytesOf(d.Text, *e.Begin, *e.End, e.Value)
		if !ok {
			return fmt.Errorf("an entity from %d to %d in document %s, whose text has %d characters", *e.Begin, *e.End, d.ID, utf8.RuneCountInString(d.Text))
		}
		if e.Confidence == nil || *e.Confidence >= doubt {
			d.Entities = append(d.Entities, Entity{span, e.Type})
			touched[d.ID] = d
		}
		return nil
	})
	for _, d := range touched {
		slices.SortFunc(d.Entities, compareEntities)
		d.Entities = slices.Compact(d.Entities)
	}
	return err
}

// compareEntities orders by place, longer ones before those inside them.
func compareEntities(a, b Entity) int {
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	if a.End != b.End {
		return b.End - a.End
	}
	return strings.Compare(a.Type, b.Type)
}

// bytesOf turns a range of characters into bytes. The collection counts what
// Java does (UTF-16), others who write its form count code points: where the two differ,
// the one at which the value stands is taken.
func bytesOf(s string, begin, end int, value string) (dateline.Span, bool) {
	points, ok := unitsOf(s, begin, end, func(rune) int { return 1 })
	if ok && points.In(s) == value {
		return points, true
	}
	units, ok16 := unitsOf(s, begin, end, func(r rune) int { return utf16.RuneLen(r) })
	if ok16 && (!ok || units.In(s) == value) {
		return units, true
	}
	return points, ok
}

func unitsOf(s string, begin, end int, size func(rune) int) (dateline.Span, bool) {
	out := dateline.Span{Start: -1, End: -1}
	n := 0
	for i, r := range s {
		if n == begin {
			out.Start = i
		}
		if n == end {
			out.End = i
		}
		n += max(size(r), 1)
	}
	if n == end {
		out.End = len(s)
	}
	return out, begin >= 0 && out.Start >= 0 && out.End > out.Start
}

// exportLines calls f with each line of a file that is not blank. What f finds
// wrong is told with the file and the line.
func exportLines(path string, f func(line []byte) error) error {
	raw, err := readExpected(path, fmt.Sprintf("a file of a source of re3d, which has %s and %s", re3dDocuments, re3dEntities))
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
	lines.Buffer(nil, len(raw)+1)
	for n := 1; lines.Scan(); n++ {
		if line := bytes.TrimSpace(lines.Bytes()); len(line) > 0 {
			if err := f(line); err != nil {
				return dateline.Errorf(dateline.Invalid, "%s, line %d: %v; a JSON object a line is expected, as mongoexport writes re3d", path, n, err)
			}
		}
	}
	return nil
}
