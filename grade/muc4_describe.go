package grade

import (
	"regexp"
	"strings"

	"dateline/tagger"
)

// describe fills the slots that say who and what: words of the text and, by the
// closed lists of the task, of what kind they are.
func (r *mucReport) describe(t *MUC4Template, in incident) {
	state := false
	for _, f := range in.fills {
		words := strings.Join(strings.Fields(f.Span.In(r.words)), " ")
		refs := []string{words}
		add := func(k int, v string) {
			if v != "" {
				t.Slots[k] = append(t.Slots[k], MUC4Fill{Values: []string{v}, Refs: refs})
			}
		}
		quoted := MUC4Fill{Values: []string{words}, Quoted: true}
		sentence := r.sentences[r.sentenceOf(f.Span.Start)].In(r.words)
		switch f.Role {
		case tagger.PerpetratorPerson:
			t.Slots[slotPerpetrator] = append(t.Slots[slotPerpetrator], quoted)
			state = state || statePower.MatchString(words)
		case tagger.PerpetratorGroup:
			t.Slots[slotOrganisation] = append(t.Slots[slotOrganisation], quoted)
			add(slotConfidence, r.confidence(f))
			state = state || statePower.MatchString(words)
		case tagger.UsedWeapon:
			if in.kind == "ARSON" || in.kind == "KIDNAPPING" {
				continue // the slot does not apply
			}
			t.Slots[slotInstrument] = append(t.Slots[slotInstrument], quoted)
			add(slotInstrumentType, instrumentType(words))
		case tagger.AttackedThing:
			if in.kind == "KIDNAPPING" {
				continue
			}
			t.Slots[slotTarget] = append(t.Slots[slotTarget], quoted)
			add(slotTargetType, firstOf(targetTypes, words, "OTHER"))
			add(slotTargetNumber, countOf(words))
			add(slotTargetEffect, firstOf(targetEffects, sentence, ""))
		case tagger.NamedVictim, tagger.DescribedVictim:
			if f.Role == tagger.NamedVictim {
				t.Slots[slotVictim] = append(t.Slots[slotVictim], quoted)
			} else {
				t.Slots[MUC4Description] = append(t.Slots[MUC4Description], quoted)
			}
			add(slotVictimType, firstOf(victimTypes, words+" "+r.before(f, 40), "CIVILIAN"))
			if f.Role == tagger.NamedVictim {
				add(slotVictimNumber, "1")
			} else {
				add(slotVictimNumber, countOf(words))
			}
			if in.kind != "KIDNAPPING" {
				add(slotVictimEffect, firstOf(victimEffects, sentence, ""))
			}
		}
	}
	if len(t.Slots[slotPerpetrator])+len(t.Slots[slotOrganisation]) > 0 {
		category := "TERRORIST ACT"
		if state {
			category = "STATE-SPONSORED VIOLENCE"
		}
		t.Slots[slotCategory] = []MUC4Fill{{Values: []string{category}}}
	}
}

// before are up to n bytes before a filler, in its sentence.
func (r *mucReport) before(f tagger.Fill, n int) string {
	start := r.sentences[r.sentenceOf(f.Span.Start)].Start
	return r.words[max(start, f.Span.Start-n):f.Span.Start]
}

var statePower = regexp.MustCompile(`\b(ARMY|ARMED FORCES|SOLDIERS?|MILITARY|AIR FORCE|GOVERNMENT|POLICE(MEN)?|OFFICERS?|BATTALION|BRIGADE|LIEUTENANTS?|COLONEL|TROOPS|NATIONAL GUARD)\b`)

// A mucItem is given where a pattern is met, of a closed list.
type mucItem struct {
	item    string
	pattern *regexp.Regexp
}

func mucItems(lines ...string) []mucItem {
	var out []mucItem
	for _, l := range lines {
		item, pattern, _ := strings.Cut(l, ": ")
		out = append(out, mucItem{item, regexp.MustCompile(`\b(?:` + pattern + `)`)})
	}
	return out
}

func firstOf(list []mucItem, words, otherwise string) string {
	for _, k := range list {
		if k.pattern.MatchString(words) {
			return k.item
		}
	}
	return otherwise
}

