package main

import (
	"dateline"
)

// A happening is an event of a stream as it was, which no report need tell whole.
type happening struct {
	id       int
	code     dateline.EventCode
	manner   string // the rules that tell of it: "bombing"
	minute   int    // since the stream's first midnight
	town     *town
	near     bool // outside the town
	actor    *group
	known    int // the minute from which the group is blamed; 0 never
	claims   int // the minute of its claim; 0 never
	side     dateline.Side
	one      string // whom it hit: "soldier", "soldiers"
	many     string
	target   string // "an army convoy", "the house of a local councillor"
	at       string // where in the town: "at a crowded market"
	means    string // "a car bomb"
	victim   string // of an assassination: "a tribal elder"
	tolls    []toll // as it became known, in order of time
	enemy    int    // attackers killed, by the army's word
	counts   int    // people abducted, detained, freed, displaced
	harm     dateline.Harm
	after    *happening // what it follows: an arrest, a release
	story    *story
	told     bool   // the truth has its line
	disputed bool   // residents count more dead than the army
	label    string // of what is told beside a happening: "e7/security.curfew"
	parts    *particulars
	asides   map[dateline.EventCode]*happening
}

// A toll is what is known from a minute on.
type toll struct{ minute, killed, wounded int }

// at which day, counted from the stream's first, it happened
func (h *happening) day() int { return h.minute / minutesADay }

const minutesADay = 24 * 60

// known to whoever asks at a minute; the first figures to whoever asks before.
func (h *happening) tollAt(minute int) toll {
	out := toll{}
	for i, t := range h.tolls {
		if i == 0 || t.minute <= minute {
			out = t
		}
	}
	return out
}

func (h *happening) final() toll { return h.tollAt(1 << 60) }

// aside is something small that comes with a happening, and that reports tell in
// passing: a curfew, a second device made safe. Its day is the happening's.
func (h *happening) aside(code dateline.EventCode) *happening {
	a := h.asides[code]
	if a == nil {
		a = &happening{label: happeningID(h) + "/" + string(code), code: code, minute: h.minute, town: h.town, near: h.near, story: h.story, after: h, side: h.side}
		if h.asides == nil {
			h.asides = map[dateline.EventCode]*happening{}
		}
		h.asides[code] = a
	}
	return a
}

// A scene is whom an attack may hit, and where.
type scene struct{ side, one, many, target, at string }

var civilScenes = []scene{
	{"civilian", "trader", "traders", "a crowded market", "at a crowded market"},
	{"civilian", "worshipper", "worshippers", "a mosque", "outside a mosque"},
	{"civilian", "worshipper", "worshippers", "a church", "near a church"},
	{"civilian", "passenger", "passengers", "a passenger bus", "beside a passenger bus"},
	{"civilian", "passenger", "passengers", "a bus station", "at a bus station"},
	{"civilian", "villager", "villagers", "a farming settlement", "on the road to a farming settlement"},
	{"civilian", "farmer", "farmers", "a group of farmers", "on a farm track"},
	{"civilian", "miner", "miners", "an artisanal gold mine", "near a gold mine"},
	{"civilian", "resident", "residents", "a residential quarter", "in a residential quarter"},
	{"civilian", "student", "students", "a college hostel", "outside a college"},
	{"civilian", "herder", "herders", "a cattle camp", "near a cattle camp"},
	{"civilian", "labourer", "labourers", "a camp for road workers", "at a camp for road workers"},
	{"civilian", "customer", "customers", "a tea shop", "at a tea shop"},
	{"civilian", "displaced person", "displaced people", "a camp for displaced people", "in a camp for displaced people"},
}

var stateScenes = []scene{
	{"state", "soldier", "soldiers", "an army convoy", "as an army convoy passed"},
	{"state", "soldier", "soldiers", "a military base", "at the gate of a military base"},
	{"state", "soldier", "soldiers", "an army patrol", "beside an army patrol"},
	{"state", "soldier", "soldiers", "a military outpost", "close to a military outpost"},
	{"state", "police officer", "police officers", "a police checkpoint", "at a police checkpoint"},
	{"state", "police officer", "police officers", "a police station", "outside a police station"},
	{"state", "policeman", "policemen", "a police patrol", "near a police patrol"},
	{"state", "guard", "guards", "a prison", "near a prison"},
	{"state", "border guard", "border guards", "a border post", "at a border post"},
}

// moving are those of the state's scenes that can drive into an ambush.
var moving = []scene{stateScenes[0], stateScenes[2], stateScenes[6], {"state", "soldier", "soldiers", "a supply column", ""}, {"state", "ranger", "rangers", "a rangers' patrol", ""}}

var armedScenes = []scene{
	{"armed-group", "fighter", "fighters", "a rebel camp", ""},
	{"armed-group", "militant", "militants", "a militant hideout", ""},
	{"armed-group", "fighter", "fighters", "a column of vehicles", ""},
}

var prey = []string{"a local councillor", "a tribal elder", "a village chief", "a judge", "a schoolteacher", "a police commander", "a radio journalist", "a retired army officer", "a district official", "a candidate in local elections", "a health worker", "a union leader"}

// A kind is a sort of happening that may open a story.
type kind struct {
	weight int
	code   dateline.EventCode
	manner string
	means  []string
	scenes [][]scene
	most   int // the toll of one that is not large
}

