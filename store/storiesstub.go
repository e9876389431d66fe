package store

import (
	"context"

	"dateline"
)

// saveStories will write what linking made of stories, events and proposals.
// TODO: replaced by the file of its own that is being written; a test fails while this stands.
var saveStories = func(ctx context.Context, tx conn, l dateline.Linking) error { return nil }
