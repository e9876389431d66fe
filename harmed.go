package dateline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A harm is whom the accounts of a report show harmed, seized or accused, where the
// register does not know them.
type harm struct {
	names   []string // as the roles have them, plain
	offices []string // of those who have no name there: "a judge"
}

func harmOf(r *Reading) harm {
	var h harm
	for _, a := range r.Accounts {
		for _, role := range a.Roles {
			if role.Actor != nil || role.Role != Victim && role.Role != Target && role.Role != Perpetrator {
				continue
			}
			for _, name := range []string{plain(role.Name), plain(role.Words)} {
				h.names = append(h.names, name)
				if properName(name) != "" {
					continue
				}
				for _, w := range letters(strings.ToLower(name)) {
					if offices[w] {
						h.offices = append(h.offices, w)
					}
				}
			}
		}
	}
	return h
}

// has reports whether a person is one of them, by the whole name or a part of it.
func (h harm) has(person string) bool {
	return slices.ContainsFunc(h.names, func(n string) bool {
		own := properName(n)
		return names(n, person) || own != "" && names(person, own)
	})
}

// bound reports whether the office that stands with a name is that of one of them who has
// no name there: "killed a judge ... Judge Odile Farahani was 52". Another of the same
// office is withheld too.
func (h harm) bound(text string, at Span) bool {
	return slices.ContainsFunc(officesAt(text, at), func(w string) bool { return slices.Contains(h.offices, w) })
}

func letters(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// properName is the name in the words of a role without what stands before it: the words
// in capitals at the end, without titles. "" where there is none.
func properName(words string) string {
	parts := strings.Fields(words)
	i := len(parts)
	for i > 0 && capital(parts[i-1]) {
		i--
	}
	for i < len(parts) && titleWord(parts[i]) {
		i++
	}
	return strings.Trim(strings.Join(parts[i:], " "), ".,;:'\"")
}

func titleWord(w string) bool {
	w = strings.ToLower(strings.TrimRight(w, ".,"))
	return holdsOffice(&w) || courtesies[w] || determiners[w]
}

func capital(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(first)
}

// plain is a name without signs that are not seen and with one space between its words:
// what a bidirectional control or a line's end parts is one name.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)), " ")
}

// wholeName is a name with the words in capitals behind it from which signs that are not
// seen part it.
func wholeName(text string, at Span) Span {
	for {
		signs := false
		i := at.End
		for i < len(text) {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !unicode.Is(unicode.Cf, r) && r != ' ' {
				break
			}
			signs = signs || unicode.Is(unicode.Cf, r)
			i += n
		}
		word := firstWord(text[i:])
		if !signs || word == "" || !capital(word) {
			return at
		}
		at.End = i + len(word)
	}
}

// asPlace reports whether a report plainly uses words as a place: behind a preposition of
// place, in a sentence that does not name the person.
func asPlace(text string, r *Reading, words string) bool {
	return slices.ContainsFunc(r.Mentions, func(m Mention) bool {
		if m.Kind != PlaceMention || !names(plain(m.Quote), words) || m.Start < 0 || m.Start >= m.End || m.End > len(text) {
			return false
		}
		before := letters(text[max(0, m.Start-24):m.Start])
		if len(before) == 0 || !ofPlace[strings.ToLower(before[len(before)-1])] {
			return false
		}
		from, to := sentenceOf(text, m.Span)
		return !slices.ContainsFunc(r.Mentions, func(p Mention) bool {
			return p.Kind == PersonMention && p.Start >= from && p.End <= to && names(plain(p.Quote), words)
		})
	})
}

// ofPlace are prepositions of place. "of", "from" and "to" stand before persons as well.
var ofPlace = map[string]bool{"in": true, "near": true, "at": true, "outside": true, "inside": true, "around": true, "into": true, "across": true, "toward": true, "towards": true, "throughout": true}

// sentenceOf is about the sentence that a span stands in.
func sentenceOf(text string, at Span) (from, to int) {
	if i := max(strings.LastIndex(text[:at.Start], ". "), strings.LastIndex(text[:at.Start], "\n")); i >= 0 {
		from = i + 1
	}
	to = len(text)
	for _, end := range []string{". ", "\n"} {
		if i := strings.Index(text[at.End:], end); i >= 0 {
			to = min(to, at.End+i)
		}
	}
	return from, to
}

// misplaced reports whether what was taken for a place is a person's name: the gazetteer
// has not decided on it, and it fills a role or stands behind the word for a person ("the
// farmer Odile Farahani").
func misplaced(text string, r *Reading, h harm, m Mention) bool {
	if m.Kind != PlaceMention || m.Start < 0 || m.Start >= m.End || m.End > len(text) || asPlace(text, r, plain(m.Quote)) {
		return false
	}
	if slices.ContainsFunc(h.names, func(n string) bool { return properName(n) == plain(m.Quote) && n != properName(n) && !placeWordIn(n) }) {
		return true
	}
	if m.Choice != nil || !strings.Contains(plain(m.Quote), " ") {
		return false
	}
	before := strings.Fields(text[max(0, m.Start-40):m.Start])
	n := len(before)
	return n > 1 && determiners[strings.ToLower(before[n-2])] && letters(before[n-1]) != nil && strings.ToLower(before[n-1]) == before[n-1] && !placeWordIn(before[n-1])
}

func placeWordIn(words string) bool {
	return slices.ContainsFunc(letters(strings.ToLower(words)), func(w string) bool { return placeWords[w] || ofPlace[w] })
}

// placeWords are kinds of places, as they stand before their names, and what is said of
// where they lie.
var placeWords = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`village town city hamlet district province state region area county department municipality
		neighbourhood neighborhood suburb quarter camp capital port island islands valley river lake mountain mountains hill hills road highway street bridge
		forest desert market mosque church school hospital prison airport base outpost checkpoint border coast of from to northern southern eastern western
		central north south east west nearby`) {
		out[w] = true
	}
	return out
}()
