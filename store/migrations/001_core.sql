CREATE TABLE meta (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
);

CREATE TABLE linker (
	one     BIGINT PRIMARY KEY CHECK (one = 1),
	version BIGINT NOT NULL
);
INSERT INTO linker (one, version) VALUES (1, 0);

CREATE TABLE raws (
	sha256 TEXT PRIMARY KEY,
	size   BIGINT NOT NULL,
	data   {{bytes}} NOT NULL
);

CREATE TABLE reports (
	seq          {{serial}},
	id           {{key}} NOT NULL UNIQUE,
	day          BIGINT NOT NULL,
	sha256       TEXT NOT NULL,
	path         TEXT NOT NULL,
	outlet       TEXT,
	title        TEXT,
	url          TEXT,
	published    TEXT,
	published_at BIGINT,
	position     BIGINT NOT NULL,
	language     TEXT NOT NULL,
	genre        TEXT NOT NULL,
	byline       TEXT NOT NULL,
	modified     TEXT,
	source       TEXT NOT NULL,
	received     BIGINT NOT NULL,
	extractor    TEXT NOT NULL,
	media_type   TEXT NOT NULL,
	raw          TEXT REFERENCES raws (sha256),
	body         BIGINT NOT NULL,
	size         BIGINT NOT NULL,
	supersedes   TEXT,
	read_by      TEXT NOT NULL DEFAULT '',
	linked_by    TEXT NOT NULL DEFAULT '',
	linked       BIGINT,
	origin       TEXT NOT NULL DEFAULT '',
	copying      TEXT NOT NULL DEFAULT '',
	derives      TEXT,
	credit       TEXT,
	leans        TEXT
);
CREATE INDEX reports_sha256 ON reports (sha256);
CREATE INDEX reports_url ON reports (url) WHERE url IS NOT NULL;
CREATE INDEX reports_published ON reports (published_at);
CREATE INDEX reports_received ON reports (received);
CREATE INDEX reports_linked ON reports (linked) WHERE linked IS NOT NULL;
CREATE INDEX reports_read ON reports (read_by, seq);
CREATE INDEX reports_unlinked ON reports (position, sha256) WHERE read_by <> linked_by;

CREATE TABLE texts (
	report BIGINT PRIMARY KEY REFERENCES reports (seq),
	text   TEXT NOT NULL
);

--{sqlite
CREATE VIRTUAL TABLE words USING fts5 (title, text, content='', tokenize='ascii');
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
--}
--{postgres
CREATE TABLE words (
	doc  BIGINT PRIMARY KEY,
	text tsvector NOT NULL
);
ALTER TABLE words ALTER COLUMN text SET STORAGE EXTERNAL;
CREATE INDEX words_text ON words USING gin (text) WITH (fastupdate = off);
--}

CREATE TABLE readings (
	report BIGINT NOT NULL REFERENCES reports (seq),
	maker  TEXT NOT NULL,
	made   BIGINT NOT NULL,
	data   {{bytes}} NOT NULL,
	PRIMARY KEY (report, maker)
);
CREATE INDEX readings_made ON readings (made);

CREATE TABLE statements (
	report      BIGINT NOT NULL REFERENCES reports (seq),
	n           BIGINT NOT NULL,
	speaker     TEXT,
	role        TEXT,
	affiliation TEXT,
	direct      BIGINT NOT NULL,
	first       BIGINT NOT NULL,
	past        BIGINT NOT NULL,
	quote       TEXT NOT NULL,
	PRIMARY KEY (report, n)
);

CREATE TABLE kept (
	report  TEXT PRIMARY KEY,
	version BIGINT NOT NULL,
	moving  {{bytes}}
);
CREATE INDEX kept_version ON kept (version);

CREATE TABLE kept_fixed (
	report  TEXT PRIMARY KEY,
	version BIGINT NOT NULL,
	data    {{bytes}} NOT NULL
);

CREATE TABLE decisions (
	seq  {{serial}},
	id   TEXT NOT NULL UNIQUE,
	made BIGINT NOT NULL,
	data TEXT NOT NULL
);

