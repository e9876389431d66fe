package when

import (
	"dateline"
	"dateline/text"
	"strings"
	"testing"
)

// BenchmarkFind reads a page of news sentences, one in three with a time.
func BenchmarkFind(b *testing.B) {
	lines := []string{
		"Gunmen on motorcycles opened fire on a police post in the district late on Wednesday, killing four officers and wounding three others.",
		"A spokesman for the provincial government said the attackers escaped into the hills before reinforcements could reach the area.",
		"The group, which was founded in 2015, claimed a similar attack last month and another five days after the announcement of a new branch.",
		"Residents told reporters that they had heard gunfire and a loud explosion, and that the road to the town had been closed by the army.",
		"No group has claimed responsibility, and the governor, who visited the wounded in hospital, appealed for calm among the communities.",
	}
	whole := strings.Join(lines, "\n")
	var sentences []text.Sentence
	at := 0
	for _, l := range lines {
		sentences = append(sentences, text.Sentence{Span: dateline.Span{Start: at, End: at + len(l)}})
		at += len(l) + 1
	}
	b.SetBytes(int64(len(whole)))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range sentences {
			for _, e := range Find(s, whole) {
				e.Resolve(&friday, Past)
			}
		}
	}
}

// BenchmarkAnnotate marks reports from a kilobyte to a megabyte, one of them a
// single sentence: time a byte stays the same.
func BenchmarkAnnotate(b *testing.B) {
	line := "Gunmen who had come on Monday opened fire on 3 May 2019 near the post, two days after the raid, and will be tried next week, "
	for _, c := range []struct {
		name string
		size int
		end  string
	}{{"1KB", 1 << 10, ".\n\n"}, {"64KB", 64 << 10, ".\n\n"}, {"1MB", 1 << 20, ".\n\n"}, {"64KB-one-sentence", 64 << 10, ""}} {
		b.Run(c.name, func(b *testing.B) {
			whole := strings.Repeat(line+c.end, c.size/len(line)+1)
			b.SetBytes(int64(len(whole)))
			for b.Loop() {
				Annotate(whole, &friday)
			}
		})
	}
}
