package desk

import (
	"strings"
	"testing"

	"dateline"
)

func TestAHeadlineIsQuotedWithoutWhatStandsBesideIt(t *testing.T) {
	const long = "The blast hit an army truck on the road to the salt works on Monday morning, the governor of the province said. "
	body := strings.Repeat(long, 3)
	for name, c := range map[string]struct{ front, text, words, want string }{
		"in front matter":                 {"---\ntitle: Bomb wounds five in Odale\noutlet: River Gazette\n---\n", body, "Bomb wounds", "Bomb wounds five in Odale"},
		"in front matter, with quotes":    {"---\nurl: x\ntitle: \"Odale: bomb wounds five\"\n---\n", body, "bomb wounds five", "Odale: bomb wounds five"},
		"in front matter of other lines":  {"---\r\ntitle: Bomb wounds five in Odale\r\npublished: 2025-04-02\r\n---\r\n", body, "wounds five", "Bomb wounds five in Odale"},
		"in lines of a head":              {"Title: Bomb wounds five in Odale\nDate: 2 April 2025\n\n", body, "Bomb wounds", "Bomb wounds five in Odale"},
		"above the text":                  {"", "Bomb wounds five in Odale\n2 April 2025\nBy Amadou Sarr\n\n" + body, "Bomb wounds", "Bomb wounds five in Odale"},
		"the text behind front matter":    {"---\ntitle: Five hurt\n---\n", body, "The blast hit an army truck", long[:96]},
		"the text below a day":            {"", "Five hurt\n2 April 2025\n" + body, "The blast hit an army truck", long[:96]},
		"lines that are wrapped":          {"", strings.Repeat("A text of which the lines are cut at about seventy signs by\nwhoever sent it, as agencies used to do, goes on over all of\nthe lines alike, for a hundred more.\n\n", 3), "as agencies used", "which the lines are cut at about seventy signs by\nwhoever sent it, as agencies used to do, goes on over all of\nthe lines alike, for a hundred more."},
		"a paragraph between two of them": {"", body + "\r\n\r\nShots were heard.\r\n\r\n" + body, "Shots were", "Shots were heard."},
	} {
		text := c.front + c.text
		start := strings.Index(text, c.words)
		at := inContext(text, dateline.Span{Start: start, End: start + len(c.words)}, 70, len(c.front))
		if got := text[at.Start:at.End]; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	for _, at := range []dateline.Span{{Start: -5, End: 4}, {Start: 900, End: 1000}, {Start: 20, End: 10}, {}} {
		if got := inContext("title: x\n\nShort.", at, 70, 10); got.Start < 0 || got.End > 16 {
			t.Errorf("%v: %v", at, got)
		}
	}
}
