package pipeline

import (
	"context"
	"strings"
	"testing"
	"time"

	"dateline"
)

// linkedBy has some reports linked by a linker of a version.
func linkedBy(t *testing.T, m *memory, version dateline.Maker, texts ...string) {
	t.Helper()
	p := over(m)
	if err := p.Until(t.Context(), func(ctx context.Context) error {
		return p.Collect(ctx, entriesOf(texts...), "here", true, &Tally{})
	}); err != nil {
		t.Fatal(err)
	}
	m.linker = version
}

func TestWhatAnotherLinkerLinkedIsLinkedAnew(t *testing.T) {
	for name, c := range map[string]struct {
		version dateline.Maker
		unfit   bool
		anew    bool
	}{
		"the same":               {"link/7", false, false},
		"an older one":           {"link/6", false, true},
		"kept in another form":   {"link/7", true, true},
		"nobody said which then": {"", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMemory()
			linkedBy(t, m, c.version, news+" One.", news+" Two.")
			was := m.links
			made := 0
			p := over(m, func(o *Options) {
				o.Linker = func(context.Context) Linker {
					made++
					return &fakeLinker{unfit: c.unfit && made == 1}
				}
			})
			if err := p.Until(t.Context(), func(ctx context.Context) error {
				return p.Collect(ctx, entriesOf(news+" Three."), "here", true, &Tally{})
			}); err != nil {
				t.Fatal(err)
			}
			want := 1
			if c.anew {
				want = 3
			}
			if got := m.links - was; got != want || len(m.linked) != 3 || m.linker != "link/7" {
				t.Errorf("%d linked, want %d; %d are, by %s", got, want, len(m.linked), m.linker)
			}
		})
	}
}

func TestALedgerOfANewerLinkerIsLeftAsItIs(t *testing.T) {
	m := newMemory()
	linkedBy(t, m, "link/8", news+" One.")
	p := over(m)
	err := p.Until(t.Context(), func(ctx context.Context) error {
		return p.Collect(ctx, entriesOf(news+" Two."), "here", true, &Tally{})
	})
	if err == nil || !strings.Contains(err.Error(), "link/8") || len(m.linked) != 1 {
		t.Errorf("%v; %d linked", err, len(m.linked))
	}
}

func TestWhoHasNothingElseToDoLinksAnewBeforeTheEnd(t *testing.T) {
	for range 5 {
		m := newMemory()
		linkedBy(t, m, "link/6", news+" One.", news+" Two.")
		was := m.links
		// The look comes long after all else was found done.
		p := over(m, func(o *Options) { o.Tuning.Tick = 200 * time.Millisecond })
		if err := p.Until(t.Context(), func(context.Context) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if m.links-was != 2 || m.linker != "link/7" {
			t.Fatalf("%d linked anew, want 2; by %s", m.links-was, m.linker)
		}
	}
}
