package desk

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// Releases is what releases ask.
type Releases interface {
	// Freeze keeps what a Query wants now; a Conflict where the name is taken, or while
	// linking has yet to tell what people decided.
	Freeze(context.Context, dateline.Release) (dateline.Release, error)
	Releases(context.Context) ([]dateline.Release, error)
	ReleaseNamed(ctx context.Context, name string) (dateline.Release, error)
	// SinceRelease are the events that are others than they were, in a field where one is
	// named, after one; TallyRelease counts them.
	SinceRelease(ctx context.Context, id int64, field string, after dateline.EventID, most int) ([]dateline.ReleaseChange, error)
	TallyRelease(ctx context.Context, id int64, most int) (dateline.ReleaseTally, error)
	// NewSinceRelease are the events that came.
	NewSinceRelease(ctx context.Context, id int64, limit int, after string) (dateline.Page[dateline.Event], error)
	// Frozen are the events as they were, after one, and the ID to go on after.
	Frozen(ctx context.Context, id int64, after dateline.EventID, most int) ([]dateline.Event, dateline.EventID, error)
}

// A releasesPage is all releases.
type releasesPage struct{ Releases []dateline.Release }

func (d *Desk) releases(r *http.Request, _ Viewer) (page, error) {
	all, err := d.Releases.Releases(r.Context())
	return page{Title: "release.title", Template: "releases", Data: releasesPage{all}}, err
}

// freezeLong is how long freezing and the file of a release may take: longer than a page.
const freezeLong = 10 * time.Minute

// unhurried gives an answer more time than pages have, and ends it with whoever asked.
func unhurried(w http.ResponseWriter, r *http.Request) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), freezeLong)
	stop := context.AfterFunc(gone(r.Context()), cancel)
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(freezeLong)) // a server without deadlines is a test's
	return ctx, func() { stop(); cancel() }
}

// freeze makes a release of the events that a form asks for.
func (d *Desk) freeze(r *http.Request, who Viewer) (page, error) {
	rel := dateline.Release{Name: strings.TrimSpace(r.PostFormValue("name")), Note: strings.TrimSpace(r.PostFormValue("note")), By: who.Name}
	if !taskName.MatchString(rel.Name) {
		return page{}, wrong("name", "%q is no name of a release; up to 40 lower-case letters, digits and hyphens make one", rel.Name)
	}
	rel.Query.All = r.PostFormValue("all") != ""
	if place := strings.TrimSpace(r.PostFormValue("place")); place != "" {
		facets, err := d.facets(r.Context())
		if err != nil {
			return page{}, err
		}
		if rel.Query.Places = placesNamed(facets.Places, place); len(rel.Query.Places) == 0 {
			return page{}, wrong("place", "%q is the place of no event; a release of it would be empty", place)
		}
	}
	for name, into := range map[string]**dateline.Date{"from": &rel.Query.From, "to": &rel.Query.To} {
		if s := r.PostFormValue(name); s != "" {
			day, err := dateline.ParseDate(s)
			if err != nil {
				return page{}, at(name, err)
			}
			*into = &day
		}
	}
	return page{Raw: func(w http.ResponseWriter, r *http.Request) {
		ctx, done := unhurried(w, r)
		defer done()
		rel, err := d.Releases.Freeze(ctx, rel)
		if err != nil {
			d.fail(w, r, err)
			return
		}
		d.note(r, "release", rel.Name, "done", grouped(rel.Events)+" events")
		d.answer(w, r, page{To: releasePath(rel.Name)})
	}}, nil
}

func releasePath(name string) string { return "/releases/" + url.PathEscape(name) }

// A releasePage is a release and what changed since.
type releasePage struct {
	dateline.Release
	Asked     []string // what it is narrowed by
	Files     []releaseFile
	Tally     dateline.ReleaseTally
	Fields    []tallied
	Field     string // of which changes are listed; "" is any
	Changes   []changeView
	Next      string
	New       []row
	NewOf     int // how many came
	NextNew   string
	Unchanged bool
}

// A tallied is in how many events a field changed.
type tallied struct {
	Field  string
	Events int
	Here   bool
}

// A changeView is an event that is not as it was.
type changeView struct {
	dateline.ReleaseChange
	Title  string // as it was, where that is held
	Fields []changedField
}

// A changedField is a field with its values.
type changedField struct {
	Name     string
	Was, Now []passage
}

// mostTallied is up to how many changes are counted for a page.
const mostTallied = 500

// perChanges is how many a page shows, with what each field was and is.
const perChanges = 25

