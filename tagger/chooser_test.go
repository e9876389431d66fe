package tagger

import (
	"testing"
)

// A heart learns by heart; a chooser over it needs no more.
type heart map[[2]uint64]int32

func (t heart) Score(features []uint64, into []int32) {
	for _, f := range features {
		for c := range into {
			into[c] += t[[2]uint64{f, uint64(c)}]
		}
	}
}

func (t heart) Update(features []uint64, class int, delta int32) {
	for _, f := range features {
		t[[2]uint64{f, uint64(class)}] += delta
	}
}

func (t heart) Tick() {}

func TestAChooserSharesWhatOutputsHaveInCommon(t *testing.T) {
	c, err := NewChooser([]string{"+", "attack", "=attack.air", "=attack.mine", "=protest"}, heart{})
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		c.Learn([]string{"jet", "struck"}, "attack.air", 2)
		c.Learn([]string{"mine", "struck"}, "attack.mine", 2)
		c.Learn([]string{"crowd", "marched"}, "protest", 2)
		c.Learn([]string{"clock", "read"}, "", 2)
	}
	for features, want := range map[[2]string]string{{"jet", "struck"}: "attack.air", {"mine", "struck"}: "attack.mine", {"crowd", "marched"}: "protest"} {
		if got, lead, _ := c.Choose(features[:], ""); got != want || lead <= 0 {
			t.Errorf("%v: %s by %d, want %s", features, got, lead, want)
		}
	}
	if got, lead, _ := c.Choose([]string{"clock", "read"}, ""); lead > 0 {
		t.Errorf("a clock reads: %s by %d", got, lead)
	}
	got, lead, _ := c.Choose([]string{"struck"}, "")
	if _, _, over := c.Choose([]string{"struck"}, "protest"); (got != "attack.air" && got != "attack.mine") || over <= 0 || lead <= 0 {
		t.Errorf("what both types share: %s, %d over protest", got, over)
	}
}

func TestAModelWithoutOutputsIsRefused(t *testing.T) {
	if _, err := NewChooser([]string{"+", "attack"}, heart{}); err == nil {
		t.Error("no error")
	}
	if _, err := OpenEvents(nil); err == nil {
		t.Error("no bytes open as the models of events")
	}
}

func TestTheEmbeddedModelsOfEventsOpen(t *testing.T) {
	e, err := DefaultEvents()
	if err != nil {
		t.Fatal(err)
	}
	features := []string{"bias", "V", "w|Vkill", "R|V|attack.killing", "Rw|attack.killing|Vkill", "R.any", "Rfam|V|attack", "C|V|attack.killing", "f|active"}
	if got, lead, _ := e.Trigger.Choose(features, ""); got != "attack.killing" || lead <= 0 {
		t.Errorf("kill: %s by %d, want a killing", got, lead)
	}
}
