package text

import (
	"strings"

	"dateline"
)

// Front is what a report's front matter says of it. Absent keys leave empty
// strings and nil.
type Front struct {
	Title, Outlet, URL string
	Published          *dateline.Moment
	Modified           *dateline.Moment // when the article was edited last
}

// FrontMatter reads the block of "key: value" lines at the start of s and
// gives the byte at which the body begins, 0 when there is no block. A block
// stands between two lines of three hyphens, or starts on the very first line
// with one of the keys title, outlet, published, modified and url and ends with a blank
// line, or, once two of these keys were given, before the first line that is no
// pair. Keys are read without regard to case; others are passed over. Values
// may stand in quotes. A date that cannot be read, a key given twice and a
// block that is never closed are Invalid errors that name the line.
func FrontMatter(s string) (Front, int, error) {
	at := 0
	if strings.HasPrefix(s, "\uFEFF") {
		at = len("\uFEFF")
	}
	end, next := lineEnd(s, at)
	if strings.TrimRight(s[at:end], " \t") == "---" {
		return fenced(s, next)
	}
	return headed(s, at)
}

// fenced reads a block whose opening line ended before a byte.
func fenced(s string, at int) (Front, int, error) {
	var f Front
	seen := map[string]int{}
	first := true
	for number := 2; at < len(s); number++ {
		end, next := lineEnd(s, at)
		l := s[at:end]
		at = next
		bare := strings.TrimRight(l, " \t")
		if bare == "---" || bare == "..." {
			return f, at, nil
		}
		key, value, ok := pair(l)
		if first && bare != "" {
			if !ok && bare[0] != '#' {
				return Front{}, 0, nil // a ruled line, not a block
			}
			first = false
		}
		if !ok {
			continue
		}
		if err := f.set(key, value, number, seen); err != nil {
			return Front{}, 0, err
		}
	}
	if first {
		return Front{}, 0, nil
	}
	return Front{}, 0, dateline.Errorf(dateline.Invalid, "line 1: the front matter is not closed; end it with a line of three hyphens (---)")
}

// headed reads header lines that end with a blank line.
func headed(s string, at int) (Front, int, error) {
	var f Front
	seen := map[string]int{}
	for number := 1; ; number++ {
		end, next := lineEnd(s, at)
		l := s[at:end]
		if strings.TrimSpace(l) == "" {
			if number == 1 {
				return Front{}, 0, nil
			}
			return f, next, nil
		}
		key, value, ok := pair(l)
		if !ok && len(seen) > 1 {
			return f, at, nil
		}
		if !ok || number == 1 && !frontKeys[key] {
			return Front{}, 0, nil
		}
		if err := f.set(key, value, number, seen); err != nil {
			return Front{}, 0, err
		}
		if next >= len(s) {
			return f, len(s), nil
		}
		at = next
	}
}

var frontKeys = set("title outlet published modified url")

// pair cuts a line at its colon. Keys are a word, of letters, digits, hyphens
// and underscores.
func pair(l string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(l, ":")
	if !ok || key == "" {
		return "", "", false
	}
	for _, r := range key {
		if !(r == '-' || r == '_' || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z') {
			return "", "", false
		}
	}
	if strings.HasPrefix(value, "//") { // an address, not a key
		return "", "", false
	}
	return strings.ToLower(key), unquote(strings.TrimSpace(value)), true
}

func unquote(v string) string {
	if n := len(v); n >= 2 && v[0] == v[n-1] && (v[0] == '"' || v[0] == '\'') {
		v = strings.ReplaceAll(v[1:n-1], `\"`, `"`)
		v = strings.ReplaceAll(v, "''", "'")
	}
	return v
}

func (f *Front) set(key, value string, line int, seen map[string]int) error {
	if !frontKeys[key] {
		return nil
	}
	if before, twice := seen[key]; twice {
		return dateline.Errorf(dateline.Invalid, "line %d: %s is given twice, first on line %d; keep one", line, key, before)
	}
	seen[key] = line
	if value == "" || value == "null" || value == "~" {
		return nil
	}
	switch key {
	case "title":
		f.Title = value
	case "outlet":
		f.Outlet = value
	case "url":
		f.URL = value
	case "published", "modified":
		m, err := dateline.ParseMoment(value)
		if err != nil {
			return dateline.Errorf(dateline.Invalid, "line %d: %s: %w", line, key, err)
		}
		if key == "published" {
			f.Published = &m
		} else {
			f.Modified = &m
		}
	}
	return nil
}
