package grade

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"dateline"
	"dateline/when"
)

func recognizers() Collection {
	return Collection{
		Name:  "recognizers",
		Path:  "FILE|DIR",
		About: "Time expressions of the specifications of Recognizers-Text, with a reference time",
		Long: `PATH is a specification of date and time (.json) or a directory that is searched for
them (Specs/DateTime/English). Each holds sentences, many of them spoken to a calendar,
a reference time, and the expressions in them. It is published at
github.com/microsoft/Recognizers-Text under the MIT licence.

span_ counts expressions that share a byte with one found, each at most once,
span_strict_ those of the very same bytes. Values are counted where a file gives them
(parsers and models; extractors give spans alone): value_accuracy is the share of the
expressions that were found with the right value, value_f1 takes what was found
besides into account.

A value is right when it says the same as one of the readings given:
  date, datetime   the TIMEX3 value, or the day (and clock) of a resolution; XXXX-12-24
                   and XXXX-WXX-3 stand for any of their days
  time             the clock of the TIMEX3 value (T19 is T19:00)
  daterange        the TIMEX3 value, the same first and last day, or marks for both ends
  timerange        the part of the day (TMO); from one clock to another maps to nothing
  duration         the same number of seconds, a month of 30 days and a year of 365
  set              the TIMEX3 value
Time zones are no times and are left out, so are sentences of another calendar mode.
A range is one expression there: that one of its ends was found counts as found.

--predictions is a FILE or DIR of the same form and names: the same cases, with the Results
of another system. A value of theirs is right when it says what one of gold's readings does.`,
		Predicts: true,
		Score:    scoreRecognizers,
	}
}

// recognized is an expression that a specification wants.
type recognized struct {
	dateline.Span
	Type    string // "date", "daterange"
	timexes []string
	days    [][2]string // first day, day after the last
	moments []string    // "2016-11-08T16:00"
	seconds []string
}

type recognizerCase struct {
	Input   string `json:"Input"`
	Context struct {
		Reference string `json:"ReferenceDateTime"`
	} `json:"Context"`
	Results []recognizerResult `json:"Results"`
}

type recognizerResult struct {
	Text     string `json:"Text"`
	Start    int    `json:"Start"`
	Length   int    `json:"Length"`
	Type     string `json:"Type"`
	TypeName string `json:"TypeName"`
	Value    *struct {
		Timex  string              `json:"Timex"`
		Future map[string]string   `json:"FutureResolution"`
		Past   map[string]string   `json:"PastResolution"`
		Values []map[string]string `json:"values"`
	} `json:"Value"`
	Resolution *struct {
		Values []map[string]string `json:"values"`
	} `json:"Resolution"`
}

func scoreRecognizers(path string, in Input) (*Sheet, error) {
	files, err := filesNamed(path, recognizerForm, ".json")
	if err != nil {
		return nil, err
	}
	metrics := append(PRF("span", "span"), PRF("span_strict", "span_strict")...)
	metrics = append(metrics, Accuracy("value_accuracy", "value"))
	metrics = append(metrics, PRF("value", "value")...)
	types := []string{"date", "daterange", "datetime", "datetimerange", "time", "timerange", "duration", "set"}
	for _, t := range types {
		metrics = append(metrics, Accuracy("value_accuracy_"+t, "value "+t))
	}
	sheet := &Sheet{Metrics: metrics}
	wanted := 0
	for _, f := range files {
		cases, err := readRecognizers(f)
		if err != nil {
			return nil, err
		}
		if strings.Contains(filepath.Base(f), "CalendarMode") || strings.Contains(filepath.Base(f), "TimeZone") {
			continue
		}
		var others []recognizerCase
		if in.Predictions != "" {
			if others, err = predictedRecognizers(in.Predictions, path, f, cases); err != nil {
				return nil, err
			}
		}
		for i, c := range cases {
			d := &Doc{Name: fmt.Sprintf("%s#%d", filepath.Base(f), i+1)}
			gold := c.wanted()
			wanted += len(gold)
			var came recognizedMarks
			if others != nil {
				came = others[i].marks()
			} else if came, err = ownMarks(c); err != nil {
				return nil, dateline.Errorf(dateline.Invalid, "%s, case %d: %v", f, i+1, err)
			}
			compareRecognized(d, c, gold, came)
			sheet.Docs = append(sheet.Docs, d)
		}
	}
	sheet.Notes = append(sheet.Notes, fmt.Sprintf("A document is one sentence; %d expressions in %d files are wanted.", wanted, len(files)))
	return sheet, nil
}

