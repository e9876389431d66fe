package main

import (
	"slices"
	"strings"

	"dateline"
	"dateline/corpus"
	"dateline/names"
	"dateline/reader"
	"dateline/text"
)

var re3dKind = map[corpus.Tag]string{
	corpus.Person: "Person", corpus.Group: "Organisation", corpus.Force: "Organisation", corpus.Organisation: "Organisation",
	corpus.Place: "Location", corpus.Nationality: "Nationality", corpus.Weapon: "Weapon", corpus.Vehicle: "Vehicle",
	corpus.Time: "Temporal", corpus.Number: "Quantity", corpus.Money: "Money",
}

// ownAsRe3d are our own annotated reports, marked by re3d's habits as far as
// they can be told: phrases with their determiners and titles, and the nouns and
// pronouns that stand for people, groups and places too.
func ownAsRe3d(dir string, by text.Tagger, h names.Hinter) ([]*names.Document, error) {
	docs, err := corpus.Load(dir)
	if err != nil {
		return nil, err
	}
	var out []*names.Document
	for _, c := range docs {
		d := names.Prepare(c.Name, c.Text, by, h)
		kinds := entityKinds(c)
		var spans []names.Span
		for _, m := range c.Marks {
			kind := re3dKind[m.Tag]
			if m.Tag == corpus.Mention {
				kind = kinds[m.ID]
				if kind == people {
					if kind = "Person"; plural(d, m.Span) {
						kind = "Organisation"
					}
				}
			}
			if kind == "" {
				continue
			}
			if kind == "Vehicle" && military(c.Words(m)) {
				kind = "MilitaryPlatform"
			}
			spans = append(spans, names.Span{Span: widen(d, m, kind), Kind: kind})
		}
		d.Mark(joining(d.Text).spans(append(spans, common(d, spans)...)))
		out = append(out, d)
	}
	return out, nil
}

const people = "people"

// military reports whether a vehicle is one by its words.
func military(words string) bool {
	words = strings.ToLower(words)
	return slices.ContainsFunc([]string{
		"tank", "armoured", "armored", "jet", "drone", "uav", "helicopter", "warplane", "gunship", "warship", "frigate",
		"apc", "humvee", "technical", "aircraft", "destroyer", "military", "patrol", "submarine", "carrier", "mrap",
	}, func(w string) bool { return strings.Contains(words, w) })
}

var pronouns = map[string]string{
	"we": "Organisation", "us": "Organisation", "our": "Organisation", "they": "Organisation", "them": "Organisation", "their": "Organisation",
	"i": "Person", "me": "Person", "my": "Person", "he": "Person", "him": "Person", "his": "Person", "she": "Person", "her": "Person",
}

// bodies are nouns for groups of people that go with the group's name, beside
// those that the reader's lists have.
var bodies = map[string]bool{
	"unit": true, "force": true, "team": true, "member": true, "partner": true, "nation": true, "leadership": true,
	"element": true, "side": true, "ally": true, "leader": true,
}

// spans are the spans with places that stand in others made one: "Odrin, Mali".
func (j joining) spans(spans []names.Span) []names.Span {
	var out []names.Span
	for _, s := range names.Outer(spans) {
		if n := len(out); n > 0 && s.Kind == "Location" && out[n-1].Kind == "Location" && string(j[out[n-1].End:s.Start]) == ", " {
			out[n-1].End = s.End
			continue
		}
		out = append(out, s)
	}
	return out
}

// A joining is the text that spans lie in.
type joining string

// common are phrases of common nouns for people and places, and pronouns, that
// no mark stands on.
func common(d *names.Document, spans []names.Span) []names.Span {
	var out []names.Span
	for i, s := range d.Sentences {
		for j, t := range s.Tokens {
			if kind := pronouns[strings.ToLower(t.Text)]; kind != "" && strings.HasPrefix(t.Tag, "PRP") {
				out = append(out, names.Span{Span: t.Span, Kind: kind})
				continue
			}
			if t.Tag != "NN" && t.Tag != "NNS" || j+1 < len(s.Tokens) && strings.HasPrefix(s.Tokens[j+1].Tag, "NN") {
				continue
			}
			kind, hint := "", d.Words[i][j].Hint
			switch {
			case bodies[t.Lemma]:
				kind = "Organisation"
			case hint&reader.HintPeople != 0 && t.Tag == "NNS":
				kind = "Organisation"
			case hint&reader.HintPeople != 0:
				kind = "Person"
			case hint&reader.HintProperty != 0:
				kind = "Location"
			default:
				continue
			}
			from := j
			for from > 0 {
				tag := s.Tokens[from-1].Tag
				if tag != "JJ" && tag != "DT" && tag != "PRP$" && !strings.HasPrefix(tag, "NN") {
					break
				}
				if from--; tag == "DT" || tag == "PRP$" {
					break
				}
			}
			sp := dateline.Span{Start: s.Tokens[from].Start, End: t.End}
			// A name inside is the phrase's: "Red Front fighters".
			if !slices.ContainsFunc(spans, func(o names.Span) bool { return o.Overlaps(sp) && !sp.Contains(o.Span) }) {
				out = append(out, names.Span{Span: sp, Kind: kind})
			}
		}
	}
	return out
}

// entityKinds says what the entities of a report are, by their ids.
func entityKinds(c *corpus.Document) map[string]string {
	out := map[string]string{}
	for _, e := range c.Events {
		for _, p := range e.Parts {
			switch dateline.RoleName(p.Role) {
			case dateline.Victim, dateline.Perpetrator, dateline.Subject:
				out[p.ID] = people
			}
		}
	}
	for _, m := range c.Marks {
		switch m.Tag {
		case corpus.Person, corpus.Group, corpus.Force, corpus.Organisation, corpus.Place:
			if m.ID != "" {
				out[m.ID] = re3dKind[m.Tag]
			}
		}
	}
	return out
}

// plural reports whether a phrase is of several: by its last noun or pronoun.
func plural(d *names.Document, sp dateline.Span) bool {
	several := false
	for _, s := range d.Sentences {
		for _, t := range s.Tokens {
			if !t.Overlaps(sp) {
				continue
			}
			switch {
			case strings.HasSuffix(t.Tag, "S"):
				several = true
			case strings.HasPrefix(t.Tag, "NN"):
				several = t.Lemma == "police" || t.Lemma == "people"
			case strings.HasPrefix(t.Tag, "PRP"):
				several = slices.Contains([]string{"they", "them", "their", "we", "us", "our"}, strings.ToLower(t.Text))
			}
		}
	}
	return several
}

// widen is a mark with what re3d has in its phrases: determiners and adjectives
// before groups and places, titles before persons.
func widen(d *names.Document, m corpus.Mark, kind string) dateline.Span {
	out := m.Span
	for _, s := range d.Sentences {
		for i, t := range s.Tokens {
			if t.Start != m.Start {
				continue
			}
			for k := i - 1; k >= 0; k-- {
				tag := s.Tokens[k].Tag
				take := false
				switch kind {
				case "Person":
					take = tag == "NNP" || tag == "NN" || tag == "JJ" || tag == "DT" && k < i-1
				case "Organisation", "Location":
					take = tag == "DT" || tag == "JJ" || tag == "PRP$" || tag == "NNP" && m.Tag != corpus.Mention
				}
				if !take {
					break
				}
				out.Start = s.Tokens[k].Start
				if tag == "DT" || tag == "PRP$" {
					break
				}
			}
			return out
		}
	}
	return out
}
