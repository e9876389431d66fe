package archive

import (
	"context"
	"strings"
	"testing"
	"time"
)

func TestHostileInputsTakeNoMoreTimeThanTheirLength(t *testing.T) {
	const sep = "From a@x.example Mon Jan  6 10:00:00 2020\n"
	const warc = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: "
	const mail = "MIME-Version: 1.0\nMessage-ID: <1@x>\nFrom: x\n"
	for name, c := range map[string]struct{ head, part string }{
		"records that take in all":        {"", warc + "33000000\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"},
		"records without a response":      {"", warc + "250000\r\n\r\n"},
		"records that begin":              {"", "WARC/1.0\r\n"},
		"records without an end":          {"WARC/1.0\r\n", "A: b\r\n"},
		"folded lines":                    {"WARC/1.0\r\nA: b\r\n", " c\r\n"},
		"lines before a record":           {"WARC/1.0\r\n\r\n", "WARC\n"},
		"empty members":                   {string(gzipped([]byte("WARC/1.0\r\nContent-Length: 0\r\n\r\n"))), string(gzipped(nil))},
		"members that are cut":            {string(gzipped([]byte("WARC/1.0\r\nContent-Length: 0\r\n\r\n"))), "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"},
		"members that belong to a record": {string(gzipped([]byte("WARC/1.0\r\nContent-Length: 99999999\r\n\r\n"))), string(gzipped([]byte("x")))},
		"chunks of a byte":                {warc + "8388608\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"},
		"messages":                        {"", sep},
		"messages with lengths":           {"", sep + "Content-Length: 30000\n\n\n"},
		"marked lines":                    {sep + "A: b\n\n", ">From x\n"},
		"parts":                           {mail + "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n"},
		"parts with heads":                {mail + "Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: multipart/mixed; boundary=b\n\n"},
		"encoded words":                   {mail + "Subject: ", "=?utf-8?q?=41?= \n "},
		"addresses":                       {mail + "From: ", "x@y,<"},
		"addresses in a name":             {"Message-ID: <1@x>\nList-Id: ", "@ "},
		"base64":                          {mail + "Content-Transfer-Encoding: base64\n\n", "=\n"},
		"lists":                           {"[{\"data\":", "[{\"data\":"},
		"objects":                         {"{\"data\":", "{\"data\":"},
		"numbers":                         {"[{},", "1,"},
		"empty objects":                   {"{\"text\":\"x\"}\n", "{}\n"},
		"keys":                            {"{\"text\":\"x\"", ",\"a\":1"},
		"comments before a page":          {"", "<!---->"},
		"brackets":                        {"", "<"},
		"lines of text":                   {"{\"text\":\"", "a\\n"},
	} {
		t.Run(name, func(t *testing.T) {
			in := c.head + strings.Repeat(c.part, 4<<20/len(c.part))
			start := time.Now()
			n := 0
			if err := Walk(context.Background(), "x", strings.NewReader(in), Options{}, func(Entry) error { n++; return nil }); err != nil {
				t.Error(err)
			}
			took := time.Since(start)
			if took > 30*time.Second {
				t.Errorf("%v for %d entries", took, n)
			}
		})
	}
}
