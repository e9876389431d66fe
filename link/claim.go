package link

import (
	"slices"
	"strings"

	"dateline"
	"dateline/text"
)

// Who says that it was theirs, and who says that it was not. A claim is one thing, that
// nobody has claimed yet another, a denial a third: they are compared as what accounts say
// of responsibility.

// claimField compares accounts in what they say of claims.
func (c *comparison) claimField() field {
	f := field{name: "claims"}
	f.has = func(a *account) bool { return len(a.Claims) > 0 }
	f.key = func(a *account) string {
		var b strings.Builder
		for _, x := range a.Claims {
			b.WriteString(string(x.Kind) + " " + text.Fold(x.By))
			if x.InTheNameOf != nil {
				b.WriteString("/" + text.Fold(*x.InTheNameOf))
			}
			b.WriteByte(';')
		}
		return b.String()
	}
	f.compare = func(a, b *account) verdict { return compareSets(a.Claims, b.Claims, c.compareClaims) }
	f.pending = func(a *account) bool {
		return !slices.ContainsFunc(a.Claims, func(x dateline.Claim) bool { return !unclaimed(x) })
	}
	f.over, f.contested = c.outrun, c.contested
	f.rank = func(a *account) int {
		best := 0
		for _, x := range a.Claims {
			best = max(best, claimRank(x.Kind))
		}
		return best
	}
	return f
}

// claimRank orders what is said of responsibility, what says most last.
func claimRank(k dateline.ClaimKind) int {
	return slices.Index([]dateline.ClaimKind{dateline.NoClaim, dateline.ClaimDenied, dateline.ClaimAscribed, dateline.ClaimMade}, k)
}

func (c *comparison) compareClaims(x, y dateline.Claim) verdict {
	if unclaimed(x) || unclaimed(y) {
		switch {
		case x.Kind == y.Kind:
			return equal
		case x.Kind == dateline.ClaimMade || y.Kind == dateline.ClaimMade:
			return apart
		}
		return beside // whom others blame has not claimed it
	}
	by := c.compareClaimants(x.By, y.By)
	denied := (x.Kind == dateline.ClaimDenied) != (y.Kind == dateline.ClaimDenied)
	switch {
	case denied && by <= secondFiner:
		return apart
	case denied, x.Kind == dateline.ClaimDenied && by > secondFiner:
		return beside // one denies it, another does or is blamed for it
	case by == apart:
		return apart // rivals
	case x.Kind != y.Kind && x.Kind == dateline.ClaimMade:
		return ownWord(by)
	case x.Kind != y.Kind:
		return turned(ownWord(turned(by)))
	case by != equal || x.InTheNameOf == nil && y.InTheNameOf == nil:
		return by
	case y.InTheNameOf == nil:
		return firstFiner
	case x.InTheNameOf == nil:
		return secondFiner
	case c.compareClaimants(*x.InTheNameOf, *y.InTheNameOf) == apart:
		return apart
	}
	return equal
}

// ownWord is how who claims it stands to whom others blame, who are to each other as by
// says: a claim says more.
func ownWord(by verdict) verdict {
	if by == secondFiner {
		return beside
	}
	return firstFiner
}

// compareClaimants compares two names of who claims or denies.
func (c *comparison) compareClaimants(x, y string) verdict {
	if text.Fold(x) == text.Fold(y) {
		return equal
	}
	return c.compareNames(dateline.Perpetrator, c.claimant(x, dateline.Perpetrator), c.claimant(y, dateline.Perpetrator))
}

// claimant is who claims or denies as one in a role.
func (c *comparison) claimant(by string, role dateline.RoleName) roleName {
	r := roleName{Role: dateline.Role{Role: role, Name: by}, folded: text.Fold(by), words: contentWords(by)}
	switch ids := c.register.Candidates(by); len(ids) {
	case 0:
	case 1:
		r.Actor = &ids[0]
	default:
		r.unsure = ids
	}
	return r
}

// contested reports whether what accounts say of claims as it stands holds two things of
// which one excludes the other: rivals, or a denial by who is blamed.
func (c *comparison) contested(live []*account) bool {
	var all []dateline.Claim
	for _, a := range live {
		for _, x := range a.Claims {
			if !c.outrunClaim(a, x) && !slices.ContainsFunc(all, func(y dateline.Claim) bool { return y.Kind == x.Kind && y.By == x.By }) {
				all = append(all, x)
			}
		}
	}
	for i, x := range all {
		if slices.ContainsFunc(all[i+1:], func(y dateline.Claim) bool { return c.compareClaims(x, y) == apart }) {
			return true
		}
	}
	return false
}

// outrun reports whether what an account says of claims was so when it was written, and
// is no more: that nobody has claimed it, unless a claim was known before; and a denial by
// who claims it later.
func (c *comparison) outrun(a *account) bool {
	return len(a.Claims) > 0 && !slices.ContainsFunc(a.Claims, func(x dateline.Claim) bool { return !c.outrunClaim(a, x) })
}

func (c *comparison) outrunClaim(a *account, x dateline.Claim) bool {
	if x.Kind != dateline.NoClaim && x.Kind != dateline.ClaimDenied {
		return false
	}
	return slices.ContainsFunc(c.group.accounts, func(b *account) bool {
		return b != a && !c.isPast(b) && slices.ContainsFunc(b.Claims, func(y dateline.Claim) bool {
			switch {
			case y.Kind != dateline.ClaimMade:
				return false
			case x.Kind == dateline.NoClaim:
				return !before(b, a)
			}
			return before(a, b) && c.compareClaimants(x.By, y.By) <= secondFiner
		})
	})
}
