package desk_test

import (
	"context"
	"strings"
	"testing"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
)

// registry is a made-up register.
type registry struct{}

func (registry) Groups() []desk.Group {
	return []desk.Group{
		{ID: "harbour-police", Name: "Harbour Police", Kind: "police", Force: true},
		{ID: "northern-front", Name: "Northern Front", Kind: "rebel", Countries: []string{"NL"}, Founded: "1998", Dissolved: "2010-06", Facts: []desk.GroupFact{{What: "founded", Name: "Northern Front", From: "1998", Source: "A history, p. 3"}}},
		{ID: "northern-front/coast", Name: "Coast Wing", Kind: "rebel", Founded: "2003-05", Facts: []desk.GroupFact{
			{What: "parent", Actor: "northern-front", From: "2003-05", To: "2009", Source: "A history, p. 9", URL: "https://history.example/9"}, {What: "alias", Name: "Sea Wing", Source: "A history, p. 10"}}},
	}
}

func (registry) Proposals(context.Context, int, int) (dateline.Page[dateline.Proposal], error) {
	return dateline.Page[dateline.Proposal]{Total: 1, Items: []dateline.Proposal{{Name: "Sons of the Quay", Story: "s1", Origins: 2, Countries: []string{"Norland"}}}}, nil
}

func TestTheTreeIsThatOfADay(t *testing.T) {
	d, err := desk.New(desk.Options{Groups: registry{}})
	if err != nil {
		t.Fatal(err)
	}
	const front, under, alone = ">Northern Front</a>", "<ul><li><a href=\"/groups/northern-front/coast", ">Coast Wing</a>"
	for path, c := range map[string]struct{ has, lacks []string }{
		"/groups?day=2002-01-01":                      {[]string{front}, []string{alone, "Harbour Police"}},
		"/groups?day=2003-05-01":                      {[]string{front, under}, nil},
		"/groups?day=2009-12-31":                      {[]string{front, under}, nil},
		"/groups?day=2010-01-01":                      {[]string{front, alone}, []string{under}},
		"/groups?day=2010-06-30":                      {[]string{front}, nil},
		"/groups?day=2010-07-01":                      {[]string{alone}, []string{front}},
		"/groups?day=2005-01-01&q=sea":                {[]string{front, under}, nil},
		"/groups?day=2005-01-01&q=mountain":           {[]string{"Try another day"}, []string{front, alone}},
		"/groups?day=2005-01-01&forces=1":             {[]string{"Harbour Police"}, nil},
		"/groups?day=2005-01-01":                      {[]string{"Sons of the Quay", "2 origins", "day=2004-01-01"}, nil},
		"/groups/northern-front/coast?day=2012-01-01": {[]string{"Sea Wing", "A history, p. 9", "2003-05", `<tr class="past"`}, nil},
		"/groups/northern-front?day=2005-01-01":       {[]string{alone, "A history, p. 3"}, nil},
		"/groups?day=soon":                            {[]string{"is no day"}, nil},
		"/groups/nobody":                              {[]string{"the register has no group"}, nil},
	} {
		body := get(d.Handler(), path).Body.String()
		for _, s := range c.has {
			if !strings.Contains(body, s) {
				t.Errorf("%s lacks %q", path, s)
			}
		}
		for _, s := range c.lacks {
			if strings.Contains(body, s) {
				t.Errorf("%s has %q", path, s)
			}
		}
	}
}

func TestPagesOfGroupsHoldInABrowser(t *testing.T) {
	d, err := desk.New(desk.Options{Groups: registry{}})
	if err != nil {
		t.Fatal(err)
	}
	tab := desktest.Open(t, d.Handler())
	tab.Check("/groups?day=2005-01-01")
	tab.Check("/groups/northern-front/coast?day=2012-01-01")
}
