package desk_test

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dateline"
	"dateline/desk/desktest"
)

func TestTheFormOfAFigureStandsBesideTheReportThatGaveIt(t *testing.T) {
	h, l := deciding(t)
	var e dateline.Event
	var owner, other dateline.ReportID
	for _, x := range events(t, l) {
		if len(x.Casualties) == 0 || x.Casualties[0].Status != dateline.Killed || x.Casualties[0].Low == nil {
			continue
		}
		for i, a := range x.Accounts {
			for _, c := range a.Casualties {
				if c.Words == x.Casualties[0].Words && c.Status == dateline.Killed {
					if i > 0 && owner == "" {
						e, owner, other = x, a.Report, x.Accounts[0].Report
					}
				}
			}
			if i == 0 && owner == "" && len(a.Casualties) > 0 && a.Casualties[0].Words == x.Casualties[0].Words {
				break
			}
		}
	}
	if owner == "" {
		t.Fatal("the samples have no such event")
	}
	path := "/event/" + string(e.ID) + "/decide"
	if body := get(h, path+"?edit=casualties&item=0").Body.String(); !strings.Contains(body, `data-report="`+string(owner)+`"`) || !strings.Contains(body, `name="report" value="`+string(owner)+`"`) {
		t.Errorf("it stands beside another report than %s", owner)
	}
	w := post(h, path, opened(t, h, path, "do", "correct", "field", "casualties", "item", "0", "status", "killed", "side", "unknown", "low", "1", "report", string(other), "quote", "words that nobody wrote", "why", "x"))
	heads, err := l.Headings(t.Context(), []dateline.ReportID{other})
	if err != nil || w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "do not stand in the report of "+html.EscapeString(*heads[other].Outlet)) {
		t.Errorf("%d, %v: it is not said in which report they do not stand: %s", w.Code, err, w.Body)
	}
	tab := desktest.Open(t, h)
	value := func(id string) string {
		return desktest.Eval[string](tab, "document.getElementById('"+id+"').value")
	}
	tab.Go(path + "?edit=casualties&item=0&report=" + string(other))
	if value("low") == "" {
		t.Fatal("the figure is not there before words are selected")
	}
	tab.Do(chromedp.SetValue("#who", "herders"))
	desktest.Eval[bool](tab, `getSelection().selectAllChildren(document.querySelector("[data-report] p [data-s]")), true`)
	tab.Until("document.getElementById('quote').value !== ''")
	if value("low") != "" || value("high") != "" || value("said_by") != "" || value("who") != "herders" {
		t.Errorf("words of another report leave %q to %q, said by %q, of %q", value("low"), value("high"), value("said_by"), value("who"))
	}
}
