package archive

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestArticlesAsJSON(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"the project's own keys": {`{"id":"r1","outlet":"Daily Lamp","title":"Road opens","published":"2024-01-02T03:04:05Z","url":"https://lamp.example/1","text":"First.\n\nSecond."}`,
			`x#1 [application/json] <https://lamp.example/1> title="Road opens" outlet="Daily Lamp" text="First.\n\nSecond." published=2024-01-02T03:04:05Z`},
		"news-please": {`{"maintext":"One paragraph that goes on for long enough to be one.\nAnother paragraph.","title_page":null,"title":"T","source_domain":"lamp.example","authors":["A. Bee","C. Dee"],"date_publish":"2019-05-17 08:30:00","date_modify":"2019-05-18 00:00:00","date_download":"2020-01-01 00:00:00","language":"en","url":"http://lamp.example/2"}`,
			`x#1 [application/json] <http://lamp.example/2> at 2020-01-01T00:00:00Z title="T" outlet="lamp.example" by="A. Bee, C. Dee" lang="en" text="One paragraph that goes on for long enough to be one.\nAnother paragraph." published=2019-05-17T08:30:00Z modified=2019-05-18T00:00:00Z`},
		"an interface's answer": {`{"status":"ok","articles":[{"source":{"id":null,"name":"Lamp"},"author":"A","title":"T","publishedAt":"2019-05-17","content":"Words."},{"content":""}]}`,
			`x#1.1 [application/json] title="T" outlet="Lamp" by="A" text="Words." published=2019-05-17
x#1.2 ERR line 1, articles 2: no text; the key text, body, content or maintext should hold the article's`},
		"schema.org": {`{"@type":"NewsArticle","headline":"T","articleBody":"Words.","datePublished":"2019-05-17T08:30:00+05:00","author":{"@type":"Person","name":"A"},"publisher":{"name":"Lamp"},"inLanguage":"en-GB"}`,
			`x#1 [application/json] title="T" outlet="Lamp" by="A" lang="en" text="Words." published=2019-05-17T08:30:00+05:00`},
		"seconds since 1970":         {`{"text":"Words.","date":1558081800}`, `x#1 [application/json] text="Words." published=2019-05-17T08:30:00Z`},
		"a date that cannot be read": {`{"text":"Words.","date":"05/06/2019"}`, `x#1 [application/json] text="Words." note="the date under \"date\" cannot be read; write it as 2019-05-17 or 2019-05-17T08:30:00Z"`},
		"a page":                     {`{"html":"<html><p>Words.</p></html>","title":"T","url":"https://a.example"}`, `x#1 [text/html; charset=utf-8] <https://a.example> title="T"`},
		"a page under a text's name": {`{"content":"<p>Words.</p>"}`, `x#1 [text/html; charset=utf-8]`},
		"the title above the text":   {`{"title":"Road  opens","text":"Road opens\n\nThe road opened."}`, `x#1 [application/json] title="Road opens" text="The road opened."`},
		"paragraphs as a list":       {`{"text":["One ` + strings.Repeat("and ", 30) + `.","Two."]}`, `x#1 [application/json] text="One ` + strings.Repeat("and ", 30) + `.\n\nTwo."`},
		"no address of the web":      {`{"text":"W.","url":"javascript:alert(1)"}`, `x#1 [application/json] text="W."`},
		"lines that are broken": {"{\"text\":\"One.\"}\n\n{\"text\":\n{\"title\":\"no text\"}\n[1]\n{\"text\":\"Six.\"}",
			`x#1 [application/json] text="One."
x#3 ERR line 3: broken JSON at byte 9 of it (unexpected end of JSON input); write one JSON object a line
x#4 ERR line 4: no text; the key text, body, content or maintext should hold the article's
x#5 ERR line 5: no JSON object; write one article a line, as {"title": …, "text": …}
x#6 [application/json] text="Six."`},
		"an array": {"\ufeff[ {\"text\":\"One.\"},\n {\"text\":\"Two.\"} ]", "x#1 [application/json] text=\"One.\"\nx#2 [application/json] text=\"Two.\""},
		"an array that is cut": {`[{"text":"One."},{"text":"Tw`, `x#1 [application/json] text="One."
x#2 ERR object 2: the JSON is cut or broken at byte 17; what came before is kept, get the file again: unexpected EOF`},
		"one object over lines":   {"{\n \"text\": \"One.\"\n}\n{\n \"text\": \"Two.\"\n}", "x#1 [application/json] text=\"One.\"\nx#2 [application/json] text=\"Two.\""},
		"lists in lists in lists": {`{"data":[{"data":[{"data":[{"text":"W."}]}]}]}`, `x#1.1.1 ERR line 1, data 1, data 1: no text; the key text, body, content or maintext should hold the article's`},
	} {
		t.Run(name, func(t *testing.T) {
			entries, _ := collect(t, "x", strings.NewReader(c.in), Options{})
			if d := cmp.Diff(c.want+"\n", show(entries)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestSingleLinesAreParagraphsUnlessTheyAreWrapped(t *testing.T) {
	long := strings.Repeat("words that go on and on ", 8)
	if got, want := cleanText(long+"\r\n"+long+"\x00"), strings.TrimSpace(long+"\n\n"+long); got != want {
		t.Errorf("got %q", got)
	}
	if s := "The road was opened again on Tuesday after\nthe rain had closed it for a week or even\nlonger."; cleanText(s) != s {
		t.Errorf("wrapped lines: %q", cleanText(s))
	}
}

// endless is a reader of n bytes that are made as they are read.
type endless struct {
	head string
	n    int64
}

func (e *endless) Read(p []byte) (int, error) {
	if e.head != "" {
		n := copy(p, e.head)
		e.head = e.head[n:]
		return n, nil
	}
	if e.n == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(int64(len(p)), e.n)], xs)
	e.n -= int64(n)
	return n, nil
}

var xs = bytes.Repeat([]byte("x"), 64<<10)

// peak is the most memory, in MB, that the heap has while do runs.
func peak(do func(sample func())) uint64 {
	runtime.GC()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	var most uint64
	do(func() {
		runtime.ReadMemStats(&now)
		most = max(most, now.HeapSys)
	})
	return (most - min(most, before.HeapSys)) >> 20
}

func TestALineOfAGigabyteIsOneBrokenEntry(t *testing.T) {
	n := int64(1 << 30)
	if testing.Short() {
		n = 64 << 20
	}
	for name, head := range map[string]string{"a line": "{\"text\":\"One.\"}\n{\"text\":\"", "an object": "[{\"text\":\"One.\"},{\"text\":\"", "a mail": "From a@x.example Mon Jan  6 10:00:00 2020\nSubject: x\n\n"} {
		size := n
		if name != "a line" {
			size = 64 << 20
		}
		r := io.MultiReader(&endless{head, size}, strings.NewReader("\n{\"text\":\"Three.\"}\n"))
		var entries []Entry
		mb := peak(func(sample func()) {
			entries, _ = collect(t, "x", r, Options{MaxEntry: 4 << 20})
			sample()
		})
		got := fmt.Sprint(len(entries))
		last := entries[len(entries)-1]
		if name == "a line" {
			if got != "3" || last.Err != nil || entries[1].Err == nil || !strings.Contains(entries[1].Err.Error(), "line 2: more than the 4194304 bytes") {
				t.Errorf("%s: %s", name, show(entries))
			}
		} else if last.Err == nil || !strings.Contains(last.Err.Error(), "4194304 bytes") {
			t.Errorf("%s: %s", name, show(entries))
		}
		if mb > 100 {
			t.Errorf("%s: %d MB of memory", name, mb)
		}
	}
}

func TestWhatIsBrokenAllAlongIsGivenUp(t *testing.T) {
	entries, _ := collect(t, "x.jsonl", strings.NewReader("{\"text\":\"One.\"}\n"+strings.Repeat("no\n", 50_000)), Options{})
	last := entries[len(entries)-1]
	if len(entries) != 1+maxBad || last.Err == nil || !strings.Contains(last.Err.Error(), "the rest of this input is left out") {
		t.Errorf("%d entries, the last: %v", len(entries), last.Err)
	}
}

func BenchmarkJSONLines(b *testing.B) {
	line := `{"id":"1","outlet":"Lamp","title":"T","published":"2024-01-02T03:04:05Z","url":"https://lamp.example/1","text":"` + strings.Repeat("Officials in the district said that the road was open again. ", 40) + "\"}\n"
	in := strings.Repeat(line, 2000)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if err := Walk(b.Context(), "x", strings.NewReader(in), Options{}, func(e Entry) error { return e.Err }); err != nil {
			b.Fatal(err)
		}
	}
}
