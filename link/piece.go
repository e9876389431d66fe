package link

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/text"
)

// A PieceID names a piece: the report's id, and behind a slash the part of a
// round-up.
type PieceID string

// Order is where a piece stands in the canonical order: by publication, undated
// reports last, then by the hash of the text, then by id. What Settle makes
// follows it and nothing else.
type Order struct {
	Published int64 // seconds from 1970; MaxInt64 when there is no date
	SHA256    string
	ID        PieceID
}

// Compare orders two places in the canonical order.
func (o Order) Compare(p Order) int {
	return cmp.Or(cmp.Compare(o.Published, p.Published), cmp.Compare(o.SHA256, p.SHA256), cmp.Compare(o.ID, p.ID))
}

// noDay stands for the day of what has none.
const noDay = math.MinInt32

// A content is what a report, or one part of a round-up, tells of one development,
// as grouping sees it. It never changes, and holds no text.
type content struct {
	part   string   // of a round-up
	day    int32    // of publication, noDay when unknown
	terms  []term   // sorted by hash
	title  []term   // likewise
	names  []term   // last words of the people, groups and forces it names; weight is rarity
	ages   []uint32 // of people, in years, and other numbers that mark them
	roads  []uint32 // streets
	towns  []uint32 // places below provinces that it mentions
	areas  []uint32 // provinces that it mentions
	scenes []scene
	keys   []uint32 // what it is posted under
}

// A scene is an account as grouping sees it.
type scene struct {
	family     string
	background bool
	start, end int32    // half-open days, noDay when unknown
	path       []uint32 // of its place, from the country down
	hurt       int32    // killed and wounded, -1 when not told
	killed     int32
}

// day reports whether the scene has one.
func (s scene) day() bool { return s.start != noDay && s.end == s.start+1 }

// scenesMost bounds the scenes that grouping compares of one piece.
const scenesMost = 12

var (
	ageWords  = regexp.MustCompile(`\b(\d{1,3})[- ]years?[- ]old\b|, (\d{1,2}),|\baged? (\d{1,2})\b`)
	roadWords = regexp.MustCompile(`\b(\p{Lu}\p{Ll}+) (?:Street|St\.|Avenue|Ave\b|Road|Rd\b|Drive|Dr\.|Boulevard|Blvd\b|Lane|Circle|Court|Place|Way|Parkway|Highway|Terrace|Square)`)
)

// A part is a piece's share of a report.
type part struct {
	name     string // "" for the whole of one
	accounts []*account
}

// parts cut a report into what grouping groups, one piece, or one for each part of a
// round-up, in order of their ids, and tell each account which it stands in.
func (s *source) parts() []part {
	if s.reading.Genre != dateline.RoundUp || len(s.accounts) == 0 {
		for _, a := range s.accounts {
			a.piece = PieceID(s.report.ID)
		}
		return []part{{"", s.accounts}}
	}
	var out []part
	for i, a := range s.accounts {
		name := partOf(s.accounts, i)
		j := slices.IndexFunc(out, func(p part) bool { return p.name == name })
		if j < 0 {
			j = len(out)
			out = append(out, part{name: name})
		}
		out[j].accounts = append(out[j].accounts, a)
		a.piece = pieceID(s.report.ID, name)
	}
	slices.SortFunc(out, func(a, b part) int { return cmp.Compare(a.name, b.name) })
	return out
}

// contents are what the pieces of a report tell, in order of their ids.
func (l *Linker) contents(s *source) []*content {
	var out []*content
	for _, p := range s.parts() {
		sentences := s.reading.Sentences
		if p.name != "" {
			sentences = sentencesOf(s.reading, p.accounts)
		}
		out = append(out, contentOf(s, p, sentences))
	}
	return out
}

// outletSign is what marks the part of a page's title that names its site.
var outletSign = regexp.MustCompile(`(?i)\.(com|org|net)\b|\bnews\b|\b[WK][A-Z]{2,3}\b|\bTV\b|\b(Times|Post|Journal|Herald|Gazette|Tribune|Guardian|Daily|Radio)\b`)

// headline is a page's title without the name of its site behind it.
func headline(title string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " : "} {
		if i := strings.Index(title, sep); i >= len(title)/4 && outletSign.MatchString(title[i:]) {
			title = title[:i]
		}
	}
	return title
}

