package desk_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline"
	"dateline/desk/desktest"
)

func TestAReleaseIsFrozenOnceAndShown(t *testing.T) {
	p := openTeam(t)
	lead, coder := p.as(dateline.RankLead), p.as(dateline.RankCoder)
	form := url.Values{"name": {"spring"}, "note": {"for the yearbook"}}
	must(t, coder, "/releases", form, 403)
	must(t, coder, "/releases/spring", nil, 403)
	must(t, lead, "/releases", url.Values{"name": {"../x"}}, 400)
	must(t, lead, "/releases", url.Values{"name": {"x"}, "from": {"spring"}}, 400)
	must(t, lead, "/releases", form, 303)
	must(t, lead, "/releases", form, 409) // sent twice
	must(t, lead, "/releases/none", nil, 404)
	if body := must(t, lead, "/releases/spring", nil, 200); !strings.Contains(body, "Nothing of it has changed") {
		t.Error(body)
	}
	var file struct {
		Name   string
		Events int
		Fields []string
		Frozen []dateline.FrozenEvent
	}
	if err := json.Unmarshal([]byte(must(t, lead, "/releases/spring.json", nil, 200)), &file); err != nil || file.Name != "spring" || file.Events == 0 || len(file.Frozen) != file.Events || len(file.Frozen[0].Hashes) != 8*len(file.Fields) {
		t.Errorf("%+v, %v", file, err)
	}
}

func TestPagesOfReleasesHoldInABrowser(t *testing.T) {
	tab, _ := openTeamHere(t)
	tab.As(desktest.Looks[2])
	tab.Go("/releases")
	tab.Do(chromedp.SendKeys("#name", "spring"+kb.Enter), chromedp.WaitVisible(".nothing"))
	for _, path := range []string{"/releases", "/releases/spring"} {
		tab.Check(path)
	}
}
