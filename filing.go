package dateline

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// A Document is bytes as they were found or fetched, before anything is read
// out of them.
type Document struct {
	Path      string    // where it was found, for people: a file's path, "news.warc.gz#12", an address
	URL       string    // its address; "" when it has none
	MediaType string    // as declared, with its parameters: "text/html; charset=utf-8"; "" when not said
	Fetched   time.Time // when it was fetched, by whoever did; zero when not known
	Data      []byte
}

// An Article is what is read out of a Document: one version of one article,
// before it is a Report. What the document does not say is "" or nil.
type Article struct {
	Text      string // UTF-8, paragraphs parted by an empty line; the headline is not part of it
	Title     string
	Byline    string
	Outlet    string // the name of who publishes it
	URL       string // canonical, without what only tracks readers
	Language  string // ISO 639-1, as declared or found
	Credit    string // the line that credits an agency
	Published *Moment
	Modified  *Moment
	Maker     Maker // what read it out: "page/1"
}

// A Filing is a Report with how it came to be known: what the ledger takes in.
// Its Report has its ID.
type Filing struct {
	Report
	Byline    string
	Source    string // the feed, archive or file that it came by
	Extractor Maker  // what read the Report out of Raw; "" for plain text
	MediaType string // of Raw
	// Raw are the bytes that the Report was read out of; nil where they are its
	// Text, byte for byte.
	Raw []byte
}

// reportIDDigits is how many hexadecimal digits an ID in a ledger has: 2^64 of
// them leave two of a hundred million reports alike once in four thousand ledgers.
const reportIDDigits = 16

// NewReportID is the ID of a Report in a ledger: of its text, outlet and address,
// so that the same version is known again from wherever it comes, and two outlets'
// prints of one text are two Reports.
func NewReportID(r *Report) ReportID {
	h := sha256.New()
	for _, part := range []*string{&r.SHA256, r.Outlet, r.URL} {
		if part != nil {
			h.Write([]byte(*part))
		}
		h.Write([]byte{0})
	}
	return ReportID("r" + hex.EncodeToString(h.Sum(nil))[:reportIDDigits])
}