// wanted are the expressions of a case that are times.
func (c recognizerCase) wanted() []recognized {
	var out []recognized
	for _, r := range c.Results {
		typ := r.Type
		if typ == "" {
			typ = r.TypeName
		}
		typ = strings.TrimPrefix(typ, "datetimeV2.")
		if typ == "timezone" {
			continue
		}
		span, ok := findFold(c.Input, r.Text, r.Start)
		if !ok {
			continue
		}
		w := recognized{Span: span, Type: typ}
		var values []map[string]string
		if r.Value != nil {
			w.timexes = append(w.timexes, r.Value.Timex)
			values = append(values, r.Value.Future, r.Value.Past)
			values = append(values, r.Value.Values...)
		}
		if r.Resolution != nil {
			values = append(values, r.Resolution.Values...)
		}
		for _, v := range values {
			w.reading(v)
		}
		out = append(out, w)
	}
	return out
}

// findFold is where words stand in a sentence, from about a rune on, case aside.
func findFold(s, words string, rune0 int) (dateline.Span, bool) {
	at := 0
	for n := 0; n < rune0 && at < len(s); n++ {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	for _, from := range []int{at, max(at-2, 0), 0} {
		if i := strings.Index(strings.ToLower(s[from:]), strings.ToLower(words)); i >= 0 && from+i+len(words) <= len(s) && words != "" {
			return dateline.Span{Start: from + i, End: from + i + len(words)}, true
		}
	}
	return dateline.Span{}, false
}

// reading notes one of the readings that a specification gives an expression.
func (w *recognized) reading(v map[string]string) {
	if t := v["timex"]; t != "" {
		w.timexes = append(w.timexes, t)
	}
	first, last := v["start"], v["end"]
	if first == "" {
		first, last = v["startDate"], v["endDate"]
	}
	if first != "" && last != "" {
		w.days = append(w.days, [2]string{first, last})
	}
	for _, key := range []string{"date", "dateTime", "value"} {
		x := v[key]
		if key == "value" && w.Type == "duration" {
			w.seconds = append(w.seconds, x)
			continue
		}
		if x != "" {
			w.moments = append(w.moments, clockOf(strings.Replace(x, " ", "T", 1)))
		}
	}
	if d := v["duration"]; d != "" {
		w.seconds = append(w.seconds, d)
	}
}

// clockOf writes a clock without seconds and minutes that are none: T19 for T19:00:00.
func clockOf(v string) string {
	for range 2 {
		if strings.Contains(v, "T") && strings.Contains(v, ":") {
			v = strings.TrimSuffix(v, ":00")
		}
	}
	return v
}

func compareRecognized(d *Doc, c recognizerCase, gold []recognized, marks recognizedMarks) {
	came := marks.timexes
	want := make([]timex, len(gold))
	valued := false
	for i, g := range gold {
		want[i] = timex{Span: g.Span}
		valued = valued || len(g.timexes) > 0
	}
	pairs := pairTimexes(want, came)
	var span, strict, value float64
	for i, g := range gold {
		right := 0.0
		k := pairs[i]
		switch {
		case k < 0:
			d.Miss("span", g.show(c.Input), "")
		default:
			span++
			if came[k].Span == g.Span {
				strict++
			}
			if marks.right(g, k) {
				right = 1
			} else if valued {
				d.Miss("value", g.show(c.Input), fmt.Sprintf("%q %s", came[k].Span.In(c.Input), came[k].Value))
			}
		}
		if valued {
			d.Add("value "+g.Type, right, 0, 1)
			value += right
		}
	}
	d.Add("span", span, float64(len(came)), float64(len(gold)))
	d.Add("span_strict", strict, float64(len(came)), float64(len(gold)))
	if valued {
		d.Add("value", value, float64(len(came)), float64(len(gold)))
	}
}

func (w recognized) show(s string) string {
	return fmt.Sprintf("%q %s %s", w.Span.In(s), w.Type, strings.Join(w.timexes, " "))
}

// says reports whether a TIMEX3 value says what one of the readings does.
func (w recognized) says(value string) bool {
	value = clockOf(value)
	for _, t := range w.timexes {
		if t = clockOf(t); t != "" && (t == value || sameMasked(t, value)) {
			return true
		}
		if i := strings.Index(value, "T"); i >= 0 && strings.HasPrefix(t, "T") && value[i:] == t {
			return true
		}
	}
	for _, m := range w.moments {
		if m == value {
			return true
		}
	}
	if s, ok := secondsOf(value); ok {
		for _, x := range w.seconds {
			if x == s {
				return true
			}
		}
	}
	return false
}

// sameMasked reports whether a value is one of those that an open one stands for:
// 2018-12-24 for XXXX-12-24, a Wednesday for XXXX-WXX-3.
func sameMasked(open, value string) bool {
	if !strings.HasPrefix(open, "XXXX-") || len(value) < 10 {
		return false
	}
	day, err := dateline.ParseDate(value[:10])
	if err != nil {
		return false
	}
	if rest, ok := strings.CutPrefix(open, "XXXX-WXX-"); ok && len(rest) > 0 {
		return int(rest[0]-'0')%7 == int(day.Weekday()) && rest[1:] == value[10:]
	}
	for i := 0; i < 10 && i < len(open); i++ {
		if open[i] != 'X' && open[i] != value[i] {
			return false
		}
	}
	return len(open) == len(value) && open[min(10, len(open)):] == value[10:]
}

// intervalSays reports whether an expression over the same words has the first
// and last day of one of the readings.
func (w recognized) intervalSays(found []when.Expression, pub *dateline.Date) bool {
	for _, e := range found {
		if !e.Span.Overlaps(w.Span) {
			continue
		}
		for _, tense := range []when.Tense{when.Past, when.Future, when.Unknown} {
			v := e.Resolve(pub, tense)
			if v.Start == nil || v.End == nil {
				continue
			}
			for _, m := range w.moments {
				if v.Precision == dateline.Day && v.Start.String() == m && v.End.Sub(*v.Start) == 1 {
					return true
				}
			}
			for _, d := range w.days {
				if v.Start.String() == d[0][:min(10, len(d[0]))] && v.End.String() == d[1][:min(10, len(d[1]))] {
					return true
				}
			}
		}
	}
	return false
}

// endsSaid reports whether the marks over the words of a range are of the days that it
// begins and ends with: of a last month or year, the first day, as the specifications
// have it.
func (w recognized) endsSaid(came []timex) bool {
	var over []timex
	for _, c := range came {
		if c.Overlaps(w.Span) {
			over = append(over, c)
		}
	}
	if len(over) != 2 || w.Type != "daterange" {
		return false
	}
	for _, d := range w.days {
		if firstDayOf(over[0].Value) == d[0] && firstDayOf(over[1].Value) == d[1] {
			return true
		}
	}
	return false
}

// firstDayOf is the first day of a TIMEX3 value of a day, month or year, "" for others.
func firstDayOf(v string) string {
	if len(v) < 4 || len(v) > 10 {
		return ""
	}
	v += "-01-01"[min(max(len(v)-4, 0), 6):]
	if _, err := dateline.ParseDate(v); err != nil {
		return ""
	}
	return v
}

// secondsOf is the length of a TIMEX3 duration of digits, a month of 30 days and
// a year of 365.
func secondsOf(v string) (string, bool) {
	if !strings.HasPrefix(v, "P") {
		return "", false
	}
	total, n, scale, clock := time.Duration(0), time.Duration(0), time.Duration(0), false
	for _, c := range v[1:] {
		day := 24 * time.Hour
		var unit time.Duration
		switch {
		case c == 'T':
			clock = true
			continue
		case c == '.':
			scale = 1
			continue
		case c >= '0' && c <= '9' && n < 1e6:
			n = n*10 + time.Duration(c-'0')
			scale *= 10
			continue
		case c == 'S' && clock:
			unit = time.Second
		case c == 'M' && clock:
			unit = time.Minute
		case c == 'H' && clock:
			unit = time.Hour
		case c == 'D':
			unit = day
		case c == 'W':
			unit = 7 * day
		case c == 'M':
			unit = 30 * day
		case c == 'Y':
			unit = 365 * day
		default:
			return "", false
		}
		total += n * unit / max(scale, 1)
		n, scale = 0, 0
	}
	return fmt.Sprint(int64(total / time.Second)), total > 0
}
