package desk

import (
	"net/http"
	"slices"
	"strings"

	"dateline"
)

// mostKnown is how many of the values that a page knows are told to who asks for another.
const mostKnown = 40

// unknownValue is that an address asks for what a page does not know: it says what it
// knows. An empty list that looks like an answer would be taken for one.
func unknownValue(key, given string, known ...string) error {
	known = slices.DeleteFunc(slices.Clone(known), func(s string) bool { return s == "" })
	more := ""
	if len(known) > mostKnown {
		known, more = known[:mostKnown], " and others"
	}
	return dateline.Errorf(dateline.Invalid, "%q is no %s that this page knows; it knows %s%s", clip(given), key, strings.Join(known, ", "), more)
}

// oneOf is a value of a request that is one of those known, or "", which stands for none.
func oneOf[T ~string](r *http.Request, key string, known ...T) (T, error) {
	given := T(r.FormValue(key))
	if given == "" || slices.Contains(known, given) {
		return given, nil
	}
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = string(k)
	}
	return "", unknownValue(key, string(given), names...)
}
