package main

import (
	"bytes"
	"context"
	"embed"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/archive"
	"dateline/pipeline"
	"dateline/store"
)

//go:embed sample/*.txt
var samples embed.FS

// demoHead stands above the demonstration, so that nobody takes it for news.
const demoHead = "SAMPLES: made-up reports of made-up events, to show what `dateline read` prints.\n\n"

// demoFoot says where to go on.
const demoFoot = "\nTo look at these on pages: dateline demo --serve\n"

func (p program) demoCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Read the sample reports that the program carries",
		Long: `Reads the sample reports that the program carries, just as read does with files,
and prints what they tell. The reports and the events in them are made up.
--serve shows the same on the pages of the desk, until stopped, from a ledger that is
thrown away then.`,
		Args: cobra.NoArgs,
	}
	color := colorFlag(cmd)
	serve := cmd.Flags().Bool("serve", false, "open the desk on the samples instead, until stopped")
	listen := cmd.Flags().String("listen", "127.0.0.1:8017", "with --serve: host:port to serve at, of this host; a port alone will do")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *serve {
			return p.demoDesk(cmd.Context(), *listen)
		}
		colored, err := p.color(*color)
		if err != nil {
			return err
		}
		names, err := fs.Glob(samples, "sample/*.txt")
		if err != nil {
			return dateline.Errorf(dateline.Internal, "the samples: %w", err)
		}
		var sources []source
		for _, name := range names {
			sources = append(sources, embeddedSource(samples, name))
		}
		rec, err := p.read(cmd.Context(), sources, options{})
		if err != nil {
			return err
		}
		out := append([]byte(demoHead), render(rec, label, view{color: colored})...)
		if err := p.print(append(out, demoFoot...)); err != nil {
			return err
		}
		if len(rec.Quarantine) > 0 {
			return exitStatus(exitQuarantined)
		}
		return nil
	}
	return cmd
}

// demoDesk serves the desk on a ledger that holds the samples and is thrown away.
func (p program) demoDesk(ctx context.Context, listen string) (err error) {
	w := &workshop{configured: configured{config: defaults(func(string) string { return "" })}}
	if err := address(&w.desk.listen, listen); err != nil {
		return dateline.Errorf(dateline.Invalid, "--listen: %w", err)
	}
	host, _, _ := net.SplitHostPort(w.desk.listen) // address has seen to it
	if !loopback(host) {
		return dateline.Errorf(dateline.Invalid, "--listen %s is reached from other hosts; the samples are for this one: give a port alone", w.desk.listen)
	}
	dir, err := os.MkdirTemp("", "dateline-demo-")
	if err != nil {
		return dateline.Errorf(dateline.Unavailable, "a place for the samples: %w", err)
	}
	defer func() {
		if failed := os.RemoveAll(dir); failed != nil && err == nil {
			err = dateline.Errorf(dateline.Unavailable, "%s could not be taken away: %w", dir, failed)
		}
	}()
	w.log = slog.New(quieter{p.logger(&w.config).Handler()})
	if w.ledger, err = store.Open(ctx, filepath.Join(dir, "samples.db"), store.Options{Logger: w.log}); err != nil {
		return err
	}
	defer w.close()
	tally := &pipeline.Tally{}
	line, err := p.newPipeline(w, w.stages(dateline.StageRead), newProgress(tally, 0), pipeline.Given{})
	if err != nil {
		return err
	}
	names, err := fs.Glob(samples, "sample/*.txt")
	if err != nil {
		return dateline.Errorf(dateline.Internal, "the samples: %w", err)
	}
	err = line.Until(ctx, func(ctx context.Context) error {
		for _, name := range names {
			raw, err := samples.ReadFile(name)
			if err != nil {
				return dateline.Errorf(dateline.Internal, "the samples: %w", err)
			}
			entries := func(ctx context.Context, yield func(archive.Entry) error) error {
				return archive.Walk(ctx, "-", bytes.NewReader(raw), archive.Options{}, func(e archive.Entry) error {
					e.Path = name
					return yield(e)
				})
			}
			if err := line.Collect(ctx, entries, name, true, tally); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.serveDesk(ctx, w)
}
