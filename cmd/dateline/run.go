package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"dateline"
)

// version is the program's own; a Record carries it.
const version = "0.1.0"

// The exit statuses.
const (
	exitOK          = 0 // everything was read
	exitQuarantined = 1 // something was not; what and why stands on standard error
	exitUsage       = 2 // the command line is wrong
	exitFailed      = 3 // interrupted, the output could not be written, a fault of ours
)

// A program is one run of the command, with all that it touches.
type program struct {
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	engine func() engine
}

// run is the whole command: it parses args, does what they ask and returns the
// exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return program{stdin, stdout, stderr, newEngine}.run(ctx, args)
}

func (p program) run(ctx context.Context, args []string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			p.complain("a fault of the program, which its makers want to know of: %v\n%s", r, debug.Stack())
			code = exitFailed
		}
	}()
	root := p.rootCommand()
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	var status exitStatus
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &status):
		return int(status)
	case dateline.KindOf(err) == dateline.Internal && errors.As(err, new(*dateline.Error)):
		p.complain("%v", err)
		return exitFailed
	case dateline.KindOf(err) == dateline.Unavailable:
		p.complain("%s", clean(err.Error()))
		return exitFailed
	}
	if errors.Is(err, context.Canceled) {
		p.complain("stopped")
		return exitFailed
	}
	// What is left comes from the parsing of flags and arguments.
	p.complain("%s\nSee '%s --help'.", cleanLines(err.Error()), cmd.CommandPath())
	return exitUsage
}

// An exitStatus ends a command whose complaints are written already.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// complain writes to standard error. Nothing can be done if that fails.
func (p program) complain(format string, args ...any) {
	_, _ = fmt.Fprintf(p.stderr, "dateline: "+format+"\n", args...)
}

// print writes a command's output, whole or not at all.
func (p program) print(out []byte) error {
	_, err := p.stdout.Write(out)
	switch {
	case errors.Is(err, syscall.EPIPE):
		return exitStatus(exitOK) // whoever reads has read enough
	case err != nil:
		return dateline.Errorf(dateline.Internal, "the output could not be written: %w", err)
	}
	return nil
}

func (p program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline",
		Short: "Reads news reports of political violence into one sourced record",
		Long: `Dateline reads news reports of political violence and militant groups, from many
outlets, and keeps a sourced, dated, mapped record of what they say happened.`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	root.AddCommand(p.readCommand(), p.compareCommand(), p.demoCommand(), p.deskCommand(), p.usersCommand(), p.codebookCommand(), p.gradeCommand(), p.benchCommand(),
		p.addCommand(), p.watchCommand(), p.workCommand(), p.statusCommand(), p.rereadCommand(), p.quarantineCommand(), p.feedsCommand(), p.configCommand(),
		p.eventsCommand(), p.storiesCommand(), p.decisionsCommand(), p.searchCommand(), p.showCommand(), p.diffCommand(), p.backupCommand(), p.restoreCommand(), p.verifyCommand(),
		p.purgeCommand(), p.versionCommand(), p.licencesCommand())
	return root
}

// flagError says in our words what is wrong with the value of a flag.
func flagError(err error) error {
	var bad *pflag.InvalidValueError
	if !errors.As(err, &bad) {
		return err
	}
	want := "a value that it takes"
	switch bad.GetFlag().Value.Type() {
	case "int", "int64", "uint", "float64":
		want = "a number"
	case "bool":
		want = "true or false, or nothing"
	case "duration":
		want = "a time such as 90s, 10m or 2h"
	}
	return dateline.Errorf(dateline.Invalid, "--%s: %q is none; give %s", bad.GetFlag().Name, clean(bad.GetValue()), want)
}

// cleanLines is clean for what may be of several lines, with its blanks.
func cleanLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.Map(harmless, l)
	}
	return strings.Join(lines, "\n")
}

// colorFlag adds --color to a command.
func colorFlag(cmd *cobra.Command) *string {
	return cmd.Flags().String("color", "auto", "colour in text output: auto, always, never")
}

// color decides on colour: by the flag, else on a terminal unless NO_COLOR is
// set (https://no-color.org) or the terminal is dumb.
func (p program) color(flag string) (bool, error) {
	switch flag {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		f, isFile := p.stdout.(*os.File)
		return isFile && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd())), nil
	}
	return false, dateline.Errorf(dateline.Invalid, "--color %q is none of auto, always, never", flag)
}
