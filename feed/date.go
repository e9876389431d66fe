package feed

import (
	"strconv"
	"strings"
	"time"

	"dateline"
)

// moment reads when something was published, unless it is known already.
func (x *reader) moment(to **dateline.Moment) error {
	s, err := x.text(200)
	if *to == nil {
		*to = momentOf(s)
	}
	return err
}

// zones are the names of zones that RFC 822 (5.1) defines, and those of news that
// mean one thing. IST, AST and their like mean several.
var zones = map[string]int{
	"z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0,
	"est": -5 * 60, "edt": -4 * 60, "cst": -6 * 60, "cdt": -5 * 60, "mst": -7 * 60, "mdt": -6 * 60, "pst": -8 * 60, "pdt": -7 * 60,
	"cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "trt": 180, "pkt": 300, "wib": 420, "sgt": 480, "hkt": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660,
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// momentOf reads a time as feeds write it: RFC 822 and its neighbours ("Fri, 27 Nov
// 2026 08:05:00 +0500", "27 November 2026", "November 27, 2026 8:05 pm EST"),
// RFC 3339 and ISO 8601. A day alone is a day alone; a clock whose zone is a name
// that means several is left out; one without a zone is taken as UTC, as the root's
// ParseMoment does. nil for what cannot be read, is no day, or is not Usable: a
// month alone, numbers whose order is open (05/04/2026).
func momentOf(s string) *dateline.Moment {
	s = strings.TrimSpace(s)
	if len(s) < 6 || len(s) > 100 {
		return nil
	}
	p := split(s)
	m := p.moment()
	if m == nil || !m.Usable() {
		return nil
	}
	return m
}

// parts are what a time is put together of.
type parts struct {
	year, day    int
	month        int
	clock        string // "8:05:00"
	pm, am, open bool   // open: a zone that means several
	zone         int    // minutes east
	bad          bool
}

// split takes a time apart, word by word.
func split(s string) (p parts) {
	if iso, rest, ok := isoDate(s); ok {
		p.year, p.month, p.day = iso[0], iso[1], iso[2]
		s = strings.TrimLeft(rest, "Tt")
	}
	s = strings.NewReplacer(",", " ", "(", " ", ")", " ").Replace(s)
	for _, w := range strings.Fields(s) {
		p.word(w)
	}
	return p
}

// isoDate reads a day that begins with its year: 2026-11-27, 2026/11/27, 20261127.
func isoDate(s string) (day [3]int, rest string, ok bool) {
	digits := func(n int) (int, bool) {
		if len(s) < n || strings.Trim(s[:n], "0123456789") != "" {
			return 0, false
		}
		v, err := strconv.Atoi(s[:n])
		s = s[n:]
		return v, err == nil
	}
	year, ok := digits(4)
	if !ok || s == "" {
		return day, "", false
	}
	sep := s[0]
	if sep == '-' || sep == '/' {
		s = s[1:]
	}
	month, ok := digits(2)
	if !ok {
		if month, ok = digits(1); !ok || sep != '-' && sep != '/' {
			return day, "", false
		}
	}
	if sep == '-' || sep == '/' {
		if s == "" || s[0] != sep {
			return day, "", false
		}
		s = s[1:]
	}
	d, ok := digits(2)
	if !ok {
		if d, ok = digits(1); !ok || sep != '-' && sep != '/' {
			return day, "", false
		}
	}
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		return day, "", false
	}
	return [3]int{year, month, d}, s, true
}

func (p *parts) word(w string) {
	lower := strings.ToLower(strings.Trim(w, "."))
	switch {
	case strings.Contains(w, ":") && p.clock == "":
		p.time(strings.ToLower(w))
	case w[0] == '+' || w[0] == '-':
		p.offset(w)
	case strings.Trim(lower, "0123456789") == "" && lower != "":
		p.number(lower)
	case lower == "am" || lower == "a.m":
		p.am = true
	case lower == "pm" || lower == "p.m":
		p.pm = true
	case (strings.HasPrefix(lower, "gmt") || strings.HasPrefix(lower, "utc")) && len(lower) > 3 && (lower[3] == '+' || lower[3] == '-'):
		p.offset(lower[3:])
	case strings.Count(lower, "-") == 2, strings.Count(lower, "/") == 2, strings.Count(lower, ".") == 2:
		p.joined(lower)
	default:
		p.name(lower)
	}
}

// name reads a month, a zone, a weekday.
func (p *parts) name(w string) {
	if zone, known := zones[w]; known {
		if p.clock != "" {
			p.zone = zone
		}
		return
	}
	if len(w) >= 3 {
		for n, m := range months {
			full := strings.ToLower(time.Month(n + 1).String())
			if p.month == 0 && strings.HasPrefix(w, m) && (strings.HasPrefix(full, w) || w == "sept") {
				p.month = n + 1
				return
			}
		}
	}
	// "27th" is a day; a word behind the clock is a zone.
	if digits := strings.TrimRight(w, "stndrh"); len(digits) > 0 && len(digits) <= 2 && strings.Trim(digits, "0123456789") == "" {
		p.number(digits)
		return
	}
	if p.clock != "" && len(w) >= 2 && len(w) <= 5 && w != "at" {
		p.open = true
	}
}

