package dateline

import (
	"strings"
	"time"
)

// A Date is a local calendar day of the proleptic Gregorian calendar, with no
// clock and no zone. The zero Date is not a day.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the calendar day of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads a day written YYYY-MM-DD.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, Errorf(Invalid, "%q is not a day; write it as 2019-05-17", s)
	}
	return DateOf(t), nil
}

// Time is midnight UTC at the start of the day, for arithmetic.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// AddDays is the day n days later; n may be negative.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Sub is the number of days from o to d. It counts in seconds since 1970, as a
// time.Duration ends after 292 years.
func (d Date) Sub(o Date) int { return int((d.Time().Unix() - o.Time().Unix()) / (24 * 60 * 60)) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// Before reports whether d is earlier than o.
func (d Date) Before(o Date) bool { return d.Sub(o) < 0 }

func (d Date) String() string { return d.Time().Format(time.DateOnly) }

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}

// A Moment is when something was published: a day, and a clock time with its
// zone where the source gives one.
type Moment struct {
	Time  time.Time
	Clock bool // whether the time of day is known
}

// ParseMoment reads YYYY-MM-DD or RFC 3339, the seconds and the zone of the
// latter being optional ("2019-05-17 08:30" is taken as UTC).
func ParseMoment(s string) (Moment, error) {
	s = strings.TrimSpace(s)
	if d, err := ParseDate(s); err == nil {
		return Moment{Time: d.Time()}, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return Moment{Time: t, Clock: true}, nil
		}
	}
	return Moment{}, Errorf(Invalid, "%q is not a date; write it as 2019-05-17 or 2019-05-17T08:30:00Z", s)
}

// Day is the local calendar day of the moment, in its own zone.
func (m Moment) Day() Date { return DateOf(m.Time) }

func (m Moment) String() string {
	if m.Clock {
		return m.Time.Format(time.RFC3339)
	}
	return m.Time.Format(time.DateOnly)
}

// MarshalText writes a day or an RFC 3339 time.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what ParseMoment reads.
func (m *Moment) UnmarshalText(b []byte) (err error) {
	*m, err = ParseMoment(string(b))
	return err
}
