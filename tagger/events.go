package tagger

import (
	_ "embed"
	"sync"
)

//go:embed weights/events.bin
var eventsWeights []byte

// Events are the models of what tells of events.
type Events struct {
	Trigger    *Chooser // which type of event a word tells of
	Occurrence *Chooser // whether an event took place
	Background *Chooser // whether it lies outside the report's own news: yes, no
}

// OpenEvents opens a file of the tables of Events, in the order of its fields.
func OpenEvents(data []byte) (*Events, error) {
	e := &Events{}
	for _, c := range []**Chooser{&e.Trigger, &e.Occurrence, &e.Background} {
		var err error
		if *c, data, err = OpenChooser(data); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// DefaultEvents are the models with the weights that the program holds, opened on
// first use. Weights that do not open are an error of kind Invalid: the program
// was built from a damaged file.
var DefaultEvents = sync.OnceValues(func() (*Events, error) { return OpenEvents(eventsWeights) })
