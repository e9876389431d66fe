package origin_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/link/origin"
)

func TestWhomAReportCredits(t *testing.T) {
	const body = "Gunmen shot dead four traders at a market in Jalingo on Tuesday, police said."
	for text, want := range map[string]string{
		"JALINGO, Nigeria, May 3 (Reuters) - " + body:                          "Reuters dateline",
		"JALINGO, Nigeria (AP) — " + body:                                      "AP dateline",
		"(Reuters) - " + body:                                                  "Reuters dateline",
		"JALINGO, May 3 (Xinhua) -- " + body:                                   "Xinhua dateline",
		body + "\n\n(Reporting by Ibrahim Sule; Editing by Anne Carter)":       "Reuters sign-off",
		body + "\n\n© Agence France-Presse":                                    "AFP copyright",
		body + "\n\nCopyright 2023 The Associated Press. All rights reserved.": "AP copyright",
		body + "\n\nSource: AFP":                                               "AFP source",
		body + " — AFP":                                                        "AFP sign-off",
		"By The Associated Press\n\n" + body:                                   "AP byline",
		"Jane Doe, Associated Press\n\n" + body:                                "",
		"AFP/Reuters\n\n" + body:                                               "AFP byline",
		body + "\n\nWith inputs from PTI":                                      "PTI with",
		body + "\n\n\"They came at dusk,\" a butcher told AFP.":                "AFP interview",
		body + "\n\n\"They came at dusk,\" a butcher told reporters.":          "",
		body + "\n\nReuters could not reach the governor.":                     "",
	} {
		a := article{id: "r1", outlet: "", day: "", text: text}
		got := ""
		if c := indexOf(a).Of("r1").Credit; c != nil {
			got = c.Agency + " " + c.Form
			if err := c.Check(a.text); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
		if got != want {
			t.Errorf("%q is credited %q, want %q", text, got, want)
		}
	}
	if c := indexOf(article{id: "r1", outlet: "Reuters", day: "", text: body}).Of("r1").Credit; c == nil || c.Form != "outlet" {
		t.Errorf("an agency's own report is credited %v", c)
	}
}

func TestWhomAReportLeansOn(t *testing.T) {
	for text, want := range map[string][]string{
		"Four traders were shot dead in Jalingo, according to the New York Times.":                   {"New York Times"},
		"Four traders were shot dead in Jalingo, the BBC reported on Tuesday.":                       {"BBC"},
		"Four traders were shot dead, Nigeria's Premium Chronicle newspaper said.":                   {"Premium Chronicle"},
		"Citing police, the broadcaster Zimfeza said four traders were shot dead.":                   {"Zimfeza"},
		"The mayor told the Lakeside Courier that four traders were shot dead.":                      {"told Lakeside Courier"},
		"In an interview with Le Monde, the mayor spoke of four dead.":                               {"told Le Monde"},
		"The army, quoted by state news agency SANA, spoke of four dead.":                            {"SANA"},
		"Four traders were shot dead, according to Governor Usman Abdul.":                            nil,
		"Governor Usman Abdul told Colonel Danjuma that four traders were shot dead.":                nil,
		"The group's Amaq news agency said that its men shot four traders dead.":                     nil,
		"A reader of the Daily Trust was among four traders shot dead in the market.":                nil,
		"Four traders were shot dead at a stall that sells the Washington Post, police said.":        nil,
		"Reuters reported four dead, and Reuters said that the toll may rise; the BBC said it rose.": {"Reuters", "BBC"},
	} {
		var got []string
		a := article{id: "r1", outlet: "Plateau Mirror", day: "", text: text}
		for _, l := range indexOf(a).Of("r1").Leans {
			name := l.Outlet
			if l.Interview {
				name = "told " + name
			}
			got = append(got, name)
			if err := l.Check(a.text); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q (-want +got)\n%s", text, d)
		}
	}
	// Nobody leans on himself.
	for _, outlet := range []string{"BBC News", "BBC"} {
		if got := indexOf(article{id: "r1", outlet: outlet, day: "", text: "The mayor told the BBC that four traders were shot dead."}).Of("r1"); len(got.Leans) > 0 {
			t.Errorf("%s leans on %v", outlet, got.Leans)
		}
	}
}

// An outlet that nobody knows is one when there is a report of it.
func TestANameIsAnOutletsWhenThereIsAReportOfIt(t *testing.T) {
	source := wire
	source.id, source.outlet = "source", "Zimfeza"
	source.text = strings.NewReplacer("(Reuters) ", "", "(Reporting by Amina Bello; Editing by John Stone)", "").Replace(wire.text)
	leaning := retold
	leaning.text = strings.ReplaceAll(strings.ReplaceAll(retold.text, "Reuters reported", "according to Zimfeza"), "told the agency", "said")
	if got := indexOf(leaning).Of("retold"); len(got.Leans) > 0 {
		t.Errorf("without its report Zimfeza is an outlet: %v", got.Leans)
	}
	got := indexOf(source, leaning).Of("retold")
	if got.Root != "source" || got.Kind != origin.Rewrite || fmt.Sprint(got.Leans[0].Outlet) != "Zimfeza" {
		t.Errorf("got %+v", got)
	}
}

func TestDatelinesGivePlaceAndDay(t *testing.T) {
	const body = "Gunmen shot dead four traders at a market in Jalingo on Tuesday, police said."
	for text, want := range map[string]string{
		"LAGOS, May 3 (Reuters) - " + body: "LAGOS|May 3",
		"LAGOS, Nigeria (AP) — " + body:    "LAGOS, Nigeria|",
		"Lagos, 3 May (EFE) — " + body:     "Lagos|3 May",
		"KHYBER: " + body:                  "KHYBER|",
		body:                               "",
	} {
		got := ""
		if d := indexOf(article{id: "r1", outlet: "", day: "", text: text}).Of("r1").Dateline; d != nil {
			got = d.Place + "|" + d.Date
		}
		if got != want {
			t.Errorf("%q: dateline %q, want %q", text, got, want)
		}
	}
}
