package fetch

import (
	"net/url"
	"strings"
	"testing"
)

func TestAddressesInOneSpelling(t *testing.T) {
	for in, want := range map[string]string{
		"https://news.example":                                        "https://news.example/",
		" HTTPS://News.Example:443/A?b=C#part ":                       "https://news.example/A?b=C",
		"http://news.example:80/":                                     "http://news.example/",
		"http://news.example:080/":                                    "http://news.example/",
		"http://news.example:443/":                                    "http://news.example:443/",
		"https://news.example:/":                                      "https://news.example/",
		"https://news.example./a":                                     "https://news.example/a",
		"https://bücher.example/ä?ü=ö":                                "https://xn--bcher-kva.example/%C3%A4?%C3%BC=%C3%B6",
		"https://news.example/a/./b/../c/":                            "https://news.example/a/c/",
		"https://news.example/../../a/..":                             "https://news.example/",
		"https://news.example/a/%2e%2E/b":                             "https://news.example/b",
		"https://news.example//a//b":                                  "https://news.example//a//b",
		"https://news.example/%7euser/%3a%c3%a9%2f":                   "https://news.example/~user/%3A%C3%A9%2F",
		"https://news.example/a?":                                     "https://news.example/a",
		"https://news.example/a?&&x=1&":                               "https://news.example/a?x=1",
		"https://news.example/a?x=%41%2b+%zz&y[]=1":                   "https://news.example/a?x=A%2B+%25zz&y%5B%5D=1",
		"https://news.example/a?b=2&a=1&b=3":                          "https://news.example/a?b=2&a=1&b=3",
		"https://user:word@news.example/":                             "https://user:word@news.example/",
		"http://[::FFFF:1.2.3.4]:80/":                                 "http://[::ffff:1.2.3.4]/",
		"https://news.example/?p=12&utm_source=rss":                   "https://news.example/?p=12",
		"https://news.example/a?UTM_Medium=x&fbclid":                  "https://news.example/a",
		"https://news.example/a?utm%5Fsource=x&z":                     "https://news.example/a?z",
		"https://news.example/a?mc_cid=1&mc_eid=2&gclid=3&id=4&ref=5": "https://news.example/a?id=4&ref=5",
		"https://www.bbc.co.uk/news/1?at_medium=RSS&at_campaign=K":    "https://www.bbc.co.uk/news/1",
		"https://news.example/1?at_medium=RSS":                        "https://news.example/1?at_medium=RSS",
		"https://www.theguardian.com/x?CMP=share_btn":                 "https://www.theguardian.com/x",
		"mailto:a@news.example":                                       "mailto:a@news.example",
		"/a/b?utm_source=x":                                           "/a/b?utm_source=x",
		"https://0x7f.1/?utm_source=x":                                "https://0x7f.1/?utm_source=x",
		"not an address":                                              "not an address",
		"":                                                            "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if again := Clean(want); again != want {
			t.Errorf("%q becomes %q", want, again)
		}
	}
}

func TestTheListOfTrackersIsWellFormed(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(trackingText) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || len(f[2]) < 5 || strings.Trim(f[0], "*") == "" {
			t.Errorf("not name, host, reason: %q", line)
			continue
		}
		if f[1] != "-" && canonicalHost(f[1]) != f[1] {
			t.Errorf("%q is not written as hosts are", f[1])
		}
		if key := strings.ToLower(f[0]) + f[1]; seen[key] {
			t.Errorf("%q stands there twice", line)
		} else {
			seen[key] = true
		}
	}
	if len(seen) != len(trackers) || len(seen) < 80 {
		t.Errorf("%d lines, %d read", len(seen), len(trackers))
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"https://News.example:443/a/../b?utm_source=x&y=%7e#z", "http://[::1]:080/%2e%2e/", "https://bücher.example/?%75tm_source=1", "http:///", "https://u@h/%", "https://h?a=%%41", "http://h:00/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Clean(s)
		if twice := Clean(once); twice != once {
			t.Fatalf("%q: %q, then %q", s, once, twice)
		}
		before, err := url.Parse(strings.TrimSpace(s))
		if err != nil || before.Scheme != "http" && before.Scheme != "https" || canonicalHost(before.Hostname()) == "" {
			return
		}
		after, err := url.Parse(once)
		if err != nil || canonicalHost(after.Hostname()) != canonicalHost(before.Hostname()) || after.Scheme != before.Scheme || after.Fragment != "" {
			t.Fatalf("%q becomes another place: %q (%v)", s, once, err)
		}
	})
}

func BenchmarkClean(b *testing.B) {
	for b.Loop() {
		Clean("https://www.news.example/2026/11/27/world/a-long-headline-of-ten-words-or-so?utm_source=rss&utm_medium=feed&id=1234567")
	}
}
