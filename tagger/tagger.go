// Package tagger holds the learned models: it alone knows weights. So far it
// finds parts of speech and dependencies of English sentences, by the scheme of
// Universal Dependencies (https://universaldependencies.org).
//
// A Parser gives a sentence's tokens a Tree:
//
//	p, err := tagger.Default()
//	t := p.Parse([]string{"Gunmen", "killed", "two", "guards", "."})
//	t.Subject(1)  // 0
//	t.Object(1)   // 3
//
// An Attributor finds who said what, by those trees, by quotation marks and by the
// words that signal it (cues.txt); it has no weights of its own.
//
// Models are linear: a Model adds up integer weights of hashed features
// (Feature), a Weights is one that is read in place from the bytes of a file
// (OpenWeights), a Learner one that learns (cmd/train). The same code extracts
// features and searches when training and when reading; a Student is the
// former. Scores are integers and ties go to the first, so that a sentence has
// the same tree on any machine.
//
// The files in weights/ are embedded. Each has a card beside it, which says what
// it was learned from, under which licence it stands, how well it does and
// where it fails.
package tagger
