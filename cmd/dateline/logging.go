package main

import (
	"log/slog"
	"os"
	"regexp"
	"strings"

	"golang.org/x/term"
)

// logger is where the commands that go on for long tell what they do: text on a
// terminal, JSON elsewhere, one line an outcome.
func (p program) logger(c *config) *slog.Logger {
	o := &slog.HandlerOptions{Level: c.log.level, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr { return masked(a) }}
	if c.log.format == "json" || c.log.format == "auto" && !p.terminal() {
		return slog.New(slog.NewJSONHandler(p.stderr, o))
	}
	return slog.New(slog.NewTextHandler(p.stderr, o))
}

// terminal reports whether standard error is one that a line can be redrawn on.
func (p program) terminal() bool {
	f, isFile := p.stderr.(*os.File)
	return isFile && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}

// userinfo is the name and the password in an address, parameter a secret among its
// parameters.
var (
	userinfo  = regexp.MustCompile(`(://[^/\s:@"]*):[^/\s"]*@`)
	parameter = regexp.MustCompile(`(?i)\b((?:ssl)?password|token|secret|api_?key|access_?key)=[^&\s"]*`)
)

// secretless is a text without what may be a password in an address.
func secretless(s string) string {
	if strings.Contains(s, "://") {
		s = userinfo.ReplaceAllString(s, "$1:xxxxx@")
	}
	return parameter.ReplaceAllString(s, "$1=xxxxx")
}

// masked is an attribute of a log without secrets, and without what would steer a
// terminal.
func masked(a slog.Attr) slog.Attr {
	switch v := a.Value.Resolve().Any().(type) {
	case string:
		a.Value = slog.StringValue(clean(secretless(v)))
	case error:
		a.Value = slog.StringValue(clean(secretless(v.Error())))
	}
	return a
}
