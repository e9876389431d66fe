package origin

import (
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/text"
)

// An about is what a report says of where it comes from.
type about struct {
	outlet   string // its key; "" when not known
	credit   *Credit
	keys     []string // of its outlet and of agencies it is credited to
	dateline *Dateline
	leans    []Lean
	named    []uint32 // the names of their outlets, as facts
}

// headLines is how many lines of a report a dateline may stand in.
const headLines = 10

func aboutOf(r *dateline.Report) about {
	var a about
	if r.Outlet != nil {
		a.outlet = keyOf(*r.Outlet)
		if a.outlet != "" {
			a.keys = append(a.keys, a.outlet)
		}
	}
	at, seen := r.Body, 0
	for line := range strings.Lines(r.Text[min(r.Body, len(r.Text)):]) {
		s := strings.TrimSpace(line)
		from := at + strings.Index(line, s)
		at += len(line)
		if s == "" {
			continue
		}
		if seen++; seen <= headLines && a.dateline == nil {
			a.placeline(s, from)
		}
		a.read(r, s, from)
	}
	if a.credit == nil && r.Outlet != nil {
		if o := outlets[a.outlet]; o != nil && o.agency {
			a.credit = &Credit{Agency: o.name, Form: "outlet"}
		} else if namesAgency(a.outlet) {
			a.credit = &Credit{Agency: *r.Outlet, Form: "outlet"}
		}
	}
	if a.credit == nil {
		a.hear()
	}
	if a.credit != nil {
		if k := keyOf(a.credit.Agency); !slices.Contains(a.keys, k) {
			a.keys = append(a.keys, k)
		}
	}
	a.leans = slices.DeleteFunc(a.leans, func(l Lean) bool { return a.is(l.key) })
	for _, l := range a.leans {
		for _, w := range text.Words(l.Outlet) {
			if l.sure && len(w) > 2 {
				a.named = append(a.named, hash(w[:min(len(w), nameStart)]))
			}
		}
	}
	a.named = set(a.named)
	a.release()
	return a
}

// release lets go of the report's text, of which all quotes are parts.
func (a *about) release() {
	if c := a.credit; c != nil {
		c.Agency, c.Quote = strings.Clone(c.Agency), strings.Clone(c.Quote)
	}
	if d := a.dateline; d != nil {
		d.Place, d.Date = strings.Clone(d.Place), strings.Clone(d.Date)
	}
	for i := range a.leans {
		l := &a.leans[i]
		l.Outlet, l.Quote, l.key = strings.Clone(l.Outlet), strings.Clone(l.Quote), strings.Clone(l.key)
	}
}

// placeline takes the dateline that a line begins with.
func (a *about) placeline(s string, from int) {
	place, agency, n := text.Placeline(s)
	if n == 0 {
		return
	}
	if place != "" {
		a.dateline = &Dateline{Place: place, Date: dayIn(s[len(place):n])}
	}
	if agency == "" {
		return
	}
	at := strings.Index(s[:n], "("+agency) + 1
	name := agency
	if o := outlets[text.Fold(agency)]; o != nil {
		name = o.name
	}
	a.credited(name, "dateline", from+at, agency)
}

// dayIn is the date in the rest of a dateline: "May 3".
func dayIn(s string) string {
	if i := strings.IndexByte(s, '('); i >= 0 {
		s = s[:i]
	}
	for i := range s {
		words := text.Words(s[i:])
		if len(words) > 0 && len(words) < 5 && (words[0][0] >= '0' && words[0][0] <= '9' || month(words[0]) || calendar[words[0]]) {
			return strings.Trim(s[i:], " ,.—–-:")
		}
	}
	return ""
}

func month(w string) bool {
	return len(w) >= 3 && slices.Contains([]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}, w[:3]) && (len(w) <= 4 || calendar[w])
}

// forms in order of trust: the better one stays.
var forms = []string{"interview", "with", "outlet", "sign-off", "source", "byline", "copyright", "dateline"}

func (a *about) credited(agency, form string, at int, words string) {
	if a.credit != nil && slices.Index(forms, a.credit.Form) >= slices.Index(forms, form) {
		return
	}
	a.credit = &Credit{agency, form, dateline.Evidence{Field: "origin", Span: dateline.Span{Start: at, End: at + len(words)}, Quote: words}}
}

