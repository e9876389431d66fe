package main

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"dateline/grade"
	"dateline/needtest"
)

var setFloors = flag.String("floors", "", "write the floors of the stories: raise refuses to lower one, lower does not")

// Floors are what the reading of the stories may not fall below.
type floors struct {
	Stories string `yaml:"stories"` // digest of the stories that they hold for
	Wants   int    `yaml:"wants_met"`
	F1      int    `yaml:"f1_permille"`
}

const floorsHead = `# What the reading of stories/ may not fall below: wants of events met, and F1 of
# events in thousandths. The digest is of the stories, so that floors and
# fixtures move together. To set them:
#
#	go test ./cmd/dateline -run Floors -floors=raise
#
# Lowering one takes -floors=lower and a reason in the commit.
`

func TestTheReadingOfStoriesHoldsItsFloors(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(needtest.Root(t), "grade", "testdata")
	path := filepath.Join(dir, "floors.yaml")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var floor floors
	if err := yaml.UnmarshalWithOptions(raw, &floor, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	scores, err := grade.Stories(filepath.Join(dir, "stories"), quiet().grader(context.Background(), options{}))
	if err != nil {
		t.Fatal(err)
	}
	tally := grade.Summarise(scores...).Tally
	now := floors{digest(t, filepath.Join(dir, "stories")), tally.WantsMet, tally.EventQuality().F1}
	if f := *setFloors; f != "" && f != "raise" && f != "lower" {
		t.Fatalf("-floors=%s is neither raise nor lower", f)
	}
	fell := now.Wants < floor.Wants || now.F1 < floor.F1
	switch {
	case *setFloors == "lower" || *setFloors == "raise" && !fell:
		text := fmt.Sprintf("%sstories: %s\nwants_met: %d\nf1_permille: %d\n", floorsHead, now.Stories, now.Wants, now.F1)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	case now.Stories != floor.Stories:
		t.Errorf("the stories are not those that the floors hold for; they now give %d wants and F1 %d: set the floors anew", now.Wants, now.F1)
	case fell:
		t.Errorf("%d wants met and F1 %d, below the floors of %d and %d: see dateline grade stories --errors 5 grade/testdata/stories", now.Wants, now.F1, floor.Wants, floor.F1)
	}
}

func TestTheReadmesFiguresAreTheGraders(t *testing.T) {
	t.Parallel()
	root := needtest.Root(t)
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []string{"stories", "unseen"} {
		scores, err := grade.Stories(filepath.Join(root, "grade", "testdata", set), quiet().grader(context.Background(), options{}))
		if err != nil {
			t.Fatal(err)
		}
		tally := grade.Summarise(scores...).Tally
		f1, met := tally.EventQuality().F1, (2000*tally.WantsMet+tally.Wants)/(2*tally.Wants)
		command := fmt.Sprintf("`dateline grade stories grade/testdata/%s`", set)
		row := fmt.Sprintf("%s | %d.%d %% | %d.%d %% |", command, f1/10, f1%10, met/10, met%10)
		if *update {
			old := regexp.MustCompile(regexp.QuoteMeta(command) + ` \| .*\|`)
			readme = old.ReplaceAllLiteral(readme, []byte(row))
			if err := os.WriteFile(filepath.Join(root, "README.md"), readme, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if !strings.Contains(string(readme), row) {
			t.Errorf("README.md lacks %q: renew its table", row)
		}
	}
}

// quiet is the program with nobody to listen to its complaints.
func quiet() program {
	return program{strings.NewReader(""), io.Discard, io.Discard, newEngine}
}

func digest(t *testing.T, dir string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no stories in %s (%v)", dir, err)
	}
	h := sha256.New()
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = fmt.Fprintf(h, "%s %x\n", filepath.Base(name), sha256.Sum256(raw))
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

func TestASetThatIsNoneIsAnsweredWithTheSets(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"grade"}, {"grade", "foo"}} {
		var out, complaints strings.Builder
		code := run(context.Background(), args, strings.NewReader(""), &out, &complaints)
		said := complaints.String()
		if code != exitUsage || out.Len() > 0 || !strings.Contains(said, "; the sets are copies, ecbplus, ") || strings.Contains(said, `"foo"`) != (len(args) == 2) {
			t.Errorf("%v: exit status %d, %s", args, code, said)
		}
	}
}

func TestTheSeedReportsAreReadRight(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(needtest.Shared(t), "seeds")
	for _, args := range [][]string{nil, {"--published", "2019-05-17"}} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			var out, complaints strings.Builder
			code := run(context.Background(), append(append([]string{"grade", "seeds"}, args...), dir), strings.NewReader(""), &out, &complaints)
			if code != exitOK || complaints.Len() > 0 {
				t.Fatalf("exit status %d, %s", code, complaints.String())
			}
			if !strings.Contains(out.String(), "\nverdict: right\n") {
				t.Error(out.String())
			}
		})
	}
}
