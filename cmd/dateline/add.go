package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/archive"
	"dateline/pipeline"
)

// maxShown is how many inputs that were not taken are named; all are counted, and
// 'dateline quarantine' lists those that were kept.
const maxShown = 20

// maxOPML is the most bytes that a list of feeds may have.
const maxOPML = 16 << 20

func (p program) addCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "add [flags] PATH|URL|- ...",
		Short: "Take reports into a ledger, read and link them",
		Long: `Takes in what is named, each report once, and reads and links it. What is named
may be a file or a directory of text, HTML or PDF, an archive (WARC, WACZ, JSON
Lines, mail, each packed or not), "-" for standard input, the address of a page
or of a feed, or a list of feeds (OPML), which 'dateline watch' then looks at.

What was taken in before is passed over, so an add that was stopped is run again
to go on. What cannot be taken is named and kept in quarantine. The ledger is
~/.local/share/dateline/ledger.db unless --ledger or the configuration says
otherwise; it is made when there is none.

Exit status: 0 all was taken, 1 something was not (see standard error), 2 usage,
3 the run could not be finished.`,
		Example: `  dateline add reports/ news.warc.gz
  dateline add https://example.org/feed.xml
  dateline add --ledger postgres://dateline@db/dateline --no-wait dump.jsonl`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return dateline.Errorf(dateline.Invalid, "nothing named; give files, directories, addresses, or - for standard input")
			}
			return nil
		},
	}
	configFlags(cmd)
	published := publishedFlag(cmd)
	outlet := cmd.Flags().String("outlet", "", "outlet, for reports that name none")
	as := cmd.Flags().String("as", pipeline.AsAnything, "take addresses as feed or page, files as opml; auto looks at them")
	noWait := cmd.Flags().Bool("no-wait", false, "only take in; 'dateline work' or 'dateline watch' reads and links")
	quiet := cmd.Flags().Bool("quiet", false, "no progress, and no summary unless something was not taken")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !slices.Contains([]string{pipeline.AsAnything, pipeline.AsFeed, pipeline.AsPage, "opml"}, *as) {
			return dateline.Errorf(dateline.Invalid, "--as %q is none of auto, feed, page, opml", *as)
		}
		var given pipeline.Given
		var err error
		if given.Published, err = published(); err != nil {
			return err
		}
		if *outlet != "" {
			given.Outlet = outlet
		}
		w, err := p.openLedger(cmd, false)
		if err != nil {
			return err
		}
		defer w.close()
		w.hush()
		a := adding{p: p, w: w, as: *as, wait: !*noWait, quiet: *quiet, tally: &pipeline.Tally{}}
		return a.run(cmd.Context(), args, given)
	}
	return cmd
}

// An adding is one run of add.
type adding struct {
	p     program
	w     *workshop
	as    string
	wait  bool
	quiet bool
	tally *pipeline.Tally
	line  *pipeline.Pipeline
}

func (a *adding) run(ctx context.Context, args []string, given pipeline.Given) error {
	if !a.quiet {
		if err := a.p.print([]byte("ledger " + clean(a.w.ledger.Where()) + "\n")); err != nil {
			return err
		}
	}
	var total int64
	for _, arg := range args {
		if arg != "-" && !isAddress(arg) {
			total += archive.Size(ctx, arg)
		}
	}
	g := newProgress(a.tally, total)
	var err error
	stages := []dateline.Stage{dateline.StageRead}
	if slices.ContainsFunc(args, isAddress) {
		stages = append(stages, dateline.StageFetch) // without, others' pages are others' to fetch
	}
	if a.line, err = a.p.newPipeline(a.w, a.w.stages(stages...), g, given); err != nil {
		return err
	}
	collect := func(ctx context.Context) error { return a.collect(ctx, args) }
	err = a.p.follow(ctx, g, a.quiet, func() error {
		if !a.wait {
			return collect(ctx)
		}
		return a.line.Until(ctx, collect)
	})
	if told := a.tell(g); told != nil {
		return told
	}
	if ctx.Err() != nil {
		return a.p.stopped(a.line, "run the same add again for what was not taken in")
	}
	if err != nil {
		return a.p.unfinished(err)
	}
	if err := a.rest(ctx); err != nil {
		return err
	}
	if a.tally.Count().Failed+g.failed() > 0 {
		return exitStatus(exitQuarantined)
	}
	return nil
}

// collect takes in what the arguments name, one after the other.
func (a *adding) collect(ctx context.Context, args []string) error {
	seen := map[string]bool{}
	for _, arg := range args {
		var err error
		switch {
		case seen[arg]:
			continue
		case isAddress(arg):
			err = a.line.AddAddress(ctx, arg, a.as, a.tally)
		case arg == "-":
			err = a.walk(ctx, arg, a.p.stdin)
		case a.as == "opml" || isOPML(arg):
			err = a.opml(ctx, arg)
		default:
			err = a.walk(ctx, arg, nil)
		}
		if err != nil {
			return err
		}
		seen[arg] = true
	}
	return nil
}

func (a *adding) walk(ctx context.Context, path string, r io.Reader) error {
	entries := func(ctx context.Context, yield func(archive.Entry) error) error {
		return archive.Walk(ctx, path, r, archive.Options{Skipped: a.tally.Skip}, yield)
	}
	return a.line.Collect(ctx, entries, path, a.wait, a.tally)
}

// opml subscribes to the feeds of a list.
func (a *adding) opml(ctx context.Context, path string) error {
	raw, err := readUpTo(path, maxOPML)
	var feeds []dateline.Feed
	var odd []string
	if err == nil {
		feeds, odd, err = pipeline.Subscriptions(raw)
	}
	if err != nil {
		a.tally.Fail(path, err)
		return nil
	}
	for _, w := range odd {
		a.tally.Note(path, w)
	}
	return a.line.Subscribe(ctx, feeds, a.tally)
}

