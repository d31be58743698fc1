"""The rank test: which combinations of numbers speak of few people only.

Unknowns that may be known by themselves are free.  What the rows say without them is
a space of vectors over the others; each vector is something that can be computed
about the people in its support, those of the unknowns where it is not zero.  The
search is for one with fewer than k people.

It goes by exchanges: changes of a table that no number sees.  A vector in whose
support one unknown of an exchange lies has another one of it in its support, or the
exchange would change its value.  So a support grows until it holds k people, or until
no exchange moves it: then it follows.  In a window around an unknown only the parts
of the rows that lie in it are looked at; what no window allows does not follow, and
what a window allows is asked of the whole system.
"""
from linear import Combinations, Echelon, add_to, kernel, random_prime, remainder

HOLDS, FOUND, GIVEN_UP = 'holds', 'found', 'given up'
WINDOWS = (60, 240, 960)
SMALL = 400		# unknowns that are looked at as one


class People:
	"""Supports measured by the people in them."""

	def __init__(self, people, k):
		self.people = people
		self.k = k
		self.empty = frozenset()

	def join(self, support, column):
		return support | self.people[column]

	def passes(self, support):
		return len(support) >= self.k


class AtMost:
	"""Supports measured by how many reports they hold in any table that fits."""

	def __init__(self, most, k):
		self.most = most
		self.k = k
		self.empty = 0

	def join(self, support, column):
		return support + self.most[column]

	def passes(self, support):
		return support >= self.k


class Search:
	"""All supports with a given unknown in them, within one space."""

	def __init__(self, exchanges, measure, forbidden, p, work):
		self.start = exchanges
		self.measure = measure
		self.forbidden = forbidden
		self.p = p
		self.work = work

	def run(self, column):
		support = self.measure.join(self.measure.empty, column)
		pivots, rest = {}, [z for z in self.start]
		return self.extend(pivots, rest, column, support, set(self.forbidden))

	def extend(self, pivots, rest, column, support, forbidden):
		"""With one more column in the support.  A vector, None, or GIVEN_UP."""
		p = self.p
		chosen = next((z for z in rest if column in z), None)
		if chosen is None:
			vector = {s: p - z[column] for s, z in pivots.items() if column in z}
			vector[column] = 1
			return vector
		inverse = pow(chosen[column], -1, p)
		pivot = {c: v * inverse % p for c, v in chosen.items()}
		cleared = []
		for z in rest:
			if z is not chosen:
				cleared.append(self.clear(z, pivot, column))
		pivots = {s: self.clear(z, pivot, column) for s, z in pivots.items()}
		pivots[column] = pivot
		return self.branch(pivots, cleared, support, forbidden)

	def clear(self, z, pivot, column):
		if column not in z:
			return z
		self.work -= len(pivot)
		z = dict(z)
		add_to(z, pivot, self.p - z[column], self.p)
		return z

	def branch(self, pivots, rest, support, forbidden):
		"""One exchange of the support has to be met by another column of it."""
		best = None
		for s, z in pivots.items():
			options = [c for c in z if c not in pivots and c not in forbidden
				and not self.measure.passes(self.measure.join(support, c))]
			if best is None or len(options) < len(best):
				best = options
				if not best:
					return None
		if self.work < 0:
			return GIVEN_UP
		given_up = None
		for c in sorted(best):
			found = self.extend(pivots, rest, c, self.measure.join(support, c), forbidden)
			if found == GIVEN_UP:
				given_up = GIVEN_UP
			elif found is not None:
				return found
			forbidden = forbidden | {c}
		return given_up


def neighbours(rows, users, column, size):
	"""Columns near one: those that it shares rows with, short rows first."""
	window, found, seen_rows = [column], {column}, set()
	for near in window:
		for r in sorted(users[near], key=lambda r: len(rows[r])):
			if r in seen_rows:
				continue
			seen_rows.add(r)
			for c in rows[r]:
				if c not in found:
					found.add(c)
					window.append(c)
					if len(window) >= size:
						return found
	return found


class RankTest:
	def __init__(self, rows, free, measure, work=200000):
		self.p = random_prime()
		self.rows = rows
		self.free = free
		self.measure = measure
		self.work = work
		self.users = {}
		for r, row in enumerate(rows):
			for c in row:
				self.users.setdefault(c, []).append(r)
		self.unsafe = sorted(c for c in self.users if c not in free)
		self.known = None

	def exchanges(self, columns):
		"""What no number sees of the columns that are not free, within a window."""
		rows = {frozenset(self.rows[r] & columns) for c in columns for r in self.users[c]}
		space = remainder(sorted(rows, key=sorted), self.free, self.p)
		return kernel(space, sorted(c for c in columns if c not in self.free))

	def all_combinations(self):
		if self.known is None:
			self.known = Combinations(self.rows, self.p)
		return self.known

	def run(self, first=False, patience=None):
		"""[(verdict, unknown, (factors of rows, terms of unknowns) or None)], all or up to the first found.

		After so many that were given up, if there is a patience, the rest are as well.
		"""
		results, cleared = [], set()
		every = set(self.users)
		whole = self.exchanges(every) if len(every) <= SMALL else None
		for column in self.unsafe:
			if patience == 0:
				results.append((GIVEN_UP, column, None))
				continue
			verdict, proof = self.ask(column, cleared, whole, every)
			if patience and verdict == GIVEN_UP:
				patience -= 1
			if verdict == HOLDS:
				cleared.add(column)
			results.append((verdict, column, proof))
			if verdict == FOUND and first:
				break
		return results

	def ask(self, column, cleared, whole, every):
		windows = (None,) if whole is not None else WINDOWS + (None,)
		for size in windows:
			if size is not None and size >= len(every):
				continue
			if size is None and whole is None and len(every) > 4000:
				return GIVEN_UP, None
			exchanges = whole if whole is not None else self.exchanges(
				neighbours(self.rows, self.users, column, size) if size else every)
			found = Search(exchanges, self.measure, cleared, self.p, self.work).run(column)
			if found is None:
				return HOLDS, None
			if found == GIVEN_UP:
				continue
			proof = self.all_combinations().of(found)
			if proof is not None:
				return FOUND, proof
		return GIVEN_UP, None


def free_columns(rows, measure):
	return {c for row in rows for c in row if measure.passes(measure.join(measure.empty, c))}
