CREATE TABLE frozen_events (
	event  {{key}} NOT NULL,
	digest BIGINT NOT NULL,
	data   {{bytes}} NOT NULL,
	PRIMARY KEY (event, digest)
);
INSERT INTO frozen_events (event, digest, data)
SELECT e.id, e.digest, b.data FROM events e JOIN event_bodies b ON b.event = e.id WHERE EXISTS (SELECT 1 FROM release_events f WHERE f.event = e.id AND f.digest = e.digest);

ALTER TABLE release_events DROP COLUMN fields;
ALTER TABLE releases ADD COLUMN countable BIGINT;
ALTER TABLE releases ADD COLUMN reports BIGINT;
ALTER TABLE releases ADD COLUMN decisions BIGINT;
