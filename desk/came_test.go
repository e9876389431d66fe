package desk_test

import (
	"html"
	"strings"
	"testing"
	"time"

	"dateline/desk"
	"dateline/desk/desktest"
)

func TestWhatCameInIsListedByWhenItCame(t *testing.T) {
	l := desktest.Samples(t)
	for _, c := range []struct {
		later       time.Duration
		since, want string
		none        bool
	}{{0, "", "new</span>", false}, {72 * time.Hour, "", "", true}, {72 * time.Hour, "&since=7", "new</span>", false}} {
		d, err := desk.New(desk.Options{Events: l, Finder: l, Local: "editor", Now: func() time.Time { return time.Now().Add(c.later) }})
		if err != nil {
			t.Fatal(err)
		}
		body := html.UnescapeString(get(d.Handler(), "/?show=came&all=1"+c.since).Body.String())
		if n := strings.Count(body, `href="/event/`); (n == 0) != c.none || !strings.Contains(body, c.want) || !strings.Contains(body, "last 24 hours") {
			t.Errorf("%v %q: %d events in %s", c.later, c.since, n, body)
		}
	}
}
