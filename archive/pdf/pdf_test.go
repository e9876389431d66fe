package pdf

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A maker writes a PDF, object by object.
type maker struct {
	b bytes.Buffer
	n int
}

func (m *maker) object(body string) int {
	m.n++
	fmt.Fprintf(&m.b, "%d 0 obj\n%s\nendobj\n", m.n, body)
	return m.n
}

func (m *maker) stream(fields, data string) int {
	return m.object(fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", fields, len(data), data))
}

// book makes a PDF of the contents of its pages. Font F1 is Helvetica, F2 what font says.
func book(info, font string, contents ...string) []byte {
	m := &maker{}
	m.b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	f1 := m.object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>")
	f2 := f1
	if font != "" {
		f2 = m.object(font)
	}
	var kids []string
	pages := m.n + 2*len(contents) + 1
	for _, c := range contents {
		s := m.stream("", c)
		k := m.object(fmt.Sprintf("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 %d 0 R /F2 %d 0 R>>>>>>", pages, s, f1, f2))
		kids = append(kids, fmt.Sprintf("%d 0 R", k))
	}
	m.object(fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s]>>", len(contents), strings.Join(kids, " ")))
	root := m.object(fmt.Sprintf("<</Type /Catalog /Pages %d 0 R /Lang (en-GB)>>", pages))
	i := m.object("<<" + info + ">>")
	fmt.Fprintf(&m.b, "trailer\n<</Root %d 0 R /Info %d 0 R>>\nstartxref\n0\n%%%%EOF\n", root, i)
	return m.b.Bytes()
}

// lines draws lines of text from the top of a page, 14 points apart.
func lines(top int, size int, text ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BT /F1 %d Tf 72 %d Td 14 TL\n", size, top)
	for _, l := range text {
		fmt.Fprintf(&b, "(%s) Tj T*\n", strings.NewReplacer("(", `\(`, ")", `\)`).Replace(l))
	}
	b.WriteString("ET\n")
	return b.String()
}

func deflated(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func TestPagesAreReadAsParagraphs(t *testing.T) {
	const (
		l1 = "The road along the river was opened again on Tuesday, after it had been"
		l2 = "closed for a week, and the mayor of the town said that lorries could pass."
		l3 = "Nobody was hurt."
		l4 = "Farmers who had waited with their goods began to move before the morning"
		l5 = "was over, as the police looked on from the other side of the old bridge."
	)
	p1, p2 := l1+" "+l2+" "+l3, l4+" "+l5
	for name, c := range map[string]struct {
		data []byte
		want []string
	}{
		"a gap between":              {book("", "", lines(700, 12, l1, l2, l3)+lines(630, 12, l4, l5)), []string{p1, p2}},
		"a short line that ends":     {book("", "", lines(700, 12, l1, l2, l3, l4, l5)), []string{p1, p2}},
		"an indent":                  {book("", "", lines(700, 12, l1, l2)+"BT /F1 12 Tf 1 0 0 1 90 672 Tm ("+l4+") Tj ET "+lines(658, 12, l5)), []string{l1 + " " + l2, p2}},
		"a sentence over two pages":  {book("", "", lines(100, 12, l1), lines(800, 12, l2, l3)), []string{p1}},
		"words parted by hyphens":    {book("", "", lines(700, 12, "The long-running dis-", "pute of al-", "Someone and of the long-", "running inquiry ended.")), []string{"The long-running dispute of al-Someone and of the long-running inquiry ended."}},
		"heads and numbers of pages": {book("", "", lines(820, 9, "The Morning Lamp 1")+lines(700, 12, l1, l2, l3)+lines(20, 9, "Page 1 of 2"), lines(820, 9, "The Morning Lamp 2")+lines(700, 12, l4, l5)+lines(20, 9, "Page 2 of 2")), []string{p1, p2}},
		"two columns":                {book("", "", "BT /F1 10 Tf 72 700 Td 12 TL (First column has words that) Tj T* (go on to its end and then) Tj ET BT /F1 10 Tf 320 700 Td 12 TL (into the second column of) Tj T* (the page.) Tj ET"), []string{"First column has words that go on to its end and then into the second column of the page."}},
		"spaces by moving":           {book("", "", "BT /F1 12 Tf 72 700 Td [(Two)-278(wor)20(ds)] TJ ET"), []string{"Two words"}},
		"words placed each":          {book("", "", "BT /F1 12 Tf 1 0 0 1 72 700 Tm (Two) Tj 1 0 0 1 98 700 Tm (words) Tj ET"), []string{"Two words"}},
		"an artifact":                {book("", "", "/Artifact BMC "+lines(800, 12, "Printed in haste")+" EMC "+lines(700, 12, l3)), []string{l3}},
		"a stamp along the edge":     {book("", "", lines(700, 12, l3)+"BT /F1 30 Tf 0 1 -1 0 40 200 Tm (DRAFT) Tj ET"), []string{l3}},
		"a page turned":              {book("", "", "q 0 1 -1 0 595 0 cm "+lines(500, 12, l1, l2)+" Q"), []string{l1 + " " + l2}},
		"signs by name":              {book("", "<</Type /Font /Subtype /Type1 /Encoding <</Differences [1 /f_i /fi /quoteright /Scaron /uni0107 /u00e9 /g12]>>>>", `BT /F2 12 Tf 72 700 Td (a\001b\002c\003d\004e\005f\006\007) Tj ET`), []string{"afibficʼdŠećfé\uFFFD"}},
		"two bytes a sign": {func() []byte {
			m := "/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <0010> <0041> endbfrange 1 beginbfchar <0020> <D83DDE00> endbfchar"
			b := book("", "<</Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<</DW 600>>] /ToUnicode 90 0 R>>", "BT /F2 12 Tf 72 700 Td <000100020020> Tj ET")
			return append(b, []byte(fmt.Sprintf("90 0 obj <</Length %d>> stream\n%s\nendstream endobj", len(m), m))...)
		}(), []string{"AB😀"}},
		"a form":                   {form("q 1 0 0 1 10 10 cm /X Do Q", "BT /F1 12 Tf 72 700 Td (In a form.) Tj ET"), []string{"In a form."}},
		"a form that draws itself": {form("/X Do", "BT /F1 12 Tf 72 700 Td (Once.) Tj ET /X Do"), []string{"Once. Once. Once. Once. Once. Once. Once. Once."}},
		"an image in between":      {book("", "", "BI /W 1 /H 1 ID \xff(x) Tj EI "+lines(700, 12, l3)), []string{l3}},
		"no end":                   {bytes.SplitAfter(book("", "", lines(700, 12, l3)), []byte("endstream"))[0], nil},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Read(c.data, 1<<20)
			if c.want == nil {
				if err == nil {
					t.Errorf("no error: %q", d.Paragraphs)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for i := range d.Paragraphs {
				d.Paragraphs[i] = strings.ReplaceAll(d.Paragraphs[i], "’", "ʼ")
			}
			if diff := cmp.Diff(c.want, d.Paragraphs); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func form(page, content string) []byte {
	m := &maker{}
	m.b.WriteString("%PDF-1.4\n")
	m.object("<</Type /Catalog /Pages 2 0 R>>")
	m.object("<</Type /Pages /Kids [3 0 R]>>")
	m.object("<</Type /Page /Contents 4 0 R /Resources <</XObject <</X 5 0 R>> /Font <</F1 6 0 R>>>>>>")
	m.stream("", page)
	m.stream("/Type /XObject /Subtype /Form /Resources <</XObject <</X 5 0 R>> /Font <</F1 6 0 R>>>>", content)
	m.object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
	m.b.WriteString("trailer <</Root 1 0 R>>")
	return m.b.Bytes()
}

func TestWhatAFileSaysOfItself(t *testing.T) {
	d, err := Read(book(`/Title (The \(long\) road) /Author <FEFF004100E9> /CreationDate (D:20190517083000+05'00') /ModDate (D:20190518)`, "",
		lines(760, 24, "The road is open again")+lines(700, 12, "Words that are small, and enough of them.")), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{d.Title, d.Author, d.Created, d.Modified, d.Language, d.Headline}
	want := []string{"The (long) road", "Aé", "D:20190517083000+05'00'", "D:20190518", "en-GB", "The road is open again"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFiltersAreUndone(t *testing.T) {
	plain := "BT /F1 12 Tf 72 700 Td (Some words.) Tj ET"
	var lz bytes.Buffer
	z := lzw.NewWriter(&lz, lzw.MSB, 8)
	z.Write([]byte(plain))
	z.Close()
	a85 := func(s string) string {
		var b strings.Builder
		for i := 0; i < len(s); i += 4 {
			part := s[i:min(i+4, len(s))]
			n := uint32(0)
			for j := range 4 {
				n <<= 8
				if j < len(part) {
					n |= uint32(part[j])
				}
			}
			var g [5]byte
			for j := 4; j >= 0; j-- {
				g[j] = byte(n%85) + '!'
				n /= 85
			}
			b.Write(g[:len(part)+1])
		}
		return b.String() + "~>"
	}
	for name, c := range map[string]struct{ filter, data string }{
		"flate":            {"/FlateDecode", deflated(plain)},
		"flate, cut":       {"/FlateDecode", cutShort(deflated(plain + strings.Repeat(" q Q", 500)))},
		"hexadecimal":      {"/ASCIIHexDecode", fmt.Sprintf("%x>", plain)},
		"ASCII 85":         {"/ASCII85Decode", a85(plain)},
		"two":              {"[/ASCII85Decode /FlateDecode]", a85(deflated(plain))},
		"runs of a length": {"/RunLengthDecode", string(rune(len(plain)-1)) + plain + "\x80"},
		"LZW":              {"/LZWDecode /DecodeParms <</EarlyChange 0>>", lz.String()},
		"rows predicted":   {"/FlateDecode /DecodeParms <</Predictor 12 /Columns 1>>", deflated(upRows(plain))},
	} {
		m := &maker{}
		m.object("<</Type /Catalog /Pages 2 0 R>>")
		m.object("<</Type /Pages /Kids [3 0 R]>>")
		m.object("<</Type /Page /Contents 4 0 R /Resources <</Font <</F1 <</Type /Font /Subtype /TrueType>>>>>>>>")
		m.stream("/Filter "+c.filter, c.data)
		d, err := Read(m.b.Bytes(), 1<<20)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := strings.Join(d.Paragraphs, "|"); got != "Some words." {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func cutShort(s string) string { return s[:len(s)-6] }

// upRows predicts each byte from the one above it.
func upRows(s string) string {
	var b strings.Builder
	last := byte(0)
	for i := range len(s) {
		b.WriteByte(2)
		b.WriteByte(s[i] - last)
		last = s[i]
	}
	return b.String()
}

func TestObjectsInStreamsAndUpdatesAreFound(t *testing.T) {
	m := &maker{}
	m.b.WriteString("%PDF-1.5\n")
	head := "2 0 3 37 6 75 "
	body := "<</Type /Pages /Kids [3 0 R]>>       <</Type /Page /Contents 4 0 R /Resources 6 0 R>>" + "<</Font <</F1 <</Subtype /TrueType>>>>>>"
	i3, i6 := strings.Index(body, "<</Type /Page /C"), strings.Index(body, "<</Font")
	head = fmt.Sprintf("2 0 3 %d 6 %d ", i3, i6)
	m.object("<</Type /Catalog /Pages 2 0 R>>")
	m.n = 3
	m.stream("", "BT /F1 12 Tf 72 700 Td (Old words.) Tj ET")
	m.stream(fmt.Sprintf("/Type /ObjStm /N 3 /First %d /Filter /FlateDecode", len(head)), deflated(head+body))
	m.n = 3
	m.stream("", "BT /F1 12 Tf 72 700 Td (New words.) Tj ET")
	d, err := Read(m.b.Bytes(), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(d.Paragraphs, "|"); got != "New words." {
		t.Errorf("%q", got)
	}
}

func TestWhatCannotBeReadIsTold(t *testing.T) {
	unknownFont := "<</Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<<>>]>>"
	bomb := deflated(strings.Repeat("q Q ", 2<<20))
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"encrypted":        {append(book("", "", lines(700, 12, "x")), "trailer <</Encrypt 9 0 R>>"...), ErrEncrypted},
		"pictures":         {book("", "", "q 595 0 0 842 0 0 cm /Im0 Do Q"), ErrNoText},
		"no letters":       {book("", unknownFont, "BT /F2 12 Tf 72 700 Td <000100020003> Tj ET"), ErrNoLetters},
		"too much work":    {form("/X Do", strings.Repeat("q Q ", 1000)+strings.Repeat("/X Do ", 40)), ErrTooLarge},
		"much of a little": {bytes.Replace(book("", "", "x"), []byte("<< /Length 1>>\nstream\nx"), []byte(fmt.Sprintf("<</Filter /FlateDecode /Length %d>>\nstream\n%s", len(bomb), bomb)), 1), ErrTooLarge},
	} {
		// All but a tenth of the steps that a file may take are taken.
		f := &file{data: c.data, objects: map[int]any{}, trailer: dict{}, left: 4 << 20, cached: map[ref]*font{}, steps: maxSteps - maxSteps/10}
		if _, err := read(f); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, data := range map[string]string{
		"nothing":               "%PDF-1.4\n",
		"no pages":              "%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj",
		"a tree in a ring":      "1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj 2 0 obj <</Kids [2 0 R 2 0 R]>> endobj",
		"a reference to itself": "1 0 obj 1 0 R endobj trailer <</Root 1 0 R>>",
		"brackets":              "1 0 obj " + strings.Repeat("[", 1<<20) + strings.Repeat("<<", 1<<20) + strings.Repeat("(", 1<<20),
	} {
		if d, err := Read([]byte(data), 1<<20); err == nil {
			t.Errorf("%s: no error, %v", name, d)
		}
	}
}

func TestHostileFilesTakeNoMoreTimeThanTheirLength(t *testing.T) {
	const n = 1 << 19
	for _, part := range []string{"[", "<<", "(", "<</A", "1 0 obj ", "1 0 obj<<", "1 0 obj(", "1 0 obj<<>>stream\n", "trailer", "trailer ", "trailer<<", "obj trailer", "2 0 R ", "q ", "BI ", "/X Do ", "/F1 1 Tf ", "(x) Tj ", "-"} {
		hostile := strings.Repeat(part, n)
		for where, data := range map[string][]byte{"file": []byte("1 0 obj " + hostile), "page": book("", "", hostile+lines(700, 12, "x"))} {
			start := time.Now()
			_, _ = Read(data, 1<<20) // whatever it makes of it
			// Two minutes is what a square of the length took.
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("%q in a %s: %v", part, where, took)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(book("/Title (x)", "", lines(700, 12, "Some words.")))
	f.Add(form("/X Do", "BT /F1 12 Tf (x) Tj ET"))
	f.Add([]byte("1 0 obj <</Type /Page /Contents 2 0 R /Resources <</Font <</F1 <</Subtype /Type0 /DescendantFonts [<</W [1 [2 3] 4 5 6]>>] /ToUnicode 2 0 R>>>>>>>> endobj\n2 0 obj <<>> stream\n/F1 9 Tf <00010002> Tj 1 beginbfrange <00> <ff> <0041> endbfrange\nendstream"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(data, 1<<18)
		if err == nil && len(d.Paragraphs) == 0 {
			t.Error("neither text nor an error")
		}
	})
}
