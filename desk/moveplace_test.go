package desk_test

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline"
	"dateline/desk/desktest"
	"dateline/store"
)

// placed are the places that the latest decision gives.
func placed(t *testing.T, l *store.Ledger) []dateline.PlaceRef {
	t.Helper()
	ds := decisions(t, l)
	if len(ds) == 0 {
		t.Fatal("nothing is decided")
	}
	d := ds[len(ds)-1]
	var out []dateline.PlaceRef
	if d.After == nil || d.On[0].Field != "places" {
		t.Fatalf("%+v is on no places", d)
	}
	if err := json.Unmarshal([]byte(*d.After), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAPlaceIsMovedOnTheMap(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	path := "/event/" + string(e.ID) + "/decide"
	was := e.Places[0]
	tab := desktest.Open(t, h)
	number := func(id string) float64 {
		t.Helper()
		x, err := strconv.ParseFloat(desktest.Eval[string](tab, "document.getElementById('"+id+"').value"), 64)
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		return x
	}
	drawn := func(do func()) { // and waits for the map that is asked for then
		t.Helper()
		desktest.Eval[int](tab, "document.getElementById('pinning').dataset.drawn = '', 0")
		do()
		tab.Until("document.getElementById('pinning').dataset.drawn")
	}
	decide := func() {
		t.Helper()
		tab.Do(chromedp.SendKeys("#why", "the words say where"+kb.Enter), chromedp.WaitVisible("#done"))
	}

	// By the mouse, by little: what it is called stays.
	tab.As(desktest.Looks[2])
	tab.Go(path + "?edit=places&item=0")
	tab.Until("document.querySelector('#pin[tabindex]')")
	if given := tab.Text("#pin-said") + desktest.Eval[string](tab, "document.getElementById('lat').value"); given != "" {
		t.Errorf("before anything is moved the form says %q", given)
	}
	drawn(func() { tab.Drag("#pin .middle", 30, -20) })
	if lat, lon := number("lat"), number("lon"); lat <= *was.Lat || lon <= *was.Lon || lat > *was.Lat+2 || lon > *was.Lon+2 || number("radius") != 5 {
		t.Errorf("dragged north-east from %g, %g it lies at %g, %g within %g km", *was.Lat, *was.Lon, lat, lon, number("radius"))
	}
	lat, lon := number("lat"), number("lon")
	tab.CheckHere(desktest.Looks[2], "moved")
	decide()
	if p := placed(t, l)[0]; *p.Lat != lat || *p.Lon != lon || *p.RadiusKM != 5 || p.Name != was.Name || p.Words != was.Words {
		t.Errorf("%+v, not at %g, %g", p, lat, lon)
	}

	// By the keyboard alone, far away: it has to be said what it is called there.
	tab.As(desktest.Looks[0])
	tab.Go(path + "?edit=places&item=0")
	tab.Until("document.querySelector('#pin[tabindex]')")
	tab.Do(chromedp.Focus("#name"))
	for range 40 {
		if desktest.Eval[bool](tab, "document.activeElement.id === 'pin'") {
			break
		}
		tab.Press(kb.Tab)
	}
	drawn(func() { tab.Press(kb.ArrowDown) })
	down := number("lat")
	drawn(func() { tab.Do(chromedp.KeyEvent(kb.ArrowDown, chromedp.KeyModifiers(chromedp.ModifierShift))) })
	if small, large := down-number("lat"), lat-down; !(small > 0 && large > 5*small) {
		t.Errorf("an arrow goes %g degrees, with Shift %g", large, small)
	}
	high := func() string {
		return strings.Fields(desktest.Eval[string](tab, "document.getElementById('pinning').dataset.mid"))[2]
	}
	near := high()
	drawn(func() { tab.Press("-") })
	for range 4 {
		drawn(func() { tab.Press("-") })
	}
	if wide := high(); wide == near || !desktest.Eval[bool](tab, "document.activeElement.id === 'pin'") {
		t.Errorf("minus makes %s degrees into %s, and the point keeps the focus", near, wide)
	}
	drawn(func() { tab.Press(strings.Split(strings.Repeat(kb.ArrowDown+" ", 12), " ")[:12]...) })
	if said := tab.Text("#pin-said"); !strings.Contains(said, "km from "+was.Name) || tab.Count("input[name=candidate]:checked") != 0 {
		t.Errorf("far from %s it says %q", was.Name, said)
	}
	tab.CheckHere(desktest.Looks[0], "far")
	tab.Do(chromedp.SendKeys("#why", "x"+kb.Enter))
	if n := tab.Count("#edit"); n != 1 {
		t.Error("it is taken without a name")
	}
	tab.Do(chromedp.Focus(`#near input[value="near:Northland/Springfield"], #near input`), chromedp.KeyEvent(" "))
	decide()
	if p := placed(t, l)[0]; p.Name != "Springfield" || len(p.Path) != 2 || *p.Lat >= down || p.Words != was.Words || p.Level != "town" {
		t.Errorf("%+v", p)
	}
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}

func TestWhatLiesNearAPointIsOfferedWithoutScripts(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	path := "/event/" + string(e.ID) + "/decide"
	name := e.Places[0].Name
	form := func(more ...string) url.Values {
		return opened(t, h, path, append([]string{"do", "correct", "field", "places", "item", "0", "name", name, "lat", "10.6", "lon", "20.3", "why", "as said"}, more...)...)
	}
	body := get(h, path+"?edit=places&item=0&lat=10.6&lon=20.3&name="+url.QueryEscape(name)).Body.String()
	for _, want := range []string{`value="near:Northland/Springfield"`, `value="in:Northland"`, `name="lat" inputmode="decimal" size="9" value="10.6"`, `<g class="pin"`, `>Springfield</text>`, "12 km off"} {
		if !strings.Contains(body, want) {
			t.Errorf("the form of a point lacks %s", want)
		}
	}
	if body := get(h, path+"?edit=places&item=new").Body.String(); !strings.Contains(body, `<g class="pin unset"`) || strings.Contains(body, `id="near"`) {
		t.Error("a new place has a point before anybody gives one")
	}
	for _, want := range []struct {
		candidate         string
		code              int
		name, path, level string
	}{
		{candidate: "as-is", code: 400}, {candidate: "", code: 400}, {candidate: "near:Northland/Nowhere", code: 400}, {candidate: "in:Eastland", code: 400},
		{"in:Northland", 303, name, "Northland/" + name, "unknown"},
		{"near:Northland/Springfield", 303, "Springfield", "Northland/Springfield", "town"},
	} {
		w := post(h, path, form("candidate", want.candidate, "radius", "2"))
		if w.Code != want.code {
			t.Errorf("%s: %d, want %d: %s", want.candidate, w.Code, want.code, w.Body)
			continue
		}
		if want.code != 303 {
			continue
		}
		if p := placed(t, l)[0]; p.Name != want.name || strings.Join(p.Path, "/") != want.path || p.Level != want.level || *p.Lat != 10.6 || *p.Lon != 20.3 || *p.RadiusKM != 2 {
			t.Errorf("%s: %+v", want.candidate, p)
		}
	}
	for _, bad := range []string{"lat=95&lon=3", "lat=NaN&lon=3", "lat=3", "lat=3&lon=4&radius=-1", "lat=3&lon=4&radius=Inf"} {
		if w := get(h, path+"?edit=places&item=0&"+bad); w.Code != 400 {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
	for ask, want := range map[string]int{"": 400, "mid=1+2": 400, "mid=1+2+x": 400, "mid=NaN+2+3": 400, "mid=10+20+2&lat=x&lon=3": 400, "mid=10+20+2": 200, "mid=10+20+0": 200, "mid=90+540+360&lat=89&lon=-180": 200} {
		if w := get(h, "/ground?"+ask, "HX-Request", "true"); w.Code != want || want == 200 && !strings.Contains(w.Body.String(), `id="pinning"`) {
			t.Errorf("/ground?%s: %d, want %d", ask, w.Code, want)
		}
	}
	// A point beyond the part of the world that is asked for comes to its middle.
	if body := get(h, "/ground?mid=10+20+2&lat=-10&lon=30", "HX-Request", "true").Body.String(); !strings.Contains(body, `data-mid="-10 30 2"`) || strings.Contains(body, "<html") {
		t.Errorf("%.600s", body)
	}
}
