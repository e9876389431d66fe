package desk

import (
	"context"
	"net/http"
	"strconv"

	"dateline"
)

// Work is what the page of work asks.
type Work interface {
	Status(context.Context) (*dateline.Standing, error)
	// Unlinked is how many reports are read and not linked yet, or are to be linked anew.
	Unlinked(context.Context) (int, error)
	// Quarantined is what failed for good at a stage ("" for all), from the one after an
	// ID on.
	Quarantined(ctx context.Context, stage dateline.Stage, after int64, limit int) ([]dateline.Quarantined, error)
}

// A workPage is how a ledger stands.
type workPage struct {
	*dateline.Standing
	Stages     []stageRow
	Quarantine []dateline.Quarantined
	Next       string
	Read       int // percent of the reports
}

// A stageRow is how work at a stage goes on.
type stageRow struct {
	Stage dateline.Stage
	dateline.JobsOf
	dateline.Rate
	Rated bool
}

// mostHeld is how many failures are listed at once.
const mostHeld = 25

// standing is how the ledger stands, found out once for all who ask.
func (d *Desk) standing(ctx context.Context) (*dateline.Standing, error) {
	return d.stands.get(ctx, d.Now(), figuresFor, "", d.Work.Status)
}

// work shows how reading and linking go on, and what failed.
func (d *Desk) work(r *http.Request, _ Viewer) (page, error) {
	s, err := d.standing(r.Context())
	if err != nil {
		return page{}, err
	}
	after, err := number(r.FormValue("after"))
	if err != nil {
		return page{}, err
	}
	p := workPage{Standing: s}
	for _, stage := range []dateline.Stage{dateline.StagePoll, dateline.StageFetch, dateline.StageIntake, dateline.StageRead, dateline.StageLink} {
		rate, rated := s.Rates[stage]
		if jobs, has := s.Jobs[stage]; has || rated {
			p.Stages = append(p.Stages, stageRow{stage, jobs, rate, rated})
		}
	}
	if n := s.Reports.All; n > 0 {
		p.Read = (n - s.Reports.Unread) * 100 / n
	}
	held, err := d.Work.Quarantined(r.Context(), "", int64(after), mostHeld+1)
	if err != nil {
		return page{}, err
	}
	if len(held) > mostHeld {
		held = held[:mostHeld]
		p.Next = "/work?after=" + strconv.FormatInt(held[mostHeld-1].ID, 10)
	}
	p.Quarantine = held
	return page{Title: "work.title", Template: "work", Data: p}, nil
}
