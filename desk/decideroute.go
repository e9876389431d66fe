package desk

import "dateline"

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
// that bears it does; the script knows none of them (static/review.js).
var eventKeys = []keyView{
	{"c", "key.confirm"}, {"r", "key.reject"}, {"e", "key.open"}, {"t", "held.type"}, {"o", "held.occurrence"}, {"b", "held.basis"}, {"g", "held.background"},
	{"d", "held.time"}, {"l", "key.place"}, {"a", "key.actor"}, {"k", "key.toll"}, {"q", "held.claims"}, {"L A K Q", "key.new"},
	{"s", "key.text"}, {"w", "key.add"}, {"m", "key.merge"}, {"x", "key.split"}, {"u", "key.undo"},
	{"n", "key.next"}, {"p", "key.previous"}, {"Esc", "key.escape"}, {"?", "key.map"},
}

var reportKeys = []keyView{
	{"s", "key.text"}, {"w", "key.add"}, {"u", "key.undo"}, {"Esc", "key.escape"}, {"?", "key.map"},
}
