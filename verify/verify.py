#!/usr/bin/python3
"""Checks published numbers for what follows from them about few people.

	verify.py MANIFEST [--json] [--tests groups,bounds,statements]

Needs Python and GLPK's library, and none of the programs that made the numbers.
Exit status: 0 nothing was derived, 1 something was, 2 the files or the manifest are
at fault, 3 nothing was derived, but not everything could be decided.
"""
import argparse
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import system
from tables import Mistake, Tables

TESTS = ('groups', 'bounds', 'statements')


def number(value):
	return value if value is None else int(value) if value == int(value) else float(value)


def in_words(unknowns, terms):
	"""2 x (a) + (b): as a sum over unknowns, the first few."""
	parts = []
	for c, factor in sorted(terms.items())[:6]:
		sign = '- ' if factor < 0 else '+ ' if parts else ''
		parts.append('%s%s{%s}' % (sign, '' if abs(factor) == 1 else '%d x ' % abs(factor), unknowns[c]))
	return ' '.join(parts) + (' ... %d more' % (len(terms) - 6) if len(terms) > 6 else '')


def factors_in_words(names, factors):
	return ' '.join('%s%s%s' % ('+ ' if factor > 0 else '- ',
		'' if abs(factor) == 1 else '%s x ' % abs(factor), names[r])
		for r, factor in sorted(factors.items()))


class Check:
	def __init__(self, tables, options):
		self.tables = tables
		self.options = options
		self.k = (options.k or tables.k) + tables.coalition
		self.outside = system.from_tables(tables)
		self.inside = system.from_reports(tables) if tables.reports is not None else None
		self.result = {
			'k': self.k, 'numbers': len(tables.numbers), 'hidden': len(tables.hidden),
			'vintages': len(tables.scans), 'unknowns': len(self.outside.unknowns)}
		self.bounds = None
		self.derived = self.undecided = 0

	def limits(self):
		"""Programs over the outsider's unknowns."""
		from bounds import Bounds, NoTable
		if self.bounds is None:
			try:
				self.bounds = Bounds(self.outside.rows, self.outside.values, len(self.outside.unknowns),
					self.tables.measure == 'n')
			except NoTable:
				raise Mistake('no table has these numbers: a hierarchy, a frontier or an "as_of" is not as it was')
		return self.bounds

	def measure(self):
		"""How supports of the outsider's unknowns are measured: by the most reports there can be."""
		from groups import AtMost
		bounds = self.limits()
		most = []
		for c, quick in enumerate(bounds.quick_most()):
			if quick and max((table[c] for table in bounds.tables), default=0) < self.k:
				quick = bounds.interval({c: 1})[1]
			most.append(self.k if quick is None else quick)
		return AtMost(most, self.k)

	def groups(self):
		from groups import FOUND, GIVEN_UP, People, RankTest, free_columns
		from linear import mostly_positive
		if self.inside is not None:
			data, measure = self.inside, People(self.inside.people, self.k)
		else:
			data, measure = self.outside, self.measure()
			# what is certainly empty may be in any combination, and says nothing
			empty = {c for c, most in enumerate(measure.most) if most == 0}
			data = data._replace(rows=[row - empty for row in data.rows])
		test = RankTest(data.rows, free_columns(data.rows, measure), measure, self.options.work)
		found, seen = [], set()
		for verdict, column, proof in test.run():
			if verdict == GIVEN_UP:
				self.undecided += 1
			if verdict != FOUND:
				continue
			factors, terms = mostly_positive(*proof)
			key = frozenset(terms.items())
			if key in seen:
				continue
			seen.add(key)
			support = measure.empty
			for c in terms:
				support = measure.join(support, c)
			value = sum(f * data.values[r] for r, f in factors.items())
			if self.inside is None and all(f > 0 for f in terms.values()):
				support = min(support, int(value))
			found.append({
				'of': in_words(data.unknowns, terms), 'value': number(value),
				'people': len(support) if self.inside is not None else None,
				'at_most': None if self.inside is not None else support,
				'computed': factors_in_words(data.names, factors)})
		self.result['groups'] = {
			'judged_by': 'people' if self.inside is not None else 'reports',
			'asked': len(test.unsafe), 'found': found, 'undecided': self.undecided}
		self.derived += len(found)

	def bound_hidden(self):
		"""Limits of each hidden cell, which are unknowns of a finer system."""
		from bounds import Bounds
		from linear import Combinations, random_prime
		finer, hidden = system.with_hidden(self.tables)
		cells = []
		if hidden:
			bounds = Bounds(finer.rows, finer.values, len(finer.unknowns), self.tables.measure == 'n')
			known = Combinations(finer.rows, random_prime())
			for label, columns in hidden:
				form = {c: 1 for c in columns}
				low, high = bounds.interval(form)
				cells.append({'cell': label, 'low': number(low), 'high': number(high), 'follows': known.of(form) is not None})
		self.result['hidden_cells'] = cells
		wanted = self.options.width
		# what follows by addition is for the rank test to judge
		narrow = [c for c in cells if c['high'] is not None and wanted is not None
			and c['high'] - (c['low'] or 0) < wanted and not c['follows']]
		self.result['narrow'] = len(narrow)
		self.derived += len(narrow)

	def bound_unknowns(self):
		bounds = self.limits()
		found = []
		for c in range(min(bounds.ncolumns, self.options.limit)):
			if bounds.users[c]:
				low, high = bounds.interval({c: 1})
				found.append({'of': self.outside.unknowns[c], 'low': number(low), 'high': number(high)})
		self.result['unknown_limits'] = found
		# what is told: where few could be, and where it is known within few
		self.result['narrow_unknowns'] = [f for f in found if f['high'] is not None
			and f['high'] > 0 and f['high'] - (f['low'] or 0) < self.k - 1]
		if bounds.ncolumns > self.options.limit:
			self.undecided += bounds.ncolumns - self.options.limit

	def statements(self):
		from statements import search
		measure = self.measure()
		found = []
		for kind, form, detail, basis in search(self.limits(), measure, self.k,
				self.options.seed, seconds=self.options.seconds):
			text = in_words(self.outside.unknowns, form)
			words = {'value': '%s = %s' % (text, detail[0]),
				'presence': '%s is %s to %s' % (text, detail[0], detail[1]),
				'remainder': '%s leaves %s when divided by %s' % (text, detail[0], detail[1])}
			found.append({'kind': kind, 'statement': words[kind], 'rests_on': basis})
		self.result['statements'] = found
		self.result['tables_made'] = len(self.limits().tables)
		self.derived += len(found)

	def run(self, tests):
		# nothing is known of how many people an amount is made of
		if self.tables.measure != 'n' and (self.inside is None and 'groups' in tests or 'statements' in tests):
			raise Mistake('of a sum of amounts, "bounds" can be asked for, and "groups" by whoever has the reports')
		if 'groups' in tests:
			self.groups()
		if 'bounds' in tests:
			self.bound_hidden()
			self.bound_unknowns()
		if 'statements' in tests:
			self.statements()
		self.result['derived'] = self.derived
		self.result['undecided'] = self.undecided
		return 1 if self.derived else 3 if self.undecided else 0


