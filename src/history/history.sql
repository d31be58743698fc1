-- history/history

CREATE TABLE bucket_history (
	source oid NOT NULL,
	chunk integer NOT NULL,
	body bytea NOT NULL,
	PRIMARY KEY (source, chunk)
);
ALTER TABLE bucket_history ALTER COLUMN body SET STORAGE EXTERNAL;
REVOKE ALL ON bucket_history FROM PUBLIC;
COMMENT ON TABLE bucket_history IS
	'for each source of releases, which numbers were ever shown and the tags of the people behind them, sealed, so that new numbers can be held against old ones; not dumped';
