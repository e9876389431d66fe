package tagger

import (
	_ "embed"
	"sync"
)

//go:embed weights/ud.bin
var udWeights []byte

// Default is the parser with the weights that the program holds, opened on
// first use. Weights that do not open are an error of kind Invalid: the
// program was built from a damaged file.
var Default = sync.OnceValues(func() (*Parser, error) { return OpenParser(udWeights) })
