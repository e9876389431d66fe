package reader_test

import (
	"fmt"
	"strings"
	"testing"

	"dateline"
)

// long is a text of at least n bytes: reports of ambushes in towns in turn.
func long(n int) string {
	towns := []string{"Kidal", "Gao", "Mopti", "Tessalit"}
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "Gunmen ambushed a convoy near %s on %d March 2023, killing %d soldiers, the army said.\n\n", towns[i%len(towns)], i%28+1, i%17+3)
	}
	return b.String()
}

func TestATextOfManyReportsIsReadInWindows(t *testing.T) {
	t.Parallel()
	text := long(300 << 10)
	got := read(text)
	if n := strings.Count(text, "ambushed"); len(got.Accounts) < n/2 {
		t.Errorf("%d accounts of %d ambushes", len(got.Accounts), n)
	}
	ids := map[dateline.AccountID]bool{}
	last := 0
	for _, a := range got.Accounts {
		if ids[a.ID] {
			t.Fatalf("two accounts are called %s", a.ID)
		}
		ids[a.ID] = true
		for _, e := range a.Evidence {
			if e.In(text) != e.Quote {
				t.Fatalf("%q stands not at %s", e.Quote, e.Span)
			}
			last = max(last, e.End)
		}
	}
	if last < len(text)-200 {
		t.Errorf("the last evidence ends at %d of %d bytes", last, len(text))
	}
}

func TestAWindowEndsNowhereInsideACharacter(t *testing.T) {
	t.Parallel()
	for _, s := range []string{strings.Repeat("é", 200<<10), strings.Repeat("no line ends here ", 20<<10)} {
		got := read(s)
		for _, sp := range got.Sentences {
			if strings.ContainsRune(sp.In(s), '�') {
				t.Fatalf("a sentence at %s cuts a character", sp)
			}
		}
	}
}

// BenchmarkLength reads texts of growing length; bytes a second stay level.
func BenchmarkLength(b *testing.B) {
	for _, n := range []int{1 << 10, 10 << 10, 100 << 10, 1 << 20, 10 << 20} {
		text := long(n)
		b.Run(fmt.Sprintf("%dKB", n>>10), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				rd.Read(report(text))
			}
		})
	}
}
