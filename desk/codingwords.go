package desk

import (
	"html/template"
	"strconv"
)

// codingFuncs are what templates of the pages call on which coding is organised.
func (d *Desk) codingFuncs() template.FuncMap {
	return template.FuncMap{
		"weighed":   d.weighed, // of a weight, as words
		"weekpath":  weekPath,
		"reportsof": reportsOf, // of an event, each once
		"short":     short,     // of an ID
		"codedUnit": func(u unit) map[string]string { // an event, as the form of a coder has it
			out := map[string]string{}
			for _, f := range codedFields {
				if !u.Blank {
					out[f.Name] = codedValue(&u.Event, f.Name)
				}
			}
			return out
		},
		"noneCoded":  func() map[string]string { return map[string]string{} },
		"hundredths": func(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) },
	}
}
