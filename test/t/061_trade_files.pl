# Files of trade statistics in the forms in which their offices give them, made
# up with small figures and loaded as an analyst would: COPY as text, ask what
# is wrong, convert, and ask for balances, growth and partners.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = TradeLabor::server('trade_files');
my $folder = PostgreSQL::Test::Utils::tempdir();

sub answer
{
	return $node->safe_psql('postgres', join(";\n", @_));
}

# the message of a statement that must fail, and its hint
sub refusal
{
	my ($statement) = @_;
	my ($code, $out, $err) = $node->psql('postgres', $statement);

	isnt($code, 0, "refused: $statement");
	return $err;
}

# load(TABLE, TEXT, OPTIONS): a file with a header, as a table of text columns
# in the order of that header
sub load
{
	my ($table, $text, $options) = @_;
	my ($header) = $text =~ /^(.*)\n/;
	my $separator = $header =~ /\t/ ? "\t" : ',';
	my $columns = join ', ', map { s/"//g; "\"$_\" text" } split /$separator/, $header;
	my $path = "$folder/$table";

	open(my $file, '>', $path) or die "$path: $!";
	print $file $text;
	close $file;
	answer("CREATE TABLE $table ($columns)", "\\copy $table FROM '$path' $options");
}

# --------------------------------------------------------------- UN Comtrade

load('comtrade', <<'FILE', 'CSV HEADER');
period,reporterCode,flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,cmdCode,primaryValue
2022,484,M,Import,0,W00,World,TOTAL,100.5
2022,484,M,Import,842,USA,USA,TOTAL,60.25
2022,484,M,Import,381,ITA,Italy,TOTAL,20.25
2022,484,M,Import,490,S19,"Other Asia, nes",TOTAL,20
2022,484,X,Export,842,USA,USA,TOTAL,90
2022,484,X,Export,381,ITA,Italy,TOTAL,10
2023,484,M,Import,0,W00,World,TOTAL,110
2023,484,M,Import,842,USA,USA,TOTAL,66.275
2023,484,M,Import,381,ITA,Italy,TOTAL,43.725
2023,484,X,Export,842,USA,USA,TOTAL,99
2023,484,RX,Re-Export,842,USA,USA,TOTAL,9
2023,484,X,Export,381,ITA,Italy,8703,4
2023,484,X,Export,381,ITA,Italy,9999AA,1
FILE
is(answer(q{SELECT value, rows, left(hint, 25) FROM why_not('hs_code', (SELECT array_agg("cmdCode") FROM comtrade))}),
	"TOTAL|11|This is the sum of all co\n9999AA|1|This is UN Comtrade's cod", 'Comtrade: what is no code, and why');
is(answer(q{SELECT count(*) FROM why_not('partner_code', (SELECT array_agg("partnerCode") FROM comtrade))}), '0',
	'Comtrade: its numbers are partners');
answer(q{CREATE TABLE c AS SELECT period::time_period AS year, "flowDesc" AS flow, partner_from("partnerCode", 'comtrade') AS partner,
	"primaryValue"::numeric AS value FROM comtrade WHERE "cmdCode" = 'TOTAL'});
is(answer(q{SELECT partner, trade_balance(flow, value, partner) FROM c WHERE partner <> 'W00' AND year = '2022' GROUP BY partner ORDER BY partner}),
	"ITA|-10.25\nS19|\nUSA|29.75", 'Comtrade: balances by partner, NULL without exports');
like(refusal(q{SELECT trade_balance(flow, value) FROM c WHERE year = '2023' AND partner <> 'W00'}), qr/"Re-Export" is a part of "X"/,
	'Comtrade: re-exports are not added to exports');
like(refusal(q{SELECT ranking(partner, value) FROM c WHERE flow = 'Import' AND year = '2022'}), qr/"W00" is an aggregate/,
	'Comtrade: the world is not ranked beside its parts');
is(answer(q{SELECT rank, member, round(share, 3) FROM top((SELECT ranking(partner, value) FROM c
	WHERE flow = 'Import' AND year = '2022' AND NOT partner_is_aggregate(partner)), 2)}), "1|USA|0.600\n2|ITA|0.201", 'Comtrade: top partners');
