// Package schematest checks JSON against the published schema. Tests alone
// import it.
package schematest

import (
	"bytes"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dateline/schema"
)

var compiled = sync.OnceValues(func() (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Record()))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	const at = "record.schema.json"
	if err := c.AddResource(at, doc); err != nil {
		return nil, err
	}
	return c.Compile(at)
})

// Validate is nil when record is one JSON document that keeps to the schema.
func Validate(record []byte) error {
	s, err := compiled()
	if err != nil {
		return err
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(record))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

// Check fails the test with every place where record breaks the schema.
func Check(t testing.TB, record []byte) {
	t.Helper()
	if err := Validate(record); err != nil {
		t.Errorf("the record breaks its schema: %v", err)
	}
}
