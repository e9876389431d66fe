package archive

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strings"
)

var hashes = map[string]func() hash.Hash{
	"sha1": sha1.New, "sha-1": sha1.New, "md5": md5.New,
	"sha256": sha256.New, "sha-256": sha256.New, "sha512": sha512.New, "sha-512": sha512.New,
}

// digestHolds reports whether a labelled digest ("sha1:" and base 32, mostly) is that
// of one of the forms of what it stands for: writers differ in whether they take it
// before or after chunks and encodings are undone. One that is absent, of an unknown
// algorithm or of no known form says nothing, so it holds.
func digestHolds(given string, forms [][]byte) bool {
	label, value, _ := strings.Cut(given, ":")
	algorithm := hashes[strings.ToLower(label)]
	if algorithm == nil {
		return true
	}
	h := algorithm()
	want := digestBytes(value, h.Size())
	if want == nil {
		return true
	}
	for _, form := range forms {
		h.Reset()
		h.Write(form)
		if bytes.Equal(h.Sum(nil), want) {
			return true
		}
	}
	return false
}

// digestBytes reads a digest of size bytes, in base 32, base 16 or base 64.
func digestBytes(s string, size int) []byte {
	s = strings.TrimRight(strings.TrimSpace(s), "=")
	if len(s) == hex.EncodedLen(size) {
		if b, err := hex.DecodeString(s); err == nil {
			return b
		}
	}
	b32 := base32.StdEncoding.WithPadding(base32.NoPadding)
	if len(s) == b32.EncodedLen(size) {
		if b, err := b32.DecodeString(strings.ToUpper(s)); err == nil {
			return b
		}
	}
	for _, b64 := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if len(s) == b64.EncodedLen(size) {
			if b, err := b64.DecodeString(s); err == nil {
				return b
			}
		}
	}
	return nil
}
