package store

import "encoding/json"

// Lists of any length are one argument each, so that there is one statement of a
// kind for a database to prepare.

// in is what follows a column that is to be one of the strings of a list.
func (d *dialect) in() string {
	if d.postgres {
		return " = ANY(CAST(? AS text[]))"
	}
	return " IN (SELECT value FROM json_each(?))"
}

// notIn is what follows a column that is to be none of the strings of a list.
func (d *dialect) notIn() string {
	if d.postgres {
		return " <> ALL(CAST(? AS text[]))"
	}
	return " NOT IN (SELECT value FROM json_each(?))"
}

// inNumbers is likewise of whole numbers.
func (d *dialect) inNumbers() string {
	if d.postgres {
		return " = ANY(CAST(? AS bigint[]))"
	}
	return " IN (SELECT value FROM json_each(?))"
}

// list is the argument of in and of inNumbers.
func list[T ~string | ~int64](d *dialect, values []T) any {
	if d.postgres {
		if values == nil {
			values = []T{}
		}
		return values
	}
	if len(values) == 0 {
		return "[]"
	}
	raw, _ := json.Marshal(values) // of strings and numbers it does not fail
	return string(raw)
}

// plus before a column keeps SQLite from using an index on it. PostgreSQL, which
// knows how much there is of what, decides by itself.
func (d *dialect) plus() string {
	if d.postgres {
		return ""
	}
	return "+"
}
