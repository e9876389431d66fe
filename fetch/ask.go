package fetch

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"dateline"
)

// An answer is what one request got.
type answer struct {
	status       int
	location     string // of a redirect
	etag         string
	lastModified string
	mediaType    string
	retryAfter   time.Duration
	data         []byte
}

// ask makes one request, within the session's turn. A body is read of 2xx alone.
// With cut the bytes beyond limit are left unread; without it they are an error.
func (c *Client) ask(s *session, at target, v Validators, limit int64, cut bool) (answer, error) {
	ctx, cancel := context.WithCancelCause(s.turn)
	defer cancel(nil)
	if err := c.precheck(ctx, at.host); err != nil {
		return answer{}, transportFault(ctx, at.host, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.url.String(), nil)
	if err != nil {
		return answer{}, fault(dateline.Invalid, &Fault{Reason: Address, Host: at.host}, "the address of %s cannot be asked for", at.host)
	}
	// Nothing but these: what more a browser sends tells of its user.
	req.Header.Set("User-Agent", c.o.UserAgent)
	req.Header.Set("Accept", "*/*")
	req.Header.Set("Accept-Encoding", "gzip, deflate")
	if v.ETag != "" {
		req.Header.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		req.Header.Set("If-Modified-Since", v.LastModified)
	}
	s.asked = true
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		return answer{}, transportFault(ctx, at.host, err)
	}
	defer resp.Body.Close()
	a := answer{
		status:       resp.StatusCode,
		etag:         header(resp, "ETag"),
		lastModified: header(resp, "Last-Modified"),
		mediaType:    header(resp, "Content-Type"),
		retryAfter:   RetryAfter(resp.Header.Get("Retry-After"), serverTime(resp)),
	}
	if a.status == http.StatusProxyAuthRequired && c.proxy != nil {
		return answer{}, fault(dateline.Unavailable, &Fault{Reason: Network, Host: at.host, After: afterNetwork}, "the proxy wants another user or password")
	}
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		a.location = resp.Header.Get("Location")
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		// It speaks of the host: whoever has the next turn must know it too.
		s.rest = max(s.rest, FaultOf(statusFault(at.host, a.status, a.retryAfter)).After)
	}
	if a.status < 200 || a.status >= 300 {
		return a, nil
	}
	if resp.ContentLength > limit && !cut {
		return a, tooLarge(at.host, limit)
	}
	body := &watched{r: resp.Body}
	stop := body.watch(c.o.Limits.Stall, func() { cancel(errStall) })
	defer stop()
	a.data, err = read(body, resp.Header.Get("Content-Encoding"), limit, cut)
	var f *Fault
	switch {
	case err == nil:
		return a, nil
	case errors.Is(err, errLarge):
		return a, tooLarge(at.host, limit)
	case errors.As(err, &f):
		f.Host = at.host
		return a, fault(dateline.Invalid, f, "what %s sends cannot be unpacked: %v", at.host, f.Err)
	}
	return a, transportFault(ctx, at.host, err)
}

// serverTime is now by the server's clock, which dates that it names are meant by;
// by this machine's where it does not say.
func serverTime(resp *http.Response) time.Time {
	if t, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		return t
	}
	return time.Now()
}

// headerMost is the longest header value that is kept of an answer: they are
// stored, and sent back.
const headerMost = 1024

func header(resp *http.Response, name string) string {
	v := resp.Header.Get(name)
	if len(v) > headerMost || strings.ContainsFunc(v, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
		return ""
	}
	return v
}

var errLarge = errors.New("too large")

func tooLarge(host string, limit int64) error {
	return fault(dateline.Invalid, &Fault{Reason: Large, Host: host, Err: errLarge}, "what %s sends is more than %d bytes; raise the limit (fetch.max_bytes) if it is meant", host, limit)
}

// watched is a body whose progress is looked at.
type watched struct {
	r    io.Reader
	mu   sync.Mutex
	read int64
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	w.mu.Lock()
	w.read += int64(n)
	w.mu.Unlock()
	return n, err
}

// watch calls stalled when less than stallBytes came within a while. The function
// that it returns ends the watch.
func (w *watched) watch(while time.Duration, stalled func()) func() {
	var last int64
	var over bool
	var timer *time.Timer
	w.mu.Lock()
	defer w.mu.Unlock()
	timer = time.AfterFunc(while, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		switch {
		case over:
		case w.read-last < stallBytes:
			stalled()
		default:
			last = w.read
			timer.Reset(while)
		}
	})
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		over = true
		timer.Stop()
	}
}

// read unpacks a body of at most limit bytes, packed and unpacked. Nothing is
// unpacked beyond, so a bomb costs no more than a page of that size.
func read(body io.Reader, coding string, limit int64, cut bool) ([]byte, error) {
	packed := &limited{r: body, left: limit, cut: cut}
	plain, err := unpack(packed, coding)
	if errors.Is(err, io.EOF) {
		return []byte{}, nil // a coding is named and nothing sent
	}
	if err != nil {
		return nil, err
	}
	out := &limited{r: plain, left: limit, cut: cut}
	data, err := io.ReadAll(out)
	switch {
	case err == nil:
	case cut && packed.ended && errors.Is(err, io.ErrUnexpectedEOF):
		// Cut by us in the middle of what was packed.
	case errors.Is(err, gzip.ErrHeader) && len(data) > 0:
		// Bytes after the end, which browsers overlook too.
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.Is(err, zlib.ErrChecksum), errors.Is(err, zlib.ErrHeader), isCorrupt(err):
		return nil, &Fault{Reason: Encoding, Err: err}
	default:
		return nil, err
	}
	return data, nil
}

func isCorrupt(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt)
}

// unpack undoes one coding, of those that were asked for.
func unpack(r io.Reader, coding string) (io.Reader, error) {
	var codings []string
	for c := range strings.SplitSeq(coding, ",") {
		if c = strings.ToLower(strings.TrimSpace(c)); c != "" && c != "identity" {
			codings = append(codings, c)
		}
	}
	if len(codings) == 0 {
		return r, nil
	}
	if len(codings) > 1 {
		return nil, &Fault{Reason: Encoding, Err: errors.New("it is packed more than once")}
	}
	switch codings[0] {
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		if errors.Is(err, gzip.ErrHeader) {
			return nil, &Fault{Reason: Encoding, Err: err}
		}
		return z, err
	case "deflate":
		// RFC 9110 (8.4.1.2) means zlib, and tells of servers that leave it out.
		b := bufio.NewReader(r)
		head, err := b.Peek(2)
		if err != nil {
			return nil, err
		}
		if head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			return zlib.NewReader(b)
		}
		return flate.NewReader(b), nil
	}
	return nil, &Fault{Reason: Encoding, Err: errors.New("it is packed in a way that was not asked for")}
}

// limited ends with errLarge, or with cut as if all had been read, when there is
// more than left.
type limited struct {
	r     io.Reader
	left  int64
	cut   bool
	ended bool // cut
}

func (l *limited) Read(p []byte) (int, error) {
	if l.ended {
		return 0, io.EOF
	}
	// One byte more than is left tells whether there is more.
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.r.Read(p)
	if int64(n) > l.left {
		n = int(l.left)
		l.left, l.ended = 0, true
		if l.cut {
			return n, io.EOF
		}
		return n, errLarge
	}
	l.left -= int64(n)
	return n, err
}
