CREATE TABLE users (
	name     {{key}} PRIMARY KEY,
	rank     TEXT NOT NULL,
	password TEXT NOT NULL,
	subject  TEXT UNIQUE,
	disabled BIGINT NOT NULL DEFAULT 0,
	made     BIGINT NOT NULL
);

CREATE TABLE sessions (
	token   {{key}} PRIMARY KEY,
	owner   {{key}} NOT NULL REFERENCES users (name),
	made    BIGINT NOT NULL,
	expires BIGINT NOT NULL,
	address TEXT NOT NULL
);
CREATE INDEX sessions_owner ON sessions (owner);
CREATE INDEX sessions_expires ON sessions (expires);

CREATE TABLE audit (
	seq     {{serial}},
	made    BIGINT NOT NULL,
	by_whom {{key}} NOT NULL,
	address TEXT NOT NULL,
	action  {{key}} NOT NULL,
	subject TEXT NOT NULL,
	outcome TEXT NOT NULL,
	detail  TEXT NOT NULL
);
CREATE INDEX audit_by ON audit (by_whom, seq);
CREATE INDEX audit_action ON audit (action, seq);

CREATE TABLE views (
	owner  {{key}} NOT NULL,
	name   {{key}} NOT NULL,
	page   TEXT NOT NULL,
	query  TEXT NOT NULL,
	shared BIGINT NOT NULL,
	made   BIGINT NOT NULL,
	PRIMARY KEY (owner, name)
){{clustered}};
CREATE INDEX views_shared ON views (shared, name);

--{sqlite
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit WHEN NOT EXISTS (SELECT 1 FROM meta WHERE name = 'purging') BEGIN
	SELECT RAISE(ABORT, 'the audit is only ever added to');
END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN
	SELECT RAISE(ABORT, 'the audit is only ever added to');
END;
--}
--{postgres
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION dateline_kept('an entry of the audit');
CREATE TRIGGER audit_kept BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION dateline_stays('an entry of the audit');
--}
