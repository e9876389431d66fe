package tagger

import "slices"

// Templates of the features of role fillers. Their numbers are part of the
// weights' format.
const (
	fWording = iota + 300
	fHead
	fHeadCluster
	fFirst
	fFirstHead
	fInside
	fShape
	fLength
	fLeft
	fRight
	fLeftHead
	fRightHead
	fLeft2
	fRight2
	fLeftPos
	fRightPos
	fChunkLeft
	fChunkRest
	fChunkRestWord
	fOf
	fGovernor
	fGovernorCluster
	fGovernorHead
	fGovernorUp
	fGovernorClusterHead
	fSibling
	fSiblingRole
	fDependent
	fDependentRel
	fVerbBefore
	fVerbAfter
	fPrepBefore
	fNear
	fSentenceWord
	fSentenceHead
	fPosition
	fCount
	fParagraph
	fSuffix
	fHeadPos
	fClusterIn
	fTriggerNear
	fBias
	fUpVerb
	fPath
	fNearCluster
	fSentenceCluster
	fLook
	fPlaceName
	fPlace
)

// A fillWriter gathers features, each once.
type fillWriter struct{ features []uint64 }

func (w *fillWriter) add(template int, values ...uint64) {
	w.features = append(w.features, Feature(template, values...))
}

// wordsAt is a word, or what stands for the outside of a sentence.
func wordsAt(ws []seenWord, i int) seenWord {
	if i < 0 {
		return seenWord{form: 1, lemma: 1, pos: 1}
	}
	if i >= len(ws) {
		return seenWord{form: 2, lemma: 2, pos: 2}
	}
	return ws[i]
}

func bucket(n int) uint64 {
	switch {
	case n <= 3:
		return uint64(n)
	case n <= 5:
		return 4
	case n <= 8:
		return 5
	case n <= 15:
		return 6
	}
	return 7
}

// features are those of a wording: first what it shows at each place, each once,
// then all together, with what can only be said of the wording.
func (f *FillReport) features(n *fillName) (all []uint64, places [][]uint64) {
	for _, p := range n.at {
		w := &fillWriter{features: make([]uint64, 0, 320)}
		w.add(fBias)
		w.add(fWording, Hash(n.norm))
		w.add(fPlace, bucket(p.sentence))
		f.wordingFeatures(w, p)
		f.contextFeatures(w, p)
		slices.Sort(w.features)
		w.features = slices.Compact(w.features)
		places = append(places, w.features)
		all = append(all, w.features...)
	}
	all = append(all, Feature(fCount, bucket(len(n.at))), Feature(fPosition, bucket(n.first)))
	slices.Sort(all)
	return slices.Compact(all), places
}

// wordingFeatures tell of the wording itself and of how it is cut.
func (f *FillReport) wordingFeatures(w *fillWriter, p place) {
	ws := f.words[p.sentence]
	c := f.chunks[p.chunk]
	h := ws[p.head]
	w.add(fHead, h.lemma)
	w.add(fHead, h.form, 1)
	w.add(fHeadCluster, h.cluster)
	w.add(fHeadPos, h.pos)
	w.add(fFirst, ws[p.start].form)
	w.add(fFirst, ws[p.start].pos, 1)
	w.add(fFirstHead, ws[p.start].form, h.lemma)
	shape := uint64(0)
	for i := p.start; i < p.end; i++ {
		w.add(fInside, ws[i].lemma)
		w.add(fClusterIn, ws[i].cluster)
		if i-p.start < 6 {
			shape = shape<<4 | uint64(ws[i].kind)
		}
	}
	w.add(fShape, shape)
	w.add(fLength, uint64(p.end-p.start))
	look := f.look(p).code()
	w.add(fLook, look)
	w.add(fLook, look, uint64(p.end-p.start))
	w.add(fLook, look, h.pos, uint64(c.end-p.end), uint64(p.start-c.start))
	left, right := wordsAt(ws, p.start-1), wordsAt(ws, p.end)
	w.add(fLeft, left.form)
	w.add(fLeft, left.form, h.cluster)
	w.add(fRight, right.form)
	w.add(fRight, right.form, h.cluster)
	w.add(fLeftPos, left.pos)
	w.add(fRightPos, right.pos)
	w.add(fLeftHead, left.form, h.lemma)
	w.add(fRightHead, right.form, h.lemma)
	w.add(fChunkLeft, uint64(p.start-c.start), b2u(p.start > c.start && left.kind == determinerWord))
	if !p.of {
		w.add(fChunkRest, uint64(c.end-p.end))
		if p.end < c.end {
			w.add(fChunkRestWord, ws[c.end-1].lemma)
			w.add(fChunkRestWord, ws[c.end-1].cluster, 1)
		}
	}
	w.add(fOf, b2u(p.of), b2u(right.form == hashOf), h.kindHash())
	w.add(fOf, b2u(p.of), b2u(right.form == hashOf), h.lemma)
	if p.start > c.start {
		w.add(fChunkRestWord, left.lemma, 2)
		w.add(fChunkRestWord, left.pos, h.pos, 3)
	}
}

