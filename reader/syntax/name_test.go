package syntax

import (
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/text"
)

func names(s *Sentence) string {
	kinds := map[NameKind]string{ActorName: "actor", PlaceName: "place", PersonName: "person", OrganisationName: "organisation", DemonymName: "people"}
	var out []string
	for _, n := range s.Names {
		out = append(out, kinds[n.Kind]+" "+n.Words())
	}
	return strings.Join(out, ", ")
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the register knows groups", "Fighters of Boko Haram attacked the village.", "actor Boko Haram"},
		{"the gazetteer knows places", "A bomb exploded in Maiduguri.", "place Maiduguri"},
		{"two capitals and no place are a person", "The attack angered Ngozi Halvorsen.", "person Ngozi Halvorsen"},
		{"a title leads up to a person", "The attack angered Colonel Halvorsen.", "person Colonel Halvorsen"},
		{"a word such as institute makes an organisation", "He works for the Nile Institute for Peace Studies.", "organisation Nile Institute for Peace Studies"},
		{"a country's adjective is no name", "The Nigerian army attacked the camp.", "actor Nigerian army"},
		{"people of a country are named", "Two Americans were freed.", "people Americans"},
		{"a capital at the opening is the sentence's", "Soldiers attacked the camp.", ""},
		{"days are times, not names", "The camp was attacked on Monday.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := names(sentence(t, c.text)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestABareSurnameIsThePersonNamedInFull(t *testing.T) {
	ss := sentences("The blast angered Ngozi Halvorsen. People blamed Halvorsen.")
	if len(ss) != 2 {
		t.Fatalf("%d sentences, want 2", len(ss))
	}
	if got := names(ss[1]); got != "person Halvorsen" {
		t.Errorf("got %q", got)
	}
}

func TestAWordSaidOfACountryGivesIt(t *testing.T) {
	s := sentence(t, "The Pakistani mediators left.")
	ids := s.CountriesAt(1)
	if len(ids) != 1 || parser.Gazetteer.Place(ids[0]).Name != "Pakistan" {
		t.Errorf("got %v", ids)
	}
}

func TestADatelineIsNoPartOfWhatIsSaid(t *testing.T) {
	const report = "Bomb in the north\n\nKABUL, Afghanistan (Agency) - A bomb exploded at a school.\n"
	ss := parser.Parse(report, text.Parse(report, 0))
	last := ss[len(ss)-1]
	if got := last.Quote(last.Sentence.Span); got != "A bomb exploded at a school." {
		t.Errorf("the sentence is %q", got)
	}
}

func TestACorrectionIsNotTheArticlesOwnTelling(t *testing.T) {
	ss := sentences("The bomb killed six people. An earlier version of this report said nine had died.")
	if len(ss) != 2 || !ss[0].Own() || ss[1].Own() {
		t.Error("want the first sentence own, the second not")
	}
}

func TestMarkedTokensAreQuoted(t *testing.T) {
	s := sentence(t, "“We will not leave,” the mayor said.")
	at := strings.Index(s.report, "We will")
	s.MarkQuoted(dateline.Span{Start: at, End: at + len("We will not leave,")})
	for i, tok := range s.Tokens {
		if want := slices.Contains([]string{"We", "will", "not", "leave", ","}, tok.Text); s.Quoted[i] != want {
			t.Errorf("%q is quoted: %t, want %t", tok.Text, s.Quoted[i], want)
		}
	}
}

func TestTokensOutsideTheSentenceHaveNoWord(t *testing.T) {
	s := sentence(t, "Gunmen fled.")
	for _, i := range []int{-1, len(s.Tokens)} {
		if s.Token(i).Text != "" || s.Lower(i) != "" || s.Tag(i) != "" || s.TimeAt(i) != 0 || s.NameOver(i) != nil {
			t.Errorf("token %d is something", i)
		}
	}
	if from, to := s.TokensOf(dateline.Span{Start: 0, End: 1}); from != -1 || to != -1 {
		t.Errorf("tokens %d to %d lie outside", from, to)
	}
}

func TestALongListIsCutIntoBoundedSentences(t *testing.T) {
	list := strings.Repeat("a bus, a lorry, ", 200) + "a van."
	ss := sentences(list)
	tokens := 0
	for _, s := range ss {
		tokens += len(s.Tokens)
		if len(s.Tokens) > maxTokens {
			t.Errorf("a sentence of %d tokens", len(s.Tokens))
		}
	}
	if want := 200*6 + 3; tokens != want {
		t.Errorf("%d tokens, want %d", tokens, want)
	}
}
