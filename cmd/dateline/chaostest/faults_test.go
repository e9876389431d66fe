//go:build linux

package chaostest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dateline/store/storetest"
)

// fill runs the command in a file system of its own that is too small, then in the
// same one made larger.
const fill = `set -u
mount -t tmpfs -o size="$1",mode=777 tmpfs "$4" || exit 77
cd "$4"
ln -s "../$3" .
"$2" add --ledger l.db "$3" >../small.out 2>../small.err; echo $? >../small.status
mount -o remount,size=200m "$4"
"$2" add --ledger l.db "$3" >../large.out 2>../large.err; echo $? >../large.status
cp l.db* ..`

func TestAnAddWithoutSpaceOnDiskGoesOnWhenThereIsSome(t *testing.T) {
	t.Parallel()
	program := whole(t, "dateline")
	s := calm()
	for name, size := range map[string]string{"for what is taken in": "640k", "for what is read": "1800k"} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			stream, want := prepare(t, w, s)
			if err := os.Mkdir(filepath.Join(w.dir, "small"), 0o777); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("sh", "-c", fill, "sh", size, program, stream, filepath.Join(w.dir, "small"))
			cmd.Env, cmd.Dir = w.env, w.dir
			cmd.SysProcAttr = &syscall.SysProcAttr{
				Cloneflags:  syscall.CLONE_NEWNS | syscall.CLONE_NEWUSER,
				UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
				GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
				Setpgid:     true,
			}
			end := time.AfterFunc(patience, func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
			out, err := cmd.CombinedOutput()
			end.Stop()
			if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() == 77 {
				t.Skipf("no file system can be made here to fill up: %v %s", err, out)
			}
			read := func(name string) string {
				b, err := os.ReadFile(filepath.Join(w.dir, name))
				if err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				return string(b)
			}
			if got := read("small.status"); got != "3\n" {
				t.Errorf("without space add ends with %s%s", got, read("small.out"))
			}
			if said := read("small.err"); !strings.Contains(said, "no space is left for the ledger; make some and go on") {
				t.Errorf("without space add says:\n%s", said)
			}
			if got := read("large.status"); got != "0\n" {
				t.Errorf("with space again add ends with %s%s%s", got, read("large.out"), read("large.err"))
			}
			sound(t, w.at("l.db"), s.reports)
			same(t, contents(t, w.at("l.db")), want)
		})
	}
}

func TestAWorkerWaitsForADatabaseThatIsGone(t *testing.T) {
	t.Parallel()
	whole(t, "dateline")
	away := 3 * time.Second
	if long() {
		away = 30 * time.Second
	}
	server := storetest.NewServer(t)
	where := server.Database(t)
	s := calm()
	w := newWorld(t, append(often, "DATELINE_WORK_READERS=1")...)
	stream, want := prepare(t, w, s)
	w.run(0, "add", "--quiet", "--no-wait", "--ledger", where, stream)
	worker := w.start("work", "--ledger", where)
	reach(t, where, worker, s.reports+s.reports/2, time.Now())
	server.Stop(t)
	time.Sleep(away)
	if worker.over() {
		t.Fatalf("the worker ends without its database:\n%s", &worker.out)
	}
	said := worker.out.String()
	server.Start(t)
	until(t, "all is linked", func() bool {
		return worker.over() || number(t, where, "SELECT count(*) FROM reports WHERE linked_by <> ''") == s.reports &&
			number(t, where, "SELECT count(*) FROM river_job WHERE state IN ('available', 'running', 'retryable', 'scheduled')") == 0
	})
	worker.stop(t)
	if !strings.Contains(said, "does not answer") && !strings.Contains(said, "went away") {
		t.Errorf("the worker does not say that the database is gone:\n%s", said)
	}
	sound(t, where, s.reports)
	same(t, contents(t, where), want)
}

// Two processes write to one file at once.
func TestTwoProcessesOnOneFileDoNotGetInEachOthersWay(t *testing.T) {
	t.Parallel()
	s := calm()
	for _, other := range []string{"work", "watch"} {
		t.Run(other, func(t *testing.T) {
			w := newWorld(t, often...)
			stream, want := prepare(t, w, s)
			first := w.write("first.jsonl", lines(t, filepath.Join(w.dir, stream), 5))
			w.run(0, "add", "--quiet", "--no-wait", "--ledger", "l.db", first)
			beside := w.start(other, "--ledger", "l.db", "--log", "text")
			said := w.run(0, "add", "--ledger", "l.db", stream)
			beside.stop(t)
			said += beside.out.String()
			for _, wrong := range []string{"locked", "SQLITE_BUSY", "level=WARN", "level=ERROR"} {
				if strings.Contains(said, wrong) {
					t.Errorf("%s beside add: %q is said:\n%s", other, wrong, said)
				}
			}
			w.run(0, "work", "--once", "--ledger", "l.db")
			sound(t, w.at("l.db"), s.reports)
			got := contents(t, w.at("l.db"))
			for table := range got {
				for i := range got[table] {
					// The first few came by another file's name.
					got[table][i] = strings.ReplaceAll(got[table][i], "first.jsonl", "stream.jsonl")
				}
			}
			same(t, got, want)
		})
	}
}

// lines are the first lines of a file.
func lines(t *testing.T, path string, n int) []byte {
	t.Helper()
	all, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(fmt.Sprintln(strings.Join(strings.SplitN(string(all), "\n", n+1)[:n], "\n")))
}