var (
	hashOf   = Hash("of")
	hashBy   = Hash("by")
	hashRoot = Hash("root")
)

func (s seenWord) kindHash() uint64 { return uint64(s.kind) }

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// contextFeatures tell of the words around and of the grammar that a wording stands in.
func (f *FillReport) contextFeatures(w *fillWriter, p place) {
	ws, tree := f.words[p.sentence], f.sentences[p.sentence].Tree
	h := ws[p.head]
	start, end := f.chunks[p.chunk].start, max(p.end, f.chunks[p.chunk].end)
	l1, l2, l3 := wordsAt(ws, start-1), wordsAt(ws, start-2), wordsAt(ws, start-3)
	r1, r2, r3 := wordsAt(ws, end), wordsAt(ws, end+1), wordsAt(ws, end+2)
	w.add(fLeft2, l2.lemma, l1.lemma)
	w.add(fLeft2, l2.cluster, l1.form, 1)
	w.add(fLeft2, l3.lemma, l2.lemma, l1.lemma)
	w.add(fRight2, r1.lemma, r2.lemma)
	w.add(fRight2, r1.form, r2.cluster, 1)
	w.add(fRight2, r1.lemma, r2.lemma, r3.lemma)
	for d := 1; d <= 4; d++ {
		a, b := wordsAt(ws, start-d), wordsAt(ws, end-1+d)
		w.add(fNear, a.lemma, 0)
		w.add(fNear, b.lemma, 1)
		w.add(fNearCluster, a.cluster, 0)
		w.add(fNearCluster, b.cluster, 1)
	}
	for i := start - 1; i >= 0 && i > start-12; i-- {
		if ws[i].kind == verbWord {
			w.add(fVerbBefore, ws[i].lemma, b2u(l1.form == hashBy))
			w.add(fVerbBefore, ws[i].cluster, b2u(l1.form == hashBy), 1)
			w.add(fVerbBefore, ws[i].lemma, l1.kindHash(), h.cluster)
			break
		}
	}
	for i := end; i < len(ws) && i < end+12; i++ {
		if ws[i].kind == verbWord {
			passive := b2u(i > 0 && ws[i-1].kind == auxWord)
			w.add(fVerbAfter, ws[i].lemma, passive, b2u(tree[i].XPOS == "VBN"))
			w.add(fVerbAfter, ws[i].cluster, passive, b2u(tree[i].XPOS == "VBN"), 1)
			break
		}
	}
	f.grammarFeatures(w, p)
	for _, i := range f.content[p.sentence] {
		x := &ws[i]
		w.add(fSentenceWord, x.lemma)
		w.add(fSentenceCluster, x.cluster)
		w.add(fSentenceHead, x.cluster, h.cluster)
	}
}

