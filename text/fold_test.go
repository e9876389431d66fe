package text

import (
	"hash/fnv"
	"slices"
	"testing"
)

func TestNamesFoldToComparableWords(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Al-Shabaab", "al shabaab"}, {"al Shabaab", "al shabaab"}, {"al‑Shabaab’s", "al shabaab"}, {"AL–SHABAAB", "al shabaab"},
		{"Sana'a", "sanaa"}, {"Ṣanʿāʾ", "sana"}, {"Qur’an", "quran"}, {"Shi'ite", "shiite"}, {"N'Djamena", "ndjamena"}, {"Ségou", "segou"}, {"Łódź", "lodz"}, {"Diyarbakır", "diyarbakir"},
		{"U.S.-led", "us led"}, {"the U.S.", "the us"}, {"1,200", "1200"}, {"5.4", "5.4"}, {"militants' base", "militants base"}, {"O'Neil's", "oneil"},
		{"J. Smith", "j smith"}, {"don’t", "dont"}, {"  a\n\tb  ", "a b"}, {"—“”—", ""}, {"Бамут", "бамут"}, {"e\u0301", "e"}, {"left.He", "left he"}, {"Isis.", "isis"},
	}
	for _, test := range tests {
		if got := Fold(test.in); got != test.want {
			t.Errorf("Fold(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	for _, s := range []string{sahelReport, "U.S.A.'s 1,000.5 Ṣanʿāʾ's", "A.B", "3.5.7", "x.y.z's"} {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("%q folds again to %q", once, twice)
		}
	}
}

func TestResemblanceAndContainment(t *testing.T) {
	words := Words("the army retook the town on monday after two days of fighting")
	long := append(slices.Clone(words), Words("and the governor said that nobody had been hurt in the town")...)
	a, b, other := Shingles(words, 3), Shingles(long, 3), Shingles(Words("rain ruined the harvest in the south again this year"), 3)
	if Resemblance(a, a) != 100 || Containment(a, a) != 100 {
		t.Error("a text does not resemble itself")
	}
	if Containment(a, b) != 100 || Containment(b, a) >= 60 {
		t.Errorf("containment %d and %d", Containment(a, b), Containment(b, a))
	}
	if r := Resemblance(a, b); r != Resemblance(b, a) || r <= 30 || r >= 70 {
		t.Errorf("resemblance %d and %d", r, Resemblance(b, a))
	}
	if Resemblance(a, other) != 0 || Resemblance(nil, nil) != 0 || Containment(nil, a) != 0 {
		t.Error("unlike texts resemble one another")
	}
	if !slices.IsSorted(a) || len(slices.Compact(slices.Clone(a))) != len(a) {
		t.Error("shingles are not sorted or not single")
	}
}

func TestShinglesOfFewWords(t *testing.T) {
	if got := Shingles(nil, 4); got != nil {
		t.Errorf("no words give %v", got)
	}
	if got := Shingles([]string{"a", "b"}, 4); len(got) != 1 {
		t.Errorf("two words give %v", got)
	}
	if got := Shingles([]string{"a", "b", "a"}, 0); len(got) != 2 {
		t.Errorf("three words, two of them alike, give %v", got)
	}
	h := fnv.New64a()
	h.Write([]byte("a "))
	if got := Shingles([]string{"a"}, 1)[0]; got != h.Sum64() {
		t.Errorf("the hash is %x", got)
	}
}

func TestLanguages(t *testing.T) {
	tests := []struct {
		name, text, code string
		sure             bool
	}{
		{"English", sahelReport, "en", true},
		{"an English sentence", "The army said that it had retaken the town from the rebels after two days.", "en", true},
		{"an English headline", "Rebels free ten hostages in Goma", "en", false},
		{"French", "L'armée a annoncé lundi avoir repris la ville aux rebelles après deux jours de combats, selon un porte-parole du ministère de la Défense qui n'a pas donné de bilan.", "fr", true},
		{"Spanish", "El ejército anunció el lunes que había recuperado la ciudad tras dos días de combates con los rebeldes, según un portavoz del ministerio de Defensa.", "es", true},
		{"Russian", "Армия сообщила в понедельник, что город освобождён после двух дней боёв с повстанцами, и что потерь среди мирных жителей нет, сказал представитель министерства.", "ru", true},
		{"Arabic", "أعلن الجيش يوم الاثنين أنه استعاد المدينة من المتمردين بعد يومين من القتال، وقال متحدث باسم وزارة الدفاع إنه لم يصب أحد من المدنيين", "ar", true},
		{"nothing but numbers", "12 34 56", "", false},
		{"nothing", "", "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for range 5 {
				if code, sure := Language(test.text); code != test.code || sure != test.sure {
					t.Fatalf("got %q %v", code, sure)
				}
			}
		})
	}
}
