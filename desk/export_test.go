package desk

import (
	"bytes"
	"strings"

	"dateline"
)

// StillMap is the map of an event's places as its page has it.
func StillMap(places []dateline.PlaceRef) (string, error) {
	d, err := New(Options{})
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = d.pages["event"].ExecuteTemplate(&b, "areas", places)
	return b.String(), err
}

// Patterns are those of all pages of a desk.
func (d *Desk) Patterns() []string {
	var out []string
	for _, r := range d.routed {
		out = append(out, r.pattern)
	}
	return out
}

// Rated are what a list of events says of one: words on responsibility, what changed, and
// what is disputed with how much.
func Rated(e dateline.Event) (said []string, changed, disputed string, weight int64) {
	d, err := New(Options{})
	if err != nil {
		panic(err)
	}
	_, changed = d.change(e)
	weight, disputed = d.dispute(e)
	return d.said(e), changed, disputed, weight
}

// Columns are the outlets of a story's matrix, and its cells, row by row.
func Columns(told *dateline.Told) (heads []string, cells [][]string) {
	d, err := New(Options{})
	if err != nil {
		panic(err)
	}
	groups := d.groupsOf(told)
	for _, g := range groups {
		heads = append(heads, g.Outlet)
	}
	for _, row := range d.matrix(told.Events, groups) {
		var out []string
		for _, c := range row.Cells {
			out = append(out, strings.TrimSpace(c.Kind+" "+c.By))
		}
		cells = append(cells, out)
	}
	return heads, cells
}
