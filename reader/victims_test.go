package reader_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestCasualtiesAreCountedOverTheWholeReport(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"who is shot and not said to have died was wounded", "A baker was shot in the leg in Toledo on Friday, police said.", "1 wounded"},
		{"who is shot and dies was killed, not wounded", "A baker was shot in Toledo on Friday. The baker died at a hospital.", "1 killed"},
		{"fatally says it in a word", "A baker was fatally shot in Toledo on Friday.", "1 killed"},
		{"a figure of all who were shot less the dead", "Five people were shot in Toledo on Friday, two of them fatally. Two people were killed.", "2 killed, 3 wounded"},
		{"people told of one by one are added up as far as they differ", "A 20-year-old man was shot in the leg in Toledo on Friday. A 31-year-old man was shot in the back.", "2 wounded"},
		{"one person told of twice is one", "A man was shot in Toledo on Friday. A 31-year-old man was shot in the back, police said.", "1 wounded"},
		{"wounds that arms make", "Gunmen fired at a bar in Toledo on Friday. Officers found a man with several gunshot wounds.", "1 wounded"},
		{"what a shooting left", "A shooting in Toledo on Friday left three people dead and another injured.", "3 killed, 1 wounded"},
		{"hurt in a shooting", "A girl was killed and her father was injured in a shooting in Toledo on Friday.", "1 killed, 1 wounded"},
		{"a number behind who says it", "Gunmen attacked a village in Kaduna on Friday. Witnesses said at least 20 were killed.", "20 killed"},
		{"an accident besides adds nothing", "A man was shot in Toledo on Friday. Two people were hurt in a car crash elsewhere.", "1 wounded"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, a := range read(c.text).Accounts {
				for _, k := range a.Casualties {
					got = append(got, fmt.Sprintf("%d %s", *k.Low, k.Status))
				}
			}
			slices.SortFunc(got, func(a, b string) int { return strings.Compare(a[2:], b[2:]) })
			if s := strings.Join(got, ", "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}
