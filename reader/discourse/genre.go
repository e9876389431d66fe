package discourse

import (
	"regexp"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
)

// The kind of text that a report is: news, round-up, live page, opinion,
// anniversary, review, sport. Labels decide first, then vocabulary and shape.

// Word lists that tell genres apart, each from the trade's own vocabulary.
var (
	sportWords = lexicon.Of("goal", "striker", "midfielder", "goalkeeper", "defender", "penalty", "half-time", "halftime", "league", "cup", "match", "innings", "wicket", "batsman", "bowler", "tournament", "championship", "semi-final", "quarter-final", "quarterback", "playoff", "referee", "kick-off", "equaliser", "equalizer", "coach", "scorer", "relegation", "title", "derby", "fixture", "stoppage", "substitute", "medal", "seed", "set", "win", "winger", "header", "season", "points")
	// fieldWords are of sport and of nothing else: a few of them tell.
	fieldWords  = lexicon.Of("crossbar", "striker", "midfielder", "goalkeeper", "goalless", "half-time", "halftime", "wicket", "innings", "batsman", "bowler", "grandmaster", "rook", "pawn", "checkmate", "chess", "equaliser", "equalizer", "hat-trick", "offside", "winger", "quarterback", "touchdown", "playoff", "referee", "semi-final", "quarter-final", "kick-off", "relegation", "woodwork", "goalscorer", "fullback", "centre-back", "puck", "tiebreak", "backhand", "forehand", "knockout", "featherweight", "heavyweight", "scoreline", "substitute", "second half", "first half", "penalty", "champion", "derby", "league")
	reviewWords = lexicon.Of("film", "movie", "director", "actor", "actress", "novel", "album", "screenplay", "cinema", "plot", "cast", "protagonist", "scene", "cinematography", "sequel", "thriller", "audience", "soundtrack", "documentary", "chapter", "character", "exhibition", "stage", "playwright", "running time", "stars", "screen", "dialogue", "reel", "camera", "debut", "mins", "viewer", "performance", "score")
)

// scoring is the result of a game: "3-1".
var scoring = regexp.MustCompile(`^\d{1,2}[-–]\d{1,2}$`)

// squad words are of those who play and what they do, on any field.
var squad = lexicon.Of("team", "side", "manager", "keeper", "forward", "wing", "leg", "rival", "fan", "transfer", "squad", "player", "opponent", "captain", "batter", "pitcher", "inning", "dressing-room")

// bodily words are of harm that no game tells of.
var bodily = lexicon.Of("kill", "dead", "wounded", "wound", "bomb", "explosion", "gunman", "police", "militant", "arrest", "rebel", "abduct", "kidnap")

