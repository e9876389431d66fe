// Dateline reads news reports of political violence and keeps a sourced,
// dated, mapped record of what they say happened.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal has the step in hand finished, the next ends the process.
	context.AfterFunc(ctx, stop)
	// What is written to a pipe that nobody reads any more fails, and is no fault.
	signal.Ignore(syscall.SIGPIPE)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