// grammarFeatures tell of the words that the head depends on, and of what depends on it.
func (f *FillReport) grammarFeatures(w *fillWriter, p place) {
	ws, tree := f.words[p.sentence], f.sentences[p.sentence].Tree
	h := p.head
	hw := ws[h]
	via := uint64(0)
	for range 3 { // an apposition, a conjunct and a part of a name stand where their head stands
		n := &tree[h]
		if n.Head < 0 {
			break
		}
		if n.Relation == "conj" || n.Relation == "appos" || n.Relation == "flat" || n.Relation == "compound" || n.Relation == "list" {
			via = via*8 + Hash(n.Relation)%7 + 1
			h = n.Head
			continue
		}
		break
	}
	rel, gov, prep := f.relation(p.sentence, h)
	if gov >= 0 {
		g := ws[gov]
		w.add(fGovernor, rel, prep, g.lemma)
		w.add(fGovernor, rel, prep, g.lemma, via)
		w.add(fGovernorCluster, rel, prep, g.cluster)
		w.add(fGovernorHead, rel, prep, g.lemma, hw.lemma)
		w.add(fGovernorClusterHead, rel, prep, g.cluster, hw.cluster)
		w.add(fPath, rel, prep, via)
		urel, up, uprep := f.relation(p.sentence, gov)
		if up >= 0 {
			w.add(fGovernorUp, rel, prep, g.lemma, urel, uprep, ws[up].lemma)
			w.add(fGovernorUp, rel, prep, urel, uprep, ws[up].lemma, 1)
			w.add(fUpVerb, rel, ws[up].lemma)
			w.add(fUpVerb, rel, ws[up].cluster, 1)
		}
		for k := range tree {
			if tree[k].Head != gov || k == h || len(tree[k].Relation) < 3 {
				continue
			}
			switch r := tree[k].Relation; {
			case r[:3] == "nsu" || r[:3] == "obj" || r[:3] == "obl" || r[:3] == "nmo":
				w.add(fSibling, rel, g.lemma, ws[k].rel, ws[k].lemma)
				w.add(fSiblingRole, rel, g.cluster, ws[k].rel, ws[k].cluster)
			}
		}
	}
	for k := range tree {
		if tree[k].Head == p.head && (k < p.start || k >= p.end) && ws[k].kind != punctuation {
			w.add(fDependent, ws[k].rel, ws[k].lemma)
			w.add(fDependentRel, ws[k].rel, ws[k].cluster)
		}
	}
}

// relation is how a word depends on another: the relation (with a passive's
// mark), the word, -1 for none, and the preposition.
func (f *FillReport) relation(sentence, i int) (rel uint64, head int, prep uint64) {
	x := &f.words[sentence][i]
	return x.rel, int(x.head), x.prep
}

// Templates of the features of reports and of sentences.
const (
	fTopicWord = iota + 400
	fTopicPair
	fTopicCluster
	fTopicFirst
	fTopicVerb
	fTopicBias
	fTopicLength
)

// ReportFeatures tell whether a report tells of an attack that is its own news.
func (f *FillReport) ReportFeatures() []uint64 {
	w := &fillWriter{}
	w.add(fTopicBias)
	w.add(fTopicLength, bucket(len(f.sentences)/2))
	for s := range f.words {
		f.topicFeatures(w, s, s < 2)
	}
	slices.Sort(w.features)
	return slices.Compact(w.features)
}

// SentenceFeatures tell whether a sentence names who or what an attack was by or against.
func (f *FillReport) SentenceFeatures(s int) []uint64 {
	w := &fillWriter{}
	w.add(fTopicBias, 1)
	w.add(fTopicLength, bucket(s), 1)
	f.topicFeatures(w, s, false)
	slices.Sort(w.features)
	return slices.Compact(w.features)
}

func (f *FillReport) topicFeatures(w *fillWriter, s int, first bool) {
	ws := f.words[s]
	for i, x := range ws {
		switch x.kind {
		case punctuation, bracketWord, quoteWord:
			continue
		}
		w.add(fTopicWord, x.lemma)
		w.add(fTopicCluster, x.cluster)
		if first {
			w.add(fTopicFirst, x.lemma)
		}
		if i > 0 {
			w.add(fTopicPair, ws[i-1].lemma, x.lemma)
		}
		if rel, gov, prep := f.relation(s, i); gov >= 0 && (x.kind == nounWord || x.kind == properWord) {
			w.add(fTopicVerb, rel, prep, ws[gov].lemma, x.cluster)
		}
	}
}