def print_result(result):
	print('%(numbers)d numbers over %(unknowns)d unknowns, %(hidden)d cells hidden, '
		'%(vintages)d vintages, k = %(k)d' % result)
	if 'groups' in result:
		groups = result['groups']
		print('groups: %d unknowns asked for, judged by %s: %d derived, %d undecided' % (
			groups['asked'], groups['judged_by'], len(groups['found']), groups['undecided']))
		for found in groups['found']:
			about = 'people behind it: %d' % found['people'] if found['people'] is not None \
				else 'reports in it: %d at most' % found['at_most']
			print('  DERIVED  %s = %s; %s' % (found['of'], found['value'], about))
			print('           from %s' % found['computed'])
	if 'hidden_cells' in result:
		print('bounds: %d hidden cells, %d narrower than asked for' % (
			len(result['hidden_cells']), result['narrow']))
		print('  of %d unknowns %d have limits less than k - 1 apart' % (
			len(result['unknown_limits']), len(result['narrow_unknowns'])))
		for cell in result['hidden_cells'] + result['narrow_unknowns']:
			print('  %s to %s  %s%s' % (cell['low'], 'any' if cell['high'] is None else cell['high'],
				cell.get('cell') or '{%s}' % cell['of'],
				' (a sum of shown numbers)' if cell.get('follows') else ''))
	if 'statements' in result:
		print('statements: %d certain, of what was alike in %d tables' % (
			len(result['statements']), result['tables_made']))
		for found in result['statements']:
			print('  DERIVED  %s (%s)' % (found['statement'], found['rests_on']))
	print('derived: %d, undecided: %d' % (result['derived'], result['undecided']))


def main():
	parser = argparse.ArgumentParser(description='What follows from published numbers about few people.')
	parser.add_argument('manifest')
	parser.add_argument('--json', action='store_true', help='print the result as JSON')
	parser.add_argument('--tests', default=','.join(TESTS), help='some of %(default)s')
	parser.add_argument('--k', type=int, help="people that a number must be about, instead of the manifest's")
	parser.add_argument('--width', type=int, help='hidden cells narrower than this count as derived')
	parser.add_argument('--limit', type=int, default=2000, help='unknowns to print limits of (%(default)s)')
	parser.add_argument('--work', type=int, default=200000, help='steps of a search before it is given up (%(default)s)')
	parser.add_argument('--seconds', type=float, default=2, help='of each program over whole numbers (%(default)s)')
	parser.add_argument('--seed', type=int, default=1, help='of the tables made (%(default)s)')
	options = parser.parse_args()
	tests = options.tests.split(',')
	if set(tests) - set(TESTS):
		parser.error('tests are %s' % ', '.join(TESTS))
	try:
		check = Check(Tables(options.manifest), options)
		status = check.run(tests)
	except Mistake as mistake:
		print('verify: %s' % mistake, file=sys.stderr)
		return 2
	if options.json:
		print(json.dumps(check.result, indent=1, ensure_ascii=False))
	else:
		print_result(check.result)
	return status


if __name__ == '__main__':
	sys.exit(main())
