# Invented complaints in Spanish, English and French, with the identifiers in
# them known, for tests of redaction.  The same seed gives the same texts.
#
#   my @complaints = Complaints::generate(5000, 42);
#   # each { lang, text, ids => [ [kind, start, length], ... ] }, from 0
#
# Identifiers are made from the grammars, with valid check digits, and written
# as people, forms and programs write them: grouped or not, side by side, glued
# to what introduces them, spaced out, in full-width characters or letters of
# other scripts, with zero width joiners or entities of HTML in between, with the
# letter O, and across the end of a line; mail with its signs said in words.
# Around them stand numbers that are nobody's: folios, case numbers, norms,
# amounts, codes, lists of locals, postal codes, UUIDs, days of decrees.
package Complaints;

use strict;
use warnings;
use utf8;

sub pick { return $_[ int(rand(@_)) ] }
sub digits { my ($n) = @_; return join('', map { int(rand(10)) } 1 .. $n) }
sub letters { my ($n) = @_; return join('', map { pick('A' .. 'Z') } 1 .. $n) }

# the digit that makes a number hold by Luhn's formula
sub luhn
{
	my ($number) = @_;

	for my $digit (0 .. 9)
	{
		my ($sum, $i) = (0, 0);

		for my $d (reverse split //, $number . $digit)
		{
			$d = $d * 2 > 9 ? $d * 2 - 9 : $d * 2 if $i++ % 2;
			$sum += $d;
		}
		return $number . $digit if $sum % 10 == 0;
	}
}

sub birthday
{
	return sprintf('%02d%02d%02d', int(rand(60)) + 40, int(rand(12)) + 1, int(rand(28)) + 1);
}

sub curp
{
	my $body = letters(1) . pick(qw(A E I O U X)) . letters(2) . birthday() . pick(qw(H M))
	  . pick(qw(AS BC CL DF JC MC NL OC PL SP TS VZ YN NE))
	  . join('', map { pick(qw(B C D F G H J K L M N P Q R S T V W Y Z)) } 1 .. 3)
	  . pick(0 .. 9, 'A' .. 'F');
	my $alphabet = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
	my $sum = 0;

	$sum += index($alphabet, substr($body, $_, 1)) * (18 - $_) for 0 .. 16;
	return $body . (10 - $sum % 10) % 10;
}

sub rfc
{
	my ($n) = @_;
	my $body = letters($n) . birthday() . join('', map { pick('1' .. '9', 'A' .. 'Z') } 1 .. 2);
	my $alphabet = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';
	my $padded = sprintf('%12s', $body);
	my $sum = 0;

	$sum += index($alphabet, substr($padded, $_, 1)) * (13 - $_) for 0 .. 11;
	my $rest = (11 - $sum % 11) % 11;
	return $body . ($rest == 10 ? 'A' : $rest);
}

sub clabe
{
	my $body = digits(17);
	my $sum = 0;

	$sum += substr($body, $_, 1) * (3, 7, 1)[ $_ % 3 ] % 10 for 0 .. 16;
	return $body . (10 - $sum % 10) % 10;
}

sub grouped
{
	my ($number, $separator, @sizes) = @_;
	my @parts;

	for my $size (@sizes)
	{
		push @parts, substr($number, 0, $size, '');
	}
	return join($separator, @parts);
}

sub ssn { return sprintf('%03d-%02d-%04d', pick(1 .. 665, 667 .. 899), 1 + rand(99), 1 + rand(9999)) }

my @first = qw(maria jose juan.perez ana_lopez l.garcia marie.tremblay john.smith kim);
my @host = qw(example.org correo.example.mx mail.example.com exemple.ca);

# kind => the ways in which it is written
my %identifier = (
	curp => sub { my $c = curp(); return pick($c, $c, lc $c, grouped($c, pick('-', ' '), 4, 6, 6, 2)) },
	rfc => sub {
		my $n = pick(3, 4);
		my $r = rfc($n);
		return pick($r, $r, grouped($r, pick('-', ' '), $n, 6, 3));
	},
	nss => sub { my $n = luhn(digits(10)); return pick($n, grouped($n, pick('-', ' '), 2, 2, 2, 4, 1)) },
	registro_patronal => sub { return letters(1) . grouped(digits(10), '-', 2, 5, 2, 1) },
	clave_elector => sub { return letters(6) . birthday() . digits(2) . pick(qw(H M)) . digits(3) },
	clabe => sub { return clabe() },
	card => sub { my $c = luhn(pick(4, 5) . digits(14)); return pick($c, grouped($c, pick(' ', '-'), 4, 4, 4, 4)) },
	sin => sub { return grouped(luhn(pick(1 .. 7, 9) . digits(7)), pick(' ', '-'), 3, 3, 3) },
	bn => sub { my $b = luhn(digits(8)); return pick("$b RC 0001", grouped($b, ' ', 5, 4) . ' RT 0001', "${b}RP0002") },
	ssn => sub { my $s = ssn(); return pick($s, $s, $s =~ s/-/ /gr) },
	itin => sub { return sprintf('9%02d-%02d-%04d', rand(100), pick(50 .. 65, 70 .. 88, 94 .. 99), rand(10000)) },
	ein => sub { return pick(qw(12 20 45 52 84 91 95)) . '-' . digits(7) },
	phone_mx => sub {
		my $p = pick(qw(55 33 81 56)) . pick(2 .. 9) . digits(7);
		my $q = pick(qw(664 867 899 614)) . digits(7);

		return pick($p, grouped($p, ' ', 2, 4, 4), grouped($p, '-', 2, 4, 4), '+52 ' . grouped($p, ' ', 2, 4, 4),
			'+52 1 ' . grouped($q, ' ', 3, 3, 4), '(' . substr($p, 0, 2) . ') ' . grouped(substr($p, 2), '-', 4, 4),
			grouped($q, ' ', 3, 3, 4), grouped($q, ' ', 3, 3, 2, 2), $q, '01 ' . grouped($q, ' ', 3, 3, 4),
			"044$p", "+52$q");
	},
	phone_us => sub {
		my $p = pick(qw(202 514 619 956 416)) . pick(2 .. 9) . digits(6);

		return pick($p, grouped($p, '-', 3, 3, 4), grouped($p, '.', 3, 3, 4), grouped($p, ' ', 3, 3, 4),
			'(' . substr($p, 0, 3) . ') ' . grouped(substr($p, 3), '-', 3, 4), '+1 ' . grouped($p, '-', 3, 3, 4),
			'1-' . grouped($p, '-', 3, 3, 4));
	},
	email => sub {
		my ($name, $host) = (pick(@first) . pick('', int(rand(100))), pick(@host));

		return pick(("$name\@$host") x 6, "$name (at) $host", "$name\[at]$host", "$name \@ $host", "$name&#64;$host", "$name%40$host",
			"$name arroba $host", "$name (arroba) " . $host =~ s/\./ punto /gr);
	},
	url => sub { return pick('https://', 'http://www.', 'www.', '') . pick(qw(example.org ejemplo.com.mx exemple.com)) . pick('', '/a?b=1', '/quejas/' . digits(4)) },
	social => sub { return pick(qw(facebook.com instagram.com linkedin.com/in t.me)) . '/' . pick(@first) },
	handle => sub { return '@' . pick(@first) . pick('', '_mx', digits(2)) },
	ip => sub {
		return join('.', map { int(rand(256)) } 1 .. 4) =~ s/^\d+/pick(10, 172, 189, 192, 201)/er if rand() < 0.7;
		return join(':', map { sprintf('%x', 1 + rand(65535)) } 1 .. 8) if rand() < 0.5;
		return '2001:db8:' . sprintf('%x', rand(65536)) . '::' . sprintf('%x', 1 + rand(65535));
	},
	day_es => sub {
		my ($d, $m, $y) = (1 + int(rand(28)), pick(qw(enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre)), pick(1960 .. 2026));

		return pick("$d de $m de $y", "$d de $m del $y", "$d de $m del " . substr($y, 2), "$d-" . substr($m, 0, 3) . "-$y", "$d/" . substr($m, 0, 3) . '/' . substr($y, 2));
	},
	day_en => sub {
		my ($d, $m, $y) = (1 + int(rand(28)), pick(qw(January February March April May June July August September October November December)), pick(1960 .. 2026));

		return pick("$m $d, $y", "$m ${d}th, $y", "$d $m $y", "$d-" . substr($m, 0, 3) . '-' . substr($y, 2));
	},
	day_fr => sub {
		my ($d, $m, $y) = (1 + int(rand(28)), pick(qw(janvier février mars avril mai juin juillet août septembre octobre novembre décembre)), pick(1960 .. 2026));

		return pick("$d $m $y", "$d/" . sprintf('%02d', 1 + rand(12)) . "/$y", "$d-" . sprintf('%02d', 1 + rand(12)) . '-' . substr($y, 2));
	},
	date => sub {
		my ($y, $m, $d) = (pick(2023 .. 2026), 1 + int(rand(12)), 1 + int(rand(28)));

		return pick(sprintf('%02d/%02d/%d', $d, $m, $y), sprintf('%d-%02d-%02d', $y, $m, $d), sprintf('%02d-%02d-%d', $d, $m, $y));
	},
);

# what introduces it: { kind } is its place
my %sentence = (
	es => [
		'Mi CURP es {curp}.', 'Me registraron con la CURP {curp} y otro nombre.', 'CURP: {curp}',
		'El patrón tiene el RFC {rfc}.', 'RFC {rfc}, según el recibo.', 'Mi número de seguridad social es {nss}.',
		'NSS: {nss}', 'El NSS {nss} está dado de baja.', 'Estoy afiliado al IMSS con el número {nss}.',
		'El registro patronal {registro_patronal} es de otra empresa.', 'Mi credencial dice {clave_elector}.',
		'Me depositaban en la CLABE {clabe}.', 'Pagan con la tarjeta {card}.', 'Mi teléfono es {phone_mx}.',
		'Llámenme al {phone_mx} por la tarde.', 'WhatsApp {phone_mx}', 'Mi cel {phone_mx}, gracias.',
		'Escribir a {email}.', 'Mi correo: {email}', 'Me despidieron el {date}.', 'Trabajé hasta el {date}, sin pago.',
		'Tel.{phone_mx}', 'Cel.{phone_mx} o {phone_mx}', 'Mis números son {phone_mx}/{phone_mx}.', 'CURP{curp}', 'RFC:{rfc}', 'NSS{nss}',
		'Tarjetas {card}/{card}.', 'CLABE {clabe}/BANCO', 'Nací el {day_es}.', 'Del {date} - {date} nadie pagó.', 'Desde el {day_es} no hay contrato.',
		'Entraron desde {ip}.', 'Está en {url} y en {social}.', 'Soy {handle} en todas partes.', 'Los datos: {curp}, {nss}, {phone_mx}.',
	],
	en => [
		'My SSN is {ssn}.', 'Social security number {ssn} is on the stub.', 'They used the ITIN {itin} for me.',
		'The EIN of the employer is {ein}.', 'Call me at {phone_us}.', 'My cell is {phone_us}, any time.',
		'Phone: {phone_us}', 'Write to {email}.', 'I was fired on {date}.', 'My CURP is {curp}, I come from Jalisco.',
		'The card {card} was charged.', 'My supervisor can be reached at {phone_us}.', 'E-mail {email} please.',
		'SSN{ssn}', 'Our SSNs are {ssn}/{ssn}.', 'Phones {phone_us}, {phone_us}.', 'Tel:{phone_us}', 'I was born on {day_en}.', 'From {date} - {date} I was not paid.',
		'It came from {ip}.', 'See {url} or {social}.', 'I am {handle} there.', 'Cards {card},{card} were used.',
	],
	fr => [
		'Mon NAS est {sin}.', "Le numéro d'assurance sociale {sin} figure sur la paie.", "Le numéro d'entreprise est {bn}.",
		'Mon téléphone est le {phone_us}.', 'Appelez-moi au {phone_us}.', 'On peut me joindre au {phone_us}.',
		'Mon courriel est {email}.', "J'ai été congédié le {date}.", 'Ma carte {card} a été débitée.',
		'Nos NAS sont {sin}/{sin}.', 'NAS:{sin}', 'Tél.{phone_us}', 'Je suis né le {day_fr}.', "Depuis le {day_fr}, rien.", "L'adresse IP est {ip}.", 'Voir {url}.',
		'Je suis {handle} partout.', 'Les cartes {card} / {card}.',
	],
);

sub uuid { return join('-', map { my $n = $_; join('', map { pick(0 .. 9, 'a' .. 'f') } 1 .. $n) } 8, 4, 4, 4, 12) }

# numbers that are nobody's
my %nobody = (
	es => [
		sub { 'Folio ' . pick(2024 .. 2026) . '-' . digits(6) . '.' }, sub { 'Expediente ' . digits(3) . '/' . pick(2020 .. 2026) . '.' },
		sub { 'Violan la NOM-0' . pick(17 .. 36) . '-STPS-20' . digits(2) . '.' }, sub { 'Me deben $' . pick(1 .. 99) . ',' . digits(3) . '.' . digits(2) . ' pesos.' },
		sub { 'Somos ' . pick(10 .. 900) . ' trabajadores en la línea ' . pick(1 .. 9) . '.' }, sub { 'Clase SCIAN 3363' . digits(2) . '.' },
		sub { 'El folio de la queja es ' . digits(10) . '.' }, sub { 'Pagan ' . digits(4) . ' pesos por ' . pick(48 .. 70) . ' horas.' },
		sub { 'Trabajamos de 08:' . pick(10 .. 59) . ' a 20:' . pick(10 .. 59) . ' horas.' }, sub { 'Fracción arancelaria 8708.' . pick(10 .. 99) . '.' . pick(10 .. 99) . '.' },
		sub { 'Sección ' . join(', ', map { digits(2) } 1 .. 4) . ' del sindicato.' }, sub { 'Según el decreto ' . sprintf('%02d/%02d/%d', 1 + rand(28), 1 + rand(12), pick(1990 .. 2024)) . ' DOF.' },
		sub { 'Expediente ' . digits(10) . '/' . pick(2019 .. 2026) . '.' }, sub { 'Folio fiscal ' . uuid() . '.' }, sub { 'En la calle 5 de Mayo ' . digits(3) . ', CP ' . digits(5) . '.' },
		sub { 'Entre 2019-2024 nadie inspeccionó.' }, sub { 'Se deben ' . pick(1 .. 9) . ' ' . digits(3) . ' ' . digits(3) . ' pesos.' },
	],
	en => [
		sub { 'Case ' . sprintf('%02d', pick(1 .. 32)) . '-C' . pick(qw(A B C D)) . '-' . digits(6) . ' is open.' }, sub { 'OSHA complaint C-' . digits(7) . '.' },
		sub { 'Area ' . sprintf('%02d', pick(1 .. 20)) . '-' . digits(3) . '-00.' }, sub { 'They paid $' . pick(7 .. 15) . '.' . digits(2) . ' for ' . digits(6) . ' hours.' },
		sub { 'NAICS 3363' . digits(2) . ' covers it.' }, sub { 'Back wages of $' . pick(1 .. 9) . ',' . digits(3) . ',' . digits(3) . ' are due.' },
		sub { 'Invoice ' . digits(9) . ' was never paid.' }, sub { 'HS code 8708.29.' . pick(10 .. 99) . '.' }, sub { 'We worked 6-7 days and 10-12 hours.' },
		sub { 'Locals ' . join(' ', map { 100 + int(rand(900)) } 1 .. 2) . ' ' . (1000 + int(rand(9000))) . ' struck.' }, sub { 'The plant is in ' . pick('Austin, TX ', 'Seattle, WA ') . digits(5) . '-' . digits(4) . '.' },
		sub { 'WAC 296-125-0' . digits(3) . ' applies.' }, sub { 'Request ' . uuid() . ' failed.' },
		sub { 'Line 4, shift 2, 120 workers, 14.5%.' },
	],
	fr => [
		sub { 'Dossier ' . digits(6) . '-' . pick(2023 .. 2026) . '.' }, sub { 'Un salaire de ' . pick(10 .. 99) . ' ' . digits(3) . ',' . digits(2) . ' $ par an.' },
		sub { 'Sections locales ' . join(' ', map { 100 + int(rand(900)) } 1 .. 3) . '.' }, sub { 'Demande ' . uuid() . '.' },
		sub { "L'article 124 de la loi, alinéa 3." }, sub { 'Facture ' . digits(8) . ' impayée.' }, sub { 'Code SCIAN 3363' . digits(2) . '.' },
		sub { 'Nous sommes ' . pick(12 .. 300) . ' travailleurs, ' . pick(40 .. 60) . ' heures.' },
	],
);

sub widened { my ($id) = @_; return join('', map { /[!-~]/ ? chr(ord($_) - 0x21 + 0xFF01) : $_ } split //, $id) }

sub joined
{
	my ($id) = @_;
	my $at = 1 + int(rand(length($id) - 1));

	substr($id, $at, 0, pick("\x{200B}", "\x{200D}", "\x{2060}", "\x{00AD}"));
	return $id;
}

# Across the end of a line: behind a separator if there is one, or anywhere.
sub broken
{
	my ($kind, $id) = @_;

	return $id if $kind eq 'email' || $kind eq 'date';
	return $id if $id =~ s/^(.*?[-. ])/$1\n/s;
	my $at = 2 + int(rand(length($id) - 4));
	substr($id, $at, 0, pick("\n", "-\n"));
	return $id;
}

# With entities of HTML for blanks and a digit.
sub escaped
{
	my ($id) = @_;

	$id =~ s/ /&nbsp;/g;
	$id =~ s/(?<![#\d])(\d)/'&#' . ord($1) . ';'/e;
	return $id;
}

# Letters of Cyrillic that look the same.
sub disguised { my ($id) = @_; return $id =~ tr/AEOPCXaeopcx/АЕОРСХаеорсх/r }

sub spaced { my ($id) = @_; return join(' ', split //, $id) }

# The last 0 as people type it.
sub typed { my ($id) = @_; return $id =~ s/(\d)0(?=\d*$)/$1O/r }

sub written
{
	my ($kind, $id, $glued) = @_;
	my $way = rand();

	return $id if $kind =~ /^(?:url|social|handle|ip|day_..)$/ || $id =~ /[&%]/;
	return $way < 0.06 ? widened($id) : $way < 0.12 ? joined($id) : $way < 0.18 ? broken($kind, $id) :
	  $way < 0.22 ? escaped($id) :
	  $way < 0.26 && $kind =~ /^(?:curp|rfc|email)$/ ? disguised($id) :
	  $way < 0.26 && $kind =~ /^phone/ ? typed($id) :
	  $way < 0.29 && !$glued && $kind =~ /^(?:curp|nss|phone_us)$/ && $id =~ /^\w+$/ ? spaced($id) : $id;
}

sub complaint
{
	my $lang = pick(qw(es es en fr));
	my %complaint = (lang => $lang, text => '', ids => []);

	for my $n (1 .. 2 + int(rand(4)))
	{
		my $sentence = rand() < 0.6 ? pick(@{ $sentence{$lang} }) : pick(@{ $nobody{$lang} })->();

		$complaint{text} .= pick(' ', ' ', ' ', "\n", "\n\n") if $n > 1;
		while ($sentence =~ /^(.*?)\{(\w+)\}(.*)$/s)
		{
			my ($before, $kind, $after) = ($1, $2, $3);
			my $id = written($kind, $identifier{$kind}->(), $before !~ / $/);

			$complaint{text} .= $before;
			push @{ $complaint{ids} }, [ $kind =~ s/_(mx|us|es|en|fr)$//r =~ s/^day$/date/r =~ s/^social$/url/r, length($complaint{text}), length($id) ];
			$complaint{text} .= $id;
			$sentence = $after;
		}
		$complaint{text} .= $sentence;
	}
	return \%complaint;
}

sub generate
{
	my ($n, $seed) = @_;

	srand($seed);
	return map { complaint() } 1 .. $n;
}

1;
