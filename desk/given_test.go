package desk_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestAFigureThatIsDecidedStandsBesideWhatReportsGave(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	if len(e.Tolls) == 0 || len(e.Tolls[0].History) < 2 {
		t.Fatal("the samples have no such event")
	}
	last := e.Accounts[len(e.Accounts)-1]
	quote := ""
	for _, x := range last.Evidence {
		if strings.HasPrefix(x.Field, "casualties") {
			quote = x.Quote
		}
	}
	if quote == "" {
		quote = last.Evidence[0].Quote
	}
	path := "/event/" + string(e.ID) + "/decide"
	c := e.Casualties[0]
	w := post(h, path, opened(t, h, path, "do", "correct", "field", "casualties", "item", "0", "status", string(c.Status), "side", string(c.Side), "low", "17", "high", "17", "report", string(last.Report), "quote", quote, "why", "as said there"))
	if w.Code != http.StatusSeeOther {
		t.Fatal(w.Code, w.Body)
	}
	now, err := l.Event(t.Context(), string(e.ID))
	if err != nil || len(now.Tolls[0].History) != len(e.Tolls[0].History) {
		t.Fatalf("%+v, %v", now.Tolls, err)
	}
	body := says(t, h, "/event/"+string(e.ID), "stands: editor decided it", "words that editor decided by")
	history := body[strings.Index(body, ">Figures<"):]
	history = history[:strings.Index(history, "</table>")]
	if n := strings.Count(history, `<tr class="f-`); n != len(e.Tolls[0].History)+1 {
		t.Errorf("%d figures are shown, of %d and one decided: %s", n, len(e.Tolls[0].History), history)
	}
	why := body[strings.Index(body, `id="f-casualties.`+string(c.Status)):]
	why = why[:strings.Index(why, "</details>")]
	if at, against := strings.Index(why, "words that editor decided by"), strings.Index(why, "Against it"); at < 0 || against < at || !strings.Contains(why[:against], `href="/report/`+string(last.Report)) {
		t.Errorf("the words are not what bears it out, or nothing is against it: %s", why)
	}
	if strings.Contains(why, "does not exclude it") {
		t.Errorf("another number is said not to exclude it: %s", why)
	}
}
