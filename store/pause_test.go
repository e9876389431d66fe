package store

import (
	"testing"
	"time"

	"github.com/riverqueue/river/rivertype"
)

func TestAJobWaitsLongerEachTimeItFails(t *testing.T) {
	var all, before time.Duration
	for failed := range attempts - 1 {
		pause := time.Until(backOff{}.NextRetry(&rivertype.JobRow{Errors: make([]rivertype.AttemptError, failed)})).Round(time.Second)
		if pause < before || pause < shortestPause || pause > longestPause {
			t.Errorf("after %d failures %v, after one fewer %v", failed+1, pause, before)
		}
		before = pause
		all += pause
	}
	if all < 3*time.Hour || all > 6*time.Hour {
		t.Errorf("it is tried over %v", all)
	}
}
