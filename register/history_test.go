package register

import (
	"slices"
	"strings"
	"testing"

	"dateline"
)

func TestCandidates(t *testing.T) {
	tests := []struct {
		name string
		want []dateline.ActorID
	}{
		{"ISIS", ids("islamic-state")},
		{"Isil", ids("islamic-state")},
		{"Daesh", ids("islamic-state")},
		{"Islamic State group", ids("islamic-state")},
		{"the Islamic State", ids("islamic-state")},
		{"Islamic State of Iraq and the Levant", ids("islamic-state")},
		{"Taliban", ids("afghan-taliban", "pakistani-taliban")},
		{"the Taliban", ids("afghan-taliban", "pakistani-taliban")},
		{"Afghan Taliban", ids("afghan-taliban")},
		{"Pakistani Taliban", ids("pakistani-taliban")},
		{"Al Qaeda", ids("al-qaeda")},
		{"al-Qa'ida", ids("al-qaeda")},
		{"Lashkar-i-Jhangvi", ids("lashkar-e-jhangvi")},
		{"LASHKAR E JHANGVI", ids("lashkar-e-jhangvi")},
		{"Hizballah", ids("hezbollah")},
		{"Hezbollah", ids("hezbollah")},
		{"Izz al-Din al-Qassam Brigades", ids("hamas/qassam-brigades")},
		{"Séléka", ids("seleka")},
		{"Pakistan Province", ids("islamic-state/pakistan-province")},
		{"Islamic State Hind Province", ids("islamic-state/hind-province")},
		{"SNA", ids("somali-national-army", "syrian-national-army")},
		{"Salvation Army", nil},
		{"", nil},
		{"the ", nil},
		{"!", nil},
	}
	r := Default()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := r.Candidates(tt.name); !slices.Equal(got, tt.want) {
				t.Errorf("Candidates(%q) = %v; want %v", tt.name, got, tt.want)
			}
		})
	}
}

func TestInNarrowsCandidatesByCountry(t *testing.T) {
	r := Default()
	shabaab := r.Candidates("al-Shabaab")
	if got := r.In(shabaab, "MZ"); !slices.Equal(got, ids("islamic-state/mozambique-province")) {
		t.Errorf("in Mozambique al-Shabaab is %v", got)
	}
	if got := r.In(shabaab, "SO", "US"); !slices.Equal(got, ids("al-shabaab")) {
		t.Errorf("in Somalia al-Shabaab is %v", got)
	}
	if got := r.In(shabaab, "NZ"); !slices.Equal(got, shabaab) {
		t.Errorf("where neither operates al-Shabaab is %v; want both", got)
	}
	if got := r.In(shabaab); !slices.Equal(got, shabaab) {
		t.Errorf("without a country al-Shabaab is %v; want both", got)
	}
}

func TestBranchesAndParents(t *testing.T) {
	r := Default()
	provinces := r.Branches("islamic-state")
	for _, want := range ids("islamic-state/khorasan-province", "islamic-state/pakistan-province", "islamic-state/sinai-province", "islamic-state/west-africa-province") {
		if !slices.Contains(provinces, want) {
			t.Errorf("%s is no branch of the Islamic State", want)
		}
	}
	if !slices.IsSorted(provinces) {
		t.Error("branches are not by id")
	}
	if got := r.Parents("ypg"); !slices.Equal(got, ids("syrian-democratic-forces", "pyd")) {
		t.Errorf("parents of the YPG = %v", got)
	}
	if got := r.Parents("hamas"); got != nil {
		t.Errorf("parents of Hamas = %v; want none", got)
	}
	if got := r.Parents("nobody"); got != nil {
		t.Errorf("parents of nobody = %v", got)
	}
}

func TestAncestors(t *testing.T) {
	r := Default()
	if got := r.Ancestors("macina-liberation-front"); !slices.Equal(got, ids("jnim", "ansar-dine", "al-qaeda", "al-qaeda/islamic-maghreb")) {
		t.Errorf("ancestors of Katiba Macina = %v; want the nearest first", got)
	}
	cyclic := build([]Actor{
		{ID: "a", Parents: []Fact{{Actor: "b"}}},
		{ID: "b", Parents: []Fact{{Actor: "c"}}},
		{ID: "c", Parents: []Fact{{Actor: "a"}}},
	}, nil)
	if got := cyclic.Ancestors("a"); !slices.Equal(got, ids("b", "c")) {
		t.Errorf("ancestors in a cycle = %v", got)
	}
}

