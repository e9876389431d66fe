package desk_test

import (
	"net/url"
	"strings"
	"testing"

	"dateline"
)

// Who looks a name up has the first that it may stand for chosen, and keeps what else was
// written; who corrects one place to another that is there has it once.
func TestALookUpKeepsWhatWasWrittenAndChoosesWhatWasFound(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	path := "/event/" + string(e.ID) + "/decide"
	v := opened(t, h, path+"?edit=places&item=0")
	for k, x := range map[string]string{"edit": "places", "field": "places", "item": "0", "name": "Springfield", "relation": "near", "candidate": "as-is", "lat": "", "lon": "", "radius": "", "why": "the town of that name"} {
		v.Set(k, x)
	}
	body := get(h, path+"?"+v.Encode()).Body.String()
	var form drawnForm
	for _, f := range formsOf(t, body, path) {
		if f.values.Get("field") == "places" {
			form = f
		}
	}
	for k, want := range map[string]string{"why": "the town of that name", "relation": "near", "name": "Springfield", "candidate": "Northland/Springfield"} {
		if got := form.values.Get(k); got != want {
			t.Errorf("%s is %q, not %q", k, got, want)
		}
	}
	if form.top != "" || strings.Contains(body, "Not saved") {
		t.Error("a look-up is told as refused")
	}
	save := func(form url.Values) *dateline.Event {
		t.Helper()
		form.Set("do", "correct")
		if w := post(h, path, form); w.Code != 303 {
			t.Fatal(w.Code, w.Body)
		}
		now, err := l.Event(t.Context(), string(e.ID))
		if err != nil {
			t.Fatal(err)
		}
		return now
	}
	if now := save(form.values); len(now.Places) != len(e.Places) || now.Places[0].Path[0] != "Northland" {
		t.Errorf("%+v", now.Places)
	}
	twice := opened(t, h, path+"?edit=places&item=new", "field", "places", "item", "new", "quote", e.Places[0].Words, "name", "Springfield", "candidate", "Southland/Springfield", "relation", "in", "why", "also there")
	if now := save(twice); len(now.Places) != len(e.Places)+1 {
		t.Errorf("%+v", now.Places)
	}
	same := opened(t, h, path+"?edit=places&item=0", "field", "places", "item", "0", "name", "Springfield", "candidate", "Southland/Springfield", "relation", "in", "why", "one place")
	if now := save(same); len(now.Places) != len(e.Places) || now.Places[0].Path[0] != "Southland" {
		t.Errorf("a place stands there twice: %+v", now.Places)
	}
}
