package tagger

import (
	"cmp"
	"slices"
	"strings"
)

// The second look: each wording that the first found likely for a role is judged
// again by numbers that tell of the whole report: how the report scores, what
// else is likely there, and whether a better wording says the same.

// Columns of a row.
const (
	colScore = iota
	colOther
	colRank
	colBest
	colGap
	colSecond
	colCount
	colFirst
	colSentences
	colLength
	colOf
	colName
	colNumber
	colRelevance
	colSentenceEvent
	colSentenceRole
	colOverlap
	colOverlapCount
	colSameHead
	colWithin
	colWraps
	colAcronym
	colRoleIndex
	colLikely
	colAllLikely
	colChunkLeft
	colWords
	colPlaceBest
	colPlaceSecond
	colPlaceOther
	colPlaceGap
	colGiven
	colLook
	colLongerName
	colPairScore
	colEventTop
	colEventCount
	colEventHere
	colRoleHere
	colPartner
	colSpread
	colDocSum
	colPlaceTopFrom
	colRolesFrom    = colPlaceTopFrom + int(FillRoles)
	colDocRolesFrom = colRolesFrom + int(FillRoles)
	rankColumns     = colDocRolesFrom + int(FillRoles)
)

// RankColumns is how many numbers a row of the second look has.
const RankColumns = rankColumns

const nothing = -9999

// A FillRow is a wording judged for a role.
type FillRow struct {
	Name   int // index of the wording
	Role   FillRole
	Values []int32 // RankColumns of them
}

// likeliest is how many wordings a role are looked at again.
const likeliest = 25

// FillUnit is how many units of the first look's score one unit of log odds is.
const FillUnit = 64

// Rank makes the rows of a report, role after role, likeliest first.
// scores are the first look's, by wording and role, and by wording, place and
// role; relevance is the report's,
// events the sentences'.
func (f *FillReport) Rank(scores [][]int32, places [][][]int32, relevance int32, events []int32) []FillRow {
	var placeTop [FillRoles]int32
	for r := range FillRoles {
		placeTop[r] = nothing
		for i := range places {
			for _, s := range places[i] {
				placeTop[r] = max(placeTop[r], s[r])
			}
		}
	}
	var out []FillRow
	var best [FillRoles]int32
	likely := [FillRoles]int32{}
	all := int32(0)
	for r := range FillRoles {
		best[r] = nothing
		for i := range f.names {
			best[r] = max(best[r], scores[i][r])
			if scores[i][r] > 0 {
				likely[r]++
				all++
			}
		}
	}
	sentenceBest := make([][FillRoles]int32, len(f.sentences))
	for s := range sentenceBest {
		for r := range FillRoles {
			sentenceBest[s][r] = nothing
		}
	}
	for i := range f.names {
		for _, p := range f.names[i].at {
			for r := range FillRoles {
				sentenceBest[p.sentence][r] = max(sentenceBest[p.sentence][r], scores[i][r])
			}
		}
	}
	eventTop, eventCount := int32(nothing), int32(0)
	for _, e := range events {
		eventTop = max(eventTop, e)
		if e > 0 {
			eventCount++
		}
	}
	docSum := int32(0)
	for r := range FillRoles {
		docSum += max(best[r], -4*FillUnit) + max(placeTop[r], -4*FillUnit)
	}
	for r := range FillRoles {
		var order []int
		for i := range f.names {
			if scores[i][r] > -5*FillUnit {
				order = append(order, i)
			}
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b][r], scores[a][r]) })
		if len(order) > likeliest {
			order = order[:likeliest]
		}
		for k, i := range order {
			n := &f.names[i]
			row := make([]int32, rankColumns)
			s := scores[i][r]
			row[colScore] = s
			row[colOther] = nothing
			for q := range FillRoles {
				row[colRolesFrom+int(q)] = scores[i][q]
				row[colDocRolesFrom+int(q)] = best[q]
				if q != r {
					row[colOther] = max(row[colOther], scores[i][q])
				}
			}
			row[colRank] = int32(k)
			row[colBest] = best[r]
			row[colGap] = best[r] - s
			row[colSecond] = nothing
			if k+1 < len(order) {
				row[colSecond] = scores[order[k+1]][r] - s
			}
			row[colCount] = int32(len(n.at))
			row[colFirst] = int32(n.first)
			row[colSentences] = int32(len(f.sentences))
			p := n.at[0]
			row[colLength] = int32(p.end - p.start)
			row[colOf] = int32(b2u(p.of))
			row[colChunkLeft] = int32(p.start - f.chunks[p.chunk].start)
			row[colWords] = int32(strings.Count(n.norm, " "))
			for w := p.start; w < p.end; w++ {
				switch f.words[p.sentence][w].kind {
				case properWord:
					row[colName]++
				case numberWord:
					row[colNumber]++
				}
			}
			row[colPlaceBest], row[colPlaceSecond], row[colPlaceOther] = nothing, nothing, nothing
			for _, ps := range places[i] {
				switch v := ps[r]; {
				case v > row[colPlaceBest]:
					row[colPlaceSecond] = row[colPlaceBest]
					row[colPlaceBest] = v
					row[colPlaceOther] = nothing
					for q := range FillRoles {
						if q != r {
							row[colPlaceOther] = max(row[colPlaceOther], ps[q])
						}
					}
				default:
					row[colPlaceSecond] = max(row[colPlaceSecond], v)
				}
			}
			row[colPlaceGap] = placeTop[r] - row[colPlaceBest]
			row[colPairScore] = s + row[colPlaceBest]
			row[colEventTop], row[colEventCount], row[colDocSum] = eventTop, eventCount, docSum
			row[colRoleHere] = nothing
			telling := 0
			for k, ps := range places[i] {
				if ps[r] > places[i][telling][r] {
					telling = k
				}
			}
			here := n.at[telling].sentence
			row[colEventHere] = events[here]
			row[colSpread] = int32(n.at[len(n.at)-1].sentence - n.first)
			for q := range FillRoles {
				row[colPlaceTopFrom+int(q)] = placeTop[q]
				if q != r {
					row[colRoleHere] = max(row[colRoleHere], sentenceBest[here][q])
				}
			}
			row[colPartner] = nothing
			for j := range f.names {
				if q := partner(r); q != r && j != i && scores[j][q] > row[colPartner] && (wordsWithin(n.norm, f.names[j].norm) || wordsWithin(f.names[j].norm, n.norm)) {
					row[colPartner] = scores[j][q]
				}
			}
			for _, p := range n.at {
				l := f.look(p)
				row[colGiven] += int32(b2u(l.given))
				row[colLook] |= int32(l.code())
			}
			row[colRelevance] = relevance
			row[colSentenceEvent], row[colSentenceRole] = nothing, nothing
			for _, p := range n.at {
				row[colSentenceEvent] = max(row[colSentenceEvent], events[p.sentence])
				for q := range FillRoles {
					if q != r {
						row[colSentenceRole] = max(row[colSentenceRole], sentenceBest[p.sentence][q])
					}
				}
			}
			row[colRoleIndex] = int32(r)
			row[colLikely], row[colAllLikely] = likely[r], all
			row[colOverlap], row[colSameHead], row[colWithin], row[colWraps], row[colAcronym] = nothing, nothing, nothing, nothing, nothing
			for m, j := range order {
				if j == i {
					continue
				}
				o := &f.names[j]
				d := scores[j][r] - s
				if f.overlap(n, o) {
					row[colOverlap] = max(row[colOverlap], d)
					if m < k {
						row[colOverlapCount]++
					}
				}
				if f.sameHead(n, o) {
					row[colSameHead] = max(row[colSameHead], d)
				}
				if wordsWithin(n.norm, o.norm) {
					row[colWithin] = max(row[colWithin], d)
					if l := f.look(o.at[0]); !l.titled && o.at[0].end-o.at[0].start > n.at[0].end-n.at[0].start {
						row[colLongerName] = max(row[colLongerName], int32(o.at[0].end-o.at[0].start))
					}
				}
				if wordsWithin(o.norm, n.norm) {
					row[colWraps] = max(row[colWraps], d)
				}
				if acronymOf(n.norm, o.norm) || acronymOf(o.norm, n.norm) {
					row[colAcronym] = max(row[colAcronym], d)
				}
			}
			out = append(out, FillRow{Name: i, Role: r, Values: row})
		}
	}
	return out
}

