CREATE TABLE bodies (
	position INTEGER PRIMARY KEY,
	id       TEXT NOT NULL,
	agency   TEXT NOT NULL,
	former   TEXT NOT NULL,
	within   TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
	only    INTEGER PRIMARY KEY CHECK (only = 1),
	name    TEXT NOT NULL,
	checker BLOB
) STRICT;

-- The content stands last: what the board asks for is read without it.
CREATE TABLE filings (
	year      INTEGER NOT NULL,
	body      TEXT    NOT NULL,
	revision  INTEGER NOT NULL,
	state     TEXT    NOT NULL,
	version   INTEGER NOT NULL,
	errors    INTEGER NOT NULL,
	blanks    INTEGER NOT NULL,
	open      INTEGER NOT NULL,
	settled   INTEGER NOT NULL,
	saved_by  TEXT    NOT NULL,
	saved_at  TEXT    NOT NULL, -- RFC 3339, in the zone of the clock
	published INTEGER NOT NULL, -- number of the event; 0 is none
	hash      TEXT    NOT NULL, -- SHA-256 of content
	content   BLOB,
	PRIMARY KEY (year, body)
) STRICT;

CREATE TABLE events (
	year       INTEGER NOT NULL,
	body       TEXT    NOT NULL,
	number     INTEGER NOT NULL, -- from 1, of the filing
	version    INTEGER NOT NULL, -- of the filing that was saved with it
	revision   INTEGER NOT NULL,
	action     TEXT    NOT NULL,
	from_state TEXT    NOT NULL,
	to_state   TEXT    NOT NULL,
	user_id    TEXT    NOT NULL,
	user_name  TEXT    NOT NULL,
	at         TEXT    NOT NULL, -- RFC 3339, in the zone of the clock
	why        TEXT    NOT NULL,
	hash       TEXT    NOT NULL, -- SHA-256 of report
	findings   TEXT    NOT NULL, -- JSON, as are matters and unread
	matters    TEXT    NOT NULL,
	unread     TEXT    NOT NULL,
	report     BLOB    NOT NULL,
	PRIMARY KEY (year, body, number),
	FOREIGN KEY (year, body) REFERENCES filings
) STRICT;

-- What was done stays as it was, for whoever writes to the file.
CREATE TRIGGER events_insert BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE year = new.year AND body = new.body AND number = new.number)
BEGIN SELECT raise(ABORT, 'events are never replaced'); END;

CREATE TRIGGER events_update BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'events are never changed'); END;

CREATE TRIGGER events_delete BEFORE DELETE ON events
BEGIN SELECT raise(ABORT, 'events are never deleted'); END;

CREATE TRIGGER filings_delete BEFORE DELETE ON filings
BEGIN SELECT raise(ABORT, 'filings are never deleted'); END;
