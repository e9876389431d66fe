package grade

import (
	"runtime"
	"slices"
	"time"

	"dateline"
	"dateline/link"
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
  account_type, account_day, account_place, account_killed, account_background   of matched accounts, before any
                  merging: the type, the day, the place as fine as told, the number killed as told, whether it is background.
                  With _wrong: another day, place or number is given, where none would be no fault
  event_pairwise  pairs of accounts, in one event or not. Wanted are pairs of matched accounts whose
                  event is the same; what came are all pairs of accounts within an event of
                  the program's, so that a false account in an event counts against it
  event_linked    likewise, without the second halves of events that were read as two, which linking cannot mend:
                  two accounts of a report are never one event
  event_whole     as event_pairwise, but wanted are all pairs of told events, missed ones too
  story_pairwise  pairs of reports in one story; round-ups, which tell of several, are left out
  story_bcubed    B-cubed of the same
  origin_pairwise pairs of reports of one origin: copies, edited copies, rewrites that credit another
  origin_exact, origin_edited, origin_rewrite   the share of such reports whose origin is their source's
  day, place      of events with a matched account that says so (its day; its town, where the report names it): the merged
  killed          event has the day, the town, and the last toll, where a matched report tells that toll

Intervals come from drawing stories anew. Reports are linked in order, and stories settled
after every hundredth of them. reports_per_second is of linking alone, its record with it; cost_ratio is what a
report among the last tenth costs to add and settle, over one among the first; both are of
this run on this machine. linking_memory_mb is what the linker holds at the end, reports and readings aside,
peak_memory_mb the most that the whole process held, with the truth and the record.`,
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
	run := linkStream(reports, readings)
	s := &Sheet{Docs: streamDocs(truth, run.record), Metrics: slices.Concat(streamMetrics, []Metric{
		ofRun("reports_per_second", run.speed), ofRun("cost_ratio", run.ratio), ofRun("linking_memory_mb", run.held), ofRun("peak_memory_mb", peakMemory()),
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
	held   float64 // megabytes that the linker holds, reports and readings aside
}

// settleEvery is into how many parts a stream is cut; the stories are settled
// after each, as one who follows the news would have it.
const settleEvery = 100

// linkStream links a stream part by part and times it.
func linkStream(reports []*dateline.Report, readings []*dateline.Reading) streamRun {
	before := heldMemory()
	l := link.New(link.Options{})
	n := len(reports)
	spent := make([]float64, 0, settleEvery)
	all := 0.0
	for from := 0; from < n; {
		to := max(from+1, n*(len(spent)+1)/settleEvery)
		began := time.Now()
		for i := from; i < to; i++ {
			r := *reports[i]
			l.Add(&r, readings[i])
		}
		l.Settle()
		spent = append(spent, time.Since(began).Seconds()/float64(to-from))
		all += time.Since(began).Seconds()
		from = to
	}
	held := heldMemory() - before
	began := time.Now()
	rec := l.Record()
	all += time.Since(began).Seconds()
	tenth := max(1, len(spent)/10)
	return streamRun{rec, ratio(float64(n), all), ratio(total(spent[len(spent)-tenth:]), total(spent[:tenth])), held}
}

// heldMemory is what the program holds after a collection, in megabytes.
func heldMemory() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

func total(vs []float64) float64 {
	sum := 0.0
	for _, v := range vs {
		sum += v
	}
	return sum
}