// readUpTo reads a file of so many bytes at most. Errors are sentences for people.
func readUpTo(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, dateline.Errorf(dateline.NotFound, "%s", why(err))
	}
	defer func() { _ = f.Close() }() // only read from
	raw, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return nil, dateline.Errorf(dateline.Unavailable, "%s", why(err))
	case int64(len(raw)) > most:
		return nil, dateline.Errorf(dateline.Invalid, "more than the %d bytes that a list of feeds may have", most)
	}
	return raw, nil
}

// isAddress reports whether an argument is to be fetched.
func isAddress(arg string) bool {
	scheme, _, found := strings.Cut(strings.ToLower(arg), "://")
	return found && (scheme == "http" || scheme == "https")
}

// isOPML reports whether a file begins like a list of feeds.
func isOPML(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // only read from
	begin := make([]byte, 4096)
	n, _ := io.ReadFull(f, begin)
	return bytes.Contains(bytes.ToLower(begin[:n]), []byte("<opml"))
}

// tell says what became of what was named.
func (a *adding) tell(g *progress) error {
	c := a.tally.Count()
	g.mu.Lock()
	failures := append(slices.Clone(c.Failures), g.failures...)
	lost := c.Failed + g.failed()
	linked, filed := g.linked, g.filed
	g.mu.Unlock()
	sortFailures(failures)
	for _, f := range failures[:min(len(failures), maxShown)] {
		a.p.complain("%s", about(f))
	}
	if more := lost - min(len(failures), maxShown); more > 0 {
		a.p.complain("and %s more; 'dateline quarantine' lists them", grouped(more))
	}
	for _, f := range c.Odd[:min(len(c.Odd), maxShown)] {
		a.p.complain("%s", about(f))
	}
	if a.quiet && lost == 0 {
		return nil
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s new", count(filed.New, "report", "reports"))
	if filed.Superseded > 0 {
		fmt.Fprintf(&b, " (%s an article that was there)", count(filed.Superseded, "a newer version of", "newer versions of"))
	}
	fmt.Fprintf(&b, ", %s known, %s not taken", grouped(filed.Known), grouped(lost))
	if filed.Refused > 0 {
		fmt.Fprintf(&b, ", %s refused that were purged", grouped(filed.Refused))
	}
	if a.wait {
		fmt.Fprintf(&b, "; %s linked", grouped(linked))
	}
	b.WriteByte('\n')
	if c.Feeds+c.Listed > 0 {
		fmt.Fprintf(&b, "%s new, %s listed\n", count(c.Feeds, "feed", "feeds"), count(c.Listed, "page", "pages"))
	}
	if len(c.Skipped) > 0 {
		var parts []string
		for _, why := range slices.Sorted(maps.Keys(c.Skipped)) {
			parts = append(parts, fmt.Sprintf("%s %s", grouped(c.Skipped[why]), clean(why)))
		}
		fmt.Fprintf(&b, "passed over: %s\n", strings.Join(parts, ", "))
	}
	return a.p.print(b.Bytes())
}

// about is a failure as one line, whose reason may name its path itself.
func about(f dateline.Failure) string {
	path, reason := shown(f.Path), clean(f.Reason)
	if strings.HasPrefix(reason, path) {
		return reason
	}
	return path + ": " + reason
}

// rest says what is left for others to do.
func (a *adding) rest(ctx context.Context) error {
	left, err := a.line.Left(ctx)
	if err != nil {
		return a.p.unfinished(err)
	}
	if a.quiet {
		return nil
	}
	if n := left.Now(); n > 0 {
		return a.p.print(fmt.Appendf(nil, "%s; 'dateline work --once' does that\n", waiting(left)))
	}
	if n := left.Later(); n > 0 {
		return a.p.print(fmt.Appendf(nil, "%s tried again later; 'dateline watch' does that\n", count(n, "step is", "steps are")))
	}
	return nil
}

// waiting says what is to be done now.
func waiting(left pipeline.Left) string {
	var parts []string
	for _, s := range []struct {
		stage     dateline.Stage
		one, many string
	}{{dateline.StagePoll, "feed to look at", "feeds to look at"}, {dateline.StageFetch, "page to fetch", "pages to fetch"}, {dateline.StageRead, "report to read", "reports to read"}} {
		if n := left.Jobs[s.stage].Ready; n > 0 {
			parts = append(parts, count(n, s.one, s.many))
		}
	}
	if left.Unlinked > 0 {
		parts = append(parts, count(left.Unlinked, "report to link", "reports to link"))
	}
	if len(parts) == 0 {
		return "nothing is left to do now"
	}
	return "left to do: " + strings.Join(parts, ", ")
}

// stopped tells, after an interruption, what is left and how to go on.
func (p program) stopped(line *pipeline.Pipeline, more string) error {
	left, err := line.Left(context.Background())
	switch {
	case err != nil:
		p.complain("stopped; what is left could not be found: %v", err)
	case left.Now() > 0:
		p.complain("stopped; %s: 'dateline work --once' goes on with that; %s", waiting(left), more)
	default:
		p.complain("stopped; all that was taken in is read and linked; %s", more)
	}
	return exitStatus(exitFailed)
}

// unfinished tells of an error for which a run ends early.
func (p program) unfinished(err error) error {
	if errors.Is(err, context.Canceled) {
		return exitStatus(exitFailed)
	}
	p.complain("%s", clean(err.Error()))
	return exitStatus(exitFailed)
}
