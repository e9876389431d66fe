CREATE TABLE private_words (
	word   {{key}} NOT NULL,
	report BIGINT NOT NULL REFERENCES reports (seq),
	PRIMARY KEY (word, report)
){{clustered}};
CREATE INDEX private_words_report ON private_words (report);
