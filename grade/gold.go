package grade

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path"
	"path/filepath"
	"strings"

	"dateline"
)

// Gold is what a careful reader gets from a set of reports. Fields that
// explain (about, notes, more evidence) are kept to be checked for their
// spelling, and are not graded.
type Gold struct {
	About        string          `json:"about"`
	Stories      int             `json:"stories"`
	Origins      *int            `json:"origins"` // of the first story; nil is not graded
	Events       []GoldEvent     `json:"events"`
	Statements   []GoldStatement `json:"statements"`
	Furniture    []Passage       `json:"furniture"`
	Captions     []Passage       `json:"captions"`
	Register     *GoldRegister   `json:"register"`
	MustNot      []string        `json:"must_not"`
	MaxCountable *int            `json:"max_countable"` // countable events, at most; nil is no bound
}

// A GoldEvent is an event wanted. Lists of types and statuses are alternatives.
type GoldEvent struct {
	ID           string             `json:"id"`
	Need         string             `json:"need"` // must, should
	Type         []string           `json:"type"`
	Status       []string           `json:"status"`
	Reports      []string           `json:"reports"`    // base names
	Roles        map[string]string  `json:"roles"`      // part of the name, by role
	Casualties   map[string][2]*int `json:"casualties"` // low and high, by harm
	Place        []string           `json:"place"`      // the finest first; it alone is graded
	Places       []string           `json:"places"`     // each is wanted
	Claim        *GoldClaim         `json:"claim"`
	SaidBy       string             `json:"said_by"`
	Time         GoldTime           `json:"time"`
	Agreement    map[string]string  `json:"agreement"`
	Evidence     []Passage          `json:"evidence"`
	MoreEvidence []Passage          `json:"more_evidence"`
	Note         string             `json:"note"`
	Words        string             `json:"words"`
	KilledWords  string             `json:"killed_words"`
	KilledSaidBy string             `json:"killed_said_by"`
	VictimActor  string             `json:"victim_actor"`
}

// A GoldClaim is a claim of responsibility wanted. By is part of a name, empty
// for a claim of kind no-claim; an empty kind is any. Without a branch in
// whose name it is made, no claim of the event may name one.
type GoldClaim struct {
	Kind        dateline.ClaimKind `json:"kind"`
	By          string             `json:"by"`
	InTheNameOf *string            `json:"in_the_name_of"`
	Channel     string             `json:"channel"`
}

// A GoldTime says when, as far as the reports' own dates let it be known.
type GoldTime struct {
	Undated     *GoldRelative `json:"undated"`      // without a date of publication
	Dated       *GoldInterval `json:"dated"`        // with one, exactly
	DatedWithin *[2]string    `json:"dated_within"` // with one, inside: first day, day after the last
	Note        string        `json:"note"`
}

// A GoldInterval is half-open days.
type GoldInterval struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

// A GoldRelative is a time relative to the publication (To is "publication")
// or, by so many days, to another gold event.
type GoldRelative struct {
	To      string
	MinDays int
	MaxDays int
}

// publication is what a time is relative to where the words say "on Wednesday".
const publication = "publication"

// UnmarshalJSON reads "publication" or an object with to, min_days, max_days.
func (r *GoldRelative) UnmarshalJSON(raw []byte) error {
	var word string
	if json.Unmarshal(raw, &word) == nil {
		if word != publication {
			return dateline.Errorf(dateline.Invalid, "undated %q is neither \"publication\" nor an object", word)
		}
		*r = GoldRelative{To: publication}
		return nil
	}
	var o struct {
		To      string `json:"to"`
		MinDays *int   `json:"min_days"`
		MaxDays *int   `json:"max_days"`
	}
	if err := strictly(raw, &o); err != nil {
		return err
	}
	if o.To == "" || o.MinDays == nil || o.MaxDays == nil {
		return dateline.Errorf(dateline.Invalid, "undated wants to, min_days and max_days")
	}
	*r = GoldRelative{o.To, *o.MinDays, *o.MaxDays}
	return nil
}

// A GoldStatement is a statement wanted. Speaker and affiliation are parts of
// the names; the role is not graded.
type GoldStatement struct {
	Need        string    `json:"need"`
	Speaker     string    `json:"speaker"`
	Role        string    `json:"role"`
	Affiliation string    `json:"affiliation"`
	Direct      bool      `json:"direct"`
	Evidence    []Passage `json:"evidence"` // the first is graded
	Note        string    `json:"note"`
}

// A Passage is words of a report. Without offsets, the words must occur
// exactly once, and the offsets are found.
type Passage struct {
	Report string `json:"report"` // base name
	dateline.Span
	Quote string `json:"quote"`
}

