package page

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Words in the names that a page gives its parts (class, id, role). A name is cut
// into its words, so that "bar" is none of "barrier", and "navBar" has "nav".
// They are those that content systems and front-end kits use, never of one site.
var (
	// furniture is around an article or between its paragraphs.
	furniture = wordSet(`ad ads adbox adslot adunit advert advertisement advertising adwrapper advertorial breadcrumb breadcrumbs
		outbrain taboola zergnet revcontent dfp gpt adsense sponsored sponsor promo promos promoted promotion
		related relateds recirc recirculation recommended recommendation recommendations readmore seealso upnext morefrom
		trending popular mostread mostpopular latest teaser teasers tout touts
		share shares sharing sharebar sharetools social socials addthis sharethis sociable follow
		newsletter newsletters signup subscribe subscription optin mailchimp donate donation
		comment comments commentlist disqus respond reply livefyre commenting
		cookie cookies consent gdpr ccpa privacy onetrust modal popup popover overlay lightbox dialog toast tooltip
		nav navigation navbar menu submenu dropdown sidebar rail footer masthead sitemap pagination pager paging
		tags taglist topics keywords toolbar widget widgets poll quiz survey
		skip skiplink printonly noprint authorbio authorbox aboutauthor copyright disclaimer legal
		carousel slideshow slider playlist jwplayer videoplayer`)
	// captions are of pictures and films.
	captions = wordSet(`caption captions figcaption photocredit imagecredit imagecaption photocaption credit credits wpcaption`)
	// heads are above an article's first paragraph.
	heads = wordSet(`byline bylines dateline timestamp pubdate dek standfirst subtitle subtitles subhead subheadline subline subheading deck
		kicker eyebrow headline author authors authorname contributor contributors readtime readingtime publishdate postmeta entrymeta articlemeta metadata meta`)
	// hidden is not shown.
	hidden = wordSet(`hidden hide invisible sronly visuallyhidden screenreader offscreen`)
	// remarks are what readers write, and what a page asks of them: not the article
	// even where there is more of it.
	remarks = wordSet(`comment comments commentlist disqus livefyre cookie cookies consent gdpr ccpa privacy onetrust`)
)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// nameWords are the words in the names of an element, and pairs of neighbours as
// one ("read-more" is "readmore" too).
func nameWords(n *html.Node) []string {
	var out []string
	for _, key := range []string{"class", "id", "role"} {
		for _, name := range strings.Fields(attr(n, key)) {
			if len(name) > 200 {
				continue // made by a machine
			}
			parts := camel(name)
			out = append(out, parts...)
			for i := 1; i < len(parts); i++ {
				out = append(out, parts[i-1]+parts[i])
			}
		}
	}
	return out
}

// camel cuts a name at what is no letter and where a capital follows a small letter.
func camel(s string) []string {
	var out []string
	var b []rune
	flush := func() {
		if len(b) > 0 {
			out = append(out, strings.ToLower(string(b)))
			b = b[:0]
		}
	}
	lower := false
	for _, r := range s {
		switch {
		case !unicode.IsLetter(r):
			flush()
			lower = false
			continue
		case unicode.IsUpper(r) && lower:
			flush()
		}
		lower = unicode.IsLower(r)
		b = append(b, r)
	}
	flush()
	return out
}

func named(n *html.Node, set map[string]bool) bool {
	return slices.ContainsFunc(nameWords(n), func(w string) bool { return set[w] })
}

// isHidden reports whether an element is not shown, by its attributes.
func isHidden(n *html.Node) bool {
	if hasAttr(n, "hidden") && attr(n, "hidden") != "until-found" || attr(n, "aria-hidden") == "true" {
		return true
	}
	if s := attr(n, "style"); s != "" {
		s = strings.ToLower(strings.ReplaceAll(s, " ", ""))
		return strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
	}
	return false
}

// mostPruned is which part of a page's prose may go by one name or one element, in
// percent. Names lie: on a page that is all "widget", or under one "overlay", the
// article is there too.
const mostPruned = 30

// prune takes out of a page's tree what is no article by its markup.
func prune(root *html.Node) {
	walk(root, func(n *html.Node) bool {
		if unseen[n.DataAtom] && n.DataAtom != atom.Head {
			remove(n)
			return false
		}
		return true
	})
	sizes, total := proseSizes(root)
	reasons := map[*html.Node][]string{}
	by := map[string]int{} // prose that would go for a reason
	walk(root, func(n *html.Node) bool {
		rs := disposable(n)
		if sizes[n] < maxCaption && named(n, pictures) && len(find(n, atom.Img, atom.Picture)) > 0 {
			rs = append(rs, "caption")
		}
		if len(rs) > 0 && (sizes[n] == 0 || !quotesPost(n, rs)) {
			reasons[n] = rs
			for _, r := range rs {
				if !within(n, reasons, r) {
					by[r] += sizes[n]
				}
			}
		}
		return true
	})
	most := total * mostPruned / 100
	walk(root, func(n *html.Node) bool {
		for _, r := range reasons[n] {
			if by[r] <= most || (captions[r] || r == "figcaption") && by[r] <= 2*most || remarks[r] && total-by[r] > 400 {
				remove(n)
				return false
			}
		}
		return true
	})
}

// pictures are words in the names of elements that hold a picture, and perhaps what
// it is told by, of at most maxCaption bytes.
var pictures = wordSet(`image images img photo photos picture pictures pic thumbnail thumb`)

const maxCaption = 600

// quotesPost reports whether what goes by names of social networks is a post shown
// in the article, which belongs to it.
func quotesPost(n *html.Node, reasons []string) bool {
	for _, r := range reasons {
		if r != "social" && r != "socials" && r != "share" && r != "follow" {
			return false
		}
	}
	return len(find(n, atom.Blockquote)) > 0
}

// within reports whether an element stands in one that goes for the same reason.
func within(n *html.Node, reasons map[*html.Node][]string, reason string) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if slices.Contains(reasons[n], reason) {
			return true
		}
	}
	return false
}

// disposable are the reasons for which an element is none of an article's: its
// kind, that it is hidden, words in its names.
func disposable(n *html.Node) (reasons []string) {
	if isHidden(n) {
		reasons = append(reasons, "hidden")
	}
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside, atom.Figcaption, atom.Form, atom.Button, atom.Dialog, atom.Menu:
		return append(reasons, n.Data)
	case atom.Html, atom.Body, atom.Head:
		return nil
	case atom.Article, atom.Main, atom.P, atom.Td, atom.Tr, atom.Table:
		return reasons
	}
	for _, w := range nameWords(n) {
		if furniture[w] || captions[w] || hidden[w] {
			reasons = append(reasons, w)
		}
	}
	return reasons
}

// proseSizes are how many bytes of prose stand in each element, and in all: the
// text of paragraphs of 80 bytes or more that are not mostly links.
func proseSizes(root *html.Node) (sizes map[*html.Node]int, total int) {
	sizes = map[*html.Node]int{}
	for _, p := range paragraphs(root) {
		if len(p.text) < 80 || p.links*2 >= len(p.text) {
			continue
		}
		total += len(p.text)
		for n := p.at; n != nil; n = n.Parent {
			sizes[n] += len(p.text)
		}
	}
	return sizes, total
}
