package link

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/text"
)

// What words for people and things that are in no register say of each other: "a van"
// and "a police van", "five people" and "two policemen and three soldiers", "a van" and
// "a checkpoint". How many they are is compared as figures, not here.

// A noun is words for people or a thing, ready to compare.
type noun struct {
	words  []string // that carry what is meant, one word for what means the same, sorted
	head   string   // of them the last before "of", "in" and the like
	proper []string // of them those that are names
	kind   kind     // of people; "" of things and of names
	armed  bool     // people said to bear arms
	one    bool     // a single one
	folded string
}

// A kind is one of people, as coders and reports tell them apart.
type kind string

// Of the kinds one may hold another; see kindOf.
const (
	people     kind = "people"
	civilians  kind = "civilians"
	security   kind = "security" // forces of a state, police or army
	armedGroup kind = "armed"    // who bears arms and is nobody's force by name: a speaker's label for them tells nothing apart
)

// kinds are words for people: by the kind that they are of, those that mean the same
// together, the first of them for all.
var kinds = map[kind][]string{
	"": {`people person persons man men individuals someone others individual passersby victims victim casualties dead bodies body lives
		number those them members member humans human suspects suspect detainees detainee captives captive hostages hostage prisoners prisoner youths youth adults adult`},
	people: {
		`civilians civilian noncombatants residents resident villagers villager locals local inhabitants inhabitant townspeople townsfolk bystanders bystander`,
		`security guards guard officers officer forces force operatives operative agents agent`,
		`gunmen gunman assailants assailant attackers attacker militants militant rebels rebel insurgents insurgent jihadists jihadist guerrillas guerrilla guerilla
			guerillas bandits bandit fighters fighter extremists extremist terrorists terrorist militiamen militiaman militia militias separatists separatist
			islamists islamist bomber bombers raiders raider hitmen hitman assassins assassin killers killer kidnappers kidnapper abductors abductor captors snipers sniper shooters shooter`,
	},
	civilians: {
		`farmers farmer farmhands farmhand peasants peasant`, `traders trader merchants merchant vendors vendor shopkeepers shopkeeper stallholders`,
		`herders herder herdsmen herdsman pastoralists pastoralist shepherds shepherd`, `fishermen fisherman fishers`, `miners miner`, `worshippers worshipper congregants congregant faithful`,
		`pupils pupil schoolchildren schoolboys schoolboy schoolgirls schoolgirl students student`, `passengers passenger travellers traveller commuters commuter`, `pilgrims pilgrim`, `labourers labourer laborers laborer`,
		`children child boys boy girls girl infants infant baby babies toddlers toddler teenagers teenager teens teen juveniles juvenile`, `women woman`, `shoppers shopper customers customer diners`, `tourists tourist holidaymakers`,
		`protesters protester protestors demonstrators demonstrator`, `refugees refugee`, `lawyers lawyer`, `priests priest pastor pastors`, `imam imams cleric clerics`,
		`politicians politician lawmaker lawmakers`, `employees employee staff workers worker personnel`,
	},
	`employees`: {
		`teachers teacher lecturers`, `nurses nurse`, `doctors doctor physicians physician surgeons surgeon`, `medics medic paramedics paramedic`,
		`journalists journalist reporters reporter cameraman`, `drivers driver`, `engineers engineer`, `technicians technician`,
	},
	security: {
		`police policemen policeman policewoman policewomen constables constable cops cop deputies deputy`,
		`army soldiers soldier troops troop military servicemen serviceman troopers infantrymen marines`, `gendarmes gendarme gendarmerie`, `paramilitaries paramilitary`,
		`rangers ranger`, `wardens warden`,
	},
}

// sameAs is the word that stands for another, and kindOf the kind that a word is of.
var sameAs, kindOf = func() (map[string]string, map[string]kind) {
	same, of := map[string]string{}, map[string]kind{}
	for k, lines := range kinds {
		for _, line := range lines {
			all := strings.Fields(line)
			first := all[0]
			if first == "gunmen" {
				first = string(armedGroup)
			}
			for _, w := range all {
				same[w], of[first] = first, k
			}
		}
	}
	return same, of
}()

// within reports whether all of a kind are of another: soldiers are security forces, and
// people.
func (k kind) within(of kind) bool {
	for k != of {
		next, ok := kindOf[string(k)]
		if !ok || next == "" {
			return false
		}
		k = next
	}
	return true
}

// idle are words that tell nobody apart: how many, how sure, which of them.
var idle = words(`the a an this that these those its his her their our some any all both each other others another several many few more most least at about around
	nearly almost over under than up to dozen dozens score scores hundreds thousands unknown unidentified suspected alleged unnamed and or one two three four five six seven eight nine
	ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand armed
	who were was been killed wounded injured dead young old elderly local year years aged`)

