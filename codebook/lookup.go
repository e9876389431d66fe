package codebook

import (
	_ "embed" // codebook.json
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"dateline"
)

// compact holds the YAML files as they are in JSON. It is written from them by
// `go test ./codebook -update`, since parsing the YAML would take 40 ms of
// every start and this takes a tenth; a test fails when it is out of date.
//
//go:embed codebook.json
var compact []byte

type compactFile struct {
	headFile
	Files []familyFile `json:"files"`
}

// Default is the codebook that the program carries. It is one value for the
// whole process: do not change it. It panics when the compact form is broken,
// which a test rules out.
var Default = sync.OnceValue(func() *Codebook {
	var f compactFile
	if err := json.Unmarshal(compact, &f); err != nil {
		panic("codebook.json: " + err.Error())
	}
	return assemble(f.headFile, f.Files)
})

func (c *Codebook) build() {
	c.index = make(map[dateline.EventCode]int, len(c.Types))
	c.kin = map[[2]dateline.EventCode]bool{}
	for i, t := range c.Types {
		c.index[t.Code] = i
	}
	for _, t := range c.Types {
		for _, k := range t.Kin {
			for _, o := range c.Types {
				if o.Code != t.Code && matches(k, o.Code) {
					c.kin[[2]dateline.EventCode{t.Code, o.Code}] = true
					c.kin[[2]dateline.EventCode{o.Code, t.Code}] = true
				}
			}
		}
	}
}

// matches reports whether kin, a code or "prefix.*", names code.
func matches(kin string, code dateline.EventCode) bool {
	if prefix, ok := strings.CutSuffix(kin, "*"); ok {
		return strings.HasPrefix(string(code), prefix)
	}
	return kin == string(code)
}

// Type is the event type of a code.
func (c *Codebook) Type(code dateline.EventCode) (Type, bool) {
	i, ok := c.index[code]
	if !ok {
		return Type{}, false
	}
	return c.Types[i], true
}

// Family is the name of the family that a code belongs to, "" for a code that
// the codebook does not have.
func (c *Codebook) Family(code dateline.EventCode) string {
	t, _ := c.Type(code)
	return t.Family
}

// SameFamily reports whether two known codes belong to one family.
func (c *Codebook) SameFamily(a, b dateline.EventCode) bool {
	f := c.Family(a)
	return f != "" && f == c.Family(b)
}

// Related reports whether accounts of these types may tell of one happening in
// other words: they are the same type or kin. It is symmetric, and not
// transitive: an ambush may be a battle and a battle an attack on a town, yet
// neither end of such a chain says anything of the other.
func (c *Codebook) Related(a, b dateline.EventCode) bool {
	_, known := c.index[a]
	return known && (a == b || c.kin[[2]dateline.EventCode{a, b}])
}

// Map gives the codes of other schemes for an event of a type, by the kind of
// its perpetrator and of its victim (see Mapping for the kinds; "" where they
// are not known, which meets only an empty condition). For a code that the
// codebook does not have it is the zero Mapping.
func (c *Codebook) Map(code dateline.EventCode, actor, victim string) Mapping {
	t, _ := c.Type(code)
	for _, m := range t.Mappings {
		if (len(m.Actor) == 0 || slices.Contains(m.Actor, actor)) && (len(m.Victim) == 0 || slices.Contains(m.Victim, victim)) {
			return m
		}
	}
	return Mapping{}
}
