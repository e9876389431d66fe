package text

import (
	"strings"
	"testing"
)

// kindOf is the kind of a paragraph that stands in the middle of an article.
func kindOf(t *testing.T, paragraph string) ParagraphKind {
	t.Helper()
	d := Parse("Army retakes town\n\nThe army retook the town on Monday.\n\n"+paragraph+"\n\nNobody was hurt, officials said.\n", 0)
	checkOffsets(t, d, 0)
	if len(d.Paragraphs) < 4 {
		t.Fatalf("%q was joined to its neighbours", paragraph)
	}
	return d.Paragraphs[2].Kind
}

func TestKindsOfParagraphsInAnArticle(t *testing.T) {
	tests := map[ParagraphKind][]string{
		Furniture: {
			"Leave a Reply", "Your email address will not be published. Required fields are marked *", "Read more: Who are the rebels?", "READ MORE | Timeline of the war",
			"Related: Ten years of war in the east", "Also read: Governor sacked", "Subscribe to our newsletter", "Sign up for the morning briefing and never miss a story.",
			"Share this", "Share on Facebook", "Facebook Twitter WhatsApp Email", "Advertisement", "- ADVERTISEMENT -", "Follow us on Twitter", "Follow @examplenews",
			"Click here to read the full statement.", "This site uses cookies. By continuing you agree to our policy.", "© 2019 Example News. All rights reserved.",
			"Copyright Example Media Ltd", "Tags: war, army, east", "Comments (12)", "3 comments", "Most read", "Watch: Inside the camp", "WATCH: Inside the camp",
			"Home > World > Africa", "Save my name, email, and website in this browser for the next time I comment.", "Story continues below", "Back to top",
			"This material may not be published, broadcast, rewritten or redistributed.", "Get our daily newsletter in your inbox", "Download our app for breaking news",
			"Please enable JavaScript to view this page", "Skip to main content", "Filed under: Africa", "Support our journalism", "Log in to comment", "Be the first to comment", "Related stories", "REBELS FREE TEN HOSTAGES AS TALKS BEGIN, ARMY SAYS", "Rebels Free Ten Hostages as Talks Begin in Goma",
		},
		Caption: {
			"The ruins of a school in Bentiu, South Sudan, in January", "A burnt-out lorry on the road to the border last week", "Photo: A. Nother", "Image: Example/AFP",
			"File photo of the governor at a rally", "Pictured: the commander in 2016", "Smoke rises over the old town on Tuesday. (AP Photo/A. Nother)",
			"Soldiers patrol a street in Beni, eastern Congo. A. Nother/Getty Images", "Displaced women queue for water in Pulka [File: A. Nother/Reuters]",
			"The governor (left) with the head of the army", "A still from a video released by the group", "Fighters seen in this undated handout picture", "Soldiers guard the gate of the hospital in Goma on Tuesday",
			"Picture: Example Agency",
		},
		Byline: {
			"By Jane Doe", "By Jane Doe and John Roe in Nairobi", "By our correspondent", "Published 4 May 2019", "Updated: May 4, 2019 10:34 am", "Last updated on 4 May 2019 at 10:34 GMT",
			"4 min read", "Friday, May 3, 2019", "2 hours ago", "Reuters", "AFP/AP", "(Reporting by Jane Doe; Editing by John Roe)", "Additional reporting by John Roe in Goma",
			"Jane Doe in Kampala contributed to this report.", "Source: Example Agency",
		},
		Heading: {"A string of attacks", "Who are the rebels", "War in the Eastern Border Towns", "'No way out'", "What next", "Rebels deny role"},
		Body: {
			"He denied it.", "Nobody claimed the attack.", "The army said it killed 12 fighters in the raid", "Read the statement aloud, he told them, and they did.",
			"Published in 2018, the report blamed both sides.", "By Monday the town was quiet.", "Reuters could not verify the account.", "Share prices fell after the attack.",
			"Photographs of the scene showed two burnt lorries.", "“Follow us,” the men said.", "Watching from a hill, he saw the column leave.", "Related attacks killed nine people in June.",
			"Comments by the governor angered the families.", "It was over by dawn.", "Three died.", "Subscribers lost their connection during the raid, the operator said.", "Images of the dead were shared online.",
			"More on the raid was expected later, the ministry said.", "The Home Office declined to comment.", "Why did they come?", "- the release of all prisoners",
			"Supporters of the group marched through the city.", "The convoy, he added, “was on its way home when the mine went off and two lorries were lost”",
			"Updated figures put the toll at 12.", "From Goma the road leads north.", "Agencies say 4,000 people have fled.", "Top officials met on Sunday.", "Trending towards war, the region needs talks, he said.",
		},
	}
	for want, paragraphs := range tests {
		for _, p := range paragraphs {
			t.Run(string(want)+"/"+p, func(t *testing.T) {
				if got := kindOf(t, p); got != want {
					t.Errorf("%q is %s, want %s", p, got, want)
				}
			})
		}
	}
}

func TestNothingBelowTheCommentFormIsText(t *testing.T) {
	for _, heading := range []string{"Leave a Reply", "Leave a comment", "Comments", "12 comments", "Join the conversation", "2 thoughts on “Army retakes town”", "Be the first to comment on this story"} {
		d := Parse("Army retakes town\n\nThe army retook the town on Monday.\n\n"+heading+"\n\nI was there. They killed nobody.\n\nJane says the army lost ten men.\n", 0)
		for _, p := range d.Paragraphs[2:] {
			if p.Kind != Furniture {
				t.Errorf("below %q, %q is %s", heading, p.In(d.Text), p.Kind)
			}
		}
	}
}

