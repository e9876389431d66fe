package gazetteer

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func places(t *testing.T, g *Gazetteer, names ...string) []ID {
	t.Helper()
	var ids []ID
	for _, n := range names {
		found := g.Lookup(n)
		if len(found) == 0 {
			t.Fatalf("%s is not filed", n)
		}
		ids = append(ids, found[0])
	}
	return ids
}

// settled gives what the first of the names of a text means, "" when that is left open.
func settled(g *Gazetteer, name string, others ...string) string {
	names := []Toponym{{Name: name, Places: g.Lookup(name), Inside: -1}}
	for _, o := range others {
		names = append(names, Toponym{Name: o, Places: g.Lookup(o), Inside: -1})
	}
	c := g.Settle(names, nil)[0]
	if !c.Placed || !c.Known {
		return ""
	}
	return described(g, c.Place)
}

func TestSettleGoesByTheOtherPlacesOfTheText(t *testing.T) {
	g := Default()
	for _, c := range []struct {
		name    string
		context []string
		want    string // "" when it is left open
	}{
		{"Hyderabad", nil, "India > Telangana > Hyderabad (town)"},
		{"Hyderabad", []string{"Pakistan"}, "Pakistan > Sindh > Hyderabad (town)"},
		{"Hyderabad", []string{"Karachi"}, "Pakistan > Sindh > Hyderabad (town)"},
		{"Tripoli", nil, "Libya > Tripoli > Tripoli (town)"},
		{"Tripoli", []string{"Lebanon", "Beirut"}, "Lebanon > North Lebanon > Tripoli (town)"},
		{"Palma", nil, "Spain > Balearic Islands > Illes Balears > Palma (town)"},
		{"Palma", []string{"Mozambique"}, "Mozambique > Cabo Delgado > Palma (town)"},
		{"Punjab", nil, ""},
		{"Punjab", []string{"Lahore"}, "Pakistan > Punjab (province)"},
		{"Punjab", []string{"India"}, "India > Punjab (province)"},
		{"Congo", nil, ""},
		{"Congo", []string{"Goma"}, "Democratic Republic of the Congo (country)"},
		{"Congo", []string{"Brazzaville"}, "Republic of the Congo (country)"},
		{"Georgia", []string{"Tbilisi"}, "Georgia (country)"},
		{"Georgia", []string{"Atlanta", "United States"}, "United States > Georgia (province)"},
		{"Rafah", []string{"Egypt", "Sinai"}, "Egypt > North Sinai > Rafah (town)"},
		{"Rafah", []string{"Gaza"}, "Palestine > Gaza Strip > Rafah (town)"},
		{"Nice", nil, ""},
		{"Nice", []string{"France"}, "France > Provence-Alpes-Côte d'Azur > Alpes-Maritimes > Nice (town)"},
		{"Ali", nil, ""},
		{"Mastung", nil, "Pakistan > Balochistan > Mastung (town)"},
		{"Paris", []string{"Texas", "Tyler", "Lamar County"}, "United States > Texas > Lamar > Paris (town)"},
		{"Niger", []string{"Niamey", "Agadez"}, "Niger (country)"},
	} {
		if got := settled(g, c.name, c.context...); got != c.want {
			t.Errorf("%s beside %v is %q, want %q", c.name, c.context, got, c.want)
		}
	}
	if c := g.Settle([]Toponym{{Name: "Nowhere", Inside: -1}}, nil); c[0].Placed || c[0].Place != -1 {
		t.Errorf("no candidates give %+v", c[0])
	}
}

