package dateline_test

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the README's transcripts anew")

// A transcript is a command of a console block and what the block shows of
// its output, standard error included.
type transcript struct {
	line    int // of the command, from 1
	command string
	output  string
}

// transcripts are the commands of a page's console blocks: lines that begin
// with "$ ", each followed by its output.
func transcripts(page string) []transcript {
	var out []transcript
	inside := false
	number := 0
	for line := range strings.Lines(page) {
		number++
		switch command, is := strings.CutPrefix(line, "$ "); {
		case strings.HasPrefix(line, "```"):
			inside = strings.TrimSpace(line) == "```console"
		case inside && is:
			out = append(out, transcript{line: number, command: strings.TrimSpace(command)})
		case inside && len(out) > 0:
			out[len(out)-1].output += line
		}
	}
	return out
}

func TestTheREADMEShowsWhatItsCommandsPrint(t *testing.T) {
	page, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(bin, "dateline"), "./cmd/dateline")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	home := t.TempDir()
	shown := transcripts(string(page))
	renewed := string(page)
	if len(shown) == 0 {
		t.Fatal("the README shows no command")
	}
	for _, s := range shown {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		cmd := exec.CommandContext(ctx, "sh", "-c", s.command)
		cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+home, "XDG_DATA_HOME=", "XDG_CONFIG_HOME=")
		// The exit status is not looked at: a page may show a refusal, and
		// then the words are what counts.
		raw, err := cmd.CombinedOutput()
		cancel()
		out := strings.ReplaceAll(string(raw), home, "/home/you")
		if *update {
			renewed = strings.Replace(renewed, "$ "+s.command+"\n"+s.output, "$ "+s.command+"\n"+out, 1)
			continue
		}
		if d := cmp.Diff(s.output, out); d != "" {
			t.Errorf("README.md:%d: $ %s (%v; -README +real; -update writes it anew):\n%s", s.line, s.command, err, d)
		}
	}
	if renewed != string(page) {
		if err := os.WriteFile("README.md", []byte(renewed), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTranscriptsAreFound(t *testing.T) {
	const page = "# A page\n\n```console\n$ one two\nfirst\n\nsecond\n$ three\n```\n\n```sh\n$ not this\n```\n\n```console\n$ four\nlast\n```\n"
	want := []transcript{{4, "one two", "first\n\nsecond\n"}, {8, "three", ""}, {16, "four", "last\n"}}
	if d := cmp.Diff(want, transcripts(page), cmp.AllowUnexported(transcript{})); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
