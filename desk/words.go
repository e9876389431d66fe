package desk

import (
	_ "embed"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"dateline"
)

//go:embed words/en.yaml
var wordsOfEnglish []byte

// words are the texts of the interface by key. "{0}" in a text stands for the first
// of what it is said with; a text of the form "one|many" is chosen by the first,
// a number.
type words map[string]string

func english() (words, error) {
	var w words
	if err := yaml.Unmarshal(wordsOfEnglish, &w); err != nil {
		return nil, dateline.Errorf(dateline.Internal, "desk/words/en.yaml: %w", err)
	}
	return w, nil
}

// say is the text of a key, filled with args. A key that is not there is itself the
// text: a label of the codebook, a name.
func (w words) say(key string, args ...any) string {
	s, ok := w[key]
	if !ok {
		return key
	}
	if one, many, has := strings.Cut(s, "|"); has {
		s = many
		if n, ok := first(args).(int); ok && n == 1 {
			s = one
		}
	}
	for i, a := range args {
		s = strings.ReplaceAll(s, "{"+strconv.Itoa(i)+"}", worded(a))
	}
	return s
}

func first(args []any) any {
	if len(args) == 0 {
		return nil
	}
	return args[0]
}

// has reports whether there is a text of a key.
func (w words) has(key string) bool { _, ok := w[key]; return ok }
