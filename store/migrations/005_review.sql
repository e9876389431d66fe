CREATE TABLE decision_reports (
	hash     {{key}} NOT NULL,
	decision BIGINT NOT NULL REFERENCES decisions (seq),
	PRIMARY KEY (hash, decision)
){{clustered}};
CREATE INDEX decision_reports_decision ON decision_reports (decision);

--{sqlite
INSERT INTO decision_reports (hash, decision)
WITH RECURSIVE covers (hash, id, seq) AS (
	SELECT json_extract(o.value, '$.report'), d.id, d.seq FROM decisions d, json_each(d.data, '$.on') o WHERE json_type(d.data, '$.on') = 'array'
	UNION SELECT c.hash, u.id, u.seq FROM covers c JOIN decisions u ON json_extract(u.data, '$.undoes') = c.id
)
SELECT DISTINCT hash, seq FROM covers;
--}
--{postgres
INSERT INTO decision_reports (hash, decision)
WITH RECURSIVE covers (hash, id, seq) AS (
	SELECT o ->> 'report', d.id, d.seq FROM decisions d, jsonb_array_elements(CASE WHEN jsonb_typeof(CAST(d.data AS jsonb) -> 'on') = 'array' THEN CAST(d.data AS jsonb) -> 'on' ELSE CAST('[]' AS jsonb) END) o
	UNION SELECT c.hash, u.id, u.seq FROM covers c JOIN decisions u ON CAST(u.data AS jsonb) ->> 'undoes' = c.id
)
SELECT DISTINCT hash, seq FROM covers;
--}

CREATE TABLE event_reviews (
	event     {{key}} PRIMARY KEY REFERENCES events (id),
	country   {{key}} NOT NULL,
	week      BIGINT NOT NULL,
	countable BIGINT NOT NULL,
	worth     BIGINT NOT NULL,
	state     {{key}} NOT NULL
){{clustered}};
CREATE INDEX event_reviews_worth ON event_reviews (countable, state, worth, event);
CREATE INDEX event_reviews_work ON event_reviews (country, week, countable, state, worth, event);
CREATE INDEX event_reviews_week ON event_reviews (week, country, countable, state);

CREATE TABLE worklist (
	country  {{key}} NOT NULL,
	week     BIGINT NOT NULL,
	state    TEXT NOT NULL,
	assigned {{key}} NOT NULL,
	note     TEXT NOT NULL,
	by_whom  TEXT NOT NULL,
	made     BIGINT NOT NULL,
	version  BIGINT NOT NULL,
	PRIMARY KEY (country, week)
){{clustered}};
CREATE INDEX worklist_assigned ON worklist (assigned, week);

CREATE TABLE assignments (
	event   {{key}} NOT NULL,
	coder   {{key}} NOT NULL,
	by_whom TEXT NOT NULL,
	made    BIGINT NOT NULL,
	PRIMARY KEY (coder, event)
){{clustered}};
CREATE INDEX assignments_event ON assignments (event);

CREATE TABLE codings (
	id      {{key}} PRIMARY KEY,
	event   {{key}} NOT NULL,
	first   {{key}} NOT NULL,
	second  {{key}} NOT NULL,
	done    TEXT NOT NULL,
	by_whom TEXT NOT NULL,
	made    BIGINT NOT NULL,
	closed  TEXT NOT NULL,
	refs    TEXT NOT NULL
);
CREATE INDEX codings_first ON codings (first, closed);
CREATE INDEX codings_second ON codings (second, closed);

CREATE TABLE releases (
	seq     {{serial}},
	name    {{key}} NOT NULL UNIQUE,
	made    BIGINT NOT NULL,
	by_whom TEXT NOT NULL,
	note    TEXT NOT NULL,
	query   TEXT NOT NULL,
	events  BIGINT NOT NULL
);

CREATE TABLE release_events (
	release BIGINT NOT NULL REFERENCES releases (seq),
	event   {{key}} NOT NULL,
	digest  BIGINT NOT NULL,
	fields  TEXT NOT NULL,
	PRIMARY KEY (release, event)
){{clustered}};

CREATE TABLE labels (
	report  BIGINT PRIMARY KEY REFERENCES reports (seq),
	label   TEXT NOT NULL,
	why     TEXT NOT NULL,
	by_whom TEXT NOT NULL,
	made    BIGINT NOT NULL
);
