package fetch

import (
	"bytes"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/publicsuffix"
)

func TestTheDenyListIsWellFormedAndSourced(t *testing.T) {
	var lines int
	for line := range strings.Lines(denyText) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		lines++
		f := strings.Split(line, "\t")
		if len(f) != 3 || len(f[1]) < 3 || len(f[2]) < 10 {
			t.Errorf("not host, whose, source: %q", line)
			continue
		}
		if canonicalHost(f[0]) != f[0] {
			t.Errorf("%q is not written as hosts are", f[0])
		}
		if own, err := publicsuffix.EffectiveTLDPlusOne(f[0]); err != nil || own == "" {
			t.Errorf("%q is no domain of one holder: %v", f[0], err)
		}
	}
	hosts := map[string]bool{}
	for _, d := range Denials() {
		hosts[d.Host] = true
	}
	if len(hosts) != lines || lines < 20 {
		t.Errorf("%d lines, %d hosts", lines, len(hosts))
	}
}

func TestTheDenyListGrowsByOptionsAndShrinksAloudAlone(t *testing.T) {
	var log bytes.Buffer
	o := Options{Log: slog.New(slog.NewTextHandler(&log, nil))}
	o.Deny.Add = []string{"media.example.org", "bücher.example", "8.8.8.8"}
	c := newClient(t, o)
	if log.Len() != 0 {
		t.Errorf("logged %s", log.String())
	}
	for address, denied := range map[string]bool{
		"https://media.example.org/": true, "https://a.media.example.org/": true, "https://example.org/": false, "https://xmedia.example.org/": false,
		"https://xn--bcher-kva.example/": true, "http://8.8.8.8/": true, "http://8.8.4.4/": false, "https://saraya.ps/": true,
	} {
		f := FaultOf(c.Check(address))
		if (f != nil && f.Reason == Denied) != denied {
			t.Errorf("%s: %+v", address, f)
		}
	}
	if n := len(c.Denials()); n != len(Denials())+3 {
		t.Errorf("%d in force", n)
	}

	o.Deny.Except = []string{"Saraya.ps"}
	c = newClient(t, o)
	if err := c.Check("https://saraya.ps/"); err != nil {
		t.Error(err)
	}
	if !strings.Contains(log.String(), "level=WARN") || !strings.Contains(log.String(), "saraya.ps") {
		t.Errorf("logged %q", log.String())
	}
	if slices.ContainsFunc(c.Denials(), func(d Denial) bool { return d.Host == "saraya.ps" }) {
		t.Error("it still stands in the list in force")
	}
}

func TestCopiesOfADeniedHostsPagesAreDeniedToo(t *testing.T) {
	c := newClient(t, Options{Deny: Deny{Add: []string{"media-arm.example"}}})
	for address, denied := range map[string]bool{
		"https://archive.example/web/20260101000000/https://saraya.ps/a":               true,
		"https://archive.example/web/2026/http:/www.saraya.ps":                         true,
		"https://translate.example/?sl=ar&u=https%3A%2F%2Fsaraya.ps%2Fa":               true,
		"https://a.example/go?to=https%253A%252F%252FSARAYA.PS%253Fx":                  true,
		"https://a.example/go?to=https://user@saraya.ps:8080/":                         true,
		"https://a.example/x?y=http://b.example/&z=https://saraya.ps":                  true,
		"https://saraya-ps.translate.goog/a":                                           true,
		"https://www-media--arm-example.translate.goog/":                               true,
		"https://archive.example/web/2026/https://news.example/saraya.ps":              false,
		"https://news.example/what-saraya.ps-says":                                     false,
		"https://news-example.translate.goog/saraya-ps":                                false,
		"https://a.example/go?to=https://notsaraya.ps/":                                false,
		"https://a.example/%zz?to=https://%zz":                                         false,
		"https://a.example/" + strings.Repeat("https://b.example/", 1000) + "?%25%25%": false,
	} {
		f := FaultOf(c.Check(address))
		if (f != nil && f.Reason == Denied) != denied {
			t.Errorf("%s: %+v", address, f)
		}
	}
}
