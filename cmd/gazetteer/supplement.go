package main

import (
	"bytes"
	"embed"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
)

//go:embed supplement/*.yaml
var supplementFiles embed.FS

// A supplement is what the project adds to GeoNames and Natural Earth. The
// files say what each field means.
type supplement struct {
	countries []countryNames
	regions   []region
	places    []extraPlace
	provinces []provinceNames
	towns     []townNames
	words     struct{ never, english, weak, always map[string]bool }
}

type countryNames struct {
	Code   string   `yaml:"code"`
	Name   string   `yaml:"name"`
	Also   []string `yaml:"also"`
	People []string `yaml:"people"`
	Of     string   `yaml:"of"`
	Lat    float64  `yaml:"lat"`
	Lon    float64  `yaml:"lon"`
	Radius float64  `yaml:"radius_km"`
	Src    []string `yaml:"src"`
}

type region struct {
	Name   string   `yaml:"name"`
	Also   []string `yaml:"also"`
	People []string `yaml:"people"`
	Lat    float64  `yaml:"lat"`
	Lon    float64  `yaml:"lon"`
	KM     float64  `yaml:"km"`
	In     string   `yaml:"in"`
	Of     []string `yaml:"of"`
	Src    []string `yaml:"src"`
	Number int      `yaml:"geonames"`
	Lesser bool     `yaml:"lesser"`
}

type extraPlace struct {
	Name  string   `yaml:"name"`
	Also  []string `yaml:"also"`
	Level string   `yaml:"level"`
	In    string   `yaml:"in"`
	Lat   float64  `yaml:"lat"`
	Lon   float64  `yaml:"lon"`
	KM    float64  `yaml:"km"`
	Pop   int      `yaml:"pop"`
	Weak  bool     `yaml:"weak"`
	Src   string   `yaml:"src"`
}

type provinceNames struct {
	Code   string   `yaml:"code"`
	Name   string   `yaml:"name"`
	Also   []string `yaml:"also"`
	People []string `yaml:"people"`
	Only   bool     `yaml:"only"` // not to be found under the name GeoNames has
}

type townNames struct {
	ID   int      `yaml:"id"`
	Name string   `yaml:"name"`
	Also []string `yaml:"also"`
}

func readSupplement() (*supplement, error) {
	var s supplement
	var countries struct {
		Sources   map[string]string `yaml:"sources"`
		Countries []countryNames    `yaml:"countries"`
	}
	var regions struct {
		Sources map[string]string `yaml:"sources"`
		Regions []region          `yaml:"regions"`
	}
	var places struct {
		Sources map[string]string `yaml:"sources"`
		Places  []extraPlace      `yaml:"places"`
	}
	var names struct {
		Provinces []provinceNames `yaml:"provinces"`
		Towns     []townNames     `yaml:"towns"`
	}
	var words struct {
		Never   string `yaml:"never"`
		English string `yaml:"english"`
		Weak    string `yaml:"weak"`
		Always  string `yaml:"always"`
	}
	for file, into := range map[string]any{"countries": &countries, "regions": &regions, "places": &places, "names": &names, "words": &words} {
		raw, err := supplementFiles.ReadFile("supplement/" + file + ".yaml")
		if err != nil {
			return nil, err
		}
		if err := yaml.NewDecoder(bytes.NewReader(raw), yaml.Strict()).Decode(into); err != nil {
			return nil, fmt.Errorf("supplement/%s.yaml: %w", file, err)
		}
	}
	for _, c := range countries.Countries {
		if err := sourced(c.Name, countries.Sources, c.Src...); err != nil {
			return nil, err
		}
	}
	for _, r := range regions.Regions {
		if err := sourced(r.Name, regions.Sources, r.Src...); err != nil {
			return nil, err
		}
		if len(r.Src) == 0 {
			return nil, fmt.Errorf("supplement: the region %s has no source", r.Name)
		}
	}
	for _, p := range places.Places {
		if err := sourced(p.Name, places.Sources, p.Src); err != nil {
			return nil, err
		}
	}
	s.countries, s.regions, s.places = countries.Countries, regions.Regions, places.Places
	s.provinces, s.towns = names.Provinces, names.Towns
	s.words.never, s.words.english = wordSet(words.Never), wordSet(words.English)
	s.words.weak, s.words.always = wordSet(words.Weak), wordSet(words.Always)
	for _, p := range s.places {
		if p.Weak {
			s.words.weak[strings.ToLower(p.Name)] = true
		}
	}
	return &s, nil
}

// sourced says when an entry names a source that its file does not list.
func sourced(name string, known map[string]string, src ...string) error {
	for _, key := range src {
		if known[key] == "" {
			return fmt.Errorf("supplement: %s names the source %q, which its file does not list", name, key)
		}
	}
	return nil
}

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		set[strings.ReplaceAll(w, "_", " ")] = true
	}
	return set
}
