package discourse

import (
	"strings"
	"testing"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/syntax"
	"dateline/register"
)

// named finds what a report's place name means, and whether it stands for more
// than the place. "" for a name that is not found, "open" for one left open.
func named(m *Model, words string) (path string, standsFor bool) {
	for _, l := range m.Places() {
		if m.Quote(l.Span) != words {
			continue
		}
		if !l.Placed {
			return "open", l.Associative
		}
		return m.gazetteer.Path(l.Place), l.Associative
	}
	return "", false
}

func TestWhichPlaceIsMeant(t *testing.T) {
	for _, c := range []struct{ name, text, words, want string }{
		{"a state behind a comma", "The fair opened in Paris, Texas, on Friday.", "Paris", "United States > Texas > Lamar > Paris"},
		{"a state in short", "He was born in Lexington, Ky., and left early.", "Lexington", "United States > Kentucky > Fayette > Lexington"},
		{"a state in short in two parts", "She was found in Beckley, W. Va., by a neighbour.", "Beckley", "United States > West Virginia > Raleigh > Beckley"},
		{"a state in postal letters", "Crews drove from Dover, DE, to help.", "Dover", "United States > Delaware > Kent > Dover"},
		{"the state itself", "He lives in Tyler, Tex., with his wife.", "Tex.", "United States > Texas"},
		{"a word that is a town", "Fire gutted a shop in Hurricane, W.Va., overnight.", "Hurricane", "United States > West Virginia > Putnam > Hurricane"},
		{"a country behind a comma", "Shells fell in Tripoli, Lebanon, at dawn.", "Tripoli", "Lebanon > North Lebanon > Tripoli"},
		{"brackets", "Four were held in Hyderabad (Pakistan) on Monday.", "Hyderabad", "Pakistan > Sindh > Hyderabad"},
		{"what else the report names", "Beirut was quiet. Gunmen fought in Tripoli, and in Sidon shops closed.", "Tripoli", "Lebanon > North Lebanon > Tripoli"},
		{"an adjective", "Lebanese troops moved into Tripoli overnight.", "Tripoli", "Lebanon > North Lebanon > Tripoli"},
		{"said once, meant throughout", "Police searched a house in Athens, Georgia. Athens has 120,000 people.", "Athens", "United States > Georgia > Clarke > Athens"},
		{"the capital where a power speaks", "A man from Lexington, Ky., was held. London said it would help.", "London", "United Kingdom > England > Greater London > London"},
		{"a list of states is no nesting", "Storms hit Virginia, Tennessee and Georgia.", "Virginia", "United States > Virginia"},
		{"city and district in one", "They marched in Washington, D.C. on Sunday.", "Washington, D.C.", "United States > District of Columbia > Washington"},
		{"part of a town", "Two men were shot in South Philadelphia late on Monday.", "South Philadelphia", "United States > Pennsylvania > Philadelphia"},
		{"the town where the state goes by another name", "Kaduna State is tense. On the road to Kaduna gunmen took four.", "Kaduna", "Nigeria > Kaduna > Kaduna North > Kaduna"},
		{"the dateline counts", "TRIPOLI, Lebanon (AP) - Shops stayed shut in Tripoli on Friday.", "Tripoli", "Lebanon > North Lebanon > Tripoli"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := named(build(c.text), c.words); got != c.want {
				t.Errorf("%s is %q, want %q", c.words, got, c.want)
			}
		})
	}
}

func TestWhatANameStandsFor(t *testing.T) {
	for _, c := range []struct {
		text, words string
		standsFor   bool
	}{
		{"Kabul accused Islamabad of shelling villages.", "Kabul", true},
		{"Kabul accused Islamabad of shelling villages.", "Islamabad", true},
		{"Talks between Khartoum and Juba broke down.", "Khartoum", true},
		{"Berlin imposed sanctions against Belarus.", "Belarus", true},
		{"The governor of Borno met the survivors.", "Borno", true},
		{"Turkey's foreign minister flew home.", "Turkey", true},
		{"A Turkish convoy crossed the river.", "Turkish", true},
		{"Many Russians left the country.", "Russians", true},
		{"The Nairobi mayor resigned.", "Nairobi", true},
		{"A bomb went off in Kabul on Friday.", "Kabul", false},
		{"Troops entered Juba at dawn.", "Juba", false},
		{"A Durban court sentenced him.", "Durban", false},
		{"Mosul lies on the Tigris.", "Mosul", false},
		{"Two men were held near Gao, Mali.", "Gao", false},
		{"They fled from Sudan to Chad.", "Chad", false},
	} {
		path, got := named(build(c.text), c.words)
		if path == "" {
			t.Errorf("%s is not found in %q", c.words, c.text)
		} else if got != c.standsFor {
			t.Errorf("%s in %q stands for more than the place: %t", c.words, c.text, got)
		}
	}
}

