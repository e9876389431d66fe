package syntax

import "testing"

func TestArguments(t *testing.T) {
	for _, c := range []struct{ name, text, verb, subject, object string }{
		{"an active", "Gunmen killed three soldiers near Gao.", "kill", "Gunmen", "three soldiers"},
		{"a passive has its agent behind by", "Three soldiers were killed by gunmen near Gao.", "kill", "gunmen", "Three soldiers"},
		{"a passive without an agent", "Three soldiers were killed.", "kill", "", "Three soldiers"},
		{"a reduced relative has its noun as object", "The soldiers killed in the ambush were buried.", "kill", "", "The soldiers"},
		{"the verb behind a reduced relative has the same noun", "The soldiers killed in the ambush were buried.", "bury", "", "The soldiers"},
		{"a relative clause has its antecedent as subject", "The group which attacked the town fled.", "attack", "The group", "the town"},
		{"the verb behind a relative clause too", "The group which attacked the town fled.", "flee", "The group", ""},
		{"a relative clause in the passive has it as object", "The mayor, who had been kidnapped in May, was freed.", "kidnap", "", "The mayor"},
		{"a parenthesis is passed over", "The mayor, who had been kidnapped in May, was freed.", "free", "", "The mayor"},
		{"objects are coordinated", "Attackers ambushed a patrol, a convoy and a bus.", "ambush", "Attackers", "a patrol | a convoy | a bus"},
		{"subjects are coordinated", "Soldiers and policemen stormed the house.", "storm", "Soldiers | policemen", "the house"},
		{"verbs are coordinated under one subject", "Gunmen entered the church and shot the priest.", "shoot", "Gunmen", "the priest"},
		{"a participle behind a comma has the clause's subject", "The rebels attacked the village, killing four people and burning the school.", "kill", "The rebels", "four people"},
		{"so has one coordinated to it", "The rebels attacked the village, killing four people and burning the school.", "burn", "The rebels", "the school"},
		{"a participle that opens the sentence has the subject that follows", "Announcing the truce, the minister thanked both sides.", "announce", "the minister", "the truce"},
		{"an infinitive has the subject of its verb", "The men tried to enter the base.", "enter", "The men", "the base"},
		{"behind order it has the object", "The general ordered his men to attack the camp.", "attack", "his men", "the camp"},
		{"behind a belief it has who is believed", "Militants were believed to have kidnapped the doctor.", "kidnap", "Militants", "the doctor"},
		{"whom one accuses is the subject of the gerund", "Villagers accused soldiers of killing a shepherd.", "kill", "soldiers", "a shepherd"},
		{"whom one charges too", "The court charged three men with planning an attack.", "plan", "three men", "an attack"},
		{"a plan that police foiled is not theirs", "Police foiled a plan to bomb the market.", "bomb", "", "the market"},
		{"a prepositional phrase is no subject", "A vehicle packed with explosives hit the gate.", "hit", "A vehicle", "the gate"},
		{"the head of an of phrase is the subject", "Members of the band attacked the post.", "attack", "Members", "the post"},
		{"reported speech has its own subject", "The governor's spokesman said troops had retaken the town.", "retake", "troops", "the town"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sentence(t, c.text)
			a := s.ArgumentsOf(verb(t, s, c.verb))
			if got := words(a.Subject); got != c.subject {
				t.Errorf("subject %q, want %q", got, c.subject)
			}
			if got := words(a.Object); got != c.object {
				t.Errorf("object %q, want %q", got, c.object)
			}
		})
	}
}

func TestPrepositionalPhrases(t *testing.T) {
	for _, c := range []struct{ name, text, verb, prep, want string }{
		{"one behind the object", "Gunmen killed three soldiers near Gao.", "kill", "near", "Gao"},
		{"one behind another", "The army attacked rebels in a village near Gao.", "attack", "near", "Gao"},
		{"one over an adverb of time", "The army attacked on Tuesday in a village.", "attack", "in", "a village"},
		{"coordinated ones", "Bombs went off in Gao and Kidal.", "go off", "in", "Gao | Kidal"},
		{"none of the next clause", "Gunmen killed a trader and police arrested a man in Gao.", "kill", "in", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sentence(t, c.text)
			if got := words(s.ArgumentsOf(verb(t, s, c.verb)).Prep(c.prep)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestArgumentsOfANounStandBehindIt(t *testing.T) {
	s := sentence(t, "The killing of a judge by gunmen in Quetta angered lawyers.")
	a := s.ArgumentsOfNoun(s.Chunks[0].NP)
	for prep, want := range map[string]string{"of": "a judge", "by": "gunmen", "in": "Quetta"} {
		if got := words(a.Prep(prep)); got != want {
			t.Errorf("%s: %q, want %q", prep, got, want)
		}
	}
}

func TestLists(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"one phrase", "Gunmen of the north.", "Gunmen"},
		{"and joins two", "Gunmen and drivers.", "Gunmen | drivers"},
		{"commas join when an and closes them", "Gunmen, drivers and cooks.", "Gunmen | drivers | cooks"},
		{"an of phrase belongs to its noun", "Members of the band and drivers.", "Members | drivers"},
		{"a comma alone makes an apposition", "Gunmen, a band of thieves, fled to the hills.", "Gunmen"},
		{"an and before a clause joins nothing", "A gunman and soldiers followed him.", "A gunman"},
	} {
		t.Run(c.name, func(t *testing.T) {
			nps, _ := sentence(t, c.text).List(0)
			if got := words(nps); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