func TestACountOfCommentsAboveTheTextHidesNothing(t *testing.T) {
	d := Parse("Army retakes town\n\n12 comments\n\nThe army retook the town on Monday.\n", 0)
	if got := d.Paragraphs[2].Kind; got != Body {
		t.Errorf("the text is %s", got)
	}
}

func TestHeadlinesOfOtherArticlesAtTheEndAreFurniture(t *testing.T) {
	d := Parse("Army retakes town\n\nThe army retook the town on Monday.\n\nRebels free ten hostages\n\nMinister visits the east\n\nRain ruins the harvest\n", 0)
	for _, p := range d.Paragraphs[2:] {
		if p.Kind != Furniture {
			t.Errorf("%q is %s", p.In(d.Text), p.Kind)
		}
	}
}

func TestALabelOnTopIsTheHeadlines(t *testing.T) {
	d := Parse("Opinion: the east needs peace\n\nThe army retook the town on Monday.\n", 0)
	if got := d.Paragraphs[0].Kind; got != Title {
		t.Errorf("the headline is %s", got)
	}
}

func TestTheAuthorsNameAboveTheTextIsAByline(t *testing.T) {
	for _, name := range []string{"Jane Doe", "Jane Doe in Kabul", "Jane Doe, Foreign Correspondent", "Jane Doe and John Roe in Nairobi"} {
		d := Parse("Army retakes town\n\n"+name+"\n\nThe army retook the town on Monday.\n", 0)
		if got := d.Paragraphs[1].Kind; got != Byline {
			t.Errorf("%q is %s", name, got)
		}
	}
}

func TestDatelines(t *testing.T) {
	tests := []struct{ text, place, agency, span string }{
		{"KABUL, Afghanistan (Reuters) - A bomb went off.", "KABUL, Afghanistan", "Reuters", "KABUL, Afghanistan (Reuters) -"},
		{"MOGADISHU — A bomb went off.", "MOGADISHU", "", "MOGADISHU —"},
		{"Nairobi, 12 May (AFP) – A bomb went off.", "Nairobi", "AFP", "Nairobi, 12 May (AFP) –"},
		{"BAMAKO, May 12 (Reuters) - A bomb went off.", "BAMAKO", "Reuters", "BAMAKO, May 12 (Reuters) -"},
		{"MAIDUGURI, Nigeria (AP) — A bomb went off.", "MAIDUGURI, Nigeria", "AP", "MAIDUGURI, Nigeria (AP) —"},
		{"PORT-AU-PRINCE, Jan. 3 — A bomb went off.", "PORT-AU-PRINCE", "", "PORT-AU-PRINCE, Jan. 3 —"},
		{"QUETTA: A bomb went off.", "QUETTA", "", "QUETTA:"},
		{"NEW DELHI (ANI): A bomb went off.", "NEW DELHI", "ANI", "NEW DELHI (ANI):"},
		{"N'Djamena – A bomb went off.", "N'Djamena", "", "N'Djamena –"},
		{"BEIRUT/AMMAN (Reuters) - A bomb went off.", "BEIRUT/AMMAN", "Reuters", "BEIRUT/AMMAN (Reuters) -"},
		{"(Reuters) - A bomb went off.", "", "Reuters", "(Reuters) -"},
		{"Gunmen — some in uniform — attacked a town.", "", "", ""},
		{"UPDATE: A bomb went off.", "", "", ""},
		{"ISIS - A history.", "", "", ""},
		{"Police said: “A bomb went off.”", "", "", ""},
		{"The group (Example Front) - A new one - attacked.", "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			d := Parse("Bomb goes off\n\n"+test.text+"\n", 0)
			place, agency, span, ok := d.Dateline()
			if place != test.place || agency != test.agency || span.In(d.Text) != test.span || ok != (test.span != "") {
				t.Errorf("got %q %q %q %v", place, agency, span.In(d.Text), ok)
			}
		})
	}
	d := Parse("Bomb goes off\n\nKABUL, Afghanistan (AP)\n\nA bomb went off.\n", 0)
	if place, agency, _, ok := d.Dateline(); place != "KABUL, Afghanistan" || agency != "AP" || !ok || d.Paragraphs[1].Kind != Byline {
		t.Errorf("a dateline on its own line: %q %q %v, %s", place, agency, ok, d.Paragraphs[1].Kind)
	}
}

func TestClassifyingIsTheSameWhateverTheLineEnds(t *testing.T) {
	unix, dos := Parse(sahelReport, 0), Parse(strings.ReplaceAll(sahelReport, "\n", "\r\n"), 0)
	if len(unix.Paragraphs) != len(dos.Paragraphs) {
		t.Fatalf("%d and %d paragraphs", len(unix.Paragraphs), len(dos.Paragraphs))
	}
	for i := range unix.Paragraphs {
		if unix.Paragraphs[i].Kind != dos.Paragraphs[i].Kind {
			t.Errorf("paragraph %d is %s and %s", i, unix.Paragraphs[i].Kind, dos.Paragraphs[i].Kind)
		}
	}
}
