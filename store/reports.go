package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"time"

	"dateline"
)

// micros is a time as it is kept; nil for the zero time.
func micros(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMicro()
}

// timeOf undoes micros.
func timeOf(us *int64) time.Time {
	if us == nil {
		return time.Time{}
	}
	return time.UnixMicro(*us).UTC()
}

// undated is the position of a report without a date: after all others.
const undated = math.MaxInt64

// batch is how many values a statement lists at most; SQLite takes 32,766.
const batch = 500

// File takes in reports and makes a read job for each new one, all in one
// transaction. One that is there already is counted and otherwise passed over, and so is
// one that was purged, by its ID or its text. The paths that they came by leave the
// quarantine of intake.
func (l *Ledger) File(ctx context.Context, fs []dateline.Filing) (dateline.Filed, error) {
	var out dateline.Filed
	err := l.ending(ctx, func(tx conn) (err error) {
		if out, err = l.file(ctx, tx, fs); err != nil {
			return err
		}
		for part := range slices.Chunk(fs, batch) {
			paths := make([]string, len(part))
			for i := range part {
				paths[i] = part[i].Path
			}
			if err := release(ctx, tx, dateline.StageIntake, paths...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return dateline.Filed{}, err
	}
	return out, nil
}

func (l *Ledger) file(ctx context.Context, tx conn, fs []dateline.Filing) (dateline.Filed, error) {
	var out dateline.Filed
	var reads []dateline.Job
	var docs []doc
	// Writers that insert the same reports do so in the same order: none of two waits
	// for the other while that waits for it.
	fs = slices.Clone(fs)
	receive(fs)
	slices.SortStableFunc(fs, func(a, b dateline.Filing) int { return cmp.Compare(a.ID, b.ID) })
	for part := range slices.Chunk(fs, batch) {
		skip, err := l.notWanted(ctx, tx, part)
		if err != nil {
			return out, err
		}
		for i := range part {
			f := &part[i]
			switch skip[f.ID] {
			case purged:
				out.Refused++
				continue
			case known:
				out.Known++
				continue
			}
			skip[f.ID] = known // when it is given twice
			isNew, superseded, err := l.fileOne(ctx, tx, f, &docs)
			switch {
			case err != nil:
				return out, err
			case !isNew:
				out.Known++
				continue
			case superseded:
				out.Superseded++
			}
			out.New++
			reads = append(reads, dateline.Job{Stage: dateline.StageRead, Subject: string(f.ID)})
		}
	}
	if err := index(ctx, tx, docs); err != nil {
		return out, err
	}
	return out, l.insertJobs(ctx, tx, reads)
}

// receive says of reports that are filed together when they were received, to the
// microsecond that is kept, and of several at one address one after the other: that is
// often all that tells which version is the later.
func receive(fs []dateline.Filing) {
	now := time.Now()
	type instant struct {
		url string
		at  int64
	}
	same := map[instant]int64{}
	for i := range fs {
		f := &fs[i]
		if f.Received.IsZero() {
			f.Received = now
		}
		at := f.Received.UnixMicro()
		if f.URL != nil {
			k := instant{*f.URL, at}
			at += same[k]
			same[k]++
		}
		f.Received = time.UnixMicro(at).UTC()
	}
}

// Why a report is not taken in.
const (
	known  = 1
	purged = 2
)

func (l *Ledger) notWanted(ctx context.Context, tx conn, fs []dateline.Filing) (map[dateline.ReportID]int, error) {
	out := map[dateline.ReportID]int{}
	var ids, hashes []string
	byHash := map[string][]dateline.ReportID{}
	for _, f := range fs {
		if f.ID == "" || f.SHA256 == "" {
			return nil, dateline.Errorf(dateline.Internal, "%s: a report is filed without its ID and hash", f.Path)
		}
		if !sound(f.Text) {
			return nil, dateline.Errorf(dateline.Invalid, "%s: the text is not UTF-8 or has a NUL in it; mend it, or give another", f.Path)
		}
		ids, hashes = append(ids, string(f.ID)), append(hashes, f.SHA256)
		byHash[f.SHA256] = append(byHash[f.SHA256], f.ID)
	}
	idList, idArgs := several(ids)
	hashList, hashArgs := several(hashes)
	err := each(ctx, tx, func(row scanner) error {
		var id string
		if err := row.Scan(&id); err != nil {
			return err
		}
		out[dateline.ReportID(id)] = known
		return nil
	}, "SELECT id FROM reports WHERE id IN ("+idList+")", idArgs...)
	if err != nil {
		return nil, err
	}
	var any int
	if err := tx.row(ctx, "SELECT 1 FROM tombstones LIMIT 1").Scan(&any); errors.Is(err, errNone) {
		return out, nil
	} else if err != nil {
		return nil, err
	}
	err = each(ctx, tx, func(row scanner) error {
		var id, hash string
		if err := row.Scan(&id, &hash); err != nil {
			return err
		}
		out[dateline.ReportID(id)] = purged
		for _, id := range byHash[hash] {
			out[id] = purged
		}
		return nil
	}, "SELECT id, sha256 FROM tombstones WHERE id IN ("+idList+") OR sha256 IN ("+hashList+")", slices.Concat(idArgs, hashArgs)...)
	return out, err
}

// fileOne takes in one report that was not there when the transaction began.
func (l *Ledger) fileOne(ctx context.Context, tx conn, f *dateline.Filing, docs *[]doc) (isNew, superseded bool, err error) {
	raw, err := saveRaw(ctx, tx, f.Raw)
	if err != nil {
		return false, false, err
	}
	var published, modified *string
	var at *int64
	position := int64(undated)
	if m := f.Published; m != nil {
		s := m.String()
		sec := m.Time.Unix()
		published, at, position = &s, &sec, sec
	}
	if f.Modified != nil {
		s := f.Modified.String()
		modified = &s
	}
	day := dayFiled(&f.Report, f.Received)
	row := tx.row(ctx, `INSERT INTO reports (id, day, sha256, path, outlet, title, url, published, published_at, position, language, genre,
		byline, modified, source, received, extractor, media_type, raw, body, size) VALUES (`+marks(21)+`) ON CONFLICT (id) DO NOTHING RETURNING seq`,
		string(f.ID), day, f.SHA256, f.Path, f.Outlet, f.Title, f.URL, published, at, position, f.Language, string(f.Genre),
		f.Byline, modified, f.Source, f.Received.UnixMicro(), string(f.Extractor), f.MediaType, raw, f.Body, len(f.Text))
	var seq int64
	if err := row.Scan(&seq); errors.Is(err, errNone) {
		return false, false, nil
	} else if err != nil {
		return false, false, err
	}
	if _, err := tx.exec(ctx, "INSERT INTO texts (report, text) VALUES (?, ?)", seq, f.Text); err != nil {
		return false, false, err
	}
	*docs = append(*docs, doc{docOf(day, seq), &f.Report})
	superseded, err = supersede(ctx, tx, f)
	return true, superseded, err
}

// saveRaw keeps the bytes that a report was read out of, once, and gives their
// hash; nil for none.
func saveRaw(ctx context.Context, tx conn, raw []byte) (*string, error) {
	if raw == nil {
		return nil, nil
	}
	sum := sha256.Sum256(raw)
	hash := hex.EncodeToString(sum[:])
	var one int
	err := tx.row(ctx, "SELECT 1 FROM raws WHERE sha256 = ?", hash).Scan(&one)
	if errors.Is(err, errNone) {
		_, err = tx.exec(ctx, "INSERT INTO raws (sha256, size, data) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING", hash, len(raw), pack(raw))
	}
	return &hash, err
}

// A version is one of several texts at one address of one outlet.
type version struct {
	id         string
	at         int64 // seconds
	received   int64
	size       int
	sha256     string
	supersedes *string
}

// compare is the order of versions, which linking has too (package link/origin).
func (v version) compare(w version) int {
	return cmp.Or(cmp.Compare(v.at, w.at), cmp.Compare(v.received, w.received), cmp.Compare(v.size, w.size), cmp.Compare(v.sha256, w.sha256), cmp.Compare(v.id, w.id))
}

// supersede puts a new report in its place among the versions of its article: by when
// each was modified, published or else received. Whichever order they arrive in,
// each ends up naming the one before it.
func supersede(ctx context.Context, tx conn, f *dateline.Filing) (bool, error) {
	if f.URL == nil || *f.URL == "" {
		return false, nil
	}
	if tx.dialect().postgres {
		// Who files another version at the same time waits, and then sees this one.
		if _, err := tx.exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", *f.URL); err != nil {
			return false, err
		}
	}
	var all []version
	err := each(ctx, tx, func(row scanner) error {
		var v version
		var published, modified *string
		if err := row.Scan(&v.id, &published, &modified, &v.received, &v.size, &v.sha256, &v.supersedes); err != nil {
			return err
		}
		v.at = versionTime(published, modified, v.received)
		all = append(all, v)
		return nil
	}, "SELECT id, published, modified, received, size, sha256, supersedes FROM reports WHERE url = ? AND coalesce(outlet, '') = coalesce(?, '')", *f.URL, f.Outlet)
	if err != nil || len(all) < 2 {
		return false, err
	}
	slices.SortFunc(all, version.compare)
	for i := 1; i < len(all); i++ {
		if s := all[i].supersedes; s == nil || *s != all[i-1].id {
			if _, err := tx.exec(ctx, "UPDATE reports SET supersedes = ? WHERE id = ?", all[i-1].id, all[i].id); err != nil {
				return false, err
			}
		}
	}
	return true, nil
}

func versionTime(published, modified *string, received int64) int64 {
	at := int64(math.MinInt64)
	for _, s := range []*string{published, modified} {
		if s == nil {
			continue
		}
		if m, err := dateline.ParseMoment(*s); err == nil {
			at = max(at, m.Time.Unix())
		}
	}
	if at == math.MinInt64 {
		at = received / 1_000_000
	}
	return at
}

// reportColumns are what scanReport scans, of reports r.
const reportColumns = `r.id, r.path, r.outlet, r.title, r.url, r.published, r.modified, r.received, r.supersedes, r.language, r.genre, r.sha256, r.origin, r.copying, r.derives, r.credit, r.leans, r.body`

// scanReport makes a report of reportColumns and of further ones.
func scanReport(row scanner, more ...any) (*dateline.Report, error) {
	var r dateline.Report
	var published, modified, credit, leans *string
	var received int64
	err := row.Scan(append([]any{&r.ID, &r.Path, &r.Outlet, &r.Title, &r.URL, &published, &modified, &received, &r.Supersedes, &r.Language, &r.Genre, &r.SHA256, &r.Origin, &r.Copying, &r.From, &credit, &leans, &r.Body}, more...)...)
	if err != nil {
		return nil, err
	}
	r.Received = timeOf(&received)
	for _, t := range []struct {
		said *string
		into **dateline.Moment
	}{{published, &r.Published}, {modified, &r.Modified}} {
		if t.said == nil {
			continue
		}
		m, err := dateline.ParseMoment(*t.said)
		if err != nil {
			return nil, dateline.Errorf(dateline.Internal, "report %s: its time is damaged; run verify: %w", r.ID, err)
		}
		*t.into = &m
	}
	for _, part := range []struct {
		json *string
		into any
	}{{credit, &r.Credit}, {leans, &r.Leans}} {
		if part.json == nil {
			continue
		}
		if err := json.Unmarshal([]byte(*part.json), part.into); err != nil {
			return nil, dateline.Errorf(dateline.Internal, "report %s: its credits are damaged; run verify: %w", r.ID, err)
		}
	}
	return &r, nil
}

// Report is a report with its text; NotFound when there is none.
func (l *Ledger) Report(ctx context.Context, id dateline.ReportID) (*dateline.Report, error) {
	if err := mayRead(ctx, l.db, id); err != nil {
		return nil, err
	}
	r, err := report(ctx, l.db, id)
	if err != nil {
		return nil, err
	}
	s, err := sightOf(ctx, l.db)
	s.report(r)
	return r, err
}

func report(ctx context.Context, c conn, id dateline.ReportID) (*dateline.Report, error) {
	var text string
	r, err := scanReport(c.row(ctx, "SELECT "+reportColumns+", t.text FROM reports r JOIN texts t ON t.report = r.seq WHERE r.id = ?", string(id)), &text)
	if errors.Is(err, errNone) {
		return nil, noReport(id)
	} else if err != nil {
		return nil, err
	}
	r.Text = text
	return r, nil
}

// Raw is the bytes that a report was read out of, and their media type; its text
// where they were the same. NotFound when there is no such report.
func (l *Ledger) Raw(ctx context.Context, id dateline.ReportID) (raw []byte, mediaType string, err error) {
	if err := mayRead(ctx, l.db, id); err != nil {
		return nil, "", err
	}
	var text string
	err = l.db.row(ctx, "SELECT r.media_type, t.text, w.data FROM reports r JOIN texts t ON t.report = r.seq LEFT JOIN raws w ON w.sha256 = r.raw WHERE r.id = ?", string(id)).Scan(&mediaType, &text, &raw)
	switch {
	case errors.Is(err, errNone):
		return nil, "", noReport(id)
	case err != nil:
		return nil, "", err
	case raw == nil:
		return []byte(text), mediaType, nil
	}
	raw, err = unpack(raw)
	return raw, mediaType, err
}

func noReport(id dateline.ReportID) error {
	return dateline.Errorf(dateline.NotFound, "there is no report %s in the ledger", id)
}
