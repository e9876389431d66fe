package page

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline"
	"dateline/needtest"
)

const sentence = "The council said on Tuesday that the bridge over the river would stay shut until the spring, and that a ferry would run every hour. "

func page(body string) []byte {
	return []byte("<!DOCTYPE html><html lang=en><head><title>A bridge stays shut - The Ferry Post</title></head><body>" + body + "</body></html>")
}

// bounded is how long the worst page may take on a slow, busy machine.
const bounded = 5 * time.Minute

func TestHostilePagesAreReadOrRefusedInBoundedTime(t *testing.T) {
	needtest.Unhurried(t)
	p := "<p>" + sentence + "</p>"
	text := strings.Repeat(p, 5)
	many := func(n int, s string) string { return strings.Repeat(s, n) }
	var attributes, reopened strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&attributes, " data-a%d=%d", i, i)
	}
	for i := range 400 {
		fmt.Fprintf(&reopened, "<font size=%d>", i)
	}
	for name, data := range map[string]string{
		"10,000 elements deep":          many(10_000, "<div>") + text,
		"40,000 quotations deep":        many(40_000, "<blockquote>") + text,
		"40,000 lists deep":             many(40_000, "<ul><li>") + text,
		"tables in tables":              many(20_000, "<table><tr><td>") + text,
		"200,000 attributes":            "<div" + attributes.String() + ">" + text,
		"200,000 tags with attributes":  many(200_000, "<i a=b c=d>") + text,
		"formatting never closed":       reopened.String() + many(60_000, "<p>x"),
		"links never closed":            many(3_000, "<a href=x>y<p>") + text,
		"5 MB of paragraphs":            many(5<<20/len(p), p),
		"5 MB of one word":              "<p>" + many(5<<20, "a"),
		"4.5 MB of words":               "<p>" + many(3<<19, "ab "),
		"200,000 tags":                  many(200_000, "<b>x</b>") + text,
		"script in everything":          many(50_000, "<p>x<script>var a='<p>';</script><style>p{}</style></p>") + text,
		"unclosed script":               text + "<script>" + many(1<<20, "a("),
		"unclosed comment":              text + "<!--" + many(1<<20, "- "),
		"null bytes":                    many(1<<20, "\x00") + text + many(1<<20, "\x00<\x00p\x00>"),
		"entities":                      "<p>" + many(1<<18, "&amp;&lt;&#x1F600;&#0;&#xFFFFFFFF;"),
		"broken encoding":               text + many(1<<18, "\xff\xfe\xc0\x80<p>\xed\xa0\x80"),
		"JSON-LD that is deep":          "<script type=application/ld+json>" + many(100_000, `{"a":[`) + "</script>" + text,
		"JSON-LD that is long":          "<script type=application/ld+json>[" + many(200_000, `{"@type":"NewsArticle","headline":"x"},`) + "{}]</script>" + text,
		"article text nested in itself": `<script type=application/ld+json>{"@type":"Article","articleBody":"` + many(50_000, "<div>") + `"}</script>` + text,
		"70,000 meta elements":          many(70_000, "<meta property=og:title content=x>") + text,
		"headings":                      many(20_000, "<h1>A bridge stays shut</h1>") + text,
		"dates":                         many(20_000, "<time datetime=2020-01-01T00:00:00Z>1 January 2020</time>") + text,
		"bylines":                       many(20_000, "<span class=byline>By Ann Onym</span>") + text,
		"names":                         many(6_000, "<div class='ad share newsletter related comments'>"+sentence) + text,
		"list items":                    "<ul>" + many(30_000, "<li><a href=x>"+sentence+"</a>"),
		"rows":                          "<table>" + many(20_000, "<tr><td>a<td>b<td>c"),
		"more than is taken":            many(17<<20, " "),
		"line breaks":                   "<p>" + many(70_000, "x<br>"),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			a, err := Read(dateline.Document{Path: "hostile.html", URL: "https://ferry.example/news/1", Data: page(data)})
			if took := time.Since(start); took > bounded {
				t.Errorf("took %v", took)
			} else {
				t.Logf("%v, %d bytes, %v", took.Round(time.Millisecond), len(a.Text), err)
			}
			if err != nil && dateline.KindOf(err) != dateline.Invalid {
				t.Errorf("error of kind %q: %v", dateline.KindOf(err), err)
			}
			if err != nil && !strings.HasPrefix(err.Error(), "hostile.html: ") {
				t.Errorf("error without the name of the page: %v", err)
			}
			clean(t, a)
		})
	}
}

// clean fails unless an article is what Read promises.
func clean(t *testing.T, a dateline.Article) {
	t.Helper()
	for name, s := range map[string]string{"text": a.Text, "title": a.Title, "byline": a.Byline, "outlet": a.Outlet, "credit": a.Credit, "language": a.Language} {
		if !utf8.ValidString(s) {
			t.Errorf("%s is not UTF-8", name)
		}
		if i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsControl(r) && (r != '\n' || name != "text") }); i >= 0 {
			t.Errorf("%s has a control character at %d: %q", name, i, s[i:min(len(s), i+10)])
		}
	}
	for p := range strings.SplitSeq(a.Text, "\n\n") {
		if a.Text != "" && strings.TrimSpace(p) != p || a.Text != "" && p == "" {
			t.Errorf("a paragraph begins or ends with white space, or is none: %q", p[:min(len(p), 40)])
			break
		}
	}
	for name, m := range map[string]*dateline.Moment{"published": a.Published, "modified": a.Modified} {
		if m == nil {
			continue
		}
		if _, err := dateline.ParseMoment(m.String()); err != nil {
			t.Errorf("%s is %v: %v", name, m, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "x", "<", "<p>", "<!DOCTYPE html><p>" + sentence, string(page("<h1>A bridge stays shut</h1><p>" + sentence)),
		"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-02-03T04:05:06+0500\",\"articleBody\":\"x<p>y\"}</script><p>" + sentence,
		"<meta http-equiv=content-type content='text/html; charset=windows-1251'><p>\xcf\xf0\xe8\xe2\xe5\xf2", "\xff\xfe<\x00p\x00>\x00x\x00",
		"<link rel=canonical href='//[::1'><base href=':'><time datetime='31/31/2020'>", "<table><tr><td><a href=?utm_source=x>By Ann on 3 May 2020</a>",
		"<svg><title>x</title><p>y</svg><math><mi><table></math>", "<select><option><template><p>" + sentence,
	} {
		f.Add([]byte(s), "text/html; charset=utf-8", "https://ferry.example/2024/02/03/bridge?utm_source=x#y")
	}
	f.Fuzz(func(t *testing.T, data []byte, mediaType, address string) {
		a, err := Read(dateline.Document{Path: "f", URL: address, MediaType: mediaType, Data: data})
		if err != nil && dateline.KindOf(err) != dateline.Invalid {
			t.Fatalf("error of kind %q: %v", dateline.KindOf(err), err)
		}
		clean(t, a)
		if b, again := Read(dateline.Document{Path: "f", URL: address, MediaType: mediaType, Data: data}); b.Text != a.Text || b.Title != a.Title || (again == nil) != (err == nil) {
			t.Fatal("read twice, it reads otherwise")
		}
	})
}
