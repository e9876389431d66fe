package main

import (
	"strings"

	"dateline"
	"dateline/codebook"
)

// label is what people call an event type.
func label(code dateline.EventCode) string {
	if t, ok := codebook.Default().Type(code); ok {
		return t.Label
	}
	return plainLabel(code)
}

// plainLabel makes a label out of a code that the codebook does not have:
// "attack.suicide-bombing" is "Suicide bombing".
func plainLabel(code dateline.EventCode) string {
	_, kind, found := strings.Cut(string(code), ".")
	if !found {
		kind = string(code)
	}
	kind = strings.ReplaceAll(kind, "-", " ")
	if kind == "" {
		return kind
	}
	return strings.ToUpper(kind[:1]) + kind[1:]
}
