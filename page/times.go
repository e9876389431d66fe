package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// Bounds of years: before the first is no page of the web, and so far ahead is no
// day of publication.
const (
	minYear = 1995
	maxYear = 2100
)

var (
	isoTime = regexp.MustCompile(`^\D{0,12}?(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{1,2}:?(?:\d{2})?)?)?`)
	rfcTime = regexp.MustCompile(`(?i)\b(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})`)
	compact = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?$`)
	slashed = regexp.MustCompile(`(?:^|[^\d/.-])(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})(?:$|[^\d/-])`)
	yearly  = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[/.-](\d{1,2})[/.-](\d{1,2})(?:$|\D)`)
	eastern = regexp.MustCompile(`((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]`)
	// spoken is day, month, year in words, or month, day, year.
	dayFirst   = regexp.MustCompile(`(?i)(?:^|[^\pL\d])(\d{1,2})(?:st|nd|rd|th|er|º|ª)?\.?[\s-]+(?:of\s+|de\s+|d['’])?(\pL{3,12})\.?,?[\s-]+(?:de\s+|del\s+)?((?:19|20)\d\d)(?:$|\D)`)
	monthFirst = regexp.MustCompile(`(?i)(?:^|[^\pL])(\pL{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?:$|\D)`)
	stamp      = regexp.MustCompile(`^\d{10}(?:\d{3})?$`)
)

// months are names of months by their beginnings, in the languages whose news is
// read most; a longer beginning is looked for first.
var months = func() map[string]int {
	m := map[string]int{}
	for i, names := range []string{
		"january jan januar jänner janvier janv enero ene janeiro gennaio gen januari januarie января янв ocak oca styczeń stycznia ιανουαρίου يناير",
		"february feb februar février févr fév febrero fevereiro fev febbraio februari февраля фев şubat şub lutego φεβρουαρίου فبراير",
		"march mar märz mrz mars marzo março maart maret marta марта мар mart marca μαρτίου مارس",
		"april apr avril avr abril abr aprile апреля апр nisan nis kwietnia απριλίου أبريل ابريل",
		"may mai mayo maio mag maggio mei maj мая май mayıs maja μαΐου مايو",
		"june jun juni juin junio junho giugno giu июня июн haziran haz czerwca ιουνίου يونيو",
		"july jul juli juillet juil julio julho luglio lug июля июл temmuz tem lipca ιουλίου يوليو",
		"august aug août aout agosto ago augustus agustus augusti августа авг ağustos ağu sierpnia αυγούστου أغسطس",
		"september sep sept septembre septiembre setembro set settembre сентября сен eylül eyl września σεπτεμβρίου سبتمبر",
		"october oct okt oktober octobre octubre outubro out ottobre ott october октября окт ekim eki października οκτωβρίου أكتوبر",
		"november nov novembre noviembre novembro ноября ноя kasım kas listopada νοεμβρίου نوفمبر",
		"december dec dez dezember décembre déc diciembre dic dezembro dicembre desember декабря дек aralık ara grudnia δεκεμβρίου ديسمبر",
	} {
		for _, n := range strings.Fields(names) {
			m[n] = i + 1
		}
	}
	return m
}()

// parseTime reads a time as a page's data write it, and dates as people do. A
// clock time without its zone says only a day. Of 3/4/2020 the month is first
// where american says so. ok is false where there is no date, or one outside 1995 to 2100.
func parseTime(s string, american bool) (m dateline.Moment, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "")
	}
	switch {
	case stamp.MatchString(s):
		n, err := strconv.ParseInt(s[:10], 10, 64)
		if err != nil {
			return m, false
		}
		return checked(dateline.Moment{Time: time.Unix(n, 0).UTC(), Clock: true})
	case compact.MatchString(s):
		return clock(compact.FindStringSubmatch(s))
	}
	if g := isoTime.FindStringSubmatch(s); g != nil {
		return clock(g)
	}
	if g := rfcTime.FindStringSubmatch(s); g != nil {
		if mon := months[strings.ToLower(g[2])]; mon > 0 {
			return clock([]string{"", g[3], strconv.Itoa(mon), g[1], g[4], g[5], g[6], g[7]})
		}
	}
	m, _, ok = spokenDay(s, american)
	return m, ok
}