func TestSurnamesAreNoTowns(t *testing.T) {
	m := build("Detectives arrested Martin Ripley, a welder. Ripley denied the charge. They searched his home in Snyder, Texas.")
	if got, _ := named(m, "Ripley"); got != "" {
		t.Errorf("Ripley is %s", got)
	}
	if got, _ := named(m, "Snyder"); got == "" {
		t.Error("Snyder, Texas is not found")
	}
	if got, _ := named(build("Jordan Pike was shot twice."), "Jordan"); got != "" {
		t.Errorf("Jordan Pike is from %s", got)
	}
}

func TestGivenNamesAreResolvedInViewOfTheRest(t *testing.T) {
	const text = "News of the day\n\nFirefighters from Columbus, Ohio, drove to Dublin. Smoke hung over Elm Street and the Dublin Fire Hall."
	span := func(words string) dateline.Span {
		at := strings.Index(text, words)
		return dateline.Span{Start: at, End: at + len(words)}
	}
	p := &syntax.Parser{Gazetteer: gazetteer.Default(), Register: register.Default()}
	spans := []dateline.Span{span("Dublin"), span("Elm Street"), span("Dublin Fire Hall"), span("Columbus")}
	got := Locate(p, &dateline.Report{ID: "r1", Text: text, Language: "en"}, spans)
	for i, want := range []string{"United States > Ohio > Franklin > Dublin", "United States > Ohio > Franklin > Dublin", "United States > Ohio > Franklin > Dublin", "United States > Ohio > Franklin > Columbus"} {
		if path := p.Gazetteer.Path(got[i].Place); !got[i].Placed || path != want || got[i].Span != spans[i] {
			t.Errorf("%s is %q, want %q", spans[i].In(text), path, want)
		}
	}
	if got := Locate(p, &dateline.Report{ID: "r1", Text: "Nothing here.", Language: "en"}, []dateline.Span{{Start: 0, End: 7}}); got[0].Placed {
		t.Errorf("a name of no place in a report of none is %v", got[0])
	}
}

func TestTheOutletsAddressIsHeard(t *testing.T) {
	const text = "Council votes\n\nThe Cambridge council met on Monday. Councillors from Ely spoke."
	address := func(url string) string {
		p := &syntax.Parser{Gazetteer: gazetteer.Default(), Register: register.Default()}
		got, _ := named(Build(p, nil, nil, &dateline.Report{ID: "r1", Text: text, URL: &url, Language: "en"}), "Ely")
		return got
	}
	if got := address("https://www.cambridge-news.co.uk/story"); got != "United Kingdom > England > Cambridgeshire > Ely" {
		t.Errorf("with a British address Ely is %s", got)
	}
	if got := address("https://www.minnesotaherald.com/story"); !strings.HasPrefix(got, "United States > Minnesota") {
		t.Errorf("with an address of Minnesota Ely is %s", got)
	}
	if got := address("::"); got == "" {
		t.Error("an address that is none loses the name")
	}
}

// BenchmarkSettle settles the places of a report, apart from reading it.
func BenchmarkSettle(b *testing.B) {
	m := build("Crews from Springfield, Franklin and Clinton went to Columbus, Ohio. In Washington, San Jose and Georgetown officials spoke of Paris, London and Athens. " +
		"Marion, Salem, Madison and Jackson sent help; Kidal, Gao, Menaka and Timbuktu did not.")
	var names []gazetteer.Toponym
	for _, t := range m.toponyms {
		names = append(names, t.Toponym)
	}
	b.ReportMetric(float64(len(names)), "names")
	for b.Loop() {
		m.gazetteer.Settle(names, nil)
	}
}
