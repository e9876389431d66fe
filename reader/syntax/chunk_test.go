package syntax

import (
	"strings"
	"testing"
)

// bracketed are the noun phrases, verb groups and times of a sentence, the
// small words between them bare.
func bracketed(s *Sentence) string {
	var out []string
	for _, c := range s.Chunks {
		w := s.Quote(s.SpanOf(c.From, c.To))
		switch c.Kind {
		case NP:
			w = "[" + w + "]"
		case VG:
			w = "<" + w + ">"
		case Adv:
			w = "{" + w + "}"
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

func TestChunks(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a clause is phrases around a verb group", "Gunmen killed three soldiers near Gao on Tuesday.", "[Gunmen] <killed> [three soldiers] near [Gao] {on Tuesday} ."},
		{"auxiliaries and negation belong to the verb", "The army has not attacked the town.", "[The army] <has not attacked> [the town] ."},
		{"a particle belongs to its verb", "Police shot dead a trader and two porters.", "[Police] <shot dead> [a trader] and [two porters] ."},
		{"a possessor is part of the phrase", "The governor's spokesman left.", "[The governor's spokesman] <left> ."},
		{"prepositions of several words are one", "He spoke on behalf of the group.", "[He] <spoke> on behalf of [the group] ."},
		{"what follows of is a phrase of its own", "The killing of a judge angered the town.", "[The killing] of [a judge] <angered> [the town] ."},
		{"a time before the noun is part of the phrase", "The 2016 attack was worse.", "[The 2016 attack] <was> [worse] ."},
		{"a number with its qualifier is part of the phrase", "At least 20 soldiers died.", "[At least 20 soldiers] <died> ."},
		{"an adjective alone can be people", "The wounded were treated.", "[The wounded] <were treated> ."},
		{"a participle before a noun is an adjective", "Armed men stopped the bus.", "[Armed men] <stopped> [the bus] ."},
		{"a participle before an object is a verb", "The rebels attacked the village, killing four people.", "[The rebels] <attacked> [the village] , <killing> [four people] ."},
		{"an event noun in -ing closes a phrase", "The market bombing shook the town.", "[The market bombing] <shook> [the town] ."},
		{"an infinitive is a verb group", "The men tried to enter the base.", "[The men] <tried> <to enter> [the base] ."},
		{"an acronym behind a name is part of the phrase", "National Liberation Army (ELN) guerrillas attacked the post.", "[National Liberation Army (ELN) guerrillas] <attacked> [the post] ."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := bracketed(sentence(t, c.text)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestChunksCoverTheSentence(t *testing.T) {
	for _, text := range []string{
		"“We will not leave,” the mayor said; the governor – who had come by road – agreed.",
		"KILLED: two (2) officers, a dog, and - so it is said - a hen!",
		"'' \" , , of of the the and",
	} {
		for _, s := range sentences(text) {
			at := 0
			for i, c := range s.Chunks {
				if c.From != at || c.To <= c.From {
					t.Errorf("%q: chunk %d is tokens %d to %d, want one from %d", text, i, c.From, c.To, at)
				}
				for k := c.From; k < c.To; k++ {
					if s.ChunkOf(k) != i {
						t.Errorf("%q: token %d is of chunk %d, want %d", text, k, s.ChunkOf(k), i)
					}
				}
				at = c.To
			}
			if at != len(s.Tokens) {
				t.Errorf("%q: chunks end at token %d of %d", text, at, len(s.Tokens))
			}
		}
	}
}

func TestVerbGroups(t *testing.T) {
	for _, c := range []struct{ name, text, lemma, want string }{
		{"a past tense", "Gunmen attacked the post.", "attack", "finite past"},
		{"a passive", "The post was attacked.", "attack", "finite past passive"},
		{"a perfect", "Gunmen have attacked the post.", "attack", "finite perfect"},
		{"a perfect in the passive", "The mayor had been kidnapped.", "kidnap", "finite past perfect passive"},
		{"a negation", "Gunmen did not attack the post.", "attack", "finite past negated"},
		{"a modal", "The rebels may attack again.", "attack", "finite may"},
		{"a future", "The rebels will attack again.", "attack", "finite will"},
		{"an infinitive", "The rebels want to attack the post.", "attack", "infinitive"},
		{"an infinitive of the perfect", "Militants are believed to have kidnapped the doctor.", "kidnap", "infinitive perfect"},
		{"a gerund", "The rebels were blamed for attacking the post.", "attack", "gerund"},
		{"a reduced relative", "The soldiers killed in the ambush were buried.", "kill", "participle passive"},
		{"a particle makes another verb", "Gunmen shot dead a trader.", "shoot dead", "finite past"},
	} {
		t.Run(c.name, func(t *testing.T) {
			vg := verb(t, sentence(t, c.text), c.lemma)
			var got []string
			for _, f := range []struct {
				name string
				on   bool
			}{{"finite", vg.Finite}, {"infinitive", vg.Infinitive}, {"gerund", vg.Gerund}, {"participle", vg.Participle}, {"past", vg.Past}, {"perfect", vg.Perfect}, {"passive", vg.Passive}, {"negated", vg.Negated}, {vg.Modal, vg.Modal != ""}} {
				if f.on {
					got = append(got, f.name)
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

func TestASentenceMayEndInAVerbNoun(t *testing.T) {
	// a headline without a full stop once ran past its last word
	sentence(t, "Father charged in fatal apartment shooting")
	sentence(t, "Two held over market bombing")
}
