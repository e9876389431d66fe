package dateline

import (
	"strconv"
	"strings"
)

// Newer reports whether m takes the place of o: it is of another component, or of a
// higher version of the same ("reader/10" of "reader/9").
func (m Maker) Newer(o Maker) bool {
	nameM, versionM, okM := strings.Cut(string(m), "/")
	nameO, versionO, okO := strings.Cut(string(o), "/")
	if !okM || !okO || nameM != nameO {
		return m != o
	}
	nm, errM := strconv.Atoi(versionM)
	no, errO := strconv.Atoi(versionO)
	if errM != nil || errO != nil {
		return m != o
	}
	return nm > no
}
