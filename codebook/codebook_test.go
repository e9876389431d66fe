package codebook_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline"
	"dateline/codebook"
)

// The codes that the project promised from the first.
var promised = strings.Fields(`attack.armed attack.ambush attack.assassination attack.execution attack.killing attack.bombing
	attack.suicide-bombing attack.mine attack.shelling attack.air attack.drone attack.arson attack.sexual-violence
	abduction.taken abduction.release battle security.arrest security.raid security.weapons-seized security.trial
	group.formed group.branch-announced group.renamed group.split group.merged group.pledge group.defection
	group.leader-changed group.banned group.dissolved territory.gained territory.lost territory.presence talks.held
	talks.agreement talks.ceasefire talks.failed talks.rejected threat.made protest riot harm.displacement
	harm.property aid.blocked aid.delivered`)

// The vocabularies of the schemes mapped to. PLOVER's are those of its manual,
// draft 0.8; the modes stand under their types.
var (
	acled = []string{"Armed clash", "Government regains territory", "Non-state actor overtakes territory",
		"Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade",
		"Sexual violence", "Attack", "Abduction/forced disappearance",
		"Peaceful protest", "Protest with intervention", "Excessive force against protesters", "Violent demonstration", "Mob violence",
		"Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
		"Looting/property destruction", "Non-violent transfer of territory", "Other"}
	plover = map[string]string{
		"AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
		"RETREAT": "withdraw release disarm ceasefire access resign", "REQUEST": "assist change yield meet", "REJECT": "assist change yield meet",
		"ACCUSE": "disapprove investigate allege", "THREATEN": "restrict arrest relations expel territory violence",
		"PROTEST":  "demo riot strike hunger boycott obstruct vandalize",
		"SANCTION": "convict expel withdraw discontinue", "MOBILIZE": "troops weapons police militia",
		"COERCE":  "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
		"ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional",
	}
	gtd = []string{"", "Assassination", "Armed Assault", "Bombing/Explosion", "Hijacking", "Hostage Taking (Barricade)",
		"Hostage Taking (Kidnapping)", "Facility/Infrastructure", "Unarmed Assault", "Unknown"}
	muc4 = []string{"", "ARSON", "ATTACK", "BOMBING", "FORCED WORK STOPPAGE", "HIJACKING", "KIDNAPPING", "ROBBERY"}
)

func TestEveryPromisedTypeIsThere(t *testing.T) {
	c := codebook.Default()
	for _, code := range promised {
		if _, ok := c.Type(dateline.EventCode(code)); !ok {
			t.Errorf("there is no type %s", code)
		}
	}
	if len(c.Types) < 45 || len(c.Families) < 12 {
		t.Errorf("%d types in %d families are too few", len(c.Types), len(c.Families))
	}
}

func TestEveryTypeIsFullyDescribed(t *testing.T) {
	for _, x := range codebook.Default().Types {
		if n := len(strings.Fields(x.Definition)); n < 15 {
			t.Errorf("%s: a definition of %d words says too little", x.Code, n)
		}
		if len(x.Roles) == 0 || len(x.Triggers) == 0 || len(x.Examples) < 3 || len(x.Counter) < 2 || len(x.Mappings) == 0 {
			t.Errorf("%s: roles, triggers, 3 examples, 2 counter-examples or mappings are missing", x.Code)
		}
		for _, tr := range x.Triggers {
			used := []dateline.RoleName{tr.Subject, tr.Object}
			for _, r := range tr.Prep {
				used = append(used, r)
			}
			for _, r := range used {
				if r != "" && !slices.Contains(x.Roles, r) {
					t.Errorf("%s: trigger %q gives a role %q that the type has not", x.Code, tr.Verb+tr.Noun, r)
				}
			}
		}
	}
}

func TestExamplesStandOnceAndEndAsSentences(t *testing.T) {
	seen := map[string]dateline.EventCode{}
	for _, x := range codebook.Default().Types {
		texts := slices.Clone(x.Examples)
		for _, k := range x.Counter {
			texts = append(texts, k.Text)
		}
		for _, text := range texts {
			if first := seen[text]; first != "" {
				t.Errorf("%q stands in %s and %s", text, first, x.Code)
			}
			seen[text] = x.Code
			if !strings.HasSuffix(text, ".") {
				t.Errorf("%s: %q is no sentence", x.Code, text)
			}
		}
	}
}

