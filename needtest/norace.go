//go:build !race

package needtest

const racing = false