var kinds = []kind{
	{14, "attack.bombing", "bombing", []string{"a bomb", "a car bomb", "an explosive device", "a roadside bomb", "an improvised device", "a bomb hidden in a motorcycle"}, [][]scene{civilScenes, stateScenes}, 14},
	{5, "attack.suicide-bombing", "bombing", []string{"a suicide car bomb", "a suicide bomb"}, [][]scene{civilScenes, stateScenes}, 20},
	{6, "attack.mine", "mine", []string{"a landmine", "a mine", "a buried explosive"}, [][]scene{civilScenes, stateScenes}, 8},
	{20, "attack.armed", "gun", nil, [][]scene{civilScenes, civilScenes, stateScenes}, 14},
	{10, "attack.ambush", "ambush", nil, [][]scene{moving}, 12},
	{9, "attack.assassination", "assassin", nil, [][]scene{civilScenes}, 1},
	{7, "attack.air", "air", []string{"an air strike", "an air raid"}, [][]scene{civilScenes, armedScenes}, 14},
	{4, "attack.drone", "air", []string{"a drone strike", "a drone attack"}, [][]scene{civilScenes, armedScenes}, 8},
	{5, "attack.shelling", "air", []string{"artillery fire", "mortar fire", "shelling"}, [][]scene{civilScenes}, 8},
	{12, "battle", "battle", nil, [][]scene{stateScenes}, 15},
	{10, "abduction.taken", "abduction", nil, [][]scene{civilScenes}, 0},
	{3, "attack.arson", "arson", nil, [][]scene{civilScenes}, 0},
	{5, "security.raid", "raid", nil, [][]scene{armedScenes}, 9},
	{6, "security.arrest", "arrest", nil, [][]scene{armedScenes}, 0},
	{4, "harm.displacement", "displaced", nil, [][]scene{civilScenes}, 0},
	{4, "talks.held", "talks", nil, [][]scene{armedScenes}, 0},
	{2, "talks.ceasefire", "ceasefire", nil, [][]scene{armedScenes}, 0},
	{5, "protest", "protest", nil, [][]scene{civilScenes}, 0},
}

var kindWeights = func() []int {
	var out []int
	for _, k := range kinds {
		out = append(out, k.weight)
	}
	return out
}()

// happen makes a happening of a kind in a town at a minute.
func happen(d *dice, k kind, t *town, minute int) *happening {
	h := &happening{code: k.code, manner: k.manner, minute: minute, town: t, near: d.percent(22)}
	s := one(d, one(d, k.scenes))
	h.side, h.one, h.many, h.target, h.at = dateline.Side(s.side), s.one, s.many, s.target, s.at
	if k.means != nil {
		h.means = one(d, k.means)
	}
	if n := len(t.country.groups); n > 0 {
		h.actor = t.country.groups[skewed(d, n)]
		if d.percent(45) {
			h.known = max(1, minute+d.between(0, minutesADay))
		}
		if d.percent(35) && k.most > 0 {
			h.claims = minute + d.between(60, 3*minutesADay)
		}
	}
	h.disputed = d.percent(15)
	switch k.manner {
	case "assassin":
		h.victim = one(d, prey)
		h.tolls = []toll{{minute, 1, 0}}
	case "abduction":
		h.harm, h.counts = dateline.Abducted, d.between(2, 12)
		if d.percent(15) {
			h.counts = d.between(20, 140)
		}
	case "arrest":
		h.harm, h.counts, h.one, h.many, h.known, h.claims = dateline.Detained, d.between(2, 9), "suspect", "suspects", 0, 0
	case "displaced":
		h.harm, h.counts = dateline.Displaced, d.between(3, 90)*100
		h.one, h.many, h.known, h.claims = "resident", one(d, []string{"residents", "villagers", "people"}), 0, 0
	case "talks", "ceasefire", "protest", "arson":
		h.claims = 0
		if k.manner != "arson" {
			h.known = minute
		}
	default:
		h.tolls = rising(d, minute, k.most)
	}
	switch k.manner {
	case "battle":
		h.known, h.many, h.one = minute, "soldiers", "soldier"
		if d.percent(60) {
			h.enemy = d.between(2, 25)
		}
	case "raid":
		h.known, h.claims = minute, 0
	case "air":
		h.known, h.claims = 0, 0 // a state's, which reports do not always name
	}
	return h
}

// rising is a toll as it becomes known: at once, in the first day, in the end.
func rising(d *dice, minute, most int) []toll {
	killed := d.between(0, most)
	if d.percent(60) {
		killed = d.between(1, max(2, most/3))
	}
	if d.percent(6) {
		killed = d.between(most, most*5)
	}
	wounded := 0
	if d.percent(70) {
		wounded = d.between(1, 3+killed*2)
	}
	out := []toll{{minute, killed, wounded}}
	if killed >= 3 && d.percent(65) {
		first := toll{minute, max(1, killed*d.between(40, 85)/100), max(1, wounded*d.between(50, 120)/100)}
		out = []toll{first, {minute + d.between(180, 30*60), killed, max(1, wounded)}}
		if d.percent(40) && killed > 5 {
			out[1].killed = max(first.killed, killed*9/10)
			out = append(out, toll{minute + d.between(31*60, 4*minutesADay), killed, max(1, wounded)})
		}
	}
	return out
}
