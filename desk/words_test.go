package desk

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// computed are beginnings of keys that templates and code make out of values.
var computed = []string{"released.countable.", "release.file.", "act.", "change.", "groups.state.", "status.", "harm.", "fact.", "groups.", "side.", "field.", "role.", "error.", "rank.", "action.", "outcome.", "looked.", "weekstate.", "weigh.", "coded.", "relation.", "because.", "basis.", "occurrence.", "rule.", "standing.", "why.", "merged.", "ground.", "level.", "claim.", "verb.", "review.", "state.", "cell.", "cellmark.", "copying.", "layer.", "mention.", "genre.", "unsure.", "stage.", "family.", "today.show.", "outlets.by.", "search.", "is.", "did.", "seen.", "held.", "key.", "gone.", "like."}

var (
	saidWith  = regexp.MustCompile(`\{\{[^}]*?\bt "([^"]+)"`)
	saidKeys  = regexp.MustCompile(`\(t "([^"]+)"`)
	action    = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	comment   = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	tag       = regexp.MustCompile(`(?s)<[^>]*>`)
	attribute = regexp.MustCompile(`\b(?:title|alt|placeholder|aria-label|value)="([^"{]*[A-Za-z]{3,}[^"{]*)"`)
	letters   = regexp.MustCompile(`\pL{2,}`)
)

func TestWordsOfTemplatesStandInOnePlace(t *testing.T) {
	w, err := english()
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(templates, "templates/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, f := range files {
		raw, err := fs.ReadFile(templates, f)
		if err != nil {
			t.Fatal(err)
		}
		text := comment.ReplaceAllString(string(raw), "")
		for _, m := range append(saidWith.FindAllStringSubmatch(text, -1), saidKeys.FindAllStringSubmatch(text, -1)...) {
			if !w.has(m[1]) && !strings.HasSuffix(m[1], ".") {
				t.Errorf("%s: words/en.yaml has no key %q", f, m[1])
			}
		}
		for _, m := range attribute.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(m[0], "value=") {
				t.Errorf("%s: the words %q stand in an attribute; give them a key", f, m[1])
			}
		}
		plain := tag.ReplaceAllString(action.ReplaceAllString(text, ""), "")
		if s := letters.FindString(plain); s != "" {
			t.Errorf("%s: the word %q stands in the template; give it a key", f, s)
		}
	}
}

func TestEveryKeyIsUsed(t *testing.T) {
	w, err := english()
	if err != nil {
		t.Fatal(err)
	}
	var used strings.Builder
	for _, pattern := range []string{"*.go", "templates/*.html"} {
		for _, text := range source(t, pattern) {
			used.WriteString(text)
		}
	}
	for key := range w {
		made := false
		for _, c := range computed {
			made = made || strings.HasPrefix(key, c)
		}
		if !made && !strings.Contains(used.String(), `"`+key+`"`) {
			t.Errorf("words/en.yaml: nothing says %q", key)
		}
	}
}
