package fetch

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/temoto/robotstxt"

	"dateline"
)

func TestRulesAreReadAsTheStandardHasThem(t *testing.T) {
	for name, c := range map[string]struct {
		file, agent        string
		allowed, forbidden []string
		delay              time.Duration
	}{
		"no rules":          {file: "", allowed: []string{"/", "/a?b"}},
		"all forbidden":     {file: "User-agent: *\nDisallow: /", allowed: []string{"/robots.txt"}, forbidden: []string{"/", "/a"}},
		"empty forbids not": {file: "User-agent: *\nDisallow:", allowed: []string{"/a"}},
		"longest decides": {file: "User-agent: *\nDisallow: /a/\nAllow: /a/news/\nDisallow: /a/news/private",
			allowed: []string{"/b", "/a/news/1"}, forbidden: []string{"/a/1", "/a/news/private/1"}},
		"of two as long the one that allows": {file: "User-agent: *\nDisallow: /a\nAllow: /a", allowed: []string{"/a"}},
		"asterisks and ends": {file: "User-agent: *\nDisallow: /*.pdf$\nDisallow: /s*/x\nDisallow: *print=\nAllow: /$",
			allowed: []string{"/", "/a.pdf?x", "/t/s/x", "/sx"}, forbidden: []string{"/d/a.pdf", "/s1/2/x3", "/a?print=1"}},
		"a pattern begins at the start": {file: "User-agent: *\nDisallow: /news*old", allowed: []string{"/a/news/old"}, forbidden: []string{"/news/old"}},
		"end twice":                     {file: "User-agent: *\nDisallow: /ab*ab$", allowed: []string{"/ab", "/abx"}, forbidden: []string{"/abab", "/abxab"}},
		"own group alone": {file: "User-agent: *\nDisallow: /\n\nUser-agent: Mozilla\nDisallow: /m\nCrawl-delay: 3", agent: "mozilla",
			allowed: []string{"/a"}, forbidden: []string{"/m"}, delay: 3 * time.Second},
		"groups of one name are one": {file: "user-agent: mozilla\ndisallow: /a\nuser-agent: x\ndisallow: /\nUSER-AGENT : Mozilla/9\ndisallow: /b", agent: "mozilla",
			allowed: []string{"/c"}, forbidden: []string{"/a", "/b"}},
		"a group of two names":  {file: "User-agent: x\nUser-agent: *\nDisallow: /a", forbidden: []string{"/a"}},
		"a name is not a part":  {file: "User-agent: Moz\nDisallow: /", agent: "mozilla", allowed: []string{"/a"}},
		"rules before a group":  {file: "Disallow: /a\nUser-agent: *\nDisallow: /b", allowed: []string{"/a"}, forbidden: []string{"/b"}},
		"bad lines, bad delays": {file: "\ufeffUser-agent: *\r\nnonsense\r\nCrawl-delay: soon\r\nCrawl-delay: -1\rSitemap: x\nDisallow: /a # not this", forbidden: []string{"/a"}},
		"a page for people":     {file: "<html><body>Disallow: nothing</body></html>", allowed: []string{"/a"}},
		"escapes in one spelling": {file: "User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /%7Euser\nDisallow: /a b\nDisallow: /ü",
			forbidden: []string{"/café", "/caf%C3%A9/x", "/~user", "/a%20b", "/%c3%bc"}},
		"a delay of years": {file: "User-agent: *\nCrawl-delay: 1e99", delay: 24 * time.Hour, allowed: []string{"/a"}},
		"not a number":     {file: "User-agent: *\nCrawl-delay: NaN", allowed: []string{"/a"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := parseRobots([]byte(c.file), c.agent)
			for want, paths := range map[bool][]string{true: c.allowed, false: c.forbidden} {
				for _, p := range paths {
					u, err := url.Parse("https://news.example" + p)
					if err != nil {
						t.Fatal(err)
					}
					if got := r.allow(u); got != want {
						t.Errorf("%s: allowed %t", p, got)
					}
				}
			}
			if r.delay != c.delay {
				t.Errorf("delay %s, want %s", r.delay, c.delay)
			}
		})
	}
}

