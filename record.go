package dateline

import "encoding/json"

// A Record is what `dateline read` prints: the reports, and all that was read
// and linked from them. Its JSON form is fixed by schema/record.schema.json.
type Record struct {
	Version    string      `json:"version"`
	Reader     Maker       `json:"reader"`
	Linker     Maker       `json:"linker"`
	Reports    []Report    `json:"reports"`
	Stories    []Story     `json:"stories"`
	Events     []Event     `json:"events"`
	Aggregates []Aggregate `json:"aggregates"`
	Statements []Statement `json:"statements"`
	Register   []Change    `json:"register"`
	Proposals  []Proposal  `json:"proposals"`
	Mentions   []Mention   `json:"mentions"`
	Warnings   []Warning   `json:"warnings"`
	Quarantine []Failure   `json:"quarantine"`
}

// MarshalJSON writes every key, and empty lists as [].
func (r Record) MarshalJSON() ([]byte, error) {
	type plain Record
	p := plain(r)
	fill(&p.Reports)
	fill(&p.Stories)
	fill(&p.Events)
	fill(&p.Aggregates)
	fill(&p.Statements)
	fill(&p.Register)
	fill(&p.Proposals)
	fill(&p.Mentions)
	fill(&p.Warnings)
	fill(&p.Quarantine)
	for i := range p.Reports {
		fill(&p.Reports[i].Leans)
	}
	for i := range p.Stories {
		fill(&p.Stories[i].Reports)
		fill(&p.Stories[i].Events)
	}
	for i := range p.Register {
		fill(&p.Register[i].Evidence)
	}
	for i := range p.Mentions {
		fill(&p.Mentions[i].Candidates)
	}
	return json.Marshal(p)
}

// MarshalJSON writes every key, and empty lists as [].
func (a Account) MarshalJSON() ([]byte, error) {
	type plain Account
	p := plain(a)
	fill(&p.Roles)
	fill(&p.Places)
	fill(&p.Casualties)
	fill(&p.Claims)
	fill(&p.Evidence)
	return json.Marshal(p)
}

// MarshalJSON writes every key, and empty lists as [].
func (e Event) MarshalJSON() ([]byte, error) {
	type plain Event
	p := plain(e)
	fill(&p.Roles)
	fill(&p.Places)
	fill(&p.Casualties)
	fill(&p.Claims)
	fill(&p.Tolls)
	fill(&p.Accounts)
	fill(&p.Echoes)
	fill(&p.Merges)
	for i := range p.Merges {
		fill(&p.Merges[i].For)
		fill(&p.Merges[i].Against)
	}
	if p.Agreement == nil {
		p.Agreement = map[string]Agreement{}
	}
	return json.Marshal(p)
}

// MarshalJSON writes every key, and empty lists as [].
func (a Agreement) MarshalJSON() ([]byte, error) {
	type plain Agreement
	p := plain(a)
	fill(&p.For)
	fill(&p.Coarser)
	fill(&p.Beside)
	fill(&p.Against)
	fill(&p.Superseded)
	return json.Marshal(p)
}

// MarshalJSON writes every key, and empty lists as [].
func (t Toll) MarshalJSON() ([]byte, error) {
	type plain Toll
	p := plain(t)
	fill(&p.For)
	fill(&p.Against)
	fill(&p.Superseded)
	fill(&p.History)
	return json.Marshal(p)
}

// MarshalJSON writes every key, and empty lists as [].
func (f Figure) MarshalJSON() ([]byte, error) {
	type plain Figure
	p := plain(f)
	fill(&p.ReplacedBy)
	return json.Marshal(p)
}

// MarshalJSON writes every key, and empty lists as [].
func (a Anchoring) MarshalJSON() ([]byte, error) {
	type plain Anchoring
	p := plain(a)
	fill(&p.Via)
	return json.Marshal(p)
}

// MarshalJSON writes every key, and empty lists as [].
func (r Resolution) MarshalJSON() ([]byte, error) {
	type plain Resolution
	p := plain(r)
	fill(&p.Candidates)
	fill(&p.Evidence)
	return json.Marshal(p)
}

// MarshalJSON writes every key, and empty lists as [].
func (p Proposal) MarshalJSON() ([]byte, error) {
	type plain Proposal
	q := plain(p)
	fill(&q.Acts)
	fill(&q.Countries)
	fill(&q.Events)
	fill(&q.Evidence)
	return json.Marshal(q)
}

// MarshalJSON writes every key, and empty lists as [].
func (p PlaceRef) MarshalJSON() ([]byte, error) {
	type plain PlaceRef
	q := plain(p)
	fill(&q.Path)
	return json.Marshal(q)
}

func fill[T any](s *[]T) {
	if *s == nil {
		*s = []T{}
	}
}
