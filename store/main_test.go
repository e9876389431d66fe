package store

import (
	"context"
	"testing"

	"go.uber.org/goleak"

	"dateline/store/storetest"
)

func TestMain(m *testing.M) {
	storetest.Prepare = func(where string) error {
		l, err := Open(context.Background(), where, Options{})
		if err != nil {
			return err
		}
		return l.Close()
	}
	goleak.VerifyTestMain(m)
}
