package archive

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestMailAsArticles(t *testing.T) {
	const from = "From: \"Lamp Desk\" <desk@lamp.example>\nTo: Private Person <private@home.example>\nSubject: =?utf-8?q?Road_opens_=E2=80=93_again?=\nDate: Fri, 17 May 2019 08:30:00 +0500\nMessage-ID: <1@lamp.example>\nMIME-Version: 1.0\n"
	b64 := base64.StdEncoding.EncodeToString
	for name, c := range map[string]struct{ in, want string }{
		"plain": {from + "Content-Type: text/plain; charset=utf-8\n\nThe road opened.\n\nIt had been shut.\n-- \nLamp Desk\n+00 000 000\n",
			`x [message/rfc822] title="Road opens – again" by="Lamp Desk" text="The road opened.\n\nIt had been shut." published=2019-05-17T08:30:00+05:00`},
		"a list": {from + "List-Id: \"The Morning Lamp\" <morning.lamp.example>\nList-Unsubscribe: <mailto:x@lamp.example>\nArchived-At: <https://lamp.example/mail/1>\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9 opened again on a lon=\ng road.\n",
			`x [message/rfc822] <https://lamp.example/mail/1> title="Road opens – again" outlet="The Morning Lamp" by="Lamp Desk" text="Café opened again on a long road." published=2019-05-17T08:30:00+05:00`},
		"a sender without a name": {strings.Replace(from, "\"Lamp Desk\" <desk@lamp.example>", "desk@lamp.example", 1) + "\nWords.\n",
			`x [message/rfc822] title="Road opens – again" text="Words." published=2019-05-17T08:30:00+05:00`},
		"flowed": {from + "Content-Type: text/plain; charset=utf-8; format=flowed\n\nThe road \nopened again.\nNew line.\n",
			`x [message/rfc822] title="Road opens – again" by="Lamp Desk" text="The road opened again.\nNew line." published=2019-05-17T08:30:00+05:00`},
		"text and page": {from + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nPlain words.\n--b\nContent-Type: text/html\n\n<p>HTML words.</p>\n--b--\n",
			`x [message/rfc822] title="Road opens – again" by="Lamp Desk" text="Plain words." published=2019-05-17T08:30:00+05:00`},
		"a page alone": {from + "Content-Type: text/html; charset=windows-1252\nContent-Transfer-Encoding: base64\n\n" + b64([]byte("<p>\x93HTML\x94</p>")) + "\n",
			`x [text/html; charset=utf-8] title="Road opens – again" by="Lamp Desk" published=2019-05-17T08:30:00+05:00`},
		"attachments": {from + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain\n\nSee below.\n--c\nContent-Type: text/html\n\n<p>See below.</p>\n--c--\n" +
			"--b\nContent-Type: text/plain; name=\"../../notes.txt\"\nContent-Disposition: attachment\n\nThe notes.\n--b\nContent-Type: image/png\nContent-Disposition: attachment; filename=p.png\n\nPNG\n" +
			"--b\nContent-Type: message/rfc822\n\nFrom: Other <o@x.example>\nMessage-ID: <2@x>\nSubject: Inner\n\nForwarded words.\n--b--\n",
			`x [message/rfc822] title="Road opens – again" by="Lamp Desk" text="See below." published=2019-05-17T08:30:00+05:00
x#3 [text/plain]
x#5 [message/rfc822] title="Inner" by="Other" text="Forwarded words."`},
		"a page saved whole": {"From: <Saved by a browser>\nSnapshot-Content-Location: https://lamp.example/1\nSubject: T\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; type=\"text/html\"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://lamp.example/1\n\n<p>W=3D</p>\n--b\nContent-Type: text/html\nContent-Location: https://ads.example\n\n<p>Ad</p>\n--b--\n",
			`x [text/html; charset=utf-8] <https://lamp.example/1> title="T"`},
		"a character set that is unknown": {from + "Content-Type: text/plain; charset=x-klingon\n\nWords.\n",
			`x [message/rfc822] title="Road opens – again" by="Lamp Desk" text="Words." published=2019-05-17T08:30:00+05:00 note="unknown charset: unknown charset: charset \"x-klingon\": htmlindex: invalid encoding name"`},
		"nothing in it": {from + "\n\n", `x ERR a mail without text; there is nothing to read in it`},
		"a part that is cut": {from + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nAs far as",
			`x [message/rfc822] title="Road opens – again" by="Lamp Desk" text="As far as" published=2019-05-17T08:30:00+05:00 note="the mail is cut or damaged: unexpected EOF"`},
	} {
		t.Run(name, func(t *testing.T) {
			for _, in := range []string{c.in, strings.ReplaceAll(c.in, "\n", "\r\n")} {
				entries, _ := collect(t, "x", strings.NewReader(in), Options{})
				if d := cmp.Diff(c.want+"\n", show(entries)); d != "" {
					t.Errorf("(-want +got):\n%s", d)
				}
				for _, e := range entries {
					if a := e.Article; a != nil && strings.Contains(a.Title+a.Byline+a.Outlet+a.Text+a.URL, "@") {
						t.Errorf("an address in %v", a)
					}
				}
			}
		})
	}
}

