package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/store"
)

// maxReasons is how many reasons and silent feeds status names as text.
const maxReasons = 10

func (p program) statusCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status",
		Short: "How a ledger stands and how work in it goes on",
		Long: `Says what a ledger holds, what waits at each stage, which report waits longest, how
many went through in the last minute and hour, what failed and why, and which
feeds have gone silent.`,
		Args: cobra.NoArgs,
	}
	configFlags(cmd)
	format := cmd.Flags().String("format", "text", "text or json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := knownFormat(*format); err != nil {
			return err
		}
		w, err := p.openLedger(cmd, true)
		if err != nil {
			return err
		}
		defer w.close()
		s, err := w.ledger.Status(cmd.Context())
		if err != nil {
			return p.unfinished(err)
		}
		if *format == "json" {
			return p.printJSON(s)
		}
		return p.print(renderStatus(s, time.Now()))
	}
	return cmd
}

// renderStatus is a status for people who look at it now.
func renderStatus(s *store.Status, now time.Time) []byte {
	var b bytes.Buffer
	row := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%s  %s\n", pad(name, 11), fmt.Sprintf(format, args...))
	}
	row("ledger", "%s, %s", clean(s.Where), sized(s.Bytes))
	row("reports", "%s, %s, %s, %s counted", grouped(s.Reports.All), many(s.Stories, "story", "stories"), many(s.Events, "event", "events"), grouped(s.Countable))
	row("to read", "%s%s", grouped(s.Reports.Unread), pace(s.Rates[dateline.StageRead]))
	row("to link", "%s%s", grouped(s.Reports.Unlinked), pace(s.Rates[dateline.StageLink]))
	for _, stage := range []dateline.Stage{dateline.StagePoll, dateline.StageFetch} {
		if j := s.Jobs[stage]; j.Ready+j.Running+j.Later > 0 {
			row("to "+string(stage), "%s now, %s later", grouped(j.Ready+j.Running), grouped(j.Later))
		}
	}
	if o := s.Oldest; o != nil {
		row("oldest", "%s waits to be %s, for %s", o.Report, participle(o.Stage), roughly(now.Sub(o.Since)))
	}
	reading, _ := makers()
	older := 0
	for _, maker := range slices.Sorted(maps.Keys(s.Reports.ByReader)) {
		if maker != reading {
			older += s.Reports.ByReader[maker]
		}
	}
	if older > 0 {
		row("read before", "%s by an older reader than %s; 'dateline reread' reads them again", many(older, "report", "reports"), reading)
	}
	if s.Quarantined == 0 {
		row("quarantine", "nothing")
	} else {
		row("quarantine", "%s; 'dateline quarantine' lists them", many(s.Quarantined, "entry", "entries"))
	}
	for _, c := range s.Failures[:min(len(s.Failures), maxReasons)] {
		row("", "%s at %s: %s", grouped(c.Number), c.Stage, clean(c.Reason))
	}
	if s.Feeds > 0 {
		row("feeds", "%s, %s silent", grouped(s.Feeds), grouped(len(s.Silent)))
	}
	for _, f := range s.Silent[:min(len(s.Silent), maxReasons)] {
		row("", "%s: %s", clean(f.Feed.URL), clean(f.Why))
	}
	if s.Decisions > 0 {
		row("decisions", "%s", grouped(s.Decisions))
	}
	if s.Tombstones > 0 {
		row("purged", "%s", many(s.Tombstones, "report", "reports"))
	}
	return b.Bytes()
}

// pace is how many went through of late, "" when none did.
func pace(r store.Rate) string {
	if r.Hour == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s done in the last minute, %s in the last hour)", grouped(r.Minute), grouped(r.Hour))
}

func participle(s dateline.Stage) string {
	if s == dateline.StageLink {
		return "linked"
	}
	return "read"
}

// many is a number with its noun.
func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + more
}

// sized is a number of bytes as people say it.
func sized(n int64) string {
	switch {
	case n < 1_000_000:
		return fmt.Sprintf("%d KB", (n+999)/1000)
	case n < 1_000_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}
