package when

import "strings"

func listed(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func numbered(words string) map[string]int {
	m := map[string]int{}
	for i, w := range strings.Fields(words) {
		if w == "-" {
			continue // May has no shorter form
		}
		for _, alias := range strings.Split(w, "|") {
			m[alias] = i + 1
		}
	}
	return m
}

var (
	months   = numbered("january february march april may june july august september october november december")
	monthsAb = numbered("jan feb mar apr - jun jul aug sept|sep oct nov dec")
	weekdays = numbered("monday tuesday wednesday thursday friday saturday sunday")
	// Abbreviated weekdays count only before a date: Sun is a newspaper, Mon a people.
	weekdaysAb = numbered("mon tue|tues wed thu|thur|thurs fri sat sun")
	weekdayPl  = numbered("mondays tuesdays wednesdays thursdays fridays saturdays sundays")
	seasons    = numbered("spring summer autumn|fall winter")
	ordinals   = numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
	cardinals  = numbered("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens       = map[string]int{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
	decades    = map[string]int{"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
)

var units = map[string]unit{
	"minute": minute, "hour": hour, "day": day, "night": day, "weekend": weekend, "week": week, "fortnight": fortnight,
	"month": month, "year": year, "decade": decade, "century": century,
	"hr": hour, "min": minute, "wk": week, "yr": year,
}

var unitsPl = map[string]unit{
	"seconds": second, "minutes": minute, "hours": hour, "days": day, "nights": day, "weeks": week, "fortnights": fortnight,
	"months": month, "years": year, "decades": decade, "centuries": century,
	"secs": second, "mins": minute, "hrs": hour, "wks": week, "yrs": year,
}

// dayParts are the parts of a day with their TIMEX3 mark.
var dayParts = map[string]string{
	"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "lunchtime": "TMI", "daytime": "TDT", "eve": "TEV",
}

var dayPartsPl = map[string]string{"mornings": "TMO", "afternoons": "TAF", "evenings": "TEV", "nights": "TNI"}

// dayPoints are moments of a day that need no number.
var dayPoints = map[string]string{
	"dawn": "TMO", "daybreak": "TMO", "sunrise": "TMO", "predawn": "TMO", "noon": "T12:00", "midday": "T12:00", "dusk": "TEV", "sunset": "TEV",
	"nightfall": "TNI", "midnight": "T24:00", "lunchtime": "TMI", "night": "TNI", "daylight": "TDT",
}

var (
	zones = listed("gmt utc est edt cst cdt pst pdt bst cet cest eet eest ist pkt msk wat eat cat et pt")

	// counted are nouns that make the number before them a count: "2,000
	// fighters", "in 2000 villages".
	counted = listed(`people persons fighters militants troops soldiers civilians men women children boys girls refugees families members
		police officers policemen rebels students schoolgirls schoolchildren prisoners detainees hostages migrants residents villagers protesters
		demonstrators insurgents jihadists personnel workers victims deaths casualties bodies wounded dead houses homes villages towns schools
		cases incidents sites locations vehicles weapons rifles rounds tonnes tons kilometres kilometers km miles metres meters feet dollars
		euros pounds rupees users followers recruits volunteers voters guests passengers households buildings shops tents airstrikes
		others peacekeepers combatants guards gunmen pilgrims worshippers nationals foreigners extremists defectors`)
	gathers = listed("villages towns houses homes schools cases incidents sites locations vehicles households buildings shops tents districts camps cities")

	// press are the second words of newspapers and programmes named after a day.
	press = listed("times telegraph mirror mail express post herald people world star tribune independent standard guardian nation sun business live mercury sport magazine")
	// coloured days are names of events, clubs and sales.
	coloured = listed("bloody black red super cyber sheffield bright throwback maroon")
	// bodies are what is named after a date: movements, streets, treaties.
	namesakes = listed(`movement organisation organization alliance brigade brigades front bridge street square hospital agreement
		accord accords coalition battalion regiment avenue stadium university city army division club road island islands mosque league
		revolution uprising`)
	// titled words before "May" make it a person.
	titled = listed(`mr mrs ms miss dr sir lady lord dame minister premier secretary mp theresa brian elaine imelda james john peter paul
		robert karl rollo ralph fiona simon catherine jonathan prime`)
	// verbs that show that a capitalised May before them is a person.
	mayVerbs = listed(`said says told was is has had will would took became resigned announced called faces faced spoke arrived
		met wrote warned added visited left won lost made quit stepped did could should may might`)
	// seeing are verbs that a year may be the subject of.
	seeing = listed("saw was is brought marked has had began ended alone")
	// numberedThings are followed by numbers that are not years.
	numberedThings = listed("resolution route highway flight no number unit room article section act law model boeing airbus page chapter brigade channel point kilometre km clause case cap radio fm iphone windows")
)