// GoldRegister is what the reports show of groups. Names are whole.
type GoldRegister struct {
	OneActor       []string `json:"one_actor"` // names of one group
	Distinct       []string `json:"distinct"`  // names of different groups
	Ambiguous      []string `json:"ambiguous"` // names that by themselves decide nothing
	Branches       []string `json:"branches"`
	Leader         string   `json:"leader"`
	Rival          string   `json:"rival"`
	ChangeProposed string   `json:"change_proposed"`
}

// ParseGold reads a gold.json and checks it against the reports it is about. A
// key that gold does not know is refused, since a misspelt want would pass
// unseen; so are words that do not stand in their report.
func ParseGold(raw []byte, files []File) (*Gold, error) {
	g := &Gold{}
	if err := strictly(raw, g); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "gold.json is broken: %w", err)
	}
	if err := g.settle(files); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "gold.json: %w", err)
	}
	return g, nil
}

func strictly(raw []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return dateline.Errorf(dateline.Invalid, "something follows its end")
	}
	return nil
}

// settle finds the offsets of passages and refuses what cannot be graded.
func (g *Gold) settle(files []File) error {
	texts := map[string]string{}
	for _, f := range files {
		name := base(f.Path)
		if _, twice := texts[name]; twice {
			return dateline.Errorf(dateline.Invalid, "two reports are named %s", name)
		}
		texts[name] = string(f.Data)
	}
	ids := map[string]bool{}
	for i := range g.Events {
		e := &g.Events[i]
		if e.ID == "" || ids[e.ID] {
			return dateline.Errorf(dateline.Invalid, "event %d has no id of its own", i+1)
		}
		if ids[e.ID] = true; len(e.Type) == 0 || len(e.Reports) == 0 {
			return dateline.Errorf(dateline.Invalid, "event %s lacks a type or reports", e.ID)
		}
		if err := settleRow("event "+e.ID, e.Need, e.Evidence, texts); err != nil {
			return err
		}
		for _, r := range e.Reports {
			if !tells(e.Evidence, r) {
				return dateline.Errorf(dateline.Invalid, "event %s has no evidence in %s, which is to tell it", e.ID, r)
			}
		}
	}
	for i := range g.Events {
		if u := g.Events[i].Time.Undated; u != nil && u.To != publication && !ids[u.To] {
			return dateline.Errorf(dateline.Invalid, "event %s is dated by %s, which is no event", g.Events[i].ID, u.To)
		}
	}
	for i := range g.Statements {
		s := &g.Statements[i]
		if len(s.Evidence) == 0 || s.Speaker == "" {
			return dateline.Errorf(dateline.Invalid, "statement %d lacks a speaker or evidence", i+1)
		}
		if err := settleRow("a statement of "+s.Speaker, s.Need, s.Evidence, texts); err != nil {
			return err
		}
	}
	for _, p := range [][]Passage{g.Furniture, g.Captions} {
		if err := settleRow("furniture and captions", must, p, texts); err != nil {
			return err
		}
	}
	return nil
}

func tells(evidence []Passage, report string) bool {
	for _, p := range evidence {
		if p.Report == report {
			return true
		}
	}
	return false
}

func settleRow(what, need string, passages []Passage, texts map[string]string) error {
	if need != must && need != should {
		return dateline.Errorf(dateline.Invalid, "%s: need is %q, neither must nor should", what, need)
	}
	for i := range passages {
		p := &passages[i]
		text, ok := texts[p.Report]
		switch n := strings.Count(text, p.Quote); {
		case !ok:
			return dateline.Errorf(dateline.Invalid, "%s: there is no report %q", what, p.Report)
		case p.Quote == "":
			return dateline.Errorf(dateline.Invalid, "%s: an empty quote", what)
		case p.End > 0 && (p.Start < 0 || p.Start >= p.End || p.End > len(text) || p.In(text) != p.Quote):
			return dateline.Errorf(dateline.Invalid, "%s: %s does not hold at %s the words %q", what, p.Report, p.Span, p.Quote)
		case p.End > 0:
		case n != 1:
			return dateline.Errorf(dateline.Invalid, "%s: the words %q stand %d times in %s, not once; quote more of them", what, p.Quote, n, p.Report)
		default:
			p.Start = strings.Index(text, p.Quote)
			p.End = p.Start + len(p.Quote)
		}
	}
	return nil
}

// base is the last part of a path, whichever way its slashes lean.
func base(p string) string { return path.Base(filepath.ToSlash(p)) }
