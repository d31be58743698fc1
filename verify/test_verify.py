#!/usr/bin/python3
"""Tests of the modules here against slower ones that share nothing with them."""
import itertools
import os
import random
import sys
import unittest
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import groups
import linear
import statements
import tables
from bounds import Bounds, NoTable
from groups import AtMost, FOUND, GIVEN_UP, People, RankTest, free_columns


def rank(rows, columns):
	"""Over the rationals, by Gauss."""
	matrix = [[Fraction(c in row) for c in columns] for row in rows]
	done = 0
	for c in range(len(columns)):
		pivot = next((i for i in range(done, len(matrix)) if matrix[i][c]), None)
		if pivot is None:
			continue
		matrix[done], matrix[pivot] = matrix[pivot], matrix[done]
		for i in range(done + 1, len(matrix)):
			if matrix[i][c]:
				factor = matrix[i][c] / matrix[done][c]
				matrix[i] = [a - factor * b for a, b in zip(matrix[i], matrix[done])]
		done += 1
	return done


def some_leak(rows, people, k):
	"""Is there a vector about fewer than k people?  All sets of columns are tried."""
	columns = sorted(set().union(*rows))
	whole = rank(rows, columns)
	for size in range(1, len(columns) + 1):
		for some in itertools.combinations(columns, size):
			if len(frozenset().union(*(people[c] for c in some))) < k and \
					rank(rows, [c for c in columns if c not in some]) < whole:
				return True
	return False


def system(seed):
	rng = random.Random(seed)
	n, k = rng.randint(3, 8), rng.choice((3, 4, 5))
	people = [frozenset(range(100 * c, 100 * c + k + rng.randint(0, 3))) if rng.random() < 0.35
		else frozenset(rng.choice(range(900, 930)) for _ in range(rng.randint(1, k - 1))) for c in range(n)]
	rows = [{c for c in range(n) if rng.random() < 0.5} for _ in range(rng.randint(2, 7))]
	return [row for row in rows if row] or [{0}], people, k


class Ranks(unittest.TestCase):
	def check(self, seeds):
		leaks = 0
		for seed in seeds:
			rows, people, k = system(seed)
			measure = People(people, k)
			results = RankTest(rows, free_columns(rows, measure), measure).run()
			found = [proof for verdict, _, proof in results if verdict == FOUND]
			self.assertNotIn(GIVEN_UP, [r[0] for r in results])
			self.assertEqual(bool(found), some_leak(rows, people, k), seed)
			leaks += bool(found)
			for factors, terms in found:
				total = {}
				for r, factor in factors.items():
					for c in rows[r]:
						total[c] = total.get(c, 0) + factor
				self.assertEqual({c: v for c, v in total.items() if v}, terms)
				self.assertLess(len(frozenset().union(*(people[c] for c in terms))), k)
		self.assertGreater(leaks, len(seeds) / 5)
		self.assertLess(leaks, len(seeds))

	def test_all_sets_of_columns(self):
		self.check(range(150))

	def test_in_windows(self):
		small, windows = groups.SMALL, groups.WINDOWS
		groups.SMALL, groups.WINDOWS = 0, (2, 4)
		try:
			self.check(range(150, 250))
		finally:
			groups.SMALL, groups.WINDOWS = small, windows

	def test_a_search_that_is_cut_is_no_proof(self):
		rows, people = [{0, 1, 2}, {1, 2, 3}, {0, 3, 4}, {2, 4, 5}], [frozenset((c,)) for c in range(6)]
		results = RankTest(rows, set(), People(people, 4), work=-1).run()
		self.assertIn(GIVEN_UP, [r[0] for r in results])

	def test_prime(self):
		p = linear.random_prime()
		self.assertEqual(p.bit_length(), 61)
		self.assertTrue(linear.is_prime(2 ** 61 - 1))
		self.assertFalse(linear.is_prime(3215031751))		# a strong pseudoprime to 2, 3, 5 and 7


def all_tables(rows, values, n, most):
	for table in itertools.product(range(most + 1), repeat=n):
		if all(sum(table[c] for c in row) == value for row, value in zip(rows, values)):
			yield table


