// Package chaostest holds nothing but tests, of the command as a whole, as processes
// of their own: they are killed, starved of space, cut off from their database and
// fed what is hostile, and afterwards nothing may be missing or there twice. What
// is asserted never depends on how fast a machine is.
package chaostest