// read looks through a line for credits and for other outlets.
func (a *about) read(r *dateline.Report, s string, from int) {
	for _, n := range namings(s) {
		words := s[n.start:n.end]
		if n.agency != "" && keyOf(n.agency) != a.outlet {
			form := ""
			switch {
			case bracketedAt(s, n) == startOfLine:
				form = "dateline"
			case bracketedAt(s, n) == endOfLine:
				form = "sign-off"
			case len(s) < 400:
				form = creditForm(s, n)
			}
			if form != "" {
				a.credited(n.agency, form, from+n.start, words)
				continue
			}
		} else if n.likely && bracketedAt(s, n) == wholeLine && keyOf(words) != a.outlet {
			a.credited(words, "byline", from+n.start, words) // any other outlet's name alone in brackets
			continue
		}
		how, sure := leaning(s, n)
		if how == noLean || a.count(sure) >= maxLeans {
			continue
		}
		key := keyOf(words)
		if i := slices.IndexFunc(a.leans, func(l Lean) bool { return l.key == key }); i >= 0 {
			a.leans[i].first = a.leans[i].first || how == brought
			continue
		}
		if key == "" {
			continue
		}
		name := words
		if n.known != nil {
			name = n.known.name
		}
		quote := clause(s, n)
		a.leans = append(a.leans, Lean{Outlet: name, Interview: how == interview, first: how == brought, key: key, sure: sure,
			Evidence: dateline.Evidence{Field: "origin", Span: dateline.Span{Start: from + quote.Start, End: from + quote.End}, Quote: quote.In(s)}})
	}
	if a.credit == nil && strings.HasPrefix(s, "(Reporting by ") && strings.Contains(s, "diting by ") {
		a.credited("Reuters", "sign-off", from, s[:min(len(s), dateline.MaxQuote)]) // Reuters alone signs so
	}
}

// count is how many leans are sure, or are not.
func (a *about) count(sure bool) int {
	n := 0
	for _, l := range a.leans {
		if l.sure == sure {
			n++
		}
	}
	return n
}

// broughtBy reports whether the report gives the other's outlet as the one who
// brought the news.
func (a *about) broughtBy(other *about) bool {
	return slices.ContainsFunc(a.leans, func(l Lean) bool { return l.first && other.is(l.key) })
}

// hear takes the agency that a speaker told for the one that wrote the report,
// when the report names nobody else: "he told AFP".
func (a *about) hear() {
	for _, l := range a.leans {
		if l.Interview && namesAgency(l.key) {
			a.credit = &Credit{l.Outlet, "interview", l.Evidence}
			return
		}
	}
}

// is reports whether a key is the report's own outlet or, but for an interview
// alone, the agency of its credit.
func (a *about) is(key string) bool {
	if key == a.outlet {
		return true
	}
	if a.outlet != "" && strings.HasSuffix(a.outlet, " "+key) {
		return true // "told the Post", in the Lagos Post
	}
	return a.credit != nil && a.credit.Form != "interview" && a.credit.Form != "with" && key == keyOf(a.credit.Agency)
}

// The ranks of reports published at one time.
const (
	theAgency = iota
	notSaid
	fromElsewhere
)

// rank is where a report comes from by its own word: it is the agency's own, it
// does not say, or it is credited to an agency or leans on another outlet.
func (a *about) rank() int {
	if namesAgency(a.outlet) {
		return theAgency
	}
	if a.credit != nil && a.credit.Form != "interview" && a.credit.Form != "with" {
		return fromElsewhere
	}
	if slices.ContainsFunc(a.leans, func(l Lean) bool { return l.sure && !l.Interview }) {
		return fromElsewhere
	}
	return notSaid
}

// oneAgency reports whether two reports are credited to one agency.
func oneAgency(a, b *about) bool {
	if a.credit != nil && b.credit != nil && keyOf(a.credit.Agency) == keyOf(b.credit.Agency) {
		return true
	}
	return a.credit != nil && b.outlet == keyOf(a.credit.Agency) || b.credit != nil && a.outlet == keyOf(b.credit.Agency)
}

// under are the keys by which those that lean on its outlet find a report.
func (a *about) under(names []uint32) []uint32 {
	var out []uint32
	for _, k := range a.keys {
		out = append(out, pairs(k, names)...)
	}
	return out
}

// asks are the keys of the reports that it may lean on.
func (a *about) asks(names []uint32) []uint32 {
	var out []uint32
	for _, l := range a.leans {
		out = append(out, pairs(l.key, names)...)
	}
	return out
}

func pairs(key string, names []uint32) []uint32 {
	h := hash(key)
	out := make([]uint32, len(names))
	for i, n := range names {
		out[i] = (h ^ n) * fnvPrime32
	}
	return out
}

// maxLeans is how many outlets one report leans on at most, of names that are
// an outlet's and of those that may be one's; maxLag is how much
// older than the report its source may be.
const (
	maxLeans = 4
	maxLag   = 14 * 24 * time.Hour
)
