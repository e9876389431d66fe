package register

import "strings"

// state is a country with its government, its army and its police, from which
// three actors are made. Their names in news follow from the country's name
// and adjective: "Malian army", "Mali's military", "Malian soldiers".
type state struct {
	Name       string   `yaml:"name"`       // "Mali"
	Article    bool     `yaml:"article"`    // the name takes "the"
	Code       string   `yaml:"code"`       // ISO 3166-1 alpha-2
	Adjectives []string `yaml:"adjectives"` // "Malian"
	UCDP       string   `yaml:"ucdp"`       // number of its government in UCDP's list of actors
	Military   force    `yaml:"military"`
	Police     force    `yaml:"police"`
}

// force is an army or a police force of a state.
type force struct {
	ID        string   `yaml:"id"`   // the name in kebab case when left out
	Name      string   `yaml:"name"` // "" for a state without one
	Source    string   `yaml:"source"`
	Founded   string   `yaml:"founded"`
	Dissolved string   `yaml:"dissolved"`
	Aliases   []string `yaml:"aliases"`
	Spellings []string `yaml:"spellings"`
}

// Forms of the names of state actors: % is the adjective and the country's
// name alike, %a the adjective only, %s the country's name only, %t the same with
// its article. "Security
// forces" may be soldiers or police, so both carry the form and it stays
// ambiguous.
var (
	governmentForms = []string{"% government", "%s's government", "government of %t", "%a authorities"}
	militaryForms   = []string{
		"% army", "% military", "% armed forces", "%a troops", "%a soldiers", "%a forces",
		"%s's army", "%s's military", "%s's armed forces", "%a air force", "%a navy", "%a security forces", "%s's security forces",
	}
	policeForms = []string{"% police", "%s's police", "%a security forces", "%s's security forces"}
)

// Works that attest a state's forces where no closer one is named.
const (
	governmentSource = "ucdp-actor-22.1"
	militarySource   = "iiss-milbal"
	policeSource     = "interpol"
)

// entries are the state's government, army and police.
func (s state) entries() []entry {
	gov := entry{
		ID: kebab(s.Name) + "-government", Name: "Government of " + s.called(), Kind: Government,
		Countries: []string{s.Code}, Source: governmentSource + "#" + s.UCDP, Spellings: s.forms(governmentForms),
	}
	if s.UCDP == "" {
		gov.Source = "un-members"
	}
	out := []entry{gov}
	add := func(f force, k Kind, source string, forms []string) {
		if f.Name == "" {
			return
		}
		e := entry{
			ID: f.ID, Name: f.Name, Kind: k, Countries: []string{s.Code}, Source: f.Source,
			Founded: f.Founded, Dissolved: f.Dissolved, Aliases: f.Aliases,
			Parents: []string{gov.ID},
		}
		if e.ID == "" {
			e.ID = kebab(f.Name)
		}
		if e.Source == "" {
			e.Source = source
		}
		e.Spellings = append(append(e.Spellings, f.Spellings...), s.forms(forms)...)
		out = append(out, e)
	}
	add(s.Military, Military, militarySource, militaryForms)
	add(s.Police, Police, policeSource, policeForms)
	return out
}

// called is the state's name as it stands in a sentence.
func (s state) called() string {
	if s.Article {
		return "the " + s.Name
	}
	return s.Name
}

// forms fills the patterns with the state's adjectives and name.
func (s state) forms(patterns []string) []string {
	var out []string
	seen := map[string]bool{}
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	for _, p := range patterns {
		switch {
		case strings.Contains(p, "%s"):
			add(strings.ReplaceAll(p, "%s", s.Name))
		case strings.Contains(p, "%t"):
			add(strings.ReplaceAll(p, "%t", s.called()))
		case strings.Contains(p, "%a"):
			for _, a := range s.Adjectives {
				add(strings.ReplaceAll(p, "%a", a))
			}
		default:
			for _, a := range append(append([]string{}, s.Adjectives...), s.Name) {
				add(strings.ReplaceAll(p, "%", a))
			}
		}
	}
	return out
}
