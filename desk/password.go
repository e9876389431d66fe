package desk

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"dateline"
)

// What argon2id is given: 19 MiB and two passes, as the OWASP Password Storage Cheat
// Sheet has it for one thread.
const (
	hashMemory = 19 * 1024 // KiB
	hashPasses = 2
	hashSalt   = 16
	hashKey    = 32
)

// The bounds of a password. NIST SP 800-63B asks for length and for nothing else; what
// is longer than the upper bound is no password but an attack on the processor.
const (
	leastPassword = 12  // characters
	mostPassword  = 256 // bytes
)

// hashing bounds how many passwords are hashed at once: each takes 19 MiB.
var hashing = make(chan struct{}, 4)

// HashPassword is the hash under which a user's password is kept, with a salt of its
// own. Invalid says what is wrong with a password for that user.
func HashPassword(user, password string) (string, error) {
	switch n := utf8.RuneCountInString(password); {
	case n < leastPassword:
		return "", dateline.Errorf(dateline.Invalid, "the password has %d characters; give %d or more, as four words that do not belong together", n, leastPassword)
	case len(password) > mostPassword:
		return "", dateline.Errorf(dateline.Invalid, "the password has %d bytes; give %d at most", len(password), mostPassword)
	case strings.Contains(strings.ToLower(password), strings.ToLower(user)) || strings.Count(password, password[:1]) == len(password):
		return "", dateline.Errorf(dateline.Invalid, "the password is easily guessed; give one that is not the name, and not one sign over and over")
	}
	salt := make([]byte, hashSalt)
	_, _ = rand.Read(salt) // never fails
	key := argon2.IDKey([]byte(password), salt, hashPasses, hashMemory, 1, hashKey)
	enc := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, hashMemory, hashPasses, enc(salt), enc(key)), nil
}

// decoy is a hash that no password has: checking against it takes as long as against
// that of a user, so that time does not tell who is one.
var decoy = "$argon2id$v=19$m=19456,t=2,p=1$" + strings.Repeat("A", 22) + "$" + strings.Repeat("A", 43)

// matches reports whether a password is the one of a hash. It waits while others are
// checked, until ctx ends.
func matches(ctx context.Context, hash, password string) (bool, error) {
	select {
	case hashing <- struct{}{}:
		defer func() { <-hashing }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || len(password) > mostPassword {
		return false, nil
	}
	var memory, passes uint32
	var threads uint8
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &threads); err != nil || parts[2] != "v=19" {
		return false, nil
	}
	// A hash from elsewhere may not ask for more than a machine has.
	if memory > 1<<18 || passes == 0 || passes > 16 || threads == 0 {
		return false, nil
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, nil
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(want) < 16 || len(want) > 64 {
		return false, nil
	}
	got := argon2.IDKey([]byte(password), salt, passes, memory, threads, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}
