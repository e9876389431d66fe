package tagger

// The features of a parser's state follow Zhang and Nivre (2011), "Transition-
// based dependency parsing with rich non-local features", with parts of
// speech that join XPOS and UPOS, and some more of pairs of endings.

// A seen is what the features of arcs know of a sentence's words.
type seen struct {
	words []word
	pos   []uint64 // XPOS and UPOS, joined
	kinds []wordKind
}

// A wordKind says of a word what matters when it stands between two others.
type wordKind uint8

const (
	other wordKind = iota
	verb
	comma
	joiner
)

func (s *seen) form(i int16) uint64 {
	if i < 0 {
		return 2
	}
	if int(i) >= len(s.words) {
		return 3
	}
	return s.words[i].form
}

func (s *seen) tag(i int16) uint64 {
	if i < 0 {
		return 2
	}
	if int(i) >= len(s.pos) {
		return 3
	}
	return s.pos[i]
}

func (s *seen) ending(i int16) uint64 {
	if i < 0 || int(i) >= len(s.words) {
		return 2
	}
	return s.words[i].suffix[2]
}

// relationOf is the relation of a word to its head, as a value in a feature.
func relationOf(links []link, i int16) uint64 {
	if i < 0 || links[i].head == none {
		return 0
	}
	return uint64(links[i].relation) + 1
}

// stackFeatures are what the word on the stack's top tells by itself.
func (b *buffer) stackFeatures(in *seen, s *state) {
	s0 := s.top(0)
	s0w, s0p := in.form(s0), in.tag(s0)
	b.add(100, s0w, s0p)
	b.add(101, s0w)
	b.add(102, s0p)
}

// wordsFeatures are what the buffer's first words tell by themselves.
func (b *buffer) wordsFeatures(in *seen, s *state) {
	n0 := s.front
	n1, n2 := n0+1, n0+2
	n0w, n0p := in.form(n0), in.tag(n0)
	n1w, n1p, n2w, n2p := in.form(n1), in.tag(n1), in.form(n2), in.tag(n2)
	b.add(103, n0w, n0p)
	b.add(104, n0w)
	b.add(105, n0p)
	b.add(106, n1w, n1p)
	b.add(107, n1w)
	b.add(108, n1p)
	b.add(109, n2w, n2p)
	b.add(110, n2w)
	b.add(111, n2p)
	b.add(119, n0p, n1p)
	b.add(120, n0p, n1p, n2p)
	b.add(139, in.tag(n0-1), n0p)
}

// pairFeatures are what the stack's top and the buffer's first word tell
// together, whatever has been drawn.
func (b *buffer) pairFeatures(in *seen, s *state) {
	s0, n0 := s.top(0), s.front
	n1, n2 := n0+1, n0+2
	s0w, s0p, n0w, n0p := in.form(s0), in.tag(s0), in.form(n0), in.tag(n0)
	n1w, n1p, n2p := in.form(n1), in.tag(n1), in.tag(n2)
	before := in.tag(n0 - 1)
	b.add(112, s0w, s0p, n0w, n0p)
	b.add(113, s0w, s0p, n0w)
	b.add(114, s0w, n0w, n0p)
	b.add(115, s0w, s0p, n0p)
	b.add(116, s0p, n0w, n0p)
	b.add(117, s0w, n0w)
	b.add(118, s0p, n0p)
	b.add(121, s0p, n0p, n1p)
	b.add(122, s0p, n0p, n1p, n2p)
	b.add(123, s0w, n1w)
	b.add(124, in.ending(s0), n0p)
	b.add(125, s0p, in.ending(n0))
	b.add(126, in.ending(s0), in.ending(n0))
	b.add(127, s0p, n0w, n1p)
	b.add(128, s0w, n0p, n1p)
	b.add(140, s0p, before, n0p)
	if s0 == none {
		return
	}
	distance := uint64(min(n0-s0, 12))
	if distance > 5 {
		distance = 5 + (distance-5)/3
	}
	b.add(170, s0w, distance)
	b.add(171, s0p, distance)
	b.add(172, n0w, distance)
	b.add(173, n0p, distance)
	b.add(174, s0w, n0w, distance)
	b.add(175, s0p, n0p, distance)

	// What stands around the two and between them (McDonald, Crammer and Pereira 2005).
	after, ahead := in.tag(s0+1), in.tag(s0-1)
	b.add(141, s0p, after, before, n0p)
	b.add(142, ahead, s0p, n0p, n1p)
	b.add(143, s0p, after, n0p, n1p)
	b.add(144, ahead, s0p, before, n0p)
	b.add(145, s0p, n0w, before)
	b.add(146, s0w, after, n0p)
	last := uint64(0)
	verbs, commas, joins := uint64(0), uint64(0), uint64(0)
	for k := n0 - 1; k > s0 && k > n0-12; k-- {
		if t := in.tag(k); t != last {
			b.add(147, s0p, t, n0p)
			last = t
		}
		switch in.kinds[k] {
		case verb:
			verbs = min(verbs+1, 2)
		case comma:
			commas = min(commas+1, 2)
		case joiner:
			joins = 1
		}
	}
	b.add(148, s0p, n0p, verbs, commas, joins)
	b.add(149, n0p, verbs, commas)
}

