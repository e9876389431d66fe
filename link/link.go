// Package link brings reports together: which share an origin, which tell one
// story, which accounts are one event, and how the accounts of an event stand
// to each other field by field.
//
// It works on a stream. Linker.Add places a report by what is known, Settle makes
// the result a function of the reports alone, whatever the order they came in,
// Remove takes one out as if it had never come, Decide replays what people decided,
// and Record says what there is. Link does all of it at once. The canonical order
// is by publication, then by the hash of the text.
//
// Stories come in four steps, each of which costs what is near a report:
//
//   - Package origin tells copies. A copy follows the report that it repeats and
//     decides nothing.
//   - A report is a Piece, or one for each country if it is a round-up: weighed
//     words, names, ages, streets, towns, and its events as scenes. A piece is
//     posted under a few keys in a State, and compared in full (Kinship) with
//     the few earlier pieces that share most of its keys.
//   - Pieces are clustered day by day, on top of the clusters of the days before:
//     pairs in order of their points, two clusters joined when the pieces of the
//     smaller one are borne out by the larger. A report that comes late has the
//     days from its own on clustered anew.
//   - The accounts of a story are grouped into events, pair by pair in order of
//     likeness; then what one story looks back on is found in another.
//
// All scores are integers and words weigh by a fixed table, so nothing depends on
// the machine or on what came before. Accounts merge on several things that agree
// and little that contradicts, never on a name alone; two accounts of one report
// are never one event.
package link

import (
	"cmp"
	"math"
	"slices"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
	"dateline/register"
	"dateline/text"
)

// Version names this linker in all it makes.
const Version dateline.Maker = "link/3"

// Options are the rooms that linking draws on. Nil fields stand for the
// embedded ones.
type Options struct {
	Codebook  *codebook.Codebook
	Gazetteer *gazetteer.Gazetteer
	Register  *register.Register
	// Decisions are replayed by Link; a Linker is told of them by Decide.
	Decisions []dateline.Decision
}

// rooms are what linking draws on.
type rooms struct {
	codebook  *codebook.Codebook
	gazetteer *gazetteer.Gazetteer
	register  *register.Register
}

func (o Options) rooms() rooms {
	r := rooms{o.Codebook, o.Gazetteer, o.Register}
	if r.codebook == nil {
		r.codebook = codebook.Default()
	}
	if r.gazetteer == nil {
		r.gazetteer = gazetteer.Default()
	}
	if r.register == nil {
		r.register = register.Default()
	}
	return r
}

// A linker makes one record of reports whose stories are found.
type linker struct {
	rooms
	bonds    *bonds
	reports  []*source
	accounts []*account
	placed   map[*account]daySpan // days that the story gives an account
	weekdays map[*account]int     // the weekday that its report gives an account, where the story's days are others
	network  *network
}

// A source is a report with its reading.
type source struct {
	at       int
	report   *dateline.Report // as linking uses it: without a date that is not usable
	given    *dateline.Report
	unused   *dateline.Warning
	reading  *dateline.Reading
	order    Order
	copied   bool              // it repeats another report
	under    dateline.ReportID // which; as the Linker last knew
	first    bool              // it is what its origin goes back to
	root     *source           // the report that it repeats, when the record is made
	accounts []*account
	origin   int
}

// An account is an account with what linking compares.
type account struct {
	*dateline.Account
	at     int
	local  dateline.AccountID // the id within its reading
	src    *source
	family string
	rank   int
	piece  PieceID // what it stands in
	places []located
	words  []string // content words of the clauses that tell it
	told   uint32   // the words of the sentence that tells it; 0 for few words
	names  map[dateline.RoleName][]roleName
	group  *group
	story  *story
	into   *account // what stands for it in the record; nil for itself
}

// A roleName is a role with its name ready to compare.
type roleName struct {
	dateline.Role
	folded string
	words  []string
	unsure []dateline.ActorID // without an actor: whom an ambiguous name in it may stand for
}

// A group is the accounts that are one event.
type group struct {
	accounts []*account
	story    int
	id       dateline.EventID
	listed   bool
	of       map[*source]bool // whose accounts; nil until asked for
	joined   []joining
}

// Link makes one record of reports and their readings, index by index: what a
// Linker makes of them. Ids of reports must be set, each another; the genre and
// the origin of each report are filled in. Version and Quarantine of the record
// are left to the caller.
func Link(reports []dateline.Report, readings []*dateline.Reading, o Options) dateline.Record {
	l := New(o, nil)
	for i := range reports {
		l.Add(&reports[i], readings[i])
	}
	l.Decide(o.Decisions)
	l.Settle()
	return l.Record()
}

// Record is all that the reports given tell, as it stands since the last Settle.
func (l *Linker) Record() dateline.Record {
	b := &linker{rooms: l.rooms, reports: l.reports()}
	b.bonds = l.decided.among(b.reports)
	for i, s := range b.reports {
		s.at, s.root = i, l.sources[l.original(s.report.ID)]
		for _, a := range s.accounts {
			a.at = len(b.accounts)
			a.group, a.into = nil, nil
			b.accounts = append(b.accounts, a)
		}
	}
	l.numberOrigins(b.reports)
	stories := l.stories(b.reports)
	groups := b.matchEvents(stories)
	return b.record(groups, stories)
}

// source takes up a report with its reading.
func (l *rooms) source(r *dateline.Report, reading *dateline.Reading) *source {
	r.Genre = reading.Genre
	s := &source{report: r, given: r, reading: reading, order: Order{math.MaxInt64, r.SHA256, PieceID(r.ID)}}
	published, unused := usable(r)
	if unused != nil {
		undated := *r
		undated.Published = nil
		s.report, s.unused = &undated, unused
	}
	if published != nil {
		s.order.Published = published.Time.Unix()
	}
	for i := range reading.Accounts {
		s.accounts = append(s.accounts, l.prepare(s, &reading.Accounts[i]))
	}
	return s
}

func (l *rooms) prepare(s *source, a *dateline.Account) *account {
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
	x.told = toldIn(s, a)
	x.names = map[dateline.RoleName][]roleName{}
	for _, r := range a.Roles {
		x.names[r.Role] = append(x.names[r.Role], roleName{r, text.Fold(r.Name), contentWords(r.Name), nil})
	}
	for _, p := range a.Places {
		x.places = append(x.places, l.locate(p))
	}
	return x
}

// toldLeast is how many words a sentence has that two reports do not both write
// by chance.
const toldLeast = 8

// toldIn is the hash of the words of the sentence that tells an account.
func toldIn(s *source, a *dateline.Account) uint32 {
	for _, e := range a.Evidence {
		if e.Field != "type" {
			continue
		}
		i, _ := slices.BinarySearchFunc(s.reading.Sentences, e.Start, func(sp dateline.Span, at int) int { return cmp.Compare(sp.End, at+1) })
		if i == len(s.reading.Sentences) || !s.reading.Sentences[i].Overlaps(e.Span) {
			continue
		}
		if words := text.Words(s.reading.Sentences[i].In(s.report.Text)); len(words) >= toldLeast {
			return max(1, hash(words...))
		}
		break
	}
	return 0
}

// sortAccounts orders accounts of an event: as their reports stand, which is
// by publication and content.
func sortAccounts(as []*account) {
	slices.SortFunc(as, func(a, b *account) int { return cmp.Compare(a.at, b.at) })
}
