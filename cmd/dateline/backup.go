package main

import (
	"fmt"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"dateline/store"
)

func (p program) backupCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "backup [flags] FILE",
		Short: "Write the ledger as it is now to a new file, while work goes on",
		Long: `Writes the ledger, as it is at one moment, to a new SQLite file, checks it, and only
then gives it its name. Of a ledger on PostgreSQL too it is one such file, which any
dateline opens. A file that is there already is never written over.

Exit status: 0 written, 2 usage, 3 it could not be written.`,
		Example: `  dateline backup ledger-2024-05-01.db
  dateline backup --ledger postgres://dateline@db/dateline ledger.db`,
		Args: cobra.ExactArgs(1),
	}
	configFlags(cmd)
	quiet := cmd.Flags().Bool("quiet", false, "no progress")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		w, err := p.openLedger(cmd, true)
		if err != nil {
			return err
		}
		defer w.close()
		tell, done := p.copied(*quiet)
		err = w.ledger.Backup(cmd.Context(), args[0], tell)
		done()
		if err != nil {
			return p.asked(err)
		}
		info, err := os.Stat(args[0])
		if err != nil {
			return p.unfinished(err)
		}
		return p.print(fmt.Appendf(nil, "%s: %s, checked\n", clean(args[0]), sized(info.Size())))
	}
	return cmd
}

func (p program) restoreCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "restore [flags] FILE|postgres://...",
		Short: "Copy a backup, or another ledger, to where there is none",
		Long: `Copies the ledger that is named to where --ledger, or the configuration, says: from a
backup to where it is to be used, from a file to PostgreSQL and back. Where there is
a ledger with anything in it, nothing is done.

Exit status: 0 copied, 1 there is no such backup, 2 usage, 3 it could not be copied.`,
		Example: `  dateline restore ledger-2024-05-01.db --ledger ledger.db
  dateline restore ledger.db --ledger postgres://dateline@db/dateline`,
		Args: cobra.ExactArgs(1),
	}
	configFlags(cmd)
	quiet := cmd.Flags().Bool("quiet", false, "no progress")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, err := configure(cmd, os.Environ())
		if err != nil {
			return err
		}
		o := store.Options{Full: c.store.full, Connections: c.store.connections, Logger: slog.New(quieter{p.logger(&c.config).Handler()})}
		tell, done := p.copied(*quiet)
		err = store.Restore(cmd.Context(), args[0], c.ledger, o, tell)
		done()
		if err != nil {
			return p.asked(err)
		}
		return p.print(fmt.Appendf(nil, "%s is now at %s\n", clean(store.Mask(args[0])), clean(store.Mask(c.ledger))))
	}
	return cmd
}

// copied tells on standard error how far copying is.
func (p program) copied(quiet bool) (tell func(string, int64), done func()) {
	say, done := p.steps(quiet)
	return func(table string, rows int64) { say(fmt.Sprintf("%s rows of %s", grouped(int(rows)), table)) }, done
}
