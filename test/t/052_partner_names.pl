# Names of countries in other people's lists: every one finds its partner, in
# each language, and whatever case, accents and word order it is given in.
# What does not is named here, with the reason, and nothing else is missing.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use TradeLabor;
use Test::More;

my $node = TradeLabor::server('partner_names');

$node->safe_psql('postgres', q{
	CREATE TABLE listed (list text, wanted text, name text);
	CREATE FUNCTION resolved(name text) RETURNS text LANGUAGE plpgsql AS $$
	BEGIN
		RETURN coalesce(resolve_partner(name)::text, 'none');
	EXCEPTION WHEN invalid_parameter_value THEN
		RETURN 'ambiguous';
	END $$});

# load(FILE, QUERY): a temporary table "file" with all columns of a
# file as text, from which the query makes rows for "listed"
sub load
{
	my ($file, $query) = @_;
	my $path = TradeLabor::data($file) or return;

	open(my $in, '<', $path) or die "$path: $!";
	my $header = <$in>;
	close $in;
	$header =~ s/^\xEF\xBB\xBF//;
	$header =~ s/\r?\n$//;
	my $columns = join ', ', map { s/"//g; "\"$_\" text" } split /,/, $header;
	$node->safe_psql('postgres', qq{
		CREATE TEMP TABLE file ($columns);
		COPY file FROM '$path' CSV HEADER;
		INSERT INTO listed $query});
	return 1;
}

# all names of a list that are not understood, as "name: what it gave"
sub missed
{
	my ($list) = @_;

	return [ split /\n/, $node->safe_psql('postgres', qq{
		SELECT DISTINCT (name || ': ' || resolved(name)) COLLATE "C" AS missed FROM listed
		WHERE list = '$list' AND resolved(name) <> wanted ORDER BY missed}) ];
}

sub listed
{
	my ($list) = @_;

	return $node->safe_psql('postgres', "SELECT count(*) FROM listed WHERE list = '$list'");
}

# Congo is two countries, and by design an error, although the short name of
# one of them.
my %congo = (
	ar => 'الكونغو', ru => 'Конго', cn => '刚果', en => 'Congo', es => 'Congo', fr => 'Congo');

SKIP:
{
	my @languages = (
		map({ [ "official_name_$_", $congo{$_} ] } qw(en es fr ar cn ru)),
		[ 'CLDR display name' ],
		[ 'UNTERM English Short', 'Congo (the)' ], [ 'UNTERM Spanish Short', 'Congo (el)' ],
		[ 'UNTERM French Short', 'Congo (le)' ], [ 'UNTERM Russian Short', $congo{ru} ],
		[ 'UNTERM Chinese Short' ], [ 'UNTERM Arabic Short', $congo{ar} ],
		map({ [ "UNTERM $_ Formal" ] } qw(English Spanish French Russian Chinese Arabic)),
		[ 'ISO4217-currency_country_name', 'CONGO' ]);

	skip 'codes/country-codes.csv is not at hand', 2 * @languages
	  unless load('codes/country-codes.csv', join ' UNION ALL ',
		map { qq{SELECT '$_->[0]', "ISO3166-1-Alpha-3", "$_->[0]" FROM file WHERE "$_->[0]" <> ''} } @languages);
	for my $language (@languages)
	{
		my ($list, $congo) = @$language;

		cmp_ok(listed($list), '>=', 195, "names in $list: " . listed($list));
		is_deeply(missed($list), [ $congo ? "$congo: ambiguous" : () ], "$list is understood");
	}
}

for my $language ('en', 'es', 'fr')
{
	SKIP:
	{
		skip "codes/UNSD-$language.csv is not at hand", 1
		  unless load("codes/UNSD-$language.csv",
			qq{SELECT 'UNSD-$language', "ISO-alpha3 Code", "Country or Area" FROM file});
		is_deeply(missed("UNSD-$language"), ['Congo: ambiguous'], "UNSD-$language is understood");
	}
}

SKIP:
{
	skip 'codes/comtrade_partners.csv is not at hand', 1
	  unless load('codes/comtrade_partners.csv',
		q{SELECT 'comtrade', partner_from_number(id::integer)::text, country FROM file});
	# 492 is Monaco's number, which the name denies
	is_deeply(missed('comtrade'), [ 'Congo: ambiguous', 'Europe EU, nes: none' ],
		'partners of UN Comtrade are understood');
}

SKIP:
{
	skip 'trade/us_goods_census_2023-03.csv is not at hand', 1
	  unless load('trade/us_goods_census_2023-03.csv',
		q{SELECT DISTINCT 'census', partner_from_census("CTY_CODE")::text, "CTYNAME" FROM file});
	# continents that are not those of M49, and names that went on after a
	# change of borders
	is_deeply(missed('census'), [
			'Africa: 002', 'Asia: 142', 'Ethiopia: ETH', 'Europe: 150', 'North America: ambiguous',
			'Sub Saharan Africa: 202', 'Sudan: SDN' ],
		'partners of the Census Bureau are understood');
}

# the same names as other people type them
my @languages = "list IN ('official_name_en', 'official_name_es', 'official_name_fr', 'UNSD-en', "
  . "'UNSD-es', 'UNSD-fr', 'UNTERM English Formal', 'UNTERM Spanish Formal', 'UNTERM French Formal')";
my %typed = (
	'without accents, in capitals' => q{upper(regexp_replace(normalize(name, NFD), U&'[\0300-\036F]', '', 'g'))},
	'in small letters' => 'lower(name)',
	'decomposed' => 'normalize(name, NFD)',
	'with more blanks' => q{'  ' || replace(name, ' ', E' \u00A0 ') || ' '},
	'without commas' => q{replace(name, ',', '')},
	'with other apostrophes' => q{translate(name, E'\'\u2019', E'\u00B4\u00B4')},
	'in full width' => q{(SELECT string_agg(CASE WHEN c BETWEEN '!' AND '~' THEN chr(ascii(c) + 65248) ELSE c END, '')
		FROM regexp_split_to_table(name, '') AS c)},
	'in another word order' => q{(SELECT string_agg(w, ' ' ORDER BY n DESC)
		FROM regexp_split_to_table(name, '\s+') WITH ORDINALITY AS t (w, n))},
);
for my $how (sort keys %typed)
{
	SKIP:
	{
		skip 'no list is at hand', 1 if $node->safe_psql('postgres', "SELECT count(*) FROM listed") == 0;
		is($node->safe_psql('postgres', qq{
			SELECT string_agg(DISTINCT name || ' as ' || given, E'\n') FROM (
				SELECT name, wanted, $typed{$how} AS given FROM listed WHERE @languages) AS t
			WHERE resolved(given) IS DISTINCT FROM resolved(name)}), '', "understood $how");
	}
}

$node->stop;
done_testing();
