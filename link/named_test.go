package link

import "dateline"

// RecordByContent is a Record with the ids of a ledger.
func (l *Linker) RecordByContent() dateline.Record { return l.record(byContent{}) }
