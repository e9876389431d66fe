package desk_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/desk/desktest"
)

var aChoice = regexp.MustCompile(`<input type="radio" name="candidate" value="([^"]*)" required( checked)?>`)

// choices are what a page that asks which place is meant offers; the one in brackets is chosen.
func choices(body string) []string {
	var out []string
	for _, m := range aChoice.FindAllStringSubmatch(body, -1) {
		if m[2] != "" {
			m[1] = "[" + m[1] + "]"
		}
		out = append(out, m[1])
	}
	return out
}

func TestAPlaceThatIsCalledOtherwiseStaysInItsCountry(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	path := "/event/" + string(e.ID) + "/decide"
	form := func(more ...string) (int, string) {
		t.Helper()
		w := post(h, path, opened(t, h, path, append([]string{"do", "correct", "field", "places", "item", "0", "why", "as said", "candidate", "as-is"}, more...)...))
		return w.Code, w.Body.String()
	}
	is := func(name, path, level string, point bool) {
		t.Helper()
		if p := placed(t, l)[0]; p.Name != name || strings.Join(p.Path, "/") != path || p.Level != level || (p.Lat != nil) != point {
			t.Errorf("%+v, not %s, %s", p, path, level)
		}
	}
	country := e.Places[0].Path[0]
	if len(e.Places[0].Path) < 2 {
		t.Fatal("the samples have no such event")
	}
	// Several places have the name, none of them in the country.
	code, body := form("name", "Springfield")
	offered := choices(body)
	if code != http.StatusOK || len(decisions(t, l)) != 0 || !strings.Contains(body, "knows no “Springfield” in "+country) || !slices.Contains(offered, "Northland/Springfield|town") || !slices.Contains(offered, "[under:"+strings.Join(e.Places[0].Path[:min(2, len(e.Places[0].Path)-1)], "/")+"]") {
		t.Fatalf("%d: %v: %s", code, offered, body)
	}
	if code, body := form("name", "Springfield", "candidate", "Southland/Springfield|town"); code != http.StatusSeeOther {
		t.Fatal(code, body)
	}
	is("Springfield", "Southland/Springfield", "town", true)
	// It is corrected once more, and by now the name is one of its country's.
	if code, body := form("name", "Nowhere Hill"); code != http.StatusOK || !strings.Contains(body, "knows no “Nowhere Hill”") || !slices.Equal(choices(body), []string{"[under:Southland]", "alone"}) {
		t.Fatalf("%d: %v", code, choices(body))
	}
	for _, bad := range []string{"under:Eastland", "under:"} {
		if code, _ := form("name", "Nowhere Hill", "candidate", bad); code != http.StatusBadRequest {
			t.Errorf("%s: %d", bad, code)
		}
	}
	if code, body := form("name", "Nowhere Hill", "candidate", "under:Southland"); code != http.StatusSeeOther {
		t.Fatal(code, body)
	}
	is("Nowhere Hill", "Southland/Nowhere Hill", "unknown", false)
	// Degrees give the country of the point, whatever it lay in.
	if code, body := form("name", "Mill Farm", "lat", "10.6", "lon", "20.3"); code != http.StatusSeeOther {
		t.Fatal(code, body)
	}
	is("Mill Farm", "Northland/Mill Farm", "unknown", true)
	// One in the country, though another country has one too, needs no question.
	if code, body := form("name", "springfield"); code != http.StatusSeeOther {
		t.Fatal(code, body)
	}
	is("Springfield", "Northland/Springfield", "town", true)
	// Who knows nothing of where it lies says so, and it is in no country of that name.
	if code, body := form("name", "The Well", "candidate", "alone"); code != http.StatusSeeOther {
		t.Fatal(code, body)
	}
	is("The Well", "The Well", "unknown", false)
	desktest.Link(t, l)
	now, err := l.Event(t.Context(), string(e.ID))
	if err != nil || now.Country() == "The Well" {
		t.Errorf("it is in %q, %v", now.Country(), err)
	}
	// Degrees of a place that lay nowhere give it a country.
	if code, body := form("name", "The Well", "lat", "-10.1", "lon", "30"); code != http.StatusSeeOther {
		t.Fatal(code, body)
	}
	is("The Well", "Southland/The Well", "unknown", true)
}

func TestATimeFarFromWhatIsToldIsAskedFor(t *testing.T) {
	h, l := deciding(t)
	var e dateline.Event
	for _, x := range events(t, l) {
		if x.Time.Start != nil && x.Time.Precision == dateline.Day {
			e = x
		}
	}
	path := "/event/" + string(e.ID) + "/decide"
	send := func(day dateline.Date, more ...string) (int, string) {
		t.Helper()
		w := post(h, path, opened(t, h, path, append([]string{"do", "correct", "field", "time", "from", day.String(), "precision", "day", "why", "as said"}, more...)...))
		return w.Code, w.Body.String()
	}
	if code, body := send(e.Time.Start.AddDays(20)); code != http.StatusSeeOther {
		t.Fatal(code, body)
	}
	before := len(decisions(t, l))
	code, body := send(e.Time.Start.AddDays(-9000))
	m := regexp.MustCompile(`name="sure" value="([^"]+)"`).FindStringSubmatch(body)
	if code != http.StatusOK || len(decisions(t, l)) != before || m == nil || !strings.Contains(body, "days from what the accounts say") {
		t.Fatalf("%d, %v: %s", code, m, body)
	}
	if code, _ := send(e.Time.Start.AddDays(-8000), "sure", m[1]); code != http.StatusOK || len(decisions(t, l)) != before {
		t.Errorf("what was sure of another day: %d", code)
	}
	if code, body := send(e.Time.Start.AddDays(-9000), "sure", m[1]); code != http.StatusSeeOther || len(decisions(t, l)) != before+1 {
		t.Errorf("%d: %s", code, body)
	}
}