func (p *parts) number(w string) {
	n, err := strconv.Atoi(w)
	switch {
	case err != nil:
		p.bad = true
	case len(w) == 4 && p.year == 0:
		p.year = n
	case len(w) <= 2 && p.day == 0:
		p.day = n
	case len(w) == 2 && p.year == 0:
		// RFC 2822, 4.3, for years of two digits.
		if p.year = 2000 + n; n >= 50 {
			p.year = 1900 + n
		}
	case p.clock != "" && n == 0: // "+0000" without its sign
	default:
		p.bad = true
	}
}

// joined reads 27-Nov-26, 27.11.2026, and 27/11/2026 where one of the numbers is
// no month.
func (p *parts) joined(w string) {
	f := strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(f) != 3 {
		p.bad = true
		return
	}
	a, errA := strconv.Atoi(f[0])
	b, errB := strconv.Atoi(f[1])
	switch {
	case errA == nil && errB == nil && len(f[2]) == 4:
		switch {
		case strings.Contains(w, "."), a > 12:
			p.day, p.month = a, b
		case b > 12:
			p.day, p.month = b, a
		default:
			p.bad = a != b // the order is open, unless it is none
			p.day, p.month = a, b
		}
		p.number(f[2])
	case errA == nil && errB != nil:
		p.number(f[0])
		p.name(f[1])
		p.number(f[2])
	default:
		p.bad = true
	}
}

// time reads a clock with what may hang on to it: "08:05:00.12+05:00", "8:05pm".
func (p *parts) time(w string) {
	end := strings.IndexFunc(w, func(r rune) bool { return (r < '0' || r > '9') && r != ':' && r != '.' })
	if end < 0 {
		end = len(w)
	}
	p.clock = strings.TrimRight(w[:end], ":.")
	switch rest := w[end:]; {
	case rest == "":
	case rest == "am":
		p.am = true
	case rest == "pm":
		p.pm = true
	case rest[0] == '+' || rest[0] == '-':
		p.offset(rest)
	default:
		p.name(strings.Trim(rest, "."))
	}
}

// offset reads +05:00, +0500, +05, -5.
func (p *parts) offset(w string) {
	sign := 1
	if w[0] == '-' {
		sign = -1
	}
	digits := strings.ReplaceAll(strings.TrimLeft(w, "+-"), ":", "")
	if digits == "" || len(digits) > 6 || strings.Trim(digits, "0123456789") != "" {
		p.open = true
		return
	}
	if len(digits) == 6 {
		digits = digits[:4] // seconds, which no zone of today has
	}
	if len(digits) <= 2 {
		digits += "00"
	}
	n, err := strconv.Atoi(digits)
	minutes := n/100*60 + n%100
	if err != nil || minutes > 15*60 {
		p.open = true
		return
	}
	p.zone = sign * minutes
}

func (p *parts) moment() *dateline.Moment {
	day := time.Date(p.year, time.Month(p.month), p.day, 0, 0, 0, 0, time.UTC)
	if p.bad || p.year == 0 || p.month < 1 || p.month > 12 || day.Day() != p.day || int(day.Month()) != p.month {
		return nil
	}
	m := &dateline.Moment{Time: day}
	h, minute, sec, ok := p.hours()
	if !ok || p.open {
		return m
	}
	loc := time.UTC
	if p.zone != 0 {
		loc = time.FixedZone("", p.zone*60)
	}
	m.Time, m.Clock = time.Date(p.year, time.Month(p.month), p.day, h, minute, sec, 0, loc), true
	return m
}

func (p *parts) hours() (h, minute, sec int, ok bool) {
	whole, _, _ := strings.Cut(p.clock, ".")
	f := strings.Split(whole, ":")
	if p.clock == "" || len(f) < 2 {
		return 0, 0, 0, false
	}
	var n [3]int
	for i := range min(len(f), 3) {
		v, err := strconv.Atoi(f[i])
		if err != nil {
			return 0, 0, 0, false
		}
		n[i] = v
	}
	h = n[0]
	switch {
	case p.pm && h < 12:
		h += 12
	case p.am && h == 12:
		h = 0
	}
	if h == 24 && n[1] == 0 && n[2] == 0 {
		return 0, 0, 0, false // the end of the day; the day is right
	}
	if n[2] == 60 {
		n[2] = 59 // a leap second
	}
	return h, n[1], n[2], h < 24 && n[1] < 60 && n[2] < 60
}
