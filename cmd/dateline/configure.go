package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/spf13/cobra"

	"dateline"
)

// maxConfig is the most bytes that a configuration file may have.
const maxConfig = 1 << 20

// A configured is a config with where each of its values came from, by key.
type configured struct {
	config
	from map[string]string // "default" where a key is missing
	file string            // that was read; "" for none
}

// configFlags adds the flags that all commands on a ledger have.
func configFlags(cmd *cobra.Command) {
	cmd.Flags().String("ledger", "", "the ledger: path of an SQLite file, or postgres://user@host/database")
	cmd.Flags().String("config", "", "configuration file (default ~/.config/dateline/config.yaml)")
}

// workFlags adds the flags of the commands that go on until they are stopped.
func workFlags(cmd *cobra.Command) {
	configFlags(cmd)
	cmd.Flags().String("workers", "", "reports read at once; 0 is one a processor")
	cmd.Flags().String("listen", "", "serve /metrics, /healthz and /readyz at host:port; a port alone is of this host only")
	cmd.Flags().String("log", "", "auto (text on a terminal, else json), text, json")
}

// configure finds the configuration of a command: the file, over it the
// environment, over that the flags.
func configure(cmd *cobra.Command, environ []string) (configured, error) {
	env := map[string]string{}
	for _, kv := range environ {
		k, v, _ := strings.Cut(kv, "=")
		env[k] = v
	}
	getenv := func(k string) string { return env[k] }
	c := configured{config: defaults(getenv), from: map[string]string{}}
	if err := c.readFile(cmd, getenv); err != nil {
		return c, err
	}
	for _, s := range settings {
		// Empty is as good as unset, for scripts that pass variables on.
		if v := env[s.variable()]; v != "" {
			if err := c.put(s, v, "environment "+s.variable()); err != nil {
				return c, err
			}
		}
	}
	for _, s := range settings {
		if f := cmd.Flags().Lookup(s.flag); s.flag != "" && f != nil && f.Changed {
			if err := c.put(s, f.Value.String(), "flag --"+s.flag); err != nil {
				return c, err
			}
		}
	}
	return c, c.usable()
}

// put sets a value and notes where it came from. An error does not repeat a value
// that may be a secret.
func (c *configured) put(s setting, value, from string) error {
	if err := s.set(&c.config, value); err != nil {
		return dateline.Errorf(dateline.Invalid, "%s: %s: %w", from, s.key, err)
	}
	c.from[s.key] = from
	return nil
}

// readFile reads the file that is named, or the one at the usual place if it is
// there.
func (c *configured) readFile(cmd *cobra.Command, getenv func(string) string) error {
	path, named := getenv("DATELINE_CONFIG"), true
	if f := cmd.Flags().Lookup("config"); f != nil && f.Changed {
		path = f.Value.String()
	}
	if path == "" {
		path, named = defaultFile(getenv), false
	}
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) && !named {
		return nil
	}
	var raw []byte
	if err == nil && info.Size() > maxConfig {
		err = fmt.Errorf("%d bytes are no configuration", info.Size())
	} else if err == nil {
		raw, err = os.ReadFile(path)
	}
	if err != nil {
		return dateline.Errorf(dateline.Invalid, "configuration file %s: %s", clean(path), why(err))
	}
	c.file = path
	return c.parse(path, raw)
}

// parse reads a configuration in YAML.
func (c *configured) parse(path string, raw []byte) error {
	file, err := parser.ParseBytes(raw, 0)
	if err != nil {
		line := 0
		var at yaml.Error
		if errors.As(err, &at) && at.GetToken() != nil {
			line = at.GetToken().Position.Line
		}
		// The library's message shows the lines around, which may hold a password.
		return dateline.Errorf(dateline.Invalid, "%s:%d: not YAML; write each value as \"key: value\"", clean(path), line)
	}
	for _, doc := range file.Docs {
		if err := c.walk(path, "", doc.Body); err != nil {
			return err
		}
	}
	return nil
}

// walk sets the values below a node, whose key is prefix.
func (c *configured) walk(path, prefix string, n ast.Node) error {
	at := func(n ast.Node) string { return fmt.Sprintf("%s:%d", clean(path), n.GetToken().Position.Line) }
	switch n := n.(type) {
	case nil, *ast.CommentGroupNode, *ast.NullNode:
		return nil // a heading with nothing under it
	case *ast.MappingNode:
		for _, pair := range n.Values {
			if err := c.walk(path, prefix, pair); err != nil {
				return err
			}
		}
		return nil
	case *ast.MappingValueNode:
		key := strings.TrimPrefix(prefix+"."+n.Key.GetToken().Value, ".")
		s, found := settingOf(key)
		if !found {
			if !sectionOf(key) {
				return dateline.Errorf(dateline.Invalid, "%s: there is no setting %q; 'dateline config' lists them", at(n.Key), clean(key))
			}
			return c.walk(path, key, n.Value)
		}
		v, err := scalars(s, n.Value)
		if err != nil {
			return dateline.Errorf(dateline.Invalid, "%s: %s: %w", at(n.Key), key, err)
		}
		if err := s.set(&c.config, v); err != nil {
			return dateline.Errorf(dateline.Invalid, "%s: %s: %w", at(n.Key), key, err)
		}
		c.from[key] = at(n.Key)
		return nil
	}
	return dateline.Errorf(dateline.Invalid, "%s: settings are wanted here, each as \"key: value\"", at(n))
}

// scalars are the value, or the values parted by commas, of a setting in a file.
func scalars(s setting, n ast.Node) (string, error) {
	switch n := n.(type) {
	case *ast.SequenceNode:
		if !s.list {
			return "", errors.New("one value is wanted, not a list")
		}
		var out []string
		for _, v := range n.Values {
			one, err := scalars(setting{}, v)
			if err != nil {
				return "", err
			}
			out = append(out, one)
		}
		return strings.Join(out, ","), nil
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), nil
	case ast.ScalarNode:
		if n.Type() == ast.NullType {
			return "", nil
		}
		return n.GetToken().Value, nil
	}
	return "", errors.New("a value is wanted, not settings")
}

func settingOf(key string) (setting, bool) {
	for _, s := range settings {
		if s.key == key {
			return s, true
		}
	}
	return setting{}, false
}

// sectionOf reports whether settings stand below a key.
func sectionOf(key string) bool {
	for _, s := range settings {
		if strings.HasPrefix(s.key, key+".") {
			return true
		}
	}
	return false
}
