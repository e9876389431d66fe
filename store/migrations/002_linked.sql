CREATE TABLE stories (
	id        {{key}} PRIMARY KEY,
	title     TEXT NOT NULL,
	first     TEXT NOT NULL,
	last      TEXT NOT NULL,
	last_at   BIGINT NOT NULL,
	last_day  BIGINT,
	reports   BIGINT NOT NULL,
	outlets   BIGINT NOT NULL,
	origins   BIGINT NOT NULL,
	events    BIGINT NOT NULL,
	countable BIGINT NOT NULL,
	shown     BIGINT NOT NULL,
	made      BIGINT NOT NULL,
	data      {{bytes}} NOT NULL
);
CREATE INDEX stories_shown ON stories (shown, last_at, id);
CREATE INDEX stories_last ON stories (last_at, id);
CREATE INDEX stories_day ON stories (last_day);

CREATE TABLE story_reports (
	story  {{key}} NOT NULL REFERENCES stories (id),
	report BIGINT NOT NULL REFERENCES reports (seq),
	PRIMARY KEY (story, report)
){{clustered}};
CREATE INDEX story_reports_report ON story_reports (report, story);

CREATE TABLE story_outlets (
	outlet  {{key}} NOT NULL,
	last_at BIGINT NOT NULL,
	story   {{key}} NOT NULL REFERENCES stories (id),
	PRIMARY KEY (outlet, last_at, story)
){{clustered}};
CREATE INDEX story_outlets_story ON story_outlets (story);

CREATE TABLE events (
	id           {{key}} PRIMARY KEY,
	story        {{key}} NOT NULL REFERENCES stories (id),
	type         {{key}} NOT NULL,
	status       {{key}} NOT NULL,
	occurrence   TEXT NOT NULL,
	basis        TEXT NOT NULL,
	background   BIGINT NOT NULL,
	countable    BIGINT NOT NULL,
	day          BIGINT NOT NULL,
	start_day    BIGINT,
	end_day      BIGINT,
	long         BIGINT NOT NULL,
	time_grain   TEXT NOT NULL,
	place        TEXT NOT NULL,
	killed_low   BIGINT,
	killed_high  BIGINT,
	wounded_low  BIGINT,
	wounded_high BIGINT,
	outlets      BIGINT NOT NULL,
	origins      BIGINT NOT NULL,
	made         BIGINT NOT NULL,
	digest       BIGINT NOT NULL
);
CREATE INDEX events_counted ON events (countable, day, id);
CREATE INDEX events_day ON events (day, id);
CREATE INDEX events_status ON events (status, day, id);
CREATE INDEX events_story ON events (story);
CREATE INDEX events_start ON events (long, start_day, end_day);
CREATE INDEX events_origins ON events (origins);

CREATE TABLE event_bodies (
	event {{key}} PRIMARY KEY REFERENCES events (id),
	data  {{bytes}} NOT NULL
);

CREATE TABLE event_types (
	code  {{key}} NOT NULL,
	day   BIGINT NOT NULL,
	event {{key}} NOT NULL REFERENCES events (id),
	PRIMARY KEY (code, day, event)
){{clustered}};
CREATE INDEX event_types_event ON event_types (event);

CREATE TABLE event_actors (
	actor {{key}} NOT NULL,
	day   BIGINT NOT NULL,
	event {{key}} NOT NULL REFERENCES events (id),
	roles TEXT NOT NULL,
	PRIMARY KEY (actor, day, event)
){{clustered}};
CREATE INDEX event_actors_event ON event_actors (event, actor);

CREATE TABLE event_places (
	path  {{key}} NOT NULL,
	day   BIGINT NOT NULL,
	event {{key}} NOT NULL REFERENCES events (id),
	PRIMARY KEY (path, day, event)
){{clustered}};
CREATE INDEX event_places_event ON event_places (event, path);

CREATE TABLE event_outlets (
	outlet {{key}} NOT NULL,
	day    BIGINT NOT NULL,
	event  {{key}} NOT NULL REFERENCES events (id),
	PRIMARY KEY (outlet, day, event)
){{clustered}};
CREATE INDEX event_outlets_event ON event_outlets (event, outlet);

CREATE TABLE accounts (
	id      {{key}} PRIMARY KEY,
	event   {{key}} NOT NULL REFERENCES events (id),
	report  BIGINT NOT NULL REFERENCES reports (seq),
	maker   TEXT NOT NULL,
	type    {{key}} NOT NULL,
	said_by TEXT,
	echo_of {{key}}
);
CREATE INDEX accounts_event ON accounts (event, report);
CREATE INDEX accounts_report ON accounts (report, event);

CREATE TABLE claims (
	event          {{key}} NOT NULL REFERENCES events (id),
	n              BIGINT NOT NULL,
	kind           TEXT NOT NULL,
	by_whom        TEXT NOT NULL,
	in_the_name_of TEXT,
	channel        TEXT,
	said_day       BIGINT,
	PRIMARY KEY (event, n)
){{clustered}};

CREATE TABLE proposals (
	story   {{key}} NOT NULL REFERENCES stories (id),
	n       BIGINT NOT NULL,
	name    TEXT NOT NULL,
	origins BIGINT NOT NULL,
	data    {{bytes}} NOT NULL,
	PRIMARY KEY (story, n)
);

CREATE TABLE changes (
	report  BIGINT NOT NULL REFERENCES reports (seq),
	n       BIGINT NOT NULL,
	change  TEXT NOT NULL,
	subject TEXT NOT NULL,
	name    TEXT NOT NULL,
	said_by TEXT,
	data    {{bytes}} NOT NULL,
	PRIMARY KEY (report, n)
);
CREATE INDEX changes_subject ON changes (subject, change);
