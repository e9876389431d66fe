package keep

// StageAtMost has so few staged before they are posted.
func (p *Posts) StageAtMost(n int) { p.stage = n }
