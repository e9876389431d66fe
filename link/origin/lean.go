package origin

import (
	"strings"
	"unicode/utf8"

	"dateline"
	"dateline/text"
)

// What the words around an outlet's name make of it.
type leanKind int

const (
	noLean    leanKind = iota
	reported           // "according to the Guardian", "the Guardian reported"
	interview          // "told the Guardian"
	brought            // "first reported by the Guardian", "the Guardian broke the news": all of it is from there
)

// before an outlet's name, the end of the words there:
var (
	leanBefore = []string{"according to", "citing", "quoting", "reported by", "report by", "report in", "reports by", "reports in", "reported in",
		"reported on", "published in", "published by", "quoted by", "cited by", "aired by", "aired on", "broadcast by", "broadcast on", "carried by", "seen by",
		"obtained by", "verified by", "reports from", "revealed by", "account in", "as told by", "relayed by", "report from", "written in"}
	broughtBefore = []string{"first reported by", "first reported in", "details were given by", "account is that of", "story was broken by", "news was broken by"}
	hearBefore    = []string{"told", "interview with", "speaking to", "spoke to", "speaking with", "spoke with", "statement to", "comments to",
		"confirmed to", "interviewed by", "interview to", "telling", "tells"}
	// outletsDo is what outlets do and people seldom; leanAfter what both do.
	outletsDo = setOf(`reported reports revealed reveals wrote published broadcast aired`)
	leanAfter = setOf(`it report said says quoted quotes cited cites citing quoting writes understands learned
		described carried added calls called puts counts counted notes noted claims claimed speaks spoke adds correspondent reporter reporters journalist journalists`)
	// described is what may stand between: "the state news agency", "newspaper on Monday".
	described = setOf(`the a an its news service newspaper paper daily weekly agency broadcaster network channel website site portal magazine
		outlet media television tv radio station state public private local national regional international pro government run owned based
		independent english language arabic french spanish language british american qatari turkish iranian russian chinese indian
		pakistani kenyan nigerian somali german spanish saudi israeli lebanese colombian mexican philippine ukrainian`)
	calledOutlet = setOf(`newspaper paper daily broadcaster channel website site magazine portal agency service station network outlet weekly`)
	betweenAfter = setOf(`newspaper news agency service station website site magazine network channel has have had also first earlier later on in late early that
		a separately as which its own monday tuesday wednesday thursday friday saturday sunday`)
)

// near is how many bytes around a name are looked at.
const near = 72

// leaning is what the words around a name make of it, and whether the name is an
// outlet's for sure: a known one, one named as they are ("the Lakeside
// Courier"), or called one ("the newspaper Lakeside"). Any other may be a
// person's, until a report of an outlet of that name is found.
func leaning(s string, n naming) (how leanKind, sure bool) {
	if !maybeBefore(s[:n.start]) && !maybeAfter(s[n.end:]) {
		return noLean, false
	}
	sure = n.likely
	left := text.Words(tail(s[:n.start]))
	for i := len(left) - 1; i >= 0 && described[left[i]]; i-- {
		sure = sure || calledOutlet[left[i]]
		left = left[:i]
	}
	before := strings.Join(left, " ")
	for _, phrase := range broughtBefore {
		if endsIn(before, phrase) {
			return brought, sure
		}
	}
	for _, phrase := range leanBefore {
		if endsIn(before, phrase) {
			return reported, sure
		}
	}
	for _, phrase := range hearBefore {
		if endsIn(before, phrase) {
			return interview, sure
		}
	}
	rest := head(s[n.end:])
	if i := strings.IndexAny(rest, ".;!?"); i >= 0 {
		rest = rest[:i]
	}
	first := false
	for i, w := range text.Words(rest) {
		first = first || w == "first"
		switch {
		case w == "broke" || first && w == "reported":
			return brought, sure
		case outletsDo[w] || sure && leanAfter[w]:
			return reported, sure
		case i > 5 || !betweenAfter[w]:
			return noLean, false
		}
		sure = sure || i == 0 && calledOutlet[w]
	}
	return noLean, false
}

// maybeBefore and maybeAfter tell cheaply of most names that the words next to
// them make nothing of them.
func maybeBefore(s string) bool {
	for range 6 {
		s = strings.TrimRight(s, " ")
		i := strings.LastIndexByte(s, ' ') + 1
		w := strings.ToLower(strings.Trim(s[i:], `"“”‘’'(),`))
		if !described[w] {
			return lastOfPhrases[w]
		}
		s = s[:i]
	}
	return true
}

func maybeAfter(s string) bool {
	s = strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(s, "'s"), "’s"), " ,”\"")
	if i := strings.IndexAny(s, " ,.;"); i >= 0 {
		s = s[:i]
	}
	w := strings.ToLower(s)
	return w == "broke" || outletsDo[w] || leanAfter[w] || betweenAfter[w]
}

// lastOfPhrases are the last words of the phrases before a name.
var lastOfPhrases = func() map[string]bool {
	m := map[string]bool{}
	for _, list := range [][]string{broughtBefore, leanBefore, hearBefore} {
		for _, phrase := range list {
			m[phrase[strings.LastIndexByte(phrase, ' ')+1:]] = true
		}
	}
	return m
}()

func endsIn(before, phrase string) bool {
	rest, ok := strings.CutSuffix(before, phrase)
	return ok && (rest == "" || rest[len(rest)-1] == ' ')
}