def any_sums(rng):
	"""Sums of consecutive columns: whole solutions have the limits of the real ones."""
	n = rng.randint(2, 5)
	truth = [rng.randint(0, 4) for _ in range(n)]
	cuts = [tuple(sorted(rng.sample(range(n + 1), 2))) for _ in range(3)] + [(0, n)]
	rows = [set(range(a, b)) for a, b in cuts]
	return n, truth, rows, [sum(truth[c] for c in row) for row in rows]


class Limits(unittest.TestCase):
	def test_against_all_tables(self):
		for seed in range(60):
			n, truth, rows, values = any_sums(random.Random(seed))
			bounds = Bounds(rows, values, n)
			found = list(all_tables(rows, values, n, sum(truth)))
			for c in range(n):
				self.assertEqual(bounds.interval({c: 1}),
					(min(t[c] for t in found), max(t[c] for t in found)), seed)
			self.assertTrue(set(map(tuple, bounds.tables)) <= set(found))

	def test_sums_that_may_be_larger(self):
		for seed in range(60):
			n, truth, rows, values = any_sums(random.Random(seed))
			# of the first two it is known that they are so large less one, at least
			rows, values = rows[2:] + rows[:2], values[2:] + [max(v - 1, 0) for v in values[:2]]
			bounds = Bounds(rows, values, n, at_least=2)
			found = [t for t in all_tables(rows[:2], values[:2], n, sum(truth))
				if all(sum(t[c] for c in row) >= v for row, v in zip(rows[2:], values[2:]))]
			for c in range(n):
				self.assertEqual(bounds.interval({c: 1}),
					(min(t[c] for t in found), max(t[c] for t in found)), seed)
			self.assertTrue(set(map(tuple, bounds.tables)) <= set(found))

	def test_no_limit(self):
		self.assertEqual(Bounds([{0}], [3], 2).interval({1: 1}), (0, None))

	def test_no_table(self):
		self.assertRaises(NoTable, Bounds, [{0}, {0}], [1, 2], 1)

	def test_whole(self):
		# a + b = b + c = c + a = 3: halves only
		bounds = Bounds([{0, 1}, {1, 2}, {0, 2}], [3, 3, 3], 3)
		self.assertEqual(bounds.limit({0: 1}, 2), Fraction(3, 2))
		self.assertEqual(bounds.tables, [])


class Statements(unittest.TestCase):
	def search(self, rows, values, n, k):
		bounds = Bounds(rows, values, n)
		measure = AtMost([bounds.interval({c: 1})[1] for c in range(n)], k)
		return {(kind, tuple(form), detail) for kind, form, detail, _ in statements.search(bounds, measure, k)}

	def test_parity(self):
		# b + a + c, a + d, c + d: nothing of b alone by addition, and yet b is odd
		rows, values = [{0, 1, 2}, {1, 3}, {2, 3}], [3 + 40 + 40, 80, 80]
		bounds = Bounds(rows, values, 4)
		self.assertEqual(linear.residue(rows, values, {0: 1}, 2), 1)
		self.assertIsNone(linear.residue(rows, values, {0: 1}, 3))
		# were b known to be small, it would be told
		found = statements.search(bounds, AtMost([3, 99, 99, 99], 10), 10)
		self.assertIn(('remainder', {0: 1}, (1, 2), 'exact'), found)

	def test_no_less_than_none(self):
		# a 2 x 2 table in which one of two cells of few people cannot be empty
		found = self.search([{0, 1}, {2, 3}, {0, 2}, {1, 3}, {0}], [9, 2, 9, 2, 8], 4, 5)
		self.assertIn(('value', (1,), (1, 1)), found)
		self.assertIn(('value', (3,), (1, 1)), found)

	def test_bounds_alone(self):
		# a + b = 9, a + c = 7, b and c of one row of 2: a is at least 7
		found = self.search([{0, 1}, {0, 2}, {1, 2}], [9, 7, 2], 3, 10)
		self.assertIn(('value', (1,), (2, 2)), found)

	def test_presence(self):
		# b + c = 11, and b has at most 8: c is three to eleven, and certainly there
		rows, values = [{0, 1}, {0, 2}], [11, 8]
		bounds = Bounds(rows, values, 3)
		self.assertEqual(bounds.interval({1: 1}), (3, 11))
		self.assertEqual(self.search(rows, values, 3, 12), {('presence', (1,), (3, 11))})
		self.assertEqual(self.search(rows, values, 3, 11), set())

	def test_nothing(self):
		self.assertEqual(self.search([{0, 1}, {2, 3}, {0, 2}, {1, 3}], [9, 9, 9, 9], 4, 10), set())


