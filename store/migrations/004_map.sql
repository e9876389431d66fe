ALTER TABLE events ADD COLUMN spot TEXT;
ALTER TABLE events ADD COLUMN spot_level TEXT;
ALTER TABLE events ADD COLUMN lat BIGINT;
ALTER TABLE events ADD COLUMN lon BIGINT;
ALTER TABLE events ADD COLUMN radius BIGINT;
CREATE INDEX events_spot ON events (countable, day, spot, spot_level, lat, lon, radius);
CREATE INDEX reports_day ON reports (day, outlet);
CREATE INDEX proposals_origins ON proposals (origins, name);