is(answer(q{SELECT partner, round(yoy(value, year) OVER (PARTITION BY partner ORDER BY year), 2) FROM c
	WHERE flow = 'Import' AND partner IN ('USA', 'ITA') ORDER BY partner, year DESC}),
	"ITA|115.93\nITA|\nUSA|10.00\nUSA|", 'Comtrade: year over year');

# ------------------------------------------------ Census Bureau, data interface

load('census_api', <<'FILE', 'CSV HEADER');
CTY_CODE,CTY_NAME,I_COMMODITY,time,GEN_VAL_MO,SUMMARY_LVL
-,TOTAL FOR ALL COUNTRIES,870323,2024-01,300,DET
0003,EUROPEAN UNION,870323,2024-01,100,CGP
0020,USMCA (NAFTA),870323,2024-01,120,CGP
0022,OECD,870323,2024-01,250,CGP
4XXX,EUROPE,870323,2024-01,110,CGP
2010,MEXICO,870323,2024-01,80,DET
1220,CANADA,870323,2024-01,40,DET
4280,GERMANY,870323,2024-01,100,DET
2010,MEXICO,401202100,2024-01,5,DET
FILE
like(answer(q{SELECT hint FROM why_not('hs_code', (SELECT array_agg("I_COMMODITY") FROM census_api))}),
	qr/If a leading zero was lost.*hs_from_int\(number, 10\)/, 'Census: ten digits without their zero are no code');
is(answer(q{SELECT hs_from_int(401202100, 10)}), '0401202100', 'Census: and the remedy works');
answer(q{CREATE TABLE a AS SELECT partner_from("CTY_CODE", 'census_api') AS partner, "GEN_VAL_MO"::int AS value FROM census_api WHERE length("I_COMMODITY") = 6});
is(answer(q{SELECT partner FROM a WHERE partner_is_aggregate(partner) ORDER BY value DESC, partner}), "W00\nOECD\nC0010\nC0012\nEU",
	'Census: totals of its data interface');
is(answer(q{SELECT sum(value), disjoint(partner) FROM a WHERE NOT partner_is_aggregate(partner)}), '220|t', 'Census: countries alone may be added');
like(refusal(q{SELECT sum(value) FROM a HAVING disjoint(partner)}), qr/count the same twice/, 'Census: with totals they may not');

# --------------------------------------------------------- Census Bureau, pages

load('census', <<'FILE', 'CSV HEADER');
year,CTY_CODE,CTYNAME,IJAN,EJAN
2022,0003,European Union,50,30
2022,0010,North America,90,70
2022,2010,Mexico,40,30
2022,1220,Canada,50,40
2022,4280,Germany,20,10
2023,2010,Mexico,44,33
FILE
like(refusal(q{SELECT ranking(partner_from("CTY_CODE", 'census'), "IJAN"::int) FROM census WHERE year = '2022'}), qr/is an aggregate/,
	'Census: the European Union beside Germany is refused');
is(answer(q{SELECT round(share_of(ranking(p, v), 'MEX'), 4) FROM census, LATERAL (SELECT partner_from("CTY_CODE", 'census'), "IJAN"::int) d(p, v)
	WHERE year = '2022' AND NOT partner_is_aggregate(p)}), '0.3636', 'Census: the share of Mexico, among countries');
is(answer(q{SELECT "CTYNAME", try_resolve_partner("CTYNAME") FROM census WHERE year = '2022' ORDER BY 1}),
	"Canada|CAN\nEuropean Union|EU\nGermany|DEU\nMexico|MEX\nNorth America|", 'Census: by name, and one that is two');

# ------------------------------------------------------- Statistics Canada, CIMT

load('statcan', <<'FILE', 'CSV HEADER');
YearMonth/AnnéeMois,HS6,Country/Pays,Province,State/État,Value/Valeur,Quantity/Quantité
"202401","040610","US","ON","NY",2000,1
"202401","040610","US","QC","WI",1000,1
"202401","040610","ZX","ON","",10,1
"202301","040610","US","ON","NY",2500,1
"202301","870322","MX","ON","",700,1
FILE
is(answer(q{SELECT partner, value_at(series(period, value), '2024-01'), round(value_at(yoy(series(period, value)), '2024-01'), 1)
	FROM (SELECT "YearMonth/AnnéeMois"::time_period, partner_from("Country/Pays", 'statcan'), "HS6"::hs_code, "Value/Valeur"::int FROM statcan) d(period, partner, code, value)
	WHERE code LIKE '04%' GROUP BY partner ORDER BY partner}), "USA|3000|20.0\n_X|10|", 'Statistics Canada: months, letters, and growth');
