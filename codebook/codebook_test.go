package codebook_test

import "flag"

var update = flag.Bool("update", false, "write codebook.json and docs/codebook.md from the YAML files")
