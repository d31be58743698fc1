-- naics_trunc, naics_level
SELECT code, naics_level(code) AS level, naics_trunc(code, 2) AS sector,
	naics_trunc(code, 3) AS subsector, naics_trunc(code, 4) AS "group",
	naics_trunc(code, 5) AS industry, naics_trunc(code, 6) AS national
FROM unnest(ARRAY['336111', '33611', '3361', '336', '33', '31-33', '44-45', '48-49',
	'453220', '491110', '11', '999999', ' 722211 ', '00', NULL]) code;

-- what folds and what does not: Mexican trade is 43 and 46, Canadian wholesale 41
SELECT naics_trunc(n::text, 2) AS sector, count(*) AS numbers, min(n), max(n)
FROM generate_series(10, 99) n
WHERE n BETWEEN 30 AND 50
GROUP BY 1 ORDER BY 3;

-- a column of char goes in as it is
SELECT naics_trunc('4453  '::char(6), 2), naics_level('4453  '::char(6));

SELECT naics_trunc(NULL, 2), naics_trunc('31', NULL), naics_level(NULL);

-- a column that was read as numbers with decimals
SELECT naics_trunc('62.0', 2), naics_level('7225.0'), naics_trunc('31.0', 2);

-- refused
SELECT naics_level('62.5');
SELECT naics_level('6.0');
SELECT naics_level('62.00');
SELECT naics_level('');
SELECT naics_level('  ');
SELECT naics_level('3');
SELECT naics_level('3361111');
SELECT naics_level('33.61');
SELECT naics_level('31-32');
SELECT naics_level('44-46');
SELECT naics_level('31-333');
SELECT naics_level('31–33');
SELECT naics_level('manufacturing');
SELECT naics_level('-336');
SELECT naics_level('３３６');
SELECT naics_trunc('33x', 2);
SELECT naics_trunc('336', 1);
SELECT naics_trunc('336', 7);
SELECT naics_trunc('336', -2147483648);
