package desk_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline"
	"dateline/desk/desktest"
)

// What one report tells apart is offered after what others tell, each with its grounds, and
// any event is found by words or by its ID; what was written meanwhile stays.
func TestEventsAreOfferedAsTheSameByWhatSpeaksForIt(t *testing.T) {
	h, l := deciding(t)
	es := events(t, l)
	offered, apart := 0, 0
	for _, e := range es {
		path := "/event/" + string(e.ID) + "/decide"
		body := get(h, path+"?edit=merge").Body.String()
		last, told := 1<<30, false
		for _, line := range strings.Split(body, "<label><input type=\"radio\" name=\"other\" value=\"")[1:] {
			id, rest, _ := strings.Cut(line, `"`)
			rest, _, _ = strings.Cut(rest, "</label>")
			y, err := l.Event(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			n := dateline.LikePoints(dateline.Alike(&e, y))
			both := len(dateline.TellBoth(&e, y)) > 0
			if n > last || told && !both {
				t.Errorf("%s: %s stands behind what is less like it", e.ID, id)
			}
			if !strings.Contains(rest, `class="chip`) || both != strings.Contains(rest, "tells both apart") {
				t.Errorf("%s: it is not said why %s is offered: %s", e.ID, id, rest)
			}
			last, told = n, both
			offered++
			if both {
				apart++
			}
		}
	}
	if offered < 10 || apart == 0 {
		t.Errorf("%d events are offered, %d of one report", offered, apart)
	}
	e := told(t, es)
	other := es[0]
	if other.ID == e.ID {
		other = es[1]
	}
	tab := desktest.Open(t, h)
	for _, look := range desktest.Looks {
		tab.As(look)
		tab.Go("/event/" + string(e.ID) + "/decide?edit=merge")
		tab.Do(chromedp.SendKeys("#why", "one and the same"), chromedp.SendKeys("#given", string(other.ID)[:10]), chromedp.Click(`[formmethod=get]`))
		tab.Until(`document.querySelectorAll("[name=other]").length === 1`)
		if why := desktest.Eval[string](tab, `document.querySelector("#why").value`); why != "one and the same" {
			t.Errorf("the reason has become %q", why)
		}
		tab.CheckHere(look, "merge-found")
	}
	// Enter looks for what is looked for; without scripts the form that names no event does.
	tab.Do(chromedp.SetValue("#given", "officers"), chromedp.Focus("#given"), chromedp.KeyEvent(kb.Enter))
	tab.Until(`document.querySelectorAll("[name=other]").length > 1`)
	path := "/event/" + string(e.ID) + "/decide"
	w := post(h, path, opened(t, h, path, "do", "merge", "given", "police officers", "found", "", "why", "of one day"))
	if to := w.Header().Get("Location"); w.Code != 303 || !strings.Contains(get(h, to).Body.String(), `value="of one day"`) || strings.Count(get(h, to).Body.String(), `name="other"`) < 2 {
		t.Errorf("words in place of an event: %d %s", w.Code, to)
	}
	// Enter in the reason merges.
	tab.Do(chromedp.Click(`[name=other]`), chromedp.Focus("#why"), chromedp.KeyEvent(kb.Enter))
	tab.Until(`document.querySelector("#done")`)
	if ds := decisions(t, l); len(ds) == 0 && tab.Count("[name=sure]") == 0 {
		t.Error("what was found was not merged")
	}
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}
