package desktest

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// running is the one browser of a process, whose tabs know nothing of each other:
// starting one takes as long as looking at several pages.
var running struct {
	sync.Mutex
	ctx context.Context
	end []func()
}

// Run runs the tests of a package and ends the browser that they used. A package
// whose tests open tabs has a TestMain that exits with what it gives.
func Run(m *testing.M) int {
	code := m.Run()
	running.Lock()
	defer running.Unlock()
	stop()
	return code
}

// stop ends the browser, if there is one.
func stop() {
	for i := len(running.end) - 1; i >= 0; i-- {
		running.end[i]()
	}
	running.ctx, running.end = nil, nil
}

// browser is the one that runs, else a new one; one that broke off is followed by another.
func browser(bin string) (context.Context, error) {
	running.Lock()
	defer running.Unlock()
	if running.ctx != nil && running.ctx.Err() == nil {
		return running.ctx, nil
	}
	stop()
	profile, err := os.MkdirTemp("", "dateline-browser")
	if err != nil {
		return nil, err
	}
	running.end = append(running.end, func() { _ = os.RemoveAll(profile) }) // what is left is the system's to clear
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(bin), chromedp.UserDataDir(profile))
	if os.Getuid() == 0 {
		opts = append(opts, chromedp.NoSandbox) // root has none
	}
	ctx, end := chromedp.NewExecAllocator(context.Background(), opts...)
	running.end = append(running.end, end)
	ctx, end = chromedp.NewContext(ctx)
	running.end = append(running.end, end)
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, fmt.Errorf("starting %s: %w", bin, err)
	}
	running.ctx = ctx
	return ctx, nil
}
