package desk

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/codebook"
)

// A check says what is wrong with a value of an address, nil when nothing is.
type check func(d *Desk, r *http.Request, key, given string) error

// takes are the parameters of a page's address, by name, each with what its values are
// held against. What no page knows is refused rather than passed over: a list that was not
// narrowed would be taken for one that was.
type takes map[string]check

// and is these and others.
func (t takes) and(more takes) takes {
	out := maps.Clone(t)
	maps.Copy(out, more)
	return out
}

// anything is looked at by the page itself, or is words.
func anything(*Desk, *http.Request, string, string) error { return nil }

// these are values of which one is meant.
func these[T ~string](known ...T) check {
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = string(k)
	}
	return func(_ *Desk, _ *http.Request, key, given string) error {
		if slices.Contains(names, given) {
			return nil
		}
		return unknownValue(key, given, names...)
	}
}

var on = these("1")

func aDay(_ *Desk, _ *http.Request, key, given string) error {
	if _, err := dateline.ParseDate(given); err != nil {
		return dateline.Errorf(dateline.Invalid, "%q is no day (%s); write it as 2025-03-10", clip(given), key)
	}
	return nil
}

func aWeek(_ *Desk, _ *http.Request, _, given string) error {
	_, err := dateline.ParseWeek(given)
	return err
}

func aNumber(_ *Desk, _ *http.Request, key, given string) error {
	if n, err := strconv.ParseInt(given, 10, 64); err != nil || n < 0 {
		return dateline.Errorf(dateline.Invalid, "%q is no number (%s)", clip(given), key)
	}
	return nil
}

// aType is a type of the codebook, or a family of them.
func aType(_ *Desk, _ *http.Request, key, given string) error {
	var families []string
	for _, t := range codebook.Default().Types {
		code := string(t.Code)
		if code == given || strings.HasPrefix(code, given+".") {
			return nil
		}
		if family, _, _ := strings.Cut(code, "."); !slices.Contains(families, family) {
			families = append(families, family)
		}
	}
	return unknownValue(key, given, append(families, "what lies under these")...)
}

// aCoder is somebody who decides.
func aCoder(d *Desk, r *http.Request, key, given string) error {
	if !shared(d) || given == viewerOf(r.Context()).Name {
		return nil
	}
	people, err := d.coders(r.Context())
	if err == nil && !slices.Contains(people, given) {
		err = unknownValue(key, given, people...)
	}
	return err
}

// aCountry is one that the gazetteer or the ledger knows.
func aCountry(d *Desk, r *http.Request, _, given string) error {
	_, err := d.country(r.Context(), given)
	return err
}

// ofLists are the parameters of lists of events.
var ofLists = takes{
	"q": anything, "place": anything, "actor": anything, "type": aType, "status": these(statuses...), "outlet": anything, "from": aDay, "to": aDay, "all": on, "after": anything,
}

// ofQueue are those of the queue, which go with its events from page to page.
var ofQueue = takes{"country": aCountry, "week": aWeek, "state": these(queueStates...), "to": aCoder, "all": on}

// taken are the parameters of pages by their patterns. A page that is not here has none;
// one with nil takes all, and looks at them itself: forms that ask again and again.
var taken = map[string]takes{
	"GET /{$}":                    ofLists.and(takes{"show": anything, "since": anything}),
	"GET /map":                    ofLists,
	"GET /map/data":               ofLists,
	"GET /search":                 ofLists.and(takes{"in": anything, "by": anything}),
	"GET /groups":                 {"day": anything, "q": anything, "forces": on, "at": anything, "was": anything, "skip": aNumber, "done": anything},
	"GET /groups/{id...}":         {"day": anything},
	"GET /news":                   {"after": anything},
	"GET /story/{id}":             {"from": aNumber, "rows": these("all"), "reports": these("all"), "r": anything},
	"GET /event/{id}":             ofQueue.and(takes{"queue": on, "why": anything, "from": aNumber, "done": anything, "edit": anything, "report": anything, "was": anything}),
	"GET /event/{id}/decide":      nil,
	"GET /ground":                 nil,
	"GET /report/{id}":            {"layer": these(layers...), "layers": on, "text": these("all"), "done": anything, "edit": anything},
	"GET /report/{id}/diff":       {"from": anything},
	"GET /report/{id}/mark":       nil,
	"GET /outlets":                {"by": anything},
	"GET /work":                   {"after": aNumber},
	"GET /labels":                 {"report": anything},
	"GET /queue":                  ofQueue.and(takes{"after": anything}),
	"GET /queue/step":             ofQueue.and(takes{"at": anything, "go": these("back"), "queue": on}),
	"GET /weeks":                  {"to": aWeek, "state": these(append([]dateline.WorkState{reopened}, workStates...)...), "mine": on},
	"GET /weeks/at":               {"country": anything, "week": anything},
	"GET /releases/{name}":        {"field": these(dateline.ReleaseFields...), "after": anything, "came": anything, "names": on},
	"GET /decide":                 {"after": anything, "back": on},
	"GET /decision/{id}":          {"gone": on},
	"GET /decisions":              {"after": anything},
	"GET /audit":                  {"before": aNumber, "by": anything, "action": these(actions...)},
	"GET /me":                     {"done": on},
	"GET /login":                  {"to": anything},
	"GET /login/other":            nil,
	"GET /login/back":             nil,
	"GET /double/task/{name}":     {},
	"GET /weeks/{country}/{week}": {},
}

// asks refuses what an address asks that its page does not know.
func (rt route) asks(d *Desk, r *http.Request) error {
	if !strings.HasPrefix(rt.pattern, "GET ") {
		return nil
	}
	knows, there := taken[rt.pattern]
	if there && knows == nil {
		return nil
	}
	given := r.URL.Query()
	for _, key := range slices.Sorted(maps.Keys(given)) {
		ok, known := knows[key]
		if !known {
			if len(knows) == 0 {
				return dateline.Errorf(dateline.Invalid, "the page has nothing to ask by; leave out %q", clip(key))
			}
			return dateline.Errorf(dateline.Invalid, "the page does not know %q; it knows %s", clip(key), strings.Join(slices.Sorted(maps.Keys(knows)), ", "))
		}
		for _, v := range given[key] {
			if v = strings.TrimSpace(v); v == "" {
				continue
			}
			if err := ok(d, r, key, v); err != nil {
				return err
			}
		}
	}
	return nil
}
