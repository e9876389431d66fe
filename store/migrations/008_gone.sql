ALTER TABLE events_gone ADD COLUMN state {{key}} NOT NULL DEFAULT '';
ALTER TABLE events_gone ADD COLUMN country {{key}} NOT NULL DEFAULT '';
ALTER TABLE events_gone ADD COLUMN week BIGINT NOT NULL DEFAULT 0;
ALTER TABLE events_gone ADD COLUMN countable BIGINT NOT NULL DEFAULT 0;
ALTER TABLE events_gone ADD COLUMN worth BIGINT NOT NULL DEFAULT 0;
ALTER TABLE events_gone ADD COLUMN data {{bytes}};
CREATE INDEX events_gone_state ON events_gone (state, worth, event);

CREATE TABLE accounts_gone (
	event    {{key}} NOT NULL REFERENCES events_gone (event),
	account  {{key}} NOT NULL,
	report   BIGINT NOT NULL REFERENCES reports (seq),
	maker    TEXT NOT NULL,
	type     {{key}} NOT NULL,
	start_at BIGINT,
	end_at   BIGINT,
	PRIMARY KEY (event, account)
){{clustered}};
CREATE INDEX accounts_gone_report ON accounts_gone (report, event);
CREATE INDEX accounts_gone_account ON accounts_gone (account, event);
