package tagger

import "strings"

// A Node is a word of a Tree.
type Node struct {
	Word     string
	UPOS     string // part of speech of Universal Dependencies: NOUN, PROPN, VERB, AUX, ...
	XPOS     string // part of speech of the Penn Treebank: NN, NNP, VBD, ...
	Head     int    // index of the word that it depends on, -1 for the root
	Relation string // to its head, of Universal Dependencies: nsubj, obj, obl, ccomp, ...
}

// A Tree is a sentence with its dependencies. Exactly one node of a tree that
// has any is the root. Indices are of tokens; -1 stands for none.
type Tree []Node

// Base is a relation without its subtype: "nsubj" of "nsubj:pass".
func Base(relation string) string {
	base, _, _ := strings.Cut(relation, ":")
	return base
}

// Root is the index of the root, -1 of an empty tree.
func (t Tree) Root() int {
	for i := range t {
		if t[i].Head < 0 {
			return i
		}
	}
	return none
}

// Children are the nodes that depend on node i, in order. With relations
// given, only those that hang on it by one of them: "nsubj" stands for
// "nsubj:pass" too, "nsubj:pass" only for itself.
func (t Tree) Children(i int, relations ...string) []int {
	var out []int
	for k := range t {
		if t[k].Head == i && t[k].is(relations) {
			out = append(out, k)
		}
	}
	return out
}

func (n Node) is(relations []string) bool {
	for _, r := range relations {
		if n.Relation == r || Base(n.Relation) == r {
			return true
		}
	}
	return len(relations) == 0
}

// Child is the first node that depends on node i by one of the relations, -1
// if none does.
func (t Tree) Child(i int, relations ...string) int {
	for k := range t {
		if t[k].Head == i && t[k].is(relations) {
			return k
		}
	}
	return none
}

// Under reports whether node i is node top or depends on it, through others
// or not.
func (t Tree) Under(i, top int) bool {
	for ; i >= 0; i = t[i].Head {
		if i == top {
			return true
		}
	}
	return false
}

// Subtree is the range of tokens, to exclusive, from the first to the last
// that depend on node i, itself included. In a tree without crossing arcs,
// which all of Parse's words have, it holds nothing else.
func (t Tree) Subtree(i int) (from, to int) {
	from, to = i, i+1
	for k := range t {
		if (k < from || k >= to) && t.Under(k, i) {
			from, to = min(from, k), max(to, k+1)
		}
	}
	return from, to
}

// Subject is the subject of a clause whose predicate is node i, -1 if it has
// none. A predicate without one that is joined by a conjunction to another
// predicate, or is its open complement, has that one's; of an open complement
// whose governor has an object it is the object ("told him to go").
func (t Tree) Subject(i int) int {
	for ; i >= 0; i = t[i].Head {
		if s := t.Child(i, "nsubj", "csubj"); s >= 0 {
			return s
		}
		switch Base(t[i].Relation) {
		case "conj":
		case "xcomp":
			if o := t.Child(t[i].Head, "obj", "iobj"); o >= 0 && o != i {
				return o
			}
		default:
			return none
		}
	}
	return none
}

// Passive reports whether the clause of predicate i is in the passive voice,
// so that its subject is what was done to.
func (t Tree) Passive(i int) bool {
	return t.Child(i, "nsubj:pass", "csubj:pass", "aux:pass") >= 0
}

// Object is the object of predicate i, -1 if it has none.
func (t Tree) Object(i int) int { return t.Child(i, "obj") }

// Agent is who did what predicate i tells, in whichever voice: the subject of
// the active, "by" of the passive; -1 where it is not said.
func (t Tree) Agent(i int) int {
	if t.Passive(i) {
		return t.Child(i, "obl:agent")
	}
	if t[i].Relation == "acl" && t[i].XPOS == "VBN" {
		return t.Child(i, "obl:agent")
	}
	return t.Subject(i)
}

// Patient is who was done to: the object of the active, the subject of the
// passive, the noun that a participle modifies ("men killed in ..."); -1
// where it is not said.
func (t Tree) Patient(i int) int {
	switch {
	case t.Passive(i):
		return t.Subject(i)
	case t[i].Relation == "acl" && t[i].XPOS == "VBN":
		return t[i].Head
	}
	return t.Object(i)
}

// Complements are the clauses that are what predicate i says, thinks or
// begins: "said [that] ...", "tried to ...".
func (t Tree) Complements(i int) []int { return t.Children(i, "ccomp", "xcomp") }

// Preposition is the first word that marks node i's case: "in" of "in the
// town"; "" if it has none.
func (t Tree) Preposition(i int) string {
	if c := t.Child(i, "case"); c >= 0 {
		return strings.ToLower(t[c].Word)
	}
	return ""
}
