package grade

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// A lineDocument is a document, its sentences cut into words.
type lineDocument struct {
	id        string
	made      string // the day it was made: "2008-03-01"
	sentences []lineSentence
}

type lineSentence struct {
	id     string
	words  []string
	events [][]int // gold mentions, as words; none in the raw texts
}

// A timeline is the events of an entity in order.
type timeline struct {
	entity string
	lines  []timelineLine
}

// A timelineLine is an event, told by one mention or several: "100911-2-defeated",
// which are the document, the sentence and the words.
type timelineLine struct {
	position int    // 0 for what cannot be placed
	date     string // "2008-03-01", "2008-03-XX", "2008-XX-XX"
	mentions []string
}

const (
	lineForm  = "a corpus of SemEval-2015 task 4: list_target_entities_*.txt, TimeLines_Gold_Standard/, corpus_trackA_TimeML/ and corpus_trackB_TimeML/"
	lineGold  = "TimeLines_Gold_Standard"
	lineRaw   = "corpus_trackA_TimeML"
	lineGiven = "corpus_trackB_TimeML"
)

// lineCorpora are the directories of corpora in path, itself or below it, in order.
func lineCorpora(path string) ([]string, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, missing(path, lineForm, err)
	}
	var out []string
	err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == lineGold {
			out = append(out, filepath.Dir(p))
		}
		return err
	})
	if err != nil {
		return nil, missing(path, lineForm, err)
	}
	if len(out) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s: no folder %s in it or below; expected %s", path, lineGold, lineForm)
	}
	slices.Sort(out)
	return out, nil
}

// readTimelines reads a directory's timelines, by the names of their files.
func readTimelines(dir string) ([]timeline, error) {
	files, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "*.txt"))
	if len(files) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s holds no *.txt; expected timelines: an entity's name, then lines of position, date and mentions between tabs", dir)
	}
	var out []timeline
	for _, f := range files {
		data, err := readExpected(f, "a timeline")
		if err != nil {
			return nil, err
		}
		t, err := parseTimeline(string(data))
		if err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s: %w", f, err)
		}
		out = append(out, t)
	}
	return out, nil
}

var mentionForm = regexp.MustCompile(`^[^\s-]+-[0-9]+-\S+$`)

// parseTimeline reads a timeline. Fields behind the date that have not the form of a mention are
// left out: the published files have a few that were run together.
func parseTimeline(s string) (timeline, error) {
	lines := strings.Split(strings.TrimPrefix(s, "\uFEFF"), "\n")
	t := timeline{entity: strings.TrimSpace(lines[0])}
	if t.entity == "" {
		return t, errors.New("want an entity's name in line 1")
	}
	for n, l := range lines[1:] {
		f := strings.Fields(l)
		if len(f) == 0 {
			continue
		}
		position, err := strconv.Atoi(f[0])
		if err != nil || len(f) < 3 || position < 0 {
			return t, dateline.Errorf(dateline.Invalid, "line %d: %q; want a position, a date and mentions as 100911-2-defeated, tabs between", n+2, l)
		}
		x := timelineLine{position: position, date: f[1]}
		for _, m := range f[2:] {
			if mentionForm.MatchString(m) {
				x.mentions = append(x.mentions, m)
			}
		}
		t.lines = append(t.lines, x)
	}
	return t, nil
}

// readLineDocuments reads a directory of TimeML files.
func readLineDocuments(dir string) ([]lineDocument, error) {
	files, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "*.tml"))
	if len(files) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s holds no *.tml; expected %s", dir, lineForm)
	}
	var out []lineDocument
	for _, f := range files {
		data, err := readExpected(f, lineForm)
		if err != nil {
			return nil, err
		}
		d, err := parseLineDocument(data)
		if err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s: %w", f, err)
		}
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(a, b lineDocument) int { return cmp.Compare(a.id, b.id) })
	return out, nil
}

// parseLineDocument reads the sentences of a TimeML file, and the words in them that are
// marked as events. Words stand between spaces.
func parseLineDocument(data []byte) (lineDocument, error) {
	var d lineDocument
	dec := xml.NewDecoder(bytes.NewReader(data))
	var open []string
	event := -1 // the first word of the event that is open
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return d, err
		}
		last := len(d.sentences) - 1
		switch t := tok.(type) {
		case xml.StartElement:
			open = append(open, t.Name.Local)
			switch t.Name.Local {
			case "TIMEX3":
				if attribute(t, "functionInDocument") == "CREATION_TIME" {
					d.made, _, _ = strings.Cut(attribute(t, "value"), "T")
				}
			case "s":
				d.sentences = append(d.sentences, lineSentence{id: attribute(t, "id")})
			case "EVENT":
				if last >= 0 {
					event = len(d.sentences[last].words)
				}
			}
		case xml.EndElement:
			if t.Name.Local == "EVENT" && last >= 0 && event >= 0 {
				var words []int
				for w := event; w < len(d.sentences[last].words); w++ {
					words = append(words, w)
				}
				if len(words) > 0 {
					d.sentences[last].events = append(d.sentences[last].events, words)
				}
				event = -1
			}
			open = open[:len(open)-1]
		case xml.CharData:
			switch {
			case slices.Contains(open, "DOCID"):
				d.id += strings.TrimSpace(string(t))
			case last >= 0 && slices.Contains(open, "s"):
				d.sentences[last].words = append(d.sentences[last].words, strings.Fields(string(t))...)
			}
		}
	}
	if d.id == "" || len(d.sentences) == 0 || d.made == "" {
		return d, errors.New("want TimeML with DOCID, DCT and sentences <s id=\"0\">")
	}
	if p := strings.Split(d.made, "-"); len(p) == 3 && len(p[2]) == 4 {
		d.made = p[2] + "-" + p[1] + "-" + p[0] // some files have "03-02-2009"
	}
	return d, nil
}

// mention is the name of a mention.
func (d *lineDocument) mention(sentence int, words []int) string {
	s := d.sentences[sentence]
	var text []string
	for _, w := range words {
		text = append(text, s.words[w])
	}
	return d.id + "-" + s.id + "-" + strings.Join(text, "_")
}
