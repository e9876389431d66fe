package dateline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Withheld stands where the name of a private person stood, in what has no offsets.
const Withheld = "[name withheld]"

// PrivateNames are the forms in which a report names private persons: a person that it
// mentions who is no actor, and whom it does not show in a public office. Whoever was
// harmed, seized or is accused is private whatever the office (a victim, a suspect), by
// name or by the office alone ("killed a judge"), unless the Register knows them. Of a
// name of several parts each part is a form too. A name is one whatever else it was taken
// for, unless the report plainly uses its words as a place elsewhere.
//
// Text is the report's, Reading what was read in it.
func PrivateNames(text string, r *Reading) []string {
	if r == nil {
		return nil
	}
	h := harmOf(r)
	used := map[string]bool{}    // words that name something else in this report
	settled := map[string]bool{} // what the gazetteer knows as a place
	for _, m := range r.Mentions {
		switch m.Kind {
		case PersonMention:
		case PlaceMention:
			if m.Choice != nil {
				settled[plain(m.Quote)] = true
			}
		default:
			for _, w := range strings.Fields(plain(m.Quote)) {
				if m.Kind != ActorMention || m.Choice != nil || common(text, w) {
					used[w] = true
				}
			}
		}
	}
	public, harmed := map[string]bool{}, map[string]bool{}
	var people []string
	for _, m := range r.Mentions {
		if m.Kind != PersonMention && !misplaced(text, r, h, m) || m.Kind == PersonMention && m.Choice != nil || m.Quote == "" {
			continue
		}
		name := plain(m.Quote)
		within := m.Start >= 0 && m.End <= len(text) && m.Start < m.End
		if within {
			name = plain(wholeName(text, m.Span).In(text))
		}
		if name == "" || common(text, name) || asPlace(text, r, name) || settled[name] && !strings.Contains(name, " ") && !h.has(name) {
			continue
		}
		if !slices.Contains(people, name) {
			people = append(people, name)
		}
		harmed[name] = harmed[name] || h.has(name) || within && h.bound(text, m.Span)
		if within && inOffice(text, m.Span) {
			public[name] = true
		}
	}
	for _, s := range r.Statements {
		if s.Role == nil && s.Affiliation == nil || !holdsOffice(s.Role) && !holdsOffice(s.Affiliation) && !titled(s.Speaker) {
			continue
		}
		for _, p := range people {
			if names(s.Speaker, p) {
				public[p] = true
			}
		}
	}
	for _, c := range r.Changes {
		for _, p := range people {
			if c.Change == "leader" && names(c.Name, p) {
				public[p] = true
			}
		}
	}
	// Who is shown in an office, or harmed, under the whole name is so under a part of it.
	like := func(of map[string]bool, p string) bool {
		for q, yes := range of {
			if yes && (names(q, p) || names(p, q)) {
				return true
			}
		}
		return false
	}
	var withheld []string
	for _, p := range people {
		if like(public, p) && !like(harmed, p) {
			continue
		}
		withheld = append(withheld, p)
		parts := strings.Fields(p)
		for _, w := range parts {
			low := strings.ToLower(strings.TrimRight(w, ".,"))
			if len(parts) > 1 && capital(w) && utf8.RuneCountInString(w) > 2 && !used[w] && !offices[low] && !courtesies[low] && !asPlace(text, r, w) {
				withheld = append(withheld, w)
			}
		}
	}
	slices.Sort(withheld)
	return slices.Compact(withheld)
}

// common reports whether what was taken for a name is one word that the text has in small
// letters too, as "Police said" beginning a sentence: no name.
func common(text, quote string) bool {
	low := strings.ToLower(quote)
	return !strings.ContainsAny(quote, " \u00a0") && names(text, low)
}

// names reports whether words hold a name, whole words alone.
func names(words, name string) bool {
	if name == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(words[at:], name)
		if i < 0 {
			return false
		}
		if i += at; wordAt(words, i, i+len(name)) {
			return true
		}
		at = i + len(name)
	}
}

// wordAt reports whether a range begins and ends where words do.
func wordAt(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !unicode.IsLetter(before) && !unicode.IsLetter(after)
}

// offices are words for who acts in public: for a state, in its forces, in politics or a
// church, or speaks for others. A closed class of titles, as they stand before names and
// in the roles of speakers.
var offices = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`president prime minister premier chancellor secretary governor mayor senator deputy congressman
		congresswoman mp parliamentarian lawmaker ambassador envoy diplomat commissioner chairman chairwoman chair king queen prince princess emir
		sheikh sultan pope bishop archbishop cardinal ayatollah general gen lieutenant lt colonel col major maj captain capt brigadier
		marshal admiral commander commandant chief inspector superintendent sheriff spokesman spokeswoman spokesperson spokespersons director
		directors head leader prosecutor attorney judge justice magistrate ombudsman analyst professor prof researcher economist historian expert official
		officials`) {
		out[w] = true
	}
	return out
}()

// courtesies stand before names of anybody: no part of the name.
var courtesies = map[string]bool{"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "sir": true, "madam": true, "sister": true, "brother": true, "father": true, "mother": true, "imam": true, "haji": true, "hajj": true, "alhaji": true, "the": true}

// holdsOffice reports whether a role names a public office: "police commander".
func holdsOffice(role *string) bool { return role != nil && len(officesIn(*role)) > 0 }

// officesIn are the words for offices in some words.
func officesIn(words string) []string {
	var out []string
	for _, w := range letters(strings.ToLower(words)) {
		if offices[w] {
			out = append(out, w)
		}
	}
	return out
}

// titled reports whether a name begins with a title: "Lieutenant-Colonel Arnel".
func titled(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return holdsOffice(&first)
}

// inOffice reports whether a title of office stands with a name: before or within it ("Gen.
// Abdi", "its spokesman, Abdi"), or in an apposition behind ("Abdi, a spokesman for the
// governor,").
func inOffice(text string, at Span) bool { return len(officesAt(text, at)) > 0 }

// officesAt are the words for offices that stand with a name.
func officesAt(text string, at Span) []string {
	first, _, _ := strings.Cut(at.In(text), " ")
	found := officesIn(first)
	before := strings.TrimRight(text[max(0, at.Start-40):at.Start], " .,")
	i := strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	found = append(found, officesIn(before[i+1:])...)
	behind, ok := strings.CutPrefix(text[at.End:min(len(text), at.End+80)], ", ")
	if !ok {
		return found
	}
	behind, _, _ = strings.Cut(behind, ",")
	behind, _, _ = strings.Cut(behind, ".")
	words := strings.Fields(behind)
	if len(words) > 0 && determiners[strings.ToLower(words[0])] {
		found = append(found, officesIn(strings.Join(words[:min(len(words), 5)], " "))...)
	}
	return found
}

// determiners begin an apposition.
var determiners = map[string]bool{"a": true, "an": true, "the": true, "its": true, "their": true, "his": true, "her": true, "then": true, "deputy": true, "former": true}
