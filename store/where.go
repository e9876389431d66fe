package store

import (
	"net/url"
	"regexp"
	"strings"

	"dateline"
)

// IsPostgres says whether where is the address of a PostgreSQL database, not a path.
func IsPostgres(where string) bool {
	return strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://")
}

// scheme is how an address begins, which a path does not.
var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:/`)

// misspelt refuses an address of no database that is known, which would else be taken
// for a path, its password for a directory.
func misspelt(where string) error {
	if IsPostgres(where) || !scheme.MatchString(where) || len(where) > 2 && where[1] == ':' {
		return nil
	}
	kind, _, _ := strings.Cut(where, ":")
	return dateline.Errorf(dateline.Invalid, "%s: addresses of %s are not known; give the path of a file, or postgres://user@host/database", kind, kind)
}

// masked is what stands for a password.
const masked = "xxxxx"

// passwordParameter is a password among the parameters of an address, in whatever
// state the rest of it is.
var passwordParameter = regexp.MustCompile(`(?i)((?:ssl)?password=)[^&\s]*`)

// Mask is where without passwords, for logs and messages. Of an address that
// cannot be read nothing is left that may be one.
func Mask(where string) string {
	if !IsPostgres(where) {
		return where
	}
	u, err := url.Parse(where)
	if err != nil {
		scheme, rest, _ := strings.Cut(where, "://")
		// A password ends at the last @: it may hold all else unescaped.
		if i := strings.LastIndexByte(rest, '@'); i >= 0 {
			rest = masked + rest[i:]
		}
		return passwordParameter.ReplaceAllString(scheme+"://"+rest, "${1}"+masked)
	}
	return passwordParameter.ReplaceAllString(u.Redacted(), "${1}"+masked)
}

// password is the password in an address; "" when there is none.
func passwordOf(where string) []string {
	var out []string
	if u, err := url.Parse(where); err == nil {
		if p, ok := u.User.Password(); ok && p != "" {
			out = append(out, p)
		}
		for _, key := range []string{"password", "sslpassword"} {
			if p := u.Query().Get(key); p != "" {
				out = append(out, p)
			}
		}
	}
	return out
}
