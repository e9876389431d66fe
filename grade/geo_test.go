package grade

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

// geoText is a local report with every kind of trap: a famous namesake, a state
// abbreviated, a county, a name that stands for a government.
const geoText = "Paris school to close. PARIS, Texas - A school in Paris will close in June, Lamar County officials said. " +
	"Pupils move to Bonham and Tyler. A trustee from Lexington, Ky., spoke. London said nothing. They met on Elm Street."

// toponym writes a gold place of LGL's form, count-th of its words in the text.
func toponym(t *testing.T, whole, words string, count int, lat, lon string) string {
	t.Helper()
	at := -1
	for range count {
		next := strings.Index(whole[at+1:], words)
		if next < 0 {
			t.Fatalf("%q stands not %d times in the text", words, count)
		}
		at += 1 + next
	}
	at = len([]rune(whole[:at]))
	tag := ""
	if lat != "" {
		tag = fmt.Sprintf(`<gaztag geonameid="1"><lat>%s</lat><lon>%s</lon><country>United States</country></gaztag>`, lat, lon)
	}
	return fmt.Sprintf("<toponym><start>%d</start><end>%d</end><phrase>%s</phrase>%s</toponym>", at, at+len([]rune(words)), words, tag)
}

func lgl(t *testing.T, whole string, places ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "own.xml")
	doc := fmt.Sprintf(`<articles><article docid="7"><title>Own</title><domain>parisledger.com</domain><url>http://www.parisledger.com/1</url><text>%s</text><toponyms>%s</toponyms></article></articles>`, whole, strings.Join(places, ""))
	putGeo(t, path, doc)
	return path
}

