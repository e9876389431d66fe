package desk_test

import (
	"os"
	"testing"

	"dateline/desk/desktest"
)

func TestMain(m *testing.M) { os.Exit(desktest.Run(m)) }
