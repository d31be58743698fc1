"""Statements about fewer than k people that are true in every table that fits.

Generate, then verify.  Many whole tables with the published numbers are made; what is
the same in all of them may be certain: a count that never changes, one that never is
zero, a remainder.  Each guess is then put to the test: a limit by programs, a
remainder by elimination modulo the prime.  Only what stands both is told.
"""
import itertools
import random

from glpk import MAX, MIN
from linear import residue

PRIMES = (2, 3, 5, 7)


def generate(bounds, count, seed, seconds):
	"""Whole tables, by optimising at random in all directions."""
	rng = random.Random(seed)
	columns = range(bounds.ncolumns)
	for _ in range(count):
		form = {c: rng.randint(-5, 5) for c in rng.sample(columns, min(len(columns), 12))}
		direction = rng.choice((MIN, MAX))
		# bounded as every unknown that a number counts is
		if not bounds.program.solve(form, direction):
			continue
		before = len(bounds.tables)
		bounds.keep_table()
		if len(bounds.tables) == before and bounds.program.whole(form, direction, seconds):
			bounds.add_table(bounds.program.whole_columns())


def forms(columns, measure, limit):
	"""Unknowns, and sums of two, that are about few people."""
	found = 0
	support = {c: measure.join(measure.empty, c) for c in columns}
	for c in columns:
		if not measure.passes(support[c]):
			yield {c: 1}
	for a, b in itertools.combinations(columns, 2):
		if found >= limit:
			return
		if not measure.passes(support[a]) and not measure.passes(measure.join(support[a], b)):
			found += 1
			yield {a: 1, b: 1}


def search(bounds, measure, k, seed=1, count=40, seconds=2, limit=2000, whole=True):
	"""[(kind, form, detail, basis)]; pairs only where their parts say nothing."""
	generate(bounds, count, seed, seconds)
	if not bounds.tables:
		return []
	found, told = [], set()
	columns = [c for c in range(bounds.ncolumns) if bounds.users[c]]
	for form in forms(columns, measure, limit):
		if len(form) > 1 and told & set(form):
			continue
		values = {sum(f * table[c] for c, f in form.items()) for table in bounds.tables}
		for statement in (limits(bounds, form, values, seconds, whole), remainder(bounds, form, values, k)):
			if statement:
				told |= set(form)
				found.append(statement)
	return found


def limits(bounds, form, values, seconds, whole):
	if min(values) < 1 or (len(form) > 1 and len(values) > 1):
		return None
	low, high = bounds.interval(form)
	basis = 'exact'
	if whole and (low is None or low < 1 or low != high and len(values) == 1):
		low, high = bounds.whole_interval(form, seconds)
		basis = 'whole numbers, by GLPK'
	if low is not None and low >= 1 and (len(form) == 1 or low == high):
		return ('value' if low == high else 'presence', form, (low, high), basis)
	return None


def remainder(bounds, form, values, k):
	if any(v.denominator != 1 for v in bounds.values) or len(values) == 1:
		return None
	for m in PRIMES:
		if m < k and len({v % m for v in values}) == 1:
			left = residue(bounds.rows, bounds.values, form, m)
			if left is not None:
				return 'remainder', form, (left, m), 'exact'
	return None
