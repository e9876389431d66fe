package desk_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"dateline/desk"
	"dateline/desk/desktest"
)

func prefixes(s string) []netip.Prefix { return []netip.Prefix{netip.MustParsePrefix(s)} }

func TestAThousandOpenStreamsAreNotHeld(t *testing.T) {
	l := desktest.Samples(t)
	d, err := desk.New(desk.Options{Events: l})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(d.Handler())
	defer s.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	open, refused := 0, 0
	for range 1000 {
		r, err := http.NewRequestWithContext(ctx, "GET", s.URL+"/news", nil)
		if err != nil {
			t.Fatal(err)
		}
		w, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		switch w.StatusCode {
		case 200:
			open++
			line, err := bufio.NewReader(w.Body).ReadString('\n')
			if err != nil || !strings.HasPrefix(line, "data: ") {
				t.Fatalf("%q, %v", line, err)
			}
		case http.StatusTooManyRequests:
			refused++
			_ = w.Body.Close()
		default:
			t.Fatalf("%d", w.StatusCode)
		}
	}
	if open != 8 || refused != 992 {
		t.Errorf("%d open, %d refused", open, refused)
	}
	if w := get(d.Handler(), "/about"); w.Code != 200 {
		t.Errorf("a page meanwhile: %d", w.Code)
	}
	// Those who leave make room.
	cancel()
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		again, stop := context.WithCancel(t.Context())
		r, _ := http.NewRequestWithContext(again, "GET", s.URL+"/news", nil)
		w, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		stop()
		_ = w.Body.Close()
		if w.StatusCode == 200 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the streams of those who left are counted still")
		}
	}
	d.Close()
}

func TestAStreamOutlastsTheTimeOfWriting(t *testing.T) {
	t.Parallel() // it waits
	d, err := desk.New(desk.Options{Events: desktest.Samples(t), NewsEvery: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewUnstartedServer(d.Handler())
	s.Config.ReadTimeout, s.Config.WriteTimeout = 200*time.Millisecond, 200*time.Millisecond
	s.Start()
	defer s.Close()
	defer d.Close()
	w, err := s.Client().Get(s.URL + "/news")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Body.Close() }()
	lines := bufio.NewReader(w.Body)
	for began := time.Now(); time.Since(began) < time.Second; {
		if _, err := lines.ReadString('\n'); err != nil {
			t.Fatalf("it ends after %v: %v", time.Since(began), err)
		}
	}
}
