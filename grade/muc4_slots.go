package grade

import (
	"slices"
	"strings"
)

// mucSlotNames are the slots that are scored, by the names of their metrics.
var mucSlotNames = map[int]string{
	slotDate: "date", slotLocation: "location", slotType: "type", slotStage: "stage", slotInstrument: "instrument",
	slotInstrumentType: "instrument_type", slotCategory: "category", slotPerpetrator: "perpetrator", slotOrganisation: "organisation",
	slotConfidence: "confidence", slotTarget: "target", slotTargetType: "target_type", slotTargetNumber: "target_number",
	slotTargetEffect: "target_effect", slotVictim: "victim", MUC4Description: "description", slotVictimType: "victim_type",
	slotVictimNumber: "victim_number", slotVictimEffect: "victim_effect",
}

// mucOrder are the numbers of mucSlotNames in order.
var mucOrder = func() (out []int) {
	for k := range mucSlots {
		if mucSlotNames[k] != "" {
			out = append(out, k)
		}
	}
	return out
}()

// scoreMUC adds to d what the templates of one document are worth in the manner of
// MUC-4 (scoring-guidelines.v7, the form "all templates"): templates are mapped one
// to one so that most fillers agree, a mapping needs types and one of the
// perpetrator, target and victim slots to agree at least in part; fillers of a
// slot are mapped likewise. Half of a partial match counts as right. What a
// template that is not mapped holds is missing, or comes for nothing; optional
// templates and fillers count only when they are met.
func scoreMUC(d *Doc, want, came []MUC4Template) {
	used := make([]bool, len(came))
	for i, j := range mapMUC(want, came) {
		if j < 0 {
			if !want[i].Optional {
				d.Add("muc_template", 0, 0, 1)
				d.Miss("template", briefly(&want[i]), "")
				countSlots(d, &want[i], &MUC4Template{})
			}
			continue
		}
		used[j] = true
		d.Add("muc_template", 1, 1, 1)
		countSlots(d, &want[i], &came[j])
	}
	for j := range came {
		if !used[j] {
			d.Add("muc_template", 0, 1, 0)
			d.Miss("template", "", briefly(&came[j]))
			countSlots(d, &MUC4Template{}, &came[j])
		}
	}
}

// mapMUC is the template that came for each that is wanted, -1 for none.
func mapMUC(want, came []MUC4Template) []int {
	weights := make([][]int64, len(want))
	for i := range want {
		weights[i] = make([]int64, len(came))
		for j := range came {
			if mayMap(&want[i], &came[j]) {
				weights[i][j] = 1
				for _, k := range mucOrder {
					right, _, _ := scoreSlot(k, want[i].Slots[k], came[j].Slots[k])
					weights[i][j] += int64(20 * right)
				}
			}
		}
	}
	return assign(weights)
}

func countSlots(d *Doc, want, came *MUC4Template) {
	for _, k := range mucOrder {
		right, n, m := scoreSlot(k, want.Slots[k], came.Slots[k])
		for _, measure := range []string{"muc_" + mucSlotNames[k], "muc_all"} {
			d.Add(measure, right, m, n)
		}
		if len(want.Slots[slotType]) > 0 && len(came.Slots[slotType]) > 0 && (right < n || right < m) {
			d.Miss(mucSlotNames[k], fillWords(want.Slots[k]), fillWords(came.Slots[k]))
		}
	}
}

// briefly is a template in a line.
func briefly(t *MUC4Template) string {
	var parts []string
	for _, k := range []int{slotType, slotDate, slotLocation, slotPerpetrator, slotTarget, slotVictim, MUC4Description} {
		if w := fillWords(t.Slots[k]); w != "" {
			parts = append(parts, w)
		}
	}
	return strings.Join(parts, "; ")
}

func fillWords(fills []MUC4Fill) string {
	var out []string
	for _, f := range fills {
		w := strings.Join(f.Values, " / ")
		if f.Optional {
			w = "? " + w
		}
		if len(f.Refs) > 0 {
			w += ": " + strings.Join(f.Refs, " / ")
		}
		out = append(out, w)
	}
	return strings.Join(out, " | ")
}

