package link

import "testing"

func TestWordsForPeopleAndThingsAreCompared(t *testing.T) {
	name := map[verdict]string{equal: "equal", firstFiner: "first finer", secondFiner: "second finer", beside: "beside", apart: "apart"}
	for _, c := range []struct {
		a, b string
		want verdict
	}{
		{"gunmen", "Armed men", equal}, {"three policemen", "police", equal}, {"Soldiers", "the army", equal}, {"a market", "the markets", equal},
		{"a police van", "van", firstFiner}, {"army convoy", "a convoy", firstFiner}, {"two policemen", "five people", firstFiner}, {"policemen", "security forces", firstFiner},
		{"four nurses", "at least four health workers", firstFiner}, {"nurses", "workers", firstFiner}, {"farmers", "civilians", firstFiner}, {"Armed herders", "gunmen", firstFiner},
		{"Ana Ruiz", "a woman", firstFiner}, {"Ana Ruiz", "a gunman", firstFiner}, {"Judge Ana Ruiz", "a judge", firstFiner}, {"Ana Ruiz", "Ruiz", firstFiner},
		{"Ana Ruiz", "five people", beside}, {"the northern market", "a southern market", beside},
		{"a van", "a checkpoint", beside}, {"mosque", "market", beside}, {"traders", "women", beside}, {"young Hausa farmers", "Tiv farmers", beside},
		{"five farmers", "three soldiers", apart}, {"policemen", "soldiers", apart}, {"farmers", "miners", apart}, {"soldiers", "gunmen", apart},
		{"United Hill Force", "soldiers", beside}, {"the United Hill Force", "Hill Force", firstFiner},
	} {
		for _, turn := range []bool{false, true} {
			a, b, want := c.a, c.b, c.want
			if turn {
				a, b, want = b, a, turned(want)
			}
			if got := compareNouns(nounOf(a), nounOf(b)); got != want {
				t.Errorf("%q and %q: %s, want %s", a, b, name[got], name[want])
			}
		}
	}
}

// What an account names is compared whole: who names all that the other does and more says
// more, and who shares a part says something else.
func TestSetsAreFinerWhereTheyHoldMore(t *testing.T) {
	for _, c := range []struct {
		a, b []string
		want verdict
	}{
		{[]string{"people"}, []string{"farmers", "soldiers"}, secondFiner}, {[]string{"farmers", "soldiers"}, []string{"farmers"}, firstFiner},
		{[]string{"farmers", "soldiers"}, []string{"soldiers", "farmers"}, equal}, {[]string{"farmers", "soldiers"}, []string{"farmers", "miners"}, beside},
		{[]string{"farmers"}, []string{"soldiers", "policemen"}, apart},
	} {
		if got := compareSets(c.a, c.b, func(a, b string) verdict { return compareNouns(nounOf(a), nounOf(b)) }); got != c.want {
			t.Errorf("%q and %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
