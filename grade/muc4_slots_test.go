package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ownKey is a key in the form of MUC-4's, in words of our own.
const ownKey = `;;; a remark
0.  MESSAGE: ID                     OWN-MUC4-0001 (SOMEBODY)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  02 FEB 90 - 03 FEB 90
3.  INCIDENT: LOCATION              PERU: LIMA (CITY): EL RIO (NEIGHBORHOOD)
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
6.  INCIDENT: INSTRUMENT ID         ? "BOMB"
7.  INCIDENT: INSTRUMENT TYPE       ? BOMB: "BOMB"
8.  PERP: INCIDENT CATEGORY         TERRORIST ACT
9.  PERP: INDIVIDUAL ID             "TWO MEN" / "MEN"
10. PERP: ORGANIZATION ID           "RED COLUMN"
                                    "BLUE \"STAR\" BAND" /
                                    "BSB"
11. PERP: ORGANIZATION CONFIDENCE   SUSPECTED OR ACCUSED BY AUTHORITIES: "RED COLUMN"
                                    REPORTED AS FACT / POSSIBLE: "BLUE \"STAR\" BAND" / "BSB"
12. PHYS TGT: ID                    "PAPER MILL" / "MILL"
13. PHYS TGT: TYPE                  COMMERCIAL: "PAPER MILL" / "MILL"
14. PHYS TGT: NUMBER                1: "PAPER MILL" / "MILL"
15. PHYS TGT: FOREIGN NATION        -
16. PHYS TGT: EFFECT OF INCIDENT    SOME DAMAGE: "PAPER MILL" / "MILL"
17. PHYS TGT: TOTAL NUMBER          -
18. HUM TGT: NAME                   -
19. HUM TGT: DESCRIPTION            -
20. HUM TGT: TYPE                   -
21. HUM TGT: NUMBER                 -
22. HUM TGT: FOREIGN NATION         -
23. HUM TGT: EFFECT OF INCIDENT     -
24. HUM TGT: TOTAL NUMBER           -

0.  MESSAGE: ID                     OWN-MUC4-0001
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
2.  INCIDENT: DATE                  - 04 FEB 90
3.  INCIDENT: LOCATION              PERU
4.  INCIDENT: TYPE                  KIDNAPPING
18. HUM TGT: NAME                   "ANA LUZ"

0.  MESSAGE: ID                     OWN-MUC4-0002
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
`

func TestAKeyIsReadWithAlternativesOptionsAndReferences(t *testing.T) {
	templates, all, err := ReadMUC4Key(write(t, "key-own", ownKey))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(all, " ") != "OWN-MUC4-0001 OWN-MUC4-0002" || len(templates) != 2 || templates[0].Optional || !templates[1].Optional {
		t.Fatalf("documents %v, templates %+v", all, templates)
	}
	a := &templates[0]
	for slot, want := range map[int]string{
		slotLocation: "PERU: LIMA (CITY): EL RIO (NEIGHBORHOOD)", slotInstrumentType: "? BOMB: BOMB", slotPerpetrator: "TWO MEN / MEN",
		slotOrganisation: `RED COLUMN | BLUE "STAR" BAND / BSB`, slotConfidence: `SUSPECTED OR ACCUSED BY AUTHORITIES: RED COLUMN | REPORTED AS FACT / POSSIBLE: BLUE "STAR" BAND / BSB`,
		slotTargetNation: "", slotVictim: "",
	} {
		if got := fillWords(a.Slots[slot]); got != want {
			t.Errorf("slot %d is %q, want %q", slot, got, want)
		}
	}
}

// By hand: the bombing is mapped to the bombing. Date: a day of the key's two, a half of 1. Location:
// the country and the city but not the quarter, a half of 1. Organisation: one of two.
// Confidence: SUSPECTED OR ACCUSED for that BY AUTHORITIES, a half of 2 wanted, 1
// come. Instrument: optional, met by none, not wanted. The optional kidnapping
// is not wanted; the arson that came counts in precision alone.
func TestTemplatesAreScoredSlotBySlot(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"key-own":  ownKey,
		"own-muc4": "OWN-MUC4-0001\n\n   LIMA, 4 FEB 90 -- [TEXT] TWO MEN BOMBED A PAPER MILL.\n\nOWN-MUC4-0002\n\n   NOTHING HAPPENED.\n",
		"answers": `0.  MESSAGE: ID                     OWN-MUC4-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  02 FEB 90
3.  INCIDENT: LOCATION              PERU: LIMA (CITY)
4.  INCIDENT: TYPE                  BOMBING
9.  PERP: INDIVIDUAL ID             "UNKNOWN MEN"
10. PERP: ORGANIZATION ID           "COLUMN"
11. PERP: ORGANIZATION CONFIDENCE   SUSPECTED OR ACCUSED: "RED COLUMN"

0.  MESSAGE: ID                     OWN-MUC4-0001
1.  MESSAGE: TEMPLATE               2
2.  INCIDENT: DATE                  - 04 FEB 90
3.  INCIDENT: LOCATION              PERU
4.  INCIDENT: TYPE                  ARSON

0.  MESSAGE: ID                     OWN-MUC4-0002
1.  MESSAGE: TEMPLATE               *
`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sheet, err := MUC4().Score(dir, Input{Predictions: filepath.Join(dir, "answers")})
	if err != nil {
		t.Fatal(err)
	}
	got := sheet.Scored(MUC4()).Metrics
	for name, want := range map[string]float64{
		"muc_template_recall": 100, "muc_template_precision": 50,
		"muc_date_recall": 50, "muc_date_precision": 25, "muc_location_recall": 50, "muc_location_precision": 25,
		"muc_type_recall": 100, "muc_type_precision": 50, "muc_perpetrator_recall": 100, "muc_organisation_recall": 25, "muc_organisation_precision": 50,
		"muc_confidence_recall": 25, "muc_confidence_precision": 50, "muc_target_recall": 0, "muc_instrument_recall": 0,
	} {
		if v, ok := got[name]; !ok || v != want {
			t.Errorf("%s is %v, want %v", name, v, want)
		}
	}
}