// mayMap tells whether two templates may be mapped to one another.
func mayMap(want, came *MUC4Template) bool {
	if right, _, _ := scoreSlot(slotType, want.Slots[slotType], came.Slots[slotType]); right == 0 {
		return false
	}
	some := false
	for _, k := range []int{slotPerpetrator, slotOrganisation, slotTarget, slotTargetType, slotVictim, MUC4Description, slotVictimType} {
		some = some || len(want.Slots[k]) > 0
		if right, _, _ := scoreSlot(k, want.Slots[k], came.Slots[k]); right > 0 {
			return true
		}
	}
	return !some // a key that names nobody and nothing can be met by its type alone
}

// scoreSlot maps a slot's fillers one to one: how much is right, half for a part, how many
// are wanted (optional ones only when met) and how many came.
func scoreSlot(k int, want, came []MUC4Fill) (right, wanted, given float64) {
	weights := make([][]int64, len(want))
	for i := range want {
		weights[i] = make([]int64, len(came))
		for j := range came {
			weights[i][j] = int64(2 * matchFill(k, &want[i], &came[j]))
			if weights[i][j] > 0 && !want[i].Optional {
				weights[i][j]++ // of two that agree alike, the one that must be met
			}
			weights[i][j] *= 4
		}
	}
	for i, j := range assign(weights) {
		if j >= 0 {
			right += matchFill(k, &want[i], &came[j])
		}
		if j >= 0 || !want[i].Optional {
			wanted++
		}
	}
	return right, wanted, float64(len(came))
}

// matchFill is 1 for a filler that is right, 0.5 for one that is right in part, else 0.
func matchFill(k int, want, came *MUC4Fill) float64 {
	if len(came.Values) == 0 {
		return 0
	}
	best := 0.0
	for _, v := range want.Values {
		best = max(best, matchValue(k, v, came.Values[0]))
	}
	if best == 1 && want.Refs != nil && k != slotInstrument && !refsMatch(want.Refs, came.Refs) {
		best = 0.5
	}
	return best
}

func refsMatch(want, came []string) bool {
	if len(came) == 0 {
		return len(want) == 0
	}
	return slices.ContainsFunc(want, func(w string) bool { return matchWords(w, came[0]) == 1 })
}

func matchValue(k int, want, came string) float64 {
	switch k {
	case slotDate:
		return matchDate(want, came)
	case slotLocation:
		return matchLocation(want, came)
	case slotInstrument, slotPerpetrator, slotOrganisation, slotTarget, slotVictim, MUC4Description:
		return matchWords(want, came)
	}
	if want == came {
		return 1
	}
	if half := mucPartial[k][want]; slices.Contains(half, came) || k == slotType && came == "ATTACK" {
		return 0.5
	}
	if (k == slotTargetNumber || k == slotVictimNumber) && (want == "~"+came || strings.HasPrefix(want, came+" ") || strings.HasPrefix(want, came+"-") || strings.HasSuffix(want, "-"+came) || strings.HasSuffix(want, "- "+came)) {
		return 0.5
	}
	return 0
}

// mucPartial is what is right in part instead of an item of a list (section 3.2 of the guidelines).
var mucPartial = map[int]map[string][]string{
	slotInstrumentType: {
		"MACHINE GUN": {"GUN"}, "MORTAR": {"GUN"}, "HANDGUN": {"GUN"}, "RIFLE": {"GUN"},
		"BOMB": {"EXPLOSIVE"}, "VEHICLE BOMB": {"BOMB", "EXPLOSIVE"}, "DYNAMITE": {"BOMB", "EXPLOSIVE"}, "MINE": {"BOMB", "EXPLOSIVE"},
		"AERIAL BOMB": {"BOMB", "EXPLOSIVE"}, "GRENADE": {"EXPLOSIVE"}, "MOLOTOV COCKTAIL": {"EXPLOSIVE"}, "MISSILE": {"PROJECTILE"}, "ROCKET": {"PROJECTILE"},
	},
	slotConfidence:   {"SUSPECTED OR ACCUSED BY AUTHORITIES": {"SUSPECTED OR ACCUSED"}},
	slotTargetType:   {"GOVERNMENT OFFICE OR RESIDENCE": {"POLITICAL FIGURE OFFICE OR RESIDENCE"}},
	slotTargetEffect: {"SOME DAMAGE": {"DESTROYED"}},
	slotVictimType: {
		"FORMER GOVERNMENT OFFICIAL": {"GOVERNMENT OFFICIAL", "ACTIVE MILITARY"}, "FORMER ACTIVE MILITARY": {"GOVERNMENT OFFICIAL", "ACTIVE MILITARY"},
		"GOVERNMENT OFFICIAL": {"POLITICAL FIGURE"},
	},
	slotVictimEffect: {"NO INJURY OR DEATH": {"NO INJURY", "NO DEATH"}},
}

