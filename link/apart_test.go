package link_test

import "testing"

func TestEventsOfOneTownAndDayAreToldApartByHourAndPeople(t *testing.T) {
	rec := world(t,
		report{"Nineveh Post", "2021-08-05", "Bomb on a bus in Kirkuk\n\nA bomb killed three passengers on a bus in Kirkuk on Wednesday morning, police said."},
		report{"Baghdad Courier", "2021-08-05", "Bomb in a cafe in Kirkuk\n\nA bomb killed five guests of a cafe in Kirkuk on Wednesday evening, police said."})
	if len(rec.Events) != 2 {
		t.Errorf("%d events; two bombs, of the morning and of the evening, are two", len(rec.Events))
	}
}

func TestOtherWordsForTheSamePeopleAndARisingTollAreOneEvent(t *testing.T) {
	rec := world(t,
		report{"Nineveh Post", "2021-08-05", "Bomb on a bus in Kirkuk\n\nA bomb killed three people on a bus in Kirkuk on Wednesday morning, police said."},
		report{"Baghdad Courier", "2021-08-06", "Toll of Kirkuk bus bombing rises\n\nFive passengers died when a bomb exploded on a bus in Kirkuk on Wednesday morning, a hospital said. The toll had risen from three."})
	if len(rec.Events) != 1 {
		t.Errorf("%d events; a toll that rises is one event's", len(rec.Events))
	}
}
