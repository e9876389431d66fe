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

func TestResolveGoesByTheOtherPlacesOfTheText(t *testing.T) {
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
	} {
		id, ok := g.Resolve(g.Lookup(c.name), places(t, g, c.context...))
		got := ""
		if ok {
			got = described(g, id)
		}
		if got != c.want {
			t.Errorf("%s beside %v is %q, want %q", c.name, c.context, got, c.want)
		}
	}
	if id, ok := g.Resolve(nil, nil); ok {
		t.Errorf("no candidates give %d", id)
	}
}

func TestResolveDoesNotGoByTheOrderOfItsArguments(t *testing.T) {
	g := Default()
	names := []string{"Punjab", "Tripoli", "Congo", "Rafah", "Kabul", "Paris", "Georgia", "Faizabad", "Jalalabad"}
	rapid.Check(t, func(t *rapid.T) {
		ids := g.Lookup(rapid.SampledFrom(names).Draw(t, "name"))
		var context []ID
		for range rapid.IntRange(0, 4).Draw(t, "others") {
			context = append(context, ID(rapid.IntRange(0, 20000).Draw(t, "other")))
		}
		id, ok := g.Resolve(ids, context)
		again, same := g.Resolve(rapid.Permutation(ids).Draw(t, "ids"), rapid.Permutation(context).Draw(t, "context"))
		if id != again || ok != same {
			t.Fatalf("%d (%t) and %d (%t)", id, ok, again, same)
		}
	})
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
