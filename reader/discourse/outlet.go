package discourse

import (
	"net/url"
	"strings"

	"dateline/gazetteer"
	"dateline/reader/lexicon"
)

// What an outlet's name and address say of where it is: "paristimes.com" is of a
// Paris, "citypress.co.uk" of the United Kingdom. Which Paris, the report tells.

// paperWords are what outlets call themselves beside their town.
var paperWords = lexicon.Of("news", "times", "herald", "tribune", "post", "gazette", "journal", "press", "daily", "weekly", "sun", "star", "courier", "chronicle", "observer",
	"dispatch", "record", "register", "citizen", "leader", "local", "online", "independent", "examiner", "mail", "echo", "review", "sentinel", "today", "reporter",
	"banner", "bulletin", "mirror", "advertiser", "argus", "standard", "democrat", "republican", "eagle", "call", "ledger", "monitor", "express", "free", "the",
	"and", "fm", "tv", "radio", "live", "evening", "morning", "sunday", "enquirer", "inquirer", "telegram", "telegraph", "guardian", "beacon", "pilot", "union", "post-dispatch", "paper", "wire", "info", "county", "area", "city", "world", "report", "voice", "pi", "statesman", "freepress", "newspaper", "net", "com")

const (
	addressVotes = 64 // a country's own domain
	outletWeight = 3  // uses that the outlet's town counts for
)

// outletHints is the country whose domain the outlet's address is under. Those
// that are sold to all the world say nothing.
func (m *Model) outletHints() []gazetteer.Hint {
	host := m.outletHost()
	code := strings.ToUpper(host[strings.LastIndexByte(host, '.')+1:])
	switch code {
	case "UK":
		code = "GB"
	case "TV", "CO", "IO", "ME", "CC", "FM", "WS", "LY", "AI", "GG", "TO", "LA", "VC":
		return nil
	}
	if len(code) != 2 {
		return nil
	}
	if id, ok := m.gazetteer.CountryByCode(code); ok {
		return []gazetteer.Hint{{Place: id, Weight: addressVotes}}
	}
	return nil
}

// outletHost is the outlet's host, "" when the report gives none.
func (m *Model) outletHost() string {
	if m.Report.URL != nil {
		if u, err := url.Parse(*m.Report.URL); err == nil && u.Host != "" {
			return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
		}
	}
	if m.Report.Outlet != nil && strings.Contains(*m.Report.Outlet, ".") && !strings.Contains(*m.Report.Outlet, " ") {
		return strings.TrimPrefix(strings.ToLower(*m.Report.Outlet), "www.")
	}
	return ""
}

// outletTowns are the names of towns in an outlet's name or address, beside words
// that newspapers are called by.
func (m *Model) outletTowns() []gazetteer.Toponym {
	var words []string
	if host := m.outletHost(); host != "" {
		label, _, _ := strings.Cut(host, ".")
		words = m.townsIn(strings.Trim(label, "-"))
	} else if m.Report.Outlet != nil {
		name := strings.Fields(*m.Report.Outlet)
		if n, ids := m.gazetteer.Match(name); len(ids) > 0 && n < len(name) && paperWords[strings.ToLower(name[n])] {
			words = []string{strings.Join(name[:n], " ")}
		}
	}
	var out []gazetteer.Toponym
	for _, w := range words {
		t := gazetteer.Toponym{Name: w, Places: m.gazetteer.Named(w), Inside: -1}
		for range outletWeight {
			out = append(out, t)
		}
	}
	return out
}

// townsIn cuts a host's label into words that newspapers are called by and the
// names of towns, with a state's abbreviation before them allowed, and gives
// the names; none when it cannot be cut so, or has no such word.
func (m *Model) townsIn(label string) []string {
	var towns []string
	papers := 0
	for part := range strings.SplitSeq(label, "-") {
		found, n, ok := m.cut(part, 0)
		if !ok {
			return nil
		}
		towns, papers = append(towns, found...), papers+n
	}
	if papers == 0 {
		return nil
	}
	return towns
}

// shortestTown is how many letters a town's name in a label has at least: less
// are found in any.
const shortestTown = 5

// cut cuts from the front, the longest piece first.
func (m *Model) cut(label string, depth int) (towns []string, papers int, ok bool) {
	if label == "" {
		return nil, 0, true
	}
	if depth > 4 || len(label) > 40 {
		return nil, 0, false
	}
	for n := len(label); n >= 2; n-- {
		piece := label[:n]
		name, paper := "", paperWords[piece]
		switch {
		case paper:
		case n >= shortestTown:
			name = m.townSpelled(piece)
		case n == 2 && depth == 0:
			if _, state := m.gazetteer.Abbreviated(strings.ToUpper(piece)); state {
				name = strings.ToUpper(piece)
			}
		}
		if !paper && name == "" {
			continue
		}
		rest, more, ok := m.cut(label[n:], depth+1)
		if !ok {
			continue
		}
		if paper {
			return rest, more + 1, true
		}
		return append([]string{name}, rest...), more, true
	}
	return nil, 0, false
}

// townSpelled is the name of a town that letters spell, with the gap put back that
// an address leaves out ("lasvegas"); "" for none.
func (m *Model) townSpelled(letters string) string {
	if len(m.gazetteer.Lookup(letters)) > 0 {
		return letters
	}
	for k := 3; k <= len(letters)-3; k++ {
		if name := letters[:k] + " " + letters[k:]; len(m.gazetteer.Lookup(name)) > 0 {
			return name
		}
	}
	return ""
}
