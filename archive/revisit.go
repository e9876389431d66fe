package archive

import (
	"crypto/sha256"
	"io"
	"strings"
)

// maxKnown is how many responses of one WARC are remembered for the revisits that
// follow them, by digest and by address: some 60 MB when full. The later ones of a
// larger WARC are not, and their revisits are told as unresolved.
const maxKnown = 1 << 19

// revisits remembers where the responses of a WARC stand. What a revisit stands for
// is read again where the file can be read at random; of a stream the last responses
// are held instead, Options.MaxEntry bytes of them.
type revisits struct {
	digests, uris map[[16]byte]place
	held          map[place]*payload
	order         []place // of held, oldest first
	bytes         int64
}

func keyOf(s string) (k [16]byte) {
	sum := sha256.Sum256([]byte(strings.ToLower(s)))
	copy(k[:], sum[:])
	return k
}

// note remembers a response that holds a document.
func (v *revisits) note(rec *record) {
	if v.digests == nil {
		v.digests, v.uris = map[[16]byte]place{}, map[[16]byte]place{}
	}
	if d := rec.fields.get("warc-payload-digest"); d != "" && len(v.digests) < maxKnown {
		if k := keyOf(d); v.digests[k] == (place{}) {
			v.digests[k] = rec.place
		}
	}
	if k := keyOf(rec.uri()); len(v.uris) < maxKnown || v.uris[k] != (place{}) {
		v.uris[k] = rec.place // the latest is what a server says has not changed
	}
}

func (v *revisits) hold(at place, pl *payload, max int64) {
	if v.held == nil {
		v.held = map[place]*payload{}
	}
	v.held[at] = pl
	v.order = append(v.order, at)
	v.bytes += int64(len(pl.doc.Data))
	for v.bytes > max && len(v.order) > 0 {
		v.bytes -= int64(len(v.held[v.order[0]].doc.Data))
		delete(v.held, v.order[0])
		v.order = v.order[1:]
	}
}

// refersTo is where the response stands that a revisit stands for.
func (v *revisits) refersTo(rec *record) (place, bool) {
	digest := rec.fields.get("warc-payload-digest")
	uri := rec.fields.get("warc-refers-to-target-uri")
	byURI := func(u string) (place, bool) {
		at, ok := v.uris[keyOf(u)]
		return at, ok
	}
	if strings.Contains(rec.fields.get("warc-profile"), "server-not-modified") {
		if uri == "" {
			uri = rec.uri()
		}
		if at, ok := byURI(uri); ok {
			return at, true
		}
	}
	if digest != "" {
		at, ok := v.digests[keyOf(digest)]
		return at, ok
	}
	return byURI(uri)
}

// revisit yields what a revisit record stands for, under its own address and date.
// head is what was read of it.
func (f *warcFile) revisit(c *counter, rec *record, read int64, head *httpHead) error {
	if err := f.pass(c, &record{length: rec.length - read}); err != nil {
		return err
	}
	p := rec.path(f.in.path)
	if head != nil {
		if why := unwanted(mediaOf(head.fields.get("content-type"))); why != "" {
			f.w.skip(p, why)
			return nil
		}
	}
	at, ok := f.known.refersTo(rec)
	if !ok || f.find {
		f.w.skip(p, "revisit of a response that is not before it in this WARC")
		return nil
	}
	pl := f.known.held[at]
	if f.in.at != nil {
		pl = f.record(at)
	}
	if pl == nil {
		f.w.skip(p, "revisit of a response that cannot be read again")
		return nil
	}
	again := *pl
	again.doc.URL, again.doc.Fetched = rec.uri(), rec.date()
	return stop(f.document(p, &again))
}

// record reads one record where it stands; nil where it cannot be read.
func (f *warcFile) record(at place) *payload {
	if f.in.at == nil || at.at < 0 || at.at >= f.in.size {
		return nil
	}
	one := &warcFile{w: f.w, in: f.in, gz: f.gz, find: true, only: at}
	// Its faults were told when it was first read.
	_ = one.all(io.NewSectionReader(f.in.at, at.at, f.in.size-at.at), at.at)
	return one.found
}