class Placement(unittest.TestCase):
	def release(self):
		dimensions = {
			'geo': tables.Dimension('geo', {'columns': ['town', 'state'],
				'labels': [('a', 'A'), ('b', 'A'), ('c', 'B')]}, ''),
			'month': tables.Dimension('month', {'columns': ['day'], 'period': 'M'}, '')}
		release = tables.Release({'name': 'r', 'dimensions': ['geo', 'month'], 'vintages': []}, dimensions)
		dimensions['month'].add('2026')
		return release, dimensions

	def region(self, release, opened, **row):
		row = dict({'town': '_T', 'state': '_T', 'day': '_T', 'day_quarter': '_T', 'day_year': '_T'}, **row)
		return release.region(opened, *release.read_row(row))

	def test_the_oldest_and_then_the_finest(self):
		release, dimensions = self.release()
		fine = self.region(release, 1, town='a', state='A', day='2026-01', day_quarter='2026-Q1', day_year='2026', level='town x day')
		rest = self.region(release, 1, town='a', state='A', day='rest of 2026-Q1', day_quarter='2026-Q1', day_year='2026', level='town x day_quarter')
		late = self.region(release, 2, town='a', state='A', day='2026-02', day_quarter='2026-Q1', day_year='2026', level='town x day')
		state = self.region(release, 2, town='rest of A', state='A', level='state')
		release.frontier = {1: '2026-02', 2: '2026-05'}
		lies = lambda town, month: release.regions_of([p.labels(l) for p, l in zip(release.parts, (town, month))])
		self.assertEqual(lies('a', '2026-01'), [fine])
		self.assertEqual(lies('a', '2026-02'), [rest], 'what an older vintage covers stays there')
		self.assertEqual(lies('a', '2026-03'), [state], 'beyond what the first vintage knew')
		self.assertEqual(lies('b', '2026-01'), [state])
		self.assertEqual(lies('b', '2026-06'), [])
		self.assertEqual(lies('c', '2026-01'), [])
		self.assertNotEqual(late, rest)

	def test_periods(self):
		self.assertEqual(tables.longer_period('2026-11-30', 'Q'), '2026-Q4')
		self.assertEqual(tables.longer_period('2026-11-30', 'M'), '2026-11')
		self.assertEqual(tables.longer_period('2026-W05', 'A'), '2026')
		self.assertEqual(tables.shortest_periods('2024-Q1', 'D')[-1], '2024-03-31')
		self.assertEqual(len(tables.shortest_periods('2024', 'D')), 366)
		self.assertEqual(tables.shortest_periods('2024', 'Q'), ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4'])

	def test_margins(self):
		dimensions = {'x': tables.Dimension('x', {'columns': ['x'], 'closed': True}, ''),
			'y': tables.Dimension('y', {'columns': ['y'], 'closed': True}, '')}
		cube = tables.Release({'name': 'c', 'method': 'cube', 'dimensions': ['x', 'y'], 'vintages': []}, dimensions)
		where = {(x, y): cube.region(1, *cube.read_row({'x': x, 'y': y})) for x in ('a', '_T') for y in ('b', '_T')}
		dimensions['x'].add('a')
		dimensions['y'].add('b')
		dimensions['y'].add('z')
		lies = lambda *labels: set(cube.regions_of([p.labels(l) for p, l in zip(cube.parts, labels)]))
		self.assertEqual(lies('a', 'b'), set(where.values()))
		self.assertEqual(lies('a', 'z'), {where['a', '_T'], where['_T', '_T']})


if __name__ == '__main__':
	unittest.main()
