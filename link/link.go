// Package link brings reports together: which share an origin, which tell one
// story, which accounts are one event, and how the accounts of an event stand
// to each other field by field.
//
// It works on a stream. Linker.Add places a report by what is known, Settle makes
// the result a function of the reports alone, whatever the order they came in,
// Remove takes one out as if it had never come, Decide replays what people decided,
// Record says what there is, and Changes what is new or another. Link does all of it
// at once. The canonical order is by publication, then by the hash of the text.
//
// Stories come in four steps, each of which costs what is near a report:
//
//   - Package origin tells copies. A copy follows the report that it repeats and
//     decides nothing.
//   - A report is a Piece, or one for each country if it is a round-up: weighed
//     words, names, ages, streets, towns, and its events as scenes. A piece is
//     posted under a few keys, and compared in full (Kinship) with the few
//     earlier pieces that share most of its keys.
//   - Pieces are clustered day by day, on top of the clusters of the days before:
//     pairs in order of their points, two clusters joined when the pieces of the
//     smaller one are borne out by the larger. A report that comes late has the
//     days from its own on clustered anew.
//   - The accounts of a story are grouped into events, pair by pair in order of
//     likeness, as if there were no other story; then an event that is nothing but
//     background points to the one that it is most like, of those of other stories
//     that lie near it in place and time, which takes it in.
//
// A Linker that is Opened over Sources holds no more of an older report than its
// place: order, keys, likenesses, cluster. What it compares of it, it fetches. What
// must be kept for another Linker to go on where this one is, Restore takes up.
//
// All scores are integers and words weigh by a fixed table, so nothing depends on
// the machine or on what came before. Accounts merge on several things that agree
// and little that contradicts, never on a name alone; two accounts of one report
// are never one event.
package link

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
	"dateline/link/origin"
	"dateline/register"
	"dateline/text"
)

// Version names this linker in all it makes.
const Version dateline.Maker = "link/7"

// Options are the rooms that linking draws on. Nil fields stand for the
// embedded ones.
type Options struct {
	Codebook  *codebook.Codebook
	Gazetteer *gazetteer.Gazetteer
	Register  *register.Register
	// Decisions are replayed by Link; a Linker is told of them by Decide.
	Decisions []dateline.Decision
	// How much an Open Linker holds of what lies in its Sources: bytes of reports with
	// their readings, some 8 KB each, about; how many of what grouping compares of a report, some 2 KB; what is
	// compared to find copies, some 4 KB. 0 is the default.
	HoldSources, HoldPieces, HoldBodies int
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

// A linker compares the accounts of one story.
type linker struct {
	rooms
	bonds    *bonds
	story    *story
	run      *run
	accounts []*account
	placed   map[*account]daySpan // days that the story gives an account
	weekdays map[*account]int     // the weekday that its report gives an account, where the story's days are others
	network  *network
	steps    []step // how the accounts were grouped
}

// A source is a report with its reading. It stays as it is while the Linker has
// it, but for what says so; a run works on copies of its own.
type source struct {
	report   *dateline.Report // as linking uses it: without a date that is not usable
	given    *dateline.Report
	unused   *dateline.Warning
	reading  *dateline.Reading
	read     *dateline.Reading // as it was made; nil where it is to be fetched
	placed   []dateline.Placed // decisions on it, found again
	order    Order
	accounts []*account
	edition  origin.Edition
	// Of a run's copy alone:
	origin dateline.ReportID // what its origin goes back to
	first  bool              // which is itself
	root   *source           // the report that it repeats
	bare   *source           // what likes keep of it
	// Of an article of several versions the first, which of them it is, from 0, and
	// whether it is the last.
	article dateline.ReportID
	nth     int
	last    bool
}

// An account is an account with what linking compares.
type account struct {
	*dateline.Account
	n      int                // where it stands in its reading
	local  dateline.AccountID // the id within its reading
	key    uint64             // a hash of what tells it from all other accounts: its report and where its words stand
	src    *source
	family string
	rank   int
	piece  PieceID // what it stands in
	places []located
	words  []string // content words of the clauses that tell it
	told   uint32   // the words of the sentence that tells it; 0 for few words
	names  map[dateline.RoleName][]roleName
	turns  map[dateline.Harm]turn // as far as asked; see turnOf
	serial uint64                 // of the account of a source that a Linker holds, as long as it does; 0 of others
	alike  map[uint64]int16       // how like it earlier ones of one story are, as far as asked; see likenessOf
	// Of a run's copy alone:
	seat  int32 // where it stands among its story's
	group *group
	story *story
	into  *account // what stands for it in the record; nil for itself
	// folded are the keys of those that it stands for besides its own.
	folded []uint64
}

// A roleName is a role with its name ready to compare.
type roleName struct {
	dateline.Role
	folded string
	words  []string
	denied bool               // the account has it for a denial alone
	unsure []dateline.ActorID // without an actor: whom an ambiguous name in it may stand for
}

// A group is the accounts that are one event.
type group struct {
	accounts []*account
	story    *story // which tells the event
	key      uint64 // of its first account when its story was grouped
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
	l := New(o)
	for i := range reports {
		l.Add(&reports[i], readings[i])
	}
	l.Decide(o.Decisions)
	l.Settle()
	return l.Record()
}

// source takes up a report with its reading.
func (l *rooms) source(r *dateline.Report, reading *dateline.Reading) *source {
	r.Genre = reading.Genre
	s := &source{report: r, given: r, reading: reading, order: Order{math.MaxInt64, r.SHA256, PieceID(r.ID)}, edition: origin.EditionOf(r)}
	published, unused := usable(r)
	if unused != nil {
		undated := *r
		undated.Published = nil
		s.report, s.unused = &undated, unused
	}
	if published != nil {
		s.order.Published = published.Time.Unix()
	}
	at := map[dateline.Span]int{}
	for i := range reading.Accounts {
		a := l.prepare(s, &reading.Accounts[i])
		told := a.tells()
		a.n, a.key = i, accountKey(r.ID, told, at[told])
		at[told]++
		s.accounts = append(s.accounts, a)
	}
	s.parts()
	return s
}

// tells is where the words stand that tell the account.
func (a *account) tells() dateline.Span {
	for _, e := range a.Evidence {
		if e.Field == "type" {
			return e.Span
		}
	}
	return dateline.Span{}
}

// accountKey names an account by its report, by where its words stand, and of
// several that rest on the same words by which one it is: not by its number in its
// reading, which another version of the reader gives to another account.
func accountKey(r dateline.ReportID, told dateline.Span, nth int) uint64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d %d %d", r, told.Start, told.End, nth))
	return binary.BigEndian.Uint64(sum[:])
}

func (l *rooms) prepare(s *source, a *dateline.Account) *account {
	copied := *a // a reading is never changed
	x := &account{Account: &copied, local: a.ID, src: s, family: l.codebook.Family(a.Type), turns: map[dateline.Harm]turn{}}
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
		x.names[r.Role] = append(x.names[r.Role], roleName{Role: r, folded: text.Fold(r.Name), words: contentWords(r.Name), denied: denies(a, r)})
		if last := &x.names[r.Role][len(x.names[r.Role])-1]; r.Actor == nil {
			last.unsure = mayBe(x, r.Role, r)
		}
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

// compare orders accounts as their reports stand, which is by publication and
// content, and those of a report as its reading has them.
func (a *account) compare(b *account) int {
	return cmp.Or(a.src.order.Compare(b.src.order), cmp.Compare(a.n, b.n))
}

// sortAccounts orders accounts of an event.
func sortAccounts(as []*account) { slices.SortFunc(as, (*account).compare) }
