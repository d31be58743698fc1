"""Linear algebra over published numbers: modulo a large random prime, then exactly.

What is found modulo the prime is checked in integers before anybody is told of it.
What is not found is not there, but for a chance of about one in 2^50 that the prime
divides a minor of the system by accident.
"""
import math
import random
from fractions import Fraction


def is_prime(n):
	d, s = n - 1, 0
	while d % 2 == 0:
		d, s = d // 2, s + 1
	# these bases decide it for all numbers below 2^64
	for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
		x = pow(a, d, n)
		if x in (1, n - 1):
			continue
		for _ in range(s - 1):
			x = x * x % n
			if x == n - 1:
				break
		else:
			return False
	return True


def random_prime(bits=61):
	rng = random.SystemRandom()
	while True:
		n = rng.getrandbits(bits) | 1 | 1 << bits - 1
		if is_prime(n):
			return n


def add_to(row, other, factor, p):
	"""row += factor * other, in place; rows are {column: value}."""
	for column, value in other.items():
		total = (row.get(column, 0) + factor * value) % p
		if total:
			row[column] = total
		else:
			row.pop(column, None)


class Echelon:
	"""The space of some rows, in reduced echelon form.

	How a row came about is kept in the same dictionary, as columns ('row', i).
	"""

	def __init__(self, p):
		self.p = p
		self.pivots = {}		# column -> row with 1 there

	def reduce(self, row):
		# pivots' rows have no other pivots, so once is enough
		for column in [c for c in row if c in self.pivots]:
			add_to(row, self.pivots[column], self.p - row[column], self.p)
		return row

	def insert(self, row, allowed):
		"""Reduces a row; makes a pivot of an allowed column of it, if there is one."""
		self.reduce(row)
		column = allowed(row)
		if column is None:
			return False
		inverse = pow(row[column], -1, self.p)
		for c in row:
			row[c] = row[c] * inverse % self.p
		for other in self.pivots.values():
			if column in other:
				add_to(other, row, self.p - other[column], self.p)
		self.pivots[column] = row
		return True


def is_column(c):
	return not isinstance(c, tuple)


def any_column(row):
	return min((c for c in row if is_column(c)), default=None)


def start_rows(rows, provenance=True):
	"""Few terms first: less fills in."""
	for i in sorted(range(len(rows)), key=lambda i: len(rows[i])):
		start = {c: 1 for c in rows[i]}
		if provenance:
			start['row', i] = 1
		yield start


def remainder(rows, free, p):
	"""What the rows say without the free columns, in reduced echelon form."""
	first, then = Echelon(p), Echelon(p)
	rest = [row for row in start_rows(rows, False)
		if not first.insert(row, lambda r: min((c for c in r if c in free), default=None))]
	for row in rest:
		# columns of first that became pivots afterwards
		then.insert(first.reduce(row), any_column)
	return then


def kernel(basis, columns):
	"""All exchanges that leave a reduced basis as it is, as rows over the columns."""
	p = basis.p
	found = []
	users = {}
	for pivot, row in basis.pivots.items():
		for c, value in row.items():
			if is_column(c) and c != pivot:
				users.setdefault(c, []).append((pivot, value))
	for c in columns:
		if c not in basis.pivots:
			z = {c: 1}
			for pivot, value in users.get(c, ()):
				z[pivot] = p - value
			found.append(z)
	return found


def rational(value, p):
	"""The fraction of small terms that a number modulo p stands for; None if none does."""
	a, b, u, v = p, value % p, 0, 1
	bound = 1 << (p.bit_length() - 1) // 2
	while b > bound:
		q = a // b
		a, b, u, v = b, a - q * b, v, u - q * v
	if v == 0 or abs(v) > bound:
		return None
	return Fraction(b, v)


class Combinations:
	"""Whether vectors follow from rows, and how: in exact numbers."""

	def __init__(self, rows, p):
		self.rows = rows
		self.space = Echelon(p)
		for row in start_rows(rows):
			self.space.insert(row, any_column)

	def of(self, vector):
		"""A vector {column: value modulo p} as {row: factor} and whole terms {column: integer}.

		The rows are added up again in exact numbers; None where that is not, up to a
		factor, the vector.
		"""
		p = self.space.p
		first = pow(vector[min(vector)], -1, p)
		target = {c: value * first % p for c, value in vector.items()}
		left = self.space.reduce(dict(target))
		if any(is_column(c) for c in left):
			return None
		factors = {c[1]: rational(p - value, p) for c, value in left.items()}
		if None in factors.values():
			return None
		total = {}
		for i, factor in factors.items():
			for c in self.rows[i]:
				total[c] = total.get(c, 0) + factor
		total = {c: value for c, value in total.items() if value}
		if set(total) != set(target):
			return None
		scale = Fraction(math.lcm(*(v.denominator for v in total.values())),
			math.gcd(*(v.numerator for v in total.values())))
		return {i: f * scale for i, f in factors.items() if f}, {c: int(v * scale) for c, v in total.items()}


def residue(rows, values, form, m):
	"""What a form {column: integer} leaves modulo a prime m, where the rows fix that; else None."""
	space = Echelon(m)
	for row in start_rows(rows):
		space.insert(row, any_column)
	left = space.reduce({c: v % m for c, v in form.items() if v % m})
	if any(is_column(c) for c in left):
		return None
	return -sum(value * int(values[c[1]]) for c, value in left.items()) % m


def mostly_positive(factors, terms):
	"""The same with more of its terms above zero than below."""
	if sum(1 if v > 0 else -1 for v in terms.values()) < 0:
		return {r: -f for r, f in factors.items()}, {c: -v for c, v in terms.items()}
	return factors, terms