func TestRelated(t *testing.T) {
	r := Default()
	tests := []struct {
		name string
		a, b dateline.ActorID
		want bool
	}{
		{"a group to itself", "hamas", "hamas", true},
		{"a branch to its parent", "islamic-state/pakistan-province", "islamic-state", true},
		{"a parent to its branch", "islamic-state", "islamic-state/pakistan-province", true},
		{"a branch at two removes", "ansar-dine", "al-qaeda", true},
		{"two branches of one parent are not", "islamic-state/hind-province", "islamic-state/pakistan-province", false},
		{"rivals are not", "al-qaeda", "islamic-state", false},
		{"namesakes are not", "afghan-taliban", "pakistani-taliban", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := r.Related(tt.a, tt.b); got != tt.want {
				t.Errorf("Related(%s, %s) = %v", tt.a, tt.b, got)
			}
		})
	}
}

func TestRivalsGoBothWays(t *testing.T) {
	r := Default()
	for _, p := range [][2]dateline.ActorID{{"islamic-state", "al-qaeda"}, {"afghan-taliban", "islamic-state/khorasan-province"}, {"rapid-support-forces", "sudanese-armed-forces"}} {
		if !r.Rivals(p[0], p[1]) || !r.Rivals(p[1], p[0]) {
			t.Errorf("%s and %s are not rivals both ways", p[0], p[1])
		}
	}
	if r.Rivals("hamas", "palestinian-islamic-jihad") {
		t.Error("allies are rivals")
	}
}

func TestLedBy(t *testing.T) {
	tests := []struct {
		person string
		want   []dateline.ActorID
	}{
		{"Abu Bakr al-Baghdadi", ids("islamic-state")},
		{"Abu Bakr Al Baghdadi", ids("islamic-state")},
		{"abu bakr el-baghdadi", ids("islamic-state")},
		{"Abu Bakr Baghdadi", ids("islamic-state")},
		{"Osama bin Laden", ids("al-qaeda")},
		{"Gen. Khalifa Haftar", ids("libyan-national-army")},
		{"Field Marshal Khalifa Haftar", ids("libyan-national-army")},
		{"Hassan Nasrallah", ids("hezbollah")},
		{"Sheikh Hassan Nasrallah", ids("hezbollah")},
		{"Hemedti", ids("rapid-support-forces")},
		{"Abdullah Öcalan", ids("pkk")},
		{"Abdullah Ocalan", ids("pkk")},
		{"Iyad Ag Ghaly", ids("ansar-dine", "jnim")},
		{"Baghdadi", nil},
		{"General", nil},
		{"Jane Doe", nil},
		{"", nil},
	}
	r := Default()
	for _, tt := range tests {
		t.Run(tt.person, func(t *testing.T) {
			if got := r.LedBy(tt.person); !slices.Equal(got, tt.want) {
				t.Errorf("LedBy(%q) = %v; want %v", tt.person, got, tt.want)
			}
		})
	}
}

func TestTheRegisterCoversTheField(t *testing.T) {
	r := Default()
	all := r.All()
	groups, forces := 0, 0
	countries := map[string]bool{}
	for _, a := range all {
		switch {
		case a.Kind == Government:
		case a.Kind.State():
			forces++
		default:
			groups++
		}
		for _, c := range a.Countries {
			countries[c] = true
		}
	}
	if groups < 400 || forces < 250 || len(countries) < 120 {
		t.Errorf("%d groups, %d forces, %d countries; the register has shrunk", groups, forces, len(countries))
	}
	if !slices.IsSortedFunc(all, func(a, b Actor) int { return strings.Compare(string(a.ID), string(b.ID)) }) {
		t.Error("All is not by id")
	}
	if isis, ok := r.Actor("islamic-state"); !ok || isis.Name != "Islamic State" {
		t.Errorf("islamic-state is %q, %v", isis.Name, ok)
	}
	if _, ok := r.Actor("nobody"); ok {
		t.Error("there is an actor nobody")
	}
}
