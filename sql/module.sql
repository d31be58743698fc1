CREATE EXTENSION trade_labor;
-- the library that is loaded is the one that the SQL objects belong to
SELECT trade_labor_version() = extversion AS library_matches
FROM pg_extension WHERE extname = 'trade_labor';
