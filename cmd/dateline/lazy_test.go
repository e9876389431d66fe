package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

func TestCommandsThatDoNotReadOpenNoEngine(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"licences"}, {"codebook"}, {"--help"}, {"read", "--help"}} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			p := program{strings.NewReader(""), &stdout, &stderr, func() engine {
				t.Error("the models were opened")
				return fakeEngine{}
			}}
			if code := p.run(context.Background(), args); code != exitOK || stdout.Len() == 0 {
				t.Errorf("status %d, %d bytes\n%s", code, stdout.Len(), stderr.String())
			}
		})
	}
}
