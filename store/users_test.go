package store

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

func kinds(t *testing.T, want dateline.Kind, err error, what string) {
	t.Helper()
	if got := dateline.KindOf(err); got != want {
		t.Errorf("%s: %q (%v), want %q", what, got, err, want)
	}
}

func TestUsersAreKeptAndNoneIsTheSameTwice(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		kinds(t, dateline.Conflict, w.AddUser(ctx, dateline.User{Name: "ada", Rank: dateline.RankViewer}), "a name that is taken")
		kinds(t, dateline.Conflict, w.AddUser(ctx, dateline.User{Name: "cy", Rank: dateline.RankViewer, Subject: "https://id.example ben"}), "a subject that is taken")
		for _, u := range []dateline.User{{Name: "Ada", Rank: dateline.RankViewer}, {Name: "", Rank: dateline.RankViewer}, {Name: "cy", Rank: "chief"}, {Name: "cy", Rank: dateline.RankViewer, Password: "secret"}} {
			kinds(t, dateline.Invalid, w.AddUser(ctx, u), u.Name)
		}
		ben, err := w.UserOf(ctx, "https://id.example ben")
		if err != nil || ben.Name != "ben" || ben.Rank != dateline.RankCoder || ben.Made.IsZero() {
			t.Errorf("%+v, %v", ben, err)
		}
		_, err = w.User(ctx, "eve")
		kinds(t, dateline.NotFound, err, "a user who is not there")
		us, err := w.Users(ctx)
		if err != nil || len(us) != 2 || us[0].Name != "ada" || us[0].Password != hashed || us[1] != ben {
			t.Errorf("%+v, %v", us, err)
		}
		kinds(t, dateline.NotFound, w.ChangeUser(ctx, dateline.User{Name: "eve", Rank: dateline.RankViewer}), "changing who is not there")
	})
}

func TestThereIsAlwaysAnAdmin(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		ada, err := w.User(ctx, "ada")
		if err != nil {
			t.Fatal(err)
		}
		ada.Rank = dateline.RankLead
		kinds(t, dateline.Conflict, w.ChangeUser(ctx, ada), "the only admin becomes a lead")
		ada.Rank, ada.Disabled = dateline.RankAdmin, true
		kinds(t, dateline.Conflict, w.ChangeUser(ctx, ada), "the only admin is disabled")
		kinds(t, "", w.ChangeUser(ctx, dateline.User{Name: "ben", Rank: dateline.RankAdmin}), "another admin")
		kinds(t, "", w.ChangeUser(ctx, ada), "one of two admins is disabled")
	})
}

func TestASessionEndsWithItsTimeItsUserAndItsPassword(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx, token := t.Context(), hashOf("token")
		there := func(at time.Time) bool {
			s, u, err := w.Session(ctx, token, at)
			if err != nil {
				kinds(t, dateline.NotFound, err, "a session that has ended")
				return false
			}
			if s.User != "ada" || u.Name != "ada" || u.Rank != dateline.RankAdmin || s.Address != "192.0.2.1" || !s.Made.Equal(received) {
				t.Errorf("%+v %+v", s, u)
			}
			return true
		}
		if !there(received) || there(received.Add(time.Hour)) {
			t.Error("a session is there until it expires")
		}
		kinds(t, "", w.ExtendSession(ctx, token, received.Add(2*time.Hour)), "extending")
		if !there(received.Add(time.Hour)) {
			t.Error("a session that is extended ends")
		}
		ada, err := w.User(ctx, "ada")
		if err != nil {
			t.Fatal(err)
		}
		ada.Password = hashed + "AA"
		kinds(t, "", w.ChangeUser(ctx, ada), "another password")
		if there(received) {
			t.Error("a session outlives its password")
		}
		for _, name := range []string{"a", "b", "c"} {
			kinds(t, "", w.OpenSession(ctx, dateline.Session{Token: hashOf(name), User: "ben", Made: received, Expires: received.Add(time.Hour)}), "opening")
		}
		if n, err := w.CloseSessions(ctx, "ben", hashOf("b")); n != 2 || err != nil {
			t.Errorf("%d closed, %v", n, err)
		}
		kinds(t, "", w.ChangeUser(ctx, dateline.User{Name: "ben", Rank: dateline.RankCoder, Disabled: true}), "disabling")
		_, _, err = w.Session(ctx, hashOf("b"), received)
		kinds(t, dateline.NotFound, err, "the session of who is disabled")
		kinds(t, dateline.NotFound, w.OpenSession(ctx, dateline.Session{Token: token, User: "ben", Made: received, Expires: received.Add(time.Hour)}), "who is disabled logs in")
		kinds(t, dateline.NotFound, w.OpenSession(ctx, dateline.Session{Token: token, User: "eve", Made: received, Expires: received.Add(time.Hour)}), "who is not there logs in")
		kinds(t, dateline.Internal, w.OpenSession(ctx, dateline.Session{Token: "token", User: "ada", Made: received, Expires: received.Add(time.Hour)}), "a token that is no hash")
	})
}