CREATE TABLE tombstones (
	id      TEXT PRIMARY KEY,
	sha256  TEXT NOT NULL,
	made    BIGINT NOT NULL,
	by_whom TEXT NOT NULL,
	reason  TEXT NOT NULL
);
CREATE INDEX tombstones_sha256 ON tombstones (sha256);

CREATE TABLE quarantine (
	seq       {{serial}},
	stage     TEXT NOT NULL,
	subject   TEXT NOT NULL,
	kind      TEXT NOT NULL,
	reason    TEXT NOT NULL,
	attempts  BIGINT NOT NULL,
	since     BIGINT NOT NULL,
	source    TEXT NOT NULL,
	discarded BIGINT NOT NULL DEFAULT 0,
	UNIQUE (stage, subject)
);

CREATE TABLE feeds (
	url           TEXT PRIMARY KEY,
	title         TEXT NOT NULL,
	outlet        TEXT NOT NULL,
	paused        BIGINT NOT NULL,
	etag          TEXT NOT NULL,
	last_modified TEXT NOT NULL,
	every         BIGINT NOT NULL,
	added         BIGINT NOT NULL,
	polled        BIGINT,
	due           BIGINT NOT NULL,
	newest        BIGINT,
	failures      BIGINT NOT NULL,
	reason        TEXT NOT NULL
);
CREATE INDEX feeds_due ON feeds (due);

CREATE TABLE addresses (
	url           TEXT PRIMARY KEY,
	feed          TEXT NOT NULL,
	outlet        TEXT NOT NULL,
	title         TEXT NOT NULL,
	published     TEXT,
	etag          TEXT NOT NULL,
	last_modified TEXT NOT NULL,
	added         BIGINT NOT NULL,
	fetched       BIGINT
);
CREATE INDEX addresses_unfetched ON addresses (added, url) WHERE fetched IS NULL;
CREATE INDEX addresses_feed ON addresses (feed, added);

CREATE TABLE hosts (
	host  TEXT PRIMARY KEY,
	held  BIGINT NOT NULL,
	given BIGINT NOT NULL,
	until BIGINT NOT NULL
);

CREATE TABLE leases (
	name   TEXT PRIMARY KEY,
	holder TEXT NOT NULL,
	given  BIGINT NOT NULL,
	until  BIGINT NOT NULL
);

--{sqlite
CREATE TRIGGER texts_stay BEFORE UPDATE ON texts BEGIN
	SELECT RAISE(ABORT, 'the text of a report never changes');
END;
CREATE TRIGGER texts_kept BEFORE DELETE ON texts WHEN NOT EXISTS (SELECT 1 FROM meta WHERE name = 'purging') BEGIN
	SELECT RAISE(ABORT, 'the text of a report is deleted by a purge alone');
END;
CREATE TRIGGER reports_stay BEFORE UPDATE OF id, sha256 ON reports BEGIN
	SELECT RAISE(ABORT, 'a report never changes');
END;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions WHEN NOT EXISTS (SELECT 1 FROM meta WHERE name = 'purging') BEGIN
	SELECT RAISE(ABORT, 'decisions are only ever added');
END;
CREATE TRIGGER decisions_kept BEFORE DELETE ON decisions WHEN NOT EXISTS (SELECT 1 FROM meta WHERE name = 'purging') BEGIN
	SELECT RAISE(ABORT, 'decisions are only ever added');
END;
--}
--{postgres
CREATE FUNCTION dateline_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% never changes', TG_ARGV[0];
END $$;
CREATE FUNCTION dateline_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM meta WHERE name = 'purging') THEN
		RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
	END IF;
	RAISE EXCEPTION '% changes by a purge alone', TG_ARGV[0];
END $$;
CREATE TRIGGER texts_stay BEFORE UPDATE ON texts FOR EACH ROW EXECUTE FUNCTION dateline_stays('the text of a report');
CREATE TRIGGER texts_kept BEFORE DELETE ON texts FOR EACH ROW EXECUTE FUNCTION dateline_kept('the text of a report');
CREATE TRIGGER reports_stay BEFORE UPDATE OF id, sha256 ON reports FOR EACH ROW EXECUTE FUNCTION dateline_stays('a report');
CREATE TRIGGER decisions_kept BEFORE UPDATE OR DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION dateline_kept('a decision');
--}