// matchWords compares words of the text: right when they are the key's but for
// articles, numbers and nationalities, or the key's with more modifiers before
// them; right in part when they are a part of the key's that ends like it or begins a name, or
// hold the key's and more after them.
func matchWords(want, came string) float64 {
	w, c := essential(want), essential(came)
	switch {
	case w == "" || c == "":
		if w == c {
			return 1
		}
		return 0
	case w == c, strings.HasSuffix(" "+c, " "+w):
		return 1
	case strings.Contains(" "+w+" ", " "+c+" "), strings.Contains(" "+c+" ", " "+w+" "):
		return 0.5
	}
	return 0
}

// essential is words in small letters without punctuation, articles, counts and nationalities.
func essential(s string) string {
	words := strings.Fields(normalMention(s))
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return inessential[w] || w[0] >= '0' && w[0] <= '9' })
	if len(kept) == 0 {
		kept = words
	}
	return strings.Join(kept, " ")
}

var inessential = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`one two three four five six seven eight nine ten eleven twelve some several many other another various
		salvadoran colombian peruvian guatemalan honduran chilean bolivian ecuadoran argentine nicaraguan spanish american us`) {
		out[w] = true
	}
	return out
}()

// matchDate compares dates of the forms "16 NOV 89", "16 NOV 89 - 18 NOV 89" and
// "- 16 NOV 89".
func matchDate(want, came string) float64 {
	if want == came {
		return 1
	}
	w1, w2, ok := mucDates(want)
	c1, c2, ok2 := mucDates(came)
	switch {
	case !ok || !ok2:
		return 0
	case w1 == c1 && w2 == c2:
		return 1
	case c1 != 0: // a day or days: a part of the key's
		if c1 >= w1 && c2 <= w2 {
			return 0.5
		}
	case c2 == w2: // on or before a day
		return 0.5
	}
	return 0
}

// mucDates are the first and the last day of a date, as year, month, day in one number; 0 is any day before.
func mucDates(s string) (from, to int, ok bool) {
	first, last, isRange := strings.Cut(s, "-")
	if !isRange {
		from, ok = mucDay(s)
		return from, from, ok
	}
	if to, ok = mucDay(last); !ok {
		return 0, 0, false
	}
	if strings.TrimSpace(first) == "" {
		return 0, to, true
	}
	from, ok = mucDay(first)
	return from, to, ok
}

const mucMonths = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"

func mucDay(s string) (int, bool) {
	f := strings.Fields(s)
	if len(f) != 3 || len(f[1]) != 3 {
		return 0, false
	}
	m := strings.Index(mucMonths, f[1])
	day, year := number(f[0]), number(f[2])
	if m < 0 || m%3 != 0 || day < 1 || day > 31 || year < 0 {
		return 0, false
	}
	return (1900+year%100)*10000 + (m/3+1)*100 + day, true
}

func number(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 1e6 {
			return -1
		}
		n = 10*n + int(r-'0')
	}
	if s == "" {
		return -1
	}
	return n
}

// matchLocation compares places, from the country down, without their kinds. Right: the
// same names. Right in part: the country alone, or with another place; the
// places in another country; one end of a way between two.
func matchLocation(want, came string) float64 {
	w, c := mucPlaces(want), mucPlaces(came)
	if len(w) == 0 || len(c) == 0 {
		return 0
	}
	if slices.Equal(w, c) {
		return 1
	}
	if w[0] == c[0] || len(w) > 1 && slices.Equal(w[1:], c[1:]) {
		return 0.5
	}
	return 0
}

// mucPlaces are a location's names from the country down.
func mucPlaces(s string) []string {
	var out []string
	for _, p := range strings.Split(s, ":") {
		for _, end := range strings.Split(p, " - ") {
			name, _, _ := strings.Cut(end, "(")
			if name = strings.TrimSpace(name); name != "" {
				out = append(out, name)
			}
		}
	}
	return out
}

// mucMetrics are recall, precision and F1 of each slot, of templates and of all.
func mucMetrics() []Metric {
	var out []Metric
	for _, k := range mucOrder {
		out = append(out, PRF("muc_"+mucSlotNames[k], "muc_"+mucSlotNames[k])...)
	}
	return append(append(out, PRF("muc_template", "muc_template")...), PRF("muc_all", "muc_all")...)
}