func TestMappingsUseTheSchemesOwnNames(t *testing.T) {
	for _, x := range codebook.Default().Types {
		for _, m := range x.Mappings {
			if !slices.Contains(acled, m.ACLED) {
				t.Errorf("%s: ACLED has no sub-event %q", x.Code, m.ACLED)
			}
			modes, ok := plover[m.PLOVER]
			if m.PLOVER != "" && !ok || m.Mode != "" && !slices.Contains(strings.Fields(modes), m.Mode) {
				t.Errorf("%s: PLOVER has no %q with mode %q", x.Code, m.PLOVER, m.Mode)
			}
			if !slices.Contains(gtd, m.GTD) {
				t.Errorf("%s: GTD has no attack type %q", x.Code, m.GTD)
			}
			if !slices.Contains(muc4, m.MUC4) {
				t.Errorf("%s: MUC-4 has no incident type %q", x.Code, m.MUC4)
			}
		}
	}
}

// Two types that both take a bare word would leave the choice to chance.
func TestABareWordAnnouncesOneTypeOnly(t *testing.T) {
	owner := map[string]dateline.EventCode{}
	for _, x := range codebook.Default().Types {
		for _, tr := range x.Triggers {
			if len(tr.Heads)+len(tr.SubjectHeads)+len(tr.Needs) > 0 {
				continue
			}
			word := "verb " + tr.Verb
			if tr.Noun != "" {
				word = "noun " + tr.Noun
			}
			if first, ok := owner[word]; ok && first != x.Code {
				t.Errorf("%s announces both %s and %s", word, first, x.Code)
			}
			owner[word] = x.Code
		}
	}
}

func TestMapDependsOnWhoActsAndWhoSuffers(t *testing.T) {
	for _, x := range []struct {
		name                string
		code                dateline.EventCode
		actor, victim       string
		acled, gtd, muc4    string
		ploverType, andMode string
	}{
		{"rebels who shoot police clash with them", "attack.armed", "rebel", "police", "Armed clash", "Armed Assault", "ATTACK", "ASSAULT", "firearms"},
		{"rebels who shoot villagers attack civilians", "attack.armed", "rebel", "civilian", "Attack", "Armed Assault", "ATTACK", "ASSAULT", "firearms"},
		{"unknown gunmen and unknown victims fall to the last line", "attack.armed", "", "", "Attack", "Armed Assault", "ATTACK", "ASSAULT", "firearms"},
		{"police who shoot demonstrators use excessive force", "attack.armed", "police", "protester", "Excessive force against protesters", "", "ATTACK", "ASSAULT", "firearms"},
		{"an army that shoots rebels is no matter for GTD", "attack.armed", "military", "rebel", "Armed clash", "", "", "ASSAULT", "firearms"},
		{"a judge assassinated is a civilian attacked", "attack.assassination", "rebel", "official", "Attack", "Assassination", "ATTACK", "ASSAULT", "targeted"},
		{"an officer assassinated is a clash", "attack.assassination", "unidentified", "police", "Armed clash", "Assassination", "ATTACK", "ASSAULT", "targeted"},
		{"a state's air strike is not in GTD", "attack.air", "military", "civilian", "Air/drone strike", "", "BOMBING", "ASSAULT", "aerial"},
		{"a group's drone is in GTD", "attack.drone", "rebel", "civilian", "Air/drone strike", "Bombing/Explosion", "BOMBING", "ASSAULT", "drone"},
		{"a suicide bombing has a sub-event of its own", "attack.suicide-bombing", "rebel", "military", "Suicide bomb", "Bombing/Explosion", "BOMBING", "ASSAULT", "suicide-attack"},
		{"police who detain arrest", "security.arrest", "police", "rebel", "Arrests", "", "", "COERCE", "arrest"},
		{"rebels who detain abduct", "security.arrest", "rebel", "civilian", "Abduction/forced disappearance", "Hostage Taking (Kidnapping)", "KIDNAPPING", "ASSAULT", "abduct"},
		{"an army that takes a town from rebels regains it", "territory.gained", "military", "rebel", "Government regains territory", "", "", "ASSAULT", "heavy-weapons"},
		{"rebels who take a town overtake it", "territory.gained", "rebel", "military", "Non-state actor overtakes territory", "", "", "COERCE", "seize"},
		{"a march met by police is one with intervention", "protest", "police", "protester", "Protest with intervention", "", "", "ASSAULT", "crowd-control"},
		{"a new branch changes a group", "group.branch-announced", "rebel", "", "Change to group/activity", "", "", "", ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			m := codebook.Default().Map(x.code, x.actor, x.victim)
			if m.ACLED != x.acled || m.GTD != x.gtd || m.MUC4 != x.muc4 || m.PLOVER != x.ploverType || m.Mode != x.andMode {
				t.Errorf("got %q %q %q %q %q", m.ACLED, m.GTD, m.MUC4, m.PLOVER, m.Mode)
			}
		})
	}
	if m := codebook.Default().Map("attack.unheard-of", "rebel", "police"); m.ACLED != "" || m.PLOVER != "" {
		t.Errorf("an unknown code maps to %v", m)
	}
}

