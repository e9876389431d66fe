package grade

import (
	"slices"
	"time"

	"dateline"
)

// stream is what go run ./cmd/stream writes.
var stream = Collection{
	Name:  "stream",
	Path:  "FILE.jsonl",
	About: "A synthetic stream of reports against its truth: events, stories, origins, values after merging, speed",
	Long: `FILE.jsonl comes from go run ./cmd/stream, with FILE.truth.jsonl beside it. Every
report is read, or its reading is taken from --readings FILE, which the same command
writes: readings made from the truth with a reader's faults, for measuring linking by itself. --reports N
takes the first N reports.

An account is matched to an event that its report tells when their types are kin or of one family and it
quotes a sentence that tells of it; the pair with most of the words in common and the same
type goes first, and each event of a report takes one account. What is left over is false: an account of
nothing, or one half of an event that was read as two.

  told            the share of the told events that an account matches; what reading misses
  account         the share of the accounts that match, false ones counting against it
  event_pairwise  pairs of accounts, in one event or not. Wanted are pairs of matched accounts whose
                  event is the same; what came are all pairs of accounts within an event of
                  the program's, so that a false account in an event counts against it
  event_whole     likewise, but wanted are all pairs of told events, missed ones too
  story_pairwise  pairs of reports in one story; round-ups, which tell of several, are left out
  story_bcubed    B-cubed of the same
  origin_pairwise pairs of reports of one origin: copies, edited copies, rewrites that credit another
  origin_exact, origin_edited, origin_rewrite   the share of such reports whose origin is their source's
  day, place      of events with a matched account that says so (its day; its town, where the report names it): the merged
  killed          event has the day, the town, and the last toll, where a matched report tells that toll

Intervals come from drawing stories anew. reports_per_second is of linking alone, with its record; cost_ratio is the
cost of a report among the last tenth over that among the first tenth; both are of this
run on this machine, as is peak_memory_mb, of the whole process.`,
	Flags: []string{"readings", "reports"},
	Score: scoreStream,
}

func scoreStream(path string, in Input) (*Sheet, error) {
	reports, truth, err := loadStream(path, in.Reports)
	if err != nil {
		return nil, err
	}
	var readings []*dateline.Reading
	if in.Readings != "" {
		readings, err = loadReadings(in.Readings, reports)
		if err != nil {
			return nil, err
		}
	} else {
		readings = each(len(reports), func(i int) *dateline.Reading { return in.Read(reports[i]) })
	}
	run := linkStream(reports, readings, in.Link)
	s := &Sheet{Docs: streamDocs(truth, run.record), Metrics: slices.Concat(streamMetrics, []Metric{
		ofRun("reports_per_second", run.speed), ofRun("cost_ratio", run.ratio), ofRun("peak_memory_mb", peakMemory()),
	})}
	return s, nil
}

// ofRun is a figure of the run, which no drawing of stories changes.
func ofRun(name string, v float64) Metric {
	return Metric{name, Plain, func([]*Doc) float64 { return v }}
}

// A streamRun is a linked stream and what it cost.
type streamRun struct {
	record dateline.Record
	speed  float64 // reports a second
	ratio  float64
}

// linkStream links a stream and times it. The marginal cost of the last tenth is
// that of all less that of nine tenths.
func linkStream(reports []*dateline.Report, readings []*dateline.Reading, link func([]dateline.Report, []*dateline.Reading) dateline.Record) streamRun {
	took := func(n int) (dateline.Record, float64) {
		copied := make([]dateline.Report, n)
		for i := range copied {
			copied[i] = *reports[i]
		}
		from := time.Now()
		rec := link(copied, readings[:n])
		return rec, time.Since(from).Seconds()
	}
	n := len(reports)
	tenth := max(1, n/10)
	_, first := took(tenth)
	_, most := took(n - tenth)
	rec, all := took(n)
	return streamRun{rec, ratio(float64(n), all), ratio(max(0, all-most), first)}
}