// tail and head are what lies next to a name.
func tail(s string) string {
	if len(s) > near {
		s = s[len(s)-near:]
	}
	if i := strings.LastIndexAny(s, ".;!?"); i >= 0 {
		s = s[i+1:]
	}
	return s
}

func head(s string) string {
	if len(s) > near {
		s = s[:near]
	}
	return s
}

// clause is the sentence around a name, cut to what evidence may have.
func clause(s string, n naming) dateline.Span {
	start := 0
	for _, end := range []string{". ", "? ", "! ", ".” ", ".\" "} {
		if i := strings.LastIndex(s[:n.start], end); i >= 0 {
			start = max(start, i+len(end))
		}
	}
	end := len(s)
	for _, mark := range []string{". ", "? ", "! ", ".” ", ".\" "} {
		if i := strings.Index(s[n.end:], mark); i >= 0 {
			end = min(end, n.end+i+len(mark)-1)
		}
	}
	if end-start > dateline.MaxQuote {
		start = max(start, n.start-dateline.MaxQuote/3)
		end = min(end, start+dateline.MaxQuote)
		for start > 0 && !utf8.RuneStart(s[start]) {
			start++
		}
		for end < len(s) && !utf8.RuneStart(s[end]) {
			end--
		}
	}
	return dateline.Span{Start: start, End: end}
}

// creditForm is how a line credits a report to the agency named in it; "" when
// it does not.
func creditForm(s string, n naming) string {
	low := strings.ToLower(s)
	before, after := low[:n.start], low[n.end:]
	if len(low) != len(s) { // small letters of another length
		return ""
	}
	words := len(strings.Fields(s))
	ended := strings.HasSuffix(s, ".") || strings.HasSuffix(s, "”")
	switch {
	case strings.Contains(before, "©") || strings.Contains(before, "copyright") || strings.HasPrefix(before, "(c) "):
		return "copyright"
	case strings.Contains(before, "with ") && words < 30 && withPhrase(before):
		return "with"
	case strings.HasPrefix(before, "source") || strings.HasPrefix(before, "credit") || strings.HasPrefix(before, "agency:") || strings.HasPrefix(before, "via "):
		return "source"
	case words <= 14 && !ended && strings.HasPrefix(low, "by "):
		return "byline"
	case words <= 12 && !ended && onlyAgencies(s):
		return "byline"
	case strings.Trim(after, " )].*_—–-") == "" && endsInDash(before):
		return "sign-off"
	case (strings.Contains(after, "contributed") || strings.Contains(after, "reported from")) && (strings.Contains(after, "writer") || strings.Contains(after, "report") || strings.Contains(after, "journalist")) && n.start < 4:
		return "byline"
	}
	return ""
}

// Where a name stands in brackets by itself.
type bracketed int

const (
	notBracketed bracketed = iota
	wholeLine              // "(Sahel Press Agency)"
	startOfLine            // "(Sahel Press Agency) Gunmen …"
	endOfLine              // "… he said. (Sahel Press Agency)"
)

func bracketedAt(s string, n naming) bracketed {
	before, after := strings.TrimRight(s[:n.start], " "), strings.TrimLeft(s[n.end:], " ")
	if article, ok := strings.CutSuffix(strings.ToLower(before), "the"); ok && strings.HasSuffix(article, "(") {
		before = before[:len(article)]
	}
	open, opened := strings.CutSuffix(before, "(")
	rest, closed := strings.CutPrefix(after, ")")
	if !opened || !closed {
		if open, opened = strings.CutSuffix(before, "["); !opened {
			return notBracketed
		}
		if rest, closed = strings.CutPrefix(after, "]"); !closed {
			return notBracketed
		}
	}
	open, rest = strings.TrimSpace(open), strings.Trim(rest, " .*_—–-")
	switch {
	case open == "" && rest == "":
		return wholeLine
	case open == "":
		return startOfLine
	case rest == "" && strings.ContainsAny(open[len(open)-1:], ".!?\"") || rest == "" && (strings.HasSuffix(open, "”") || strings.HasSuffix(open, "’")):
		return endOfLine
	}
	return notBracketed
}

func withPhrase(before string) bool {
	for _, p := range []string{"with input from", "with inputs from", "with reporting by", "with reporting from", "with additional reporting by", "with additional reporting from",
		"with files from", "with material from", "with information from", "with agency inputs", "with contributions from", "with "} {
		if strings.HasSuffix(strings.TrimLeft(before, "([ "), p) || strings.Contains(before, p+" ") && p != "with " {
			return true
		}
	}
	return false
}

// onlyAgencies reports whether a line is agencies' names and what parts them.
func onlyAgencies(s string) bool {
	rest := s
	found := namings(s)
	for i := len(found) - 1; i >= 0; i-- {
		if found[i].agency == "" {
			return false
		}
		rest = rest[:found[i].start] + rest[found[i].end:]
	}
	for _, w := range text.Words(rest) {
		switch w {
		case "and", "the", "news", "agency", "by", "from", "staff", "agencies", "with":
		default:
			return false
		}
	}
	return true
}

// endsInDash reports whether a dash or bracket stands right before a name that
// ends a line: "… he said. — AFP".
func endsInDash(before string) bool {
	before = strings.TrimRight(before, " ")
	for _, mark := range []string{"—", "–", "-", "(", "[", "/"} {
		if strings.HasSuffix(before, mark) {
			return true
		}
	}
	return false
}
