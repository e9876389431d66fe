package desk

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"dateline"
)

// Audit is what was done at the desk, and refused.
type Audit interface {
	Audit(context.Context, ...dateline.AuditEntry) error
	// AuditLog is the latest first: up to most before an ID, 0 for the latest, of one
	// user and one action alone where they are not "".
	AuditLog(ctx context.Context, by, action string, before int64, most int) ([]dateline.AuditEntry, error)
}

// perAudit is how many entries a page of the audit has.
const perAudit = 100

// actions are the words of the audit, for the page's choice.
var actions = []string{"login", "logout", "password", "user", "page", "search-person", "label", "decide", "assign", "week", "double", "code", "settle", "release"}

// note adds to the audit what who asks did. What cannot be noted is logged: the
// ledger may be full, and reading goes on.
func (d *Desk) note(r *http.Request, action, subject, outcome, detail string) {
	d.noteAs(r, viewerOf(r.Context()).Name, action, subject, outcome, detail)
}

func (d *Desk) noteAs(r *http.Request, by, action, subject, outcome, detail string) {
	e := dateline.AuditEntry{At: d.Now(), By: by, Address: d.source(r).String(), Action: action, Subject: subject, Outcome: outcome, Detail: detail}
	if err := d.audited(r.Context(), e); err != nil {
		d.Logger.Error("the audit was not written", "action", action, "by", by, "outcome", outcome, "error", err)
	}
}

// audited adds an entry. It goes on when who asked is gone: what was done was done.
func (d *Desk) audited(ctx context.Context, e dateline.AuditEntry) error {
	if d.Audit == nil {
		d.Logger.Info("audit", "action", e.Action, "by", e.By, "outcome", e.Outcome)
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return d.Audit.Audit(ctx, e)
}

// An auditPage is a part of the audit.
type auditPage struct {
	Entries []dateline.AuditEntry
	By      string
	Action  string
	Actions []string
	Next    string
}

func (d *Desk) auditLog(r *http.Request, _ Viewer) (page, error) {
	before := int64(0)
	if s := r.FormValue("before"); s != "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n < 1 {
			return page{}, dateline.Errorf(dateline.Invalid, "%q is no entry of the audit", s)
		}
		before = n
	}
	out := auditPage{By: r.FormValue("by"), Action: r.FormValue("action"), Actions: actions}
	var err error
	out.Entries, err = d.Audit.AuditLog(r.Context(), out.By, out.Action, before, perAudit)
	if err != nil {
		return page{}, err
	}
	if n := len(out.Entries); n == perAudit {
		q := r.URL.Query()
		q.Set("before", strconv.FormatInt(out.Entries[n-1].ID, 10))
		out.Next = "/audit?" + q.Encode()
	}
	return page{Title: "audit.title", Template: "audit", Data: out}, nil
}
