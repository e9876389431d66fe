package desk

import "dateline"

// A Viewer is who asks for a page.
type Viewer struct {
	Name string        // as decisions name them; "" for nobody
	Rank dateline.Rank // "" for who is not logged in
	// Session says that the viewer logged in, and so can log out.
	Session bool
}

// everybody is the rank that a route needs which is for those, too, who are not logged in.
const everybody dateline.Rank = ""

// May reports whether a viewer has a rank, or a higher one.
func (v Viewer) May(least dateline.Rank) bool { return least == everybody || v.Rank.May(least) }

// Decides reports whether the viewer may decide: for templates.
func (v Viewer) Decides() bool { return v.May(dateline.RankCoder) }

// Leads reports whether the viewer may assign, adjudicate and release.
func (v Viewer) Leads() bool { return v.May(dateline.RankLead) }

// Administers reports whether the viewer sees to users and reads the audit.
func (v Viewer) Administers() bool { return v.May(dateline.RankAdmin) }
