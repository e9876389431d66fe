package main

import (
	"dateline"
	"dateline/edits"
)

// render writes a difference for people.
func (d *difference) render(p *paper) {
	for i, v := range []versionJSON{d.From, d.To} {
		head := []string{"from", "to"}[i]
		f := []dateline.Report{d.a.Filing.Report, d.b.Filing.Report}[i]
		p.para(6, head, append([]bit{{string(v.ID) + "\u00a0", bold}}, byline(f)...)...)
	}
	for _, t := range d.Times {
		p.para(6, "", bit{t.Of + " " + become(t.From, t.To), plain})
	}
	edited := len(d.Headline) > 0 && edits.Passage(d.Headline).Changed()
	if edited {
		p.section("Headline")
		p.para(4, "", changedBits(d.Headline)...)
	}
	if len(d.Text) > 0 {
		p.section("Text")
		kept := 0
		tell := func() {
			if kept > 0 {
				p.para(4, "", bit{"(" + count(kept, "paragraph", "paragraphs") + " as before)", dim})
			}
			kept = 0
		}
		for _, x := range d.all {
			if !x.Changed() {
				kept++
				continue
			}
			tell()
			p.para(4, "", changedBits(x)...)
		}
		tell()
	} else if !edited {
		p.section("The headline and the words of the text are the same")
	}
	d.told(p)
}

func (p *paper) section(s string) {
	p.blank()
	p.para(0, "", bit{"-- " + s, bold})
}

// told says, a line each, what the edit changed in what is told.
func (d *difference) told(p *paper) {
	switch {
	case d.Told == nil:
		p.section("What it changed in what is told is not known: not both are read yet")
		return
	case len(d.Told.Came)+len(d.Told.Went)+len(d.Told.Changed) == 0:
		p.section("What is told is the same")
		return
	}
	p.section("What is told")
	r := &renderer{label: label}
	title := func(a dateline.Account) string {
		s := r.eventTitle(dateline.Event{Type: a.Type, Roles: a.Roles, Places: a.Places})
		return join("; ", s, string(dateline.DeriveStatus(a.Occurrence, a.Basis, a.Background)))
	}
	for _, x := range d.Told.Changed {
		for _, f := range x.Fields {
			p.para(6, "", bit{r.label(x.Type) + ": ", plain}, bit{fieldName(f.Field) + " " + become(f.From, f.To), yellow})
		}
	}
	for _, a := range d.Told.Came {
		p.para(6, "", bit{"told now: " + title(a), green})
	}
	for _, a := range d.Told.Went {
		p.para(6, "", bit{"told no more: " + title(a), red})
	}
}

// become is a value that became another.
func become(from, to *string) string {
	switch {
	case from == nil:
		return "is now said: " + deref(to)
	case to == nil:
		return "is no more said; it was " + deref(from)
	}
	return "from " + deref(from) + " to " + deref(to)
}

// changedBits are words with those that went and came set apart.
func changedBits(all []edits.Change) []bit {
	var out []bit
	for i, c := range all {
		if i > 0 {
			out = append(out, bit{" ", plain})
		}
		switch c.Op {
		case edits.Removed:
			out = append(out, bit{"[-" + c.Words + "-]", red})
		case edits.Added:
			out = append(out, bit{"{+" + c.Words + "+}", green})
		default:
			out = append(out, bit{c.Words, plain})
		}
	}
	return out
}
