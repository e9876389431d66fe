package dateline

// A FrozenEvent is an event of a release, with the hashes of what it said then.
type FrozenEvent struct {
	Event  EventID `json:"event"`
	Hashes string  `json:"hashes"` // see Event.ReleaseHashes
}
