package main

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"dateline"
	"dateline/pipeline"
)

// heldFor is how long what was asked of the ledger for metrics is told again, so
// that those who ask often do not load it.
const heldFor = 5 * time.Second

// askedWithin bounds a question to the ledger for metrics or readiness.
const askedWithin = 5 * time.Second

// metrics are this process's counts, and the ledger's state when it is asked for.
// They are in a registry of their own.
type metrics struct {
	registry    *prometheus.Registry
	steps       *prometheus.CounterVec
	seconds     *prometheus.HistogramVec
	filed       *prometheus.CounterVec
	linked      prometheus.Counter
	batch       prometheus.Histogram
	fetched     *prometheus.CounterVec
	quarantined *prometheus.CounterVec
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		steps: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_steps_total", Help: "Steps of a stage that this process ended, by what they came to (done, again, failed, stopped)."}, []string{"stage", "outcome"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dateline_step_seconds", Help: "Time that a step of a stage took; of link, a batch.", Buckets: prometheus.ExponentialBuckets(0.002, 2.5, 14)}, []string{"stage"}),
		filed: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_filed_reports_total", Help: "Reports that this process took in: new, known already, or refused since they were purged."}, []string{"what"}),
		linked: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "dateline_linked_reports_total", Help: "Reports that this process linked."}),
		batch: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "dateline_link_batch_reports", Help: "Reports linked in one transaction.", Buckets: prometheus.ExponentialBuckets(1, 4, 7)}),
		fetched: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_fetches_total", Help: "Answers to what this process fetched, by HTTP status; \"none\" where none came."}, []string{"status"}),
		quarantined: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_quarantined_total", Help: "What this process put in quarantine, by stage and kind of error."}, []string{"stage", "kind"}),
	}
	m.registry.MustRegister(m.steps, m.seconds, m.filed, m.linked, m.batch, m.fetched, m.quarantined,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	// Series that are there from the start show that nothing has happened yet.
	for _, stage := range []dateline.Stage{dateline.StagePoll, dateline.StageFetch, dateline.StageRead, dateline.StageLink} {
		m.steps.WithLabelValues(string(stage), string(pipeline.Done))
		m.seconds.WithLabelValues(string(stage))
		for _, kind := range []dateline.Kind{dateline.Invalid, dateline.NotFound, dateline.Unavailable, dateline.Internal} {
			m.quarantined.WithLabelValues(string(stage), string(kind))
		}
	}
	for _, what := range []string{"new", "known", "refused"} {
		m.filed.WithLabelValues(what)
	}
	return m
}

// Ended implements pipeline.Observer.
func (m *metrics) Ended(stage dateline.Stage, how pipeline.Outcome, took time.Duration) {
	m.steps.WithLabelValues(string(stage), string(how)).Inc()
	m.seconds.WithLabelValues(string(stage)).Observe(took.Seconds())
}

// Filed implements pipeline.Observer.
func (m *metrics) Filed(f dateline.Filed) {
	m.filed.WithLabelValues("new").Add(float64(f.New))
	m.filed.WithLabelValues("known").Add(float64(f.Known))
	m.filed.WithLabelValues("refused").Add(float64(f.Refused))
}

// Linked implements pipeline.Observer.
func (m *metrics) Linked(n int, _ time.Duration) {
	m.linked.Add(float64(n))
	m.batch.Observe(float64(n))
}

// Quarantined implements pipeline.Observer.
func (m *metrics) Quarantined(q dateline.Quarantined) {
	m.quarantined.WithLabelValues(string(q.Stage), string(q.Kind)).Inc()
}

// Fetched implements pipeline.Observer.
func (m *metrics) Fetched(status int) {
	label := "none"
	if status != 0 {
		label = strconv.Itoa(status)
	}
	m.fetched.WithLabelValues(label).Inc()
}

// A stateCollector tells what the ledger says of itself.
type stateCollector struct {
	ask func(context.Context) (ledgerState, error)

	mu   sync.Mutex
	at   time.Time
	last ledgerState
	err  error
}

// A ledgerState is what metrics tell of a ledger.
type ledgerState struct {
	jobs       map[dateline.Stage]dateline.Backlog
	unlinked   int
	reports    int
	quarantine map[dateline.Stage]int
	oldest     time.Duration // since the oldest report came that is not linked; 0 when there is none
	feeds      int
	silent     int
	bytes      int64
}

var (
	queueDesc      = prometheus.NewDesc("dateline_queue_jobs", "Jobs of a stage in the ledger: ready, or to be tried again later.", []string{"stage", "state"}, nil)
	unlinkedDesc   = prometheus.NewDesc("dateline_unlinked_reports", "Reports in the ledger that are read and not linked.", nil, nil)
	reportsDesc    = prometheus.NewDesc("dateline_reports", "Reports in the ledger.", nil, nil)
	quarantineDesc = prometheus.NewDesc("dateline_quarantine", "What is in quarantine, by stage.", []string{"stage"}, nil)
	oldestDesc     = prometheus.NewDesc("dateline_oldest_unprocessed_seconds", "Since the oldest report was taken in that is not read or not linked; 0 when all are.", nil, nil)
	feedsDesc      = prometheus.NewDesc("dateline_feeds", "Feeds that are looked at.", nil, nil)
	silentDesc     = prometheus.NewDesc("dateline_feeds_silent", "Feeds that have had nothing new for much longer than they use to, or fail.", nil, nil)
	bytesDesc      = prometheus.NewDesc("dateline_ledger_bytes", "Size of the ledger.", nil, nil)
	upDesc         = prometheus.NewDesc("dateline_ledger_up", "Whether the ledger answered.", nil, nil)
)

// Describe implements prometheus.Collector.
func (c *stateCollector) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{queueDesc, unlinkedDesc, reportsDesc, quarantineDesc, oldestDesc, feedsDesc, silentDesc, bytesDesc, upDesc} {
		out <- d
	}
}

// Collect implements prometheus.Collector.
func (c *stateCollector) Collect(out chan<- prometheus.Metric) {
	s, err := c.state()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	if err != nil {
		gauge(upDesc, 0)
		return
	}
	gauge(upDesc, 1)
	for _, stage := range []dateline.Stage{dateline.StagePoll, dateline.StageFetch, dateline.StageRead} {
		gauge(queueDesc, float64(s.jobs[stage].Ready), string(stage), "ready")
		gauge(queueDesc, float64(s.jobs[stage].Later), string(stage), "later")
	}
	for _, stage := range []dateline.Stage{dateline.StageIntake, dateline.StageFetch, dateline.StageRead, dateline.StageLink} {
		gauge(quarantineDesc, float64(s.quarantine[stage]), string(stage))
	}
	gauge(unlinkedDesc, float64(s.unlinked))
	gauge(reportsDesc, float64(s.reports))
	gauge(oldestDesc, s.oldest.Seconds())
	gauge(feedsDesc, float64(s.feeds))
	gauge(silentDesc, float64(s.silent))
	gauge(bytesDesc, float64(s.bytes))
}

func (c *stateCollector) state() (ledgerState, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at.IsZero() || time.Since(c.at) > heldFor {
		ctx, stop := context.WithTimeout(context.Background(), askedWithin)
		defer stop()
		c.last, c.err = c.ask(ctx)
		c.at = time.Now()
	}
	return c.last, c.err
}
