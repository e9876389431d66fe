package main

import (
	"strings"
)

// An outlet prints reports. All of them are made up.
type outlet struct {
	name    string
	host    string
	initial string   // of an agency, as it credits itself
	country *country // nil for one that looks everywhere
	agency  bool
	figures bool // it writes numbers of two and more as figures
	capital bool // it Capitalises Its Headlines
	slow    bool // it gives the toll of hours ago
	coarse  bool // it has readers abroad, and names provinces rather than towns
	radio   bool // its reports are short
}

var (
	firstWords = strings.Fields("Harbour Plateau Delta Savanna Frontier Lakeside Monsoon Lantern Compass Baobab Acacia Cedar Crossroads Horizon Summit Equator Tamarind Kestrel Ferry Millstone Bridgehead Juniper Estuary Causeway Beacon Orchard Caravan Waystation Ridgeway Gorge Lagoon Palmgrove Watershed Foothill Headland Quayside Terrace Mangrove Steppe Saltpan")
	paperWords = strings.Fields("Courier Gazette Observer Dispatch Herald Tribune Chronicle Sentinel Echo Bulletin Register Mirror Standard Voice Messenger Ledger Record Monitor Examiner Argus")
	aired      = []string{"Radio", "FM", "Television", "News Online", "Today", "Newsroom"}
	agencies   = [][2]string{{"Meridian News Agency", "MNA"}, {"Northern Wire", "NW"}, {"Continental Press Service", "CPS"}, {"Equator News Agency", "ENA"}, {"Federated Dispatches", "FD"}, {"Three Rivers Agency", "TRA"}, {"Global Press Bureau", "GPB"}, {"Crescent Wire Service", "CWS"}}
)

// found makes the outlets: agencies, papers of the world, and local ones for
// each country.
func (w *world) found(seed uint64) {
	d := forked(seed, 2)
	taken := map[string]bool{}
	name := func() string {
		for {
			s := one(d, firstWords) + " "
			if d.percent(22) {
				s += one(d, aired)
			} else {
				s += one(d, paperWords)
			}
			if !taken[s] {
				taken[s] = true
				return s
			}
		}
	}
	make := func(name string, c *country) *outlet {
		o := &outlet{name: name, country: c, figures: d.percent(40), capital: d.percent(35), slow: d.percent(20), coarse: c == nil && d.percent(30)}
		o.radio = strings.Contains(name, "Radio") || strings.Contains(name, "FM")
		o.host = strings.NewReplacer(" ", "", "'", "").Replace(strings.ToLower(name)) + ".example"
		return o
	}
	for _, a := range agencies {
		o := make(a[0], nil)
		o.initial, o.agency, o.slow, o.coarse = a[1], true, false, false
		w.agencies = append(w.agencies, o)
	}
	for range 40 {
		w.outlets = append(w.outlets, make(name(), nil))
	}
	for _, c := range w.countries {
		for range d.between(3, 7) {
			n := name()
			if d.percent(25) {
				n = one(d, c.towns).place.Name + " " + one(d, paperWords)
			}
			c.outlets = append(c.outlets, make(n, c))
		}
	}
}