func TestMessagesOfAnMbox(t *testing.T) {
	const sep = "From desk@lamp.example Fri May 17 08:30:00 2019\n"
	msg := func(subject, body string, fields ...string) string {
		return sep + "Subject: " + subject + "\n" + strings.Join(append(fields, ""), "\n") + "\n" + body + "\n"
	}
	inner := "Words.\n\n" + sep + "was what it said.\n"
	for name, c := range map[string]struct{ in, want string }{
		"two": {msg("A", "One.\n") + msg("B", "Two.\n"), "x#1 A: One.\nx#2 B: Two.\n"},
		"lines that begin with From": {msg("A", "One.\n\nFrom the hills they came at 10:00.\n>From here\n>>From there\n") + msg("B", "Two.\n"),
			"x#1 A: One.\n\nFrom the hills they came at 10:00.\nFrom here\n>From there\nx#2 B: Two.\n"},
		"a length that the body needs": {msg("A", inner, fmt.Sprintf("Content-Length: %d", len(inner))) + msg("B", "Two.\n"),
			"x#1 A: Words.\n\nFrom desk@lamp.example Fri May 17 08:30:00 2019\nwas what it said.\nx#2 B: Two.\n"},
		"a length that is wrong":       {msg("A", "One.\n", "Content-Length: 17") + msg("B", "Two.\n"), "x#1 A: One.\nx#2 B: Two.\n"},
		"a length that is far too big": {msg("A", "One.\n", "Content-Length: 1700000") + msg("B", "Two.\n"), "x#1 A: One.\nx#2 B: Two.\n"},
		"the last one cut":             {msg("A", "One.\n") + sep + "Subject: B\n\nTw", "x#1 A: One.\nx#2 B: Tw\n"},
		"a separator of another kind": {"From 1234@xxx Fri May 17 08:30:00 +0000 2019\r\nSubject: A\r\n\r\nOne.\r\n\r\nFrom - Fri May 17 08:30:00 2019\r\nSubject: B\r\n\r\nTwo.\r\n",
			"x#1 A: One.\nx#2 B: Two.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			entries, _ := collect(t, "x", strings.NewReader(c.in), Options{})
			got := ""
			for _, e := range entries {
				if e.Err != nil {
					t.Errorf("%s: %v", e.Path, e.Err)
					continue
				}
				got += e.Path + " " + e.Article.Title + ": " + e.Article.Text + "\n"
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestTenThousandMultipartsInEachOtherEnd(t *testing.T) {
	var b strings.Builder
	b.WriteString("Message-ID: <1@x>\nMIME-Version: 1.0\nSubject: Deep\n")
	for i := range 10_000 {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	b.WriteString("\nWords.\n")
	start := time.Now()
	entries, _ := collect(t, "x", strings.NewReader(b.String()), Options{})
	if len(entries) != 1 || entries[0].Err == nil {
		t.Errorf("%s", show(entries))
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}
