package dateline

import _ "embed"

//go:embed NOTICE
var notice string

// Notice credits whose data and code the program holds, with their licences.
func Notice() string { return notice }
