package main

import (
	"dateline"
)

var sources = []string{"police", "the army", "officials", "a local official", "residents", "witnesses", "a security source", "a military spokesman", "a hospital doctor", "the governor's office", "a police spokesman", "local authorities", "a district officer", "medical workers", "a community leader", "the interior ministry", "the defence ministry", "a rights group", "an aid worker", "local media"}

// source writes whose word a sentence is.
func (t *teller) source(name string) {
	c := t.h.town.country
	s := one(t.dice, sources)
	if t.percent(15) {
		s = one(t.dice, []string{c.adjective + " police", c.adjective + " officials", "the " + c.adjective + " military"})
	}
	switch name {
	case "person":
		p := c.person(t.dice)
		for t.people[p] {
			p = c.person(t.dice)
		}
		t.people[p] = true
		t.name(p, dateline.PersonMention, "")
		return
	case "who":
		switch t.below(6) {
		case 0:
			t.add(one(t.dice, []string{"who lives nearby", "who saw it", "who asked that only this name be used", "who came to look for a cousin"}))
		case 1, 2:
			t.add("a " + itoa(t.between(20, 79)) + "-year-old " + one(t.dice, lists["trade"]))
		default:
			t.article(one(t.dice, lists["trade"]))
		}
		return
	case ",src":
		t.attribute(s)
		return
	case "srcPre":
		t.said = &s
		t.add(one(t.dice, []string{"According to " + s + ",", capital(s) + " said", capital(s) + " said that", capital(s) + " told reporters that", capital(s) + " confirmed that"}))
		return
	case "Srcs":
		t.said = &s
		t.add(capital(s))
		return
	case "srcof":
		t.said = &s
		t.add(s)
		return
	}
	t.attribute(s)
}

// attribute closes a sentence with whose word it is, or leaves it the outlet's
// own.
func (t *teller) attribute(s string) {
	switch n := t.below(20); {
	case t.other != nil && n < 12 && t.said == nil && !t.used["credit"]:
		t.used["credit"] = true
		t.said = &t.other.name
		t.rule("credit")
	case n < 6:
		t.said = &s
		t.add(", " + s + " said")
	case n < 8:
		t.said = &s
		t.add(", according to " + s)
	case n < 10:
		t.said = &s
		t.add(", " + s + one(t.dice, []string{" told reporters", " confirmed", " said in a statement"}))
	case n < 11 && len(t.people) < 5: // who is named is named once
		p := t.h.town.country.person(t.dice)
		t.people[p] = true
		t.said = ptr(p)
		t.add(", said ")
		t.name(p, dateline.PersonMention, "")
		t.add(one(t.dice, []string{", a police spokesman", ", the district administrator", ", an army spokesman", ", who runs the local clinic"}))
	case n < 12:
		t.said = &s
		t.add(", " + s + " told ")
		t.add(t.outlet.name)
	}
}

func capital(s string) string {
	if s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}
