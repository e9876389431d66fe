package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func (p program) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print the configuration in force, and where each value comes from",
		Long: `Prints every setting with its value and where that comes from: a file, the
environment, a flag or the program's own default, each over the one before it
in the order default, file, environment, flag. Passwords are masked.

The file is ~/.config/dateline/config.yaml unless --config or DATELINE_CONFIG
names another; "work.readers" is "readers:" beneath "work:" there, and
DATELINE_WORK_READERS in the environment.`,
		Args: cobra.NoArgs,
	}
	workFlags(cmd)
	format := cmd.Flags().String("format", "text", "text or json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := knownFormat(*format); err != nil {
			return err
		}
		c, err := configure(cmd, os.Environ())
		if err != nil {
			return err
		}
		if *format == "json" {
			return p.printJSON(c.told())
		}
		return p.print(c.render())
	}
	return cmd
}

// A toldSetting is a setting as config tells of it.
type toldSetting struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	From  string `json:"from"`
	Help  string `json:"help"`
}

func (c *configured) told() []toldSetting {
	var out []toldSetting
	for _, s := range settings {
		from := c.from[s.key]
		if from == "" {
			from = "default"
		}
		out = append(out, toldSetting{s.key, s.get(&c.config), from, s.help})
	}
	return out
}

func (c *configured) render() []byte {
	var b bytes.Buffer
	keys, values := 0, 0
	told := c.told()
	for _, s := range told {
		keys, values = max(keys, cells(s.Key)), max(values, min(40, cells(clean(s.Value))))
	}
	for _, s := range told {
		fmt.Fprintf(&b, "%s  %s  %s\n", pad(s.Key, keys), pad(clean(s.Value), values), clean(s.From))
	}
	return b.Bytes()
}
