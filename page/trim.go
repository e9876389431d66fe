package page

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// proseWords is how many words a paragraph of an article's prose has at least, and
// tells one apart from headings, bylines and labels.
const proseWords = 18

// prose reports whether a paragraph is one of running text.
func (p *paragraph) prose() bool {
	return len(p.words) >= proseWords && !headings[p.kind()] && p.links*2 < len(p.text)
}

// running reports whether a paragraph is text that runs: some words, with the end of
// a sentence or the length of several.
func (p *paragraph) running() bool {
	return p.links*2 < len(p.text) && (len(p.words) >= 8 && strings.ContainsAny(p.text, ".!?。！？؟।…") || len(p.words) >= 2*proseWords)
}

// linked reports whether a paragraph is hardly more than a link.
func (p *paragraph) linked() bool { return p.anchors > 0 && p.links*10 >= len(p.text)*8 }

// trim takes out of what was kept what is no part of the article's text: its own
// headline, what stands between that and the first paragraph, links to other
// articles, what asks the reader for something, what was said before.
func trim(ps []*paragraph, titles []string) []*paragraph {
	ps = withoutTitles(ps, titles)
	ps = withoutPreamble(ps)
	ps = slices.DeleteFunc(ps, asks)
	ps = withoutRepeats(ps)
	return slices.DeleteFunc(ps, func(p *paragraph) bool { return p.linked() && len(p.words) >= linkWords })
}

// linkWords is how many words a paragraph that is only a link has at least to be
// taken for another article's headline; shorter ones are names.
const linkWords = 4

func withoutTitles(ps []*paragraph, titles []string) []*paragraph {
	own := map[string]bool{}
	for _, t := range titles {
		if w := words(t); len(w) > 1 {
			own[strings.Join(w, " ")] = true
		}
	}
	return slices.DeleteFunc(ps, func(p *paragraph) bool { return own[strings.Join(p.words, " ")] || p.kind() == atom.H1 })
}

// withoutPreamble drops what stands before the first paragraph of prose and is by
// its form or its names no text: bylines, dates, subheadings.
func withoutPreamble(ps []*paragraph) []*paragraph {
	first := slices.IndexFunc(ps, func(p *paragraph) bool { return p.prose() && !inHead(p) })
	if first < 0 {
		return ps
	}
	var out []*paragraph
	for i, p := range ps {
		if i < first && (headings[p.kind()] || inHead(p) && len(p.words) < 8 || isByline(p.text) || isDateLine(p)) {
			continue
		}
		out = append(out, p)
	}
	return out
}

// inHead reports whether a paragraph stands in the part above an article.
func inHead(p *paragraph) bool {
	for n, k := p.at, 0; n != nil && k < 4; n, k = n.Parent, k+1 {
		if n.DataAtom == atom.Header || n.DataAtom != atom.Body && n.DataAtom != atom.Article && n.DataAtom != atom.Main && named(n, heads) {
			return true
		}
	}
	return false
}

var byline = regexp.MustCompile(`^(?i:by|von|por|par|di|door|av|автор:?)\s+\p{Lu}`)

func isByline(s string) bool { return len(s) < 120 && byline.MatchString(s) }

var clockOrYear = regexp.MustCompile(`\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b`)

func isDateLine(p *paragraph) bool { return len(p.words) <= 12 && clockOrYear.MatchString(p.text) }

// asking are the beginnings of lines that lead away from the article or ask the
// reader for something.
var asking = regexp.MustCompile(`^(?i)(?:[^\p{L}]*)(?:` +
	`read (?:more|also|next|the full|our)|also read|more:|see (?:more|also)|related(?: stor| article| content| coverage| video| link|:)|recommended(?: reading|:)|you may also like|more (?:from|on|stories|coverage|news)\b.{0,60}$|don['’]t miss|must read|watch:|watch (?:now|live|the)\b.{0,60}$|listen:|` +
	`sign up (?:for|to|here|now)|subscribe (?:to|now|here|today)|get (?:the latest|our|.{0,30}newsletter)|follow (?:us|.{0,40} on (?:twitter|facebook|instagram|x\b))|like us on|join (?:us|our|the conversation)|click here|tap here|download (?:the|our)|` +
	`share (?:this|on|via)|share or comment|advert(?:isement|ising)?s?$|advertisement|sponsored|this slideshow requires|cite this page|story source|continue reading|story continues|scroll (?:down|to)|this (?:copy is for|material may not)|copyright|©|\(c\)\s|all rights reserved|` +
	`have (?:a|an) (?:tip|opinion|story)|got a (?:tip|story)|comments? (?:are|below)|leave a (?:comment|reply)|print this|email this|tags?(?::|$)|topics?:|filed under|categor(?:y|ies):|source:|photo(?:s|graph)?(?: credit| by|:)|image(?: credit|s?:)|\((?:image|photo) credit|getty images|` +
	`leia (?:mais|também)|lea (?:más|también)|leggi anche|lire aussi|mehr zum thema|lesen sie auch|читайте также|tags$)`)

// asks reports whether a paragraph leads away from the article.
func asks(p *paragraph) bool {
	switch {
	case onlyAddress.MatchString(p.text), contact.MatchString(p.text) && len(p.words) <= 50 && strings.ContainsAny(p.text, "@"),
		disclaims.MatchString(p.text) && len(p.words) <= 80:
		return true
	}
	return len(p.words) <= 60 && asking.MatchString(p.text) && (len(p.words) <= 25 || p.links > 0)
}

// Bounds of what is said twice.
const (
	repeatWords = 5   // words of a paragraph that is said again
	refrain     = 4   // times from which on it is meant to be said again
	wholeWords  = 100 // words of a paragraph that may be the whole article again
	wholeShare  = 900 // thousandths of it that the other paragraphs then hold
)

// withoutRepeats drops what is said before: a paragraph like an earlier one, items
// and rows and refrains aside, and a long one that holds the others once more.
func withoutRepeats(ps []*paragraph) []*paragraph {
	times, seen, g := map[string]int{}, map[string]bool{}, guide{}
	for _, p := range ps {
		times[strings.Join(p.words, " ")]++
		g.add(p.words)
	}
	var out []*paragraph
	for _, p := range ps {
		key := strings.Join(p.words, " ")
		if seen[key] && len(p.words) >= repeatWords && times[key] < refrain && p.kind() != atom.Li && p.kind() != atom.Tr {
			continue
		}
		seen[key] = true
		if len(p.words) >= wholeWords {
			own := guideOf(p.words)
			elsewhere, all := 0, 0
			for run, n := range own {
				if all += n; g[run] > n {
					elsewhere += n
				}
			}
			if elsewhere*1000 >= all*wholeShare {
				for run, n := range own {
					g[run] -= n
				}
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// contact tells how to reach who wrote, and disclaims say what a page earns by.
var (
	contact     = regexp.MustCompile(`(?i)\b(?:(?:can|may) be (?:reached|contacted)|reach (?:him|her|them|the reporters?)|(?:write to|e-?mail|contact) (?:\S+ ){1,6}at\b|follow (?:him|her|them|\S+ \S+) (?:on|at)\b)`)
	disclaims   = regexp.MustCompile(`(?i)\b(?:we|which|site|publisher|partners?)\b.{0,40}\b(?:may|might|will|can)\b.{0,20}\b(?:earn|receive|get|make)\b.{0,40}\b(?:commissions?|compensation|money|revenue)\b|\baffiliate (?:links?|commissions?)\b`)
	onlyAddress = regexp.MustCompile(`^https?://\S+$`)
)