// Files without asterisks mean the same to the reader of the library that many
// programs use; on asterisks it differs from the standard (it takes a pattern
// anywhere in a path), which is why the rules are read here.
func TestPlainRulesMeanWhatAnotherReaderMakesOfThem(t *testing.T) {
	words := []string{"", "a", "b/", "a/b", "ab", "a/b/c"}
	for i := range len(words) * len(words) * 4 {
		x, y := words[i%len(words)], words[i/len(words)%len(words)]
		verbs := [][2]string{{"Allow", "Disallow"}, {"Disallow", "Allow"}, {"Disallow", "Disallow"}, {"Allow", "Allow"}}[i/len(words)/len(words)]
		if x == y {
			continue // the other takes the first of two as long
		}
		file := fmt.Sprintf("User-agent: *\n%s: /%s\n%s: /%s\n", verbs[0], x, verbs[1], y)
		other, err := robotstxt.FromString(file)
		if err != nil {
			t.Fatal(err)
		}
		ours := parseRobots([]byte(file), "mozilla")
		for _, p := range words {
			u := &url.URL{Path: "/" + p}
			if got, want := ours.allow(u), other.TestAgent(u.Path, "mozilla"); got != want {
				t.Errorf("%q, /%s: allowed %t, the other says %t", file, p, got, want)
			}
		}
	}
}

func TestAFileOfManyPatternsIsBounded(t *testing.T) {
	file := "User-agent: *\n" + strings.Repeat("Disallow: /a*b*c*d*e\n", 30_000) + "Disallow: /z\n"
	began := time.Now()
	r := parseRobots([]byte(file), "mozilla")
	if len(r.lines) > maxRules {
		t.Errorf("%d rules", len(r.lines))
	}
	r.allow(&url.URL{Path: "/" + strings.Repeat("a", 2000)})
	if took := time.Since(began); took > time.Minute {
		t.Errorf("took %s", took)
	}
}

func TestAPageThatRobotsForbidIsNotAskedFor(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/robots.txt": text("User-agent: *\nDisallow: /private\n"),
		"/private/a":  text("a"), "/public": text("p"),
		"/moved": status(302, "Location", "/private/a"),
	})
	c := newClient(t, local(t, s))
	_, err := c.Get(t.Context(), s.URL+"/private/a", Validators{})
	wantFault(t, err, dateline.Invalid, Robots)
	r, err := c.Get(t.Context(), s.URL+"/moved", Validators{})
	wantFault(t, err, dateline.Invalid, Robots)
	if len(r.Redirects) != 1 {
		t.Errorf("redirects %v", r.Redirects)
	}
	if _, err := c.Get(t.Context(), s.URL+"/public", Validators{}); err != nil {
		t.Error(err)
	}
	if got, want := s.paths(), []string{"/robots.txt", "/moved", "/public"}; !slices.Equal(got, want) {
		t.Errorf("asked for %q, want %q", got, want)
	}
}

func TestAPageThatRobotsForbidCostsTheHostNoRest(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": text("User-agent: *\nDisallow: /private\n"), "/a": text("a")})
	o := local(t, s)
	o.Pace.Delay, o.Pace.Wait = time.Hour, -1
	o.Hosts = NewHosts()
	c := newClient(t, o)
	// The rules are known, as if from a turn long ago.
	c.robots.put(&entry{origin: s.URL, rules: parseRobots([]byte("User-agent: *\nDisallow: /private\n"), "mozilla"), until: time.Now().Add(time.Hour)})
	for range 3 {
		_, err := c.Get(t.Context(), s.URL+"/private", Validators{})
		wantFault(t, err, dateline.Invalid, Robots)
	}
	if _, err := c.Get(t.Context(), s.URL+"/a", Validators{}); err != nil {
		t.Error(err)
	}
	_, err := c.Get(t.Context(), s.URL+"/a", Validators{})
	wantFault(t, err, dateline.Unavailable, Busy)
}

