package discourse

import (
	"strings"

	"dateline/gazetteer"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Whether a place's name says where something is, or stands for the people or
// the power there: "in Kabul" against "Kabul said", "a Chicago suburb" against
// "the Chicago mayor". The classes are those of Gritta, Pilehvar and Collier, A
// Pragmatic Guide to Geoparsing Evaluation (2020): literal and associative
// toponyms.

// placeNouns are heads that a place's name before them locates: "the Goma area",
// "a Durban court".
var placeNouns = lexicon.Of("area", "region", "border", "city", "town", "village", "district", "airport", "airbase", "base", "station", "street", "road", "highway", "avenue",
	"court", "courthouse", "courtroom", "venue", "farm", "home", "house", "hospital", "clinic", "market", "leg", "coast", "shore", "suburb", "neighbourhood", "neighborhood", "port", "harbour", "harbor",
	"island", "river", "valley", "hill", "mountain", "camp", "office", "restaurant", "store", "shop", "mall", "church", "mosque", "temple", "school", "campus", "junction", "bridge", "prison",
	"jail", "capital", "county", "province", "state", "countryside", "outskirt", "centre", "center", "downtown", "side", "line", "territory", "soil", "waters", "field", "park", "beach",
	"hotel", "bar", "nightclub", "club", "stadium", "arena", "square", "quarter", "zone", "frontier", "desert", "forest", "plant", "factory", "mine", "apartment", "building", "residence",
	"embassy", "consulate", "headquarters", "garrison", "checkpoint", "crossing", "university", "college", "library", "museum", "theatre", "theater", "constituency", "corridor", "basin",
	"peninsula", "subway", "metro", "tube", "terminal", "cemetery", "hill", "lake", "bay", "estate", "ghetto", "slum", "community", "facility", "site", "location", "spot", "shelter")

// powerNouns are heads of a possessor that is a power or its people: "Turkey's
// foreign minister", "Tunisia's decision".
var powerNouns = lexicon.Of("government", "regime", "ministry", "parliament", "army", "military", "force", "troop", "police", "policy", "decision", "stance", "position", "role",
	"interest", "relation", "relationship", "tie", "claim", "demand", "offer", "proposal", "plan", "response", "reaction", "refusal", "support", "aid", "sanction", "effort",
	"ally", "enemy", "rival", "neighbour", "neighbor", "commitment", "approach", "ambition", "intention", "willingness", "influence", "invasion", "intervention", "sovereignty", "independence",
	"ambassador", "envoy", "delegation", "team", "squad", "side", "coach", "striker", "goalkeeper", "captain", "win", "victory", "defeat", "season", "economy", "currency", "budget", "debt",
	"constitution", "law", "election", "vote", "leader", "leadership", "authority", "president", "minister", "premier", "king", "queen", "prince", "governor", "mayor", "senator", "bishop",
	"archbishop", "spokesman", "spokeswoman", "spokesperson", "official", "chief", "head", "secretary", "chancellor", "ruler", "commander", "general", "bank", "company", "dream", "future",
	"mission", "fee", "chance", "counterpart", "opponent", "weapon", "missile", "program", "programme", "agenda", "campaign", "war", "attack", "strike", "operation", "actions", "action")

// officeNouns are who holds an office "of" a place: "the governor of Sokoto".
var officeNouns = lexicon.Of("government", "president", "minister", "premier", "king", "queen", "prince", "governor", "senator", "bishop", "archbishop", "ruler", "emir", "sultan",
	"leader", "ambassador", "envoy", "delegation", "army", "parliament", "bank", "supporter", "ally", "enemy", "support", "recognition", "independence", "sovereignty", "defence", "defense", "criticism",
	"behalf", "demand", "interest", "policy", "republic", "chamber")

// stative are verbs of which a place is the subject as a place.
var stative = lexicon.Of("be", "have", "lie", "sit", "see", "experience", "remain", "become", "host", "contain", "cover", "suffer", "stretch", "border", "look", "feel", "house", "witness",
	"fall", "burn", "flood", "shake", "grow", "need", "rank", "boast", "stand", "produce", "include", "hold", "get", "enjoy", "face", "account", "average")

// toward are verbs whose object is a power or a team and no spot.
var toward = lexicon.Of("accuse", "support", "beat", "defeat", "urge", "warn", "help", "assist", "ask", "tell", "blame", "condemn", "criticise", "criticize", "sanction", "thank", "praise",
	"allow", "oppose", "pressure", "press", "back", "arm", "recognise", "recognize", "punish", "isolate", "threaten", "provoke", "represent", "join", "play", "face", "charge", "sue", "fine",
	"convince", "persuade", "invite", "advise", "remind", "inform", "call", "want", "trust", "fear", "deter", "counter", "confront", "engage", "expel", "deny", "give", "offer", "require", "force",
	"enable", "prompt", "lead", "govern", "rule", "beat", "hammer", "thrash", "overcome", "edge")

// judgeUse notes of a place's name whether it stands for something else than the
// place, and whether that is a power: who acts, is spoken to or dealt with.
func (m *Model) judgeUse(s *syntax.Sentence, n *syntax.Name) {
	ci := s.ChunkOf(n.From)
	if n.Kind != syntax.PlaceName || ci < 0 || s.Chunks[ci].NP == nil {
		return
	}
	n.Power = m.power(s, n, ci)
	n.StandsFor = n.Power || m.belongsTo(s, n, s.Chunks[ci].NP)
}

// belongsTo reports whether what is told of belongs to the place's people or power
// and does not lie there: "Turkey's foreign minister", "the Chicago mayor".
func (m *Model) belongsTo(s *syntax.Sentence, n *syntax.Name, np *syntax.NounPhrase) bool {
	if s.Tag(n.To) == "POS" && np.Head >= n.To {
		return powerNouns[s.Lemma(np.Head)] || lexicon.People(s.Lemma(np.Head)) != nil || personAfter(s, n.To+1, np.To)
	}
	return n.To <= np.Head && m.modifies(s, n, np)
}

// power reports whether a place's name is all of its phrase and stands for who
// acts, or is acted upon as only a power or team is.
func (m *Model) power(s *syntax.Sentence, n *syntax.Name, ci int) bool {
	np := s.Chunks[ci].NP
	if n.To <= np.Head {
		return false
	}
	for k := ci - 1; k >= 0; k-- { // over "Russia, China and Iran" to what governs the list
		if c := s.Chunks[k]; c.Kind == syntax.Prep {
			return m.governedBy(s, c, k)
		} else if c.Kind != syntax.Comma && c.Kind != syntax.Conj && !(c.NP != nil && isPlaceHead(s, c.NP)) {
			break
		}
	}
	if over := s.VerbOver(np); over != nil {
		return toward[over.Lemma]
	}
	if vg := m.verbOf(s, np); vg != nil {
		return !stative[vg.Lemma] && !vg.Passive
	}
	return false
}

// isPlaceHead reports whether a phrase's head is a place's name.
func isPlaceHead(s *syntax.Sentence, np *syntax.NounPhrase) bool {
	n := s.NameOver(np.Head)
	return n != nil && n.Kind == syntax.PlaceName
}

// verbOf is the verb whose subject a phrase is, passive ones too.
func (m *Model) verbOf(s *syntax.Sentence, np *syntax.NounPhrase) *syntax.VerbGroup {
	if vg := s.VerbUnder(np); vg != nil {
		return vg
	}
	if np.At+1 < len(s.Chunks) && s.Chunks[np.At+1].VG != nil && s.Chunks[np.At+1].VG.Finite {
		return s.Chunks[np.At+1].VG
	}
	return nil
}

// modifies judges a name before the head of its phrase.
func (m *Model) modifies(s *syntax.Sentence, n *syntax.Name, np *syntax.NounPhrase) bool {
	next := s.Token(n.To)
	if next.Text == "," || next.Text == "(" || next.Text == "/" || next.Text == "-" {
		return false // "Mombasa, Kenya" in one phrase
	}
	head := s.Lemma(np.Head)
	if o := s.NameOver(np.Head); o != nil && o != n && o.Kind == syntax.PlaceName {
		return false
	}
	for k := n.To; k <= np.Head; k++ {
		if placeNouns[s.Lemma(k)] {
			return false
		}
	}
	return !placeNouns[head]
}

// governedBy judges a name behind a preposition.
func (m *Model) governedBy(s *syntax.Sentence, c syntax.Chunk, k int) bool {
	before := func() string {
		if k > 0 && s.Chunks[k-1].NP != nil {
			return s.Chunks[k-1].NP.HeadLemma()
		}
		return ""
	}
	switch c.Word {
	case "with", "against", "by", "via", "versus", "vs", "toward", "towards", "on behalf of", "according to", "about":
		return !placeNouns[before()]
	case "between":
		switch before() {
		case "relation", "talk", "tie", "agreement", "war", "cooperation", "summit", "deal", "dispute", "tension", "relationship", "conflict", "match", "game", "treaty", "rivalry", "trade":
			return true
		}
	case "of", "for":
		return officeNouns[before()]
	case "to":
		switch before() {
		case "ambassador", "envoy", "support", "aid", "threat", "assistance", "loss", "loan", "letter", "help", "challenge", "response":
			return true
		}
	}
	return false
}

// personAfter reports whether tokens i..j hold a person's name.
func personAfter(s *syntax.Sentence, i, j int) bool {
	for ; i < j; i++ {
		if n := s.NameOver(i); n != nil && n.Kind == syntax.PersonName {
			return true
		}
	}
	return false
}

// adjectives are the adjectives and peoples of countries in a report, and the
// places that name an organisation: "Turkish", "the Lagos Chamber of Commerce".
func (m *Model) adjectives() []Located {
	var out []Located
	for _, s := range m.Sentences {
		for i := 0; i < len(s.Tokens); i++ {
			n := s.NameOver(i)
			switch {
			case n != nil && (n.Kind == syntax.PlaceName || n.Kind == syntax.PersonName):
				i = n.To - 1
			case n != nil && n.Kind == syntax.OrganisationName:
				if k, ids := m.insideOrganisation(s, n, i); k > 0 {
					out = append(out, Located{Span: s.SpanOf(i, i+k), Candidates: ids, Place: ids[0], Placed: true, Associative: true})
					i += k - 1
				}
			case n != nil && n.Kind == syntax.DemonymName:
				out = append(out, Located{Span: n.Span(), Candidates: n.Places, Place: n.Places[0], Placed: len(n.Places) == 1, Associative: true})
				i = n.To - 1
			case len(s.CountriesAt(i)) > 0 && strings.ToLower(s.Token(i).Text) != s.Token(i).Text:
				ids := s.CountriesAt(i)
				out = append(out, Located{Span: s.SpanOf(i, i+1), Candidates: ids, Place: ids[0], Placed: len(ids) == 1, Associative: true})
			}
		}
	}
	return out
}

// insideOrganisation is how many tokens from i of an organisation's name are the
// name of a place or people, and which it may mean.
func (m *Model) insideOrganisation(s *syntax.Sentence, n *syntax.Name, i int) (int, []gazetteer.ID) {
	var words []string
	for k := i; k < n.To; k++ {
		words = append(words, s.Token(k).Text)
	}
	k, ids := m.gazetteer.Match(words)
	if j, people := m.gazetteer.MatchDemonym(words); j > k {
		k, ids = j, people
	}
	if k == 0 || i == n.From && k == len(words) || m.gazetteer.Weak(strings.Join(words[:k], " ")) {
		return 0, nil
	}
	return k, ids
}
