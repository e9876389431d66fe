package syntax

import (
	"fmt"
	"testing"
)

// bounds are the ends of a quantity, "-" where the words leave one open.
func bounds(q *Quantity) string {
	end := func(n *int) string {
		if n == nil {
			return "-"
		}
		return fmt.Sprint(*n)
	}
	return end(q.Low) + ".." + end(q.High)
}

func TestQuantities(t *testing.T) {
	for _, c := range []struct{ name, text, words, bounds, qualifier string }{
		{"a plain number is exact", "The blast killed 9 people.", "9", "9..9", ""},
		{"a comma parts thousands", "The flood uprooted 1,200 families.", "1,200", "1200..1200", ""},
		{"numbers are read in words", "The blast wounded twenty-three people.", "twenty-three", "23..23", ""},
		{"hundreds multiply", "Two hundred people died.", "Two hundred", "200..200", ""},
		{"and joins a hundred to what is behind it", "One hundred and five people died.", "One hundred and five", "105..105", ""},
		{"a dozen is twelve", "A dozen shops burned down.", "A dozen", "12..12", ""},
		{"half a dozen is six", "Half a dozen men ran.", "Half a dozen", "6..6", ""},
		{"dozens multiply", "Three dozen shops were lost.", "Three dozen", "36..36", ""},
		{"at least leaves the upper end open", "At least 20 soldiers were killed.", "At least 20", "20..-", "at least"},
		{"no fewer than is at least", "No fewer than seven officers died.", "No fewer than seven", "7..-", "no fewer than"},
		{"or more is at least", "Six or more people died.", "Six or more", "6..-", "or more"},
		{"more than begins one above", "More than 40 families were displaced.", "More than 40", "41..-", "more than"},
		{"up to leaves the lower end open", "Up to 40 hostages were freed.", "Up to 40", "-..40", "up to"},
		{"fewer than ends one below", "Fewer than 10 people died.", "Fewer than 10", "-..9", "fewer than"},
		{"some is about", "Some 300 fighters surrendered.", "Some 300", "300..300", "some"},
		{"an estimate keeps its word", "An estimated 50 people died.", "An estimated 50", "50..50", "an estimated"},
		{"to makes a range", "The army killed 20 to 30 rebels.", "20 to 30", "20..30", ""},
		{"between makes a range", "Between 20 and 30 gunmen attacked the post.", "Between 20 and 30", "20..30", ""},
		{"or makes a range of near numbers", "Two or three men ran.", "Two or three", "2..3", ""},
		{"dozens are twelve or more", "Dozens of villagers were hurt.", "Dozens of", "12..-", "dozens"},
		{"scores are twenty or more", "Scores of villagers were hurt.", "Scores of", "20..-", "scores"},
		{"hundreds are a hundred or more", "Hundreds of houses were burned.", "Hundreds of", "100..-", "hundreds"},
		{"tens of thousands are ten thousand or more", "Tens of thousands of people left the valley.", "Tens of thousands of", "10000..-", "tens of thousands"},
		{"several are three or more", "Several vehicles were burned.", "Several", "3..-", "several"},
		{"a handful is two or more", "A handful of men ran.", "A handful of", "2..-", "handful"},
		{"many says nothing of the number", "Many people fled the town.", "Many", "-..-", "many"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sentence(t, c.text)
			var q *Quantity
			for i := range s.Tokens {
				if q = s.quantityAt(i); q != nil {
					break
				}
			}
			if q == nil {
				t.Fatalf("no quantity in %q", c.text)
			}
			if got := s.Quote(s.SpanOf(q.From, q.To)); got != c.words {
				t.Errorf("words %q, want %q", got, c.words)
			}
			if got := bounds(q); got != c.bounds || q.Qualifier != c.qualifier {
				t.Errorf("%s %q, want %s %q", got, q.Qualifier, c.bounds, c.qualifier)
			}
		})
	}
}

func TestNoQuantities(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"a distance is a measure", "The convoy drove 30 km."},
		{"a share is a measure", "Prices rose by 20 percent."},
		{"a length of time is a time", "The clash lasted 20 hours."},
		{"a sum of money is a measure", "The family paid $500 for him."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sentence(t, c.text)
			for i := range s.Tokens {
				if q := s.quantityAt(i); q != nil {
					t.Errorf("%q is taken for %s", s.Quote(s.SpanOf(q.From, q.To)), bounds(q))
				}
			}
		})
	}
}
