package desk

import (
	"slices"
	"strings"

	"dateline"
)

// decideRoutes are the pages on which people decide of one event or report.
var decideRoutes = []route{
	{pattern: "GET /decide", need: dateline.RankCoder, page: (*Desk).decideNext, is: decides},
	{pattern: "GET /event/{id}/decide", need: dateline.RankCoder, page: (*Desk).decideForm, is: decides},
	{pattern: "POST /event/{id}/decide", need: dateline.RankCoder, page: (*Desk).decide, is: decides},
	{pattern: "GET /ground", need: dateline.RankCoder, page: (*Desk).groundAt, is: decides},
	{pattern: "GET /decisions", need: dateline.RankCoder, page: (*Desk).latest, is: decides},
	{pattern: "GET /decision/{id}", need: dateline.RankCoder, page: (*Desk).decision, is: decides},
	{pattern: "POST /decision/{id}/undo", need: dateline.RankCoder, page: (*Desk).undo, is: decides},
	{pattern: "POST /groups/name", need: dateline.RankCoder, page: (*Desk).nameGroup, is: (*Desk).namesGroups},
	{pattern: "GET /report/{id}/mark", need: dateline.RankCoder, page: (*Desk).mark, is: decides},
	{pattern: "POST /report/{id}/mark", need: dateline.RankCoder, page: (*Desk).addEvent, is: decides},
	{pattern: "POST /name", need: everybody, page: (*Desk).callMyself, is: func(d *Desk) bool { return !shared(d) }},
}

// decides reports whether people can decide at the desk.
func decides(d *Desk) bool { return d.Deciding != nil && d.Events != nil }

// eventKeys and reportKeys are the maps of keys. A key does what the element of the page
// that bears it does; the script knows none of them (static/desk.js). None of them is g,
// after which a letter leads to a page of the bar.
var eventKeys = []keyView{
	{"c", "key.confirm"}, {"r", "key.reject"}, {"e", "key.open"}, {"t", "held.type"}, {"o", "held.occurrence"}, {"b", "held.basis"}, {"f", "held.background"},
	{"d", "held.time"}, {"l", "key.place"}, {"a", "key.actor"}, {"k", "key.toll"}, {"q", "held.claims"}, {"L A K Q", "key.new"},
	{"s", "key.text"}, {"w", "key.add"}, {"m", "key.merge"}, {"x", "key.split"}, {"y", "key.cut"}, {"u", "key.undo"},
	{"n", "key.next"}, {"p", "key.previous"}, {"Esc", "key.escape"}, {"?", "key.map"},
}

var reportKeys = []keyView{
	{"s", "key.text"}, {"w", "key.add"}, {"u", "key.undo"}, {"Esc", "key.escape"}, {"?", "key.map"},
}

// offered are the keys of which a page has what they do.
func offered(all []keyView, has func(key string) bool) []keyView {
	return slices.DeleteFunc(slices.Clone(all), func(k keyView) bool { return !has(k.Key) })
}

// undoable reports whether one of some decisions can be taken back by its key.
func undoable(lines []decisionLine) bool {
	return slices.ContainsFunc(lines, func(l decisionLine) bool { return l.Latest })
}

// Keys are those of the page as it stands.
func (p *decidePage) Keys() []keyView {
	more := "" // keys of lists that have a value already, to which another is added
	for _, f := range p.Fields {
		if f.List && len(f.Items) > 0 {
			more += " " + strings.ToUpper(f.Key)
		}
	}
	out := offered(eventKeys, func(key string) bool {
		switch key {
		case "c", "r", "m", "y", "n", "p", "?":
			return true
		case "x":
			return len(p.Accounts) > 1
		case "u":
			return undoable(p.Lines)
		case "e":
			return !p.Bench
		case "s", "w":
			return p.Text != nil
		case "Esc":
			return p.Edit != nil
		case "L A K Q":
			return p.Bench && more != ""
		}
		// A field is changed where it has a value; a list without one is begun by the key.
		return p.Bench && slices.ContainsFunc(p.Fields, func(f heldView) bool { return f.Key == key && (f.List || len(f.Items) > 0) })
	})
	for i := range out {
		if out[i].Word == "key.new" {
			out[i].Key = more[1:]
		}
	}
	return out
}

// Keys are those of the page as it stands.
func (p *markPage) Keys() []keyView {
	return offered(reportKeys, func(key string) bool {
		return (key != "u" || undoable(p.Lines)) && (key != "Esc" || p.Edit)
	})
}