// frontFeatures are what the buffer's first word and its arcs tell.
func (b *buffer) frontFeatures(in *seen, s *state) {
	links, n0 := s.links, s.front
	n0w, n0p := in.form(n0), in.tag(n0)
	n0l, n0l2 := links[n0].left, links[n0].left2
	n0lp := in.tag(n0l)
	valency, labels := uint64(links[n0].lefts), links[n0].leftLabels
	b.add(150, in.form(n0l))
	b.add(151, n0lp)
	b.add(152, relationOf(links, n0l))
	b.add(153, in.form(n0l2))
	b.add(154, in.tag(n0l2))
	b.add(155, relationOf(links, n0l2))
	b.add(157, n0p, n0lp, in.tag(n0l2))
	b.add(159, n0w, valency)
	b.add(160, n0p, valency)
	b.add(161, n0w, labels)
	b.add(162, n0p, labels)
}

// headFeatures are what the word on the stack's top and its head tell.
func (b *buffer) headFeatures(in *seen, s *state) {
	links, s0 := s.links, s.top(0)
	if s0 == none {
		return
	}
	h, h2 := links[s0].head, int16(none)
	if h >= 0 {
		h2 = links[h].head
	}
	rel, hp := relationOf(links, s0), in.tag(h)
	b.add(180, in.form(h))
	b.add(181, hp)
	b.add(182, rel)
	b.add(183, in.form(h2))
	b.add(184, in.tag(h2))
	b.add(185, relationOf(links, h))
	b.add(187, in.tag(s0), hp, in.tag(h2))
	b.add(189, in.form(s0), rel)
}

// leftFeatures are what the word on the stack's top and its dependents on the
// left tell.
func (b *buffer) leftFeatures(in *seen, s *state) {
	links, s0 := s.links, s.top(0)
	if s0 == none {
		return
	}
	s0w, s0p, t := in.form(s0), in.tag(s0), &links[s0]
	l, l2 := t.left, t.left2
	lp := in.tag(l)
	b.add(200, in.form(l))
	b.add(201, lp)
	b.add(202, relationOf(links, l))
	b.add(203, in.form(l2))
	b.add(204, in.tag(l2))
	b.add(205, relationOf(links, l2))
	b.add(207, s0p, lp, in.tag(l2))
	b.add(222, s0w, uint64(t.lefts))
	b.add(223, s0p, uint64(t.lefts))
	b.add(226, s0w, t.leftLabels)
	b.add(227, s0p, t.leftLabels)
}

// rightFeatures are what the word on the stack's top and its dependents on the
// right tell.
func (b *buffer) rightFeatures(in *seen, s *state) {
	links, s0 := s.links, s.top(0)
	if s0 == none {
		return
	}
	s0w, s0p, t := in.form(s0), in.tag(s0), &links[s0]
	r, r2 := t.right, t.right2
	rp := in.tag(r)
	b.add(210, in.form(r))
	b.add(211, rp)
	b.add(212, relationOf(links, r))
	b.add(213, in.form(r2))
	b.add(214, in.tag(r2))
	b.add(215, relationOf(links, r2))
	b.add(217, s0p, rp, in.tag(r2))
	b.add(220, s0w, uint64(t.rights))
	b.add(221, s0p, uint64(t.rights))
	b.add(224, s0w, t.rightLabels)
	b.add(225, s0p, t.rightLabels)
}

// deepFeatures are what the words below the stack's top tell with it and the
// buffer's first.
func (b *buffer) deepFeatures(in *seen, s *state) {
	s0, n0, s1 := s.top(0), s.front, s.top(1)
	s0p, n0w, n0p := in.tag(s0), in.form(n0), in.tag(n0)
	s1w, s1p := in.form(s1), in.tag(s1)
	b.add(130, s1w)
	b.add(131, s1p)
	b.add(132, s1p, s0p)
	b.add(133, s1p, s0p, n0p)
	b.add(134, s1w, n0w)
	b.add(135, s1p, n0p)
	b.add(136, in.tag(s.top(2)), s1p, s0p)
	b.add(137, s1w, n0p)
	b.add(138, s1p, n0w)
}

// aheadFeatures are what the buffer's first word and its dependents tell with
// the stack's first two.
func (b *buffer) aheadFeatures(in *seen, s *state) {
	links := s.links
	s0, n0, s1 := s.top(0), s.front, s.top(1)
	s0w, s0p, n0w, n0p := in.form(s0), in.tag(s0), in.form(n0), in.tag(n0)
	s1w, s1p := in.form(s1), in.tag(s1)
	n0l := links[n0].left
	n0lw := in.form(n0l)
	b.add(156, s0p, n0p, in.tag(n0l))
	b.add(158, s0p, n0p, relationOf(links, n0l))
	b.add(163, s0p, n0p, links[n0].leftLabels)
	b.add(164, s0w, n0lw, n0p)
	b.add(165, s1w, n0lw, n0p)
	b.add(166, s1p, s0p, n0lw)
	b.add(167, s0w, n0lw, n0w)
}

// armsFeatures are what the head and the dependents of the stack's top tell with
// the buffer's first word.
func (b *buffer) armsFeatures(in *seen, s *state) {
	links := s.links
	s0, n0 := s.top(0), s.front
	if s0 == none {
		return
	}
	s0p, n0w, n0p := in.tag(s0), in.form(n0), in.tag(n0)
	t := &links[s0]
	rel, hp := relationOf(links, s0), in.tag(t.head)
	b.add(186, s0p, hp, n0p)
	b.add(188, s0p, rel, n0p)
	b.add(190, in.form(t.head), n0w)
	b.add(191, hp, rel, n0p)
	b.add(206, s0p, in.tag(t.left), n0p)
	b.add(216, s0p, in.tag(t.right), n0p)
	b.add(218, s0p, relationOf(links, t.right), n0p)
	b.add(219, s0p, in.form(t.right), n0w)
	b.add(228, s0p, t.rightLabels, n0p)
	b.add(229, s0p, t.leftLabels, n0p)
}
