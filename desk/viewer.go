package desk

// A Role is what somebody may do at the desk. Each may all that the one before may.
type Role int

// The roles.
const (
	RoleNobody Role = iota // not logged in
	RoleViewer             // looks; names of private persons are masked
	RoleCoder              // decides
	RoleLead               // assigns, adjudicates, freezes releases
	RoleAdmin              // users, labels, the audit
)

var roleNames = [...]string{"nobody", "viewer", "coder", "lead", "admin"}

func (r Role) String() string {
	if r < 0 || int(r) >= len(roleNames) {
		return roleNames[RoleNobody]
	}
	return roleNames[r]
}

// A Viewer is who asks for a page.
type Viewer struct {
	Name string // as decisions name them; "" for nobody
	Role Role
	// Session says that the viewer logged in and can log out.
	Session bool
}

// Can reports whether a viewer has a role or more.
func (v Viewer) Can(r Role) bool { return v.Role >= r }

// Coder and the like are for templates.
func (v Viewer) Coder() bool { return v.Can(RoleCoder) }

// Lead reports whether the viewer may assign and adjudicate.
func (v Viewer) Lead() bool { return v.Can(RoleLead) }

// Admin reports whether the viewer may see to users.
func (v Viewer) Admin() bool { return v.Can(RoleAdmin) }
