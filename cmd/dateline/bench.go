package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/store"
)

// A bench measures the way of reports through a ledger.
type bench struct {
	p        program
	cmd      *cobra.Command
	stream   string
	readings string
	size     int    // reports in the full ledger
	reports  int    // that are read on top of it
	postgres string // an empty database; "" measures no workers
	dir      string
	minutes  time.Duration // that the desk is used by many
	only     []string
	rows     []benchRow
}

// A benchRow is a line of the table.
type benchRow struct{ what, least, aim, measured string }

// The parts, in their order.
var benchParts = []string{"empty", "full", "ask", "desk", "watch", "workers"}

func (p program) benchCommand() *cobra.Command {
	b := bench{p: p}
	cmd := &cobra.Command{
		Use:   "bench --stream FILE.jsonl [flags]",
		Short: "Measure the whole way of reports through ledgers, empty and full",
		Long: `Measures, on a synthetic stream as go run ./cmd/stream writes it:

  empty    reports a second into an empty ledger: filed, read, linked, all committed
  full     the same on top of a ledger of --size reports, whose readings come from
           --readings so that filling it takes no day; and how much slower it is
  ask      searches and filtered lists on the full ledger, 95th percentile
  desk     the pages of 'dateline serve' on the full ledger: first byte, largest page,
           with one reader and then with 50 and 5 coders for --for
  watch    the most memory that 'dateline watch' holds while it reads on the full ledger
  workers  reports a second of one 'dateline work --workers 1' on PostgreSQL, and of two,
           each with GOMAXPROCS=1

Times are of this machine and of whatever else it does meanwhile: compare within
one run. With --dir the full ledger stays there and is used again.`,
		Example: `  go run ./cmd/stream --reports 204000 --seed 3 --out s.jsonl --readings r.jsonl
  dateline bench --stream s.jsonl --readings r.jsonl --size 200000 --dir bench`,
		Args: cobra.NoArgs,
	}
	f := cmd.Flags()
	f.StringVar(&b.stream, "stream", "", "the stream's reports")
	f.StringVar(&b.readings, "readings", "", "their readings, for filling a ledger")
	f.IntVar(&b.size, "size", 200000, "reports in the full ledger")
	f.IntVar(&b.reports, "reports", 3000, "reports that are read")
	f.StringVar(&b.postgres, "postgres", "", "address of an empty database, for workers")
	f.DurationVar(&b.minutes, "for", time.Minute, "how long the desk is used by many")
	f.StringVar(&b.dir, "dir", "", "directory for the ledgers (default: one that goes away)")
	f.StringSliceVar(&b.only, "only", nil, "parts to measure: "+strings.Join(benchParts, ", "))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		b.cmd = cmd
		return b.run(cmd.Context())
	}
	return cmd
}

func (b *bench) wants(part string) bool {
	if len(b.only) > 0 {
		return slices.Contains(b.only, part)
	}
	return part != "workers" || b.postgres != ""
}

func (b *bench) run(ctx context.Context) error {
	for _, part := range b.only {
		if !slices.Contains(benchParts, part) {
			return dateline.Errorf(dateline.Invalid, "--only %s: the parts are %s", clean(part), strings.Join(benchParts, ", "))
		}
	}
	switch {
	case b.stream == "":
		return dateline.Errorf(dateline.Invalid, "no stream; make one with go run ./cmd/stream and name it with --stream")
	case b.size < 0 || b.reports < 1:
		return dateline.Errorf(dateline.Invalid, "--size %d, --reports %d: give numbers of reports", b.size, b.reports)
	case b.wants("workers") && !store.IsPostgres(b.postgres):
		return dateline.Errorf(dateline.Invalid, "workers are measured on PostgreSQL; give the address of an empty database with --postgres")
	}
	if b.dir == "" {
		dir, err := os.MkdirTemp("", "dateline-bench-")
		if err != nil {
			return dateline.Errorf(dateline.Internal, "no directory for the ledgers: %w", err)
		}
		defer func() { _ = os.RemoveAll(dir) }() // a temporary directory, whatever stays of it
		b.dir = dir
	}
	slow := 0.0
	for _, part := range []struct {
		name string
		do   func() error
	}{
		{"empty", func() (err error) { slow, err = b.empty(ctx); return err }},
		{"full", func() error { return b.full(ctx, slow) }},
		{"ask", func() error { return b.ask(ctx) }},
		{"desk", func() error { return b.desk(ctx) }},
		{"watch", func() error { return b.watch(ctx) }},
		{"workers", func() error { return b.workers(ctx) }},
	} {
		if !b.wants(part.name) {
			continue
		}
		if err := part.do(); err != nil {
			return b.p.unfinished(err)
		}
	}
	return b.print()
}

func (b *bench) put(what, least, aim, measured string, args ...any) {
	b.rows = append(b.rows, benchRow{what, least, aim, fmt.Sprintf(measured, args...)})
	b.p.complain("%s: %s", what, b.rows[len(b.rows)-1].measured)
}

func (b *bench) print() error {
	var out bytes.Buffer
	t := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "what\tat least\taim\tmeasured\n")
	for _, r := range b.rows {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", r.what, r.least, r.aim, r.measured)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return b.p.print(out.Bytes())
}

func (b *bench) path(name string) string { return filepath.Join(b.dir, name+".db") }
