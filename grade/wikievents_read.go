package grade

import (
	"encoding/json"
	"slices"
	"strings"

	"dateline"
	"dateline/reader"
)

// The two forms of WikiEvents, and its types in the codebook's.

// A wikiDoc is a page with its events. Spans are bytes of its text.
type wikiDoc struct {
	id, text string
	mentions map[string]dateline.Span
	clusters map[string][]string // by mention: all of its entity
	events   []wikiEvent
}

type wikiEvent struct {
	typ     string
	kind    *wikiKind // nil when the codebook has no such type
	trigger dateline.Span
	args    []wikiArg
}

type wikiArg struct {
	role, words string
	mention     string // "" in the repackaged form
	span        dateline.Span
}

// arguments are those of a predicted event, in the collection's own roles.
func (e wikiEvent) arguments() []reader.Argument {
	var out []reader.Argument
	for _, a := range e.args {
		out = append(out, reader.Argument{Role: "=" + a.role, Words: a.span, Head: a.span})
	}
	return out
}

func (d *wikiDoc) asTriggers() []reader.Trigger {
	var out []reader.Trigger
	for _, e := range d.events {
		if e.kind != nil {
			out = append(out, reader.Trigger{Question: reader.Question{Span: e.trigger, Type: e.kind.code}, Answer: reader.Answer{Arguments: e.arguments()}})
		}
	}
	return out
}

// A wikiKind is what a KAIROS type is in the codebook, and its roles.
type wikiKind struct {
	prefix string
	code   dateline.EventCode
	roles  map[string]string // from ours
}

// wikiKinds are the types that the codebook has, the more specific first.
var wikiKinds = func() []wikiKind {
	attack := func(weapon string) map[string]string {
		return map[string]string{"perpetrator": "Attacker", "target": "Target", "victim": "Target", "weapon": weapon, "place": "Place"}
	}
	harm := func(by string) map[string]string {
		return map[string]string{"perpetrator": by, "target": "Victim", "victim": "Victim", "subject": "Victim", "place": "Place"}
	}
	court := map[string]string{"perpetrator": "JudgeCourt", "target": "Defendant", "victim": "Defendant", "subject": "Defendant", "place": "Place"}
	protest := map[string]string{"subject": "Demonstrator", "perpetrator": "Demonstrator", "target": "Target", "object": "Topic", "place": "Place"}
	return []wikiKind{
		{"Conflict.Attack.DetonateExplode", "attack.bombing", attack("ExplosiveDevice")},
		{"Conflict.Attack", "attack.armed", attack("Instrument")},
		{"Conflict.Demonstrate.DemonstrateWithViolence", "riot", protest},
		{"Conflict.Demonstrate", "protest", protest},
		{"Life.Die", "attack.killing", harm("Killer")},
		{"Life.Injure", "attack.armed", harm("Injurer")},
		{"Justice.ArrestJailDetain", "security.arrest", map[string]string{"perpetrator": "Jailer", "target": "Detainee", "victim": "Detainee", "place": "Place"}},
		{"Justice.ReleaseParole", "security.release", court},
		{"Justice.ChargeIndict", "security.trial", court},
		{"Justice.TrialHearing", "security.trial", court},
		{"Justice.Convict", "security.trial", court},
		{"Justice.Sentence", "security.trial", court},
		{"Justice.Acquit", "security.trial", court},
		{"Contact.Contact.Meet", "talks.held", map[string]string{"subject": "Participant", "object": "Participant", "recipient": "Participant", "place": "Place"}},
		{"Contact.ThreatenCoerce", "threat.made", map[string]string{"perpetrator": "Communicator", "subject": "Communicator", "target": "Recipient", "recipient": "Recipient", "place": "Place"}},
		{"ArtifactExistence.DamageDestroyDisableDismantle", "harm.property", map[string]string{"perpetrator": "DamagerDestroyer", "target": "Artifact", "victim": "Artifact", "object": "Artifact", "weapon": "Instrument", "place": "Place"}},
	}
}()

func wikiKindOf(typ string) *wikiKind {
	for i, k := range wikiKinds {
		if strings.HasPrefix(typ, k.prefix) {
			return &wikiKinds[i]
		}
	}
	return nil
}

// role is a role of ours in KAIROS's words, "" for none. One that begins with
// "=" is such a word.
func (k *wikiKind) role(r string) string {
	if theirs, ok := strings.CutPrefix(r, "="); ok || k == nil {
		return theirs
	}
	return k.roles[r]
}

// takes reports whether a type of the codebook is of this kind's family. What
// kills and wounds is an attack of some type there.
func (k *wikiKind) takes(c dateline.EventCode) bool {
	if family(k.code) == "attack" {
		return slices.Contains([]string{"attack", "battle", "riot"}, family(c))
	}
	if k.code == "harm.property" {
		return c == k.code || family(c) == "attack"
	}
	return family(c) == family(k.code)
}

// A wikiLine is a line of either form.
type wikiLine struct {
	DocID    string   `json:"doc_id"`
	Docid    string   `json:"docid"`
	Text     string   `json:"text"`
	Tokens   []string `json:"tokens"`
	Mentions []struct {
		ID         string `json:"id"`
		Start, End int
	} `json:"entity_mentions"`
	Events []struct {
		Type    string `json:"event_type"`
		Trigger struct {
			Start, End *int
			StartIdx   *int `json:"start_idx"`
			EndIdx     *int `json:"end_idx"`
		}
		Arguments []struct {
			Role, Text string
			Entity     string `json:"entity_id"`
		}
	} `json:"event_mentions"`
}

