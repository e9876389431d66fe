package desk

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
)

// A likeView is an event that may be the same as another, with what speaks for it and
// against it.
type likeView struct {
	dateline.Event
	For, Against []string
	points       int
}

const (
	mostSame    = 10 // events that are offered
	mostLike    = 60 // that are compared, of each list that is asked
	likeDays    = 3  // how many days before and after an event its like is looked for
	fewestAlike = 1  // points from which on one is offered unasked
)

// alike are events that may be the same one as x, the likeliest first: of its story, of its
// type's family and of its country about its days. What a report that tells x tells beside it
// comes last: who wrote it told them apart. Where something is looked for, those are offered that
// it finds: the event of that ID or address, or those told by reports with those words.
func (d *Desk) alike(ctx context.Context, x *decided, given string) ([]likeView, error) {
	if d.Events == nil {
		return nil, nil
	}
	var ask []dateline.Query
	var out []likeView
	seen := map[dateline.EventID]bool{x.ID: true}
	take := func(es ...dateline.Event) {
		for _, e := range es {
			if !seen[e.ID] {
				seen[e.ID] = true
				out = append(out, d.likeOf(&x.Event, e))
			}
		}
	}
	switch id := eventIn(given); {
	case given == "":
		ask = append(ask, dateline.Query{Story: x.Story, All: true, Limit: mostLike})
		if x.Time.Start != nil && x.Time.End != nil {
			from, to := x.Time.Start.AddDays(-likeDays), x.Time.End.AddDays(likeDays-1)
			ask = append(ask, dateline.Query{From: &from, To: &to, Types: []dateline.EventCode{dateline.EventCode(codebook.Default().Family(x.Type))}, All: true, Limit: mostLike})
			if c := x.Country(); c != "" {
				ask = append(ask, dateline.Query{From: &from, To: &to, Places: []string{c}, All: true, Limit: mostLike})
			}
		}
	case id != "":
		e, err := d.Deciding.Event(ctx, id)
		switch {
		case err == nil:
			take(*e)
		case dateline.KindOf(err) != dateline.NotFound && dateline.KindOf(err) != dateline.Invalid:
			return nil, err
		}
	}
	if given != "" && len(out) == 0 {
		ask = append(ask, dateline.Query{Words: given, All: true, Limit: mostLike})
	}
	for _, q := range ask {
		found, err := d.Events.Events(ctx, q)
		if err != nil {
			return nil, err
		}
		take(found.Items...)
	}
	if given == "" {
		out = slices.DeleteFunc(out, func(v likeView) bool { return v.points < fewestAlike && v.Story != x.Story })
	}
	slices.SortStableFunc(out, func(a, b likeView) int {
		if a.points != b.points {
			return b.points - a.points
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	return out[:min(len(out), mostSame)], nil
}

// likeOf is an event beside another, with what speaks for their being one in words.
func (d *Desk) likeOf(x *dateline.Event, y dateline.Event) likeView {
	v := likeView{Event: y}
	all := dateline.Alike(x, &y)
	v.points = dateline.LikePoints(all)
	for _, l := range all {
		var s string
		switch l.Ground {
		case dateline.LikeDays, dateline.LikeFar:
			s = d.words.say("like.days", l.Days)
		case dateline.LikePlace, dateline.LikeWithin, dateline.LikeActor:
			s = d.words.say("like."+string(l.Ground), l.Value)
		case dateline.LikeToll, dateline.LikeTolls, dateline.LikeCount:
			s = d.words.say("like."+string(l.Ground), d.words.say("harm."+l.Value))
		default:
			s = d.words.say("like." + string(l.Ground))
		}
		if l.Points > 0 {
			v.For = append(v.For, s)
		} else {
			v.Against = append(v.Against, s)
		}
	}
	return v
}

// someID is what an ID of an event looks like, or the beginning of one.
var someID = regexp.MustCompile(`^e[0-9a-f]{3,}$|^e-`)

// lookFor leads from a form that names no event, but words of its reports, to what they
// find; "" where it names one.
func lookFor(v url.Values, x *decided) string {
	given := strings.TrimSpace(v.Get("given"))
	if given == "" || v.Get("other") != "" || someID.MatchString(eventIn(given)) {
		return ""
	}
	q := url.Values{}
	for _, k := range []string{"token", "seen", "last", "why", "given"} {
		q.Set(k, bounded(v.Get(k)))
	}
	q.Set("edit", "merge")
	at := eventPath(string(x.ID)) + "?" + q.Encode()
	if queue := queueOf(v); queue != "" {
		at += "&" + queue
	}
	return at
}

// eventIn is the ID of an event, or the beginning of one, that somebody gave as such or by
// the address of its page; "" where it is neither.
func eventIn(given string) string {
	given = strings.TrimSpace(given)
	if _, rest, ok := strings.Cut(given, "/event/"); ok {
		given, _, _ = strings.Cut(rest, "/")
		given, _, _ = strings.Cut(given, "?")
		given, _, _ = strings.Cut(given, "#")
	}
	if given == "" || strings.ContainsAny(given, "/?#% ") {
		return ""
	}
	return given
}
