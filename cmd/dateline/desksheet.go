package main

import "dateline"

// deskSheet writes events for the desk as the command of events does.
type deskSheet struct{}

// Columns are those of events as CSV.
func (deskSheet) Columns() []string { return eventColumns }

// Row is an event as CSV has it.
func (deskSheet) Row(e dateline.Event, heads map[dateline.ReportID]dateline.Report) []string {
	rows := eventRows{renderer: renderer{label: label, reports: heads}}
	return rows.row(e)
}

// Cell is words for a cell.
func (deskSheet) Cell(s string) string { return cellOf(s) }
