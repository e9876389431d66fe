package when

import (
	"dateline"
	"dateline/text"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// find looks for expressions in s as one sentence.
func find(s string) []Expression {
	return Find(text.Sentence{Span: dateline.Span{Start: 0, End: len(s)}}, s)
}

// words are those of the expressions that cover s, in order.
func words(found []Expression) []string {
	w := []string{}
	for _, e := range found {
		w = append(w, e.Words)
	}
	return w
}

func TestTimesAreFoundWithTheirWords(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		// Days and weekdays
		{"Two guards were shot on Wednesday.", []string{"on Wednesday"}},
		{"The Wednesday night bombing followed Tuesday's raid.", []string{"Wednesday night", "Tuesday"}},
		{"It struck late on Monday and again early Sunday.", []string{"late on Monday", "early Sunday"}},
		{"Crowds gathered after Friday prayers.", []string{"after Friday"}},
		{"The court sat on Monday and Tuesday.", []string{"on Monday and Tuesday"}},
		{"Clashes on Monday and Thursday left ten dead.", []string{"on Monday", "Thursday"}},
		{"Police raided homes between Saturday and Monday.", []string{"between Saturday and Monday"}},
		{"He left on Wednesday last week.", []string{"on Wednesday last week"}},
		{"He returned the following Friday.", []string{"the following Friday"}},
		{"They met the day before yesterday and last night.", []string{"the day before yesterday", "last night"}},
		{"“TODAY WE MOURN”, it wrote, and tomorrow's march was called off.", []string{"TODAY", "tomorrow"}},
		{"Shelling went on overnight on Tuesday.", []string{"overnight on Tuesday"}},
		// Weeks, months, years
		{"The convoy left earlier this week, or late last month.", []string{"earlier this week", "late last month"}},
		{"It had until this week been quiet.", []string{"until this week"}},
		{"The week before last was calmer than this past weekend.", []string{"The week before last", "this past weekend"}},
		{"Forty have died so far this year.", []string{"so far this year"}},
		{"It ends by the end of the month.", []string{"by the end of the month"}},
		{"Talks failed over the weekend, the weekend edition said.", []string{"over the weekend"}},
		// Seasons and months
		{"It grew since last summer and in the spring of 2018.", []string{"since last summer", "in the spring of 2018"}},
		{"The remnants, in March.", []string{"in March"}},
		{"Fighting in late March and mid-April 2018 spread.", []string{"in late March", "mid-April 2018"}},
		{"Raids ran from March to May 2018 and March-May 2019.", []string{"from March to May 2018", "March-May 2019"}},
		{"In March and May it paused.", []string{"In March", "May"}},
		{"The March attack and the September 2017 raid are linked.", []string{"March", "September 2017"}},
		{"Rains come in winter; the winter of 2018-19 was dry.", []string{"in winter", "the winter of 2018-19"}},
		// Dates
		{"On March 3, on 3 March and the 3rd of March it rained.", []string{"On March 3", "on 3 March", "the 3rd of March"}},
		{"On March 3, 2019, and 3 March 2019 alike.", []string{"On March 3, 2019", "3 March 2019"}},
		{"On May 2, 2,000 people fled.", []string{"On May 2"}},
		{"On May 2, 2000 people fled.", []string{"On May 2"}},
		{"In May 20 people were killed.", []string{"In May"}},
		{"From 2-4 May and on May 2 and 3 the town was shut.", []string{"From 2-4 May", "on May 2 and 3"}},
		{"From 30 March to 2 April roads were closed.", []string{"From 30 March to 2 April"}},
		{"The May 2 attack and the 15 March raid killed six.", []string{"May 2", "15 March"}},
		{"It was the third blast in as many weeks.", []string{}},
		{"On the twenty-third of June and on the 15th, he wrote.", []string{"On the twenty-third of June", "on the 15th"}},
		{"Jan. 3, Sept 11 and Dec. 25, 2018 were quiet.", []string{"Jan. 3", "Sept 11", "Dec. 25, 2018"}},
		{"Files dated 2019-03-03, 03/04/2019 and 17.05.2019 burned.", []string{"2019-03-03", "03/04/2019", "17.05.2019"}},
		{"Talks open on Tuesday, May 21 and close on Thursday (23 May).", []string{"on Tuesday, May 21", "on Thursday (23 May)"}},
		{"Sun., May 5: nothing.", []string{"Sun., May 5"}},
		{"On July 25 of that year the town fell.", []string{"On July 25 of that year"}},
		// Years and longer
		{"It emerged in 2015 and split by 2016.", []string{"in 2015", "by 2016"}},
		{"Between 2014 and 2016, and from 2017 to 2018, it held land.", []string{"Between 2014 and 2016", "from 2017 to 2018"}},
		{"The 2016 attack and the 2015 Paris attacks were claimed.", []string{"2016", "2015"}},
		{"Leaders at the G20 2015 in Antalya agreed.", []string{"2015"}},
		{"In 2015 fighters stormed the base.", []string{"In 2015"}},
		{"The war (2014-2016) and the 2015-16 campaign.", []string{"2014-2016", "2015-16"}},
		{"In 2014 and 2016 it struck.", []string{"In 2014", "2016"}},
		{"In the 1990s, the late 2000s and the '80s exiles returned.", []string{"In the 1990s", "the late 2000s", "the '80s"}},
		{"In the second half of 2018 and the first three months of this year.", []string{"In the second half of 2018", "the first three months of this year"}},
		{"In the 19th century traders came.", []string{"In the 19th century"}},
		{"The September 11 attacks, or 9/11, changed policy.", []string{"September 11", "9/11"}},
		// Amounts from publication
		{"It was set up three days ago, two weeks ago or 2 years ago.", []string{"three days ago", "two weeks ago", "2 years ago"}},
		{"More than two years ago and about 10 days ago he wrote.", []string{"More than two years ago", "about 10 days ago"}},
		{"Several months ago, and then months ago, and a year and a half ago.", []string{"Several months ago", "months ago", "a year and a half ago"}},
		{"Over the past three days and in the last week it rained.", []string{"Over the past three days", "in the last week"}},
		{"In recent weeks, and recently, he changed.", []string{"In recent weeks", "recently"}},
		{"It will open in two weeks' time or in the coming months.", []string{"in two weeks' time", "in the coming months"}},
		// From an event
		{"It came five days after the announcement in India.", []string{"five days after"}},
		{"Five days earlier, it declared a branch; two days later it denied it.", []string{"Five days earlier", "two days later"}},
		{"A week before the vote, hours after the raid and days after it.", []string{"A week before", "hours after", "days after"}},
		{"The previous day, the next morning and the same week.", []string{"The previous day", "the next morning", "the same week"}},
		{"The day after the attack, and later that month, he fled.", []string{"The day after", "later that month"}},
		{"Within 24 hours of the blast, within days, he was held.", []string{"Within 24 hours of", "within days"}},
		{"In the days after the coup shops shut.", []string{"In the days after"}},
		{"Two days after Christmas, three days after 9/11.", []string{"Two days after Christmas", "three days after 9/11"}},
		// Lengths and sets
		{"A three-day siege held for five weeks and ten years.", []string{"three-day", "for five weeks", "ten years"}},
		{"Every week, each Friday, on Fridays and twice a month.", []string{"Every week", "each Friday", "on Fridays", "a month"}},
		// Feasts
		{"On Eid, during Ramadan, on Christmas Day and New Year's Eve.", []string{"On Eid", "during Ramadan", "on Christmas Day", "New Year's Eve"}},
		// Times of day
		{"At 3pm on Wednesday and Tuesday at 08:30 local time.", []string{"At 3pm on Wednesday", "Tuesday at 08:30 local time"}},
		{"At 3.15pm (1015 GMT) on Monday it went off.", []string{"At 3.15pm (1015 GMT) on Monday"}},
		{"At dawn, and in the early hours of Sunday.", []string{"At dawn", "in the early hours of Sunday"}},
		{"On the morning of 3 May, before dawn on Monday.", []string{"On the morning of 3 May", "before dawn on Monday"}},
	} {
		t.Run(c.text, func(t *testing.T) {
			found := find(c.text)
			if diff := cmp.Diff(c.want, words(found)); diff != "" {
				t.Error(diff)
			}
			for _, e := range found {
				if e.In(c.text) != e.Words {
					t.Errorf("span %v is %q, words %q", e.Span, e.In(c.text), e.Words)
				}
			}
		})
	}
}

