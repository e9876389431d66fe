// Package storetest gives tests ledgers on both databases. Tests alone import it.
package storetest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"dateline/needtest"
)

// Prepare is given by a package's TestMain: it makes the tables of a ledger at an
// address, once, and each PostgreSQL database of Both and Postgres is a copy of that.
var Prepare func(where string) error

// Both runs a test once for each database, with where a new ledger of its own is to
// be: a path in a directory of the test, or an address.
func Both(t *testing.T, f func(t *testing.T, where string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { f(t, Postgres(t)) })
}

// BothEmpty is Both with databases that nobody has prepared.
func BothEmpty(t *testing.T, f func(t *testing.T, where string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { f(t, server(t).Database(t)) })
}

// SQLite is a path at which nothing is yet.
func SQLite(t testing.TB) string { return filepath.Join(t.TempDir(), "ledger.db") }

var (
	sharedServer = sync.OnceValues(func() (*Server, error) { return start(binaries) })
	binaries     string
	binariesOnce sync.Once
	databases    atomic.Int64
)

// Postgres is the address of a new database on a server that all tests of this
// process share: empty, or as Prepare left one. It is dropped when the test ends.
func Postgres(t testing.TB) string {
	t.Helper()
	s := server(t)
	if Prepare == nil {
		return s.Database(t)
	}
	prepared.Do(func() {
		s.admin(t, "CREATE DATABASE "+template)
		if err := Prepare(s.address(template)); err != nil {
			t.Fatal(err)
		}
	})
	return s.copy(t, " TEMPLATE "+template)
}

// template is the database that others are copies of.
const template = "prepared"

var prepared sync.Once

func server(t testing.TB) *Server {
	t.Helper()
	dir := needtest.Postgres(t)
	binariesOnce.Do(func() { binaries = dir })
	s, err := sharedServer()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A Server is a PostgreSQL server that ends, with its files, when this process does.
type Server struct {
	bin, dir string
	as       *syscall.Credential
	mu       sync.Mutex
	keeper   *exec.Cmd
	hold     io.Closer
}

// NewServer starts a server of the test's own, to be stopped and started.
func NewServer(t testing.TB) *Server {
	t.Helper()
	s, err := start(needtest.Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Stop(t); os.RemoveAll(s.dir) })
	return s
}

func start(bin string) (*Server, error) {
	// Not t.TempDir: a socket's path may have 107 bytes.
	dir, err := os.MkdirTemp("", "dateline-pg")
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, dir: dir}
	if os.Getuid() == 0 {
		// PostgreSQL refuses to run as root.
		for _, name := range []string{"postgres", "nobody"} {
			u, err := user.Lookup(name)
			if err != nil {
				continue
			}
			uid, _ := strconv.Atoi(u.Uid)
			gid, _ := strconv.Atoi(u.Gid)
			s.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
			if err := os.Chown(dir, uid, gid); err != nil {
				return nil, err
			}
			break
		}
	}
	init := s.command(filepath.Join(bin, "initdb"), "-D", filepath.Join(dir, "data"), "-U", "dateline", "-E", "UTF8", "--locale=C", "-A", "trust", "--no-sync")
	if out, err := init.CombinedOutput(); err != nil {
		os.RemoveAll(dir)
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return s, s.run()
}

func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = s.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.as, Setpgid: true}
	return cmd
}

// keep runs a server until its input ends, which it does with this process, however
// that ends; then the server's files go too, unless a word came before.
const keep = `"$1" -D "$2/data" -k "$2" -c listen_addresses= -c fsync="$3" -c max_connections=60 -c shared_buffers=64MB -c log_min_messages=fatal >"$2/log" 2>&1 &
pid=$!
echo $pid
read -r word
kill -QUIT $pid 2>/dev/null
wait $pid
[ -n "$word" ] || rm -rf "$2"`

func (s *Server) run() error {
	fsync := "off"
	if os.Getenv("DATELINE_FSYNC") != "" {
		fsync = "on" // for measuring
	}
	cmd := s.command("sh", "-c", keep, "sh", filepath.Join(s.bin, "postgres"), s.dir, fsync)
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		return fmt.Errorf("the server did not start: %w", err)
	}
	s.keeper, s.hold = cmd, in
	for n := 0; ; n++ {
		c, err := pgx.Connect(context.Background(), s.address("postgres"))
		if err == nil {
			return c.Close(context.Background())
		}
		if n == 200 {
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return fmt.Errorf("the server did not start: %w\n%s", err, log)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// Stop kills the server at once, as a fault would. Its files stay.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keeper == nil {
		return
	}
	if _, err := io.WriteString(s.hold.(io.Writer), "stop\n"); err != nil {
		t.Fatal(err)
	}
	s.hold.Close()
	if err := s.keeper.Wait(); err != nil {
		t.Log(err) // what the shell says of a killed child
	}
	s.keeper = nil
}

// Start starts a stopped server again.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.run(); err != nil {
		t.Fatal(err)
	}
}

// Database makes an empty database, dropped when the test ends, and gives its address.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	return s.copy(t, "")
}

func (s *Server) copy(t testing.TB, of string) string {
	t.Helper()
	name := "t" + strconv.FormatInt(databases.Add(1), 10)
	s.admin(t, "CREATE DATABASE "+name+of)
	t.Cleanup(func() {
		s.mu.Lock()
		up := s.keeper != nil
		s.mu.Unlock()
		if up {
			s.admin(t, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
		}
	})
	return s.address(name)
}

func (s *Server) admin(t testing.TB, sql string) {
	t.Helper()
	c, err := pgx.Connect(context.Background(), s.address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	if _, err := c.Exec(context.Background(), sql); err != nil && !strings.Contains(err.Error(), "does not exist") {
		t.Fatal(err)
	}
}

func (s *Server) address(database string) string {
	return "postgres://dateline@/" + database + "?" + url.Values{"host": {s.dir}}.Encode()
}