// partOf names the part of a round-up that its account i stands in: its
// country, or that of the account before it.
func partOf(as []*account, i int) string {
	for ; i >= 0; i-- {
		for _, p := range as[i].Places {
			if len(p.Path) > 0 {
				return p.Path[0]
			}
		}
	}
	return "elsewhere"
}

// sentencesOf are the sentences that evidence of the accounts stands in.
func sentencesOf(r *dateline.Reading, as []*account) []dateline.Span {
	var out []dateline.Span
	for _, s := range r.Sentences {
		if slices.ContainsFunc(as, func(a *account) bool {
			return slices.ContainsFunc(a.Evidence, func(e dateline.Evidence) bool { return e.Span.Overlaps(s) })
		}) {
			out = append(out, s)
		}
	}
	return out
}

func contentOf(s *source, of part, sentences []dateline.Span) *content {
	p := &content{part: of.name, day: noDay}
	if m := s.report.Published; m != nil {
		p.day = dayOf(m.Day())
	}
	var words []string
	if t := s.report.Title; t != nil && of.name == "" {
		words = text.Words(headline(*t))
		p.title = termsOf(words)
	}
	ages, roads := map[uint32]bool{}, map[uint32]bool{}
	for _, sp := range sentences {
		in := sp.In(s.report.Text)
		words = append(words, text.Words(in)...)
		for _, m := range ageWords.FindAllStringSubmatch(in, -1) {
			if n, err := strconv.Atoi(m[1] + m[2] + m[3]); err == nil {
				ages[uint32(n)] = true
			}
		}
		for _, m := range roadWords.FindAllStringSubmatch(in, -1) {
			roads[hash(text.Fold(m[1]))] = true
		}
	}
	p.terms, p.ages, p.roads = termsOf(words), sorted(ages), sorted(roads)
	p.mention(s.reading, sentences, of.name == "")
	for _, a := range of.accounts[:min(scenesMost, len(of.accounts))] {
		p.scenes = append(p.scenes, sceneOf(a))
	}
	p.keys = p.keysOf()
	return p
}

func sorted(set map[uint32]bool) []uint32 {
	out := make([]uint32, 0, len(set))
	for x := range set {
		out = append(out, x)
	}
	slices.Sort(out)
	return out
}

// mention takes up the names that the piece mentions: all of the report's, or
// those in its sentences.
func (p *content) mention(r *dateline.Reading, sentences []dateline.Span, whole bool) {
	names, towns, areas := map[uint32]int{}, map[uint32]bool{}, map[uint32]bool{}
	f := background()
	for _, m := range r.Mentions {
		if !whole && !slices.ContainsFunc(sentences, m.Span.Overlaps) {
			continue
		}
		switch {
		case m.Kind == dateline.PersonMention:
			w := lastWord(m.Quote)
			names[hash(w)] = f.rarity(w)
		case m.Kind == dateline.ActorMention && m.Choice != nil:
			w := lastWord(m.Quote)
			names[hash("@"+*m.Choice)] = f.rarity(w) / 2 // a group is in many stories
		case m.Kind == dateline.PlaceMention && m.Choice != nil:
			path := strings.Split(*m.Choice, "/")
			if len(path) > 1 {
				areas[hash(path[:2]...)] = true
			}
			if len(path) > 2 {
				towns[hash(path[len(path)-1])] = true // by name: which of its towns is meant may be read wrongly
			}
		}
	}
	p.towns, p.areas = sorted(towns), sorted(areas)
	for h, w := range names {
		p.names = append(p.names, term{h, uint16(w)})
	}
	slices.SortFunc(p.names, func(a, b term) int { return cmp.Compare(a.hash, b.hash) })
}

func sceneOf(a *account) scene {
	s := scene{family: a.family, background: a.Background, start: noDay, end: noDay, hurt: -1}
	if a.Time.Start != nil && a.Time.End != nil {
		s.start, s.end = dayOf(*a.Time.Start), dayOf(*a.Time.End)
	}
	if len(a.Places) > 0 && a.Places[0].Relation == "in" || len(a.Places) > 0 {
		for _, n := range a.Places[0].Path {
			s.path = append(s.path, hash(n))
		}
	}
	for _, c := range firstFigures(a) {
		if c.Low == nil || c.Status != dateline.Killed && c.Status != dateline.Wounded {
			continue
		}
		s.hurt = max(s.hurt, 0) + int32(min(*c.Low, 1<<20))
		if c.Status == dateline.Killed {
			s.killed += int32(min(*c.Low, 1<<20))
		}
	}
	return s
}
