// Package desktest looks at the desk in a real browser, for tests: each page narrow
// and wide, light and dark, with its errors, what it asks other hosts, and what
// axe-core says of its accessibility. Screenshots go to $DATELINE_SHOTS where that
// is set.
package desktest

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"dateline/needtest"
)

//go:embed vendor/axe-core/axe.min.js
var axe string

// A Look is how a page is looked at.
type Look struct {
	Name   string
	Width  int64 // of the window in CSS pixels
	Height int64
	Dark   bool
}

// Looks are the four of which every page must hold. 320 pixels is the width that
// WCAG 2.2 (1.4.10, Reflow) asks for.
var Looks = []Look{
	{"narrow-light", 320, 720, false}, {"narrow-dark", 320, 720, true},
	{"wide-light", 1280, 900, false}, {"wide-dark", 1280, 900, true},
}

// A Tab is a tab of a browser, with what went wrong in it.
type Tab struct {
	t    testing.TB
	ctx  context.Context
	Base string // address of the desk, without a slash at its end

	part string // of the page, that axe-core looks at; "" for all

	mu     sync.Mutex
	wrongs []string
}

// Open serves h and opens a tab of a Chromium at it; both end with the test, which from
// here on runs in parallel to others that have one: who looks at pages mostly waits for them.
// A test opens one. It skips the test where there is no Chromium.
func Open(t testing.TB, h http.Handler) *Tab {
	t.Helper()
	bin := needtest.Chromium(t)
	if t, ok := t.(*testing.T); ok {
		t.Parallel()
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return OpenAt(t, bin, s.URL)
}

// OpenAt opens a tab of the browser bin at a desk that is served already. It shares
// nothing with other tabs: no cookies, no cache.
func OpenAt(t testing.TB, bin, base string) *Tab {
	t.Helper()
	ctx, err := browser(bin)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(end)
	ctx, end = chromedp.NewContext(ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(end)
	tab := &Tab{t: t, ctx: ctx, Base: base}
	tab.Do() // opens it
	if err := chromedp.Listen(ctx, tab.listen); err != nil {
		t.Fatal(err)
	}
	call(tab, network.Enable, network.EnableParams{})
	call(tab, log.Enable, cdp.Empty{})
	call(tab, runtime.Enable, cdp.Empty{})
	// A tab is looked at, whichever of several has the focus.
	call(tab, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return tab
}

// listen notes what a page must not do: write errors, throw, ask another host.
func (tab *Tab) listen(ev any) {
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		tab.wrong("exception: %s %s", ev.ExceptionDetails.Text, ev.ExceptionDetails.URL)
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError || ev.Type == runtime.ConsoleAPICalledTypeWarning {
			var parts []string
			for _, a := range ev.Args {
				parts = append(parts, string(a.Value)+a.Description)
			}
			tab.wrong("console %s: %s", ev.Type, strings.Join(parts, " "))
		}
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError {
			tab.wrong("log: %s %s", ev.Entry.Text, ev.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(ev.Request.URL)
		if err == nil && u.Host != "" && !strings.HasPrefix(ev.Request.URL, tab.Base+"/") && u.Scheme != "blob" {
			tab.wrong("asks %s", ev.Request.URL)
		}
	}
}

func (tab *Tab) wrong(format string, args ...any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.wrongs = append(tab.wrongs, fmt.Sprintf(format, args...))
}

// Wrongs are what went wrong since it was last asked.
func (tab *Tab) Wrongs() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	out := tab.wrongs
	tab.wrongs = nil
	return out
}

// Do does actions, and fails the test with what the page says where one fails.
func (tab *Tab) Do(actions ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	if err := chromedp.Do(tab.ctx, actions...); err != nil {
		tab.t.Fatalf("in the browser: %v; %v", err, tab.Wrongs())
	}
}

// Go opens a path of the desk and waits for the page.
func (tab *Tab) Go(path string) {
	tab.t.Helper()
	tab.Do(chromedp.Navigate(tab.Base+path), chromedp.WaitReady("body"))
}

// As sets the size of the window and the colours that the system prefers.
func (tab *Tab) As(l Look) {
	tab.t.Helper()
	scheme := "light"
	if l.Dark {
		scheme = "dark"
	}
	call(tab, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: l.Width, Height: l.Height, DeviceScaleFactor: 1, Mobile: l.Width < 500})
	call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
}

// Scripts switches scripts of pages on or off, from the next page on.
func (tab *Tab) Scripts(on bool) {
	tab.t.Helper()
	call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// On has pages look as on a medium: "print", or "screen".
func (tab *Tab) On(medium string) {
	tab.t.Helper()
	call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium})
}

// Eval is what a piece of script on the page comes to.
func Eval[T any](tab *Tab, script string) T {
	tab.t.Helper()
	out, err := chromedp.Run(tab.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		tab.t.Fatalf("in the browser: %v; %v", err, tab.Wrongs())
	}
	return out
}

// Until waits until a script on the page is true, through navigation too, and fails the
// test when it is not within half a minute: a busy machine is slow.
func (tab *Tab) Until(script string) {
	tab.t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for {
		ok, err := chromedp.Run(tab.ctx, chromedp.Evaluate[bool]("document.readyState === 'complete' && Boolean("+script+")"))
		if ok && err == nil {
			return
		}
		if time.Now().After(deadline) {
			tab.t.Fatalf("in the browser: never %s (%v); %v", script, err, tab.Wrongs())
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Press types keys, as into whatever has the focus.
func (tab *Tab) Press(keys ...string) {
	tab.t.Helper()
	for _, k := range keys {
		tab.Do(chromedp.KeyEvent(k))
	}
}

// Drag moves what a selector finds first by so many pixels with the mouse.
func (tab *Tab) Drag(selector string, right, down float64) {
	tab.t.Helper()
	at := Eval[[2]float64](tab, fmt.Sprintf(`(() => { const e = document.querySelector(%s); e.scrollIntoView({block: "center", behavior: "instant"}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`, quoted(selector)))
	tab.Do(chromedp.MouseEvent(chromedp.MousePressed, at[0], at[1], chromedp.ButtonLeft, chromedp.ClickCount(1)),
		chromedp.MouseEvent(chromedp.MouseMoved, at[0]+right/2, at[1]+down/2, chromedp.ButtonLeft),
		chromedp.MouseEvent(chromedp.MouseMoved, at[0]+right, at[1]+down, chromedp.ButtonLeft),
		chromedp.MouseEvent(chromedp.MouseReleased, at[0]+right, at[1]+down, chromedp.ButtonLeft, chromedp.ClickCount(1)))
}

// call sends a command to the browser.
func call[P, R any](tab *Tab, c cdp.Command[P, R], params P) R {
	tab.t.Helper()
	out, err := chromedp.Call(tab.ctx, c, params)
	if err != nil {
		tab.t.Fatalf("in the browser: %s: %v", c.Method, err)
	}
	return out
}

// Text is the text of what a selector finds first.
func (tab *Tab) Text(selector string) string {
	tab.t.Helper()
	return Eval[string](tab, fmt.Sprintf("document.querySelector(%s)?.innerText ?? ''", quoted(selector)))
}

// Count is how many elements a selector finds.
func (tab *Tab) Count(selector string) int {
	tab.t.Helper()
	return Eval[int](tab, fmt.Sprintf("document.querySelectorAll(%s).length", quoted(selector)))
}

func quoted(s string) string { b, _ := json.Marshal(s); return string(b) } // a string is always JSON

// Check looks at a path in all four ways, and fails the test for errors, requests to
// other hosts, what goes beyond the window's width, and what axe-core finds against
// WCAG 2.2 AA. Ready, if given, is a selector to wait for.
func (tab *Tab) Check(path string, ready ...string) {
	tab.t.Helper()
	tab.Looked(func(fresh bool) string {
		if fresh {
			tab.Go(path)
			for _, s := range ready {
				tab.Do(chromedp.WaitVisible(s))
			}
		}
		return path
	})
}

// CheckPart is Check of a page of which all but the part that a selector finds is that of a
// page that is checked as a whole: axe-core looks at the part alone.
func (tab *Tab) CheckPart(path, part string) {
	tab.t.Helper()
	tab.part = part
	defer func() { tab.part = "" }()
	tab.Check(path, part)
}

// Looked checks a page in all four ways. At a width it is opened once: see does that
// when the page is to be fresh, and gives the name of the screenshot. The colours then change
// under it, as they do when evening comes.
func (tab *Tab) Looked(see func(fresh bool) string) {
	tab.t.Helper()
	for i, look := range Looks {
		tab.As(look)
		tab.CheckHere(look, see(i == 0 || look.Width != Looks[i-1].Width))
	}
}

// CheckHere checks the page as it stands; name is what its screenshot is called.
func (tab *Tab) CheckHere(look Look, name string) {
	tab.t.Helper()
	tab.Shot(name + "." + look.Name)
	for _, w := range tab.Wrongs() {
		tab.t.Errorf("%s, %s: %s", name, look.Name, w)
	}
	if beyond := Eval[int](tab, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); beyond > 0 {
		tab.t.Errorf("%s, %s: %d pixels wider than the window", name, look.Name, beyond)
	}
	// Of light and dark the colours alone are others, and so is what axe-core says of them.
	rules := wcag
	if look.Dark && Eval[bool](tab, "window.axe?.looked === "+standing) {
		rules = `{type: "rule", values: ["color-contrast", "link-in-text-block"]}`
	}
	for _, v := range tab.axe(rules) {
		tab.t.Errorf("%s, %s: %s", name, look.Name, v)
	}
}

// Axe is what axe-core finds against WCAG 2.2 A and AA on the page as it stands.
func (tab *Tab) Axe() []string {
	tab.t.Helper()
	return tab.axe(wcag)
}

// wcag are the rules of axe-core for what is asked of pages, standing is script for what of a page axe-core has looked at.
const (
	standing = `[location.href, innerWidth, document.documentElement.outerHTML.length].join(" ")`
	wcag     = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]`
)

func (tab *Tab) axe(rules string) []string {
	tab.t.Helper()
	if !Eval[bool](tab, "Boolean(window.axe)") {
		// Evaluated by the debugger, which a policy of the page does not bind.
		tab.Do(chromedp.Evaluate[chromedp.Void](axe + "\n;0"))
	}
	where := "document"
	if tab.part != "" {
		where = quoted(tab.part)
	}
	found := Eval[[]struct {
		ID    string   `json:"id"`
		Help  string   `json:"help"`
		Nodes []string `json:"nodes"`
	}](tab, `axe.run(`+where+`, {resultTypes: ["violations"], runOnly: `+rules+`}).then(r => (axe.looked = `+standing+`, r).
		violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + " " + (n.any[0]?.message ?? ""))})))`)
	var out []string
	for _, f := range found {
		out = append(out, fmt.Sprintf("%s: %s: %s", f.ID, f.Help, strings.Join(f.Nodes, " | ")))
	}
	return out
}

// Picture is the page as a PNG: what the window shows, or the whole of it.
func (tab *Tab) Picture(whole bool) []byte {
	tab.t.Helper()
	return call(tab, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &whole}).Data
}

// Shot keeps a screenshot of the whole page, if $DATELINE_SHOTS is a directory.
func (tab *Tab) Shot(name string) {
	tab.t.Helper()
	dir := os.Getenv("DATELINE_SHOTS")
	if dir == "" {
		return
	}
	png := tab.Picture(true)
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/?&=:\ `, r) {
			return '-'
		}
		return r
	}, name), "-")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		tab.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, strings.TrimPrefix(tab.t.Name(), "Test")+"."+name+".png"), png, 0o644); err != nil {
		tab.t.Fatal(err)
	}
}