// spokenDay finds the first day that a text names in full, and where.
func spokenDay(s string, american bool) (m dateline.Moment, best int, ok bool) {
	best = len(s) + 1
	take := func(at int, y, mon, d string) {
		if at < best {
			if x, fine := day(y, mon, d); fine {
				m, ok, best = x, true, at
			}
		}
	}
	part := func(x []int, i int) string { return s[x[2*i]:x[2*i+1]] }
	if x := monthFirst.FindStringSubmatchIndex(s); x != nil {
		take(x[2], part(x, 3), month(part(x, 1)), part(x, 2))
	}
	for _, x := range dayFirst.FindAllStringSubmatchIndex(s, 3) {
		take(x[2], part(x, 3), month(part(x, 2)), part(x, 1))
	}
	if x := yearly.FindStringSubmatchIndex(s); x != nil {
		take(x[2], part(x, 1), part(x, 2), part(x, 3))
	}
	if x := eastern.FindStringSubmatchIndex(s); x != nil {
		take(x[2], part(x, 1), part(x, 2), part(x, 3))
	}
	if x := slashed.FindStringSubmatchIndex(s); x != nil {
		d, mon := part(x, 1), part(x, 3)
		if n, _ := strconv.Atoi(mon); n > 12 || american && part(x, 2) == "/" {
			if n, _ := strconv.Atoi(d); n <= 12 {
				d, mon = mon, d
			}
		}
		take(x[2], part(x, 4), mon, d)
	}
	return m, best, ok
}

// month is the number of a month by its name, "" where it is none.
func month(name string) string {
	if n := months[strings.ToLower(name)]; n > 0 {
		return strconv.Itoa(n)
	}
	return ""
}

func day(y, mon, d string) (dateline.Moment, bool) {
	return clock([]string{"", y, mon, d, "", "", "", ""})
}

// clock makes a moment of year, month, day, hour, minute, second and zone.
func clock(g []string) (m dateline.Moment, ok bool) {
	n := make([]int, 7)
	for i := 1; i < 7; i++ {
		n[i], _ = strconv.Atoi(g[i]) // "" is 0
	}
	if n[2] < 1 || n[2] > 12 || n[3] < 1 || n[3] > 31 || n[4] > 24 || n[5] > 59 || n[6] > 60 {
		return m, false
	}
	zone, known := zoneOf(g[7])
	if g[4] == "" || !known {
		m = dateline.Moment{Time: time.Date(n[1], time.Month(n[2]), n[3], 0, 0, 0, 0, time.UTC)}
	} else {
		m = dateline.Moment{Time: time.Date(n[1], time.Month(n[2]), n[3], n[4], n[5], n[6], 0, zone), Clock: true}
	}
	if m.Time.Day() != n[3] && n[4] < 24 {
		return m, false // 30 February
	}
	return checked(m)
}

// zoneOf reads an offset from UTC.
func zoneOf(s string) (zone *time.Location, known bool) {
	switch s = strings.ToUpper(s); s {
	case "":
		return nil, false
	case "Z", "UTC", "GMT":
		return time.UTC, true
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	if len(digits) < 3 {
		digits += "00"
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n/100 > 14 || n%100 > 59 {
		return nil, false
	}
	offset := n/100*3600 + n%100*60
	if s[0] == '-' {
		offset = -offset
	}
	if offset == 0 {
		return time.UTC, true
	}
	return time.FixedZone("", offset), true
}

func checked(m dateline.Moment) (dateline.Moment, bool) {
	if y := m.Time.Year(); y < minYear || y > maxYear {
		return dateline.Moment{}, false
	}
	return m, true
}
