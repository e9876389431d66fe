package main

import (
	"math"
	"slices"

	"dateline/cmd/train/logit"
	"dateline/tagger"
)

// A fillVocabulary numbers the features that are learned from.
type fillVocabulary struct {
	wordings, topics, sentences map[uint64]uint32
}

// featuresOf numbers the features of some texts and notes them and the labels.
func (l fillLesson) featuresOf(texts []*fillText) fillVocabulary {
	count := [3]map[uint64]int{{}, {}, {}}
	for _, t := range texts {
		for i := range t.wordings {
			all, _ := t.report.Features(i)
			tally(count[0], all)
		}
		tally(count[1], t.report.ReportFeatures())
		for s := range t.report.Sentences() {
			tally(count[2], t.report.SentenceFeatures(s))
		}
	}
	v := fillVocabulary{numbered(count[0], l.least), numbered(count[1], 3), numbered(count[2], 3)}
	inParallel(len(texts), func(i int) {
		t := texts[i]
		t.events = make([]uint32, t.report.Sentences())
		for i, w := range t.wordings {
			all, places := t.report.Features(i)
			t.all = append(t.all, known(v.wordings, all))
			var at [][]uint32
			for _, p := range places {
				at = append(at, known(v.wordings, p))
			}
			t.places = append(t.places, at)
			label := uint32(0)
			for r := range t.gold {
				for _, mentions := range t.gold[r] {
					if slices.Contains(mentions, w) {
						label |= 1 << r
					}
				}
			}
			t.labels = append(t.labels, label)
			if label != 0 {
				for _, s := range t.report.SentencesOf(i) {
					t.events[s] = 1
				}
			}
		}
		t.topic = known(v.topics, t.report.ReportFeatures())
		for s := range t.report.Sentences() {
			t.sentences = append(t.sentences, known(v.sentences, t.report.SentenceFeatures(s)))
		}
	})
	return v
}

func tally(count map[uint64]int, features []uint64) {
	for _, f := range features {
		count[f]++
	}
}

