// Package archive reads what people have: files and directories of HTML, text
// and PDF, WARC and WACZ, JSON Lines, mail, each of them packed or not. A path or
// a stream goes in, Documents come out, one at a time, in an order that depends on
// the content alone.
//
// What it promises: nothing is written to disk; memory stays within a few times
// Options.MaxEntry whatever comes; the format is found by content before name; a
// broken entry is one Entry with an Err, and the rest goes on. What is passed over
// without being broken (a picture, a page that was not found) is told to
// Options.Skipped. docs/inputs.md lists the formats and what is taken from each.
//
// Each Entry has a Path that names it again: the file's own, then a "#" and a place
// for every layer inside it, as in
//
//	news.warc.gz#1234          the record whose member begins at byte 1234
//	news.warc.gz#0+5678        in one whole member: at byte 5678 of what it unpacks to
//	mail.mbox#12               the twelfth message
//	mail.mbox#12#2             the second part of it
//	dump.jsonl.gz#7            the seventh line
//	all.zip#2019/may.tar.gz#a.html
package archive

import (
	"context"
	"io"

	"dateline"
)

// Version is the Maker of what this package reads out of a format that carries
// articles itself: JSON, mail, PDF. A change of what is read raises it.
const Version dateline.Maker = "archive/1"

// An Entry is one thing that was found: a Document, or why there is none.
type Entry struct {
	// Path names the Entry among all that one input holds; it stays the same as
	// long as the input does.
	Path string
	// Document holds the bytes. HTML and plain text come as they are, whatever their
	// character set; a mail whose text is a page has that part alone.
	Document dateline.Document
	// Article is what the format itself says; nil where that is nothing. Where its
	// Text is empty the text is still to be read out of the Document, and the other
	// fields are what stood around it: the subject of a mail, a crawler's title.
	Article *dateline.Article
	// Note says what is odd about an Entry that is of use all the same: cut by the
	// crawler, a date that cannot be read. One sentence, "" for nothing.
	Note string
	// Err is why there is no Document: an Error of kind Invalid mostly, whose
	// sentence names the place and what to do. The other fields but Path and Read are empty.
	Err error
	// Read is how many bytes of the inputs were read up to here, packed as they
	// are: for progress, against Size.
	Read int64
}

// A Skip is something that was passed over though nothing is wrong with it.
type Skip struct {
	Path string
	// Reason is of a small number, so that it can be counted by: "hidden",
	// "HTTP status 404", "media type image/png".
	Reason string
}

// Options are the bounds of a Walk; the zero value is good for use.
type Options struct {
	// MaxEntry is how many bytes one entry may have, unpacked; 0 is 32 MiB. A zip
	// inside another archive or a stream is held whole, so it is bound by this too.
	MaxEntry int64
	// MaxTotal is how many bytes may be unpacked in all; 0 is 1 TiB.
	MaxTotal int64
	// MaxRatio is how many bytes may be unpacked for each byte of input, past the
	// first 64 MiB; 0 is 200. Text packs to between a third and a thirtieth.
	MaxRatio int64
	// MaxEntries is how many entries are yielded, broken ones counted; 0 is 100 million.
	MaxEntries int64
	// MaxDepth is how many layers may lie in each other, as a gz in a zip in a tar; 0 is 5.
	MaxDepth int
	// After leaves out every entry up to and with the one of this Path, which a run
	// before has taken in. A Walk that does not meet it ends in a NotFound error.
	After string
	// Skipped, if set, is told what is passed over, in order with the entries.
	Skipped func(Skip)

	grace int64 // bytes unpacked before MaxRatio counts; 0 is 64 MiB
}

func (o Options) withDefaults() Options {
	def := func(v *int64, d int64) {
		if *v <= 0 {
			*v = d
		}
	}
	def(&o.MaxEntry, 32<<20)
	def(&o.MaxTotal, 1<<40)
	def(&o.MaxRatio, 200)
	def(&o.MaxEntries, 100_000_000)
	def(&o.grace, 64<<20) // a page of blanks is no bomb
	if o.MaxDepth <= 0 {
		o.MaxDepth = 5
	}
	return o
}

// Walk yields all that the input holds: the file or directory at path, or r, which
// path then only names ("-" for standard input). The slice in a Document is the
// callee's to keep.
//
// It ends with the error that yield returns, with ctx's, with one that says that
// path cannot be read (NotFound, Unavailable), or with nil. What is wrong with an
// entry comes as that Entry's Err instead.
func Walk(ctx context.Context, path string, r io.Reader, o Options, yield func(Entry) error) error {
	w := &walker{ctx: ctx, o: o.withDefaults(), yield: yield, after: o.After}
	var err error
	if r != nil {
		m := &meter{ctx: ctx, w: w}
		err = w.content(input{path: path, name: path, r: m.reader(r), m: m, named: true})
	} else {
		err = w.named(path)
	}
	if err == errFull || err == errOver {
		return nil // told as an Entry
	}
	if err == nil && w.after != "" {
		return dateline.Errorf(dateline.NotFound, "%s: there is no entry %s to go on after; the input has changed, read it from its beginning", path, w.after)
	}
	return err
}
