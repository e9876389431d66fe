package main

import "strings"

// wordsMost is the greatest length that reports can be given.
const wordsMost = 2000

// lengthen lets a report go on about its happening until it has the words that were
// asked for. Reports without that stay as short as radio and desks have them.
func (s *stream) lengthen(c *composer, h *happening) {
	rules := []string{"detail." + h.manner, "voice", "response", "reaction", "context", "context.plain"}
	n := 0
	for _, para := range c.page.paragraphs {
		for _, sentence := range para {
			n += len(strings.Fields(sentence.text))
		}
	}
	for i := 0; n < s.words && i < wordsMost; i++ {
		if !c.say(one(c.t.dice, rules), h) {
			continue
		}
		n += len(strings.Fields(c.para[len(c.para)-1].text))
		if i%2 == 1 {
			c.end()
		}
	}
	c.end()
}
