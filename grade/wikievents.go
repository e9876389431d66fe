package grade

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
	"dateline/reader"
)

// wikievents is news pages with events and their arguments.
var wikievents = Collection{
	Name:  "wikievents",
	Path:  "FILE|DIR",
	About: "Events and their arguments in news pages on bombings (WikiEvents)",
	Long: `FILE holds a JSON object a line, in either of two forms. The collection's own (dev.jsonl)
has doc_id, text, tokens, entity_mentions and event_mentions; the file
of the same name in coref/ beside it (dev.jsonlines) tells which mentions are one entity,
and has to be there. The repackaged form (train_repackaged) has docid, tokens and
event_mentions whose arguments are words without a place. Of a DIR all *.jsonl in it are
read, or else those of wikievents/ in it.

With gold triggers (argument_): the reader is asked for the roles of the codebook type that
a trigger's KAIROS type stands for; an argument is right when its role is and its head noun
lies in the mention that gold has, as in the published Head F1 of argument classification.
argument_coref_ takes any mention of the same entity (Coref F1). In the repackaged form the
head's words must be among the argument's; events whose trigger is empty there are left out. Arguments of types that the codebook does not
have (contact, transport, trade, crime, disease, medicine ...) are wanted and never come.

End to end: trigger_ counts the words that the reader itself takes to tell of an event
against gold's triggers of types that the codebook has: one byte in common, and a type of
the same family; words for what the collection does not mark (formations, displacement) aside. argument_own_ counts the arguments at triggers that were found.

  KAIROS                                      codebook
  Conflict.Attack, .DetonateExplode           attack.armed, attack.bombing
  Life.Die, Life.Injure                       attack.killing, attack.armed
  Justice.ArrestJailDetain, ReleaseParole     security.arrest, security.release
  Justice.ChargeIndict, TrialHearing,
    Convict, Sentence, Acquit                 security.trial
  Contact.Contact.Meet                        talks.held
  Contact.ThreatenCoerce                      threat.made
  Conflict.Demonstrate                        protest, riot
  ArtifactExistence.DamageDestroy...          harm.property

--predictions is a FILE of the same documents in the same form with other event_mentions.

https://github.com/raspberryice/gen-arg (Li, Ji and Han 2021). Licence: none stated.`,
	Predicts: true,
	Published: []Figure{
		{"argument_f1", "BART-Gen, test, gold triggers, NAACL 2021", 64.57},
	},
	Score: scoreWikievents,
}

func scoreWikievents(path string, in Input) (*Sheet, error) {
	docs, err := readWikievents(path)
	if err != nil {
		return nil, err
	}
	others := map[string]*wikiDoc{}
	if in.Predictions != "" {
		list, err := readWikiFile(in.Predictions, false)
		if err != nil {
			return nil, err
		}
		for _, o := range list {
			others[o.id] = o
		}
		for _, d := range docs {
			if o := others[d.id]; o == nil || o.text != d.text {
				return nil, dateline.Errorf(dateline.Invalid, "%s: no document %s with the words that %s has; want one for each document", in.Predictions, d.id, path)
			}
		}
	}
	s := &Sheet{}
	for _, m := range []string{"argument", "argument_coref", "trigger", "argument_own"} {
		s.Metrics = append(s.Metrics, PRF(m, m)...)
	}
	s.Docs = each(len(docs), func(i int) *Doc {
		w := &wikiScore{&Doc{Name: docs[i].id}, docs[i]}
		if o := others[docs[i].id]; o != nil {
			w.gold(w.theirs(o))
			w.own(o.asTriggers())
		} else {
			rep := &dateline.Report{ID: "r1", Language: "en", Text: docs[i].text}
			w.gold(w.ours(rep, in))
			w.own(in.Triggers(rep))
		}
		return w.Doc
	})
	total, known := 0, 0
	for _, d := range docs {
		for _, e := range d.events {
			total += len(e.args)
			if e.kind != nil {
				known += len(e.args)
			}
		}
	}
	s.Notes = []string{fmt.Sprintf("%d of %d arguments are of types that the codebook has: the most that argument recall can be is %.1f %%.", known, total, 100*ratio(float64(known), float64(total)))}
	return s, nil
}

// A wikiScore is one document and what is counted of it.
type wikiScore struct {
	*Doc
	*wikiDoc
}

// ours are the reader's arguments of each gold event.
func (w *wikiScore) ours(rep *dateline.Report, in Input) [][]reader.Argument {
	var qs []reader.Question
	for _, e := range w.events {
		q := reader.Question{Span: e.trigger}
		if e.kind != nil {
			q.Type = e.kind.code
		}
		qs = append(qs, q)
	}
	out := make([][]reader.Argument, len(qs))
	for i, a := range in.Ask(rep, qs) {
		if w.events[i].kind != nil {
			out[i] = a.Arguments
		}
	}
	return out
}