// judgeGenre tells what kind of text the report is, by its labels, its own
// words and its shape.
func (m *Model) judgeGenre() dateline.Genre {
	title := m.headline()
	low := strings.ToLower(title)
	for _, l := range []struct {
		genre dateline.Genre
		words []string
	}{
		{dateline.Opinion, []string{"opinion:", "opinion |", "editorial:", "comment:", "column:", "op-ed", "letter:", "viewpoint:", "commentary:", "leader:", "opinion -", "opinion –"}},
		{dateline.Review, []string{"review:", "film review", "book review", "theatre review", "review |"}},
		{dateline.LivePage, []string{"live:", "live updates", "live blog", "as it happened", "liveblog"}},
		{dateline.RoundUp, []string{"round-up", "roundup", "in brief", "news briefs", "at a glance", "world briefs", "digest", "week in review", "the week in", "month in review", "the month in", "monthly review", "weekly review", "situation report", "sitrep", "incident summary", "security summary", "weekly summary", "monthly summary", "security incidents", "incident report", "briefing:", "wrap:"}},
	} {
		for _, w := range l.words {
			if strings.HasPrefix(low, w) || strings.Contains(w, " ") && strings.Contains(low, w) || strings.Contains(low, w) && l.genre == dateline.RoundUp {
				return l.genre
			}
		}
	}
	words, sport, field, harm, hard, review, first, should, questions := 0, 0, 0, 0, 0, 0, 0, 0, 0
	kinds := map[string]bool{}
	for _, s := range m.Sentences {
		if !s.Own() {
			continue
		}
		for i := range s.Tokens {
			words++
			lem := s.Lemma(i)
			if sportWords[lem] {
				sport++
				kinds["s"+lem] = true
			}
			if fieldWords[lem] || fieldWords[lem+" "+s.Lemma(i+1)] {
				field++
				kinds["f"+lem] = true
			}
			if bodily[lem] {
				harm++
				if lem != "bomb" && lem != "kill" {
					hard++ // teams "bomb" and are "killed"
				}
			}
			if s.TimeAt(i) == 0 && scoring.MatchString(s.Token(i).Text) {
				field++
				kinds["fscore"] = true
			}
			if squad[lem] {
				kinds["t"+lem] = true
			}
			if reviewWords[lem] {
				review++
				kinds["r"+lem] = true
			}
			if s.Quoted[i] {
				continue // a speaker's "we", not the writer's
			}
			switch s.Lower(i) {
			case "i", "my", "we", "our", "us", "you", "your":
				if s.Token(i).Text == "US" {
					continue // the country
				}
				first++
			case "should", "must", "ought":
				should++
			case "?":
				questions++
			}
		}
	}
	if strings.ContainsAny(m.Report.Text, "★☆") {
		return dateline.Review
	}
	if words == 0 {
		return dateline.OtherGenre
	}
	distinct := func(p string) int {
		n := 0
		for k := range kinds {
			if strings.HasPrefix(k, p) {
				n++
			}
		}
		return n
	}
	switch {
	case harm < 3 && sport*1000/words >= 25 && distinct("s") >= 5:
		return dateline.Sport
	case harm == 0 && distinct("f") >= 2 && (field+sport)*1000/words >= 35:
		return dateline.Sport // a bomb at a match has its dead
	case hard == 0 && distinct("f") >= 2 && distinct("f")+distinct("s")+distinct("t") >= 5 && !m.armed():
		return dateline.Sport // "their strikers bombed in front of goal"
	case review*1000/words >= 22 && distinct("r") >= 4:
		return dateline.Review
	case (first*2+should*2+questions*2)*1000/words >= 30 && first+should >= 4:
		return dateline.Opinion
	case strings.Contains(low, "anniversary") || strings.Contains(low, "years on") || strings.Contains(low, "years after") || strings.Contains(low, "years since") || m.leadSays("anniversary"):
		return dateline.Anniversary
	case m.manyCountries():
		return dateline.RoundUp
	}
	return dateline.News
}

func (m *Model) headline() string {
	if m.Report.Title != nil {
		return *m.Report.Title
	}
	for _, s := range m.Sentences {
		if s.Kind == text.Title {
			return m.Quote(s.Sentence.Span)
		}
	}
	return ""
}

func (m *Model) leadSays(word string) bool {
	n := 0
	for _, s := range m.Sentences {
		if s.Kind != text.Body {
			continue
		}
		for i := range s.Tokens {
			if s.Lemma(i) == word {
				return true
			}
		}
		if n++; n == 2 {
			return false
		}
	}
	return false
}

// manyCountries reports whether paragraph after paragraph opens with another
// country ("In Somalia, …", "NIGERIA: …"), as in a round-up.
func (m *Model) manyCountries() bool {
	g := m.gazetteer
	first := map[int]gazetteer.ID{}
	var pars []int
	for _, s := range m.Sentences {
		if s.Kind != text.Body && s.Kind != text.Heading {
			continue
		}
		if _, seen := first[s.Paragraph]; seen {
			continue
		}
		for _, n := range s.Names {
			if n.Kind != syntax.PlaceName || len(n.Places) == 0 || n.From > 2 {
				continue
			}
			if c, ok := g.CountryOf(n.Places[0]); ok {
				first[s.Paragraph] = c
				pars = append(pars, s.Paragraph)
				break
			}
		}
	}
	countries := map[gazetteer.ID]int{}
	changes := 0
	for i, p := range pars {
		countries[first[p]]++
		if i > 0 && first[p] != first[pars[i-1]] {
			changes++
		}
	}
	return len(countries) >= 3 && changes >= 2 && changes*3 >= (len(pars)-1)*2
}

// armed reports whether the report names an armed group or people under arms, whom no
// sports page has.
func (m *Model) armed() bool {
	for _, s := range m.Sentences {
		if !s.Own() {
			continue
		}
		for _, c := range s.Chunks {
			if c.NP != nil && Referent(c.NP).Armed() {
				return true
			}
		}
	}
	return false
}
