//go:build !race

package grade

const racing = false