// behindHead are words before which the head of a phrase stands.
var behindHead = words(`of in from at near on with by for to outside inside carrying belonging`)

// orgWords are words for people that stand in names of groups too.
var orgWords = words(`force forces guard guards army militia rangers military`)

// plurals are words for several that do not look so.
var plurals = words(`people police army military children personnel staff livestock`)

func capitalised(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first)
}

// names reports whether a phrase is a name of a person or a group, and no word for what
// they are.
func (n noun) names() bool { return len(n.proper) > 0 && n.kind == "" }

func nounOf(name string) noun {
	n := noun{folded: text.Fold(name), one: true}
	fields := strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' && r != '’'
	})
	headed := false
	var head, raw string
	for i, f := range fields {
		f = strings.TrimSuffix(strings.TrimSuffix(strings.Trim(f, "-'’"), "'s"), "’s")
		for _, w := range text.Words(f) {
			several := numberWords[w] && w != "one" || w[0] >= '2' && w[0] <= '9' && len(fields) > 1 && len(w) == len(f)
			n.one = n.one && !several
			if behindHead[w] {
				headed = head != ""
				continue
			}
			if idle[w] && !(len(fields) == 1) || w[0] >= '0' && w[0] <= '9' {
				continue
			}
			capital, said := capitalised(f), w
			plain, known := plainWord(w)
			if capital && i > 0 && orgWords[w] {
				plain, known = w, false // "United Hill Force"
			}
			if w = plain; capital && (i > 0 || len(fields) == 1 || capitalised(fields[1])) && !known {
				n.proper = append(n.proper, w)
			}
			if !slices.Contains(n.words, w) {
				n.words = append(n.words, w)
			}
			if !headed {
				head, raw = w, said
			}
		}
	}
	n.armed = slices.ContainsFunc(fields, func(f string) bool { return strings.EqualFold(f, "armed") })
	if head == string(people) && n.armed {
		head, n.words = string(armedGroup), append(slices.DeleteFunc(n.words, func(w string) bool { return w == head }), string(armedGroup))
	}
	n.head = head
	n.one = n.one && !strings.HasSuffix(raw, "s") && !strings.HasSuffix(raw, "men") && !plurals[raw]
	if _, ok := kindOf[head]; ok {
		n.kind = kind(head)
	}
	slices.Sort(n.words)
	return n
}

// plainWord is one word for those that mean the same, else the word without the sign
// of the plural.
func plainWord(w string) (string, bool) {
	if s, ok := sameAs[w]; ok {
		return s, true
	}
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y", false
	case len(w) > 4 && (strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "xes")):
		return w[:len(w)-2], false
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us"):
		return w[:len(w)-1], false
	}
	return w, false
}

// compareNouns compares what two phrases mean. Other words for a thing do not exclude it:
// a van may stand at a checkpoint; but farmers are no soldiers.
func compareNouns(a, b noun) verdict {
	switch {
	case a.folded == b.folded, slices.Equal(a.words, b.words):
		return equal
	case len(a.words) == 0 || len(b.words) == 0: // "three of them"
		if len(b.words) == 0 {
			return firstFiner
		}
		return secondFiner
	case contains(a.words, b.words) && (a.head == b.head || shares(a.proper, b.proper)):
		return firstFiner
	case contains(b.words, a.words) && (a.head == b.head || shares(a.proper, b.proper)):
		return secondFiner
	case shares(a.proper, b.proper):
		return equal
	case a.names() && b.one && b.kind != "" && len(b.proper) == 0:
		return firstFiner // the name of one: "Ana Ruiz", "a gunman"
	case b.names() && a.one && a.kind != "" && len(a.proper) == 0:
		return secondFiner
	case a.names() && contains(a.words, b.words):
		return firstFiner // with a name: "Judge Ana Ruiz", "a judge"
	case b.names() && contains(b.words, a.words):
		return secondFiner
	}
	if a.kind != "" && b.kind != "" {
		switch {
		case a.kind == b.kind:
			return beside // "young farmers", "Hausa farmers"
		case a.kind.within(b.kind), a.armed && b.kind == armedGroup:
			return firstFiner
		case b.armed && a.kind == armedGroup, b.kind.within(a.kind):
			return secondFiner
		case overlapping(a.kind) || overlapping(b.kind):
			return beside
		}
		return apart
	}
	return beside
}

// forces reports whether they are of a state's forces.
func (n noun) forces() bool { return n.kind == security || n.kind.within(security) }

// overlapping reports whether people of a kind may be of another beside it: women are
// traders too.
func overlapping(k kind) bool {
	switch k {
	case "women", "children", "passengers", "drivers", "shoppers", "employees", "pilgrims", "refugees", "protesters", "worshippers", "labourers":
		return true
	}
	return false
}

func contains(all, some []string) bool {
	return !slices.ContainsFunc(some, func(w string) bool { return !slices.Contains(all, w) })
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}
