// Package schema holds the published form of what `dateline read` prints, as
// JSON Schema (draft 2020-12). Every key is required and no other is allowed;
// the one optional key is a report's text.
package schema

import _ "embed"

//go:embed record.schema.json
var record []byte

// Record is the schema of a dateline.Record in JSON. The caller may keep and
// change the bytes.
func Record() []byte { return append([]byte(nil), record...) }
