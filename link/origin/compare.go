package origin

import (
	"strings"

	"dateline"
	"dateline/text"
)

// A Pair is how two reports stand to each other, the first and the second by
// the order of publication.
type Pair struct {
	// Of is the second report's origin, where there is none but the first to come
	// from, or the first's where it is a rewrite of the second.
	Kind Kind
	// Rewritten is which of the two is a rewrite of the other, 0 or 1.
	Rewritten int
	// Formula is set for two that share much and are no copies: reports by a form
	// in which the facts change, or with an outlet's standing background.
	Formula bool
	// OneOutlet is set for two reports of one outlet, however it is written.
	OneOutlet bool
	// Leaning is set where one names the other's outlet as the source of a part.
	Leaning  bool
	Sides    [2]Side
	Passages []Passage // what both have word for word, in the first's order
}

// formulaPercent is how much prose two reports of one form share, where facts
// change; twice as many are too many for two reporters in any case.
const formulaPercent = 18

// A Side is what one of two reports says of its origin, and how much of it is
// in the other.
type Side struct {
	Shared   int // words that stand in the other in runs of MinRun or more, in whole percent
	Told     int // stems of its words that carry meaning which stand in the other, in whole percent
	Credit   *Credit
	Dateline *Dateline
	Leans    []Lean
}

// A Passage is a run of words that two reports have in common.
type Passage struct {
	Spans [2]dateline.Span
	Words int
}

// Compare sets two reports beside each other, of which own are the spans of
// their own sentences. The first is the one published first, if known.
func Compare(reports [2]*dateline.Report, own [2][]dateline.Span) Pair {
	x := New()
	ids := [2]dateline.ReportID{"first", "second"}
	for i, r := range reports {
		parts := make([]string, len(own[i]))
		for j, s := range own[i] {
			parts[j] = s.In(r.Text)
		}
		x.Add(ids[i], r, parts)
	}
	x.Settle()
	p := Pair{Kind: Own}
	for i := range ids {
		o := x.Of(ids[i])
		if o.Root != ids[i] {
			p.Kind, p.Rewritten = o.Kind, i
		}
		p.Sides[i] = Side{Credit: o.Credit, Dateline: o.Dateline, Leans: o.Leans}
	}
	a, b := x.whole(0), x.whole(1)
	p.Leaning = p.Kind == Own && (x.docs.At(0).decided.source >= 0 || x.docs.At(1).decided.source >= 0)
	p.OneOutlet = a.about.outlet != "" && a.about.outlet == b.about.outlet
	rel := relate(&a.body, &b.body)
	p.Sides[0].Shared, p.Sides[1].Shared = rel.to.words, rel.of.words
	p.Sides[0].Told, p.Sides[1].Told = rel.told, rel.toldBack
	least := min(rel.to.prose, rel.of.prose)
	p.Formula = p.Kind == Own && (least >= formulaPercent && rel.changed >= changedPercent || least >= 2*formulaPercent)
	p.Passages = passages(placed(reports[0].Text, own[0]), placed(reports[1].Text, own[1]))
	return p
}

// A placedWord is a word with where it stands.
type placedWord struct {
	word
	dateline.Span
	joined bool // nothing but blanks stands between it and the word before
}

// placed are the words of a report's own sentences. A word of several parts
// ("al-Shabaab") has one place.
func placed(s string, own []dateline.Span) []placedWord {
	var out []placedWord
	for i, span := range own {
		at := span.Start
		joined := i > 0 && own[i-1].End <= span.Start && strings.TrimSpace(s[own[i-1].End:span.Start]) == ""
		for _, f := range strings.Fields(span.In(s)) {
			at += strings.Index(s[at:], f)
			for _, w := range text.Words(f) {
				out = append(out, placedWord{word(hash(w)) &^ flags, dateline.Span{Start: at, End: at + len(f)}, joined})
				joined = true
			}
			at += len(f)
		}
	}
	return out
}

// passages finds the runs of MinRun words or more that two texts share: from
// each place of the first the longest, and on behind it. None goes from a headline
// over front matter, or over a caption or a byline, into the text.
func passages(a, b []placedWord) []Passage {
	starts := map[word][]int{}
	for j := range b {
		starts[b[j].word] = append(starts[b[j].word], j)
	}
	var out []Passage
	for i := 0; i < len(a); {
		best, at := 0, 0
		for _, j := range starts[a[i].word] {
			n := 0
			for i+n < len(a) && j+n < len(b) && a[i+n].word == b[j+n].word && (n == 0 || a[i+n].joined && b[j+n].joined) {
				n++
			}
			if n > best {
				best, at = n, j
			}
		}
		if best < MinRun {
			i++
			continue
		}
		out = append(out, Passage{[2]dateline.Span{{Start: a[i].Start, End: a[i+best-1].End}, {Start: b[at].Start, End: b[at+best-1].End}}, best})
		i += best
	}
	return out
}
