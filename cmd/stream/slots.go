package main

import (
	"fmt"
	"strconv"
	"strings"

	"dateline"
)

// slot writes what a slot of a pattern stands for.
func (t *teller) slot(name, arg string) {
	h := t.h
	c := h.town.country
	switch name {
	case "T":
		t.place(h.town, "", t.coarse)
	case "C":
		t.country()
	case "cap":
		t.name(c.capital.place.Name, dateline.PlaceMention, strings.Join(c.capital.place.Path, "/"))
	case "Area":
		t.area()
	case "in", "in0", "in2":
		t.where(name, arg)
	case "adj", "Cadj":
		t.add(c.adjective)
	case "when", "wd", "on", "clock", "when0", "when2", "when9":
		t.when(name)
	case "perp", "group", "Gshort", "force", "target", "tgt0", "victim", "Vshort", "Vshort0", "at", "at0", "bomb", "bomb0", "strike", "strike0", "enemy":
		t.party(name)
	case "k", "kn", "num", "nn", "w", "wn", "o", "old", "was", "have", "n":
		t.count(name, arg)
	case "src", "Srcs", "srcPre", "srcof", ",src", "person", "who":
		t.source(name)
	case "noun":
		t.rule("noun." + h.manner)
	case "Noun":
		at := len(t.b)
		t.rule("noun." + h.manner)
		if t.b[at] >= 'a' && t.b[at] <= 'z' {
			t.b[at] -= 'a' - 'A'
		}
	case "root":
		t.root(arg)
	case "root0":
		was := h
		t.h = h.after
		t.marked(arg, mark{field: "type"})
		t.h = was
	case "more":
		t.disputedFigure(arg)
	case "a":
		t.add(one(t.dice, lists[arg]))
	case "an":
		t.article(one(t.dice, lists[arg]))
	case "quarter", "street", "hospitaln", "official", "spokesman", "commander", "witness", "hour", "direction", "km", "men", "building", "vehicle", "abuilding", "avehicle", "body", "demand", "season", "cause", "aid":
		t.particular(name)
	case "fact":
		t.fact()
	case "me":
		t.add(t.outlet.name)
	case "other":
		t.name(t.other.name, "", "")
	default:
		if !t.rule(name) {
			panic("no slot and no rule is called " + name)
		}
	}
}

// root tells what the happening followed, as the thing that it is about.
func (t *teller) root(lead string) {
	was := t.h
	if was.after == nil {
		return
	}
	t.add(lead)
	t.h = was.after
	t.rule("noun." + t.h.manner)
	if t.h.town != was.town || !t.placed[was] {
		t.where("in2", "")
	}
	if t.percent(60) {
		t.add(" ")
		t.when("when")
	}
	t.h = was
}

// name adds a name that tells nothing of the happening.
func (t *teller) name(s string, kind dateline.MentionKind, choice string) {
	t.marked(s, mark{field: "name", kind: kind, choice: choice})
}

// party writes who did it, and to whom.
func (t *teller) party(name string) {
	h := t.h
	c := h.town.country
	switch name {
	case "perp":
		t.perpetrator()
	case "group", "Gshort":
		if h.actor == nil {
			t.add("an armed group")
			return
		}
		s := one(t.dice, h.actor.names)
		if name == "Gshort" {
			for _, n := range h.actor.names {
				if len(n) < len(s) {
					s = n
				}
			}
		}
		field := "roles.perpetrator"
		switch h.manner {
		case "talks", "ceasefire":
			field = "roles.subject"
		}
		m := mark{field: field, kind: dateline.ActorMention, choice: string(h.actor.id), role: &dateline.Role{Role: dateline.RoleName(field[6:]), Name: h.actor.name, Actor: &h.actor.id, Words: s}}
		t.marked(s, m)
		if t.claimed() {
			t.mark(len(t.b)-len(s), mark{field: "claims", claim: &dateline.Claim{Kind: dateline.ClaimMade, By: h.actor.name}})
		}
	case "force":
		words := one(t.dice, []string{c.adjective + " soldiers", c.adjective + " troops", "the " + c.adjective + " army", "government forces"})
		t.marked(words, mark{field: "roles.target", role: &dateline.Role{Role: dateline.Target, Name: words, Words: words}})
	case "target":
		t.marked(h.target, mark{field: "roles.target", role: &dateline.Role{Role: dateline.Target, Name: h.target, Words: h.target}})
	case "tgt0":
		t.add(headline(h.target))
	case "victim":
		t.marked(h.victim, mark{field: "roles.victim", role: &dateline.Role{Role: dateline.Victim, Name: h.victim, Words: h.victim}})
		t.mark(len(t.b)-len(h.victim), t.casualty(dateline.Killed, dateline.Civilian, h.victim, h.victim, 1, ptr(1), ""))
	case "Vshort", "Vshort0":
		s := headline(h.victim)
		if name == "Vshort" {
			s = strings.ToUpper(s[:1]) + s[1:]
		}
		t.marked(s, mark{field: "roles.victim", role: &dateline.Role{Role: dateline.Victim, Name: h.victim, Words: s}})
	case "at":
		t.add(h.at)
	case "at0":
		t.add(headline(h.at))
	case "bomb", "bomb0":
		t.add(h.means)
	case "strike", "strike0":
		t.add(h.means)
	case "enemy":
		t.enemyToll()
	}
}

