"""Within which limits a hidden count must lie: linear programs over all tables.

Each limit is a combination of published numbers that is nowhere below (above) what is
asked for, so it holds whatever the solver did: the factors come from GLPK, are made
fractions, and are added up again exactly.  A limit that cannot be had exactly is not
given, and counts as none.
"""
import math
from fractions import Fraction

from glpk import MAX, MIN, Program

DENOMINATORS = (1, 2, 6, 60, 2520, 10 ** 6)


class NoTable(Exception):
	"""No table has these numbers: the manifest does not say what the files are."""


class Bounds:
	def __init__(self, rows, values, ncolumns, whole=True, at_least=0):
		self.exact = len(rows) - at_least	# the rows after these say what a sum is at least
		self.whole = whole			# of counts; amounts may be anything from 0 on
		self.rows = rows
		self.values = values
		self.ncolumns = ncolumns
		self.users = [[] for _ in range(ncolumns)]
		for r, row in enumerate(rows):
			for c in row:
				self.users[c].append(r)
		self.program = Program(rows, [float(v) for v in values], ncolumns, at_least=at_least)
		self.tables = []			# whole ones that fit, found on the way
		self.seen = set()
		if rows and not self.program.solve({}, MIN):
			raise NoTable()
		self.keep_table()

	def keep_table(self):
		"""A whole table that fits exactly is worth keeping: what is not true in it is not certain."""
		table = [round(v) for v in self.program.columns()]
		self.add_table(table)

	def add_table(self, table):
		if len(self.tables) < 200 and tuple(table) not in self.seen and self.fits(table):
			self.seen.add(tuple(table))
			self.tables.append(table)

	def fits(self, table):
		if any(v < 0 for v in table):
			return False
		sums = [sum(table[c] for c in row) for row in self.rows]
		return sums[:self.exact] == self.values[:self.exact] and all(
			total >= value for total, value in zip(sums[self.exact:], self.values[self.exact:]))

	def exact_limit(self, form, direction):
		"""The limit that the last solution's multipliers give, as a Fraction; or None."""
		multipliers = self.program.multipliers()
		for most in DENOMINATORS:
			y = {r: Fraction(m).limit_denominator(most) for r, m in enumerate(multipliers) if abs(m) > 1e-9}
			y = {r: f for r, f in y.items() if f}
			# of a row that may be larger, only a factor that makes the limit laxer then
			if any(r >= self.exact and (f > 0) == (direction == MAX) for r, f in y.items()):
				continue
			total = {c: -Fraction(f) for c, f in form.items()}
			for r, factor in y.items():
				for c in self.rows[r]:
					total[c] = total.get(c, 0) + factor
			if all(v >= 0 if direction == MAX else v <= 0 for v in total.values()):
				return sum(f * self.values[r] for r, f in y.items())
		return None

	def limit(self, form, direction):
		"""The least or largest value of a form, exact, in real tables; None: there is no limit."""
		if not self.program.solve(form, direction):
			return None
		self.keep_table()
		found = self.exact_limit(form, direction)
		if found is None or abs(float(found) - self.program.value()) > 1e-6 * (1 + abs(float(found))):
			if self.program.solve(form, direction, exactly=True):
				found = self.exact_limit(form, direction)
		return found

	def interval(self, form):
		"""(least, largest) in whole tables, as far as linear programs say; None: no limit."""
		low, high = self.limit(form, MIN), self.limit(form, MAX)
		if not self.whole:
			return low, high
		return (math.ceil(low) if low is not None else None,
			math.floor(high) if high is not None else None)

	def whole_interval(self, form, seconds):
		"""The same over whole numbers, of a form that has the sharpest limits known."""
		low, high = self.interval(form)
		for direction in (MIN, MAX):
			found = self.program.whole(form, direction, seconds)
			if found is None:
				continue
			self.add_table(self.program.whole_columns())
			value, proved = found
			if proved and direction == MIN:
				low = value
			elif proved:
				high = value
		return low, high

	def quick_most(self):
		"""A limit for each unknown without a program: the least number that counts it."""
		return [min((self.values[r] for r in users), default=None) for users in self.users]
