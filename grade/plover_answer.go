package grade

import (
	"slices"

	"dateline"
	"dateline/codebook"
)

// A ploverAnswer is what a system says of a sentence.
type ploverAnswer struct {
	found                  bool
	types, actors, targets []string
}

// ploverAnswerOf is the program's own.
func ploverAnswerOf(book *codebook.Codebook, got *dateline.Reading) ploverAnswer {
	out := ploverAnswer{found: len(got.Accounts) > 0}
	for _, a := range got.Accounts {
		out.types = append(out.types, ploverOf(book, a.Type)...)
		for _, role := range a.Roles {
			switch role.Role {
			case dateline.Perpetrator, dateline.Subject, dateline.Parent:
				out.actors = append(out.actors, role.Name, role.Words)
			default:
				out.targets = append(out.targets, role.Name, role.Words)
			}
		}
		for _, p := range a.Places {
			out.targets = append(out.targets, p.Name, p.Words)
		}
	}
	return out
}

// answer is that of a record of predictions.
func (r ploverRecord) answer() ploverAnswer {
	if r.Event == "" {
		return ploverAnswer{}
	}
	out := ploverAnswer{found: true, types: []string{category(r.Event)}}
	for _, a := range r.Source {
		out.actors = append(out.actors, a.Text)
	}
	for _, a := range r.Target {
		out.targets = append(out.targets, a.Text)
	}
	return out
}

// key tells records apart, of which two have the same id.
func (r ploverRecord) key() string { return r.ID + "\n" + r.Text }

// ploverPredictions are another system's records by their ids, one for each of gold's.
func ploverPredictions(path string, gold []ploverRecord) (map[string]ploverRecord, error) {
	records, err := readPlover(path, false)
	if err != nil {
		return nil, err
	}
	out := map[string]ploverRecord{}
	for _, r := range records {
		out[r.key()] = r
	}
	for _, r := range gold {
		if _, ok := out[r.key()]; !ok {
			return nil, dateline.Errorf(dateline.Invalid, "%s: no record %s with its text; expected one for each of the collection's", path, r.ID)
		}
	}
	return out, nil
}

// ploverOf are the categories that a type's mappings give, by whom it is done.
func ploverOf(book *codebook.Codebook, code dateline.EventCode) []string {
	t, _ := book.Type(code)
	var out []string
	for _, m := range t.Mappings {
		if m.PLOVER != "" && !slices.Contains(out, m.PLOVER) {
			out = append(out, m.PLOVER)
		}
	}
	return out
}
