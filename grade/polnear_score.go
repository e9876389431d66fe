package grade

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// A run is a range of tokens, half-open.
type run struct{ from, to int }

// cutRuns are the tokens of a text, a run of letters and digits or one mark
// each, and where its paragraphs end. The grader has its own: cutting words is
// part of what is graded.
func cutRuns(text string) (tokens []dateline.Span, ends map[int]bool) {
	ends = map[int]bool{}
	wordly := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r) }
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n':
			ends[len(tokens)] = true
		case unicode.IsSpace(r):
		case wordly(r):
			for i+n < len(text) {
				next, m := utf8.DecodeRuneInString(text[i+n:])
				if !wordly(next) {
					break
				}
				n += m
			}
			fallthrough
		default:
			tokens = append(tokens, dateline.Span{Start: i, End: i + n})
		}
		i += n
	}
	return tokens, ends
}

// runsOf are the maximal runs of tokens that spans cover, cut where a paragraph
// ends, in order.
func runsOf(spans []dateline.Span, tokens []dateline.Span, ends map[int]bool) []run {
	in := map[int]bool{}
	for _, s := range spans {
		first, _ := slices.BinarySearchFunc(tokens, s.Start, func(t dateline.Span, at int) int { return cmp.Compare(t.End, at+1) })
		for i := first; i < len(tokens) && tokens[i].Start < s.End; i++ {
			in[i] = true
		}
	}
	var out []run
	order := make([]int, 0, len(in))
	for i := range in {
		order = append(order, i)
	}
	slices.Sort(order)
	for _, i := range order {
		if n := len(out); n > 0 && out[n-1].to == i && !ends[i] {
			out[n-1].to++
			continue
		}
		out = append(out, run{i, i + 1})
	}
	return out
}

// compare counts what came against each annotation of the article.
func (a polArticle) compare(came []relation) *Doc {
	d := &Doc{Name: a.name}
	tokens, ends := cutRuns(a.text)
	share := 1 / float64(len(a.golds))
	words := func(r run) string {
		return fmt.Sprintf("%q", strings.Join(strings.Fields(a.text[tokens[r.from].Start:tokens[r.to-1].End]), " "))
	}
	for k, gold := range a.golds {
		for _, part := range polnearParts {
			g, wholeG := partRuns(gold, part, tokens, ends)
			c, wholeC := partRuns(came, part, tokens, ends)
			exact, pairs := 0, pairRuns(g, c)
			for i, j := range pairs {
				switch {
				case j >= 0 && g[i] == c[j]:
					exact++
				case k > 0: // the misses against one annotator are enough to read
				case j >= 0:
					d.Miss(part, words(g[i]), words(c[j]))
				default:
					d.Miss(part, words(g[i]), "")
				}
			}
			touching := 0
			for _, j := range pairs {
				touching += int(min(j, 0)) + 1
			}
			for j := range c {
				if k == 0 && !slices.Contains(pairs, j) {
					d.Miss(part, "", words(c[j]))
				}
			}
			d.Add(part, share*float64(exact), share*float64(len(c)), share*float64(len(g)))
			d.Add("relaxed_"+part, share*float64(touching), share*float64(len(c)), share*float64(len(g)))
			if part == "content" {
				both := 0
				for key := range wholeG {
					if wholeC[key] {
						both++
					}
				}
				d.Add("whole_content", share*float64(both), share*float64(len(wholeC)), share*float64(len(wholeG)))
			}
		}
	}
	return d
}

// partRuns are the runs of one part of all relations, each once, in order; and
// what each relation has of the part, as a whole.
func partRuns(rs []relation, part string, tokens []dateline.Span, ends map[int]bool) ([]run, map[string]bool) {
	var out []run
	whole := map[string]bool{}
	for _, r := range rs {
		runs := runsOf(r.parts[part], tokens, ends)
		if len(runs) > 0 {
			whole[fmt.Sprint(runs)] = true
		}
		out = append(out, runs...)
	}
	slices.SortFunc(out, func(a, b run) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	return slices.Compact(out), whole
}

// pairRuns gives each wanted run its partner among those that came: the same
// one, else the first free one that shares a token; -1 for none.
func pairRuns(wanted, came []run) []int {
	pairs := make([]int, len(wanted))
	taken := make([]bool, len(came))
	for i, w := range wanted {
		pairs[i] = slices.Index(came, w)
		if pairs[i] >= 0 {
			taken[pairs[i]] = true
		}
	}
	for i, w := range wanted {
		if pairs[i] >= 0 {
			continue
		}
		pairs[i] = slices.IndexFunc(came, func(c run) bool { return c.from < w.to && w.from < c.to })
		for j := max(pairs[i], 0); pairs[i] >= 0; j++ {
			if j == len(came) || came[j].from >= w.to {
				pairs[i] = -1
			} else if !taken[j] && came[j].to > w.from {
				pairs[i], taken[j] = j, true
				break
			}
		}
	}
	return pairs
}