func TestWhatContainsANameDecidesIt(t *testing.T) {
	g := Default()
	names := []Toponym{
		{Name: "Paris", Places: g.Lookup("Paris"), Inside: 1},
		{Name: "Texas", Places: g.Lookup("Texas"), Inside: -1},
		{Name: "Paris", Places: g.Lookup("Paris"), Inside: -1}, // the same town again
		{Name: "Lexington", Places: g.Lookup("Lexington"), Inside: 4},
		{Name: "Ky.", Places: g.Named("Ky."), Inside: -1},
	}
	want := []string{"United States > Texas > Lamar > Paris (town)", "United States > Texas (province)", "United States > Texas > Lamar > Paris (town)",
		"United States > Kentucky > Fayette > Lexington (town)", "United States > Kentucky (province)"}
	for i, c := range g.Settle(names, nil) {
		if got := described(g, c.Place); got != want[i] || !c.Placed {
			t.Errorf("%s is %q, want %q", names[i].Name, got, want[i])
		}
	}
	if _, ok := g.Abbreviated("Texas"); ok {
		t.Error("Texas is no abbreviation")
	}
}

func TestAHintIsNoPlaceButCounts(t *testing.T) {
	g := Default()
	pakistan, _ := g.CountryByCode("PK")
	name := []Toponym{{Name: "Hyderabad", Places: g.Lookup("Hyderabad"), Inside: -1}}
	if c := g.Settle(name, []Hint{{pakistan, 64}}); described(g, c[0].Place) != "Pakistan > Sindh > Hyderabad (town)" {
		t.Errorf("with Pakistan hinted at, Hyderabad is %s", described(g, c[0].Place))
	}
}

func TestSettleDoesNotGoByTheOrderOfCandidates(t *testing.T) {
	g := Default()
	pool := []string{"Punjab", "Tripoli", "Congo", "Rafah", "Kabul", "Paris", "Georgia", "Faizabad", "Jalalabad", "Springfield"}
	rapid.Check(t, func(t *rapid.T) {
		picked := rapid.SliceOfN(rapid.SampledFrom(pool), 1, 5).Draw(t, "names")
		var a, b []Toponym
		for i, n := range picked {
			ids := g.Lookup(n)[:min(len(g.Lookup(n)), mostCandidates)]
			a = append(a, Toponym{Name: n, Places: ids, Inside: -1})
			b = append(b, Toponym{Name: n, Places: rapid.Permutation(ids).Draw(t, "ids"), Inside: -1})
			_ = i
		}
		x, y := g.Settle(a, nil), g.Settle(b, nil)
		for i := range x {
			if x[i].Placed != y[i].Placed || x[i].Placed && x[i].Place != y[i].Place {
				t.Fatalf("%s is %+v and %+v", picked[i], x[i], y[i])
			}
		}
	})
}

