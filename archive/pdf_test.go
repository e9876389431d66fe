package archive

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pdfOf is a PDF of one page.
func pdfOf(info string, text ...string) string {
	content := "BT /F1 12 Tf 72 700 Td 30 TL "
	for _, l := range text {
		content += "(" + l + ") Tj T* "
	}
	return fmt.Sprintf("%%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R /Lang (en)>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R]>> endobj\n"+
		"3 0 obj <</Type /Page /Contents 4 0 R /Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj\n"+
		"4 0 obj <</Length %d>> stream\n%s\nendstream endobj\n5 0 obj <<%s>> endobj\ntrailer <</Root 1 0 R /Info 5 0 R>>\n", len(content), content, info)
}

func TestPDFsAreArticles(t *testing.T) {
	full := pdfOf("/Title (Road opens) /Author (A. Bee) /CreationDate (D:20190517083000+05'00')", "Road opens", "The road opened.", "It had been shut.")
	const want = ` title="Road opens" by="A. Bee" lang="en" text="The road opened.\n\nIt had been shut." modified=2019-05-17T08:30:00+05:00`
	mail := "Message-ID: <1@x>\nFrom: Lamp <x@lamp.example>\nSubject: S\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee it.\n--b\n" +
		"Content-Type: application/octet-stream; name=r.pdf\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(full)) + "\n--b--\n"
	for name, c := range map[string]struct{ in, want string }{
		"a file":                     {full, "x [application/pdf]" + want},
		"a name that a program gave": {pdfOf("/Title (Microsoft Word - road.docx)", "Words."), `x [application/pdf] lang="en" text="Words."`},
		"in a WARC":                  {string(warcRecord("resource", "https://a.example/r.pdf", full, "Content-Type: application/pdf")), "x#0 [application/pdf] <https://a.example/r.pdf> at 2019-05-17T08:30:00Z" + want},
		"said to be HTML":            {string(warcResponse("https://a.example/r.pdf", 200, full)), "x#0 [application/pdf] <https://a.example/r.pdf> at 2019-05-17T08:30:00Z" + want},
		"attached":                   {mail, "x [message/rfc822] title=\"S\" by=\"Lamp\" text=\"See it.\"\nx#2 [application/pdf]" + want},
		"encrypted":                  {full + "trailer <</Encrypt 9 0 R>>", "x ERR an encrypted PDF; save it without a password first"},
		"pictures":                   {pdfOf(""), "x ERR a PDF of pictures without text; run it through text recognition first"},
		"broken":                     {"%PDF-1.4\nnothing more", "x ERR a broken PDF: it holds no PDF objects; get it again, or give its text"},
	} {
		t.Run(name, func(t *testing.T) {
			entries, _ := collect(t, "x", strings.NewReader(c.in), Options{})
			if d := cmp.Diff(c.want+"\n", show(entries)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func FuzzPDF(f *testing.F) {
	f.Add([]byte(pdfOf("/Title (x)", "Words.")))
	f.Fuzz(func(t *testing.T, data []byte) {
		hostile(t, "x.pdf", append([]byte("%PDF-1.4\n"), bytes.TrimSpace(data)...))
	})
}

func TestDatesOfPDFs(t *testing.T) {
	for in, want := range map[string]string{
		"D:20190517083000+05'00'": "2019-05-17T08:30:00+05:00", "D:20190517083000Z00'00'": "2019-05-17T08:30:00Z", "20190517": "2019-05-17", "D:2019": "2019-01-01",
		"D:20190517083000-0330": "2019-05-17T08:30:00-03:30", "D:20191317": "", "yesterday": "", "D:19000101": "",
	} {
		got := ""
		if m := pdfDate(in); m != nil {
			got = m.String()
		}
		if got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
