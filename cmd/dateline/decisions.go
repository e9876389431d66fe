package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"

	"dateline"
)

// readDecisions reads what people decided: a JSON object a line, in the order in
// which it was decided. A fault names the file and the line.
func readDecisions(path string) ([]dateline.Decision, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, dateline.Errorf(dateline.NotFound, "--decisions %s: %s", path, why(err))
	}
	defer func() { _ = f.Close() }()
	var out []dateline.Decision
	ids := map[string]bool{}
	lines := bufio.NewReader(f)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, dateline.Errorf(dateline.Invalid, "%s:%d: %s", path, n, why(err))
		}
		if len(bytes.TrimSpace(line)) > 0 {
			var d dateline.Decision
			strict := json.NewDecoder(bytes.NewReader(line))
			strict.DisallowUnknownFields()
			if jerr := strict.Decode(&d); jerr != nil {
				return nil, dateline.Errorf(dateline.Invalid, "%s:%d: expected a decision as one JSON object, such as %s: %w", path, n, decisionExample, jerr)
			}
			if cerr := d.Check(); cerr != nil {
				return nil, dateline.Errorf(dateline.Invalid, "%s:%d: %w", path, n, cerr)
			}
			if d.ID != "" && ids[d.ID] {
				return nil, dateline.Errorf(dateline.Invalid, "%s:%d: the decision %q stands there twice; give each an id of its own", path, n, d.ID)
			}
			if d.Verb == dateline.VerbUndo && !ids[d.Undoes] {
				return nil, dateline.Errorf(dateline.Invalid, "%s:%d: it undoes %q, which no line before decides", path, n, d.Undoes)
			}
			ids[d.ID] = true
			out = append(out, d)
		}
		if err != nil {
			return out, nil
		}
	}
}

var decisionExample = strings.Join(strings.Fields(`{"id": "d1", "by": "ann", "verb": "split", "on": [{"report": "SHA-256", "span": {"start": 0, "end": 9}},
	{"report": "SHA-256", "span": {"start": 4, "end": 12}}], "why": "two bombs"}`), " ")
