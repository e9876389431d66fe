package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// A said is what a command has written so far.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

var deskAt = regexp.MustCompile(`the desk is at (http://\S+)/;`)

// serving runs a command that serves the desk, gives its address, and ends it.
func serving(t *testing.T, do func(at string), args ...string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out, errs said
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, args, strings.NewReader(""), &out, &errs) }()
	deadline := time.After(time.Minute)
	for deskAt.FindStringSubmatch(out.String()) == nil {
		select {
		case code := <-ended:
			t.Fatalf("%v ended with %d: %s", args, code, errs.String())
		case <-deadline:
			t.Fatalf("%v: %s %s", args, out.String(), errs.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
	do(deskAt.FindStringSubmatch(out.String())[1])
	stop()
	select {
	case code := <-ended:
		if code != exitOK {
			t.Errorf("stopped, it ends with %d: %s", code, errs.String())
		}
	case <-time.After(10 * time.Second):
		t.Error("stopped, it goes on")
	}
}

// fetched is a page.
func fetched(t *testing.T, at string) (int, string) {
	t.Helper()
	w, err := http.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Body.Close() }()
	body, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.StatusCode, string(body)
}

func TestTheDemonstrationOpensTheDesk(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	serving(t, func(at string) {
		status, body := fetched(t, at+"/")
		if status != 200 || strings.Count(body, `<li class="event"`) < 10 {
			t.Errorf("%d, %d events", status, strings.Count(body, `<li class="event"`))
		}
		// A window of the desk that listens does not keep it from ending.
		w, err := http.Get(at + "/news")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = w.Body.Close() })
		if w.StatusCode != 200 {
			t.Errorf("news: %d", w.StatusCode)
		}
	}, "demo", "--serve", "--listen", "0")
	left, err := filepath.Glob(filepath.Join(os.TempDir(), "dateline-demo-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestADeskIsServed(t *testing.T) {
	where := filepath.Join(t.TempDir(), "l.db")
	var out, errs bytes.Buffer
	text := "title: A bridge\npublished: 2024-03-05\n\nA bomb exploded near a bridge in Diffa on Monday, killing three people, police said.\n"
	if code := run(t.Context(), []string{"add", "--ledger", where, "-"}, strings.NewReader(text), &out, &errs); code != exitOK {
		t.Fatalf("%d %s", code, errs.String())
	}
	serving(t, func(at string) {
		if status, body := fetched(t, at+"/"); status != 200 || !strings.Contains(body, "3 killed") {
			t.Errorf("%d %s", status, body)
		}
		if status, body := fetched(t, at+"/nowhere"); status != 404 || !strings.Contains(body, "no page of that address") {
			t.Errorf("%d %s", status, body)
		}
		// The port is taken.
		var errs bytes.Buffer
		if code := run(t.Context(), []string{"serve", "--ledger", where, "--listen", strings.TrimPrefix(at, "http://")}, strings.NewReader(""), io.Discard, &errs); code != exitUsage || !strings.Contains(errs.String(), "give another port") {
			t.Errorf("%d %s", code, errs.String())
		}
	}, "serve", "--ledger", where, "--listen", "0")
	// With an address of its own people log in, on this host too.
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	serving(t, func(at string) {
		client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		w, err := client.Get(at + "/")
		if err != nil {
			t.Fatal(err)
		}
		_ = w.Body.Close()
		if w.StatusCode != http.StatusSeeOther || !strings.HasPrefix(w.Header.Get("Location"), "/login") {
			t.Errorf("%d to %s", w.StatusCode, w.Header.Get("Location"))
		}
	}, "serve", "--ledger", where, "--listen", address, "--origin", "http://"+address)
}