func TestWhatOnlyLooksLikeATimeIsPassedOver(t *testing.T) {
	for _, s := range []string{
		"Theresa May said she may go.", "It was proposed by May.", "Mrs May left.", "May announced the plan.",
		"They may march.", "The protest march went on.", "March for Life organisers came.", "Thousands march in the capital.",
		"A second attack hit, and the second blast was louder.", "In a split second it was over.",
		"The Sun reported it.", "The Sunday Times and the Friday Times said so.", "The Daily Mail wrote.", "The Mail on Sunday wrote.",
		"Bloody Sunday was recalled.", "Sheffield Wednesday won.", "Black September is a group.", "USA Today reported it.",
		"Some 2,015 people fled.", "The group has 2000 fighters.", "It burned 1999 houses.", "They hid in 2000 villages.",
		"A total of 2015 deaths were counted.", "Resolution 2015 was passed.", "It cost $2015 a head.", "The 2000 fighters left.",
		"A three-year-old boy died.", "She was aged 12 years.", "The 24-year-old was held.", "He is 30 years old.",
		"The April 6 Youth Movement and the March 23 Movement met.", "The 17 November group was banned.",
		"The fall of Kabul shocked.", "Spring water ran.", "The Arab Spring began.", "Prices fall.",
		"Jan Egeland and April Jones met.", "Mon State is calm.", "An august body met.", "Easter Island is far.",
		"The ratio was 3/4.", "Sales of the 3-2 win.", "The road is 7/8 done.", "Version 3.10.12 came out.",
		"The weekly Dawn reported.", "", " ", "…",
	} {
		t.Run(s, func(t *testing.T) {
			if found := find(s); len(found) > 0 {
				t.Errorf("found %q", words(found))
			}
		})
	}
}

