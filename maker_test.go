package dateline_test

import (
	"testing"

	"dateline"
)

func TestAMakerIsNewerByItsNumber(t *testing.T) {
	for _, c := range []struct {
		m, o  dateline.Maker
		newer bool
	}{
		{"reader/10", "reader/9", true}, {"reader/9", "reader/10", false}, {"reader/9", "reader/9", false},
		{"reader/1", "", true}, {"link/1", "reader/9", true}, {"reader/b", "reader/a", true}, {"reader/a", "reader/a", false},
	} {
		if got := c.m.Newer(c.o); got != c.newer {
			t.Errorf("%q newer than %q: %t", c.m, c.o, got)
		}
	}
}
