package when

import (
	"fmt"
	"strings"
	"testing"

	"dateline"
	"github.com/google/go-cmp/cmp"
)

// annotated writes the marks of a text as `words=TYPE:value`.
func annotated(s string, pub *dateline.Date) []string {
	out := []string{}
	for _, x := range Annotate(s, pub) {
		out = append(out, fmt.Sprintf("%s=%s:%s", strings.Join(strings.Fields(x.Span.In(s)), " "), x.Type, x.Value))
	}
	return out
}

// friday of law_test.go is 17 May 2019.
func TestTimesAreMarkedAsTimeMLDoes(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		// Days, by the tense
		{"The mayor resigned on Wednesday.", []string{"Wednesday=DATE:2019-05-15"}},
		{"The mayor will resign on Wednesday.", []string{"Wednesday=DATE:2019-05-22"}},
		{"The court is expected to rule on Monday.", []string{"Monday=DATE:2019-05-20"}},
		{"Talks ran from Monday to Wednesday.", []string{"Monday=DATE:2019-05-13", "Wednesday=DATE:2019-05-15"}},
		{"Earlier Friday, shops had closed.", []string{"Friday=DATE:2019-05-17"}},
		// Dates
		{"The bid was extended to June 2.", []string{"June 2=DATE:2019-06-02"}},
		{"He was elected in November.", []string{"November=DATE:2018-11"}},
		{"They met on 3-5 March 2018.", []string{"3=DATE:2018-03-03", "5 March 2018=DATE:2018-03-05"}},
		{"The war of 1812, and the 1970 flood.", []string{"1812=DATE:1812", "1970=DATE:1970"}},
		{"About 1900 people came and 1700 rounds were found.", []string{}},
		{"In nineteen ninety-six it was new; by the year two thousand it was old.", []string{"nineteen ninety-six=DATE:1996", "the year two thousand=DATE:2000"}},
		{"It fell in 216 BC, or 216 B.C.", []string{"216 BC=DATE:BC0216", "216 B.C.=DATE:BC0216"}},
		// Parts of days
		{"It struck at 4 p.m. EDT Thursday.", []string{"4 p.m. EDT Thursday=TIME:2019-05-16T16:00"}},
		{"They left Thursday night and came back this morning.", []string{"Thursday night=TIME:2019-05-16TNI", "this morning=TIME:2019-05-17TMO"}},
		// Lengths
		{"A three-day siege lasted two and a half years.", []string{"three-day=DURATION:P3D", "two and a half years=DURATION:P2Y6M"}},
		{"He stayed for only five hours.", []string{"five hours=DURATION:PT5H"}},
		{"It came two weeks after the raid.", []string{"two weeks=DURATION:P2W"}},
		{"It pays $200 a month and takes a month.", []string{"a month=DURATION:P1M"}},
		{"The first nine months of 2018 were dry.", []string{"The first nine months=DURATION:P9M", "2018=DATE:2018"}},
		{"Over the past 20 years, output rose 3.2 years' worth.", []string{"the past 20 years=DURATION:P20Y", "3.2 years'=DURATION:P3.2Y"}},
		{"The siege lasted two hours and 30 minutes, or for one year and six months.", []string{"two hours and 30 minutes=DURATION:PT2H30M", "one year and six months=DURATION:P1Y6M"}},
		// Distances
		{"It closed two years ago, a decade ago, or months ago.", []string{"two years ago=DATE:2017", "a decade ago=DATE:2009", "months ago=DATE:PAST_REF"}},
		{"They won on 4 May 2018. Two days later they lost; the next year they won.", []string{"4 May 2018=DATE:2018-05-04", "Two days later=DATE:2018-05-06", "the next year=DATE:2019"}},
		// Business
		{"Third-quarter profit rose from $2 a year earlier.", []string{"Third-quarter=DATE:2018-Q3", "a year earlier=DATE:2017-Q3"}},
		{"The firm lost $3 in the first quarter of 2018. In the year-ago quarter it made $1.", []string{"the first quarter of 2018=DATE:2018-Q1", "the year-ago quarter=DATE:2017-Q1"}},
		{"Sales for the year ended 31 March fell.", []string{"the year=DURATION:P1Y", "31 March=DATE:2019-03-31"}},
		// No calendar
		{"Now he says that in the past, and in the future, it was and will be so.", []string{"Now=DATE:PRESENT_REF", "the past=DATE:PAST_REF", "the future=DATE:FUTURE_REF"}},
		{"Now that he is gone, the future king is named in Democracy Now.", []string{"future=DATE:FUTURE_REF"}},
		// Sets
		{"It meets every Monday, on Tuesdays and twice a year.", []string{"every Monday=SET:XXXX-WXX-1", "Tuesdays=SET:XXXX-WXX-2", "a year=SET:P1Y"}},
	} {
		if diff := cmp.Diff(c.want, annotated(c.text, &friday)); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

func TestAHistoryGoesOnFromTheTimeItNamedLast(t *testing.T) {
	s := "The war began in March 1931. In June the port fell. By December it was over, and on 3 January they signed. " +
		"The treaty, like that of 1815, was short. In 1934 it was broken. In October shelling began. The next day the town burned. It fell on 9 October, and the following day was given up."
	want := []string{"March 1931=DATE:1931-03", "June=DATE:1931-06", "December=DATE:1931-12", "3 January=DATE:1932-01-03", "1815=DATE:1815", "1934=DATE:1934",
		"October=DATE:1934-10", "The next day=DATE:XXXX-XX-XX", "9 October=DATE:1934-10-09", "the following day=DATE:1934-10-10"}
	if diff := cmp.Diff(want, annotated(s, &friday)); diff != "" {
		t.Error(diff)
	}
	news := "He spoke on Monday of the fires of 1931 and 1934. In June he will retire."
	if got := annotated(news, &friday); got[len(got)-1] != "June=DATE:2019-06" {
		t.Errorf("news of the day goes on from publication: %v", got)
	}
}

func TestTextInOneCaseIsRead(t *testing.T) {
	for s, want := range map[string][]string{
		"BOGOTA, 3 JAN 90 -- GUNMEN KILLED A JUDGE ON MONDAY.":                            {"3 JAN 90=DATE:1990-01-03", "MONDAY=DATE:2019-05-13"},
		"gunmen killed a judge on monday, 12 march 1989, and may strike or march in may.": {"monday, 12 march 1989=DATE:1989-03-12", "may=DATE:2019-05"},
		"a 3-year-old was hurt on 4-5 may":                                                {"4=DATE:2019-05-04", "5 may=DATE:2019-05-05"},
		"the march on the capital may begin in march":                                     {"march=DATE:2019-03"},
	} {
		if diff := cmp.Diff(want, annotated(s, &friday)); diff != "" {
			t.Errorf("%s\n%s", s, diff)
		}
	}
}

func TestWithoutADateOfPublicationValuesStayOpen(t *testing.T) {
	got := annotated("He fled on Friday, two days ago, after 4 May 2018.", nil)
	want := []string{"Friday=DATE:XXXX-WXX-5", "two days ago=DATE:XXXX-XX-XX", "4 May 2018=DATE:2018-05-04"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