func TestNoCopyOfALedgerHasSessions(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		dir := t.TempDir()
		if err := w.Backup(t.Context(), filepath.Join(dir, "backup.db"), nil); err != nil {
			t.Fatal(err)
		}
		if err := Restore(t.Context(), filepath.Join(dir, "backup.db"), filepath.Join(dir, "again.db"), Options{}, nil); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"backup.db", "again.db"} {
			l := open(t, filepath.Join(dir, name))
			_, _, err := l.Session(t.Context(), hashOf("token"), received)
			kinds(t, dateline.NotFound, err, "a session in a copy")
			if us, err := l.Users(t.Context()); err != nil || len(us) != 2 {
				t.Errorf("%s: %d users, %v", name, len(us), err)
			}
		}
	})
}

func TestTheAuditIsOnlyAddedTo(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		gone := paper("Other Post", "", "2021-03-14", "A clerk of the harbour was seen near the gate.")
		if _, err := w.File(ctx, []dateline.Filing{gone}); err != nil {
			t.Fatal(err)
		}
		if err := w.Audit(ctx, dateline.AuditEntry{By: "ada", Action: "search-person", Outcome: "done", Detail: "clerk of the harbour"}); err != nil {
			t.Fatal(err)
		}
		kinds(t, dateline.Internal, w.Audit(ctx, dateline.AuditEntry{By: "ada"}), "an entry without action")
		log := func(by, action string, before int64, most int) (out []string) {
			es, err := w.AuditLog(ctx, by, action, before, most)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range es {
				if e.At.IsZero() || e.ID == 0 {
					t.Errorf("%+v", e)
				}
				out = append(out, e.By+" "+e.Action+" "+e.Subject)
			}
			return out
		}
		if d := cmp.Diff([]string{"ada search-person ", " login eve", "ada login "}, log("", "", 0, 10)); d != "" {
			t.Error(d)
		}
		if d := cmp.Diff([]string{"ada search-person ", "ada login "}, log("ada", "", 0, 10)); d != "" {
			t.Error(d)
		}
		if d := cmp.Diff([]string{" login eve"}, log("", "login", 0, 1)); d != "" {
			t.Error(d)
		}
		es, err := w.AuditLog(ctx, "", "", 0, 1)
		if err != nil || len(log("", "", es[0].ID, 10)) != 2 {
			t.Errorf("a page after the first, %v", err)
		}
		for _, sql := range []string{"UPDATE audit SET outcome = ?", "DELETE FROM audit WHERE outcome <> ?"} {
			if _, err := w.db.exec(ctx, sql, "nothing"); err == nil {
				t.Errorf("%s went through", sql)
			}
		}
		if _, err := w.Purge(ctx, Purging{Report: gone.ID, By: "ada", Why: "asked for"}, nil); err != nil {
			t.Fatal(err)
		}
		if es, err = w.AuditLog(ctx, "", "search-person", 0, 1); err != nil || es[0].Detail != "[purged]" {
			t.Errorf("after a purge: %+v, %v", es, err)
		}
	})
}

func TestViewsAreTheirOwnersAndThoseThatAreShared(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		for _, v := range []dateline.View{{Owner: "ben", Name: "mine", Page: "/map", Query: "a"}, {Owner: "ben", Name: "mine", Page: "/", Query: "b"}} {
			if err := w.SaveView(ctx, v); err != nil {
				t.Fatal(err)
			}
		}
		names := func(owner string) (out []string) {
			vs, err := w.Views(ctx, owner)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range vs {
				out = append(out, v.Name+v.Page+v.Query)
			}
			return out
		}
		if got := names("ben"); !slices.Equal(got, []string{"Odale/place=Norland/Odale", "mine/b"}) {
			t.Errorf("ben sees %v", got)
		}
		if got := names("ada"); !slices.Equal(got, []string{"Odale/place=Norland/Odale"}) {
			t.Errorf("ada sees %v", got)
		}
		kinds(t, dateline.NotFound, w.RemoveView(ctx, "ben", "Odale"), "another's view")
		kinds(t, "", w.RemoveView(ctx, "ada", "Odale"), "one's own view")
		for _, v := range []dateline.View{{Name: " ", Page: "/"}, {Name: "x", Page: "https://elsewhere.example/"}, {Name: "x", Page: "//elsewhere.example"}} {
			kinds(t, dateline.Invalid, w.SaveView(ctx, v), v.Name+v.Page)
		}
	})
}
