package when

// feastDay is a day with a name. Month 0 is a movable one. Where
// its days depend on the moon or the country, it gets a value by name and no interval;
// others are placed by movable.
type feastDay struct {
	words      []string
	month, day int
	name       string
}

// feastDays are looked up by their first word, longest first.
var feastDays = map[string][]feastDay{
	"christmas":     {{[]string{"christmas", "eve"}, 12, 24, ""}, {[]string{"christmas", "day"}, 12, 25, ""}, {[]string{"christmas"}, 12, 25, ""}},
	"orthodox":      {{[]string{"orthodox", "christmas"}, 0, 0, "ORTHODOX-CHRISTMAS"}, {[]string{"orthodox", "easter"}, 0, 0, "ORTHODOX-EASTER"}},
	"boxing":        {{[]string{"boxing", "day"}, 12, 26, ""}},
	"new":           {{[]string{"new", "year", "'s", "eve"}, 12, 31, ""}, {[]string{"new", "year", "'s", "day"}, 1, 1, ""}, {[]string{"new", "years", "eve"}, 12, 31, ""}},
	"valentine":     {{[]string{"valentine", "'s", "day"}, 2, 14, ""}},
	"international": {{[]string{"international", "women", "'s", "day"}, 3, 8, ""}},
	"halloween":     {{[]string{"halloween"}, 10, 31, ""}},
	"may":           {{[]string{"may", "day"}, 5, 1, ""}},
	"bastille":      {{[]string{"bastille", "day"}, 7, 14, ""}},
	"anzac":         {{[]string{"anzac", "day"}, 4, 25, ""}},
	"armistice":     {{[]string{"armistice", "day"}, 11, 11, ""}},
	"eid":           {{[]string{"eid", "al", "-", "fitr"}, 0, 0, "EID-AL-FITR"}, {[]string{"eid", "ul", "-", "fitr"}, 0, 0, "EID-AL-FITR"}, {[]string{"eid", "al", "-", "adha"}, 0, 0, "EID-AL-ADHA"}, {[]string{"eid", "ul", "-", "adha"}, 0, 0, "EID-AL-ADHA"}, {[]string{"eid"}, 0, 0, "EID"}},
	"ramadan":       {{[]string{"ramadan"}, 0, 0, "RAMADAN"}},
	"ramzan":        {{[]string{"ramzan"}, 0, 0, "RAMADAN"}},
	"muharram":      {{[]string{"muharram"}, 0, 0, "MUHARRAM"}},
	"ashura":        {{[]string{"ashura"}, 0, 0, "ASHURA"}},
	"mawlid":        {{[]string{"mawlid"}, 0, 0, "MAWLID"}},
	"nowruz":        {{[]string{"nowruz"}, 0, 0, "NOWRUZ"}},
	"easter":        {{[]string{"easter", "sunday"}, 0, 0, "EASTER-SUNDAY"}, {[]string{"easter", "monday"}, 0, 0, "EASTER-MONDAY"}, {[]string{"easter", "weekend"}, 0, 0, "EASTER"}, {[]string{"easter"}, 0, 0, "EASTER"}},
	"good":          {{[]string{"good", "friday"}, 0, 0, "GOOD-FRIDAY"}},
	"palm":          {{[]string{"palm", "sunday"}, 0, 0, "PALM-SUNDAY"}},
	"ash":           {{[]string{"ash", "wednesday"}, 0, 0, "ASH-WEDNESDAY"}},
	"thanksgiving":  {{[]string{"thanksgiving", "day"}, 0, 0, "THANKSGIVING"}, {[]string{"thanksgiving"}, 0, 0, "THANKSGIVING"}},
	"memorial":      {{[]string{"memorial", "day"}, 0, 0, "MEMORIAL-DAY"}},
	"labor":         {{[]string{"labor", "day"}, 0, 0, "LABOR-DAY"}},
	"labour":        {{[]string{"labour", "day"}, 5, 1, ""}},
	"columbus":      {{[]string{"columbus", "day"}, 0, 0, "COLUMBUS-DAY"}},
	"election":      {{[]string{"election", "day"}, 0, 0, "ELECTION-DAY"}},
	"veterans":      {{[]string{"veterans", "day"}, 11, 11, ""}},
	"presidents":    {{[]string{"presidents", "day"}, 0, 0, "PRESIDENTS-DAY"}},
	"mother":        {{[]string{"mother", "'s", "day"}, 0, 0, "MOTHERS-DAY"}},
	"pentecost":     {{[]string{"pentecost"}, 0, 0, "PENTECOST"}},
	"martin":        {{[]string{"martin", "luther", "king", "day"}, 0, 0, "MARTIN-LUTHER-KING-DAY"}},
	"diwali":        {{[]string{"diwali"}, 0, 0, "DIWALI"}},
	"passover":      {{[]string{"passover"}, 0, 0, "PASSOVER"}},
	"hanukkah":      {{[]string{"hanukkah"}, 0, 0, "HANUKKAH"}},
	"yom":           {{[]string{"yom", "kippur"}, 0, 0, "YOM-KIPPUR"}},
	"rosh":          {{[]string{"rosh", "hashanah"}, 0, 0, "ROSH-HASHANAH"}},
	"independence":  {{[]string{"independence", "day"}, 0, 0, "INDEPENDENCE-DAY"}},
	"republic":      {{[]string{"republic", "day"}, 0, 0, "REPUBLIC-DAY"}},
	"lunar":         {{[]string{"lunar", "new", "year"}, 0, 0, "LUNAR-NEW-YEAR"}},
	"chinese":       {{[]string{"chinese", "new", "year"}, 0, 0, "LUNAR-NEW-YEAR"}},
}

