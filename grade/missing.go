package grade

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"dateline"
)

// missing is the error over a file or directory that could not be read, of kind
// NotFound: its name, what was expected there and what to do.
func missing(name, expected string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		name, err = at.Path, at.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return dateline.Errorf(dateline.NotFound, "%s is not there; expected %s: check the path, and that the collection is whole", name, expected)
	}
	return dateline.Errorf(dateline.NotFound, "%s cannot be read (%w); expected %s: give the path of that", name, err, expected)
}

// readExpected reads a file; see missing.
func readExpected(name, expected string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, missing(name, expected, err)
	}
	return data, nil
}

// without is the error over a file that lacks the one that belongs to it.
func without(name, other, because string) error {
	return dateline.Errorf(dateline.NotFound, "%s is there without %s; %s: add it, or take the first away", name, other, because)
}

// stem is a file's name up to its ending.
func stem(name, ending string) string { return strings.TrimSuffix(base(name), ending) }
