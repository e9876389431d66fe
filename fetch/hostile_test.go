package fetch

import (
	"bufio"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"dateline"
)

// rawServer answers a page with bytes as they are, and robots.txt properly.
func rawServer(t *testing.T, answer func(net.Conn)) *net.TCPAddr {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				r := bufio.NewReader(conn)
				for {
					req, err := http.ReadRequest(r)
					if err != nil {
						return
					}
					if req.URL.Path != "/robots.txt" {
						answer(conn)
						return
					}
					if _, err := conn.Write([]byte("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")); err != nil {
						return
					}
				}
			}()
		}
	}()
	return l.Addr().(*net.TCPAddr)
}

// write sends a text again and again, slowly or not, until nobody listens.
func write(conn net.Conn, head, again string, times int, pause time.Duration) {
	if _, err := conn.Write([]byte(head)); err != nil {
		return
	}
	for range times {
		if _, err := conn.Write([]byte(again)); err != nil {
			return
		}
		time.Sleep(pause)
	}
}

func TestServersThatDoNotSpeakProperly(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\n"
	for name, c := range map[string]struct {
		head, again string
		times       int
		pause       time.Duration
		reason      Reason // "" for none
	}{
		"nothing":                   {reason: Network},
		"no HTTP":                   {head: "SSH-2.0-OpenSSH_9.2\r\n", reason: Network},
		"zeros":                     {again: strings.Repeat("\x00", 4096), times: 1000, reason: Network},
		"a line without end":        {head: "HTTP/1.1 200 ", again: strings.Repeat("O", 4096), times: 1000, reason: Network},
		"headers without end":       {head: ok, again: "X: " + strings.Repeat("x", 100) + "\r\n", times: 100_000, reason: Network},
		"headers a byte at a time":  {head: ok, again: "x", times: 1000, pause: 20 * time.Millisecond, reason: Slow},
		"informational without end": {again: "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", times: 100_000, reason: Network},
		"a length that is none":     {head: ok + "Content-Length: -5\r\n\r\nx", reason: Network},
		"two lengths":               {head: ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", reason: Network},
		"less than its length":      {head: ok + "Content-Length: 100\r\n\r\nx", reason: Network},
		"chunks that are none":      {head: ok + "Transfer-Encoding: chunked\r\n\r\nZZ\r\nx", reason: Network},
		"chunks without end":        {head: ok + "Transfer-Encoding: chunked\r\n\r\n", again: "1\r\nx\r\n", times: 200_000, reason: Large},
		"a chunk's long extension":  {head: ok + "Transfer-Encoding: chunked\r\n\r\n", again: "1;" + strings.Repeat("x", 4000) + "\r\nx\r\n", times: 20_000, reason: Network},
		"a redirect to itself":      {head: "HTTP/1.1 302 Found\r\nLocation: \r\n\r\n", reason: Status},
		"a redirect of bytes":       {head: "HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\n\r\n", reason: Address},
		"a redirect a mile long":    {head: "HTTP/1.1 302 Found\r\nLocation: /" + strings.Repeat("x", 10_000) + "\r\n\r\n", reason: Redirects},
		"another protocol":          {head: "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", reason: Status},
		"a status of its own":       {head: "HTTP/1.1 999 Go Away\r\nContent-Length: 0\r\n\r\n", reason: Status},
		"HTTP of the old kind":      {head: "HTTP/1.0 200 OK\r\n\r\nwords"},
		"no length, then the end":   {head: ok + "\r\nwords"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			addr := rawServer(t, func(conn net.Conn) { write(conn, c.head, c.again, c.times, c.pause) })
			o := Options{Addresses: Addresses{Allow: loopback, Ports: []int{addr.Port}}, Pace: Pace{Delay: -1}}
			o.Limits.Bytes, o.Limits.FirstByte = 100_000, 300*time.Millisecond
			if c.reason != Slow {
				o.Limits.FirstByte = time.Minute
			}
			r, err := newClient(t, o).Get(t.Context(), "http://"+addr.String()+"/a", Validators{})
			if c.reason == "" {
				if err != nil || string(r.Document.Data) != "words" {
					t.Errorf("%q, %v", r.Document.Data, err)
				}
				return
			}
			f := FaultOf(err)
			if f == nil || f.Reason != c.reason || r.Document.Data != nil {
				t.Errorf("got %v (%+v), want %q", err, f, c.reason)
			}
			if kind := dateline.KindOf(err); kind != dateline.Invalid && kind != dateline.Unavailable {
				t.Errorf("kind %q", kind)
			}
		})
	}
}
