package tagger

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
	"sync"
	"unicode"
)

var (
	//go:embed weights/names.bin
	namesWeights []byte
	//go:embed weights/re3d.bin
	re3dWeights []byte
	//go:embed weights/re3d.txt
	re3dDigests string
)

// DefaultNames finds the names of reports, by the tags of our own annotated
// reports (go doc dateline/corpus): per, grp, force, org, loc, nat, wpn, veh,
// time, num, money.
var DefaultNames = sync.OnceValues(func() (*Names, error) { return OpenNames(namesWeights) })

// Re3d are the stages that find entities of re3d's types behind DefaultNames:
// what was learned from our own reports, marked by re3d's habits as far as they can be told, and
// what was learned on top of that from re3d.
var Re3d = sync.OnceValue(func() (out struct {
	Prior, Learned *NameStage
	Err            error
}) {
	var rest []byte
	if out.Prior, rest, out.Err = OpenNameStage(re3dWeights); out.Err == nil {
		out.Learned, _, out.Err = OpenNameStage(rest)
	}
	return out
})

// Re3dTaught reports whether the stages of Re3d were learned from a text.
func Re3dTaught(text string) bool { return re3dTexts()[Digest(text)] }

var re3dTexts = sync.OnceValue(func() map[string]bool { return digestsOf(re3dDigests) })

// digestsOf are the first fields of a list's lines.
func digestsOf(list string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(list) {
		digest, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		out[digest] = true
	}
	return out
}

// Digest is the hash of a text by its letters and digits in small letters, so
// that a text stays the same in other spaces and marks.
func Digest(text string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
}
