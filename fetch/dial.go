package fetch

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"

	"dateline"
)

// newTransport is the way to the network: HTTP/1.1, which one request at a time
// does not miss more than, every connection through the check of its address.
func (c *Client) newTransport() *http.Transport {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	t := &http.Transport{
		DialContext:            c.dial,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: c.o.RootCAs},
		TLSHandshakeTimeout:    c.o.Limits.Connect,
		ResponseHeaderTimeout:  c.o.Limits.FirstByte,
		MaxResponseHeaderBytes: c.o.Limits.HeaderBytes,
		DisableCompression:     true, // what is unpacked is counted here
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        c.o.Pace.Delay + 5*time.Second,
		Protocols:              protocols,
	}
	if c.proxy != nil {
		t.Proxy = http.ProxyURL(c.proxy)
	}
	return t
}

// dial connects. Without a proxy the address is looked at when the socket is
// there and before it connects, so that no second look-up can lie between.
func (c *Client) dial(ctx context.Context, network, address string) (net.Conn, error) {
	d := &net.Dialer{Timeout: c.o.Limits.Connect, Resolver: c.o.Resolver}
	if c.proxy == nil {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		d.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(address)
			if err != nil {
				return fault(dateline.Invalid, &Fault{Reason: Private, Host: host, Err: err}, "%s has an address that cannot be read", host)
			}
			return c.permit(host, at.Addr())
		}
	}
	return d.DialContext(ctx, network, address)
}

// precheck looks a name up before a proxy gets it, where the options ask for it.
func (c *Client) precheck(ctx context.Context, host string) error {
	if c.proxy == nil || !c.o.Addresses.Resolve || within(host, "onion") {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, c.o.Limits.Connect)
	defer cancel()
	r := c.o.Resolver
	if r == nil {
		r = net.DefaultResolver
	}
	found, err := r.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return err
	}
	for _, a := range found {
		if err := c.permit(host, a); err != nil {
			return err
		}
	}
	return nil
}
