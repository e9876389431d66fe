DROP INDEX event_reviews_worth;
CREATE INDEX event_reviews_worth ON event_reviews (countable, state, worth, event, week, country);
CREATE INDEX event_reviews_country ON event_reviews (country, countable, state, worth, event, week);

CREATE INDEX events_made ON events (made);
CREATE INDEX release_events_event ON release_events (event);

CREATE TABLE events_gone (
	event {{key}} PRIMARY KEY,
	made  BIGINT NOT NULL
){{clustered}};
