// Package link brings reports together: which share an origin, which tell one
// story, which accounts are one event, and how the accounts of an event stand
// to each other field by field.
//
// All scores are integers and every order follows content, so the same set of
// reports gives the same record in whatever order it is given. Accounts merge
// on several things that agree and nothing that contradicts, never on a name
// alone; two accounts of one report are never one event.
package link

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
	"dateline/register"
	"dateline/text"
)

// Version names this linker in all it makes.
const Version dateline.Maker = "link/2"

// Options are the rooms that linking draws on. Nil fields stand for the
// embedded ones.
type Options struct {
	Codebook  *codebook.Codebook
	Gazetteer *gazetteer.Gazetteer
	Register  *register.Register
}

type linker struct {
	codebook  *codebook.Codebook
	gazetteer *gazetteer.Gazetteer
	register  *register.Register
	reports   []*source
	accounts  []*account
	local     map[localID]*account // accounts by the names that their readings give them
}

// A source is a report with its reading.
type source struct {
	at      int
	report  *dateline.Report
	reading *dateline.Reading
	marks   map[string]bool // keys of the names that it mentions
	rare    []string        // its own words that tell one story from another, sorted
	grams   []uint64        // shingles of its own sentences
	origin  int
}

// An account is an account with what linking compares.
type account struct {
	*dateline.Account
	at     int
	local  dateline.AccountID // the id within its reading
	src    *source
	family string
	rank   int
	unit   int // of its report: the part of a round-up it stands in
	places []located
	words  []string // content words of the clauses that tell it
	names  map[dateline.RoleName][]roleName
	group  *group
}

// A roleName is a role with its name ready to compare.
type roleName struct {
	dateline.Role
	folded string
	words  []string
}

// A group is the accounts that are one event.
type group struct {
	accounts []*account
	story    int
	id       dateline.EventID
}

// Link makes one record of reports and their readings, index by index. Ids of
// reports must be set; the genre and the origin of each report are filled in.
// Version and Quarantine of the record are left to the caller.
func Link(reports []dateline.Report, readings []*dateline.Reading, o Options) dateline.Record {
	l := &linker{codebook: o.Codebook, gazetteer: o.Gazetteer, register: o.Register}
	if l.codebook == nil {
		l.codebook = codebook.Default()
	}
	if l.gazetteer == nil {
		l.gazetteer = gazetteer.Default()
	}
	if l.register == nil {
		l.register = register.Default()
	}
	for i := range reports {
		s := &source{at: i, report: &reports[i], reading: readings[i]}
		reports[i].Genre = readings[i].Genre
		s.marks = marksOf(readings[i])
		l.reports = append(l.reports, s)
		for k := range readings[i].Accounts {
			l.accounts = append(l.accounts, l.prepare(s, &readings[i].Accounts[k]))
		}
	}
	for i, a := range l.accounts {
		a.at = i
	}
	l.findOrigins()
	groups := l.matchEvents()
	stories := l.findStories(groups)
	return l.record(groups, stories)
}

func (l *linker) prepare(s *source, a *dateline.Account) *account {
	copied := *a // a reading is never changed
	x := &account{Account: &copied, local: a.ID, src: s, family: l.codebook.Family(a.Type)}
	if t, ok := l.codebook.Type(a.Type); ok {
		x.rank = t.Rank
	}
	var quotes []string
	for _, e := range a.Evidence {
		if e.Field == "type" {
			quotes = append(quotes, e.Quote)
		}
	}
	x.words = contentWords(quotes...)
	x.names = map[dateline.RoleName][]roleName{}
	for _, r := range a.Roles {
		x.names[r.Role] = append(x.names[r.Role], roleName{r, text.Fold(r.Name), contentWords(r.Name)})
	}
	for _, p := range a.Places {
		x.places = append(x.places, l.locate(p))
	}
	return x
}

// marksOf are the names a report mentions, by which reports of one story
// resemble each other: people, actors and places below countries.
func marksOf(r *dateline.Reading) map[string]bool {
	m := map[string]bool{}
	for _, x := range r.Mentions {
		switch x.Kind {
		case dateline.ActorMention, dateline.PlaceMention:
			if x.Choice != nil && (x.Kind == dateline.ActorMention || strings.Contains(*x.Choice, "/")) {
				m[string(x.Kind)+":"+*x.Choice] = true
			}
		case dateline.PersonMention:
			m["person:"+lastWord(x.Quote)] = true
		}
	}
	return m
}

// union is a disjoint-set forest whose roots are the smallest members.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(a, b int) {
	a, b = u.find(a), u.find(b)
	u[max(a, b)] = min(a, b)
}

// sortAccounts orders accounts of an event: as their reports stand, which is
// by publication and content.
func sortAccounts(as []*account) {
	slices.SortFunc(as, func(a, b *account) int { return cmp.Compare(a.at, b.at) })
}
