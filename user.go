package dateline

import (
	"regexp"
	"time"
)

// A Rank is what a user may do: all that those below it may, and more.
type Rank string

// The ranks, from the lowest.
const (
	RankViewer Rank = "viewer" // reads; private persons are masked
	RankCoder  Rank = "coder"  // decides
	RankLead   Rank = "lead"   // assigns, adjudicates, labels, releases
	RankAdmin  Rank = "admin"  // users, audit
)

var ranks = map[Rank]int{RankViewer: 1, RankCoder: 2, RankLead: 3, RankAdmin: 4}

// Known reports whether there is such a rank.
func (r Rank) Known() bool { return ranks[r] > 0 }

// May reports whether who has this rank may do what the least asks for. A rank that is
// not known may nothing.
func (r Rank) May(least Rank) bool { return r.Known() && least.Known() && ranks[r] >= ranks[least] }

// A User is who may log in. Users are disabled rather than deleted: decisions and the
// audit name them.
type User struct {
	Name     string    `json:"name"`
	Rank     Rank      `json:"rank"`
	Password string    `json:"-"`       // its hash, as argon2id is written ($argon2id$…); "" where none logs in
	Subject  string    `json:"subject"` // issuer and subject of who logs in elsewhere; "" for none
	Disabled bool      `json:"disabled"`
	Made     time.Time `json:"made"`
}

var userName = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{0,63}$`)

// Check says what is wrong with a user, nil when nothing is.
func (u User) Check() error {
	switch {
	case !userName.MatchString(u.Name):
		return Errorf(Invalid, "%q is no name of a user; up to 64 lower-case letters, digits, dots, underscores, hyphens and @ make one, a letter or digit first", u.Name)
	case !u.Rank.Known():
		return Errorf(Invalid, "user %s: %q is no rank; viewer, coder, lead and admin are", u.Name, u.Rank)
	case u.Password != "" && !argon2id.MatchString(u.Password):
		return Errorf(Invalid, "user %s: the password is to be given as the hash that argon2id makes of it", u.Name)
	}
	return nil
}

// argon2id is how a hash by argon2id is written (PHC string format).
var argon2id = regexp.MustCompile(`^\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$`)

// A Session is that somebody is logged in.
type Session struct {
	Token   string // SHA-256 of what the browser holds, lower-case hexadecimal: never that itself
	User    string
	Made    time.Time
	Expires time.Time
	Address string // that it was opened from
}

// An AuditEntry is something that was done, or refused, at the desk. It holds no word of
// a report and no password.
type AuditEntry struct {
	ID      int64     `json:"id"`
	At      time.Time `json:"at"`
	By      string    `json:"by"`      // a user; "" for who is not logged in
	Address string    `json:"address"` // where the request came from
	Action  string    `json:"action"`  // a word or two of a fixed list: "login", "search-person"
	Subject string    `json:"subject"` // what it was done to: an ID, a name
	Outcome string    `json:"outcome"` // "done", "refused", "failed"
	Detail  string    `json:"detail"`
}

// A View is a page of the desk with what was asked of it, saved under a name.
type View struct {
	Owner  string    `json:"owner"` // a user; "" where nobody logs in
	Name   string    `json:"name"`
	Page   string    `json:"page"`   // the page's path
	Query  string    `json:"query"`  // as it stands in the address
	Shared bool      `json:"shared"` // everybody sees it
	Made   time.Time `json:"made"`
}
