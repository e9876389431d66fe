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

func TestACopyInsideALongerTextSharesAllItsShingles(t *testing.T) {
	words := Words("Gunmen killed four people at a market near Gao on Tuesday police said and fled on motorcycles")
	short, long := Shingles(words[:12], 4), Shingles(words, 4)
	if got := Shared(short, long); got != len(short) || Shared(long, short) != got {
		t.Errorf("shared %d of %d", got, len(short))
	}
	if got := Shared(long, Shingles(Words("The minister opened a bridge over the river on Friday with a speech"), 4)); got != 0 {
		t.Errorf("unlike texts share %d shingles", got)
	}
	if Shared(nil, long) != 0 || Shared([]string{"a", "c"}, []string{"b", "c"}) != 1 {
		t.Error("sets are compared wrongly")
	}
	if !slices.IsSorted(long) || len(slices.Compact(slices.Clone(long))) != len(long) {
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
