package desk

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"dateline"
)

// A place that a person calls by another name is looked up, so that an event never leaves
// its country because its town was corrected. Where the gazetteer knows one place of the
// name in the country, that is it; where it knows several, or none, it is asked.

// byHand stands before what a place lies in that the gazetteer does not know, without a
// point; alone is one of which nobody knows what it lies in.
const byHand, alone = "under", "alone"

// A surePage asks before something is decided that may be a slip.
type surePage struct {
	Path    string // of the form
	Cancel  string
	Of      dateline.Event
	Title   string
	Says    []string
	Hint    string
	Choices []sureView // of Name; none where yes is the answer
	Name    string
	Yes     string
	Posted  []posted
}

type sureView struct {
	Value, Text, Hint string
	Is                bool
}

// sureOf is a page that asks about a form of an event: it sends what the form said once more, but for the names given.
func (d *Desk) sureOf(r *http.Request, x *decided, field string, without ...string) surePage {
	p := surePage{Path: eventPath(string(x.ID)), Of: x.Event}
	q := "edit=" + field
	if item := r.PostFormValue("item"); item != "" && len(item) < 10 {
		q += "&item=" + item
	}
	p.Cancel = p.Path + "?" + strings.TrimSuffix(q+"&"+queueOf(r.PostForm), "&")
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		if slices.Contains(without, name) {
			continue
		}
		for _, v := range r.PostForm[name] {
			p.Posted = append(p.Posted, posted{name, v})
		}
	}
	return p
}

// placeSure asks which place a name stands for that a form gives a place of the event; nil
// where the form says it, or where it is plain.
func (d *Desk) placeSure(r *http.Request, f form, x *decided) (*page, error) {
	if f("field") != "places" || f("remove") != "" || f("do") != "correct" {
		return nil, nil
	}
	words, err := d.wordsOf(r.Context(), f, x)
	if err != nil {
		return nil, err
	}
	var n *renaming
	if _, err := changed(f, x.Event.Places, words, func(f form, was dateline.PlaceRef, words *chosen) (dateline.PlaceRef, error) {
		out, err := d.placeIn(&x.Event)(f, was, words)
		if err == nil {
			n = d.renamingOf(f, was, &x.Event, words)
		}
		return out, err
	}); err != nil || n == nil {
		return nil, err
	}
	if _, plain := n.plain(); plain || len(n.found) == 0 && len(n.above) == 0 {
		return nil, nil
	}
	p := d.sureOf(r, x, "places", "candidate")
	p.Title, p.Name, p.Yes = d.words.say("sure.place"), "candidate", d.words.say("edit.save")
	switch {
	case len(n.found) == 0:
		p.Says = []string{d.words.say("sure.place.unknown", n.name)}
	case len(n.near) == 0 && n.home != "":
		p.Says = []string{d.words.say("sure.place.elsewhere", n.name, n.home)}
	default:
		p.Says = []string{d.words.say("sure.place.several", n.name)}
	}
	p.Hint = d.words.say("sure.place.hint")
	for _, c := range slices.Concat(n.near, slices.DeleteFunc(slices.Clone(n.found), func(c dateline.PlaceRef) bool { return n.isNear(c) })) {
		p.Choices = append(p.Choices, sureView{Value: strings.Join(c.Path, "/") + "|" + c.Level, Text: upward(c.Path), Hint: d.words.say("is.level." + c.Level)})
	}
	for _, above := range n.above {
		p.Choices = append(p.Choices, sureView{Value: byHand + ":" + strings.Join(above, "/"), Text: d.words.say("pin.in", n.name, upward(above))})
	}
	p.Choices = append(p.Choices, sureView{Value: alone, Text: d.words.say("sure.place.alone", n.name)})
	// What is in the country comes first; else a place that is not known there.
	is := 0
	if len(n.near) == 0 && len(n.above) > 0 {
		is = len(n.found)
	}
	p.Choices[is].Is = true
	return &page{Title: "sure.title", Template: "sure", Data: p}, nil
}

// A renaming is a name that is given to a place without a choice of what it stands for.
type renaming struct {
	name  string
	was   dateline.PlaceRef
	home  string              // the country of what it replaces, or of the event
	found []dateline.PlaceRef // what the gazetteer has under it
	near  []dateline.PlaceRef // of those, what is in that country
	above [][]string          // what it may lie in, the finest first
}