// headline drops articles, as headlines do.
func headline(s string) string {
	s = " " + s
	for _, a := range []string{" an ", " a ", " the "} {
		s = strings.ReplaceAll(s, a, " ")
	}
	return strings.TrimSpace(s)
}

var gunmen = []string{"gunmen", "armed men", "unidentified gunmen", "unknown attackers", "masked men", "assailants", "armed assailants"}

func (t *teller) perpetrator() {
	h := t.h
	if !t.blamed() || h.actor == nil || t.percent(12) {
		s := one(t.dice, gunmen)
		t.marked(s, mark{field: "roles.perpetrator", role: &dateline.Role{Role: dateline.Perpetrator, Name: s, Words: s}})
		return
	}
	n := one(t.dice, h.actor.names)
	role := &dateline.Role{Role: dateline.Perpetrator, Name: h.actor.name, Actor: &h.actor.id, Words: n}
	before, after := "", ""
	switch t.below(6) {
	case 0:
		before = one(t.dice, []string{"suspected ", "alleged "})
		after = one(t.dice, []string{" fighters", " members", " militants"})
	case 1:
		before = one(t.dice, []string{"fighters from ", "members of ", "men loyal to ", "gunmen from "})
	case 2:
		before = "suspected members of "
	default:
		after = one(t.dice, []string{" fighters", " gunmen", " militants", " members"})
	}
	t.add(before)
	t.marked(n, mark{field: "roles.perpetrator", kind: dateline.ActorMention, choice: string(h.actor.id), role: role})
	t.add(after)
}

func (t *teller) enemyToll() {
	h := t.h
	if h.enemy == 0 {
		t.add(one(t.dice, []string{"It was not known whether any of the attackers had been killed", "Losses on the other side could not be confirmed"}))
		t.add(".")
		return
	}
	s := fmt.Sprintf("%s %s", t.numeral(h.enemy), one(t.dice, []string{"fighters", "militants", "attackers", "rebels"}))
	t.add(one(t.dice, []string{"The army said ", "A military spokesman claimed ", "The defence ministry said "}))
	t.said = ptr("the army")
	t.marked(s, t.casualty(dateline.Killed, dateline.ArmedGroup, "fighters", s, h.enemy, ptr(h.enemy), ""))
	t.add(one(t.dice, []string{" were also killed.", " had been \"neutralised\".", " died as well."}))
}

func (t *teller) casualty(harm dateline.Harm, side dateline.Side, who, words string, low int, high *int, qualifier string) mark {
	c := &dateline.Casualty{Status: harm, Side: side, Low: ptr(low), High: high, Who: &who, Words: words}
	if qualifier != "" {
		c.Qualifier = &qualifier
	}
	return mark{field: "casualties." + string(harm), casualty: c, kind: dateline.NumberMention}
}

