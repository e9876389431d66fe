package grade

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// GRITRoles are the five roles of the GRIT form, in its order.
var GRITRoles = []string{"PerpInd", "PerpOrg", "Target", "Victim", "Weapon"}

// A GRITDoc is a line of the GRIT form: a text and its role fillers, each an
// entity of one mention or more.
type GRITDoc struct {
	ID       string
	Text     string
	Extracts map[string][][]string // by role: PerpInd, PerpOrg, Target, Victim, Weapon
}

// ReadGRIT reads a file of the GRIT form: a JSON object a line with docid,
// doctext and extracts, where extracts gives each role's entities, an entity is
// a list of mentions and a mention is [words, offset].
func ReadGRIT(path string) ([]GRITDoc, error) {
	data, err := readExpected(path, "a file of the GRIT form, a JSON object a line")
	if err != nil {
		return nil, err
	}
	var out []GRITDoc
	seen := map[string]int{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<26)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var raw struct {
			ID       *string                 `json:"docid"`
			Text     *string                 `json:"doctext"`
			Extracts map[string][][]mention4 `json:"extracts"`
		}
		if err := json.Unmarshal(lines.Bytes(), &raw); err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s:%d: want a JSON object a line with docid, doctext and extracts: %w", path, n, err)
		}
		if raw.ID == nil || raw.Text == nil || raw.Extracts == nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s:%d: want docid, doctext and extracts, one of which is missing", path, n)
		}
		if at, twice := seen[*raw.ID]; twice {
			return nil, dateline.Errorf(dateline.Invalid, "%s:%d: %s stands on line %d already", path, n, *raw.ID, at)
		}
		seen[*raw.ID] = n
		d := GRITDoc{ID: *raw.ID, Text: *raw.Text, Extracts: map[string][][]string{}}
		for _, role := range GRITRoles {
			entities, ok := raw.Extracts[role]
			if !ok {
				return nil, dateline.Errorf(dateline.Invalid, "%s:%d: %s has no role %s; want %s", path, n, d.ID, role, strings.Join(GRITRoles, ", "))
			}
			for _, e := range entities {
				if len(e) > 0 { // as the published scorer: a key entity without a mention is none
					d.Extracts[role] = append(d.Extracts[role], mentionWords(e))
				}
			}
		}
		out = append(out, d)
	}
	if err := lines.Err(); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "read %s: %w", path, err)
	}
	if len(out) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "%s holds no line; want the GRIT form, a JSON object a line", path)
	}
	return out, nil
}

// A mention4 is a mention's words; in JSON a string, or a list that begins with one.
type mention4 string

func (m *mention4) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		*m = mention4(s)
		return nil
	}
	var list []json.RawMessage
	if err := json.Unmarshal(b, &list); err != nil || len(list) == 0 || json.Unmarshal(list[0], &s) != nil {
		return fmt.Errorf("a mention is %s; want words or [words, offset]", b)
	}
	*m = mention4(s)
	return nil
}

func mentionWords(e []mention4) []string {
	out := make([]string, len(e))
	for i, m := range e {
		out[i] = string(m)
	}
	return out
}

// loadGRITPredictions reads a system's output as GRIT writes it: one JSON object
// from docid to an object whose pred_extracts gives each role's entities. A
// docid is the collection's own or GRIT's number for it.
func loadGRITPredictions(path string) (map[string]map[string][][]string, error) {
	data, err := readExpected(path, "one JSON object, as GRIT writes it")
	if err != nil {
		return nil, err
	}
	var raw map[string]struct {
		Extracts map[string][][]mention4 `json:"pred_extracts"`
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s: want one JSON object from docid to {\"pred_extracts\": {role: [[words, ...], ...]}}: %w", path, err)
	}
	out := map[string]map[string][][]string{}
	for id, p := range raw {
		if p.Extracts == nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s: %s has no pred_extracts", path, id)
		}
		out[id] = map[string][][]string{}
		for role, entities := range p.Extracts {
			if !slices.Contains(GRITRoles, role) {
				return nil, dateline.Errorf(dateline.Invalid, "%s: %s has a role %q; want %s", path, id, role, strings.Join(GRITRoles, ", "))
			}
			for _, e := range entities {
				out[id][role] = append(out[id][role], mentionWords(e))
			}
		}
	}
	return out, nil
}

// gritNumber is what GRIT's output calls a document: TST1-MUC3-0004 is 10004.
// It is "" for a name that has none.
func gritNumber(id string) string {
	parts := strings.Split(id, "-")
	set := parts[0]
	if set == "" {
		return ""
	}
	d, err1 := strconv.Atoi(set[len(set)-1:])
	n, err2 := strconv.Atoi(parts[len(parts)-1])
	if err1 != nil || err2 != nil {
		return ""
	}
	return strconv.Itoa(d*10000 + n)
}

// predicted finds a document's entry by its name or GRIT's number for it.
func predicted(all map[string]map[string][][]string, id string) (map[string][][]string, bool) {
	if p, ok := all[id]; ok {
		return p, true
	}
	p, ok := all[gritNumber(id)]
	return p, ok
}

// gritFiles are the files of the GRIT form that a path names: itself, or of a
// directory those that are not there to train on.
func gritFiles(path string) []string {
	if !isDir(path) {
		return []string{path}
	}
	var out []string
	found, _ := filepath.Glob(filepath.Join(escapeGlob(path), "*.json"))
	for _, f := range found {
		if !strings.HasPrefix(filepath.Base(f), "train") && !strings.HasPrefix(filepath.Base(f), "pretty") {
			out = append(out, f)
		}
	}
	return out
}
