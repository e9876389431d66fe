package tagger

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"dateline"
)

// A Sentence is a gold tree of a treebank.
type Sentence struct {
	Document string // "" where the file does not say
	ID       string
	Text     string // as it stood before it was cut into words; "" where the file does not say
	Tree     Tree
}

// ReadCoNLLU reads sentences in CoNLL-U form
// (https://universaldependencies.org/format.html). Words that stand for
// several, and empty words, are passed over. It fails with kind Invalid and
// the number of the line where a line is no word of ten fields, a head is no
// word of the sentence, or heads make no tree.
func ReadCoNLLU(r io.Reader) ([]Sentence, error) {
	var out []Sentence
	var s Sentence
	document, line := "", 0
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	end := func() error {
		if len(s.Tree) > 0 {
			if err := s.Tree.check(); err != nil {
				return dateline.Errorf(dateline.Invalid, "the sentence before line %d: %w", line+1, err)
			}
			s.Document = document
			out = append(out, s)
		}
		s = Sentence{}
		return nil
	}
	for lines.Scan() {
		line++
		l := strings.TrimSuffix(lines.Text(), "\r")
		switch comment, isComment := strings.CutPrefix(l, "#"); {
		case l == "":
			if err := end(); err != nil {
				return nil, err
			}
		case isComment:
			key, value, _ := strings.Cut(comment, "=")
			switch value = strings.TrimSpace(value); strings.TrimSpace(key) {
			case "newdoc id":
				document = value
			case "sent_id":
				s.ID = value
			case "text":
				s.Text = value
			}
		default:
			fields := strings.Split(l, "\t")
			if len(fields) != 10 {
				return nil, dateline.Errorf(dateline.Invalid, "line %d has %d fields; CoNLL-U has 10, parted by tabs", line, len(fields))
			}
			if strings.ContainsAny(fields[0], "-.") {
				continue
			}
			head, err := strconv.Atoi(fields[6])
			if id := strconv.Itoa(len(s.Tree) + 1); err != nil || fields[0] != id {
				return nil, dateline.Errorf(dateline.Invalid, "line %d: word %q with head %q; word %s and the number of a head wanted", line, fields[0], fields[6], id)
			}
			s.Tree = append(s.Tree, Node{Word: fields[1], UPOS: fields[3], XPOS: fields[4], Head: head - 1, Relation: fields[7]})
		}
	}
	if err := lines.Err(); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "line %d: %w", line+1, err)
	}
	line++
	return out, end()
}

// check tells what keeps nodes from being a tree.
func (t Tree) check() error {
	roots := 0
	for i, n := range t { // all of them, before any is followed
		if n.Head >= len(t) || n.Head < -1 {
			return dateline.Errorf(dateline.Invalid, "word %d has head %d of %d words; the sentence is cut off or its heads are another's", i+1, n.Head+1, len(t))
		}
		if n.Head < 0 {
			roots++
		}
	}
	depth := make([]int, len(t)) // 0 not looked at, -1 on the way, 1 reaches the root
	for i := range t {
		k := i
		for ; k >= 0 && depth[k] == 0; k = t[k].Head {
			depth[k] = -1
		}
		if k >= 0 && depth[k] < 0 {
			return dateline.Errorf(dateline.Invalid, "word %d depends on itself, through its head", k+1)
		}
		for k = i; k >= 0 && depth[k] < 0; k = t[k].Head {
			depth[k] = 1
		}
	}
	if roots != 1 {
		return dateline.Errorf(dateline.Invalid, "%d roots; a tree has one", roots)
	}
	return nil
}
