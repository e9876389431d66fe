package grade

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"strings"

	"dateline"
)

// A streamReport is a line of a stream.
type streamReport struct {
	ID        string `json:"id"`
	Outlet    string `json:"outlet"`
	Title     string `json:"title"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Text      string `json:"text"` // the headline first
}

// Report is the report as the reader and the linker take it.
func (r streamReport) Report() *dateline.Report {
	sum := sha256.Sum256([]byte(r.Text))
	out := &dateline.Report{ID: dateline.ReportID(r.ID), Path: r.ID, Outlet: &r.Outlet, Title: &r.Title, URL: &r.URL, Language: "en", SHA256: hex.EncodeToString(sum[:]), Text: r.Text}
	if m, err := dateline.ParseMoment(r.Published); err == nil {
		out.Published = &m
	}
	return out
}

// A streamTruth is what is known of a stream.
type streamTruth struct {
	events  map[string]*streamEvent
	reports map[string]*streamTold
}

// A streamEvent is an event as it was, its toll the last that became known.
type streamEvent struct {
	ID      string   `json:"id"`
	Story   string   `json:"story"`
	Type    string   `json:"type"`
	Day     string   `json:"day"`
	Place   []string `json:"place"` // names from the country down
	Killed  int      `json:"killed"`
	Wounded int      `json:"wounded"`
}

// A streamTold is what a report is and tells.
type streamTold struct {
	ID     string          `json:"id"`
	Story  *string         `json:"story"` // nil of a round-up
	Kind   string          `json:"kind"`
	CopyOf *string         `json:"copy_of"`
	Origin string          `json:"origin"`
	Events []streamMention `json:"events"`
}

// A streamMention is an event as one report tells it.
type streamMention struct {
	Event      string   `json:"event"`
	Type       string   `json:"type"`
	Place      []string `json:"place"`
	Background bool     `json:"background"`
	Killed     *int     `json:"killed"`
	Wounded    *int     `json:"wounded"`
	Spans      [][2]int `json:"spans"` // sentences that tell of it, in bytes of the text
}

var errEnough = errors.New("enough")

// loadStream reads the first most reports of a stream, all for 0, and their truth.
func loadStream(path string, most int) ([]*dateline.Report, *streamTruth, error) {
	stem, ok := strings.CutSuffix(path, ".jsonl")
	if _, err := os.Stat(path); err != nil {
		return nil, nil, missing(path, "a stream's file, SOMETHING.jsonl", err)
	}
	if !ok {
		return nil, nil, dateline.Errorf(dateline.Invalid, "%s: expected a stream's file, whose name ends in .jsonl, with its truth beside it", path)
	}
	var reports []*dateline.Report
	err := jsonLines(path, "a stream's reports, JSON lines as go run ./cmd/stream writes them", func(r streamReport) error {
		if r.ID == "" || r.Text == "" {
			return dateline.Errorf(dateline.Invalid, "a report without id or text")
		}
		reports = append(reports, r.Report())
		if len(reports) == most {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, nil, err
	}
	truth := &streamTruth{map[string]*streamEvent{}, make(map[string]*streamTold, len(reports))}
	type truthLine struct {
		Event  *streamEvent `json:"event"`
		Report *streamTold  `json:"report"`
	}
	err = jsonLines(stem+".truth.jsonl", "the truth of "+path+", which go run ./cmd/stream writes beside it", func(l truthLine) error {
		switch {
		case l.Event != nil && l.Event.ID != "":
			truth.events[l.Event.ID] = l.Event
		case l.Report != nil && l.Report.ID != "":
			if n := len(truth.reports); n >= len(reports) || reports[n].ID != dateline.ReportID(l.Report.ID) {
				return dateline.Errorf(dateline.Invalid, "report %s is not the one that stands at its place in %s; the two are not of one run", l.Report.ID, path)
			}
			truth.reports[l.Report.ID] = l.Report
			if len(truth.reports) == len(reports) {
				return errEnough
			}
		default:
			return dateline.Errorf(dateline.Invalid, "neither an event nor a report with an id")
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, nil, err
	}
	if len(truth.reports) != len(reports) {
		return nil, nil, dateline.Errorf(dateline.Invalid, "%s.truth.jsonl knows %d of the %d reports of %s; write both anew with go run ./cmd/stream", stem, len(truth.reports), len(reports), path)
	}
	return reports, truth, nil
}

// loadReadings reads the readings of a stream's first reports.
func loadReadings(path string, reports []*dateline.Report) ([]*dateline.Reading, error) {
	var out []*dateline.Reading
	err := jsonLines(path, "readings of the stream, as go run ./cmd/stream --readings writes them", func(r dateline.Reading) error {
		if rep := reports[len(out)]; r.Report != rep.ID {
			return dateline.Errorf(dateline.Invalid, "a reading of %s, where one of %s was expected; the files are not of one run", r.Report, rep.ID)
		}
		for _, a := range r.Accounts {
			for _, e := range a.Evidence {
				if err := e.Check(reports[len(out)].Text); err != nil {
					return err
				}
			}
		}
		if out = append(out, &r); len(out) == len(reports) {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	if len(out) < len(reports) {
		return nil, dateline.Errorf(dateline.Invalid, "%s holds %d readings for %d reports; write it with go run ./cmd/stream --readings, or leave --readings out and have the reports read", path, len(out), len(reports))
	}
	return out, nil
}

// peakMemory is the most memory that the process has held, in megabytes of 2^20
// bytes; 0 where the system does not say.
func peakMemory() float64 {
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(raw)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n := 0.0
			for _, c := range strings.TrimSuffix(strings.TrimSpace(kb), " kB") {
				n = n*10 + float64(c-'0')
			}
			return n / 1024
		}
	}
	return 0
}

// StreamReports gives the reports of a stream in their order, until take fails.
func StreamReports(path string, take func(*dateline.Report) error) error {
	return jsonLines(path, "a stream's reports, JSON lines as go run ./cmd/stream writes them", func(r streamReport) error {
		if r.ID == "" || r.Text == "" {
			return dateline.Errorf(dateline.Invalid, "a report without id or text")
		}
		return take(r.Report())
	})
}

// StreamReadings gives the readings of a stream's reports in their order, until take
// fails.
func StreamReadings(path string, take func(*dateline.Reading) error) error {
	return jsonLines(path, "readings of the stream, as go run ./cmd/stream --readings writes them", func(r dateline.Reading) error { return take(&r) })
}
