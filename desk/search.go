package desk

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dateline"
)

// A searchPage is what words stand in.
type searchPage struct {
	Filters  filters
	Kinds    []choice
	Kind     string
	Asked    bool
	Hits     []hit
	Rows     []row
	Stories  []storyRow
	Said     []saidRow
	Named    []namedHit
	Lines    []decisionLine
	Above    []above // names that the words stand in, above the reports
	Wordless bool    // words are wanted, and none are given
	Cut      int     // names that are shown, if not all
	Total    int     // -1 where it is not known
	Newest   int     // matches that were looked at, if not all
	Next     string
}

// A hit is a report that words stand in.
type hit struct {
	dateline.Hit
	Outlet  string
	Title   passage
	Snippet passage
	Story   dateline.StoryID
}

// hitsPerPage is how many reports a search shows at once.
const hitsPerPage = 25

// thingID is what an ID of a ledger looks like.
var thingID = regexp.MustCompile(`^([rse])[0-9a-f]{6,16}$`)

// searching looks for words in reports, in the events that they tell, in stories, in what
// people said and why they decided, and in the names of groups, places and outlets.
func (d *Desk) searching(r *http.Request, who Viewer) (page, error) {
	f, q, err := d.asks(r)
	if err != nil {
		return page{}, err
	}
	if m := thingID.FindStringSubmatch(f.Words); m != nil && d.Records != nil {
		return page{To: "/" + map[string]string{"r": "report", "s": "story", "e": "event"}[m[1]] + "/" + f.Words}, nil
	}
	kinds := d.searchable(who)
	p := searchPage{Filters: f, Kind: cmp.Or(r.FormValue("in"), kinds[0]), Total: -1, Asked: f.Any}
	if !slices.Contains(kinds, p.Kind) {
		return page{}, dateline.Errorf(dateline.Invalid, "%q cannot be searched; %s can", clip(p.Kind), strings.Join(kinds, ", "))
	}
	p.Filters.Kind = p.Kind
	for _, kind := range kinds {
		p.Kinds = append(p.Kinds, choice{with(r, "in", kind), d.words.say("search." + kind), kind == p.Kind})
	}
	if p.Asked {
		if err := d.find(r, q, &p); err != nil {
			return page{}, err
		}
	}
	return page{Title: "search.title", Template: "search", Data: p}, nil
}

// searchable are the kinds of things that are searched for somebody.
func (d *Desk) searchable(who Viewer) []string {
	out := []string{"reports", "events", "stories"}
	if d.Saying != nil {
		out = append(out, "statements")
	}
	if d.Groups != nil {
		out = append(out, "groups")
	}
	out = append(out, "places", "outlets")
	if d.Saying != nil && who.Decides() && decides(d) {
		out = append(out, "decisions")
	}
	return out
}

// find fills a page with what a Query finds.
func (d *Desk) find(r *http.Request, q dateline.Query, p *searchPage) error {
	ctx := r.Context()
	next := ""
	words := strings.TrimSpace(q.Words) != ""
	if !words && p.Kind != "events" && p.Kind != "stories" && (p.Kind != "statements" || p.Filters.By == "") {
		p.Wordless = true
		return nil // words alone are looked for there
	}
	var err error
	switch p.Kind {
	case "groups", "places", "outlets":
		return d.findNames(r, p)
	case "statements":
		if next, err = d.findSaid(r, q, p); err != nil {
			return err
		}
	case "decisions":
		if next, err = d.findDecisions(r, q, p); err != nil {
			return err
		}
	case "reports":
		if q.After == "" && !partial(r) {
			if p.Above, err = d.namesAbove(r, p); err != nil {
				return err
			}
		}
		q.Limit = hitsPerPage
		found, err := d.Finder.Search(ctx, q)
		if err != nil {
			return err
		}
		p.Total, p.Newest, next = found.Total, found.Newest, found.Next
		for _, h := range found.Items {
			p.Hits = append(p.Hits, d.hit(h))
		}
	case "events":
		q.Limit = perPage
		found, err := d.Events.Events(ctx, q)
		if err != nil {
			return err
		}
		p.Total, p.Newest, next = found.Total, found.Newest, found.Next
		if p.Rows, err = d.rows(ctx, found.Items); err != nil {
			return err
		}
	case "stories":
		q.Limit = perPage
		found, err := d.Finder.Stories(ctx, q)
		if err != nil {
			return err
		}
		p.Total, p.Newest, next = found.Total, found.Newest, found.Next
		for _, s := range found.Items {
			p.Stories = append(p.Stories, storyRow{Story: s})
		}
		if err := d.date(ctx, p.Stories); err != nil {
			return err
		}
	}
	if next != "" {
		p.Next = with(r, "after", next)
	}
	return nil
}

// hit lights the words that were found.
func (d *Desk) hit(h dateline.Hit) hit {
	lit := func(text string, spans []dateline.Span) passage {
		var marks []mark
		for _, s := range spans {
			marks = append(marks, mark{Span: s, Class: "found"})
		}
		return newPassage(text, dateline.Span{End: len(text)}, marks)
	}
	title := deref(h.Report.Title)
	if title == "" {
		title = d.words.say("report.untitled")
	}
	out := hit{Hit: h, Outlet: d.outletOf(h.Report), Title: lit(title, h.Title), Snippet: cutWords(lit(h.Snippet.Text, h.Snippet.Marks))}
	if len(h.Stories) > 0 {
		out.Story = h.Stories[0]
	}
	return out
}

// longest is how many characters a word of an excerpt has at most: what is longer is no
// word that anybody reads, and would fill sheets of paper.
const longest = 120

// cutWords cuts the words of an excerpt that are too long, as its end is cut.
func cutWords(p passage) passage {
	for _, pieces := range p.Paragraphs {
		for i := range pieces {
			var out strings.Builder
			n := 0
			for _, r := range pieces[i].Text {
				if n++; unicode.IsSpace(r) {
					n = 0
				}
				switch {
				case n <= longest:
					out.WriteRune(r)
				case n == longest+1:
					out.WriteRune('…')
				}
			}
			pieces[i].Text = out.String()
		}
	}
	return p
}
