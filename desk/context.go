package desk

import (
	"regexp"
	"slices"
	"strings"

	"dateline"
)

// frontKey is how a line of front matter begins before its value.
var frontKey = regexp.MustCompile(`^[ \t]*[\pL\d_-]{1,30}:[ \t]*["'“]?`)

// inContext is a part of a report's text about words of it, as around, but not beyond what
// they are part of: of a headline that stands in the front matter, which ends at body, its
// value alone; of one above the text, its line, and not those of the day and the author.
func inContext(text string, at dateline.Span, side, body int) dateline.Span {
	at.Start, at.End = min(max(at.Start, 0), len(text)), min(max(at.End, 0), len(text))
	out := around(text, at, side)
	if at.End < at.Start {
		return out
	}
	front := at.Start < body
	width := 0
	if !front {
		out.Start = max(out.Start, min(body, at.Start))
		width = widthOf(text)
	}
	for i := at.Start - 1; i >= out.Start; i-- {
		if text[i] == '\n' && (front || broken(text, i, width)) {
			out.Start = i + 1
			break
		}
	}
	for i := at.End; i < out.End; i++ {
		if text[i] == '\n' && (front || broken(text, i, width)) {
			out.End = i
			break
		}
	}
	out.End = max(at.End, out.Start+len(strings.TrimRight(text[out.Start:out.End], " \t\r\n")))
	if front {
		line := strings.LastIndexByte(text[:at.Start], '\n') + 1
		if m := frontKey.FindString(text[line:at.End]); line+len(m) <= at.Start {
			out.Start = max(out.Start, line+len(m))
		}
		out.End = max(at.End, out.Start+len(strings.TrimRight(text[out.Start:out.End], `"'”`)))
	}
	return out
}

// widthOf is how long the lines of a text are: half of those that are more than a few
// words are as long or longer. Lines of a text that is not wrapped are its paragraphs.
func widthOf(text string) int {
	const words, enough = 40, 64 << 10
	var all []int
	for line := range strings.Lines(text[:min(len(text), enough)]) {
		if n := len(strings.TrimRight(line, " \t\r\n")); n > words {
			all = append(all, n)
		}
	}
	if len(all) == 0 {
		return words
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// broken reports whether a line ends because its writer meant it to: the word that begins
// the next would have had room on it, as lines of a text are so long.
func broken(text string, at, width int) bool {
	before := strings.TrimRight(text[strings.LastIndexByte(text[:at], '\n')+1:at], " \t\r")
	after, _, _ := strings.Cut(text[at+1:min(len(text), at+1+4*width)], "\n")
	after = strings.TrimSpace(after)
	if before == "" || after == "" {
		return true
	}
	word, _, _ := strings.Cut(after, " ")
	return len(before)+1+len(word) <= width
}