func TestWithoutRobotsTxtAllIsAllowedAndWithABrokenServerNothing(t *testing.T) {
	for name, c := range map[string]struct {
		robots http.HandlerFunc
		reason Reason // "" for leave
	}{
		"404":             {status(404), ""},
		"403":             {status(403), ""},
		"500":             {status(500), NoRobots},
		"503":             {status(503, "Retry-After", "7200"), NoRobots},
		"429":             {status(429), NoRobots},
		"redirects round": {status(301, "Location", "/robots.txt"), ""},
		"redirects away":  {status(301, "Location", "http://10.0.0.1/"), ""},
		"redirected":      {status(302, "Location", "/rules"), Robots},
		"not packed":      {sent("gzip", []byte("User-agent: *\nDisallow: /")), ""},
		"too long": {func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "User-agent: *\nDisallow: /a\n"+strings.Repeat("# "+strings.Repeat("x", 1000)+"\n", 2000))
		}, Robots},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": c.robots, "/a": text("a"), "/rules": text("user-agent: *\ndisallow: /a")})
			o := local(t, s)
			_, err := newClient(t, o).Get(t.Context(), s.URL+"/a", Validators{})
			switch c.reason {
			case "":
				if err != nil {
					t.Error(err)
				}
			case Robots:
				wantFault(t, err, dateline.Invalid, Robots)
			default:
				f := wantFault(t, err, dateline.Unavailable, c.reason)
				if f.After < robotsAgain-time.Minute {
					t.Errorf("again after %s", f.After)
				}
			}
		})
	}
}

func TestRobotsTxtIsAskedForOnceALife(t *testing.T) {
	var broken atomic.Bool
	s := newSite(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, r *http.Request) {
			if broken.Load() {
				w.WriteHeader(500)
				return
			}
			fmt.Fprint(w, "User-agent: *\nDisallow: /b")
		},
		"/a": text("a"),
	})
	o := local(t, s)
	c := newClient(t, o)
	get := func() {
		t.Helper()
		if _, err := c.Get(t.Context(), s.URL+"/a", Validators{}); err != nil {
			t.Fatal(err)
		}
	}
	get()
	get()
	c.robots.get(s.URL).until = time.Now().Add(-time.Second)
	broken.Store(true)
	get() // by the older copy
	_, err := c.Get(t.Context(), s.URL+"/b", Validators{})
	wantFault(t, err, dateline.Invalid, Robots)
	if got, want := s.paths(), []string{"/robots.txt", "/a", "/a", "/robots.txt", "/a"}; !slices.Equal(got, want) {
		t.Errorf("asked for %q, want %q", got, want)
	}
}

func TestTheMemoryOfRobotsTxtIsBounded(t *testing.T) {
	c := newRobotsCache()
	for i := range 200 {
		c.put(&entry{origin: fmt.Sprint("https://", i, ".example"), bytes: mega})
	}
	if c.bytes > robotsMemory || len(c.entries) != len(c.order) || c.get("https://0.example") != nil || c.get("https://199.example") == nil {
		t.Errorf("%d bytes, %d entries, %d in order", c.bytes, len(c.entries), len(c.order))
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 2", "/a?b")
	f.Add("\ufeffuser-agent:mozilla\r\rdisallow:*%zz", "/%41")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := parseRobots([]byte(file), "mozilla")
		if r.delay < 0 || r.delay > 24*time.Hour {
			t.Errorf("delay %s", r.delay)
		}
		r.allow(&url.URL{Path: "/" + path, RawQuery: path})
		if !r.allow(&url.URL{Path: "/robots.txt"}) {
			t.Error("robots.txt itself is forbidden")
		}
	})
}

func BenchmarkRobots(b *testing.B) {
	var file strings.Builder
	file.WriteString("User-agent: *\n")
	for i := range 200 {
		fmt.Fprintf(&file, "Disallow: /section-%d/*/print\nAllow: /section-%d/news\n", i, i)
	}
	data := []byte(file.String())
	u := &url.URL{Path: "/section-199/news/2026/11/27/a-headline"}
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			parseRobots(data, "mozilla")
		}
	})
	r := parseRobots(data, "mozilla")
	b.Run("ask", func(b *testing.B) {
		for b.Loop() {
			r.allow(u)
		}
	})
}
