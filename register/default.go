package register

import (
	_ "embed"
	"sync"
)

//go:generate go run generate.go

// compiled is the flat form of data/*.yaml, made by generate.go.
//
//go:embed register.txt
var compiled string

var standard = sync.OnceValue(func() *Register {
	r, err := parseFlat(compiled)
	if err != nil {
		panic(err) // the program was built with a broken register; a test guards against it
	}
	return r
})

// Default is the register that the program carries, read at its first use.
func Default() *Register { return standard() }
