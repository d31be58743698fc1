"""What attackers of releases have in common; see attack.

They are those of verify/.  Units are each [row, first scan, scan until]; judged are the
places in a row that rules go by: the person first, then the establishment and the
sensitive value.
"""
import collections
import itertools
import os
import subprocess
import sys
from fractions import Fraction

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'verify'))

from groups import FOUND, GIVEN_UP, People, RankTest, free_columns


FEW = 150		# rows of which all pairs are looked at
PATIENCE = 10	# unknowns that are not decided, after which the rest are not asked for


class Psql:
	"""A session."""

	def __init__(self, database):
		self.process = subprocess.Popen(
			['psql', '-X', '-q', '-A', '-t', '-d', database], text=True, encoding='utf-8',
			stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
		self.log = []
		self.run('SET client_min_messages = warning')

	def run(self, sql):
		"""Rows as lists of strings; an error is a list of its own: ['ERROR: ...']."""
		self.log.append(sql + ';')
		self.process.stdin.write(sql + ';\n\\echo @@\n')
		self.process.stdin.flush()
		lines = []
		for line in self.process.stdout:
			if line == '@@\n':
				break
			lines.append(line.rstrip('\n'))
		else:
			raise SystemExit('the session ended: ' + ' '.join(lines[-3:]))
		return [line.split('|') for line in lines]

	def must(self, sql):
		rows = self.run(sql)
		if rows and rows[0][0].startswith('ERROR'):
			raise SystemExit('%s\n%s' % (sql, '\n'.join('|'.join(row) for row in rows)))
		return rows

	def close(self):
		self.process.stdin.close()
		self.process.wait()


def parts(units, numbers):
	"""Units that no number tells apart, and the numbers as rows over them."""
	counted = collections.defaultdict(list)
	for i, number in enumerate(numbers):
		for unit in number:
			counted[unit].append(i)
	place, members, rows = {}, [], [set() for _ in numbers]
	for unit, by in counted.items():
		key = tuple(by)
		if key not in place:
			place[key] = len(members)
			members.append([])
			for i in by:
				rows[i].add(place[key])
		members[place[key]].append(unit)
	return rows, members


def attack(units, numbers, least, judged, work=2000000):
	"""What was found first, and how many unknowns were not decided."""
	rows, members = parts(units, numbers)
	given_up = 0
	# what breaks any of the rules breaks one of them, and those of few values are soon asked for
	for of, place in reversed(list(zip(least, judged))):
		sets = []
		for unknown in members:
			some = [units[i][0] for i in unknown if units[i][0][judged[0]] is not None]
			sets.append(frozenset(row[place] for row in some))
		measure = People(sets, of)
		results = RankTest(rows, free_columns(rows, measure), measure, work).run(True, PATIENCE)
		found = [proof for verdict, _, proof in results if verdict == FOUND]
		if found:
			return found, 0
		given_up = max(given_up, sum(verdict == GIVEN_UP for verdict, _, _ in results))
	return [], given_up


def layers(source, numbers):
	"""What people have, laid down from 0 up: [[group]] and amounts of each layer, and numbers as sets of them.

	A layer is in all numbers in which its group has so much: in one number they are together
	what it has there, in a difference what it changed by.
	"""
	held = [source.holdings(number) for number in numbers]
	units, amounts, found = [], [], [set() for _ in numbers]
	for group in sorted({group for of in held for group in of}, key=str):
		floor = 0
		for height in sorted({of[group] for of in held if of[group] > 0}):
			for i, of in enumerate(held):
				if of[group] >= height:
					found[i].add(len(units))
			units.append([group])
			amounts.append(height - floor)
			floor = height
	return units, amounts, found


def attack_sums(source, numbers, least, helpers, percent, rng):
	"""Combinations of sums of which one person has nearly all, or that few people have."""
	units, owed, numbers = layers(source, numbers)
	found, given_up = attack(units, numbers, least[:1], source.judged)
	rows, members = parts(units, numbers)
	amounts = []
	for unknown in members:
		of = collections.Counter()
		for i in unknown:
			of[units[i][0][source.judged[0]]] += owed[i]
		amounts.append(of)
	for vector in itertools.chain(vectors(rows, rng), sharpest(rows, amounts, helpers, percent)):
		share = collections.Counter()
		for c, factor in vector.items():
			for persona, amount in amounts[c].items():
				share[persona] += abs(factor) * amount
		# a programme's factors are floating-point numbers
		if dominated({persona: s for persona, s in share.items() if s > 1e-6}, helpers, percent * (1 - 1e-7)):
			found.append(vector)
			break
	return found, given_up


def dominated(share, helpers, percent):
	"""Has one nearly all of it, others but his helpers having less than so many percent of his?"""
	largest = sorted(share.values(), reverse=True)
	return bool(largest) and sum(largest[1 + helpers:]) * 100 < percent * largest[0]


def sum_keeps(source, number, k, helpers, percent):
	"""Does the sum of a number's reports keep the rules by itself?"""
	share = collections.Counter()
	for group, amount in source.holdings(number).items():
		share[group[source.judged[0]]] += amount
	share = +share
	return len(share) >= k and not dominated(share, helpers, percent)


def count_keeps(source, number, helpers, percent):
	people = (source.units[i][0][source.judged[0]] for i in number)
	return not dominated(collections.Counter(p for p in people if p is not None), helpers, percent)


def attack_percent(source, numbers, helpers, percent, rng):
	"""Combinations of numbers that speak of reports nearly all of which are one person's."""
	rows, members = parts(source.units, numbers)
	reports = []
	for unknown in members:
		people = (source.units[i][0][source.judged[0]] for i in unknown)
		reports.append(collections.Counter(p for p in people if p is not None))
	for vector in vectors(rows, rng):
		share = sum((reports[c] for c in vector), collections.Counter())
		if dominated(share, helpers, percent):
			return [vector], 0
	return [], 0


def sharpest(rows, amounts, helpers, percent):
	"""For each unknown that one person has nearly all of, the combination with least of others in it.

	By duality: the most that an exchange, which no sum notices, can move of it, when of
	each other unknown no more moves than others have there.
	"""
	from glpk import MAX, Program

	for c, of in enumerate(amounts):
		order = sorted(of, key=lambda persona: (-of[persona], persona))
		if not order or of[order[0]] == 0 or not any(c in row for row in rows):
			continue
		apart = set(order[:1 + helpers])
		others = [sum(a for persona, a in other.items() if persona not in apart) for other in amounts]
		if others[c] * 100 >= percent * of[order[0]]:
			continue
		others[c] = 10 ** 7
		program = Program(rows, [sum(others[o] for o in row) for row in rows], len(amounts), [2 * o for o in others])
		if not program.solve({c: 1}, MAX):
			continue
		vector = collections.Counter()
		for row, factor in zip(rows, program.multipliers()):
			for o in row:
				vector[o] += factor
		yield {o: v for o, v in vector.items() if abs(v) > 1e-9}


def vectors(rows, rng):
	"""Combinations to look at: numbers, differences, what elimination leaves, and any."""
	rows = [{c: 1 for c in row} for row in {frozenset(row) for row in rows if row}]
	yield from rows
	if len(rows) <= FEW:
		for a, b in itertools.combinations(rows, 2):
			yield add(a, b, -1)
	else:
		for _ in range(FEW * FEW // 2):
			yield add(*rng.sample(rows, 2), -1)
	for _ in range(5):
		yield from eliminated(rng.sample(rows, min(len(rows), FEW)), rng)
	for _ in range(300 if rows else 0):
		total = {}
		for row in rng.sample(rows, min(len(rows), rng.randint(2, 6))):
			total = add(total, row, rng.choice((-2, -1, -1, 1, 1, 2)))
		yield total


def add(a, b, factor):
	total = dict(a)
	for c, value in b.items():
		total[c] = total.get(c, 0) + factor * value
	return {c: v for c, v in total.items() if v}


def eliminated(rows, rng):
	"""A reduced basis, in exact fractions, for a random order of the unknowns."""
	basis = {}
	for row in rows:
		row = {c: Fraction(v) for c, v in row.items()}
		for c in [c for c in row if c in basis]:
			row = add(row, basis[c], -row[c])
		if row:
			pivot = rng.choice(sorted(row))
			row = {c: v / row[pivot] for c, v in row.items()}
			for c, other in basis.items():
				if pivot in other:
					basis[c] = add(other, row, -other[pivot])
			basis[pivot] = row
	return list(basis.values())
