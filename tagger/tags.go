package tagger

// Parts of speech are found from left to right, XPOS first, each with the
// tags already given to the words before; then UPOS, which sees the XPOS of
// the words on both sides.

// A buffer gathers the features of one decision.
type buffer struct {
	features []uint64
	scores   []int32
}

func (b *buffer) reset(classes int) {
	b.features = b.features[:0]
	if cap(b.scores) < classes {
		b.scores = make([]int32, classes)
	}
	b.scores = b.scores[:classes]
	clear(b.scores)
}

func (b *buffer) add(template int, values ...uint64) {
	b.features = append(b.features, Feature(template, values...))
}

// outside stands for the words before the first and after the last.
var outside = word{form: 1, shape: 1}

func at(words []word, i int) *word {
	if i < 0 || i >= len(words) {
		return &outside
	}
	return &words[i]
}

// tagAt is the tag of a word, as a value in a feature: 0 outside.
func tagAt(tags []uint8, i int) uint64 {
	if i < 0 || i >= len(tags) {
		return 0
	}
	return uint64(tags[i]) + 1
}

// wordFeatures are what a word and its neighbours tell of its part of speech,
// whatever the tags of others.
func (b *buffer) wordFeatures(words []word, i int) {
	w, before, after := &words[i], at(words, i-1), at(words, i+1)
	b.add(0, w.form)
	b.add(1, w.form, before.form)
	b.add(2, w.form, after.form)
	b.add(3, before.form, after.form)
	b.add(4, before.form)
	b.add(5, after.form)
	b.add(6, at(words, i-2).form)
	b.add(7, at(words, i+2).form)
	b.add(8, w.shape)
	b.add(9, w.shape, before.shape)
	b.add(10, w.shape, after.shape)
	b.add(11, w.shape, w.suffix[2])
	b.add(12, w.form, w.shape)
	b.add(13, w.quotes)
	for k, s := range w.suffix {
		if s != 0 {
			b.add(14+k, s)
		}
	}
	for k, s := range w.prefix {
		if s != 0 {
			b.add(18+k, s)
		}
	}
	b.add(21, before.suffix[1], w.suffix[1])
	b.add(22, after.suffix[1])
	b.add(23, after.suffix[2], w.suffix[1])
	b.add(24, before.suffix[2])
	b.add(25, after.form, at(words, i+2).form)
	b.add(26, before.form, at(words, i-2).form)
	b.add(27, after.shape, before.shape)
	b.add(28, w.hint)
	b.add(29, w.hint, w.form)
	b.add(30, w.hint, before.hint)
	b.add(31, w.hint, after.hint)
	b.add(32, before.hint, w.hint, after.hint)
	b.add(33, w.hint, w.shape)
	b.add(34, w.hint, w.suffix[2])
	b.add(35, after.hint, at(words, i+2).hint)
	b.add(36, w.form, after.hint)
	b.add(37, w.hint, after.form)
	b.add(38, w.suffix[2], after.hint, at(words, i+2).hint)
}

// xposFeatures are those of XPOS, with the tags of the words before.
func (b *buffer) xposFeatures(words []word, tags []uint8, i int) {
	b.wordFeatures(words, i)
	w, last, second := &words[i], tagAt(tags, i-1), tagAt(tags, i-2)
	b.add(40, last)
	b.add(41, last, second)
	b.add(42, last, w.form)
	b.add(43, last, w.suffix[2])
	b.add(44, last, second, w.form)
	b.add(45, last, at(words, i+1).form)
	b.add(46, last, at(words, i+1).suffix[2])
	b.add(47, last, second, w.suffix[1])
	b.add(48, last, w.shape)
	b.add(49, last, second, tagAt(tags, i-3))
	b.add(50, last, at(words, i-1).form)
	b.add(51, last, w.hint)
	b.add(52, last, w.hint, at(words, i+1).hint)
	b.add(53, last, w.form, at(words, i+1).hint)
}

// uposFeatures are those of UPOS, with the XPOS of all words and the UPOS of
// those before.
func (b *buffer) uposFeatures(words []word, xpos, tags []uint8, i int) {
	w, x, xl, xr := &words[i], tagAt(xpos, i), tagAt(xpos, i-1), tagAt(xpos, i+1)
	last := tagAt(tags, i-1)
	b.add(60, x)
	b.add(61, x, w.form)
	b.add(62, x, xl)
	b.add(63, x, xr)
	b.add(64, x, xl, xr)
	b.add(65, x, xr, tagAt(xpos, i+2))
	b.add(66, x, xr, w.form)
	b.add(67, x, xl, w.form)
	b.add(68, x, w.suffix[2])
	b.add(69, x, last)
	b.add(70, x, last, w.form)
	b.add(71, x, at(words, i+1).form, w.form)
	b.add(72, x, at(words, i-1).form, w.form)
	b.add(73, x, xr, at(words, i+1).form)
	b.add(74, x, xr, tagAt(xpos, i+2), w.form)
	b.add(75, x, xl, tagAt(xpos, i-2))
	b.add(76, w.form)
	b.add(77, x, w.shape)
	b.add(78, x, w.suffix[3])
	b.add(79, x, xr, tagAt(xpos, i+2), tagAt(xpos, i+3))
	b.add(80, x, w.form, tagAt(tags, i-2), last)
}