var (
	instrumentTypes = mucItems(
		"VEHICLE BOMB: (CAR|TRUCK|BUS|VEHICLE)[- ]?BOMB", "DYNAMITE: DYNAMITE", "MINE: (LAND)?MINES?\\b", "GRENADE: GRENADE", "MOLOTOV COCKTAIL: MOLOTOV",
		"BOMB: BOMB|EXPLOSIVE (DEVICE|CHARGE)|DEVICE|CHARGE", "EXPLOSIVE: EXPLOSIVE|TNT", "MACHINE GUN: (SUB)?MACHINE ?-?GUN|UZI|M-60", "RIFLE: RIFLE|AK-47|M-16|FAL\\b|GALIL|AK-M",
		"MORTAR: MORTAR", "HANDGUN: PISTOL|REVOLVER|HANDGUN", "ROCKET: ROCKET|RPG", "MISSILE: MISSILE", "GUN: GUN|WEAPON|FIREARM|BULLET|SHOTS?\\b|CALIBER|ARMS",
		"CUTTING DEVICE: KNI(FE|VES)|MACHETE|AX(E|ES)?\\b", "FIRE: FIRE|GASOLINE", "STONE: STONES?|ROCKS?", "TORTURE: TORTURE")
	targetTypes = mucItems(
		"DIPLOMAT OFFICE OR RESIDENCE: .*(EMBASSY|CONSULATE|AMBASSADOR|DIPLOMAT)", "LAW ENFORCEMENT FACILITY: .*(POLICE (STATION|POST|HEADQUARTERS)|PATROL CAR|SECURITY)",
		"TRANSPORT VEHICLE: .*(CARS?\\b|BUS(ES)?\\b|VEHICLE|TRUCK|TRAIN|PLANE|HELICOPTER|BOAT|TAXI|VAN\\b|AUTOMOBILE|JEEP|AMBULANCE|PICKUP)",
		"ENERGY: .*(ELECTRIC|POWER|ENERGY|PYLON|TOWER|PIPELINE|OIL|HYDRO|TRANSMISSION|LIGHT POST|HIGH.?VOLTAGE|SUBSTATION|GAS)",
		"COMMUNICATIONS: .*(TELEPHONE|TELECOM|RADIO|TELEVISION|NEWSPAPER|ANTEL|ANTENNA|PRESS|DAILY)", "FINANCIAL: .*BANK",
		"ORGANIZATION OFFICE: .*(UNION|FEDERATION|HEADQUARTERS|FENASTRAS|COMMITTEE|PARTY|ORGANIZATION|ASSOCIATION)",
		"GOVERNMENT OFFICE OR RESIDENCE: .*(MINISTRY|GOVERNMENT|PRESIDENTIAL|MAYOR|CONGRESS|COURT|PUBLIC|DEPARTMENT|TOWN ?HALL|CUSTOMS|INSTITUTE)",
		"TRANSPORTATION FACILITY: .*(STATION|AIRPORT|TERMINAL|PORT\\b)", "TRANSPORTATION ROUTE: .*(BRIDGE|ROAD|HIGHWAY|RAILROAD|RAILWAY|STREET|TRACK|TUNNEL)",
		"COMMERCIAL: .*(STORE|RESTAURANT|HOTEL|SHOP|BUSINESS|COMPANY|FACTORY|BROTHEL|SUPERMARKET|CENTER|MARKET|FIRM|ENTERPRISE|PLANT)",
		"CIVILIAN RESIDENCE: .*(HOUSE|HOME|RESIDENCE|APARTMENT|DWELLING|HUT)", "WATER: .*(WATER|AQUEDUCT)")
	victimTypes = mucItems(
		"FORMER GOVERNMENT OFFICIAL: .*(FORMER|EX-?)[A-Z ]*(MINISTER|PRESIDENT|MAYOR|GOVERNOR)", "FORMER ACTIVE MILITARY: .*(RETIRED|FORMER)[A-Z ]*(GENERAL|COLONEL|MAJOR|CAPTAIN|OFFICER|ARMED)",
		"SECURITY GUARD: .*(BODYGUARD|GUARD|ESCORT)", "LAW ENFORCEMENT: .*(POLICE|PATROLM|AGENT|DETECTIVE)", "LEGAL OR JUDICIAL: .*(JUDGE|ATTORNEY|MAGISTRATE|LAWYER|JUDICIAL|PROSECUTOR|COURT)",
		"DIPLOMAT: .*(AMBASSADOR|DIPLOMAT|CONSUL|EMBASSY|ATTACHE)", "ACTIVE MILITARY: .*(SOLDIER|COLONEL|GENERAL\\b|MAJOR\\b|LIEUTENANT|CAPTAIN|MILITARY|SERGEANT|TROOP|ARMY|OFFICER|MARINE)",
		"GOVERNMENT OFFICIAL: .*(MINISTER|MAYOR|GOVERNOR|PRESIDENT OF THE REPUBLIC|SENATOR|DEPUTY|CONGRESSM|OFFICIAL|SECRETARY|COUNCILM|PRESIDENT (CRISTIANI|BARCO|CEREZO|GARCIA)|DIRECTOR)",
		"POLITICAL FIGURE: .*(CANDIDATE|POLITIC|LEADER|PARTY|UNION(IST)?\\b|ACTIVIST|MEMBER)")
	victimEffects = mucItems(
		"DEATH: .*(KILL|MURDER|ASSASSIN|DEATH|DEAD|DIED|MASSACR|SLAY|SLAIN|CORPSE|BODY|BODIES|EXECUT)", "NO INJURY: .*(UNHURT|UNHARMED|UNINJURED|ESCAPED|SAFE)",
		"INJURY: .*(WOUND|INJUR|HURT)")
	targetEffects = mucItems("DESTROYED: .*(DESTROY|BLEW UP|BLOWN UP|DEMOLISH)", "SOME DAMAGE: .*(DAMAGE|BURN|SET FIRE|EXPLOD|SABOTAG)")
)

