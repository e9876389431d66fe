package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/user"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"dateline"
	"dateline/desk"
	"dateline/store"
)

// maxPasswordLine is the most bytes that are read for a password.
const maxPasswordLine = 4096

func (p program) usersCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "users",
		Short: "Say who may log in to the desk, and what they may do there",
		Long: `Lists, adds and changes the users of a ledger's desk. A viewer reads, with the names
of private persons withheld; a coder decides; a lead assigns, adjudicates, labels
and releases; an admin sees to users and reads the audit. Users are disabled rather
than deleted, as decisions name them.

Exit status: 0 done, 1 there is no such user, 2 usage, 3 the ledger could not be
changed.`,
		Example: `  dateline users add amina --rank admin
  dateline users add ben --rank coder < password.txt
  dateline users list`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(p.usersList(), p.usersAdd(), p.usersPasswd(),
		p.usersChange("rank NAME RANK", "Give a user another rank: viewer, coder, lead or admin", 2, func(u *dateline.User, args []string) string {
			u.Rank = dateline.Rank(args[1])
			return "rank " + args[1]
		}),
		p.usersChange("disable NAME", "Shut a user out, and log them out everywhere", 1, func(u *dateline.User, _ []string) string {
			u.Disabled = true
			return "disabled"
		}),
		p.usersChange("enable NAME", "Let a user in again", 1, func(u *dateline.User, _ []string) string {
			u.Disabled = false
			return "enabled"
		}))
	return cmd
}

func (p program) usersList() *cobra.Command {
	cmd := &cobra.Command{Use: "list", Short: "List the users of a ledger", Args: cobra.NoArgs}
	configFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.onUsers(cmd, func(ctx context.Context, l *store.Ledger) error {
			all, err := l.Users(ctx)
			if err != nil {
				return err
			}
			if len(all) == 0 {
				return p.print([]byte("no users; 'dateline users add NAME --rank admin' adds one\n"))
			}
			var b bytes.Buffer
			w := tabwriter.NewWriter(&b, 0, 8, 2, ' ', 0)
			for _, u := range all {
				how := "password"
				if u.Subject != "" {
					how = "elsewhere, as " + clean(u.Subject)
				}
				state := ""
				if u.Disabled {
					state = "disabled"
				}
				_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", u.Name, u.Rank, u.Made.UTC().Format(time.DateOnly), how, state) // to memory
			}
			_ = w.Flush()
			return p.print(b.Bytes())
		})
	}
	return cmd
}

func (p program) usersAdd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "add NAME",
		Short: "Add a user, whose password is asked for or read from standard input",
		Args:  cobra.ExactArgs(1),
	}
	configFlags(cmd)
	rank := cmd.Flags().String("rank", string(dateline.RankViewer), "viewer, coder, lead or admin")
	subject := cmd.Flags().String("subject", "", "issuer and subject of who logs in elsewhere, a blank between; then there is no password")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.onUsers(cmd, func(ctx context.Context, l *store.Ledger) error {
			u := dateline.User{Name: args[0], Rank: dateline.Rank(*rank), Subject: *subject, Made: time.Now()}
			err := u.Check()
			if err == nil && u.Subject == "" {
				u.Password, err = p.password(u.Name)
			}
			if err != nil {
				return err
			}
			if err := l.AddUser(ctx, u); err != nil {
				return err
			}
			return p.did(ctx, l, u.Name, "added as "+string(u.Rank))
		})
	}
	return cmd
}

func (p program) usersPasswd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "passwd NAME",
		Short: "Give a user another password, and log them out everywhere",
		Args:  cobra.ExactArgs(1),
	}
	configFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.onUsers(cmd, func(ctx context.Context, l *store.Ledger) error {
			u, err := l.User(ctx, args[0])
			if err != nil {
				return err
			}
			if u.Password, err = p.password(u.Name); err != nil {
				return err
			}
			if err := l.ChangeUser(ctx, u); err != nil {
				return err
			}
			return p.did(ctx, l, u.Name, "password set")
		})
	}
	return cmd
}

// usersChange is a command that changes one thing about a user.
func (p program) usersChange(use, short string, n int, change func(*dateline.User, []string) string) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Args: cobra.ExactArgs(n)}
	configFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.onUsers(cmd, func(ctx context.Context, l *store.Ledger) error {
			u, err := l.User(ctx, args[0])
			if err != nil {
				return err
			}
			did := change(&u, args)
			if err := l.ChangeUser(ctx, u); err != nil {
				return err
			}
			return p.did(ctx, l, u.Name, did)
		})
	}
	return cmd
}

// onUsers opens the ledger for something to do with its users.
func (p program) onUsers(cmd *cobra.Command, do func(context.Context, *store.Ledger) error) error {
	w, err := p.openLedger(cmd, true)
	if err != nil {
		return err
	}
	defer w.close()
	err = do(cmd.Context(), w.ledger)
	if k := dateline.KindOf(err); k == dateline.Conflict || k == dateline.Unavailable {
		return p.unfinished(err)
	}
	return p.asked(err)
}

// did notes in the audit what was done to a user, and says it.
func (p program) did(ctx context.Context, l *store.Ledger, name, what string) error {
	by := ""
	if u, err := user.Current(); err == nil {
		by = u.Username
	}
	if err := l.Audit(ctx, dateline.AuditEntry{By: by, Address: "command line", Action: "user", Subject: name, Outcome: "done", Detail: what}); err != nil {
		return err
	}
	return p.print([]byte(name + ": " + what + "\n"))
}

// password asks for a password, twice on a terminal, and gives its hash.
func (p program) password(name string) (string, error) {
	f, isFile := p.stdin.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		line, err := bufio.NewReader(io.LimitReader(p.stdin, maxPasswordLine)).ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			return "", dateline.Errorf(dateline.Invalid, "no password on standard input (%v); give it as one line", err)
		}
		return desk.HashPassword(name, line)
	}
	ask := func(prompt string) (string, error) {
		_, _ = fmt.Fprint(p.stderr, prompt) // nothing can be done if that fails
		raw, err := term.ReadPassword(int(f.Fd()))
		_, _ = fmt.Fprintln(p.stderr)
		if err != nil {
			return "", dateline.Errorf(dateline.Invalid, "the password could not be read: %w", err)
		}
		return string(raw), nil
	}
	first, err := ask("Password of " + name + ": ")
	if err != nil {
		return "", err
	}
	second, err := ask("Once more: ")
	if err != nil {
		return "", err
	}
	if first != second {
		return "", dateline.Errorf(dateline.Invalid, "the two passwords are not the same; nothing was changed")
	}
	return desk.HashPassword(name, first)
}