func TestNamesKnownToBePlaces(t *testing.T) {
	g := Default()
	for name, want := range map[string]string{
		"W. Va.": "United States > West Virginia (province)", "the Harris Co.": "United States > Texas > Harris (district)",
		"Georgian": "Georgia (country)", "St. Paul": "United States > Minnesota > Ramsey > Saint Paul (town)", "Republic of Kenya": "Kenya (country)",
		"southern Thailand": "Thailand (country)", "Ohioans": "United States > Ohio (province)",
	} {
		ids := g.Named(name)
		if len(ids) == 0 {
			t.Errorf("%s is not known", name)
		} else if got := described(g, ids[0]); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if ids := g.NamedWithin("University of Nairobi"); len(ids) == 0 || described(g, ids[0]) != "Kenya > Nairobi > Nairobi (town)" {
		t.Errorf("the University of Nairobi is called after %v", ids)
	}
	if ids := g.Named("Nowherewards"); ids != nil {
		t.Errorf("a name of no place gives %v", ids)
	}
}

func TestAWordIsAPlaceWhereTheTextBearsItOut(t *testing.T) {
	g := Default()
	if n, _ := g.Match([]string{"Hurricane", "season", "begins"}); n != 0 {
		t.Error("Hurricane alone is found")
	}
	if n, ids := g.Match([]string{"Hurricane", ",", "W.Va.", ","}); n != 1 || len(ids) == 0 {
		t.Error("Hurricane, W.Va. is not found")
	}
	if n, _ := g.Match([]string{"Hurricane", ",", "Kenya"}); n != 0 {
		t.Error("Hurricane is found where its country has none")
	}
}

func TestContainmentFollowsHierarchyAndRegions(t *testing.T) {
	g := Default()
	for _, c := range []struct {
		outer, inner string
		want         bool
	}{
		{"Pakistan", "Mastung", true},
		{"Balochistan", "Mastung", true},
		{"Mastung", "Balochistan", false},
		{"Pakistan", "Pakistan", false},
		{"Khorasan", "Kunar", true},
		{"Levant", "Baghuz", true},
		{"Middle East", "Baghuz", true},
		{"Asia", "Baghuz", true},
		{"Sahel", "Maiduguri", true},
		{"Sahel", "Nigeria", false},
		{"Lake Chad Basin", "Sambisa Forest", true},
		{"Greater Sahara", "Menaka", true},
		{"Waziristan", "Miranshah", true},
		{"Central Africa", "Goma", true},
		{"Pakistan", "Waziristan", true},
		{"Africa", "Mastung", false},
		{"Donbas", "Bakhmut", true},
		{"West Bank", "Jenin camp", true},
	} {
		ids := places(t, g, c.outer, c.inner)
		if got := g.Contains(ids[0], ids[1]); got != c.want {
			t.Errorf("%s in %s: %t, want %t", described(g, ids[1]), described(g, ids[0]), got, c.want)
		}
		if c.want && !slices.Contains(g.Parents(ids[1]), ids[0]) {
			t.Errorf("%s is not among the parents of %s", described(g, ids[0]), described(g, ids[1]))
		}
	}
}

func TestParentsClimbFromTheDistrictToTheRegions(t *testing.T) {
	g := Default()
	var names []string
	for _, id := range g.Parents(places(t, g, "Mastung")[0]) {
		names = append(names, described(g, id))
	}
	want := []string{
		"Pakistan > Balochistan > Mastung (district)", "Pakistan > Balochistan (province)", "Pakistan (country)", "South Asia (region)", "Asia (region)",
	}
	if !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	if p := g.Parents(-1); p != nil {
		t.Errorf("no place has the parents %v", p)
	}
}

func TestDistancesAreGreatCirclesInKilometres(t *testing.T) {
	g := Default()
	for _, c := range []struct {
		a, b string
		want int // between town centres, to within ten
	}{
		{"London", "Paris", 343}, {"Kabul", "Islamabad", 373}, {"Mastung", "Quetta", 45}, {"Maiduguri", "Abuja", 690}, {"Kabul", "Kabul", 0},
	} {
		ids := places(t, g, c.a, c.b)
		if got := g.Distance(ids[0], ids[1]); got < c.want-10 || got > c.want+10 {
			t.Errorf("%s to %s: %d km, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestTheUnfusedHaversineIsTheHaversine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lat := rapid.Int32Range(-900000, 900000)
		lon := rapid.Int32Range(-1800000, 1800000)
		a, b, c, d := lat.Draw(t, "lat1"), lon.Draw(t, "lon1"), lat.Draw(t, "lat2"), lon.Draw(t, "lon2")
		rad := func(x int32) float64 { return float64(x) / 10000 * math.Pi / 180 }
		u, v := math.Sin(rad(c-a)/2), math.Sin(rad(d-b)/2)
		want := earthDiameterKM * math.Asin(math.Sqrt(min(1, u*u+math.Cos(rad(a))*math.Cos(rad(c))*v*v)))
		got := float64(distanceKM(a, b, c, d))
		if math.Abs(got-want) > 0.51 {
			t.Fatalf("%g, math has %g", got, want)
		}
		if back := distanceKM(c, d, a, b); float64(back) != got {
			t.Fatalf("%g there, %d back", got, back)
		}
	})
}
