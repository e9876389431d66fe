package dateline

import (
	"errors"
	"fmt"
)

// A Kind says what an error means for whoever asked, so that callers never
// compare texts.
type Kind string

// The kinds of error.
const (
	Invalid     Kind = "invalid"     // the input is wrong; the message says how to mend it
	NotFound    Kind = "not found"   // what was named is not there
	Conflict    Kind = "conflict"    // someone else changed it first
	Unavailable Kind = "unavailable" // it may go through later
	Internal    Kind = "internal"    // a fault of ours
)

// An Error is an error with a kind and a sentence for the user.
type Error struct {
	Kind    Kind
	Message string // a sentence for people: what was tried, on what, what to do
	Err     error  // the cause, for operators; may be nil
}

func (e *Error) Error() string {
	if e.Err != nil && e.Message == "" {
		return e.Err.Error()
	}
	return e.Message
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error of a kind; %w keeps a cause as fmt.Errorf does.
func Errorf(kind Kind, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: kind, Message: err.Error(), Err: errors.Unwrap(err)}
}

// KindOf is the kind of the first Error in err's chain, Internal when there is
// none, and empty for nil.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}