func TestFillersAreRightInPart(t *testing.T) {
	for _, c := range []struct {
		slot       int
		want, came string
		score      float64
	}{
		{slotDate, "25 AUG 89 - 26 AUG 89", "26 AUG 89", 0.5},
		{slotDate, "- 26 AUG 89", "25 AUG 89", 0.5},
		{slotDate, "25 AUG 89 - 26 AUG 89", "- 26 AUG 89", 0.5},
		{slotDate, "26 AUG 89", "- 26 AUG 89", 0.5},
		{slotDate, "16 AUG 89", "- 26 AUG 89", 0},
		{slotDate, "24 AUG 89 - 25 AUG 89", "- 26 AUG 89", 0},
		{slotDate, "26 AUG 89", "26 AUG 89", 1},
		{slotDate, "- 26 AUG 89", "25 AUG 89 - 26 AUG 89", 0.5},
		{slotDate, "20 AUG 89 - 26 AUG 89", "22 AUG 89 - 23 AUG 89", 0.5},
		{slotDate, "20 AUG 89 - 26 AUG 89", "22 AUG 89 - 27 AUG 89", 0},
		{slotDate, "26 AUG 89", "26 FOO 89", 0},
		{slotLocation, "COLOMBIA: MEDELLIN (CITY)", "COLOMBIA", 0.5},
		{slotLocation, "COLOMBIA: MEDELLIN (CITY)", "COLOMBIA: CALI (CITY)", 0.5},
		{slotLocation, "COLOMBIA: MEDELLIN (CITY) - CALI (CITY)", "COLOMBIA: MEDELLIN (CITY)", 0.5},
		{slotLocation, "COLOMBIA: ANTIOQUIA (DEPARTMENT): MEDELLIN (CITY)", "BOLIVIA: ANTIOQUIA (DEPARTMENT): MEDELLIN (CITY)", 0.5},
		{slotLocation, "COLOMBIA: MEDELLIN (CITY)", "COLOMBIA: MEDELLIN (TOWN)", 1},
		{slotLocation, "COLOMBIA", "PERU", 0},
		{slotType, "ARSON", "ATTACK", 0.5},
		{slotType, "ATTACK", "ARSON", 0},
		{slotTarget, "PEASANTS", "THE 3 PEASANTS", 1},
		{slotVictim, "ALBERTO ROBERTO TORRES", "TORRES", 0.5},
		{slotTarget, "OIL PIPELINE", "OIL", 0.5},
		{slotTarget, "MILL", "BRIDGE", 0},
		{slotVictimNumber, "~7", "7", 0.5},
		{slotVictimNumber, "5 - 7", "7", 0.5},
		{slotVictimType, "FORMER ACTIVE MILITARY", "ACTIVE MILITARY", 0.5},
		{slotVictimEffect, "NO INJURY OR DEATH", "NO DEATH", 0.5},
		{slotInstrumentType, "MACHINE GUN", "GUN", 0.5},
	} {
		if got := matchValue(c.slot, c.want, c.came); got != c.score {
			t.Errorf("slot %d: %q for %q is %v, want %v", c.slot, c.came, c.want, got, c.score)
		}
	}
}

func TestKeysWithoutTheirTextsAreRefused(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"no texts":         {"key-own": ownKey},
		"a text too few":   {"key-own": ownKey, "own-muc4": "OWN-MUC4-0001\n\n   WORDS.\n"},
		"no name in texts": {"key-own": ownKey, "own-muc4": "WORDS.\n"},
		"a slot twice":     {"key-own": "0.  MESSAGE: ID                     OWN-MUC4-0001\n2.  INCIDENT: DATE                  02 FEB 90\n2.  INCIDENT: DATE                  02 FEB 90\n", "own-muc4": "OWN-MUC4-0001\n\nA.\n"},
		"no template":      {"key-own": "; nothing\n", "own-muc4": "OWN-MUC4-0001\n\nA.\n"},
	} {
		dir := t.TempDir()
		for f, text := range files {
			if err := os.WriteFile(filepath.Join(dir, f), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := MUC4().Score(dir, Input{}); err == nil || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s: %v; want an error that names a file", name, err)
		}
	}
}

func FuzzMUC4Key(f *testing.F) {
	f.Add(ownKey)
	f.Add("0.  MESSAGE: ID                     A\n10. PERP: ORGANIZATION ID           \"a\\\n  / \"b\": \"")
	f.Fuzz(func(t *testing.T, data string) {
		templates, _, err := parseMUC4Key("key", data)
		if err == nil {
			d := &Doc{}
			scoreMUC(d, templates, templates)
			for name, h := range d.Hits {
				if h.Right > h.Came || h.Right > h.Wanted {
					t.Errorf("%s: %v", name, h)
				}
			}
		}
	})
}