func numbered(count map[uint64]int, least int) map[uint64]uint32 {
	var keys []uint64
	for k, n := range count {
		if n >= least {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	out := make(map[uint64]uint32, len(keys))
	for i, k := range keys {
		out[k] = uint32(i)
	}
	return out
}

func known(numbers map[uint64]uint32, features []uint64) []uint32 {
	out := make([]uint32, 0, len(features))
	for _, f := range features {
		if n, ok := numbers[f]; ok {
			out = append(out, n)
		}
	}
	return out
}

// A firstLook is what the first look has learned, class by class, in tagger.FillUnit and whole.
type firstLook struct {
	wordings, places, topics, sentences [][]float32
}

func (v fillVocabulary) learn(texts []*fillText) firstLook {
	var wordings, topics, sentences []logit.Example
	for _, t := range texts {
		for i := range t.all {
			wordings = append(wordings, logit.Example{Features: t.all[i], Labels: t.labels[i]})
		}
		relevant := uint32(0)
		if t.relevant {
			relevant = 1
		}
		topics = append(topics, logit.Example{Features: t.topic, Labels: relevant})
		for s := range t.sentences {
			sentences = append(sentences, logit.Example{Features: t.sentences[s], Labels: t.events[s]})
		}
	}
	words := logit.Options{Classes: int(tagger.FillRoles), Rounds: 5, Rate: 0.05, L1: 0.3, L2: 2}
	prose := logit.Options{Classes: 1, Rounds: 8, Rate: 0.03, L1: 0.1, L2: 3}
	return firstLook{
		whole(logit.Train(wordings, len(v.wordings), words)),
		whole(v.learnPlaces(texts)),
		whole(logit.Train(topics, len(v.topics), prose)),
		whole(logit.Train(sentences, len(v.sentences), prose)),
	}
}

// learnPlaces learns of single places. Which of a filler's places tells its role is
// not known: all are taken for it first, then those that the first turn found
// likely, or the likeliest (multiple-instance learning, as in Bunescu and
// Mooney 2007).
func (v fillVocabulary) learnPlaces(texts []*fillText) [][]float32 {
	o := logit.Options{Classes: int(tagger.FillRoles), Rounds: 3, Rate: 0.05, L1: 0.3, L2: 2}
	var w [][]float32
	for turn := range 2 {
		var examples []logit.Example
		for _, t := range texts {
			for i, places := range t.places {
				first := len(examples)
				for _, p := range places {
					examples = append(examples, logit.Example{Features: p, Labels: t.labels[i]})
				}
				if turn > 0 && t.labels[i] != 0 && len(places) > 1 {
					tell(examples[first:], w)
				}
			}
		}
		w = logit.Train(examples, len(v.wordings), o)
	}
	return w
}

// tell leaves a wording's roles to those of its places that w finds likely, or to the likeliest.
func tell(places []logit.Example, w [][]float32) {
	for r := range w {
		if places[0].Labels>>r&1 == 0 {
			continue
		}
		best, at := float32(math.Inf(-1)), 0
		scores := make([]float32, len(places))
		for k, p := range places {
			if scores[k] = logit.Score(w[r], p.Features); scores[k] > best {
				best, at = scores[k], k
			}
		}
		for k := range places {
			if k != at && scores[k] <= 0 {
				places[k].Labels &^= 1 << r
				places[k].Skip |= 1 << r
			}
		}
	}
}

// whole rounds weights to the whole numbers that a table holds.
func whole(w [][]float32) [][]float32 {
	for _, class := range w {
		for i, v := range class {
			class[i] = float32(tagger.RoundWeight(int32(math.Round(float64(v) * tagger.FillUnit))))
		}
	}
	return w
}

// apply scores texts by the first look and makes the rows of the second.
func (f firstLook) apply(texts []*fillText) {
	inParallel(len(texts), func(i int) {
		t := texts[i]
		t.scores, t.placeScores = nil, nil
		for i := range t.all {
			t.scores = append(t.scores, scoreAll(f.wordings, t.all[i]))
			var at [][]int32
			for _, p := range t.places[i] {
				at = append(at, scoreAll(f.places, p))
			}
			t.placeScores = append(t.placeScores, at)
		}
		t.relevance = scoreAll(f.topics, t.topic)[0]
		t.eventScores = nil
		for _, s := range t.sentences {
			t.eventScores = append(t.eventScores, scoreAll(f.sentences, s)[0])
		}
		t.rows = t.report.Rank(t.scores, t.placeScores, t.relevance, t.eventScores)
		t.labelRows()
	})
}

func scoreAll(w [][]float32, features []uint32) []int32 {
	out := make([]int32, len(w))
	for c := range w {
		out[c] = int32(logit.Score(w[c], features))
	}
	return out
}

// encode writes the first look and the groups of words into a file's parts.
func (f firstLook) encode(parts *tagger.FillerParts, v fillVocabulary, groups map[uint64]uint8) error {
	var cells []tagger.Weight
	for h, g := range groups {
		cells = append(cells, tagger.Weight{Feature: h, Class: 0, Value: int32(g) / 16}, tagger.Weight{Feature: h, Class: 1, Value: int32(g) % 16})
	}
	var err error
	if parts.Groups, err = tagger.EncodeWeights([]string{"sixteens", "ones"}, cells); err != nil {
		return err
	}
	for _, t := range []struct {
		into    *[]byte
		classes []string
		weights [][]float32
		numbers map[uint64]uint32
	}{
		{&parts.Wordings, tagger.FillRoleNames(), f.wordings, v.wordings},
		{&parts.Places, tagger.FillRoleNames(), f.places, v.wordings},
		{&parts.Reports, []string{"relevant"}, f.topics, v.topics},
		{&parts.Sentences, []string{"event"}, f.sentences, v.sentences},
	} {
		cells := []tagger.Weight{}
		for h, n := range t.numbers {
			for c := range t.weights {
				if w := t.weights[c][n]; w != 0 {
					cells = append(cells, tagger.Weight{Feature: h, Class: uint8(c), Value: int32(w)})
				}
			}
		}
		if *t.into, err = tagger.EncodeWeights(t.classes, cells); err != nil {
			return err
		}
	}
	return nil
}
