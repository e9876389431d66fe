package tagger

import (
	_ "embed"
	"sync"
)

//go:embed weights/reference.bin
var referenceWeights []byte

// OpenReference opens a model of reference, which says of a phrase and a candidate
// that the one stands for the other: its only output is "yes".
func OpenReference(data []byte) (*Chooser, error) {
	c, _, err := OpenChooser(data)
	return c, err
}

// DefaultReference is the model with the weights that the program holds, opened on
// first use. Weights that do not open are an error of kind Invalid: the program was
// built from a damaged file.
var DefaultReference = sync.OnceValues(func() (*Chooser, error) { return OpenReference(referenceWeights) })