func (d *Desk) release(r *http.Request, _ Viewer) (page, error) {
	name, kind, download := strings.Cut(r.PathValue("name"), ".")
	ctx := r.Context()
	rel, err := d.Releases.ReleaseNamed(ctx, name)
	if err != nil {
		return page{}, err
	}
	if download {
		return d.releaseFile(r, rel, kind)
	}
	out := releasePage{Release: rel, Asked: d.askedOf(rel.Query), Files: releaseFiles, Field: r.FormValue("field")}
	if out.Field != "" && !slices.Contains(dateline.ReleaseFields, out.Field) {
		return page{}, unknownValue("field", out.Field, dateline.ReleaseFields...)
	}
	if out.Tally, err = d.Releases.TallyRelease(ctx, rel.ID, mostTallied); err != nil {
		return page{}, err
	}
	for _, f := range dateline.ReleaseFields {
		if n := out.Tally.Fields[f]; n > 0 || f == out.Field {
			out.Fields = append(out.Fields, tallied{f, n, f == out.Field})
		}
	}
	changes, err := d.Releases.SinceRelease(ctx, rel.ID, out.Field, dateline.EventID(r.FormValue("after")), perChanges)
	if err != nil {
		return page{}, err
	}
	for _, c := range changes {
		out.Changes = append(out.Changes, d.changed(c))
	}
	if n := len(changes); n == perChanges {
		out.Next = with(r, "after", string(changes[n-1].Event), "field", out.Field)
	}
	found, err := d.Releases.NewSinceRelease(ctx, rel.ID, perPage, r.FormValue("came"))
	if err != nil {
		return page{}, err
	}
	if out.New, err = d.rows(ctx, found.Items); err != nil {
		return page{}, err
	}
	if out.NewOf = found.Total; found.Next != "" {
		out.NextNew = with(r, "came", found.Next) + "#came"
	}
	out.Unchanged = len(out.Changes) == 0 && len(out.New) == 0 && out.Field == ""
	return page{Title: rel.Name, Template: "release", Data: out}, nil
}

// askedOf is what a release is narrowed by, in words.
func (d *Desk) askedOf(q dateline.Query) []string {
	out := slices.Clone(q.Places)
	if q.From != nil {
		out = append(out, d.words.say("release.from", q.From.String()))
	}
	if q.To != nil {
		out = append(out, d.words.say("release.to", q.To.String()))
	}
	if q.All {
		return append(out, d.words.say("release.all"))
	}
	return append(out, d.words.say("release.countable"))
}

// changed is an event that is not as it was, in words.
func (d *Desk) changed(c dateline.ReleaseChange) changeView {
	v := changeView{ReleaseChange: c, Title: string(c.Event)}
	if c.Was != nil {
		v.Title = d.title(*c.Was)
	} else if c.Now != nil {
		v.Title = d.title(*c.Now)
	}
	for _, f := range c.Fields {
		v.Fields = append(v.Fields, changedField{f, d.released(c.Was, f), d.released(c.Now, f)})
	}
	return v
}

// released are the values of one of ReleaseFields, in words.
func (d *Desk) released(e *dateline.Event, field string) []passage {
	var out []passage
	say := func(s string) { out = append(out, asText(s)) }
	switch {
	case e == nil:
	case field == "status":
		say(d.words.say("status." + string(e.Status)))
	case field == "countable":
		say(d.words.say("released.countable." + strconv.FormatBool(e.Countable)))
	case field == "accounts":
		say(d.words.say("released.accounts", len(e.Accounts)))
	default:
		for _, x := range d.items(e, field) {
			out = append(out, x.Text)
			if len(x.Words.Paragraphs) > 0 && field == "time" {
				out = append(out, x.Words)
			}
		}
	}
	return out
}

// plain is the values of one of ReleaseFields on one line, for a file.
func (d *Desk) plain(e *dateline.Event, field string) string {
	var all []string
	switch {
	case e == nil:
	case field == "status":
		all = append(all, string(e.Status))
	case field == "countable":
		all = append(all, strconv.FormatBool(e.Countable))
	case field == "accounts":
		reports := map[string]bool{}
		for _, a := range e.Accounts {
			reports[string(a.Report)] = true
		}
		all = slices.Sorted(maps.Keys(reports))
	case field == "type" || field == "occurrence" || field == "basis" || field == "background":
		v, _ := e.Value(field) // it is one of an event's
		all = append(all, strings.Trim(v, `"`))
	default:
		for _, x := range d.items(e, field) {
			all = append(all, strings.TrimSpace(x.Text.plain()+" "+x.Words.plain()))
		}
	}
	return strings.Join(all, "; ")
}
