ALTER TABLE proposals ADD COLUMN state TEXT NOT NULL DEFAULT '';
ALTER TABLE proposals ADD COLUMN actor TEXT NOT NULL DEFAULT '';
DROP INDEX proposals_origins;
CREATE INDEX proposals_origins ON proposals (state, origins, name);
CREATE INDEX proposals_actor ON proposals (actor) WHERE actor <> '';
