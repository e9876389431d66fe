package desk

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"dateline"
)

// Releases is what releases ask.
type Releases interface {
	// Freeze keeps what a Query wants now; a Conflict where the name is taken, or while
	// linking has yet to tell what people decided.
	Freeze(context.Context, dateline.Release) (dateline.Release, error)
	Releases(context.Context) ([]dateline.Release, error)
	ReleaseNamed(ctx context.Context, name string) (dateline.Release, error)
	// SinceRelease are the events that are others than they were, after one.
	SinceRelease(ctx context.Context, id int64, after dateline.EventID, most int) ([]dateline.ReleaseChange, error)
	// NewSinceRelease are the events that came.
	NewSinceRelease(ctx context.Context, id int64, limit int, after string) (dateline.Page[dateline.Event], error)
	Frozen(ctx context.Context, id int64) ([]dateline.FrozenEvent, error)
}

// A releasesPage is all releases.
type releasesPage struct{ Releases []dateline.Release }

func (d *Desk) releases(r *http.Request, _ Viewer) (page, error) {
	all, err := d.Releases.Releases(r.Context())
	return page{Title: "release.title", Template: "releases", Data: releasesPage{all}}, err
}

// freeze makes a release of the events that a form asks for.
func (d *Desk) freeze(r *http.Request, who Viewer) (page, error) {
	rel := dateline.Release{Name: strings.TrimSpace(r.PostFormValue("name")), Note: strings.TrimSpace(r.PostFormValue("note")), By: who.Name}
	if !taskName.MatchString(rel.Name) {
		return page{}, dateline.Errorf(dateline.Invalid, "%q is no name of a release; up to 40 lower-case letters, digits and hyphens make one", rel.Name)
	}
	rel.Query.All = r.PostFormValue("all") != ""
	if place := strings.TrimSpace(r.PostFormValue("place")); place != "" {
		rel.Query.Places = []string{place}
	}
	for name, into := range map[string]**dateline.Date{"from": &rel.Query.From, "to": &rel.Query.To} {
		if s := r.PostFormValue(name); s != "" {
			day, err := dateline.ParseDate(s)
			if err != nil {
				return page{}, err
			}
			*into = &day
		}
	}
	rel, err := d.Releases.Freeze(r.Context(), rel)
	if err != nil {
		return page{}, err
	}
	d.note(r, "release", rel.Name, "done", grouped(rel.Events)+" events")
	return page{To: "/releases/" + url.PathEscape(rel.Name)}, nil
}

// A releasePage is a release and what changed since.
type releasePage struct {
	dateline.Release
	Changes []dateline.ReleaseChange
	New     []row
	Next    string
}

func (d *Desk) release(r *http.Request, _ Viewer) (page, error) {
	name, download := strings.CutSuffix(r.PathValue("name"), ".json")
	rel, err := d.Releases.ReleaseNamed(r.Context(), name)
	if err != nil {
		return page{}, err
	}
	if download {
		return d.releaseFile(r, rel)
	}
	out := releasePage{Release: rel}
	if out.Changes, err = d.Releases.SinceRelease(r.Context(), rel.ID, dateline.EventID(r.FormValue("after")), perPage); err != nil {
		return page{}, err
	}
	if n := len(out.Changes); n == perPage {
		out.Next = "/releases/" + url.PathEscape(rel.Name) + "?after=" + url.QueryEscape(string(out.Changes[n-1].Event))
	}
	found, err := d.Releases.NewSinceRelease(r.Context(), rel.ID, perPage, "")
	if err != nil {
		return page{}, err
	}
	if out.New, err = d.rows(r.Context(), found.Items); err != nil {
		return page{}, err
	}
	return page{Title: rel.Name, Template: "release", Data: out}, nil
}

// releaseFile is a release as JSON: which events, and hashes of what each said.
func (d *Desk) releaseFile(r *http.Request, rel dateline.Release) (page, error) {
	events, err := d.Releases.Frozen(r.Context(), rel.ID)
	if err != nil {
		return page{}, err
	}
	raw, err := json.MarshalIndent(struct {
		dateline.Release
		Fields []string               `json:"fields"` // in the order of their hashes, 8 digits each
		Frozen []dateline.FrozenEvent `json:"frozen"`
	}{rel, dateline.ReleaseFields, events}, "", "\t")
	if err != nil {
		return page{}, dateline.Errorf(dateline.Internal, "release %s: %w", rel.Name, err)
	}
	return page{Raw: func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "application/json")
		h.Set("Content-Length", strconv.Itoa(len(raw)))
		h.Set("Content-Disposition", `attachment; filename="`+rel.Name+`.json"`)
		_, _ = w.Write(raw) // who asked may have gone
	}}, nil
}
