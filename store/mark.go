package store

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"dateline"
)

// A mark is where a page of a list ends: what comes after it is less, by at and
// then by id.
type mark struct {
	at int64
	id string
}

// readMark is the mark of Query.After; nil for none.
func readMark(kind string, q dateline.Query) (*mark, error) {
	if q.After == "" {
		return nil, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(q.After)
	parts := strings.SplitN(string(raw), " ", 3)
	if err == nil && len(parts) == 3 {
		var at int64
		if at, err = strconv.ParseInt(parts[1], 10, 64); err == nil {
			if parts[0] != fingerprint(kind, q) {
				return nil, dateline.Errorf(dateline.Invalid, "the page %q is of another query; ask that one for it, or begin at the first", q.After)
			}
			return &mark{at, parts[2]}, nil
		}
	}
	return nil, dateline.Errorf(dateline.Invalid, "%q is no page of a list; give what the page before said is next", q.After)
}

// write is the mark for people to hand back with the same Query.
func (m *mark) write(kind string, q dateline.Query) string {
	return base64.RawURLEncoding.EncodeToString([]byte(fmt.Sprintf("%s %d %s", fingerprint(kind, q), m.at, m.id)))
}

// fingerprint tells lists apart, by what they are of and what was asked.
func fingerprint(kind string, q dateline.Query) string {
	q.After, q.Limit = "", 0
	raw, _ := json.Marshal(q) // of strings, numbers and days it does not fail
	h := fnv.New32a()
	h.Write([]byte(kind))
	h.Write(raw)
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// pageRows is how many rows are fetched at a time where no limit is set.
const pageRows = 1000

// fillPage fills a page with what next gives behind a mark, up to n of it and one more
// where there is one, until the Query's limit is reached or nothing is left.
func fillPage[T any](page *dateline.Page[T], kind string, q dateline.Query, after *mark, next func(after *mark, n int) ([]T, *mark, error)) error {
	for {
		n := pageRows
		if q.Limit > 0 {
			n = min(n, q.Limit-len(page.Items))
		}
		more, last, err := next(after, n)
		if err != nil {
			return err
		}
		rest := len(more) > n
		page.Items = append(page.Items, more[:min(len(more), n)]...)
		switch {
		case !rest:
			return nil
		case q.Limit > 0 && len(page.Items) == q.Limit:
			page.Next = last.write(kind, q)
			return nil
		}
		after = last
	}
}
