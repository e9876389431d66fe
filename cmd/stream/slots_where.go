package main

import (
	"strings"

	"dateline"
	"dateline/gazetteer"
)

// placeRef is a gazetteer's place as an account names it.
func placeRef(p gazetteer.Place, relation, words string) *dateline.PlaceRef {
	lat, lon, km := p.Lat, p.Lon, p.RadiusKM
	return &dateline.PlaceRef{Name: p.Name, Path: p.Path, Level: string(p.Level), Relation: relation, Words: words, Lat: &lat, Lon: &lon, RadiusKM: &km}
}

func (t *teller) placeWords(p gazetteer.Place, relation, words string) {
	t.marked(words, mark{field: "place", place: placeRef(p, relation, words), kind: dateline.PlaceMention, choice: strings.Join(p.Path, "/")})
}

// place writes a town's name alone, or that of what holds it when the report
// is coarse.
func (t *teller) place(w *town, relation string, coarse bool) {
	switch {
	case !coarse:
		if relation == "" {
			relation = "in"
			if t.h.near {
				relation = "near"
			}
		}
		t.placeWords(w.place, relation, w.place.Name)
	case w.province.Level != "":
		t.placeWords(w.province, "in", w.province.Name)
	default:
		t.placeWords(t.gazetteerCountry(), "in", w.country.name)
	}
}

func (t *teller) gazetteerCountry() gazetteer.Place { return t.h.town.country.place }

func (t *teller) country() {
	c := t.h.town.country
	t.add(strings.TrimSuffix(c.said, c.name))
	t.name(c.name, dateline.PlaceMention, c.name)
}

// area is what the report calls the land around.
func (t *teller) area() {
	w := t.h.town
	if w.province.Level == "" || w.province.Name == w.place.Name {
		t.country()
		return
	}
	t.name(w.province.Name, dateline.PlaceMention, strings.Join(w.province.Path, "/"))
	if t.percent(50) {
		t.kind()
	}
}

// kind adds what sort of area a province is, where its name does not say so.
func (t *teller) kind() {
	w := t.h.town
	for _, word := range []string{"Province", "Region", "State", "Governorate", "District", "County", "Oblast", "Department", "Division", "Prefecture"} {
		if strings.Contains(w.province.Name, word) {
			return
		}
	}
	t.add(" " + w.country.area)
}

// where writes the place with its preposition: in full at its first mention,
// "in0" for headlines, "in2" when it may be left out.
func (t *teller) where(name, arg string) {
	h := t.h
	w := h.town
	province := w.province.Level != "" && w.province.Name != w.place.Name
	in := "in "
	if h.near {
		in = one(t.dice, []string{"near ", "outside ", "close to "})
	}
	relation := map[bool]string{false: "in", true: "near"}[h.near]
	if arg == "T" { // "residents of", "in" stands in the pattern or not at all
		if t.coarse {
			t.area()
			return
		}
		if name == "in" && len(t.b) > 0 && !strings.HasSuffix(string(t.b), " of ") && !strings.HasSuffix(string(t.b), "through ") {
			t.add("in ")
		}
		t.placeWords(w.place, relation, w.place.Name)
		return
	}
	defer func() { t.placed[h] = true }()
	switch {
	case name == "in0":
		if t.coarse {
			t.add("in ")
			t.place(w, "in", true)
			return
		}
		t.add(strings.Replace(in, "close to", "near", 1))
		t.placeWords(w.place, relation, w.place.Name)
	case name == "in2":
		t.add(" ")
		if t.coarse {
			t.add("in ")
			t.place(w, "in", true)
			return
		}
		t.add(in)
		t.placeWords(w.place, relation, w.place.Name)
	case t.placed[h]:
		t.add(one(t.dice, []string{"there", "in the area", "in the same area"}))
	case t.coarse:
		t.coarsePlace(province)
	default:
		t.finePlace(in, relation, province)
	}
}

func (t *teller) coarsePlace(province bool) {
	w := t.h.town
	if !province || t.percent(30) {
		t.add("in " + strings.TrimSuffix(w.country.said, w.country.name))
		t.placeWords(w.country.place, "in", w.country.name)
		return
	}
	t.add(one(t.dice, []string{"in ", "in a village in ", "in part of ", "in a remote part of "}))
	t.placeWords(w.province, "in", w.province.Name)
	if t.percent(60) {
		t.kind()
	}
	if t.outlet.country != w.country {
		t.add(", ")
		t.country()
	}
}

func (t *teller) finePlace(in, relation string, province bool) {
	w := t.h.town
	c := w.country
	kind := t.below(6)
	if !province {
		kind = t.below(2)
	}
	switch kind {
	case 0: // the town alone, for those who know where it is
		t.add(in)
		t.placeWords(w.place, relation, w.place.Name)
		if t.outlet.country != c {
			t.add(", ")
			t.country()
		}
	case 1:
		t.add(in + one(t.dice, []string{"the town of ", "the " + c.adjective + " town of ", "the town of "}))
		t.placeWords(w.place, relation, w.place.Name)
	case 2:
		t.add(in)
		t.placeWords(w.place, relation, w.place.Name)
		t.add(", in ")
		t.area()
	case 3:
		t.add(in)
		t.placeWords(w.place, relation, w.place.Name)
		t.add(" in the " + c.adjective + " " + c.area + " of ")
		t.name(w.province.Name, dateline.PlaceMention, strings.Join(w.province.Path, "/"))
	case 4:
		t.add("in ")
		t.name(w.province.Name, dateline.PlaceMention, strings.Join(w.province.Path, "/"))
		t.kind()
		t.add(", " + one(t.dice, []string{in, "not far from "}))
		if t.b[len(t.b)-2] == 'm' && in == "in " {
			relation = "near"
		}
		t.placeWords(w.place, relation, w.place.Name)
	default:
		t.add(in)
		t.placeWords(w.place, relation, w.place.Name)
		t.add(", ")
		t.name(w.province.Name, dateline.PlaceMention, strings.Join(w.province.Path, "/"))
	}
}
