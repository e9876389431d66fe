package archive

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// An httpHead is the head of an HTTP response as it went over the wire.
type httpHead struct {
	status int
	fields fields
	size   int // bytes of the block up to the body
}

// peekHTTP reads from a block of n bytes as much as its HTTP head needs. It gives
// what it read, which may be more than the head, and nil where there is no head.
func peekHTTP(c *counter, n int64) ([]byte, *httpHead, error) {
	var block []byte
	for int64(len(block)) < n && len(block) < maxHTTPHead {
		step := min(n-int64(len(block)), 4<<10)
		part := make([]byte, step)
		got, err := io.ReadFull(c, part)
		block = append(block, part[:got]...)
		if err == io.EOF || err == io.ErrUnexpectedEOF && got < len(part) {
			return block, nil, errCut
		}
		if err != nil {
			return nil, nil, err
		}
		if end := headEnd(block); end > 0 {
			return block, parseHTTP(block, end), nil
		}
	}
	if int64(len(block)) == n {
		// A head that nothing follows may lack its blank line.
		return block, parseHTTP(block, len(block)), nil
	}
	return block, nil, nil
}

func headEnd(b []byte) int {
	end := 0
	for _, blank := range []string{"\r\n\r\n", "\n\n", "\n\r\n"} {
		if i := bytes.Index(b, []byte(blank)); i >= 0 && (end == 0 || i+len(blank) < end) {
			end = i + len(blank)
		}
	}
	return end
}

func parseHTTP(block []byte, end int) *httpHead {
	lines := bytes.Split(block[:end], []byte("\n"))
	words := strings.Fields(string(lines[0][:min(len(lines[0]), 256)]))
	if len(words) < 2 || !strings.HasPrefix(words[0], "HTTP/") && words[0] != "ICY" {
		return nil
	}
	status, err := strconv.Atoi(words[1])
	if err != nil || status < 100 || status > 999 {
		return nil
	}
	h := &httpHead{status: status, fields: fields{}, size: end}
	for _, l := range lines[1:] {
		h.fields.add(bytes.TrimRight(l, "\r"))
	}
	return h
}

// decodeBody undoes the transfer and content encodings of a body. It gives every
// form that it passed through, the last of them decoded: a digest may be of any.
func decodeBody(body []byte, h *httpHead, o Options, m *meter) (forms [][]byte, note string, err error) {
	forms = append(forms, body)
	if strings.Contains(strings.ToLower(h.fields.get("transfer-encoding")), "chunked") {
		plain, whole, ok := dechunk(body)
		if ok { // else the crawler has undone it and left the field
			forms, body = append(forms, plain), plain
			if !whole {
				note = "the response is cut: its last chunk is missing"
			}
		}
	} else if n, err := strconv.ParseInt(h.fields.get("content-length"), 10, 64); err == nil && n > int64(len(body)) && h.fields.get("content-encoding") == "" {
		note = "the response is cut: it has " + strconv.Itoa(len(body)) + " of " + strconv.FormatInt(n, 10) + " bytes"
	}
	codings := strings.Split(strings.ToLower(h.fields.get("content-encoding")), ",")
	if len(codings) > 3 {
		return nil, "", errors.New("more than three content encodings on each other")
	}
	for i := len(codings) - 1; i >= 0; i-- {
		coding := strings.TrimSpace(codings[i])
		plain, err := decodeContent(body, coding, o, m)
		var limit *limitError
		switch {
		case errors.As(err, &limit):
			return nil, "", err
		case err == io.ErrUnexpectedEOF && len(plain) > 0:
			note = "the response is cut: its " + coding + " data do not end"
		case err != nil && readable(body):
			continue // the crawler has undone it and left the field
		case err != nil:
			return nil, "", errors.New("its " + oneLine(strings.ToValidUTF8(coding[:min(len(coding), 40)], "?")) + " data cannot be decoded")
		}
		if coding != "" && coding != "identity" {
			forms, body = append(forms, plain), plain
		}
	}
	return forms, note, nil
}

// readable reports whether bytes look like a page that is not encoded.
func readable(body []byte) bool {
	head := body[:min(len(body), 4<<10)]
	return !binary(head) && isPage(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n\f"))
}

func decodeContent(body []byte, coding string, o Options, m *meter) ([]byte, error) {
	var r io.Reader
	var err error
	src := bytes.NewReader(body)
	switch coding {
	case "", "identity", "utf-8":
		return body, nil
	case "gzip", "x-gzip":
		r, err = gzip.NewReader(src)
	case "deflate":
		// The standard means zlib; many servers send bare deflate.
		if r, err = zlib.NewReader(src); err != nil {
			r, err = flate.NewReader(bytes.NewReader(body)), nil
		}
	case "br":
		r = brotli.NewReader(src)
	case "zstd":
		var d *zstd.Decoder
		d, err = zstd.NewReader(src, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20)) // as RFC 9659 bounds it
		if err == nil {
			defer d.Close()
			r = d
		}
	default:
		err = errors.New("not known")
	}
	if err != nil {
		return nil, err
	}
	return readAll(m.unpacked(r), o.MaxEntry)
}

// dechunk undoes the chunked coding of RFC 9112. whole is false where the last
// chunk is missing; ok is false where there is no chunk at all.
func dechunk(body []byte) (plain []byte, whole, ok bool) {
	plain = make([]byte, 0, len(body))
	for len(body) > 0 {
		line, rest, found := bytes.Cut(body, []byte("\n"))
		size, _, _ := strings.Cut(string(line[:min(len(line), 64)]), ";")
		n, err := strconv.ParseUint(strings.TrimSpace(size), 16, 62)
		if err != nil || !found && n > 0 {
			return plain, false, ok
		}
		if n == 0 {
			return plain, true, true
		}
		ok = true
		if n > uint64(len(rest)) {
			return append(plain, rest...), false, ok
		}
		plain = append(plain, rest[:n]...)
		body = bytes.TrimPrefix(bytes.TrimPrefix(rest[n:], []byte("\r")), []byte("\n"))
	}
	return plain, false, ok
}