func instrumentType(words string) string { return firstOf(instrumentTypes, words, "") }

var countWord = map[string]string{"A": "1", "AN": "1", "ONE": "1", "TWO": "2", "THREE": "3", "FOUR": "4", "FIVE": "5", "SIX": "6", "SEVEN": "7", "EIGHT": "8", "NINE": "9", "TEN": "10"}

// countOf is how many a filler's words are of.
func countOf(words string) string {
	fields := strings.Fields(words)
	if len(fields) == 0 {
		return ""
	}
	if n := countWord[fields[0]]; n != "" {
		return n
	}
	if number(fields[0]) >= 0 {
		return fields[0]
	}
	head := fields[len(fields)-1]
	if i := strings.Index(words, " OF "); i > 0 {
		head = words[:i]
	}
	if strings.HasSuffix(head, "S") && !strings.HasSuffix(head, "SS") && !strings.HasSuffix(head, "BUS") || strings.HasSuffix(head, "MEN") || head == "PEOPLE" || head == "CHILDREN" {
		return "PLURAL"
	}
	return "1"
}

// claimed, accused and authority are words of a report's sentences on who did it.
var (
	claimed   = regexp.MustCompile(`CLAIM|ADMITTED|TOOK CREDIT|TAKEN CREDIT|RESPONSIBILITY FOR|ACKNOWLEDGED|OUR (FORCES|COMBATANTS|TROOPS)`)
	accused   = regexp.MustCompile(`ACCUS|BLAME|ATTRIBUT|SUSPECT|PRESUM|ALLEG|APPARENTLY|BELIEVED|IMPLICAT|CHARGED|POINTED|LINKED|INVOLVE|RESPONSIBLE`)
	authority = regexp.MustCompile(`POLICE|MILITARY|ARMY|GOVERNMENT|OFFICIAL|AUTHORIT|MINISTER|PRESIDENT|COLONEL|GENERAL|ARMED FORCES|BRIGADE|JUDGE|SPOKESMAN|COPREFA`)
)

// confidence is how sure the report is of an organisation's deed (template-doc-part2.v7, slot 11).
func (r *mucReport) confidence(f tagger.Fill) string {
	for _, at := range f.At {
		if s := r.sentences[r.sentenceOf(at.Start)].In(r.words); claimed.MatchString(s) {
			return "CLAIMED OR ADMITTED"
		}
	}
	s := r.sentences[r.sentenceOf(f.Span.Start)].In(r.words)
	switch {
	case accused.MatchString(s) && authority.MatchString(s):
		return "SUSPECTED OR ACCUSED BY AUTHORITIES"
	case accused.MatchString(s):
		return "SUSPECTED OR ACCUSED"
	}
	return "REPORTED AS FACT"
}