func TestFlagsAndAnchorsOfExpressions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"in 2015", "absolute 2015"},
		{"since last summer", "publication XXXX-SU since"},
		{"since 2014", "absolute 2014 since"},
		{"from 2016 onwards", "absolute 2016 since"},
		{"for the past three years", "publication P3Y since"},
		{"for three days", "absolute P3D duration"},
		{"for years", "absolute PXY duration"},
		{"48-hour", "absolute PT48H duration"},
		{"for two and a half years", "absolute P2Y6M duration"},
		{"for a decade", "absolute P10Y duration"},
		{"every two weeks", "absolute P2W set"},
		{"every Friday", "absolute XXXX-WXX-5 set"},
		{"every other month", "absolute P2M set"},
		{"on Wednesday", "publication XXXX-WXX-3"},
		{"on 3 March", "publication XXXX-03-03"},
		{"in early March", "publication XXXX-03"},
		{"last month", "publication XXXX-XX"},
		{"last week", "publication XXXX-WXX"},
		{"recently", "publication PAST_REF"},
		{"five days after the raid", "named XXXX-XX-XX"},
		{"a year after the raid", "named XXXX"},
		{"months after the raid", "named FUTURE_REF"},
		{"five days later", "discourse XXXX-XX-XX"},
		{"five days before, it fell", "discourse XXXX-XX-XX"},
		{"the previous Friday", "discourse XXXX-WXX-5"},
		{"at dawn", "discourse XXXX-XX-XXTMO"},
		{"at 3.30 p.m.", "discourse XXXX-XX-XXT15:30"},
		{"during Ramadan", "publication XXXX-RAMADAN"},
		{"Ramadan 2018", "absolute 2018-RAMADAN"},
		{"on Christmas Day", "publication XXXX-12-25"},
	} {
		t.Run(c.text, func(t *testing.T) {
			found := find("They came " + c.text + ".")
			if len(found) != 1 {
				t.Fatalf("found %q", words(found))
			}
			e := found[0]
			got := string(e.Anchor) + " " + e.Timex
			for name, flag := range map[string]bool{"duration": e.Duration, "set": e.Set, "since": e.Since} {
				if flag {
					got += " " + name
				}
			}
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestSpansCountBytesOfTheWholeReport(t *testing.T) {
	whole := "title: Übersicht\n\nA first sentence on Monday. “Naïve” — he said – since last summer’s raid, on Tuesday’s eve."
	start := strings.Index(whole, "“Naïve”")
	found := Find(text.Sentence{Span: dateline.Span{Start: start, End: len(whole)}}, whole)
	var got []string
	for _, e := range found {
		got = append(got, fmt.Sprint(e.In(whole), "|", e.Core.In(whole)))
	}
	want := []string{"since last summer|last summer", "on Tuesday|Tuesday"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestASentenceOutsideTheTextHasNoTimes(t *testing.T) {
	for _, span := range []dateline.Span{{Start: -1, End: 3}, {Start: 0, End: 99}, {Start: 5, End: 2}, {}} {
		if found := Find(text.Sentence{Span: span}, "on Monday"); found != nil {
			t.Errorf("%v: found %q", span, words(found))
		}
	}
}

func TestALoneTimeOfDayTakesTheDayOfItsSentence(t *testing.T) {
	found := find("On 3 May 2019 gunmen struck at dawn.")
	if len(found) != 2 || found[1].Anchor != Absolute || found[1].Timex != "2019-05-03TMO" {
		t.Fatalf("got %+v", found)
	}
	found = find("At 9 pm it spoke of the 2 March 2019 raid.")
	if found[0].Anchor != Discourse {
		t.Fatalf("the day of a thing spoken of is not the sentence's: %+v", found)
	}
	found = find("On Monday and on 3 May gunmen struck at dawn.")
	if len(found) != 3 || found[2].Anchor != Discourse {
		t.Fatalf("with two days named, the time of day is of neither: %+v", found)
	}
}

func TestAYearThatOpensASentenceHoldsForItsMonths(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"In 2014 it seized Mosul, and in June it named a caliph.", "2014-06"},
		{"The group, formed in 2015, said in June that it would fight.", "XXXX-06"},
		{"In 2014 it grew; in March 2016 it shrank and in June it fell.", "XXXX-06"},
	} {
		found := find(c.text)
		if got := found[len(found)-1].Timex; got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}
