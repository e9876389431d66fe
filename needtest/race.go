//go:build race

package needtest

const racing = true