func (n *renaming) isNear(c dateline.PlaceRef) bool {
	return slices.ContainsFunc(n.near, func(o dateline.PlaceRef) bool { return slices.Equal(o.Path, c.Path) && o.Level == c.Level })
}

// renamingOf is the name of a form; nil where it is the one that was, where the form
// chooses, or gives a point, which says where it lies.
func (d *Desk) renamingOf(f form, was dateline.PlaceRef, e *dateline.Event, words *chosen) *renaming {
	name := strings.TrimSpace(f("name"))
	if name == "" && words != nil {
		name = spaced(words.Quote)
	}
	if name == "" || name == was.Name || !slices.Contains([]string{"", "as-is", "none"}, f("candidate")) {
		return nil
	}
	if at, err := pointOf(f); at != nil || err != nil {
		return nil
	}
	return d.renamed(name, was, e, f("candidate") == "none")
}

// renamed looks a name up that a place of an event is given; unknown is that somebody says
// that the gazetteer does not know the place.
func (d *Desk) renamed(name string, was dateline.PlaceRef, e *dateline.Event, unknown bool) *renaming {
	n := &renaming{name: name, was: was}
	if was.Name == "" {
		if i := slices.IndexFunc(e.Places, located); i >= 0 {
			n.was = e.Places[i]
		}
	}
	if located(n.was) {
		n.home = n.was.Path[0]
		least := len(n.was.Path) - 1
		if n.was.Level == "country" || n.was.Level == "province" {
			least++ // the name may be of a place within it
		}
		for i := min(least, 2); i > 0; i-- {
			n.above = append(n.above, slices.Clone(n.was.Path[:i]))
		}
	}
	if d.Names == nil || unknown {
		return n
	}
	n.found = d.Names.Places(name, mostNames)
	for _, c := range n.found {
		if n.home != "" && len(c.Path) > 0 && c.Path[0] == n.home {
			n.near = append(n.near, c)
		}
	}
	return n
}

// located reports whether it is known what a place lies in, or what country it is.
func located(p dateline.PlaceRef) bool {
	return len(p.Path) > 1 || len(p.Path) == 1 && p.Level == "country"
}

// plain is what a name stands for without being asked: the one place of the name in the
// country, of several that which is what the place before it was, a town or a province;
// or, where no country is known, the one on earth.
func (n *renaming) plain() (dateline.PlaceRef, bool) {
	all := n.near
	if n.home == "" {
		all = n.found
	}
	if len(all) > 1 {
		all = slices.DeleteFunc(slices.Clone(all), func(c dateline.PlaceRef) bool { return c.Level != n.was.Level })
	}
	if len(all) != 1 {
		return dateline.PlaceRef{}, false
	}
	return all[0], true
}

// atPoint is a place at the point of a form that is given another name: what the gazetteer
// has of that name there, else a place that lies in what the nearest of those around lies in.
func (d *Desk) atPoint(at *point, name string, out dateline.PlaceRef, unknown bool) dateline.PlaceRef {
	out.Name, out.Path, out.Level, out.Lat, out.Lon, out.RadiusKM = name, []string{name}, "unknown", &at.lat, &at.lon, &at.km
	if d.Names == nil {
		return out
	}
	if !unknown {
		for _, c := range d.Names.Places(name, mostNames) {
			if c.Lat != nil && float64(at.from(*c.Lat, *c.Lon)) <= *c.RadiusKM+strayKM {
				out.Name, out.Path, out.Level = c.Name, c.Path, c.Level
				return out
			}
		}
	}
	if above := parentsOf(d.Names.Near(at.lat, at.lon, mostNear)); len(above) > 0 {
		out.Path = append(above[0], name)
	}
	return out
}

// under is a place that the gazetteer does not know, in what a form says it lies in: one
// of those that were asked about, or alone.
func (n *renaming) under(path string, out dateline.PlaceRef) (dateline.PlaceRef, bool) {
	out.Name, out.Level, out.Path, out.Lat, out.Lon, out.RadiusKM = n.name, "unknown", []string{n.name}, nil, nil, nil
	if path == alone {
		return out, true
	}
	for _, above := range n.above {
		if byHand+":"+strings.Join(above, "/") == path {
			out.Path = append(slices.Clone(above), n.name)
			return out, true
		}
	}
	return out, false
}
