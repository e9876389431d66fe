package main

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// tollPhrase says how a best figure was chosen, "" when there was nothing to choose:
// "2 to 3 told; the latest".
func tollPhrase(t dateline.Toll) string {
	rule := map[dateline.TollRule]string{
		dateline.EnemysWord:     "one side's count of its enemy's, and nobody else's",
		dateline.NotEnemysWord:  "not by one side's count of its enemy's",
		dateline.Counted:        "by a number, where others mention someone",
		dateline.LatestOfSource: "replaces what was told before",
		dateline.MostOrigins:    "by most origins",
		dateline.Latest:         "the latest",
		dateline.LowestFigure:   "the lowest, as nothing decides",
	}[t.Rule]
	span := ""
	if !sameBound(t.Low, t.Best.Low) || !sameBound(t.High, t.Best.High) {
		span = spanPhrase(t.Low, t.High)
	}
	return join("; ", span, rule)
}

func sameBound(a, b *int) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

func spanPhrase(low, high *int) string {
	switch {
	case low == nil && high == nil:
		return ""
	case low == nil:
		return "up to " + strconv.Itoa(*high) + " told"
	case high == nil:
		return strconv.Itoa(*low) + " or more told"
	case *low == *high:
		return strconv.Itoa(*low) + " told"
	}
	return strconv.Itoa(*low) + " to " + strconv.Itoa(*high) + " told"
}

// historyPhrase is a toll through time where a figure was replaced: "4 on 3 May
// 2023, 6 on 5 May 2023". Copies are left out, and so is a number told again.
func historyPhrase(t dateline.Toll) string {
	if !slices.ContainsFunc(t.History, func(f dateline.Figure) bool { return f.Standing == dateline.FigureSuperseded }) {
		return ""
	}
	var steps []string
	last := ""
	for _, f := range t.History {
		n := rangePhrase(dateline.Casualty{Low: f.Low, High: f.High, Qualifier: f.Qualifier})
		if f.Standing == dateline.FigureEcho || n == last {
			continue
		}
		last = n
		if f.Published != nil {
			n += " on " + dayPhrase(f.Published.Day())
		} else {
			n += " without a date"
		}
		steps = append(steps, n)
	}
	return strings.Join(steps, ", ")
}

// differencePhrase says why a value differs from the one shown.
func differencePhrase(d *dateline.Difference) string {
	if d == nil {
		return ""
	}
	return map[dateline.Difference]string{
		dateline.BySide:      "one side's word",
		dateline.ByStatus:    "told on another basis",
		dateline.ByTime:      "an earlier report",
		dateline.ByPrecision: "a rounder word",
	}[*d]
}