// theirs are another system's arguments of each gold event, by its trigger.
func (w *wikiScore) theirs(o *wikiDoc) [][]reader.Argument {
	out := make([][]reader.Argument, len(w.events))
	for i, e := range w.events {
		for _, p := range o.events {
			if p.trigger == e.trigger && p.typ == e.typ {
				out[i] = p.arguments()
			}
		}
	}
	return out
}

func (w *wikiScore) gold(came [][]reader.Argument) {
	for i, e := range w.events {
		w.compare("argument", e, came[i], false)
		w.compare("argument_coref", e, came[i], true)
	}
}

// compare pairs arguments one to one.
func (w *wikiScore) compare(measure string, e wikiEvent, came []reader.Argument, coref bool) {
	used := make([]bool, len(e.args))
	right, n := 0, 0
	seen := map[string]bool{}
	for _, a := range came {
		role := e.kind.role(a.Role)
		key := fmt.Sprint(role, a.Head)
		if role == "" || seen[key] {
			continue
		}
		seen[key] = true
		n++
		hit := false
		for k, g := range e.args {
			if !used[k] && g.role == role && w.meets(a.Head, g, coref) {
				used[k], hit = true, true
				right++
				break
			}
		}
		if !hit && measure == "argument" {
			w.Miss(measure, "", fmt.Sprintf("%s %q of %q", role, a.Words.In(w.text), e.trigger.In(w.text)))
		}
	}
	for k, g := range e.args {
		if !used[k] && measure == "argument" && e.kind != nil {
			w.Miss(measure, fmt.Sprintf("%s %q of %q", g.role, g.words, e.trigger.In(w.text)), "")
		}
	}
	w.Add(measure, float64(right), float64(n), float64(len(e.args)))
}

// meets reports whether a head noun lies in a gold argument or, with coref, in
// a mention of the same entity.
func (w *wikiScore) meets(head dateline.Span, g wikiArg, coref bool) bool {
	if g.mention == "" { // words without a place
		return in(head.In(w.text), g.words) || in(g.words, head.In(w.text))
	}
	if head.Overlaps(w.mentions[g.mention]) {
		return true
	}
	if coref {
		for _, m := range w.clusters[g.mention] {
			if head.Overlaps(w.mentions[m]) {
				return true
			}
		}
	}
	return false
}

// own scores triggers and the arguments that stand at those found.
func (w *wikiScore) own(came []reader.Trigger) {
	used := make([]bool, len(came))
	right, n, wanted := 0, 0, 0
	for _, e := range w.events {
		hit := -1
		for i, t := range came {
			if !used[i] && e.kind != nil && t.Span.Overlaps(e.trigger) && e.kind.takes(t.Type) {
				hit = i
				break
			}
		}
		if e.kind != nil {
			wanted++
		}
		if hit < 0 {
			if e.kind != nil {
				w.Miss("trigger", fmt.Sprintf("%s %q", e.typ, e.trigger.In(w.text)), "")
			}
			w.compare("argument_own", e, nil, false)
			continue
		}
		used[hit] = true
		right++
		n++
		w.compare("argument_own", e, came[hit].Arguments, false)
	}
	for i, t := range came {
		if used[i] {
			continue
		}
		if !slices.ContainsFunc(wikiKinds, func(k wikiKind) bool { return k.takes(t.Type) }) {
			continue // of a kind that the collection does not mark
		}
		n++
		w.Miss("trigger", "", fmt.Sprintf("%s %q", t.Type, t.Span.In(w.text)))
		w.Add("argument_own", 0, float64(len(t.Arguments)), 0)
	}
	w.Add("trigger", float64(right), float64(n), float64(wanted))
}

const wikiForm = "WikiEvents: dev.jsonl beside coref/dev.jsonlines, or wiki-dev-human.jsonl of the repackaged form"

// readWikievents reads a file, or all *.jsonl of a directory, or of wikievents/ in it.
func readWikievents(path string) ([]*wikiDoc, error) {
	if !isDir(path) {
		return readWikiFile(path, true)
	}
	files, _ := filepath.Glob(filepath.Join(escapeGlob(path), "*.jsonl"))
	if len(files) == 0 {
		files, _ = filepath.Glob(filepath.Join(escapeGlob(path), "wikievents", "*.jsonl"))
	}
	if len(files) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s: no file *.jsonl in it or in wikievents/ there; expected %s", path, wikiForm)
	}
	var out []*wikiDoc
	for _, f := range files {
		docs, err := readWikiFile(f, true)
		if err != nil {
			return nil, err
		}
		out = append(out, docs...)
	}
	return out, nil
}

// corefFile is where the entities of a file's mentions stand.
func corefFile(path string) string {
	return filepath.Join(filepath.Dir(path), "coref", strings.TrimSuffix(filepath.Base(path), ".jsonl")+".jsonlines")
}

func readLines(path string) ([][]byte, error) {
	data, err := readExpected(path, wikiForm)
	if err != nil {
		return nil, err
	}
	var out [][]byte
	for _, l := range strings.Split(string(data), "\n") {
		out = append(out, []byte(strings.TrimSpace(l)))
	}
	return out, nil
}
