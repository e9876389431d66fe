package page

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline"
)

var update = flag.Bool("update", false, "write the golden files anew")

// printed is an article as the golden files hold it.
func printed(a dateline.Article, err error) string {
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	moment := func(m *dateline.Moment) string {
		if m == nil {
			return ""
		}
		return m.String()
	}
	return fmt.Sprintf("title: %s\nbyline: %s\noutlet: %s\nurl: %s\nlanguage: %s\ncredit: %s\npublished: %s\nmodified: %s\nmaker: %s\n\n%s\n",
		a.Title, a.Byline, a.Outlet, a.URL, a.Language, a.Credit, moment(a.Published), moment(a.Modified), a.Maker, a.Text)
}

func TestPagesAreReadAsTheGoldenFilesSay(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d pages in testdata, %v", len(files), err)
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			a, err := Read(dateline.Document{Path: filepath.Base(f), URL: "https://www.ferry.example/news/item?id=7&fbclid=abc#top", MediaType: "text/html", Data: data, Fetched: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)})
			clean(t, a)
			got := printed(a, err)
			golden := strings.TrimSuffix(f, ".html") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("read as\n%s\nwant\n%s", got, want)
			}
		})
	}
}
