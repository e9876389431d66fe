package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"dateline"
)

// A Reason says as one word why something was not fetched.
type Reason string

// The reasons.
const (
	Address   Reason = "address"   // no address that is ever fetched: scheme, port, user, spelling
	Private   Reason = "private"   // an address of a network that is not the public internet
	Denied    Reason = "denied"    // a host of the deny-list
	Robots    Reason = "robots"    // robots.txt asks not to
	NoRobots  Reason = "no robots" // robots.txt could not be read: for a while nothing is fetched
	Busy      Reason = "busy"      // the host's turn is further off than Pace.Wait
	Name      Reason = "name"      // the host's name was not found
	Network   Reason = "network"   // no connection, or one that broke
	TLS       Reason = "tls"       // a certificate that proves nothing, or no TLS at all
	Slow      Reason = "slow"      // a limit of time
	Large     Reason = "large"     // a limit of bytes
	Encoding  Reason = "encoding"  // a body that cannot be decompressed
	Redirects Reason = "redirects" // too many, or one that cannot be followed
	Status    Reason = "status"    // an answer that is none of 2xx
	Gone      Reason = "gone"      // 410: it was taken away for good
)

// A Fault is why something was not fetched. It holds no path and no query.
type Fault struct {
	Reason Reason
	Host   string
	Status int // of the answer; 0 where there was none
	// After is how long to leave it alone, at least; 0 where trying again is no use.
	After time.Duration
	// Said reports that the server itself gave After (Retry-After).
	Said bool
	Err  error // the cause, for operators; may be nil
}

func (f *Fault) Error() string {
	if f.Err != nil {
		return fmt.Sprintf("%s: %s: %v", f.Host, f.Reason, f.Err)
	}
	return fmt.Sprintf("%s: %s", f.Host, f.Reason)
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

// FaultOf is the Fault in an error's chain, nil when there is none.
func FaultOf(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return nil
}

// How long to leave alone what failed once, where the server does not say.
const (
	afterNetwork = time.Minute
	afterServer  = 5 * time.Minute  // 5xx
	afterLimited = 15 * time.Minute // 429 without Retry-After
	afterName    = time.Hour        // names and certificates are mended by people
	afterMost    = 24 * time.Hour
)

// Again is how long to wait when this failed so many times in a row, this time
// counted: After, twice as long each time, a day at most. What the server said is
// never shortened. 0 for what is no use to try again.
func (f *Fault) Again(failures int) time.Duration {
	d := f.After
	for i := 1; i < failures && d > 0 && d < afterMost; i++ {
		d *= 2
	}
	return max(min(d, afterMost), f.After)
}

func fault(kind dateline.Kind, f *Fault, format string, args ...any) error {
	return &dateline.Error{Kind: kind, Message: fmt.Sprintf(format, args...), Err: f}
}

// statusFault is the error for an answer that is not what was asked for.
func statusFault(host string, status int, retryAfter time.Duration) error {
	f := &Fault{Reason: Status, Host: host, Status: status, After: retryAfter, Said: retryAfter > 0}
	named := fmt.Sprintf("%d %s", status, http.StatusText(status))
	switch {
	case status == http.StatusGone:
		f.Reason, f.After, f.Said = Gone, 0, false
		return fault(dateline.NotFound, f, "%s says that it was taken away for good (%s); ask for it no more", host, named)
	case status == http.StatusNotFound:
		return fault(dateline.NotFound, f, "%s does not have it (%s)", host, named)
	case status == http.StatusTooManyRequests:
		f.After = max(f.After, afterIf(f.Said, afterLimited))
		return fault(dateline.Unavailable, f, "%s asks for fewer requests (%s); again in %s", host, named, f.After)
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status >= 500:
		f.After = max(f.After, afterIf(f.Said, afterServer))
		return fault(dateline.Unavailable, f, "%s cannot answer now (%s); again in %s", host, named, f.After)
	case status >= 400:
		return fault(dateline.Invalid, f, "%s refuses it (%s)", host, named)
	}
	return fault(dateline.Invalid, f, "%s gives an answer that was not asked for (%s)", host, named)
}

// afterIf is nothing when the server said how long.
func afterIf(said bool, otherwise time.Duration) time.Duration {
	if said {
		return 0
	}
	return otherwise
}

// Causes of a context's end that are ours.
var (
	errTotal = errors.New("the whole time is up")
	errStall = errors.New("too few bytes for too long")
)

// transportFault says in a sentence what went wrong below HTTP. The error is
// never printed with the address, which net/url would put into it.
func transportFault(ctx context.Context, host string, err error) error {
	var (
		known    *dateline.Error
		name     *net.DNSError
		hostname x509.HostnameError
		unknown  x509.UnknownAuthorityError
		invalid  x509.CertificateInvalidError
		verify   *tls.CertificateVerificationError
		alert    tls.AlertError
		record   tls.RecordHeaderError
		timeout  net.Error
	)
	cause := context.Cause(ctx)
	f := &Fault{Reason: Network, Host: host, After: afterNetwork, Err: err}
	untrusted := func(why string) error {
		f.Reason, f.After = TLS, afterName
		return fault(dateline.Unavailable, f, "the certificate of %s %s; nothing is fetched from it until that is mended", host, why)
	}
	switch {
	case errors.As(err, &known):
		return known // an address that was refused as it was dialled
	case errors.Is(cause, errTotal), errors.Is(cause, errStall):
		f.Reason, f.Err = Slow, cause
		return fault(dateline.Unavailable, f, "%s is too slow: %v", host, cause)
	case cause != nil:
		f.Err, f.After = cause, 0
		return fault(dateline.Unavailable, f, "fetching from %s was stopped: %v", host, cause)
	case errors.As(err, &name):
		f.Reason, f.After = Name, afterName
		if name.IsTimeout || name.IsTemporary {
			f.After = afterNetwork
		}
		return fault(dateline.Unavailable, f, "the name %s was not found", host)
	case errors.As(err, &hostname):
		return untrusted("is for other names")
	case errors.As(err, &unknown):
		return untrusted("is signed by nobody who is trusted here")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return untrusted("has expired or is not valid yet (by this machine's clock)")
	case errors.As(err, &invalid), errors.As(err, &verify):
		return untrusted("is not valid")
	case errors.As(err, &alert), errors.As(err, &record):
		f.Reason, f.After = TLS, afterName
		return fault(dateline.Unavailable, f, "%s and this program do not agree on TLS", host)
	case errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		f.Reason = Slow
		return fault(dateline.Unavailable, f, "%s does not answer in time", host)
	}
	return fault(dateline.Unavailable, f, "%s cannot be reached, or broke off", host)
}
