//go:build ignore

// Command generate compiles data/*.yaml into register.txt.
package main

import (
	"log"
	"os"

	"dateline/register"
)

func main() {
	r, err := register.Load(os.DirFS("data"))
	if err != nil {
		log.Fatal(err)
	}
	f, err := os.Create("register.txt")
	if err != nil {
		log.Fatal(err)
	}
	if err := r.WriteFlat(f); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}
