package store

import "encoding/json"

// Lists of any length are one argument each, so that there is one statement of a
// kind for a database to prepare.

// strings is what a list made by list can be IN.
func (d *dialect) strings() string {
	if d.postgres {
		return "(SELECT jsonb_array_elements_text(CAST(CAST(? AS text) AS jsonb)))"
	}
	return "(SELECT value FROM json_each(?))"
}

// numbers is likewise of whole numbers.
func (d *dialect) numbers() string {
	if d.postgres {
		return "(SELECT CAST(jsonb_array_elements_text(CAST(CAST(? AS text) AS jsonb)) AS bigint))"
	}
	return "(SELECT value FROM json_each(?))"
}

// list is an argument of strings or numbers.
func list[T ~string | ~int64](values []T) string {
	if len(values) == 0 {
		return "[]"
	}
	raw, _ := json.Marshal(values) // of strings and numbers it does not fail
	return string(raw)
}