// count writes numbers of people.
func (t *teller) count(name, arg string) {
	h := t.h
	toll := h.tollAt(t.known)
	switch name {
	case "k", "kn", "num":
		if name == "num" && h.counts > 0 {
			t.counted(h.harm, h.counts, false)
			return
		}
		t.figure(dateline.Killed, toll.killed, name)
	case "nn": // those abducted, freed, dead, as a bare number
		n, harm := h.counts, h.harm
		if n == 0 {
			n, harm = toll.killed, dateline.Killed
		}
		s := t.numeral(n)
		if len(t.b) == 0 {
			s = capital(s)
		}
		t.marked(s, t.casualty(harm, h.side, h.many, s, n, &n, ""))
	case "w", "wn":
		t.figure(dateline.Wounded, toll.wounded, name)
	case "o":
		t.counted(h.harm, h.counts, true)
	case "old":
		if t.former > 0 {
			t.add(arg + t.numeral(t.former))
		}
	case "was", "have":
		one := map[string]string{"was": "was", "have": "has"}[name]
		if t.lastCount != 1 {
			one = map[string]string{"was": "were", "have": "have"}[name]
		}
		t.add(one)
	case "n":
		low, high, _ := strings.Cut(arg, "-")
		a, _ := strconv.Atoi(low)
		b, _ := strconv.Atoi(high)
		t.add(strconv.Itoa(t.between(a, b)))
	}
}

// figure writes the dead or wounded as this report has them, exact or open.
func (t *teller) figure(harm dateline.Harm, n int, name string) {
	h := t.h
	noun := h.many
	side := h.side
	if t.percent(45) && side == dateline.Civilian {
		noun = one(t.dice, []string{"people", "civilians", "people"})
		if noun == "people" {
			side = dateline.UnknownSide
		}
	}
	if n == 1 {
		noun = h.one
		side = h.side
	}
	if harm == dateline.Wounded && t.percent(50) {
		noun = "others"
		if n == 1 {
			noun = "another"
		}
		side = dateline.UnknownSide
	}
	qualifier, low, high := "", n, ptr(n)
	switch {
	case n >= 24 && t.percent(12):
		noun, low, high, qualifier = "dozens of "+strings.TrimPrefix(noun, "others"), 12, nil, "dozens"
		if harm == dateline.Wounded {
			noun = "dozens more"
		}
	case t.percent(35) && n > 1 && !strings.HasSuffix(string(t.b), " at ") && !strings.HasSuffix(string(t.b), " to "):
		qualifier, high = "at least", nil
		if t.percent(25) {
			qualifier = "no fewer than"
		}
	case n > 10 && t.percent(12):
		qualifier, low, high = "more than", n-n%5, nil
		if low == n {
			low -= 5
		}
	case n > 5 && t.percent(8):
		qualifier = "about"
	}
	words := t.numeral(low) + " " + noun
	if qualifier == "dozens" {
		words = noun
	} else if name == "kn" || name == "wn" || name == "num" {
		words = t.numeral(low)
		if name == "num" && t.percent(50) {
			words += " " + noun
		}
	} else if noun == "another" {
		words = "one other"
	}
	if qualifier != "" && qualifier != "dozens" {
		words = qualifier + " " + words
	}
	if qualifier == "more than" {
		low++
	}
	if name == "num" && len(t.b) == 0 {
		words = strings.ToUpper(words[:1]) + words[1:]
	}
	t.lastCount = n
	if qualifier == "dozens" {
		t.lastCount = 2
	}
	t.marked(words, t.casualty(harm, side, noun, words, low, high, qualifier))
}

// counted writes those abducted, detained, freed or displaced.
func (t *teller) counted(harm dateline.Harm, n int, open bool) {
	h := t.h
	noun := h.many
	if t.percent(40) && harm != dateline.Detained {
		noun = "people"
	}
	words, high, qualifier := t.numeral(n)+" "+noun, ptr(n), ""
	if open && n > 5 && t.percent(35) {
		words, high, qualifier = "at least "+words, nil, "at least"
	} else if open && harm == dateline.Displaced && t.percent(50) {
		words, qualifier = "some "+words, "about"
	}
	t.lastCount = n
	side := h.side
	if harm == dateline.Detained {
		side = dateline.UnknownSide
	}
	t.marked(words, t.casualty(harm, side, noun, words, n, high, qualifier))
}

// disputedFigure writes the higher toll of people who do not believe the first.
func (t *teller) disputedFigure(who string) {
	n := t.h.tollAt(t.known).killed
	n += max(1, n*t.between(20, 60)/100)
	s := t.numeral(n)
	m := t.casualty(dateline.Killed, t.h.side, "people", s, n, &n, "")
	m.casualty.SaidBy, m.disputes = &who, true
	t.marked(s, m)
}

// article writes words with "a" or "an" before them.
func (t *teller) article(s string) {
	if strings.IndexByte("aeiou", s[0]) >= 0 {
		t.add("an " + s)
		return
	}
	t.add("a " + s)
}
