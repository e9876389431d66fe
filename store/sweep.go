package store

import (
	"context"
	"slices"

	"dateline"
)

// Sweep adds a job for every report that has no reading by reader, is not in
// quarantine and has no job, for every address that was never fetched, and one for
// linking where a reading is not linked; for reports read by an older reader only where
// asked for, and then behind all others. It reports how many it added.
func (l *Ledger) Sweep(ctx context.Context, reader dateline.Maker, again bool) (int, error) {
	// What is left is looked for before the jobs are: what came in between has its
	// job, which was added in one transaction with it.
	reports := map[dateline.Maker][]string{}
	err := l.Unread(ctx, reader, again, func(u Unread) error {
		reports[u.ReadBy] = append(reports[u.ReadBy], string(u.Report))
		return nil
	})
	if err != nil {
		return 0, err
	}
	added := 0
	for by, ids := range reports {
		n, err := l.jobless(ctx, dateline.Job{Stage: dateline.StageRead, Behind: by != ""}, ids, "SELECT id FROM reports WHERE read_by = ? AND id IN ", string(by))
		if added += n; err != nil {
			return added, err
		}
	}
	addresses, err := l.unfetched(ctx)
	if err != nil {
		return added, err
	}
	n, err := l.jobless(ctx, dateline.Job{Stage: dateline.StageFetch}, addresses, "SELECT url FROM addresses WHERE fetched IS NULL AND url IN ")
	if added += n; err != nil {
		return added, err
	}
	if n, err := l.Unlinked(ctx); err != nil || n == 0 {
		return added, err
	}
	n, err = l.Submit(ctx, []dateline.Job{{Stage: dateline.StageLink}})
	return added + n, err
}

// jobless adds a job like j for each subject that has none and that is still found, in
// the transaction that adds it, by a query that ends in IN; it reports how many.
func (l *Ledger) jobless(ctx context.Context, j dateline.Job, all []string, still string, args ...any) (int, error) {
	if len(all) == 0 {
		return 0, nil
	}
	there, err := subjects(ctx, l.db, j.Stage)
	if err != nil {
		return 0, err
	}
	added := 0
	for part := range slices.Chunk(all, batch) {
		var jobs []dateline.Job
		err := l.db.write(ctx, func(tx conn) error {
			jobs = jobs[:0]
			list, subjects := several(part)
			if err := each(ctx, tx, func(row scanner) error {
				err := row.Scan(&j.Subject)
				if !there[j.Subject] {
					jobs = append(jobs, j)
				}
				return err
			}, still+"("+list+")", slices.Concat(args, subjects)...); err != nil {
				return err
			}
			return l.insertJobs(ctx, tx, jobs)
		})
		if err != nil {
			return added, err
		}
		added += len(jobs)
	}
	return added, nil
}

// unfetched are the addresses that were never fetched and are not in quarantine.
func (l *Ledger) unfetched(ctx context.Context) ([]string, error) {
	var out []string
	err := each(ctx, l.db, func(row scanner) error {
		var url string
		if err := row.Scan(&url); err != nil {
			return err
		}
		out = append(out, url)
		return nil
	}, "SELECT url FROM addresses WHERE fetched IS NULL AND url NOT IN (SELECT subject FROM quarantine WHERE stage = 'fetch') ORDER BY added, url")
	return out, err
}
