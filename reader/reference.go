package reader

import (
	"dateline"
	"dateline/reader/discourse"
)

// ReferenceLessons are the pronouns and descriptions of a report beside what they
// may stand for, as the model of reference sees them: to learn from. Same says what
// a phrase stands for by the bytes of its head noun, "" for what it does not know.
func (rd *Reader) ReferenceLessons(rep *dateline.Report, same func(head dateline.Span) string) []discourse.Lesson {
	return discourse.Lessons(rd.parser(), rep, same)
}
