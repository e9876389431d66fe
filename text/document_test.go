package text

import (
	"strings"
	"testing"

	"dateline"

	"github.com/google/go-cmp/cmp"
)

// outline writes a document as one line a sentence, its tokens parted by
// spaces, with the kind of its paragraph in front.
func outline(d *Document) []string {
	var out []string
	for _, p := range d.Paragraphs {
		if len(p.Sentences) == 0 {
			out = append(out, string(p.Kind)+": "+strings.Join(strings.Fields(p.In(d.Text)), " "))
		}
		for _, s := range p.Sentences {
			var words []string
			for _, t := range s.Tokens {
				words = append(words, t.Text)
			}
			out = append(out, string(p.Kind)+": "+strings.Join(words, " "))
		}
	}
	return out
}

const sahelReport = `Gunmen Kill 12 in Raid on Army Post in Northern Burkina Faso
By Awa Diallo and John Roe in Ouagadougou
Published 4 May 2019, 10:34 GMT
4 min read

OUAGADOUGOU, May 4 (Reuters) - Gunmen riding motorbikes attacked an army post near the town of Djibo on Friday, killing at least a dozen soldiers, Gen. Moussa Traore said.

“We didn’t hear anything until 5 a.m. They came from the U.S.-built road,” said Lt. Col. Issa Ba. “Then they fled.” He was wounded.

Soldiers stand guard outside a hospital in Djibo on Saturday. Photo: A. Nother/AFP

The ruins of a market in Dori, in March

A string of attacks

No one claimed the raid. It was the No. 2 commander's third visit—the last was in Jan. 2018—and "nobody knew," he added. The army said it killed 12 militants in the raid

Read more: What is happening in the Sahel?

ADVERTISEMENT

(Reporting by Awa Diallo; Editing by John Roe)

Related stories
Army chief sacked after raid
Mali holds talks with rebels

Comments (12)

He should resign. I said so.
`

func TestAReportIsCutIntoParagraphsSentencesAndTokens(t *testing.T) {
	want := []string{
		"title: Gunmen Kill 12 in Raid on Army Post in Northern Burkina Faso",
		"byline: By Awa Diallo and John Roe in Ouagadougou",
		"byline: Published 4 May 2019, 10:34 GMT",
		"byline: 4 min read",
		"body: OUAGADOUGOU , May 4 ( Reuters ) - Gunmen riding motorbikes attacked an army post near the town of Djibo on Friday , killing at least a dozen soldiers , Gen. Moussa Traore said .",
		"body: “ We did n’t hear anything until 5 a.m.",
		"body: They came from the U.S.-built road , ” said Lt. Col. Issa Ba .",
		"body: “ Then they fled . ”",
		"body: He was wounded .",
		"caption: Soldiers stand guard outside a hospital in Djibo on Saturday .",
		"caption: Photo : A. Nother / AFP",
		"caption: The ruins of a market in Dori , in March",
		"heading: A string of attacks",
		"body: No one claimed the raid .",
		"body: It was the No. 2 commander 's third visit — the last was in Jan. 2018 — and \" nobody knew , \" he added .",
		"body: The army said it killed 12 militants in the raid",
		"furniture: Read more: What is happening in the Sahel?",
		"furniture: ADVERTISEMENT",
		"byline: (Reporting by Awa Diallo; Editing by John Roe)",
		"furniture: Related stories",
		"furniture: Army chief sacked after raid",
		"furniture: Mali holds talks with rebels",
		"furniture: Comments (12)",
		"furniture: He should resign. I said so.",
	}
	d := Parse(sahelReport, 0)
	checkOffsets(t, d, 0)
	if diff := cmp.Diff(want, outline(d)); diff != "" {
		t.Error(diff)
	}
	place, agency, span, ok := d.Dateline()
	if place != "OUAGADOUGOU" || agency != "Reuters" || !ok || span.In(d.Text) != "OUAGADOUGOU, May 4 (Reuters) -" {
		t.Errorf("dateline %q %q %q %v", place, agency, span.In(d.Text), ok)
	}
	if title, ok := d.Title(); !ok || !strings.HasPrefix(title.In(d.Text), "Gunmen Kill") {
		t.Errorf("title %q %v", title.In(d.Text), ok)
	}
}

// checkOffsets fails when a span lies outside the text, leaves what it is
// part of, overlaps the one before, or does not hold its words.
func checkOffsets(t *testing.T, d *Document, from int) {
	t.Helper()
	within := func(what string, outer, s dateline.Span, after int) {
		if s.Start >= s.End || !outer.Contains(s) || s.Start < after {
			t.Fatalf("%s %v lies outside %v or before %d", what, s, outer, after)
		}
	}
	para := from
	for _, p := range d.Paragraphs {
		within("paragraph", dateline.Span{Start: 0, End: len(d.Text)}, p.Span, para)
		para = p.End
		sent := p.Start
		for _, s := range p.Sentences {
			within("sentence", p.Span, s.Span, sent)
			sent = s.End
			at := s.Start
			for _, tok := range s.Tokens {
				within("token", s.Span, tok.Span, at)
				if gap := d.Text[at:tok.Start]; strings.TrimFunc(gap, blank) != "" {
					t.Fatalf("%q before token %v is in no token", gap, tok)
				}
				if tok.In(d.Text) != tok.Text {
					t.Fatalf("token %v says %q, the text %q", tok.Span, tok.Text, tok.In(d.Text))
				}
				if tok.Tag == "" || tok.Lemma == "" {
					t.Fatalf("token %v has no tag or no lemma", tok)
				}
				at = tok.End
			}
			if gap := d.Text[at:s.End]; strings.TrimFunc(gap, blank) != "" {
				t.Fatalf("%q at a sentence's end is in no token", gap)
			}
		}
		if own := p.Kind != Furniture && p.Kind != Byline; !own && len(p.Sentences) > 0 {
			t.Fatalf("%s has sentences", p.Kind)
		}
	}
}

