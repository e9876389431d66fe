package coref

import "slices"

const (
	// exactDocuments is how many documents of a happening are compared mention by mention.
	exactDocuments = 200
	// Mentions of later documents join what is there: each is compared with the latest mentions
	// of at most nearGroups groups that it shares a word with, latestMentions of each.
	nearGroups     = 40
	latestMentions = 5
)

// events groups the mentions of one happening, in the order of its documents. Those of the first
// documents are grouped by average linkage, later ones join them one by one, so that
// the time is in the order of the mentions however many documents tell the happening.
func events(ms []*mention) []int {
	documents, exact := 0, len(ms)
	for i, m := range ms {
		if i == 0 || m.document != ms[i-1].document {
			if documents++; documents > exactDocuments {
				exact = i
				break
			}
		}
	}
	g := grouping{posted: map[string][]int{}}
	for i, n := range g.exactly(ms[:exact]) {
		g.put(ms[i], n)
	}
	for _, m := range ms[exact:] {
		g.put(m, g.nearest(m))
	}
	return g.of
}

// A grouping is groups that mentions can join.
type grouping struct {
	of      []int        // by mention: its group
	members [][]*mention // by group: the latest
	posted  map[string][]int
}

// exactly numbers mentions by their groups, those being the first.
func (g *grouping) exactly(ms []*mention) []int {
	posted := map[string][]int{}
	var edges []edge
	for i, m := range ms {
		seen := map[int]bool{}
		for _, key := range postings(m) {
			for _, k := range posted[key] {
				if seen[k] {
					continue
				}
				seen[k] = true
				if s := likeness(ms[k], m); s != 0 {
					edges = append(edges, edge{k, i, s})
				}
			}
			posted[key] = append(posted[key], i)
		}
	}
	return agglomerate(len(ms), edges, least)
}

// put adds a mention to a group, the next new one where n is the number of groups.
func (g *grouping) put(m *mention, n int) {
	g.of = append(g.of, n)
	if n == len(g.members) {
		g.members = append(g.members, nil)
	}
	if g.members[n] = append(g.members[n], m); len(g.members[n]) > latestMentions {
		g.members[n] = g.members[n][1:]
	}
	for _, key := range postings(m) {
		g.posted[key] = latest(g.posted[key], n, nearGroups)
	}
}

// nearest is the group whose latest mentions are most like m on average, the
// earlier of two, or the next new one when none is like it enough.
func (g *grouping) nearest(m *mention) int {
	var near []int
	for _, key := range postings(m) {
		near = append(near, g.posted[key]...)
	}
	slices.Sort(near)
	best, bestMean := len(g.members), least-1
	for _, n := range slices.Compact(near) {
		sum := 0
		for _, o := range g.members[n] {
			sum += likeness(o, m)
		}
		if mean := floorDiv(sum, len(g.members[n])); mean > bestMean {
			best, bestMean = n, mean
		}
	}
	return best
}

// postings are keys of which two mentions share one whose words are not strange to
// each other.
func postings(m *mention) []string {
	var out []string
	for _, w := range m.keys {
		out = append(out, "="+w, "~"+stem(w))
		for _, c := range words.synonyms[w] {
			out = append(out, "s"+itoa(c))
		}
		for _, c := range words.akin[w] {
			out = append(out, "a"+itoa(c))
		}
	}
	return out
}