like(refusal(q{SELECT partner_from('009', 'statcan')}), qr/009 is the United States/, 'Statistics Canada: its numbers are not misread');

# --------------------------------------------------------------- Japan's customs

load('japan', <<'FILE', 'CSV HEADER');
Exp or Imp,Year,HS,Country,Unit1,Value-Year,Value-Jan
1,2023,870323919,304,NO,900,100
2,2023,010121000,105,NO,300,30
2,2023,870323919,213,NO,200,20
FILE
like(answer(q{SELECT DISTINCT hint FROM why_not('hs_code', (SELECT array_agg("HS") FROM japan))}), qr/such as Japan's, take the first six: left\(code, 6\)/,
	'Japan: nine digits, and where to cut');
like(refusal(q{SELECT trade_balance("Exp or Imp", "Value-Year"::int) FROM japan}), qr/flow_from\(number/, 'Japan: numbers of flows are not guessed');
is(answer(q{SELECT trade_balance(flow_from("Exp or Imp", 'japan'), "Value-Year"::int), trade_total(flow_from("Exp or Imp", 'japan'), "Value-Year"::int),
	disjoint(left("HS", 6)::hs_code) FROM japan}), '400|1400|t', 'Japan: the balance, with 1 for exports');
like(refusal(q{SELECT partner_from("Country", 'japan') FROM japan}), qr/unknown scheme of partner codes "japan"/, 'Japan: a list that is not known is not guessed');

# ---------------------------------------------------------------- Comext, BACI

load('comext', <<'FILE', q{(FORMAT csv, HEADER, DELIMITER E'\t')});
REPORTER	PARTNER	PRODUCT_NC	FLOW	PERIOD	VALUE_IN_EUROS
DE	US	87032319	2	202401	500
DE	XS	87032319	2	202401	20
DE	XI	87032319	1	202401	30
DE	XU	87032319	1	202401	70
DE	QZ	29SSSSSS	1	202401	9
DE	EU27_2020	87032319	1	202401	400
DE	EXT_EU27_2020	87032319	1	202401	600
DE	FR	87032319	1	202401	50
FILE
is(answer(q{SELECT value, substring(hint FROM 'left.*\)') FROM why_not('hs_code', (SELECT array_agg("PRODUCT_NC") FROM comext))}),
	'29SSSSSS|left(code, 2)', 'Comext: confidential trade, and its chapter');
answer(q{CREATE TABLE e AS SELECT partner_from("PARTNER", 'eurostat') AS partner, flow_from("FLOW", 'eurostat') AS flow, "VALUE_IN_EUROS"::int AS value FROM comext});
is(answer(q{SELECT partner, sum(value) FROM e WHERE flow = 'M' AND NOT partner_is_aggregate(partner) GROUP BY partner ORDER BY partner}),
	"FRA|50\nGBR|100\nXX|9", 'Comext: two parts of the United Kingdom are one');
is(answer(q{SELECT sum(value), disjoint(partner) FROM e WHERE partner IN ('EU27_2020', 'EXT_EU27_2020')}), '1000|t', 'Comext: within and outside add up');
like(refusal(q{SELECT disjoint(partner) FROM e WHERE flow = 'M'}), qr/count the same twice/, 'Comext: France beside the European Union does not');

load('baci', <<'FILE', 'CSV HEADER');
t,i,j,k,v,q
2022,842,251,010121,12.5,1
2022,842,699,010121,7.5,NA
2022,842,490,870323,30,NA
2023,842,251,10121,15,1
FILE
is(answer(q{SELECT value, rows FROM why_not('hs_code', (SELECT array_agg(k) FROM baci))}), '10121|1', 'BACI: a lost zero is seen');
is(answer(q{SELECT value, rows FROM why_not('numeric', (SELECT array_agg(q) FROM baci))}), 'NA|2', 'BACI: and what is no number');
is(answer(q{SELECT partner_from(j, 'baci'), round(yoy(sum(v::numeric), t::time_period) OVER (PARTITION BY j ORDER BY t::time_period), 1)
	FROM baci WHERE lpad(k, 6, '0')::hs_code <@ '01' GROUP BY t, j ORDER BY 1, t}), "FRA|\nFRA|20.0\nIND|", 'BACI: growth by partner');

done_testing();
