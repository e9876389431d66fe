package reader

import (
	"strings"

	"dateline"
	"dateline/reader/discourse"
)

// Changes in the organisation of groups, as proposals to the register.

// findChanges proposes to the register what the report's words support: new
// branches, groups formed, renamed, split, merged, pledges, leaders, rivals.
// They are proposals with their evidence and speaker, nothing more.
func (r *reading) findChanges() {
	kinds := map[dateline.EventCode]string{
		"group.branch-announced": "branch", "group.formed": "formed", "group.renamed": "rename", "group.split": "split", "group.merged": "merge",
		"group.pledge": "pledge", "group.defection": "defection", "group.leader-changed": "leader", "group.banned": "banned", "group.dissolved": "dissolved",
	}
	for _, d := range r.accounts {
		kind, ok := kinds[d.typ.Code]
		if !ok || d.occurrence != dateline.Happened || d.basis == dateline.Denied || !r.Genre.Countable() {
			continue
		}
		group := d.first(dateline.Parent, dateline.Subject, dateline.Perpetrator)
		name := d.first(dateline.Branch, dateline.Object)
		if kind == "branch" {
			if group == nil {
				continue
			}
			label := ""
			if name != nil && name.ent != nil && name.ent.Kind == discourse.Group && name.ent != group.ent {
				label = r.ActorName(name.ent)
			} else if t := r.territoryOf(d); t != "" {
				label = "branch in " + t
			} else if name != nil {
				label = strings.TrimPrefix(strings.TrimPrefix(name.np.Words(), "a "), "the ")
			}
			if label == "" {
				continue
			}
			r.propose(d, kind, group, label)
			continue
		}
		if group == nil {
			group = name
		}
		if group == nil || kind == "formed" && !group.ent.Armed() {
			continue
		}
		label := ""
		if name != nil && name.np != nil {
			label = name.np.Words()
			if name.ent != nil && name.ent.Name != "" {
				label = r.ActorName(name.ent)
			}
		}
		if label == "" {
			label = group.np.Words()
		}
		r.propose(d, kind, group, label)
	}
}

// nameBranches gives a branch that was announced the name that the report uses
// for it elsewhere: "a new Pakistan Province" where a branch in Pakistan was
// announced.
func (r *reading) nameBranches() {
	for _, d := range r.accounts {
		if d.typ.Code != "group.branch-announced" {
			continue
		}
		territory := strings.ToLower(r.territoryOf(d))
		for _, e := range r.Entities {
			if e.Kind != discourse.Group || territory == "" || !strings.Contains(strings.ToLower(e.Name), territory) {
				continue
			}
			for _, m := range e.Mentions {
				if m.Has("new") && len(m.Names) > 0 {
					d.addRole(dateline.Branch, m, e)
					break
				}
			}
		}
	}
}

func (r *reading) territoryOf(d *draft) string {
	for _, u := range d.roles {
		if u.role == dateline.Territory && u.ent != nil && u.ent.Place != nil {
			return r.placeRef(placeUse{n: u.ent.Place}).Name
		}
	}
	for _, u := range d.places {
		return r.placeRef(u).Name
	}
	return ""
}

// first is the first phrase in one of the roles, in that order of roles.
func (d *draft) first(roles ...dateline.RoleName) *roleUse {
	for _, want := range roles {
		for i := range d.roles {
			if d.roles[i].role == want && d.roles[i].np != nil {
				return &d.roles[i]
			}
		}
	}
	return nil
}

func (r *reading) propose(d *draft, kind string, group *roleUse, name string) {
	id := dateline.ActorID(group.np.Words())
	if group.ent != nil && !group.ent.Member {
		if a := group.ent.Actor(); a != nil {
			id = *a
		} else if group.ent.Name != "" {
			id = dateline.ActorID(group.ent.Name)
		}
	}
	c := dateline.Change{Change: kind, Group: id, Name: name}
	if d.said != nil && d.said.Words != "" {
		w := d.said.Words
		c.SaidBy = &w
	}
	for _, f := range d.finds {
		sp := f.clause()
		c.Evidence = append(c.Evidence, dateline.Quotation{Report: r.Report.ID, Span: sp, Quote: r.Quote(sp)})
	}
	r.changes = append(r.changes, c)
}
