package desk

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
)

//go:embed templates
var templates embed.FS

// parts are the files whose templates every page may use.
var parts = []string{"templates/frame.html", "templates/parts.html", "templates/decideparts.html", "templates/placeparts.html"}

// parse makes a template of each page: the frame, the parts, and its own file,
// which defines "main" and, where htmx renews a piece of it, "part".
func (d *Desk) parse() (map[string]*template.Template, error) {
	base, err := template.New("frame").Funcs(d.funcs()).ParseFS(templates, parts...)
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "templates: %w", err)
	}
	files, err := fs.Glob(templates, "templates/*.html")
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "templates: %w", err)
	}
	out := map[string]*template.Template{}
	for _, f := range files {
		if slices.Contains(parts, f) {
			continue
		}
		t, err := template.Must(base.Clone()).ParseFS(templates, f)
		if err != nil {
			return nil, dateline.Errorf(dateline.Internal, "templates: %w", err)
		}
		out[strings.TrimSuffix(path.Base(f), ".html")] = t
	}
	return out, nil
}

// funcs are what templates call.
func (d *Desk) funcs() template.FuncMap {
	all := template.FuncMap{
		"t":         d.words.say,   // {{t "key" args}}
		"asset":     d.assets.path, // {{asset "desk.css"}}
		"num":       func(n int) string { return grouped(n) },
		"day":       func(x any) (template.HTML, error) { return dayElement(x) }, // <time>
		"published": d.published,                                                 // of a report: its day, or that it has none
		"ago":       func(t time.Time) string { return d.ago(t) },
		"label":     d.label, // of an event type
		"title":     d.title, // of an event
		"when":      d.when,  // of a dateline.Time, as <time>
		"where":     d.where, // of places
		"where1":    func(p dateline.PlaceRef) string { return d.where([]dateline.PlaceRef{p}) },
		"area":      d.area,  // of a place: how far from its middle the truth may lie
		"tolls":     d.tolls, // of an event
		"differs":   differs, // fields of an event in which its accounts differ
		"said":      d.said,  // of an event: who denies it, who claims it
		"field":     d.field, // of an event, as words: "killed"
		"dict":      dict,    // {{template "x" (dict "key" value ...)}}
		"areas":     d.areas, // still maps of an event's places
		"unlooked":  unlooked,
		"text":      asText,
		"deref":     deref, // a *string, "" for nil
		"in":        func(x string, of ...string) bool { return slices.Contains(of, x) },
		"list":      func(all ...string) []string { return all },
		"upper":     strings.ToUpper,
		"percent":   func(x float64) int { return int(x*100 + .5) },
		"path":      func(p dateline.PlaceRef) string { return strings.Join(p.Path, "/") },
		"count":     counted, // a *int, "" for nil
		"coord":     coord,   // a *float64, "" for nil
	}
	maps.Copy(all, d.codingFuncs())
	return all
}

// dict makes a map of pairs, for templates that take several values.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict: %d values are no pairs", len(pairs))
	}
	out := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no key", pairs[i])
		}
		out[key] = pairs[i+1]
	}
	return out, nil
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func counted(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func coord(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// worded is a value as it stands in a text.
func worded(v any) string {
	if n, ok := v.(int); ok {
		return grouped(n)
	}
	return fmt.Sprint(v)
}

// grouped is a number with its thousands parted: 12,345.
func grouped(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}
