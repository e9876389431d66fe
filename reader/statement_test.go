package reader_test

import (
	"testing"

	"dateline"
)

func TestStatements(t *testing.T) {
	type said struct {
		speaker, role, affiliation string
		direct                     bool
		quote                      string
	}
	for _, c := range []struct {
		name, text string
		want       []said
	}{
		{"direct speech has its speaker behind it", "“We heard the shots before dawn,” said Amina Halvorsen, a teacher at the village school.",
			[]said{{"Amina Halvorsen", "teacher", "village school", true, "We heard the shots before dawn,"}}},
		{"a quotation goes on over paragraphs, one statement each", "“We heard the shots before dawn,” said Amina Halvorsen.\n\n“Then everyone ran to the river.\n\n“Nobody helped us,” she added.",
			[]said{{"Amina Halvorsen", "", "", true, "We heard the shots before dawn,"}, {"Amina Halvorsen", "", "", true, "Then everyone ran to the river."}, {"Amina Halvorsen", "", "", true, "Nobody helped us,"}}},
		{"indirect speech stands behind that", "The governor said that the road to the port would stay closed.",
			[]said{{"The governor", "governor", "", false, "the road to the port would stay closed"}}},
		{"or before a comma", "The road to the port would stay closed, the governor said.",
			[]said{{"the governor", "governor", "", false, "The road to the port would stay closed"}}},
		{"a pronoun is whom it means", "Amina Halvorsen left the village on Monday. She said the river had risen over the road.",
			[]said{{"Amina Halvorsen", "", "", false, "the river had risen over the road"}}},
		{"straight marks quote too", "\"The river has risen over the road,\" the governor said.",
			[]said{{"the governor", "governor", "", true, "The river has risen over the road,"}}},
		{"a name in marks is no speech", "They call it the “Old Road” to the port.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []said
			for _, s := range read(head + c.text).Statements {
				got = append(got, said{s.Speaker, value(s.Role), value(s.Affiliation), s.Direct, s.Quote})
			}
			if len(got) != len(c.want) {
				t.Fatalf("statements %+v, want %+v", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("got  %+v\nwant %+v", got[i], c.want[i])
				}
			}
		})
	}
}

func TestGenres(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       dateline.Genre
		accounts   bool // some or none
	}{
		{"news", head + "Gunmen killed three soldiers near Gao on Tuesday.", dateline.News, true},
		{"a label makes a round-up", "Round-up: the week\n\nIn Somalia, a car bomb killed six people in Mogadishu on Monday.", dateline.RoundUp, true},
		{"country after country makes a round-up", "Around the world\n\nIn Somalia, a car bomb killed six people in Mogadishu on Monday.\n\nIn Nigeria, gunmen abducted eleven pupils from a school in Zamfara on Tuesday.\n\nIn Mali, soldiers killed nine rebels near Kidal on Wednesday.", dateline.RoundUp, true},
		{"a live page", "Live: fighting in the capital\n\nSoldiers killed four rebels in Khartoum on Thursday.", dateline.LivePage, true},
		{"an opinion", "Opinion: We must look again\n\nThe road is closed.", dateline.Opinion, false},
		{"an opinion without a label", "Look again\n\nI have seen three wars. We should ask ourselves what we want. You and I know that our leaders must act. Why do we wait? We must not look away.", dateline.Opinion, false},
		{"a review opens no event", "Film review: The Long Siege\n\nThe director has made a thriller in which gunmen kill nine hostages.", dateline.Review, false},
		{"a page of sport opens no event", "Rovers win\n\nThe striker scored a goal in the first half and the goalkeeper saved a penalty. The defender, who came on as a substitute, attacked the right wing. The league leaders have won every match this season, and the coach said the title was in sight. The referee blew for a penalty, and the midfielder shot into the net.", dateline.Sport, false},
		{"an anniversary", "Ten years after the bombing\n\nNine people were killed in the attack in Kano in 2014.", dateline.Anniversary, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(c.text)
			if got.Genre != c.want {
				t.Errorf("genre %s, want %s", got.Genre, c.want)
			}
			if (len(got.Accounts) > 0) != c.accounts {
				t.Errorf("accounts of %q", types(got))
			}
		})
	}
}

func TestAnniversariesTellOfThePast(t *testing.T) {
	for _, a := range read("Ten years after the bombing\n\nNine people were killed in the attack in Kano in 2014.").Accounts {
		if !a.Background {
			t.Errorf("%s is not background", a.Type)
		}
	}
}

func TestItemsOfARoundUpShareNoEvent(t *testing.T) {
	got := read("Round-up: the week\n\nIn Somalia, a car bomb killed six people in Mogadishu on Monday.\n\nIn Nigeria, gunmen killed six people in Zamfara on Monday.\n\nIn Mali, gunmen killed six people near Kidal on Monday.")
	if len(got.Accounts) != 3 {
		t.Errorf("accounts of %s, want three", types(got))
	}
	for _, a := range got.Accounts {
		if len(a.Places) != 1 {
			t.Errorf("%s: places %s", a.Type, places(a))
		}
	}
}

func TestChangesOfGroups(t *testing.T) {
	for _, c := range []struct{ name, text, change, group, named string }{
		{"a branch", "The Islamic State group announced a new branch in Mozambique on Friday.", "branch", "islamic-state", "branch in Mozambique"},
		{"a pledge", "Boko Haram pledged allegiance to the Islamic State group on Tuesday.", "pledge", "boko-haram", "Islamic State"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(head + c.text)
			if len(got.Changes) != 1 {
				t.Fatalf("%d changes, want one: %+v", len(got.Changes), got.Changes)
			}
			if g := got.Changes[0]; g.Change != c.change || string(g.Group) != c.group || g.Name != c.named {
				t.Errorf("%s of %q: %q; want %s of %q: %q", g.Change, g.Group, g.Name, c.change, c.group, c.named)
			}
		})
	}
}

func TestMentionsGiveCandidates(t *testing.T) {
	got := read(head + "Boko Haram attacked a village near Maiduguri on Monday, said Ngozi Halvorsen.")
	want := map[string]dateline.MentionKind{"Boko Haram": dateline.ActorMention, "Maiduguri": dateline.PlaceMention, "Ngozi Halvorsen": dateline.PersonMention}
	for _, m := range got.Mentions {
		if k, ok := want[m.Quote]; ok && k == m.Kind {
			delete(want, m.Quote)
			if k != dateline.PersonMention && (m.Choice == nil || len(m.Candidates) == 0) {
				t.Errorf("%s has no choice", m.Quote)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("not mentioned: %v", want)
	}
}
