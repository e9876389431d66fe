package grade

// A Tally is the counts of one score, or the sum of several.
type Tally struct {
	Must          int `json:"must"` // gold events of that need
	MustFound     int `json:"must_found"`
	MustWhole     int `json:"must_whole"`
	Should        int `json:"should"`
	ShouldFound   int `json:"should_found"`
	ShouldWhole   int `json:"should_whole"`
	False         int `json:"false"` // countable events that match nothing
	Wants         int `json:"wants"` // of events
	WantsMet      int `json:"wants_met"`
	Statements    int `json:"statements"` // gold's
	StatementsMet int `json:"statements_whole"`
	Said          int `json:"said"` // the machine's statements
	SaidRightly   int `json:"said_rightly"`
	Checks        int `json:"checks"` // of need must
	ChecksMet     int `json:"checks_met"`
}

// Add is the sum of two tallies.
func (t Tally) Add(o Tally) Tally {
	return Tally{
		t.Must + o.Must, t.MustFound + o.MustFound, t.MustWhole + o.MustWhole,
		t.Should + o.Should, t.ShouldFound + o.ShouldFound, t.ShouldWhole + o.ShouldWhole,
		t.False + o.False, t.Wants + o.Wants, t.WantsMet + o.WantsMet,
		t.Statements + o.Statements, t.StatementsMet + o.StatementsMet, t.Said + o.Said, t.SaidRightly + o.SaidRightly,
		t.Checks + o.Checks, t.ChecksMet + o.ChecksMet,
	}
}

// A Quality is precision, recall and their harmonic mean, in thousandths. A
// share of nothing is 1000: nothing was got wrong.
type Quality struct {
	Precision int `json:"precision_permille"`
	Recall    int `json:"recall_permille"`
	F1        int `json:"f1_permille"`
}

// EventQuality is how well the gold events of either need were found.
func (t Tally) EventQuality() Quality {
	found := t.MustFound + t.ShouldFound
	return quality(found, found+t.False, found, t.Must+t.Should)
}

// StatementQuality is how well the gold statements of either need were found.
func (t Tally) StatementQuality() Quality {
	return quality(t.SaidRightly, t.Said, t.StatementsMet, t.Statements)
}

// quality is made of p right ones of the machine's pn, and r found ones of the
// gold's rn. F1 comes from the counts themselves and is rounded once.
func quality(p, pn, r, rn int) Quality {
	q := Quality{Precision: permille(p, pn), Recall: permille(r, rn)}
	if pn == 0 {
		p, pn = 1, 1
	}
	if rn == 0 {
		r, rn = 1, 1
	}
	if p > 0 || r > 0 {
		q.F1 = permille(2*p*r, p*rn+r*pn)
	}
	return q
}

// permille is a / b in thousandths, rounded to the nearest.
func permille(a, b int) int {
	if b == 0 {
		return 1000
	}
	return (2000*a + b) / (2 * b)
}

// A Summary is several scores and what they come to.
type Summary struct {
	Scores     []Score `json:"scores"`
	Tally      Tally   `json:"tally"`
	Events     Quality `json:"events"`
	Statements Quality `json:"statements"`
}

// Summarise sums scores up.
func Summarise(scores ...Score) Summary {
	t := Tally{}
	for _, s := range scores {
		t = t.Add(s.Tally)
	}
	return Summary{scores, t, t.EventQuality(), t.StatementQuality()}
}
