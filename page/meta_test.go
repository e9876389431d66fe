package page

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"dateline"
)

func TestTimesAreReadAsPagesWriteThem(t *testing.T) {
	for in, want := range map[string]string{
		"2024-02-03T04:05:06+0500":          "2024-02-03T04:05:06+05:00",
		"2024-02-03T04:05:06.789Z":          "2024-02-03T04:05:06Z",
		"2024-02-03 04:05:06 -08:00":        "2024-02-03T04:05:06-08:00",
		"2024-02-03 04:05":                  "2024-02-03", // the zone is not said
		"2024-02-03":                        "2024-02-03",
		"20240203":                          "2024-02-03",
		"1706929506":                        "2024-02-03T03:05:06Z",
		"1706929506000":                     "2024-02-03T03:05:06Z",
		"Sat, 03 Feb 2024 04:05:06 GMT":     "2024-02-03T04:05:06Z",
		"Feb. 3, 2024 at 4:05 p.m. ET":      "2024-02-03",
		"Saturday 3rd of February 2024":     "2024-02-03",
		"Publicado el 3 de febrero de 2024": "2024-02-03",
		"3. März 2024":                      "2024-03-03",
		"3 февраля 2024":                    "2024-02-03",
		"2024年2月3日":                         "2024-02-03",
		"03.02.2024":                        "2024-02-03",
		"23/02/2024":                        "2024-02-23",
		"2/23/2024":                         "2024-02-23",
		"30 February 2024":                  "",
		"1850-01-01":                        "",
		"version 3.2.1":                     "",
		"":                                  "",
	} {
		m, ok := parseTime(in, false)
		if got := m.String(); ok != (want != "") || ok && got != want {
			t.Errorf("%q is %q, %t; want %q", in, got, ok, want)
		}
	}
	if m, ok := parseTime("2/3/2024", true); !ok || m.String() != "2024-02-03" {
		t.Errorf("2/3/2024 in the United States is %v, %t", m, ok)
	}
	for in, want := range map[string]string{
		"https://a.example/2024/02/13/x": "2024-02-13", "https://a.example/2024/feb/3/x": "2024-02-03", "https://a.example/x-20240203.html": "2024-02-03",
		"https://a.example/2024/1234/x": "", "https://a.example/1999/12": "",
	} {
		got := ""
		if m := urlDay(in); m != nil {
			got = m.String()
		}
		if got != want {
			t.Errorf("%s is of %q, want %q", in, got, want)
		}
	}
}

func TestTheCanonicalAddressIsOfTheSameSite(t *testing.T) {
	const own = "https://www.ferry.example/news/1?utm_source=a&id=7&fbclid=b#top"
	for canonical, want := range map[string]string{
		"":                                  "https://www.ferry.example/news/1?id=7",
		"/news/one":                         "https://www.ferry.example/news/one",
		"https://amp.ferry.example/news/2":  "https://amp.ferry.example/news/2",
		"https://elsewhere.example/news/1":  "https://www.ferry.example/news/1?id=7",
		"https://www.ferry.example/":        "https://www.ferry.example/news/1?id=7",
		"javascript:alert(1)":               "https://www.ferry.example/news/1?id=7",
		"https://u:p@www.ferry.example/x":   "https://www.ferry.example/news/1?id=7",
		"http://[::1":                       "https://www.ferry.example/news/1?id=7",
		"https://www.ferry.example/a?gclid": "https://www.ferry.example/a",
	} {
		r := &reader{doc: &dateline.Document{URL: own}, head: &head{links: map[string][]string{"canonical": {canonical}}}}
		if canonical == "" {
			r.head.links = nil
		}
		if got := r.canonical(); got != want {
			t.Errorf("canonical %q: %s, want %s", canonical, got, want)
		}
	}
}

func TestBylinesAreNamesAlone(t *testing.T) {
	for in, want := range map[string]string{
		"By Ann Onym and Ben Nemo":                   "Ann Onym|Ben Nemo",
		"By ANN ONYM, Staff Writer":                  "ANN ONYM",
		"Ann Onym | Published 3 February 2024":       "Ann Onym",
		"Von Ann Onym und Ben Nemo":                  "Ann Onym|Ben Nemo",
		"https://ferry.example/ann":                  "",
		"ann@ferry.example":                          "",
		"Reuters":                                    "",
		"Written by Ann O'Nym Updated on Feb 3 2024": "Ann O'Nym",
	} {
		if got := strings.Join(peopleOf(in), "|"); got != want {
			t.Errorf("%q names %q, want %q", in, got, want)
		}
	}
}

func TestEncodingsAreFoundOut(t *testing.T) {
	const want = "Le pont « reste » fermé – dit-elle"
	latin, err := charmap.Windows1252.NewEncoder().String(want)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(want)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(want + want)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ data, mediaType, want string }{
		"UTF-8, called Latin-1":        {want, "text/html; charset=iso-8859-1", want},
		"windows-1252, called Latin-1": {latin, "text/html; charset=iso-8859-1", want},
		"windows-1252, called UTF-8":   {latin, "text/html; charset=utf-8", want},
		"windows-1252, in the page":    {`<meta charset="windows-1252">` + latin, "text/html", `<meta charset="windows-1252">` + want},
		"windows-1252, not called":     {latin, "", want},
		"UTF-16 with a mark":           {wide, "text/html; charset=utf-8", want},
		"UTF-16 without":               {bare, "", want + want},
		"UTF-8 with a mark":            {"\xEF\xBB\xBF" + want, "", want},
	} {
		if got := string(decode([]byte(c.data), c.mediaType)); strings.TrimPrefix(got, "\uFEFF") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