func TestRelatedTypesMayBeOneHappening(t *testing.T) {
	c := codebook.Default()
	for _, x := range []struct {
		a, b    dateline.EventCode
		related bool
	}{
		{"attack.armed", "attack.armed", true},
		{"attack.armed", "attack.assassination", true},
		{"attack.armed", "battle", true},
		{"attack.killing", "attack.air", true},
		{"attack.bombing", "attack.suicide-bombing", true},
		{"attack.bombing", "attack.mine", true},
		{"group.branch-announced", "group.formed", true},
		{"group.pledge", "group.defection", true},
		{"territory.gained", "territory.lost", true},
		{"attack.bombing", "security.arrest", false},
		{"attack.arson", "attack.sexual-violence", false},
		{"group.banned", "group.pledge", false},
		{"talks.held", "protest", false},
		{"attack.unheard-of", "attack.unheard-of", false},
	} {
		if c.Related(x.a, x.b) != x.related || c.Related(x.b, x.a) != x.related {
			t.Errorf("%s and %s: related is not %t both ways", x.a, x.b, x.related)
		}
	}
	if !c.SameFamily("attack.arson", "attack.armed") || c.SameFamily("attack.armed", "battle") || c.SameFamily("none", "none") {
		t.Error("families are mixed up")
	}
	if c.Family("riot") != "protest" || c.Family("none") != "" {
		t.Error("a family is wrong")
	}
}

func TestPrintFitsEightyColumns(t *testing.T) {
	c := codebook.Default()
	codes := []string{"", "attack", "measure"}
	for _, x := range c.Types {
		codes = append(codes, string(x.Code))
	}
	for _, code := range codes {
		var b bytes.Buffer
		if err := c.Print(&b, code); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
				t.Errorf("%q: a line of %d columns: %s", code, n, line)
			}
		}
	}
}

func TestPrintShowsAllOfAType(t *testing.T) {
	c := codebook.Default()
	for _, x := range c.Types {
		var b bytes.Buffer
		if err := c.Print(&b, string(x.Code)); err != nil {
			t.Fatal(err)
		}
		flat := strings.Join(strings.Fields(b.String()), " ")
		want := append([]string{x.Label, x.Definition}, x.Examples...)
		for _, k := range x.Counter {
			want = append(want, k.Text, k.Why)
		}
		for _, tr := range x.Triggers {
			want = append(want, tr.Verb+tr.Noun)
		}
		for _, m := range x.Mappings {
			want = append(want, m.ACLED)
		}
		for _, w := range want {
			if !strings.Contains(flat, strings.Join(strings.Fields(w), " ")) {
				t.Errorf("%s: %q is not printed", x.Code, w)
			}
		}
	}
}

func TestATypeIsPrintedByItsLabelInAnyCase(t *testing.T) {
	for word, code := range map[string]string{"Ambush": "attack.ambush", "attack.AMBUSH": "attack.ambush", "ceasefire": "talks.ceasefire", "Attack": "attack"} {
		var got, want bytes.Buffer
		if err := codebook.Default().Print(&got, word); err != nil {
			t.Errorf("%s: %v", word, err)
		}
		if err := codebook.Default().Print(&want, code); err != nil || got.String() != want.String() {
			t.Errorf("%s is not printed as %s (%v):\n%s", word, code, err, got.String())
		}
	}
}

func TestAnUnknownTypeIsNotFoundAndNearOnesAreNamed(t *testing.T) {
	for code, near := range map[string]string{"attack.bombin": "attack.bombing", "ceasefir": "talks.ceasefire", "group.merge": "group.merged", "dron": "attack.drone", "Attack.Ai": "attack.air"} {
		err := codebook.Default().Print(&bytes.Buffer{}, code)
		if dateline.KindOf(err) != dateline.NotFound || !strings.Contains(err.Error(), near) {
			t.Errorf("%s: %v", code, err)
		}
	}
}

func TestAPhraseThatAnnouncesNothingHoldsAWordThatCould(t *testing.T) {
	for _, x := range codebook.Default().Types {
		words := map[string]bool{}
		for _, tr := range x.Triggers {
			for _, w := range append([]string{tr.Verb, tr.Noun}, tr.Heads...) {
				for _, part := range strings.Fields(w) {
					words[part] = true
				}
			}
		}
		for _, phrase := range x.Not {
			if !slices.ContainsFunc(strings.Fields(phrase), func(w string) bool { return words[w] }) {
				t.Errorf("%s: no trigger would take %q for an event", x.Code, phrase)
			}
		}
	}
}
