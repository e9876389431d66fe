package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/lexicon"
	"dateline/text"
	"dateline/when"
)

// The bits of a hint: what lists know of a word, for a learned finder of names.
const (
	hintPlace    uint16 = 1 << iota // a place's name begins
	hintInPlace                     // or goes on
	hintWeak                        // poor evidence of a place
	hintCountry                     // the place is a country
	hintDemonym                     // an adjective or people of a place
	hintActor                       // an actor's name begins
	hintInActor                     // or goes on
	hintState                       // the actor is a state's
	HintPeople                      // a noun for people
	hintArmed                       // for those of an armed group
	hintOffice                      // for those of a state
	hintWeapon                      // a weapon
	hintTitle                       // said before names: "colonel"
	hintBody                        // said in names of organisations: "institute"
	HintProperty                    // a building, a vehicle, a site
	hintTime                        // part of a time expression
)

// Hints are what the gazetteer, the register and the lexicon know of each token
// of a sentence of the report, as a set of bits.
func (p *Parser) Hints(report string, s text.Sentence) []uint16 {
	return p.hints(s, when.Find(s, report))
}

func (p *Parser) hints(s text.Sentence, times []when.Expression) []uint16 {
	out := make([]uint16, len(s.Tokens))
	words := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		words[i] = t.Text
	}
	if small(words) {
		// The lists want capitals.
		for i, w := range words {
			r, n := utf8.DecodeRuneInString(w)
			words[i] = string(unicode.ToUpper(r)) + w[n:]
		}
	}
	mark := func(from, n int, begin, on, more uint16) {
		for k := from; k < from+n; k++ {
			out[k] |= on | more
		}
		if n > 0 {
			out[from] ^= on | begin
		}
	}
	for i := 0; i < len(words); i++ {
		if n, ids := p.Gazetteer.Match(words[i:]); n > 0 && len(ids) > 0 && out[i]&hintInPlace == 0 {
			more := uint16(0)
			if p.Gazetteer.Weak(strings.Join(words[i:i+n], " ")) {
				more |= hintWeak
			}
			if p.Gazetteer.Place(ids[0]).Level == gazetteer.Country {
				more |= hintCountry
			}
			mark(i, n, hintPlace, hintInPlace, more)
		}
		if n, _ := p.Gazetteer.MatchDemonym(words[i:]); n > 0 {
			for k := i; k < i+n; k++ {
				out[k] |= hintDemonym
			}
		}
		if n, ids := p.Register.Match(words[i:]); n > 0 && out[i]&hintInActor == 0 {
			more := uint16(0)
			if a, ok := p.Register.Actor(ids[0]); ok && a.Kind.State() {
				more = hintState
			}
			mark(i, n, hintActor, hintInActor, more)
		}
	}
	for i, t := range s.Tokens {
		lower := strings.ToLower(t.Text)
		if n := lexicon.People(t.Lemma); n != nil {
			out[i] |= HintPeople
			switch n.Side {
			case dateline.ArmedGroup:
				out[i] |= hintArmed
			case dateline.State:
				out[i] |= hintOffice
			}
		}
		for _, is := range []struct {
			so  bool
			bit uint16
		}{
			{lexicon.Weapon(t.Lemma), hintWeapon}, {titles[lower], hintTitle},
			{lexicon.Affiliation(lower), hintBody}, {lexicon.Property(t.Lemma), HintProperty},
		} {
			if is.so {
				out[i] |= is.bit
			}
		}
	}
	for _, e := range times {
		for i, t := range s.Tokens {
			if e.Core.Overlaps(t.Span) {
				out[i] |= hintTime
			}
		}
	}
	return out
}

// small reports whether no word has a capital.
func small(words []string) bool {
	for _, w := range words {
		if strings.ToLower(w) != w {
			return false
		}
	}
	return true
}
