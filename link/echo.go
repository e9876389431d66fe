package link

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
	"dateline/text"
)

// Copy printed again is no second word for anything. Where an account rests on
// words that stand in the report that its origin goes back to, or else in an
// earlier one of it, it is an echo of that report's account: it stands where the
// other stands and decides nothing. What an
// outlet adds to the copy, or changes in it, is its own.

// rootsMost is how many accounts of one origin an account is held against; copy
// is edited a few times, not a thousand.
const rootsMost = 8

// windowWords is how many words, at least, of a report must be found again for a
// piece of evidence to be an echo. A bare "four" stands in many reports.
const windowWords = 9

// echoes knows which accounts of one event echo which.
type echoes struct {
	roots map[dateline.ReportID][]*account // by origin: accounts with words of their own, in order
	texts map[*source]string               // of the roots' reports, as folded words between blanks
	whole map[*account]*account
	known map[echoKey]*account
	past  map[*account][]*account
}

type echoKey struct {
	account *account
	field   string
}

// echoesOf finds the echoes among the accounts of an event, of which some are past. What
// prints words that their own outlet has withdrawn speaks for itself; and so does a
// version of an article, which has taken the place of the one whose words it has.
func echoesOf(g *group, past map[*account][]*account) *echoes {
	e := &echoes{past: past, roots: map[dateline.ReportID][]*account{}, texts: map[*source]string{}, whole: map[*account]*account{}, known: map[echoKey]*account{}}
	for _, a := range rootsFirst(g.accounts) {
		if root := e.find(a, ""); root != nil {
			e.whole[a] = root
			continue
		}
		if o := a.src.origin; len(e.roots[o]) < rootsMost {
			e.roots[o] = append(e.roots[o], a)
		}
	}
	return e
}

// rootsFirst are accounts in order, those of the reports first that origins go
// back to.
func rootsFirst(accounts []*account) []*account {
	out := slices.Clone(accounts)
	slices.SortStableFunc(out, func(a, b *account) int { return cmp.Compare(a.src.behind(), b.src.behind()) })
	return out
}

// behind is 0 for the report that its origin goes back to and for all versions of its
// article, 1 for the others.
func (s *source) behind() int {
	if s.first || s.article != "" && s.article == s.origin {
		return 0
	}
	return 1
}

// of is the account that a echoes in a field, "" for all of them; nil when it
// speaks for itself.
func (e *echoes) of(a *account, field string) *account {
	if root := e.whole[a]; root != nil {
		return root
	}
	if len(e.roots[a.src.origin]) < 1 || e.roots[a.src.origin][0] == a {
		return nil
	}
	k := echoKey{a, field}
	root, ok := e.known[k]
	if !ok {
		root = e.find(a, field)
		e.known[k] = root
	}
	return root
}

func (e *echoes) find(a *account, field string) *account {
	var windows []string
	for _, r := range e.roots[a.src.origin] {
		if r.src == a.src || oneArticle(r.src, a.src) || cmp.Or(cmp.Compare(r.src.behind(), a.src.behind()), r.compare(a)) >= 0 {
			continue
		}
		if by, past := e.past[r]; past && len(by) == 0 {
			continue
		}
		if windows == nil {
			if windows = windowsOf(a, field); len(windows) == 0 {
				return nil
			}
		}
		if e.stand(r.src, windows) {
			return r
		}
	}
	return nil
}

func (e *echoes) stand(s *source, windows []string) bool {
	whole, ok := e.texts[s]
	if !ok {
		whole = " " + strings.Join(text.Words(s.report.Text), " ") + " "
		e.texts[s] = whole
	}
	for _, w := range windows {
		if !strings.Contains(whole, w) {
			return false
		}
	}
	return true
}

// windowsOf are the words that an account's field rests on, with enough of their
// sentence around them to be known again. A headline is the outlet's, not the
// agency's, and is left out where the article itself tells the same.
func windowsOf(a *account, field string) []string {
	var body, heads []string
	for _, ev := range a.Evidence {
		if field != "" && ev.Field != field && !strings.HasPrefix(field, ev.Field+".") {
			continue
		}
		if s, ok := sentenceAt(a.src, ev.Start); ok && s.Start >= bodyAt(a.src) {
			body = append(body, window(a.src.report.Text, s, ev.Span))
		} else {
			heads = append(heads, window(a.src.report.Text, ev.Span, ev.Span))
		}
	}
	if len(body) == 0 {
		return heads
	}
	return body
}

// bodyAt is where the article begins: behind the front matter and the headline.
func bodyAt(s *source) int {
	from := s.report.Body
	if t := s.report.Title; t != nil && from < len(s.report.Text) {
		rest := strings.TrimLeft(s.report.Text[from:], " \t\r\n")
		if strings.HasPrefix(rest, *t) {
			return len(s.report.Text) - len(rest) + len(*t)
		}
	}
	if from == 0 { // a first line without a full stop, alone in its paragraph
		if line, rest, ok := strings.Cut(s.report.Text, "\n"); ok && strings.HasPrefix(rest, "\n") && !strings.HasSuffix(strings.TrimSpace(line), ".") {
			return len(line)
		}
	}
	return from
}

func sentenceAt(s *source, at int) (dateline.Span, bool) {
	lo, hi := 0, len(s.reading.Sentences)
	for lo < hi {
		if mid := (lo + hi) / 2; s.reading.Sentences[mid].End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(s.reading.Sentences) && s.reading.Sentences[lo].Start <= at {
		return s.reading.Sentences[lo], true
	}
	return dateline.Span{}, false
}

// window is the words of a span, and of the sentence on either side of it as
// many as it takes.
func window(whole string, sentence, sp dateline.Span) string {
	words := text.Words(sp.In(whole))
	if missing := windowWords - len(words); missing > 0 {
		before := text.Words(whole[min(sentence.Start, sp.Start):sp.Start])
		after := text.Words(whole[sp.End:max(sentence.End, sp.End)])
		left := min((missing+1)/2, len(before))
		right := min(missing-left, len(after))
		left = min(missing-right, len(before))
		words = append(append(before[len(before)-left:len(before):len(before)], words...), after[:right]...)
	}
	return " " + strings.Join(words, " ") + " "
}
