package pipeline

import (
	"strings"
	"testing"
)

func TestTitlesFromFirstLines(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"the first line with words":  {"\n  \nA title \nMore.", "A title"},
		"a mark of order is no word": {"\ufeffA title\r\nMore.", "A title"},
		"a long line ends at a word": {strings.Repeat("wörter ", 60), strings.Repeat("wörter ", 24) + "wörter\u2026"},
		"no blank to end at":         {strings.Repeat("é", 150), strings.Repeat("é", 100) + "\u2026"},
	} {
		if got := firstLine(c.text); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
