// Package dateline holds the nouns of the project and their rules: what a
// Report, an Account, an Event, a Claim or a Decision is, and what follows
// from one for another. It imports the standard library only; every other
// room of the module stands above it.
//
// Text is immutable. Every position is a byte offset into a Report's UTF-8
// text, front matter counted, and every value carries the words that support
// it. Where a report is silent, the value is unknown: a nil pointer, an empty
// list, the word "unknown".
package dateline
