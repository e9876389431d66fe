//go:build unix

package chaostest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dateline/needtest"
)

// patience is how long anything may take before a test gives it up as hanging.
const patience = 5 * time.Minute

// built is where the programs are, which are built when the first test asks.
var built struct {
	sync.Once
	dir string
	err error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if built.dir != "" {
		os.RemoveAll(built.dir)
	}
	os.Exit(code)
}

// whole says that a test needs the whole program and time, and gives the path of one
// of its commands.
func whole(t *testing.T, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("runs the whole program as processes, which -short leaves out")
	}
	root := needtest.Root(t)
	built.Do(func() {
		if built.dir, built.err = os.MkdirTemp("", "dateline-chaos"); built.err != nil {
			return
		}
		cmd := exec.Command("go", "build", "-buildvcs=false", "-o", built.dir+"/", "./cmd/dateline", "./cmd/stream")
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			built.err = fmt.Errorf("go build: %w\n%s", err, out)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return filepath.Join(built.dir, name)
}

// A process is a run of the command.
type process struct {
	cmd   *exec.Cmd
	out   output // both of standard output and standard error
	ended chan struct{}
}

// An output may be read while it is written.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// A world is what processes run in: a directory and settings of their own.
type world struct {
	t   *testing.T
	dir string
	env []string
}

// newWorld makes one in which nothing of the user's settings is seen.
func newWorld(t *testing.T, env ...string) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir()}
	w.env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + w.dir, "TMPDIR=" + os.TempDir()}, env...)
	return w
}

// start starts the command.
func (w *world) start(args ...string) *process {
	w.t.Helper()
	return w.startProgram(whole(w.t, "dateline"), args...)
}

func (w *world) startProgram(program string, args ...string) *process {
	w.t.Helper()
	p := &process{cmd: exec.Command(program, args...), ended: make(chan struct{})}
	p.cmd.Dir, p.cmd.Env = w.dir, w.env
	p.cmd.Stdout, p.cmd.Stderr = &p.out, &p.out
	if err := p.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait() // what it came to is in its state
		close(p.ended)
	}()
	w.t.Cleanup(func() { p.kill() })
	return p
}

// over reports whether the process has ended.
func (p *process) over() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// kill ends the process as a power cut would, and reports whether it did not end by
// itself before.
func (p *process) kill() bool {
	_ = p.cmd.Process.Kill() // it may have ended
	<-p.ended
	status, ok := p.cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL
}

// wait waits until the process ends and gives its status.
func (p *process) wait(t *testing.T) int {
	t.Helper()
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.kill()
		t.Fatalf("%s goes on and on:\n%s", p, &p.out)
	}
	return p.cmd.ProcessState.ExitCode()
}

// stop ends the process as a person does, and wants it to end well.
func (p *process) stop(t *testing.T) {
	t.Helper()
	_ = p.cmd.Process.Signal(os.Interrupt) // it may have ended
	if code := p.wait(t); code != 0 {
		t.Fatalf("%s, told to stop, ends with %d:\n%s", p, code, &p.out)
	}
}

func (p *process) String() string { return "dateline " + strings.Join(p.cmd.Args[1:], " ") }

// run runs the command, wants a status, and gives what it printed.
func (w *world) run(status int, args ...string) string {
	w.t.Helper()
	p := w.start(args...)
	if code := p.wait(w.t); code != status {
		w.t.Fatalf("%s ends with %d, not %d:\n%s", p, code, status, &p.out)
	}
	return p.out.String()
}

// write writes a file of the world and gives its name.
func (w *world) write(name string, data []byte) string {
	w.t.Helper()
	if err := os.WriteFile(filepath.Join(w.dir, name), data, 0o644); err != nil {
		w.t.Fatal(err)
	}
	return name
}

// stream writes synthetic reports, of which none is like another, and gives the
// file's name.
func (w *world) stream(reports int) string {
	w.t.Helper()
	p := w.startProgram(whole(w.t, "stream"), "--reports", fmt.Sprint(reports), "--seed", "11", "--out", "stream.jsonl")
	if code := p.wait(w.t); code != 0 {
		w.t.Fatalf("the stream ends with %d:\n%s", code, &p.out)
	}
	return "stream.jsonl"
}

// until waits for something that comes about by itself.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s does not come about", what)
		}
	}
}