func TestLinesAreJoinedOrParted(t *testing.T) {
	wrapped := "Rebels seize town in east\n" +
		"By Our Correspondent\n" +
		"GOMA: Rebels of the M23 group seized the town of Rutshuru on Monday, a local\n" +
		"official said, after two days of fighting that drove thousands of people from\n" +
		"their homes.\n" +
		"The army said that it had withdrawn to a village nearby and was getting ready\n" +
		"to strike back. It gave no toll.\n" +
		"Residents told of shelling through the night, and of bodies in the streets of\n" +
		"the town.\n"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a wrapped file without blank lines", wrapped, []string{"title: Rebels seize", "byline: By Our", "body: GOMA: Rebels", "body: The army said", "body: Residents told"}},
		{"the same with carriage returns", strings.ReplaceAll(wrapped, "\n", "\r\n"), []string{"title: Rebels seize", "byline: By Our", "body: GOMA: Rebels", "body: The army said", "body: Residents told"}},
		{"one line a paragraph without blank lines", "Rebels seize town\nThe rebels took the town on Monday.\nThe army fled.\nNobody was hurt.\n",
			[]string{"title: Rebels seize", "body: The rebels took", "body: The army fled.", "body: Nobody was hurt."}},
		{"a title glued on by one line break", "Five die in blast\nA bomb killed five people in Mogadishu on Monday, officials said.\n\nNobody claimed it.",
			[]string{"title: Five die", "body: A bomb killed", "body: Nobody claimed it."}},
		{"a sentence that goes on in small letters on the next line", "Five die in blast\n\nA bomb killed five people in the port of Mogadishu,\nofficials said.",
			[]string{"title: Five die", "body: A bomb killed"}},
		{"lines of white space part paragraphs", "Five die\n \t \nA bomb went off.\n\u00a0\nNobody claimed it.", []string{"title: Five die", "body: A bomb went", "body: Nobody claimed it."}},
		{"a list stays a list", "The group made three demands.\n\n- the release of prisoners\n- a ceasefire by Monday\n- talks with the governor",
			[]string{"body: The group made", "body: - the release", "body: - a ceasefire", "body: - talks with"}},
		{"a text without a title", "A bomb killed five people in Mogadishu on Monday.\n\nNobody claimed it.", []string{"body: A bomb killed", "body: Nobody claimed it."}},
		{"a title that asks", "Who is behind the raids?\n\nNobody knows.", []string{"title: Who is behind", "body: Nobody knows."}},
		{"a standfirst below the title", "Five die in blast\n\nGroup says its fighters set the bomb\n\nA bomb killed five people on Monday.", []string{"title: Five die", "heading: Group says its", "body: A bomb killed"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := Parse(test.text, 0)
			checkOffsets(t, d, 0)
			var got []string
			for _, p := range d.Paragraphs {
				words := strings.Fields(p.In(d.Text))
				if len(words) > 3 {
					words = words[:3]
				}
				got = append(got, string(p.Kind)+": "+strings.Join(words, " "))
			}
			for i := range test.want {
				if i < len(got) && strings.HasPrefix(got[i], test.want[i]) {
					got[i] = test.want[i]
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOffsetsCountFromTheStartOfTheFile(t *testing.T) {
	front := "---\ntitle: “Quoted”\n---\n"
	whole := "\uFEFF" + front + "Five die in blast\n\nA bomb killed five – “civilians all” – on Monday.\n"
	_, body, err := FrontMatter(whole)
	if err != nil {
		t.Fatal(err)
	}
	d := Parse(whole, body)
	checkOffsets(t, d, body)
	if p := d.Paragraphs[0]; p.Start != len("\uFEFF")+len(front) || p.Kind != Title {
		t.Errorf("the first paragraph is %v", p)
	}
}

func TestParseTakesAnyFrom(t *testing.T) {
	for _, from := range []int{-5, 0, 2, 400} {
		d := Parse("“Ab” c.", from)
		checkOffsets(t, d, 0)
	}
	if d := Parse("", 0); len(d.Paragraphs) != 0 {
		t.Error("an empty text has paragraphs")
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sahelReport, 0)
	f.Add("a’s ‘b’ “c” d—e f… U.S. Mr. X\r\nBy Y\n\n•z\u2028q", 3)
	f.Add("KABUL (AFP) — \xff\xfe. \"'.?!)] A", -1)
	f.Add("'''''s :) (8) ''' n't cannot .... -- a/b http://x.y/z", 0)
	f.Fuzz(func(t *testing.T, s string, from int) {
		d := Parse(s, from)
		checkOffsets(t, d, 0)
		d.Dateline()
		FrontMatter(s)
	})
}

func BenchmarkParse(b *testing.B) {
	text := sahelReport + strings.Repeat("\n\nThe governor of the province said on Tuesday that “the fighters” had taken two villages near the border, and that some 400 families were on the road to the capital.", 8)
	Parse(text, 0) // the models load on first use
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Parse(text, 0)
	}
}
