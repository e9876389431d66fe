package dateline_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A room is a row of ARCHITECTURE.md's table, for one of its packages.
type room struct {
	floor int
	all   bool     // may import every lower room
	may   []string // rooms it may import
}

// A pkg is what go list says of a package of the module.
type pkg struct {
	ImportPath string
	Imports    []string
	Standard   bool
}

var codeWord = regexp.MustCompile("`([^`]+)`")

// rooms reads the table under the heading "Rooms". The root package is
// called dateline.
func rooms(markdown string) (map[string]room, error) {
	_, section, ok := strings.Cut(markdown, "\n## Rooms\n")
	if !ok {
		return nil, errors.New("no heading \"## Rooms\"")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	out := map[string]room{}
	for line := range strings.Lines(section) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if !strings.HasPrefix(line, "|") || len(cells) != 4 {
			continue
		}
		floor, err := strconv.Atoi(strings.TrimSpace(cells[0]))
		if err != nil {
			continue // the table's head
		}
		r := room{floor: floor}
		switch may := strings.TrimSpace(cells[3]); may {
		case "all":
			r.all = true
		case "-":
		default:
			for name := range strings.SplitSeq(may, ",") {
				r.may = append(r.may, strings.TrimSpace(name))
			}
		}
		names := codeWord.FindAllStringSubmatch(cells[1], -1)
		if len(names) == 0 {
			return nil, fmt.Errorf("a row names no package: %s", line)
		}
		for _, n := range names {
			if _, twice := out[n[1]]; twice {
				return nil, fmt.Errorf("two rows name %s", n[1])
			}
			out[n[1]] = r
		}
	}
	return out, nil
}

// testOnly are packages for tests, which no product package may import.
func testOnly(name string) bool { return strings.HasSuffix(name, "test") }

// name is how the table calls a package of the module.
func name(importPath string) string { return strings.TrimPrefix(importPath, "dateline/") }

func ours(importPath string) bool {
	return importPath == "dateline" || strings.HasPrefix(importPath, "dateline/")
}

// roomOf is the room that a package is of: itself, or the room that it is a
// layer of, as reader is of reader/syntax.
func roomOf(table map[string]room, name string) string {
	for i := range name {
		if _, drawn := table[name[:i]]; drawn && name[i] == '/' {
			return name[:i]
		}
	}
	return name
}

// below reports whether one package stands below another: on a lower floor,
// or as a layer of the same room.
func below(table map[string]room, to, from string) bool {
	home := roomOf(table, to)
	return table[to].floor < table[from].floor || to != home && to != from && home == roomOf(table, from) && table[to].floor == table[from].floor
}

// violations compares the table with the packages, tests' own imports aside.
func violations(table map[string]room, pkgs []pkg) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	seen := map[string]bool{}
	for _, p := range pkgs {
		from := name(p.ImportPath)
		if testOnly(from) {
			continue
		}
		seen[from] = true
		r, drawn := table[from]
		if !drawn {
			say("%s is built and not in the table", from)
			continue
		}
		for _, imp := range p.Imports {
			if !ours(imp) {
				host, _, _ := strings.Cut(imp, "/")
				if from == "dateline" && strings.Contains(host, ".") {
					say("the root imports %s; it may import the standard library only", imp)
				}
				continue
			}
			to := name(imp)
			switch {
			case testOnly(to):
				say("%s imports %s, which is for tests", from, to)
			case !r.all && !slices.Contains(r.may, to):
				say("%s imports %s, which its row does not allow", from, to)
			case roomOf(table, to) != to && roomOf(table, to) != roomOf(table, from):
				say("%s imports %s, a layer of another room", from, to)
			case !below(table, to, from):
				say("%s imports %s, which is not below it", from, to)
			}
		}
	}
	for _, from := range slices.Sorted(maps.Keys(table)) {
		if !seen[from] {
			say("%s is in the table and not built", from)
		}
		for _, to := range table[from].may {
			switch _, drawn := table[to]; {
			case !drawn:
				say("the row of %s allows %s, which is in no row", from, to)
			case !below(table, to, from):
				say("the row of %s allows %s, which is not below it", from, to)
			}
		}
	}
	return out
}

func TestTheRoomsAreAsARCHITECTUREDrawsThem(t *testing.T) {
	page, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	table, err := rooms(string(page))
	if err != nil {
		t.Fatal(err)
	}
	listed, err := exec.Command("go", "list", "-json=ImportPath,Imports,Standard", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var pkgs []pkg
	for dec := json.NewDecoder(strings.NewReader(string(listed))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
	for _, v := range violations(table, pkgs) {
		t.Error(v)
	}
}

func TestADrawingThatIsNotTrueIsFound(t *testing.T) {
	const page = `
## Rooms

| floor | package | holds | may import |
|---|---|---|---|
| 2 | ` + "`cmd/x`" + ` | commands | all |
| 1 | ` + "`a`, `b`" + ` | two rooms | dateline |
| 1 | ` + "`c`" + ` | a third | dateline, a |
| 1 | ` + "`d`" + ` | a room of layers | dateline, d/upper, d/lower |
| 1 | ` + "`d/upper`" + ` | a layer | dateline, d/lower |
| 1 | ` + "`d/lower`" + ` | a layer | dateline, d |
| 1 | ` + "`gone`" + ` | nothing | dateline |
| 0 | ` + "`dateline`" + ` (root) | nouns | - |

## More

| 9 | ` + "`not-a-room`" + ` | another table | all |
`
	table, err := rooms(page)
	if err != nil {
		t.Fatal(err)
	}
	got := violations(table, []pkg{
		{ImportPath: "dateline", Imports: []string{"fmt", "golang.org/x/text"}},
		{ImportPath: "dateline/a", Imports: []string{"dateline", "dateline/b"}},
		{ImportPath: "dateline/b", Imports: []string{"dateline", "dateline/cmd/x", "dateline/fixturetest"}},
		{ImportPath: "dateline/c", Imports: []string{"dateline/a"}},
		{ImportPath: "dateline/d", Imports: []string{"dateline", "dateline/d/upper", "dateline/d/lower"}},
		{ImportPath: "dateline/d/upper", Imports: []string{"dateline/d/lower"}},
		{ImportPath: "dateline/d/lower", Imports: []string{"dateline"}},
		{ImportPath: "dateline/new", Imports: []string{"dateline"}},
		{ImportPath: "dateline/cmd/x", Imports: []string{"dateline/a", "dateline/b", "dateline/d/lower", "example.org/y"}},
		{ImportPath: "dateline/fixturetest", Imports: []string{"dateline/c"}},
	})
	want := []string{
		"the root imports golang.org/x/text; it may import the standard library only",
		"a imports b, which its row does not allow",
		"b imports cmd/x, which its row does not allow",
		"b imports fixturetest, which is for tests",
		"c imports a, which is not below it",
		"new is built and not in the table",
		"cmd/x imports d/lower, a layer of another room",
		"the row of c allows a, which is not below it",
		"the row of d/lower allows d, which is not below it",
		"gone is in the table and not built",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