func putGeo(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func geoMetrics(t *testing.T, path string, in Input) map[string]float64 {
	t.Helper()
	sheet, err := scoreGeo(path, in)
	if err != nil {
		t.Fatal(err)
	}
	return sheet.Scored(geo).Metrics
}

func TestPlacesOfALocalReportAreNearItsHome(t *testing.T) {
	gold := []string{
		toponym(t, geoText, "PARIS", 1, "33.66", "-95.56"), toponym(t, geoText, "Texas", 1, "31", "-100"), toponym(t, geoText, "Paris", 2, "33.66", "-95.56"),
		toponym(t, geoText, "Lamar County", 1, "33.67", "-95.57"), toponym(t, geoText, "Bonham", 1, "33.58", "-96.18"), toponym(t, geoText, "Tyler", 1, "32.35", "-95.3"),
		toponym(t, geoText, "Lexington", 1, "38.05", "-84.5"), toponym(t, geoText, "Ky.", 1, "37.5", "-85"), toponym(t, geoText, "London", 1, "51.51", "-0.13"),
		toponym(t, geoText, "Elm Street", 1, "", ""),
	}
	m := geoMetrics(t, lgl(t, geoText, gold...), Input{})
	if m["acc161"] != 1 || m["acc161_alone"] != 1 {
		t.Errorf("acc161 is %v, without the outlet %v; all nine places can be told", m["acc161"], m["acc161_alone"])
	}
	if m["acc161_population"] >= m["acc161"] || m["acc161_ceiling"] != 1 {
		t.Errorf("population %v, ceiling %v", m["acc161_population"], m["acc161_ceiling"])
	}
	if m["median_km"] > 30 {
		t.Errorf("the middle error is %v km", m["median_km"])
	}
	if m["span_recall"] < 80 {
		t.Errorf("of ten names %v %% are found", m["span_recall"])
	}
}

func TestPredictionsInLGLsFormAreScored(t *testing.T) {
	gold := lgl(t, geoText, toponym(t, geoText, "Bonham", 1, "33.58", "-96.18"), toponym(t, geoText, "Tyler", 1, "32.35", "-95.3"))
	theirs := lgl(t, geoText, toponym(t, geoText, "Bonham", 1, "33.7", "-96.1"), toponym(t, geoText, "Tyler", 1, "51", "0"), toponym(t, geoText, "Elm", 1, "", ""))
	m := geoMetrics(t, gold, Input{Predictions: theirs})
	if m["acc161"] != 0.5 || m["span_recall"] != 100 || m["span_precision"] != 66.67 {
		t.Errorf("%v; want half within 161 km, both spans, one too many", m)
	}
	if _, ok := m["acc161_ceiling"]; ok {
		t.Error("predictions have no candidates, so no ceiling")
	}
	other := lgl(t, geoText+" More.", toponym(t, geoText, "Tyler", 1, "51", "0"))
	if _, err := scoreGeo(gold, Input{Predictions: other}); !isInvalid(err, "another text") {
		t.Errorf("predictions on another text give %v", err)
	}
}

func TestGeoVirusCountsFromOne(t *testing.T) {
	const whole = "Ébola spreads in Guinea, the ministry says."
	at := len([]rune(whole[:strings.Index(whole, "Guinea")])) + 1
	path := filepath.Join(t.TempDir(), "virus.xml")
	putGeo(t, path, fmt.Sprintf(`<articles><article number="1"><source>x</source><text>%s</text><locations><location><name>Guinea</name><start>%d</start><end>%d</end><lat>10.5</lat><lon>-11</lon><page>N/A</page></location></locations></article></articles>`, whole, at, at+6))
	if m := geoMetrics(t, path, Input{}); m["acc161"] != 1 || m["span_recall"] != 100 {
		t.Errorf("%v", m)
	}
}

// brat writes a directory of GeoWebNews' form.
func brat(t *testing.T, whole, annotations string) string {
	t.Helper()
	dir := t.TempDir()
	putGeo(t, filepath.Join(dir, "1.txt"), whole)
	putGeo(t, filepath.Join(dir, "1.ann"), annotations)
	return dir
}

func TestGeoWebNewsTellsPlacesFromPowers(t *testing.T) {
	const head = "TITLE: Talks LINK: http://example.org/1\n"
	const whole = head + "Pakistan accused India on Monday. Clashes went on in Peshawar, near the Khyber Pass, and a Turkish envoy flew to Ankara."
	at := func(words string) string {
		i := strings.Index(whole, words)
		return fmt.Sprintf("%d %d\t%s", i, i+len(words), words)
	}
	ann := "T1\tMetonymic " + at("Pakistan") + "\nT2\tMetonymic " + at("India") + "\nT3\tLiteral " + at("Peshawar") + "\nT4\tNon_Literal_Modifier " + at("Turkish") +
		"\nT5\tLiteral " + at("Ankara") + "\nT6\tLiteral_Expression " + at("envoy") + "\n#1\tAnnotatorNotes T3\t34.0, 71.5\n#2\tAnnotatorNotes T5\t323786\n#3\tAnnotatorNotes T1\t999999\n#4\tAnnotatorNotes T6\t5\n"
	sheet, err := scoreGeo(brat(t, whole, ann), Input{})
	if err != nil {
		t.Fatal(err)
	}
	m := sheet.Scored(geo).Metrics
	for name, want := range map[string]float64{"span_recall": 100, "associative_recall": 100, "associative_precision": 100, "acc161": 1, "acc161_strict": 0.6667} {
		if m[name] != want {
			t.Errorf("%s is %v, want %v", name, m[name], want)
		}
	}
	if notes := strings.Join(sheet.Notes, " "); !strings.Contains(notes, "1 gold places have a number of GeoNames that the gazetteer does not hold") {
		t.Errorf("the notes are silent on a number nobody knows: %s", notes)
	}
	theirs := filepath.Join(t.TempDir(), "out")
	if err := os.Mkdir(theirs, 0o700); err != nil {
		t.Fatal(err)
	}
	putGeo(t, filepath.Join(theirs, "1.ann"), "T1\tLOCATION "+at("Peshawar")+"\nT2\tLOCATION "+at("Pakistan")+"\n")
	path := brat(t, whole, ann)
	if m := geoMetrics(t, path, Input{Predictions: theirs}); m["span_recall"] != 50 || m["all_precision"] != 100 {
		t.Errorf("another system's annotations: %v", m)
	}
}

func TestWrongAndPartialFilesSayWhatWasExpected(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		putGeo(t, path, content)
		return path
	}
	one := `<articles><article><text>In Gao.</text><toponyms><toponym><start>3</start><end>6</end><phrase>%s</phrase>%s</toponym></toponyms></article></articles>`
	lonely := t.TempDir()
	putGeo(t, filepath.Join(lonely, "4.txt"), "Gao.")
	putGeo(t, filepath.Join(lonely, "5.txt"), "Gao.")
	putGeo(t, filepath.Join(lonely, "5.ann"), "")
	bare := t.TempDir()
	putGeo(t, filepath.Join(bare, "README.txt"), "What stands here.")
	for _, c := range []struct{ path, want string }{
		{filepath.Join(dir, "none.xml"), "is not there; expected an XML file"},
		{file("cut.xml", "<articles><article><text>In Gao.</text>"), "whole to its end"},
		{file("other.xml", "<rss><item/></rss>"), "expected XML with articles"},
		{file("empty.xml", "<articles></articles>"), "has no article"},
		{file("bare.xml", "<articles><article><text>In Gao.</text></article></articles>"), "toponyms (LGL, TR-News) and locations (GeoVirus)"},
		{file("moved.xml", fmt.Sprintf(one, "Kidal", "")), "text and annotation do not belong together"},
		{file("north.xml", fmt.Sprintf(one, "Gao", "<gaztag><lat>north</lat><lon>1</lon></gaztag>")), "expected degrees"},
		{lonely, "4.ann is not there"},
		{bare, "holds texts but no *.ann; expected a directory of NUMBER.txt"},
		{t.TempDir(), "expected a directory of NUMBER.txt"},
		{brat(t, "Gao.", "T1\tLiteral 0\tGao\n"), "as brat writes them"},
		{brat(t, "Gao.", "T1\tLiteral 0 99\tGao\n"), "the text has 4"},
	} {
		if _, err := scoreGeo(c.path, Input{}); !isInvalid(err, c.want) {
			t.Errorf("%s: %v, want %q", filepath.Base(c.path), err, c.want)
		}
	}
}

func isInvalid(err error, want string) bool {
	kind := dateline.KindOf(err)
	return err != nil && (kind == dateline.Invalid || kind == dateline.NotFound) && strings.Contains(err.Error(), want)
}
