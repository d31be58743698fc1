# Invented complaints in Spanish, English and French, with the identifiers in
# them known, for tests of redaction.  The same seed gives the same texts.
#
#   my @complaints = Complaints::generate(5000, 42);
#   # each { lang, text, ids => [ [kind, start, length], ... ] }, from 0
#
# Identifiers are made from the grammars, with valid check digits, and written
# as people write them: grouped or not, in full-width characters, with zero
# width joiners in between, and across the end of a line.  Around them stand
# numbers that are nobody's: folios, case numbers, norms, amounts, codes.
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
	email => sub { return pick(@first) . pick('', int(rand(100))) . '@' . pick(@host) },
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
	],
	en => [
		'My SSN is {ssn}.', 'Social security number {ssn} is on the stub.', 'They used the ITIN {itin} for me.',
		'The EIN of the employer is {ein}.', 'Call me at {phone_us}.', 'My cell is {phone_us}, any time.',
		'Phone: {phone_us}', 'Write to {email}.', 'I was fired on {date}.', 'My CURP is {curp}, I come from Jalisco.',
		'The card {card} was charged.', 'My supervisor can be reached at {phone_us}.', 'E-mail {email} please.',
	],
	fr => [
		'Mon NAS est {sin}.', "Le numéro d'assurance sociale {sin} figure sur la paie.", "Le numéro d'entreprise est {bn}.",
		'Mon téléphone est le {phone_us}.', 'Appelez-moi au {phone_us}.', 'On peut me joindre au {phone_us}.',
		'Mon courriel est {email}.', "J'ai été congédié le {date}.", 'Ma carte {card} a été débitée.',
	],
);

# numbers that are nobody's
my %nobody = (
	es => [
		sub { 'Folio ' . pick(2024 .. 2026) . '-' . digits(6) . '.' }, sub { 'Expediente ' . digits(3) . '/' . pick(2020 .. 2026) . '.' },
		sub { 'Violan la NOM-0' . pick(17 .. 36) . '-STPS-20' . digits(2) . '.' }, sub { 'Me deben $' . pick(1 .. 99) . ',' . digits(3) . '.' . digits(2) . ' pesos.' },
		sub { 'Somos ' . pick(10 .. 900) . ' trabajadores en la línea ' . pick(1 .. 9) . '.' }, sub { 'Clase SCIAN 3363' . digits(2) . '.' },
		sub { 'El folio de la queja es ' . digits(10) . '.' }, sub { 'Pagan ' . digits(4) . ' pesos por ' . pick(48 .. 70) . ' horas.' },
		sub { 'Trabajamos de 08:' . pick(10 .. 59) . ' a 20:' . pick(10 .. 59) . ' horas.' }, sub { 'Fracción arancelaria 8708.' . pick(10 .. 99) . '.' . pick(10 .. 99) . '.' },
		sub { 'Entre 2019-2024 nadie inspeccionó.' }, sub { 'Se deben ' . pick(1 .. 9) . ' ' . digits(3) . ' ' . digits(3) . ' pesos.' },
	],
	en => [
		sub { 'Case ' . sprintf('%02d', pick(1 .. 32)) . '-C' . pick(qw(A B C D)) . '-' . digits(6) . ' is open.' }, sub { 'OSHA complaint C-' . digits(7) . '.' },
		sub { 'Area ' . sprintf('%02d', pick(1 .. 20)) . '-' . digits(3) . '-00.' }, sub { 'They paid $' . pick(7 .. 15) . '.' . digits(2) . ' for ' . digits(6) . ' hours.' },
		sub { 'NAICS 3363' . digits(2) . ' covers it.' }, sub { 'Back wages of $' . pick(1 .. 9) . ',' . digits(3) . ',' . digits(3) . ' are due.' },
		sub { 'Invoice ' . digits(9) . ' was never paid.' }, sub { 'HS code 8708.29.' . pick(10 .. 99) . '.' }, sub { 'We worked 6-7 days and 10-12 hours.' },
		sub { 'Line 4, shift 2, 120 workers, 14.5%.' },
	],
	fr => [
		sub { 'Dossier ' . digits(6) . '-' . pick(2023 .. 2026) . '.' }, sub { 'Un salaire de ' . pick(10 .. 99) . ' ' . digits(3) . ',' . digits(2) . ' $ par an.' },
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

sub written
{
	my ($kind, $id) = @_;
	my $way = rand();

	return $way < 0.08 ? widened($id) : $way < 0.16 ? joined($id) : $way < 0.24 ? broken($kind, $id) : $id;
}

sub complaint
{
	my $lang = pick(qw(es es en fr));
	my %complaint = (lang => $lang, text => '', ids => []);

	for my $n (1 .. 2 + int(rand(4)))
	{
		my $sentence = rand() < 0.6 ? pick(@{ $sentence{$lang} }) : pick(@{ $nobody{$lang} })->();

		$complaint{text} .= pick(' ', ' ', ' ', "\n", "\n\n") if $n > 1;
		if ($sentence =~ /^(.*?)\{(\w+)\}(.*)$/s)
		{
			my ($before, $kind, $after) = ($1, $2, $3);
			my $id = written($kind, $identifier{$kind}->());

			$complaint{text} .= $before;
			push @{ $complaint{ids} }, [ $kind =~ s/_(mx|us)$//r, length($complaint{text}), length($id) ];
			$sentence = $id . $after;
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
