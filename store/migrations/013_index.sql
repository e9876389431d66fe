CREATE INDEX events_gone_made ON events_gone (made);
