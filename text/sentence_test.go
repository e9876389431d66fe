package text

import (
	"strings"
	"testing"

	"dateline"

	"github.com/google/go-cmp/cmp"
)

func sentencesOf(s string) []string {
	var out []string
	for _, span := range cutSentences(s, dateline.Span{Start: 0, End: len(s)}) {
		out = append(out, span.In(s))
	}
	return out
}

func TestSentencesEndWhereTheyEnd(t *testing.T) {
	tests := []struct{ name, text string }{ // a bar marks each boundary
		{"plain sentences", "The army left.|Nobody stayed.|Why?|It was over!"},
		{"ranks before names", "Lt. Gen. Omar Bah met Col. Sy, Maj. Ka, Capt. Li and Sgt. Ro.|They spoke."},
		{"offices before names", "Gov. Musa Ali and Sen. Jane Roe wrote to Rep. John Doe.|He answered."},
		{"saints and doctors", "The hospital in St. Louis sent Dr. Diop and Mr. Fall.|They came."},
		{"the United States inside a sentence", "The U.S. military and U.N. peacekeepers met.|They agreed."},
		{"the United States at the end of one", "He was born in the U.S. The family left later."},
		{"clock times", "It began at 5 a.m. on Monday and ended at 7 p.m. Friday.|By 9 p.m. they had left."},
		{"a clock time at the end", "It began at 5 a.m.|Soldiers came at noon."},
		{"numbers after No.", "He is the No. 2 of the group.|No. 3 is dead."},
		{"the answer no", "Asked again, he said no.|The talks failed."},
		{"initials", "J. K. Doe and A.B. Roe wrote it.|They knew."},
		{"months", "It fell on Jan. 5 and again in Sept. 2018.|Then it stopped."},
		{"a quote that closes after the stop", "“They came at night.”|He saw them."},
		{"a straight quote that closes after the stop", "\"They came at night.\"|He saw them."},
		{"a question inside a sentence", "“Why us?” she asked.|No one knew."},
		{"a bracket that closes after the stop", "It rained. (It always does.)|We left."},
		{"two quotes without a space", "“They left.”|“All of them.”"},
		{"a stop without a space", "They took the town.|The army fled."},
		{"a decimal number", "It cost 3.5 million dollars.|It was 2.30 in the morning."},
		{"a name with a small article", "Nobody was hurt.|al-Shabaab said so."},
		{"an ellipsis in mid-sentence", "We waited … and waited.|They came."},
		{"a company", "Example Corp. said Doe Inc. had left.|It stayed."},
		{"a numbered point", "1. The army leaves.|2. The rebels disarm."},
		{"versus", "It was army vs. rebels.|The rebels lost."},
		{"a short name before the stop", "They killed Ali.|His brother fled to Goa.|He lives."},
		{"a web address", "See example.com for more.|It lists all."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := strings.Split(test.text, "|")
			joined := strings.ReplaceAll(test.text, "|", " ")
			switch test.name {
			case "a stop without a space", "two quotes without a space":
				joined = strings.ReplaceAll(test.text, "|", "")
			case "the United States at the end of one":
				want = []string{"He was born in the U.S.", "The family left later."}
			case "a bracket that closes after the stop":
				want = []string{"It rained.", "(It always does.)", "We left."}
			}
			if diff := cmp.Diff(want, sentencesOf(joined)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// tagged writes the tokens of the first sentence of a body as word/tag/lemma.
func tagged(s string) string {
	d := Parse("Title here\n\n"+s+"\n", 0)
	var out []string
	for _, p := range d.Paragraphs[1:] {
		for _, sent := range p.Sentences {
			for _, t := range sent.Tokens {
				out = append(out, t.Text+"/"+t.Tag+"/"+t.Lemma)
			}
		}
	}
	return " " + strings.Join(out, " ") + " "
}

func TestTokensAndTags(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a possessive is a token of its own", "The group’s leader fled.", "group/NN/group ’s/POS/'s leader/NN/leader fled/VBD/flee ./."},
		{"the possessive of a plural", "The rebels’ leader fled.", "rebels/NNS/rebel ’/POS/'"},
		{"a hyphenated word is one token", "The Iran-backed group left.", "Iran-backed/JJ"},
		{"a contraction", "They didn’t attack, they’ve said.", "did/VBD/do n’t/RB/not attack/VB/attack ,/,/, they/PRP/they ’ve/VBP/have said/VBN/say"},
		{"will and can in short", "They won't leave and can't stay.", "wo/MD/will n't/RB/not leave/VB/leave and/CC/and ca/MD/can n't/RB/not stay/VB/stay"},
		{"cannot is two words", "They cannot leave.", "can/MD/can not/RB/not leave/VB/leave"},
		{"an Arabic name keeps its apostrophe", "Police in Sana'a held Nu’man Sa'di.", "Sana'a/NNP/sana'a held/VBD/hold Nu’man/NNP/nu'man Sa'di/NNP/sa'di"},
		{"quotes are marks", "He fled the “emirate” on foot.", "“/``/“ emirate/NN/emirate ”/''/”"},
		{"single quotes are marks", "He fled the ‘emirate’ on foot.", "‘/``/' emirate/NN/emirate ’/''/'"},
		{"straight single quotes are marks", "He fled the 'emirate' on foot.", "'/``/' emirate/NN/emirate '/''/'"},
		{"dashes part words", "The town—taken in May—fell again.", "town/NN/town —/:/-- taken/VBN/take in/IN/in May/NNP/may —/:/-- fell/VBD/fall"},
		{"a slash parts words", "Fighting spread in Kunar/Nangarhar.", "Kunar/NNP/kunar //:// Nangarhar/NNP/nangarhar"},
		{"money and shares", "Some 5% of $10 million.", "5/CD/5 %/NN/% of/IN/of $/$/$ 10/CD/10 million/CD/million"},
		{"a rank keeps its stop", "They shot Capt. Diop on Sept. 3.", "Capt./NNP/capt. Diop/NNP/diop on/IN/on Sept./NNP/sept. 3/CD/3 ./."},
		{"a short name at the end loses it", "They shot Ali.", "Ali/NNP/ali ././."},
		{"killed after were is a participle", "Five people were killed in the raid.", "were/VBD/be killed/VBN/kill"},
		{"so is one after an adverb", "They had reportedly been shot dead.", "been/VBN/be shot/VBN/shoot dead/JJ/dead"},
		{"so is the second of two", "Ten were killed and wounded in it.", "killed/VBN/kill and/CC/and wounded/VBN/wound"},
		{"killed before its object is a past tense", "Gunmen killed five people.", "Gunmen/NNS/gunman killed/VBD/kill five/CD/five people/NNS/people"},
		{"irregular verbs", "Rebels took the town, blew up a bridge and slew the guards, who fought back.", "took/VBD/take the/DT/the town/NN/town ,/,/, blew/VBD/blow up/RP/up a/DT/a bridge/NN/bridge and/CC/and slew/VBD/slay the/DT/the guards/NNS/guard ,/,/, who/WP/who fought/VBD/fight"},
		{"the killing of someone is a noun", "They claimed the killing of a judge.", "the/DT/the killing/NN/killing of/IN/of"},
		{"so is a market bombing", "It followed a market bombing targeting traders.", "bombing/NN/bombing targeting/VBG/target traders/NNS/trader"},
		{"a verb after could", "They could target the port.", "could/MD/could target/VB/target the/DT/the"},
		{"a verb after to", "They came to attack the port.", "to/TO/to attack/VB/attack the/DT/the"},
		{"a noun that opens a sentence", "Militants fled.", "Militants/NNS/militant fled/VBD/flee"},
		{"a noun after a dateline", "KABUL (AFP) - Gunmen fled the scene.", "Gunmen/NNS/gunman fled/VBD/flee"},
		{"a name with a small article", "He joined al-Qaeda.", "al-Qaeda/NNP/al-qaeda"},
		{"plurals in -men", "Two policemen and three militiamen died.", "policemen/NNS/policeman and/CC/and three/CD/three militiamen/NNS/militiaman died/VBD/die"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := tagged(test.text); !strings.Contains(got, test.want) {
				t.Errorf("want %s in\n%s", test.want, got)
			}
		})
	}
}

func TestAHeadlineInCapitalsHasVerbsAndNouns(t *testing.T) {
	d := Parse("Gunmen Attack Army Post In Mali, Kill Five\n\nGunmen attacked an army post in Mali.\n", 0)
	var got []string
	for _, tok := range d.Paragraphs[0].Sentences[0].Tokens {
		got = append(got, tok.Text+"/"+tok.Tag)
	}
	line := strings.Join(got, " ")
	for _, want := range []string{"Gunmen/NNS", "Army/NN", "Post/NN", "In/IN", "Mali/NNP"} {
		if !strings.Contains(line, want) {
			t.Errorf("want %s in %s", want, line)
		}
	}
	if !strings.Contains(line, "Attack/VB") || !strings.Contains(line, "Kill/VB") {
		t.Errorf("want verbs in %s", line)
	}
}

func TestLemmas(t *testing.T) {
	tests := map[string]string{ // by tag, then word:lemma
		"VBD": "shot:shoot slew:slay fled:flee fought:fight struck:strike blew:blow threw:throw took:take seized:seize killed:kill wounded:wound died:die denied:deny stopped:stop kidnapped:kidnap" +
			" controlled:control shelled:shell announced:announce attributed:attribute raided:raid invaded:invade exploded:explode flooded:flood detonated:detonate defeated:defeat united:unite visited:visit" +
			" fired:fire repaired:repair injured:injure murdered:murder offered:offer ignored:ignore mentioned:mention assumed:assume claimed:claim escaped:escape developed:develop freed:free agreed:agree" +
			" merged:merge pledged:pledge changed:change hanged:hang belonged:belong beheaded:behead recruited:recruit executed:execute targeted:target established:establish ambushed:ambush bombed:bomb rammed:ram" +
			" torched:torch hijacked:hijack smuggled:smuggle rescued:rescue bore:bear left:leave found:find led:lead re-arrested:re-arrest machine-gunned:machine-gun quoted:quote guided:guide",
		"VBN": "slain:slay taken:take thrown:throw been:be founded:found wounded:wound beaten:beat hidden:hide driven:drive sworn:swear overrun:overrun withdrawn:withdraw held:hold",
		"VBG": "killing:kill wounding:wound using:use fleeing:flee dying:die riding:ride planning:plan hitting:hit releasing:release targeting:target carrying:carry saying:say seeing:see raping:rape laying:lay aiming:aim",
		"VBZ": "says:say flees:flee denies:deny clashes:clash goes:go attacks:attack has:have is:be dies:die releases:release",
		"NNS": "policemen:policeman militiamen:militiaman women:woman children:child bodies:body knives:knife lives:life attacks:attack clashes:clash hostages:hostage buses:bus viruses:virus crises:crisis" +
			" houses:house bases:base forces:force heroes:hero series:series headquarters:headquarters barracks:barracks wounded:wounded dead:dead 1990s:1990s IEDs:ied armies:army boxes:box ex-rebels:ex-rebel people:people",
		"JJR": "larger:large deadlier:deadly", "NNP": "Kabul:kabul", "MD": "could:could",
	}
	for tag, pairs := range tests {
		for pair := range strings.FieldsSeq(pairs) {
			word, want, _ := strings.Cut(pair, ":")
			if got := Lemma(word, tag); got != want {
				t.Errorf("%s %s has lemma %s, want %s", tag, word, got, want)
			}
		}
	}
}
