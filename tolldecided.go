package dateline

import "slices"

// decidedTolls are the tolls of figures that people decided. What each report gave stays in
// its history, as it stands to the figure decided; was are the tolls without it. A figure
// takes the history of its harm and side, else that of its harm, where no other takes it.
func decidedTolls(figures []Casualty, was []Toll) []Toll {
	taken := make([]bool, len(was))
	of := make([]int, len(figures))
	for _, exact := range []bool{true, false} {
		for i, c := range figures {
			if exact {
				of[i] = -1
			}
			for n, t := range was {
				if of[i] < 0 && !taken[n] && t.Status == c.Status && (!exact || t.Side == c.Side) {
					of[i], taken[n] = n, true
				}
			}
		}
	}
	var out []Toll
	for i, c := range figures {
		t := Toll{Status: c.Status, Side: c.Side, Best: Range{c.Low, c.High}, Low: c.Low, High: c.High, Rule: TollDecided}
		if of[i] >= 0 {
			t.borneOut(was[of[i]])
		}
		out = append(out, t)
	}
	return out
}

// borneOut gives a toll the history of another, as its figures stand to the best one. What
// was replaced, printed again or the enemy's word stays so.
func (t *Toll) borneOut(was Toll) {
	best := Figure{Low: t.Best.Low, High: t.Best.High}
	t.History = slices.Clone(was.History)
	meets := map[AccountID]bool{}
	for i := range t.History {
		f := &t.History[i]
		meets[f.Account] = meets[f.Account] || meet(*f, best)
		switch {
		case f.Standing != FigureFor && f.Standing != FigureAgainst:
		case meet(*f, best):
			f.Standing = FigureFor
		default:
			f.Standing = FigureAgainst
		}
	}
	for _, id := range slices.Concat(was.For, was.Against) {
		if meets[id] {
			t.For = append(t.For, id)
		} else {
			t.Against = append(t.Against, id)
		}
	}
	t.Superseded = was.Superseded
}

// machineTolls are the tolls of an event without what people decided of it.
func (r *EventReview) machineTolls() []Toll {
	var e Event
	if f, ok := r.Fields["tolls"]; ok {
		e.restore("tolls", f.Machine)
	}
	return e.Tolls
}
