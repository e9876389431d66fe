package text

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What the quick look lets go is nothing that the long pattern would match.
func TestEveryCreditHasAHint(t *testing.T) {
	lines := strings.Split(`Photo: Jane Doe
File photos by the agency
Image courtesy of the ministry.
Picture taken on Monday
Screengrab shows smoke
Screenshot | The channel
Illustration by A. Roe
Graphic: the desk
Image caption The bridge at dawn
Undated footage of the camp
Handout photograph
Pictured the minister
Representational image
[Photo of a lorry]
Smoke over the port (Reuters)
Smoke over the port [file]
Smoke over the port (handout from the navy)
Smoke over the port (XINHUA)
Smoke over the port (Anadolu).
Smoke over the port (via AP)
The ferry at noon. Photo by Jane Doe
The ferry at noon / credit: Jane Doe
The ferry at noon GETTY IMAGES
The ferry at noon EPA-EFE
The ferry at noon AP/Jane Doe
The ferry at noon AFP via Getty
The ferry at noon Alamy
The ferry at noon Shutterstock
ſcreengrab: the channel`, "\n")
	for _, s := range lines {
		if !credits.MatchString(s) {
			t.Errorf("%q is no credit; the test wants one", s)
		}
	}
	paths, err := filepath.Glob("../cmd/dateline/sample/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, strings.Split(string(raw), "\n")...)
	}
	passed := 0
	for _, s := range lines {
		if credits.MatchString(s) && !mayCredit(s) {
			t.Errorf("%q is a credit without a hint", s)
		}
		if !mayCredit(s) {
			passed++
		}
	}
	if passed < len(lines)/2 {
		t.Errorf("only %d of %d lines are spared the pattern", passed, len(lines))
	}
}
