package grade

import (
	"encoding/xml"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline"
	"dateline/gazetteer"
)

// loadGeo reads a collection in whichever of the published forms it has.
func loadGeo(path string) (*geoForm, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, missing(path, "an XML file (LGL, TR-News, GeoVirus) or "+geoWebNews, err)
	}
	if info.IsDir() {
		return loadBrat(path)
	}
	return loadGeoXML(path)
}

// loadGeoPredictions reads another system's output, a report for each of the gold's.
func loadGeoPredictions(path string, gold *geoForm) ([]geoReport, error) {
	if !gold.kinds {
		given, err := loadGeoXML(path)
		if err != nil {
			return nil, err
		}
		if len(given.reports) != len(gold.reports) {
			return nil, dateline.Errorf(dateline.Invalid, "%s has %d articles, the gold %d; predictions want the same articles in the same order", path, len(given.reports), len(gold.reports))
		}
		for i := range given.reports {
			if given.reports[i].report.Text != gold.reports[i].report.Text {
				return nil, dateline.Errorf(dateline.Invalid, "%s: %s has another text than the gold's", path, given.reports[i].name)
			}
		}
		return given.reports, nil
	}
	out := make([]geoReport, len(gold.reports))
	for i, r := range gold.reports {
		var err error
		if out[i], err = bratReport(r.report.Path, path, r.name); err != nil {
			return nil, err
		}
	}
	return out, nil
}

type geoXML struct {
	XMLName  xml.Name     `xml:"articles"`
	Articles []geoArticle `xml:"article"`
}

type geoArticle struct {
	ID       string  `xml:"docid,attr"`
	Number   string  `xml:"number,attr"`
	Title    string  `xml:"title"`
	Domain   string  `xml:"domain"`
	URL      string  `xml:"url"`
	Source   string  `xml:"source"`
	Text     *string `xml:"text"`
	Toponyms *struct {
		Toponym []geoToponym `xml:"toponym"`
	} `xml:"toponyms"`
	Locations *struct {
		Location []geoLocation `xml:"location"`
	} `xml:"locations"`
}

type geoToponym struct {
	Start  string `xml:"start"`
	End    string `xml:"end"`
	Phrase string `xml:"phrase"`
	Tag    *struct {
		Number  string `xml:"geonameid,attr"`
		Lat     string `xml:"lat"`
		Lon     string `xml:"lon"`
		Country string `xml:"country"`
	} `xml:"gaztag"`
}

type geoLocation struct {
	Name  string `xml:"name"`
	Start string `xml:"start"`
	End   string `xml:"end"`
	Lat   string `xml:"lat"`
	Lon   string `xml:"lon"`
}

// loadGeoXML reads LGL, TR-News or GeoVirus.
func loadGeoXML(path string) (*geoForm, error) {
	raw, err := readExpected(path, "an XML file of articles (LGL, TR-News, GeoVirus)")
	if err != nil {
		return nil, err
	}
	var doc geoXML
	if err := xml.Unmarshal(raw, &doc); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s: expected XML with articles (LGL, TR-News, GeoVirus), whole to its end: %w", path, err)
	}
	if len(doc.Articles) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "%s has no article; expected articles with text and toponyms or locations", path)
	}
	form := &geoForm{}
	for i := range doc.Articles {
		a := &doc.Articles[i]
		name := fmt.Sprintf("article %d", i+1)
		if id := a.ID + a.Number; id != "" {
			name = "article " + id
		}
		if a.Text == nil || a.Toponyms == nil && a.Locations == nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s: %s lacks its text, or toponyms (LGL, TR-News) and locations (GeoVirus) alike", path, name)
		}
		r := geoReport{name: name, report: &dateline.Report{ID: "r1", Path: path, Language: "en", Genre: dateline.News, Text: *a.Text}}
		if a.Domain != "" {
			r.report.Outlet = &a.Domain
		}
		if a.URL != "" {
			r.report.URL = &a.URL
		}
		if err := a.places(&r); err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s: %s: %w", path, name, err)
		}
		form.reports = append(form.reports, r)
	}
	return form, nil
}

// places adds an article's toponyms or locations.
func (a *geoArticle) places(r *geoReport) error {
	at := charOffsets(*a.Text)
	if a.Locations != nil {
		shift := 0
		if l := a.Locations.Location; len(l) > 0 && slices.IndexFunc(l, func(l geoLocation) bool { _, err := spanOf(*a.Text, at, l.Start, l.End, l.Name, 0); return err == nil }) < 0 {
			shift = -1 // GeoVirus as published counts its characters from one
		}
		for _, l := range a.Locations.Location {
			span, err := spanOf(*a.Text, at, l.Start, l.End, l.Name, shift)
			if err != nil {
				return err
			}
			p := geoPlace{span: span, words: l.Name}
			if err := p.coordinates(l.Lat, l.Lon); err != nil {
				return err
			}
			r.places = append(r.places, p)
		}
		return nil
	}
	for _, t := range a.Toponyms.Toponym {
		span, err := spanOf(*a.Text, at, t.Start, t.End, t.Phrase, 0)
		if err != nil {
			return err
		}
		p := geoPlace{span: span, words: t.Phrase}
		if t.Tag != nil {
			p.number, _ = strconv.Atoi(t.Tag.Number)
			p.country = countryNamed(t.Tag.Country)
			if err := p.coordinates(t.Tag.Lat, t.Tag.Lon); err != nil {
				return err
			}
		}
		r.places = append(r.places, p)
	}
	return nil
}

func (p *geoPlace) coordinates(lat, lon string) error {
	lat, lon = strings.TrimSpace(lat), strings.TrimSpace(lon)
	if lat == "" && lon == "" {
		return nil
	}
	var err1, err2 error
	p.lat, err1 = strconv.ParseFloat(lat, 64)
	p.lon, err2 = strconv.ParseFloat(lon, 64)
	if err1 != nil || err2 != nil || p.lat < -90 || p.lat > 90 || p.lon < -180 || p.lon > 180 {
		return fmt.Errorf("%q has the coordinates %q, %q; expected degrees", p.words, lat, lon)
	}
	p.located = true
	return nil
}

// countryNamed is the code of the country that a collection names in words.
func countryNamed(name string) string {
	g := gazetteer.Default()
	for _, id := range g.Lookup(name) {
		if p := g.Place(id); p.Level == gazetteer.Country {
			return p.Country
		}
	}
	return ""
}

// charOffsets gives the byte at which each character of a text begins, and its end.
func charOffsets(s string) []int {
	at := make([]int, 0, len(s)+1)
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

// spanOf turns offsets in characters into a span of bytes and checks its words.
func spanOf(whole string, at []int, start, end, words string, shift int) (dateline.Span, error) {
	i, err1 := strconv.Atoi(strings.TrimSpace(start))
	j, err2 := strconv.Atoi(strings.TrimSpace(end))
	i, j = i+shift, j+shift
	if err1 != nil || err2 != nil || i < 0 || j <= i || j >= len(at) {
		return dateline.Span{}, fmt.Errorf("%q stands at characters %q to %q; the text has %d", words, start, end, utf8.RuneCountInString(whole))
	}
	span := dateline.Span{Start: at[i], End: at[j]}
	if got := whole[span.Start:span.End]; got != words {
		return dateline.Span{}, fmt.Errorf("characters %s to %s are %q, expected %q; text and annotation do not belong together", start, end, got, words)
	}
	return span, nil
}
