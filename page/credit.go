package page

import (
	"regexp"
	"strings"
)

// agencies are news agencies as credits write them.
const agencies = `Associated Press|Reuters|Agence France[- ]Presse|Bloomberg(?: News)?|United Press International|Deutsche Presse-Agentur|Press Trust of India|Asian News International|Indo-Asian News Service|Press Association|PA Media|Press Association|Canadian Press|Australian Associated Press|Agencia EFE|Xinhua|Anadolu(?: Agency| Ajans[ıi])?|Interfax|TASS|Kyodo(?: News)?|Yonhap|Europa Press|News agencies|Agencies|ANSA|AFP|UPI|dpa|PTI|IANS|EFE|APA|KUNA|SANA|WAM|AP|ANI|AAP|NAN`

var (
	agencyName = regexp.MustCompile(`(?:^|[^\pL])(?:` + agencies + `)(?:$|[^\pL])`)
	creditLead = regexp.MustCompile(`(?i)^\W*(?:source|sources|credit|agency|agencies|by|via|with (?:inputs?|files?|reporting|material|information|contributions?|agency inputs) (?:from|by)|reporting by|additional reporting|inputs? from|©|\(c\)|copyright)\b`)
	creditTail = regexp.MustCompile(`(?i)(?:contributed to this (?:report|story|article)|also contributed|(?:all )?rights reserved|reported from|writing by .+|editing by .+)`)
	placeline  = regexp.MustCompile(`^[^.()]{2,60}\((` + agencies + `)\)\s*(?:[-–—:]|$)`)
	onlyAgency = regexp.MustCompile(`^\W*(?:(?:the|and|with|news|agency|agencies|staff)\W+)*(?:` + agencies + `)(?:\W+(?:and|with|the|/|news|agency|` + agencies + `))*\W*$`)
)

// creditLine is the line of a page that credits an agency with the article: a
// byline, a line of its own, the agency in the first paragraph's dateline; "" where
// there is none.
func creditLine(all, body []*paragraph) string {
	from, to := span(all, body)
	for i := max(0, from-12); i < min(len(all), to+12); i++ {
		s := all[i].text
		if len(s) > 240 || len(all[i].words) > 40 || !agencyName.MatchString(s) {
			continue
		}
		if onlyAgency.MatchString(s) || creditLead.MatchString(s) && len(all[i].words) < 20 || creditTail.MatchString(s) {
			return s
		}
	}
	for i, p := range body {
		if g := placeline.FindStringSubmatch(firstBytes(p.text, 120)); g != nil && i < 4 {
			return g[1]
		}
	}
	return ""
}

// span are the places of the first and last paragraph of an article among all of
// the page.
func span(all, body []*paragraph) (from, to int) {
	if len(body) == 0 {
		return 0, 0
	}
	for i, p := range all {
		if from == 0 && p.at == body[0].at && p.text == body[0].text {
			from = i
		}
		if last := body[len(body)-1]; p.at == last.at && p.text == last.text {
			to = i
		}
	}
	return from, to
}

func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