// partner is the role whose wordings often hold, or are held by, those of a role: a
// group's name in that of its men, a victim's in that of a description.
func partner(r FillRole) FillRole {
	switch r {
	case PerpetratorPerson:
		return PerpetratorGroup
	case PerpetratorGroup:
		return PerpetratorPerson
	case NamedVictim:
		return DescribedVictim
	case DescribedVictim:
		return NamedVictim
	case AttackedThing:
		return UsedWeapon
	}
	return AttackedThing
}

// overlap tells whether two wordings share words somewhere.
func (f *FillReport) overlap(a, b *fillName) bool {
	for _, p := range a.at {
		for _, q := range b.at {
			if p.sentence == q.sentence && p.start < q.end && q.start < p.end {
				return true
			}
		}
	}
	return false
}

func (f *FillReport) sameHead(a, b *fillName) bool {
	p, q := a.at[0], b.at[0]
	return f.words[p.sentence][p.head].lemma == f.words[q.sentence][q.head].lemma
}

// wordsWithin tells whether the words of a are words of b, in order.
func wordsWithin(a, b string) bool {
	if len(a) >= len(b) {
		return false
	}
	bs := strings.Fields(b)
	k := 0
	as := strings.Fields(a)
	for _, w := range bs {
		if k < len(as) && as[k] == w {
			k++
		}
	}
	return k == len(as)
}

// acronymOf tells whether a is made of the initials of the words of b, but small ones.
func acronymOf(a, b string) bool {
	if len(a) < 2 || len(a) > 7 || strings.Contains(a, " ") || !strings.Contains(b, " ") {
		return false
	}
	k := 0
	for _, w := range strings.Fields(b) {
		if k < len(a) && w[0] == a[k] {
			k++
		} else if len(w) > 3 {
			return false
		}
	}
	return k == len(a)
}

// sameFiller tells whether two wordings plainly say the same filler, so that only one is given.
func (f *FillReport) sameFiller(a, b *fillName) bool {
	return f.overlap(a, b) || wordsWithin(a.norm, b.norm) || wordsWithin(b.norm, a.norm) || acronymOf(a.norm, b.norm) || acronymOf(b.norm, a.norm)
}

// Same tells whether wordings i and j plainly say the same filler.
func (f *FillReport) Same(i, j int) bool { return f.sameFiller(&f.names[i], &f.names[j]) }
