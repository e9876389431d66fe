package tagger

import (
	"strings"

	"dateline"
)

// labels are the labels of a set of kinds. Label 0 is O, those of kind k begin
// at 1+4k, in the order of the parts.
type labels struct{ kinds []string }

// The parts of a name that a word can be.
const (
	first = iota
	middle
	last
	only
	parts4
)

var partNames = [parts4]string{"B-", "I-", "L-", "U-"}

func (l labels) n() int { return 1 + parts4*len(l.kinds) }

func labelsOf(classes []string) (labels, error) {
	var l labels
	if len(classes) == 0 || classes[0] != "O" || len(classes)%parts4 != 1 {
		return l, dateline.Errorf(dateline.Invalid, "%d labels of names; O and four for each kind are wanted", len(classes))
	}
	for i := 1; i < len(classes); i++ {
		part := partNames[(i-1)%parts4]
		kind, ok := strings.CutPrefix(classes[i], part)
		if ok && part == "B-" {
			l.kinds = append(l.kinds, kind)
		}
		if !ok || kind == "" || kind != l.kinds[len(l.kinds)-1] {
			return l, dateline.Errorf(dateline.Invalid, "label %d of names is called %q; %s and a kind wanted", i, classes[i], part)
		}
	}
	return l, nil
}

// NameClasses are the labels of a stage for kinds.
func NameClasses(kinds []string) []string {
	out := []string{"O"}
	for _, k := range kinds {
		for _, p := range partNames {
			out = append(out, p+k)
		}
	}
	return out
}

// part is the part that a label but O says, and kind its kind.
func partOf(label uint8) int { return int(label-1) % parts4 }
func kindAt(label uint8) int { return int(label-1) / parts4 }

// names are what the labels of a sentence say, those that break off included.
func (l labels) names(labels []uint8) []Name {
	var out []Name
	for i := 0; i < len(labels); {
		if labels[i] == 0 {
			i++
			continue
		}
		j := i + 1
		if p := partOf(labels[i]); p != only && p != last {
			for j < len(labels) && labels[j] != 0 && kindAt(labels[j]) == kindAt(labels[i]) && (partOf(labels[j]) == middle || partOf(labels[j]) == last) {
				j++
				if partOf(labels[j-1]) == last {
					break
				}
			}
		}
		out = append(out, Name{i, j, l.kinds[kindAt(labels[i])]})
		i = j
	}
	return out
}

// write writes names as labels; names of other kinds are left out.
func (l labels) write(names []Name, into []uint8) {
	clear(into)
	for _, n := range names {
		for k, kind := range l.kinds {
			if kind != n.Kind {
				continue
			}
			base := uint8(1 + parts4*k)
			if n.To == n.From+1 {
				into[n.From] = base + only
				continue
			}
			for i := n.From + 1; i < n.To-1; i++ {
				into[i] = base + middle
			}
			into[n.From], into[n.To-1] = base+first, base+last
		}
	}
}

// A lattice is the scratch space of a search for the best labels.
type lattice struct {
	scores [][]int32 // by word: of each label
	best   []int64   // by label, up to the word
	next   []int64
	from   [][]uint8 // by word and label: the label before
}

// search finds the labels of highest score, the first of several (Viterbi).
// Names are whole: B and I are followed by I or L of their kind, what is not
// is followed by O, B or U.
func (s *NameStage) search(l *lattice, n int, into []uint8) []uint8 {
	classes := s.labels.n()
	const never = int64(-1) << 60
	l.best, l.next = grow(l.best, classes), grow(l.next, classes)
	for len(l.from) < n {
		l.from = append(l.from, nil)
	}
	for c := range classes {
		l.best[c] = never
	}
	// What stands before the first word is O, what stands behind the last ends a name.
	l.best[0] = 0
	for i := range n {
		l.from[i] = grow(l.from[i], classes)
		scores, from := l.scores[i], l.from[i]
		for c := range classes {
			b, at := never, 0
			if p := partOf(uint8(c)); c > 0 && (p == middle || p == last) {
				for q := c - p; q <= c-p+middle; q++ {
					if x := l.best[q] + int64(s.moves[q][c]); x > b {
						b, at = x, q
					}
				}
			} else {
				if x := l.best[0] + int64(s.moves[0][c]); x > b {
					b, at = x, 0
				}
				for q := 1 + last; q < classes; q += parts4 {
					for r := q; r <= q+1; r++ { // last and only
						if x := l.best[r] + int64(s.moves[r][c]); x > b {
							b, at = x, r
						}
					}
				}
			}
			from[c] = uint8(at)
			l.next[c] = b + int64(scores[c])
		}
		l.best, l.next = l.next, l.best
	}
	end, best := 0, never
	for c := range classes {
		if p := partOf(uint8(c)); c == 0 || p == last || p == only {
			if l.best[c] > best {
				end, best = c, l.best[c]
			}
		}
	}
	into = grow(into, n)
	for i := n - 1; i >= 0; i-- {
		into[i] = uint8(end)
		end = int(l.from[i][end])
	}
	return into
}

// grow is a slice of n places, with the room of s where that is enough.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