// bywords are attacks known by their day alone.
var bywords = map[[2]int]form{
	{9, 11}:  {kind: dateForm, year: 2001, month: 9, day: 11},  // New York and Washington
	{26, 11}: {kind: dateForm, year: 2008, month: 11, day: 26}, // Mumbai
	{7, 7}:   {kind: dateForm, year: 2005, month: 7, day: 7},   // London
}

// feastName reads a day known by a name.
func (p *parser) feastName(i int, _ string) (form, int) {
	if f, end := p.byword(i); end > i {
		return f, end
	}
	j := i
	r := rels[p.at(j).low]
	if r != bare {
		j++
	}
	w := p.at(j)
	if !w.proper() {
		return form{}, i
	}
	for _, d := range feastDays[w.low] {
		if !p.is(j, d.words...) {
			continue
		}
		end := j + len(d.words)
		if n := p.at(end); n.upper() && (namesakes[n.low] || press[n.low]) {
			return form{}, i
		}
		f := form{kind: dateForm, month: d.month, day: d.day, rel: r}
		if d.month == 0 {
			f = form{kind: feastForm, timex: d.name, rel: r}
			if _, ok := movable(d.name, 2000); ok {
				f = form{kind: dateForm, feast: d.name, rel: r}
			}
		}
		if r != bare {
			return f, end
		}
		return p.ofYear(f, end)
	}
	return form{}, i
}

// byword reads 9/11 and "the September 11 attacks".
func (p *parser) byword(i int) (form, int) {
	a, b := p.at(i), p.at(i+2)
	if p.is(i+1, "/") && p.at(i+1).glued && b.glued && len(a.raw) <= 2 && len(b.raw) <= 2 && !(p.at(i+3).glued && p.oneOf(i+3, "/", "-")) && !(a.glued && p.oneOf(i-1, "/", "-")) {
		if f, ok := bywords[[2]int{a.num, b.num}]; ok {
			return f, i + 3
		}
	}
	m, j, _ := p.month(i)
	day := p.at(j)
	if m != 9 || j <= i || day.num != 11 && day.low != "eleventh" {
		return form{}, i
	}
	j++
	if p.is(j, "th") && p.at(j).glued {
		j++
	}
	k := j
	if p.oneOf(k, "terrorist", "terror", "al", "suicide") {
		k++
	}
	if p.oneOf(k, "attacks", "hijackers", "hijackings", "atrocities", "plotters", "plot") {
		return bywords[[2]int{9, 11}], j
	}
	return form{}, i
}
