package gazetteer

import "testing"

func TestTheNearestPlacesStandFirst(t *testing.T) {
	g := Default()
	const lat, lon = 14.49, -4.19 // at Mopti
	near := g.Near(lat, lon, 150, 8)
	if len(near) != 8 {
		t.Fatalf("%d places", len(near))
	}
	last := 0
	for _, id := range near {
		p := g.Place(id)
		away := distanceKM(tenThousandths(lat), tenThousandths(lon), tenThousandths(p.Lat), tenThousandths(p.Lon))
		if away < last || away > 150 {
			t.Errorf("%s, %d km away, stands behind one of %d", p.Name, away, last)
		}
		if last = away; p.Level != Town && p.Level != Feature {
			t.Errorf("%s is a %s, whose middle is not where it lies", p.Name, p.Level)
		}
	}
	if first := g.Place(near[0]); first.Name != "Mopti" {
		t.Errorf("the first is %v", first)
	}
	if far := g.Near(-55, -140, 100, 5); len(far) != 0 {
		t.Errorf("%v lie in the open sea", far)
	}
}

func TestTheProminentPlacesOfABox(t *testing.T) {
	g := Default()
	in := g.In(12, -8.5, 15, -3.5, 10)
	if len(in) != 10 || g.Place(in[0]).Name != "Bamako" {
		t.Fatalf("%d places, first %v", len(in), g.Place(in[0]))
	}
	seen := map[ID]bool{}
	for i, id := range in {
		p := g.Place(id)
		if p.Lat < 12 || p.Lat > 15 || p.Lon < -8.5 || p.Lon > -3.5 || seen[id] {
			t.Errorf("%v is outside, or twice", p)
		}
		if seen[id] = true; i > 0 && g.prominence(id) > g.prominence(in[i-1]) {
			t.Errorf("%s stands behind one that is less prominent", p.Name)
		}
	}
	// All that are more prominent than the last are among them.
	all := g.In(12, -8.5, 15, -3.5, 1<<20)
	for _, id := range all {
		if g.prominence(id) > g.prominence(in[9]) && !seen[id] {
			t.Errorf("%s is left out", g.Place(id).Name)
		}
	}
	if len(all) < 40 {
		t.Errorf("%d places in all", len(all))
	}
	// Fiji's islands lie on both sides of the date line.
	sides := map[bool]int{}
	for _, id := range g.In(-20, 176, -15, 182, 200) {
		sides[g.Place(id).Lon > 0]++
	}
	if sides[true] == 0 || sides[false] == 0 {
		t.Errorf("over the date line: %v", sides)
	}
	if none := g.In(12, -8.5, 15, -3.5, 0); len(none) != 0 {
		t.Errorf("%v, none asked for", none)
	}
}

func BenchmarkNear(b *testing.B) {
	for b.Loop() {
		Default().Near(14.49, -4.19, 60, 12)
	}
}

func BenchmarkIn(b *testing.B) {
	for b.Loop() {
		Default().In(12, -8.5, 15, -3.5, 200)
	}
}
