package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"dateline"
)

// configuredBy is what a file, variables and flags come to.
func configuredBy(t *testing.T, file string, env []string, args ...string) (configured, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := &cobra.Command{}
	workFlags(cmd)
	if err := cmd.ParseFlags(append(args, "--config", path)); err != nil {
		t.Fatal(err)
	}
	c, err := configure(cmd, append([]string{"HOME=/home/somebody"}, env...))
	if err != nil {
		err = dateline.Errorf(dateline.KindOf(err), "%s", strings.ReplaceAll(err.Error(), path, "FILE"))
	}
	for k, v := range c.from {
		c.from[k] = strings.ReplaceAll(v, path, "FILE")
	}
	return c, err
}

func TestAFlagGoesBeforeTheEnvironmentAndThatBeforeTheFile(t *testing.T) {
	const file = "ledger: /file.db\nwork:\n  readers: 3\n  batch: 100\n  read_time: 90s\nfetch:\n  deny: [a.example, b.example]\n  ports: [8080]\n"
	c, err := configuredBy(t, file, []string{"DATELINE_LEDGER=/env.db", "DATELINE_WORK_READERS=4", "DATELINE_FETCH_DELAY="}, "--workers", "5")
	if err != nil {
		t.Fatal(err)
	}
	if c.ledger != "/env.db" || c.work.readers != 5 || c.work.batch != 100 || c.work.readTime != 90*time.Second || c.fetch.delay != 5*time.Second ||
		!slices.Equal(c.fetch.deny, []string{"a.example", "b.example"}) || !slices.Equal(c.fetch.ports, []int{8080}) {
		t.Errorf("%+v", c.config)
	}
	for key, want := range map[string]string{
		"ledger": "environment DATELINE_LEDGER", "work.readers": "flag --workers", "work.batch": "FILE:4", "fetch.deny": "FILE:7", "fetch.delay": "",
	} {
		if got := c.from[key]; got != want {
			t.Errorf("%s comes from %q, want %q", key, got, want)
		}
	}
}

func TestWhatIsWrongInAConfigurationIsNamedWithItsPlace(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		env  []string
		args []string
		want string
	}{
		"a key that is none":             {"work:\n  batch: 3\n  reader: 2\n", nil, nil, `FILE:3: there is no setting "work.reader"; 'dateline config' lists them`},
		"a section that is none":         {"\nworker:\n  readers: 2\n", nil, nil, `FILE:2: there is no setting "worker"; 'dateline config' lists them`},
		"a value that is none":           {"work:\n  readers: many\n", nil, nil, "FILE:2: work.readers: a whole number from 0 to 1000 is wanted"},
		"a list where one is wanted":     {"ledger: [a, b]\n", nil, nil, "FILE:1: ledger: one value is wanted, not a list"},
		"settings where a value belongs": {"ledger:\n  path: a\n", nil, nil, "FILE:1: ledger: a value is wanted, not settings"},
		"no YAML":                        {"ledger: a\n\tb: [\n", nil, nil, "FILE:2: not YAML; write each value as \"key: value\""},
		"a list of nothing":              {"- a\n- b\n", nil, nil, "FILE:1: settings are wanted here, each as \"key: value\""},
		"a variable":                     {"", []string{"DATELINE_POLL_MIN=soon"}, nil, "environment DATELINE_POLL_MIN: poll.min: a time of 1m0s or more, written as 90s, 10m or 1h30m, is wanted"},
		"a flag":                         {"", nil, []string{"--listen", "here"}, "flag --listen: listen: a port, or host:port, is wanted"},
		"a network":                      {"fetch:\n  allow: [10.0.0.0/8, ten]\n", nil, nil, `FILE:2: fetch.allow: "ten": a network as 10.1.0.0/16 is wanted`},
		"bounds that cross":              {"poll:\n  min: 3h\n  max: 2h\n", nil, nil, "poll.min (3h0m0s) is more than poll.max (2h0m0s)"},
		"an address that is none":        {"fetch:\n  proxy: \"pass:word@nowhere\"\n", nil, nil, "FILE:2: fetch.proxy: an address as socks5://127.0.0.1:9050 is wanted"},
	} {
		if _, err := configuredBy(t, c.file, c.env, c.args...); err == nil || err.Error() != c.want || dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("%s:\ngot  %v\nwant %s", name, err, c.want)
		}
	}
}

func TestAFileThatIsNamedMustBeThere(t *testing.T) {
	cmd := &cobra.Command{}
	configFlags(cmd)
	if _, err := configure(cmd, []string{"HOME=" + t.TempDir()}); err != nil {
		t.Errorf("the usual file need not be there: %v", err)
	}
	if _, err := configure(cmd, []string{"DATELINE_CONFIG=" + filepath.Join(t.TempDir(), "none.yaml")}); err == nil || !strings.HasSuffix(err.Error(), "no such file; check the path") {
		t.Errorf("got %v", err)
	}
}

func TestTheLedgerIsInTheUsersDataDirectory(t *testing.T) {
	for name, c := range map[string]struct {
		env  []string
		want string
	}{
		"by the standard":       {[]string{"XDG_DATA_HOME=/data", "HOME=/home/a"}, "/data/dateline/ledger.db"},
		"without":               {[]string{"HOME=/home/a"}, "/home/a/.local/share/dateline/ledger.db"},
		"no absolute directory": {[]string{"XDG_DATA_HOME=data", "HOME=/home/a"}, "/home/a/.local/share/dateline/ledger.db"},
	} {
		cmd := &cobra.Command{}
		configFlags(cmd)
		if got, err := configure(cmd, c.env); err != nil || got.ledger != c.want {
			t.Errorf("%s: %q (%v), want %q", name, got.ledger, err, c.want)
		}
	}
}

func TestSecretsAreNeverShown(t *testing.T) {
	const file = "ledger: postgres://dateline:verysecret@db.example/dateline?sslpassword=verysecret\nfetch:\n  proxy: socks5://me:verysecret@proxy.example:9050\ndesk:\n  oidc_secret: verysecret\n"
	c, err := configuredBy(t, file, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := string(c.render())
	for _, s := range c.told() {
		text += s.Value
	}
	if strings.Contains(text, "verysecret") || !strings.Contains(text, "db.example") || !strings.Contains(text, "proxy.example") {
		t.Error(text)
	}
	for _, s := range []string{"postgres://a:verysecret@h/d", "tried http://u:verysecret@h:80/x?token=verysecret&a=b", "host=h password=verysecret", "socks5://:verysecret@h"} {
		if got := secretless(s); strings.Contains(got, "secret") {
			t.Errorf("%q is shown as %q", s, got)
		}
	}
	if s := "https://example.org/a:b@c?x=1"; secretless(s) != s {
		t.Errorf("%q is shown as %q", s, secretless(s))
	}
}

func TestEverySettingCanBeGivenInEachWay(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range settings {
		if seen[s.key] || seen[s.variable()] {
			t.Errorf("%s stands there twice", s.key)
		}
		seen[s.key], seen[s.variable()] = true, true
		c := defaults(func(string) string { return "/x" })
		if v := s.get(&c); v != "" {
			if err := s.set(&c, v); err != nil {
				t.Errorf("%s: its own default %q: %v", s.key, v, err)
			}
		}
		if s.flag != "" {
			cmd := &cobra.Command{}
			if workFlags(cmd); cmd.Flags().Lookup(s.flag) == nil {
				t.Errorf("%s: there is no flag --%s", s.key, s.flag)
			}
		}
	}
}