// readWikiFile reads a file of either form; gold asks for the entities beside it.
func readWikiFile(path string, gold bool) ([]*wikiDoc, error) {
	lines, err := readLines(path)
	if err != nil {
		return nil, err
	}
	var clusters map[string]map[string][]string
	var out []*wikiDoc
	for n, l := range lines {
		if len(l) == 0 {
			continue
		}
		bad := func(format string, args ...any) error {
			return dateline.Errorf(dateline.Invalid, "%s:%d: "+format, append([]any{path, n + 1}, args...)...)
		}
		var raw wikiLine
		if err := json.Unmarshal(l, &raw); err != nil {
			return nil, bad("want a JSON object of WikiEvents: %w", err)
		}
		if len(raw.Tokens) == 0 || raw.Events == nil || raw.DocID == "" && raw.Docid == "" {
			return nil, bad("want doc_id, text, tokens, entity_mentions and event_mentions, or docid, tokens and event_mentions")
		}
		d := &wikiDoc{id: raw.DocID + raw.Docid, mentions: map[string]dateline.Span{}}
		var spans []dateline.Span
		if raw.DocID == "" {
			d.text, spans = joinWords(raw.Tokens)
		} else {
			d.text = raw.Text
			if spans, err = wikiTokens(raw); err != nil {
				return nil, bad("%s: %w", d.id, err)
			}
			if clusters == nil && gold {
				if clusters, err = readClusters(corefFile(path)); err != nil {
					return nil, err
				}
			}
			if d.clusters = clusters[d.id]; d.clusters == nil && gold {
				return nil, dateline.Errorf(dateline.Invalid, "%s: no entities of %s, which %s has", corefFile(path), d.id, path)
			}
		}
		over := func(from, to int) (dateline.Span, bool) {
			if from < 0 || to <= from || to > len(spans) {
				return dateline.Span{}, false
			}
			return dateline.Span{Start: spans[from].Start, End: spans[to-1].End}, true
		}
		for _, m := range raw.Mentions {
			sp, ok := over(m.Start, m.End)
			if !ok {
				return nil, bad("%s: mention %s has the tokens %d to %d of %d", d.id, m.ID, m.Start, m.End, len(spans))
			}
			d.mentions[m.ID] = sp
		}
		for _, e := range raw.Events {
			from, to := e.Trigger.Start, e.Trigger.End
			if from == nil || to == nil {
				from, to = e.Trigger.StartIdx, e.Trigger.EndIdx
			}
			if from == nil || to == nil {
				return nil, bad("%s: a trigger of %s without start and end", d.id, e.Type)
			}
			if raw.DocID == "" && *from == 0 && *to == 0 {
				continue // a trigger that was lost in repackaging
			}
			sp, ok := over(*from, *to)
			if !ok {
				return nil, bad("%s: a trigger of %s has the tokens %d to %d of %d", d.id, e.Type, *from, *to, len(spans))
			}
			ev := wikiEvent{typ: e.Type, kind: wikiKindOf(e.Type), trigger: sp}
			for _, a := range e.Arguments {
				arg := wikiArg{role: a.Role, words: a.Text, mention: a.Entity}
				if a.Entity != "" {
					if arg.span, ok = d.mentions[a.Entity]; !ok {
						return nil, bad("%s: an argument of %s is %s, which is no mention", d.id, e.Type, a.Entity)
					}
				}
				ev.args = append(ev.args, arg)
			}
			d.events = append(d.events, ev)
		}
		out = append(out, d)
	}
	if len(out) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "%s holds no line; want WikiEvents, a JSON object a line", path)
	}
	return out, nil
}

// wikiTokens are the bytes of a page's tokens, each looked for behind the one
// before: the offsets that the file gives do not hold throughout.
func wikiTokens(raw wikiLine) ([]dateline.Span, error) {
	out := make([]dateline.Span, 0, len(raw.Tokens))
	at := 0
	for i, t := range raw.Tokens {
		k := strings.Index(raw.Text[at:], t)
		if k < 0 || strings.TrimSpace(raw.Text[at:at+k]) != "" {
			return nil, dateline.Errorf(dateline.Invalid, "token %d, %q, is not what follows in text at byte %d", i, t, at)
		}
		out = append(out, dateline.Span{Start: at + k, End: at + k + len(t)})
		at += k + len(t)
	}
	return out, nil
}

// readClusters reads which mentions are one entity, by document and mention.
func readClusters(path string) (map[string]map[string][]string, error) {
	lines, err := readLines(path)
	if err != nil {
		return nil, err
	}
	out := map[string]map[string][]string{}
	for n, l := range lines {
		if len(l) == 0 {
			continue
		}
		var raw struct {
			Key      string     `json:"doc_key"`
			Clusters [][]string `json:"clusters"`
		}
		if err := json.Unmarshal(l, &raw); err != nil || raw.Key == "" || raw.Clusters == nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s:%d: want a JSON object with doc_key and clusters", path, n+1)
		}
		of := map[string][]string{}
		for _, c := range raw.Clusters {
			for _, m := range c {
				of[m] = c
			}
		}
		out[raw.Key] = of
	}
	return out, nil
}
