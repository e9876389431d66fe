package grade

import (
	"slices"
	"strings"

	"dateline"
	"dateline/tagger"
	"dateline/text"
)

// polnearOwn are the program's attributions, put into PolNeAR's conventions.
func polnearOwn(finder *tagger.Attributor, whole string) []relation {
	all := finder.Attributions(text.Parse(whole, 0))
	var out []relation
	for i, a := range all {
		if nested(all, i) {
			continue
		}
		cue := a.Cue
		if strings.HasPrefix(whole[cue.End:], ":") {
			cue.End++ // a colon that leads to the content is of the cue
		}
		r := relation{map[string][]dateline.Span{"cue": {cue}}}
		if a.Source.Len() > 0 {
			r.parts["source"] = []dateline.Span{a.Source}
		}
		for _, c := range a.Content {
			r.parts["content"] = append(r.parts["content"], withThat(whole, c))
		}
		out = append(out, r)
	}
	return out
}

// nested reports whether an attribution lies in the content of another.
func nested(all []dateline.Attribution, i int) bool {
	for k, other := range all {
		if k != i && slices.ContainsFunc(other.Content, func(c dateline.Span) bool { return c.Contains(all[i].Cue) && !c.Overlaps(other.Cue) }) &&
			!slices.ContainsFunc(all[i].Content, func(c dateline.Span) bool { return c.Contains(other.Cue) && k > i }) {
			return true
		}
	}
	return false
}

// withThat is a content with the "that" before it, which PolNeAR counts in.
func withThat(whole string, c dateline.Span) dateline.Span {
	head := strings.TrimRight(whole[:c.Start], " \u00a0")
	if before, ok := strings.CutSuffix(head, "that"); ok && strings.HasSuffix(before, " ") {
		c.Start = len(before)
	}
	return c
}
