package main

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed words.txt
var wordLists string

var lists = func() map[string][]string {
	out := map[string][]string{}
	for _, f := range rows(wordLists) {
		for item := range strings.SplitSeq(f[1], ";") {
			out[f[0]] = append(out[f[0]], strings.TrimSpace(item))
		}
	}
	return out
}()

// Particulars are what reports of one happening have in common beside what the
// truth lists: whom reporters met, what the street is called, the hour. Accounts that
// know nothing of each other share them, in other words.
type particulars struct {
	quarter   string // of the town
	street    string
	hospital  string
	official  string // with a title
	spokesman string
	commander string
	witness   [3]string
	trades    [3]string
	hour      string
	direction string
	distance  int // kilometres from the town
	men       int // who attacked
	building  string
	vehicle   string
	body      string
	demand    string
	season    string
	cause     string
	aid       [2]string
}

var syllables = strings.Fields("ka ru ma do ten bel osh ven lum dar si pa ki nu wa jo tir gam fen zul bo la mi sha kor dan ya ri tu ho ne vi gal mer ast und ol per quin sel")

// coined is a name for a street or a quarter, of no language.
func coined(d *dice) string {
	var b strings.Builder
	for range d.between(2, 3) {
		b.WriteString(one(d, syllables))
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

func newParticulars(d *dice, c *country) *particulars {
	p := &particulars{quarter: coined(d), hour: fmt.Sprintf("%d.%02d %s", d.between(1, 12), 5*d.below(12), one(d, []string{"am", "pm"})),
		direction: one(d, []string{"north", "south", "east", "west", "north-east", "south-west", "north-west", "south-east"}),
		distance:  d.between(3, 60), men: d.between(4, 60), building: one(d, lists["building"]), vehicle: one(d, lists["vehicle"]), body: one(d, lists["body"]),
		demand: one(d, lists["ask"]), season: one(d, lists["crop"]), cause: one(d, lists["history"]), aid: [2]string{one(d, lists["aid"]), one(d, lists["aid"])}}
	p.street = one(d, []string{coined(d) + " Road", one(d, c.last) + " Street", coined(d) + " Avenue", "the " + coined(d) + " bridge", coined(d) + " Square"})
	p.hospital = one(d, []string{one(d, c.last) + " Memorial Hospital", coined(d) + " General Hospital", "the " + coined(d) + " clinic", coined(d) + " Mission Hospital"})
	p.official = one(d, []string{"Governor ", "District Administrator ", "Mayor ", "Interior Minister ", "Deputy Governor ", "Chief "}) + c.person(d)
	p.spokesman = c.person(d)
	p.commander = one(d, []string{"Colonel ", "General ", "Major ", "Captain "}) + c.person(d)
	for i := range p.witness {
		p.witness[i], p.trades[i] = c.person(d), one(d, lists["trade"])
	}
	return p
}

// particular writes a particular of the happening by name.
func (t *teller) particular(name string) {
	p := t.h.own(t)
	switch name {
	case "quarter":
		t.add(p.quarter)
	case "street":
		t.add(p.street)
	case "hospitaln":
		t.add(p.hospital)
	case "official":
		t.add(p.official)
	case "spokesman":
		t.add(p.spokesman)
	case "commander":
		t.add(p.commander)
	case "witness":
		i := t.below(len(p.witness))
		t.people[p.witness[i]] = true
		t.name(p.witness[i], "person", "")
		t.add(one(t.dice, []string{", ", ", who works as ", ", formerly "}))
		t.article(p.trades[i])
		t.add(",")
	case "hour":
		t.add(p.hour)
	case "direction":
		t.add(p.direction)
	case "km":
		t.add(itoa(p.distance))
	case "men":
		t.add(itoa(p.men))
	case "building", "abuilding":
		t.noun(p.building, name == "abuilding")
	case "vehicle", "avehicle":
		t.noun(p.vehicle, name == "avehicle")
	case "body":
		t.add(p.body)
	case "demand":
		t.add(p.demand)
	case "season":
		t.add(p.season)
	case "cause":
		t.add(p.cause)
	case "aid":
		t.add(one(t.dice, p.aid[:]))
	}
}

// own are the happening's particulars, which follow from its number.
func (h *happening) own(t *teller) *particulars {
	if h.parts == nil {
		h.parts = newParticulars(forked(t.seed, 7, uint64(h.id), uint64(h.minute), hashed(h.town.place.Name)), h.town.country)
	}
	return h.parts
}

// fact writes one of a few things that reports of a country's conflicts say
// again and again, whatever happened.
func (t *teller) fact() {
	c := t.h.town.country
	d := forked(t.seed, 8, hashed(c.code), uint64(t.below(9)))
	say := []string{
		"%[1]s has struggled for %[2]d years to end a conflict that grew out of %[3]s.",
		"Rights groups have counted %[2]d,%[4]d civilians killed in %[1]s since %[3]s.",
		"Groups that live off %[5]s have been fighting in %[1]s for %[2]d years.",
		"An army reform in %[1]s, begun after %[3]s, has stalled.",
		"About %[2]d thousand people have left their homes in %[1]s, many of them growers of %[5]s.",
		"Peace talks in %[1]s have stumbled over %[3]s and the trade in %[5]s.",
		"Foreign troops left %[1]s %[2]d months ago after a quarrel about %[3]s.",
	}
	s := fmt.Sprintf(one(d, say), "\x00", d.between(3, 40), one(d, lists["history"]), d.between(100, 999), one(d, lists["produce"]))
	before, after, _ := strings.Cut(s, "\x00")
	t.add(before)
	t.country()
	t.add(after)
}

func (t *teller) noun(s string, article bool) {
	if article {
		t.article(s)
		return
	}
	t.add(s)
}
