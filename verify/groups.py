"""The rank test: which combinations of numbers speak of few people only.

Unknowns that may be known by themselves are free.  What the rows say without them is
a space of vectors over the others; each vector is something that can be computed
about the people in its support, those of the unknowns where it is not zero.  The
search is for one with fewer than k people.

It goes by exchanges: changes of a table that no number sees.  A vector in whose
support one unknown of an exchange lies has another one of it in its support, or the
exchange would change its value.  So a support grows until it holds k people, or until
no exchange moves the unknown alone: then it follows.  Exchanges that have nobody in
common bring as many people each, whichever way they are met.  In a window around an
unknown only the parts of the rows that lie in it are looked at; what no window allows
does not follow, and what a window allows is asked of the whole system.
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

	def new(self, support, column):
		return self.people[column] - support

	def missing(self, support):
		return self.k - len(support)

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

	def new(self, support, column):
		return {(column, i) for i in range(min(self.most[column], self.k))}

	def missing(self, support):
		return self.k - support

	def passes(self, support):
		return support >= self.k


class Search:
	"""Is an unknown, the target, in a vector that speaks of too few?

	The set holds columns that the vector may have.  An exchange that moves the target and
	nothing else of the set is met by one more column of the vector; where there is no
	such exchange, the target follows from the set.
	"""

	def __init__(self, exchanges, measure, cleared, p, work):
		self.exchanges = exchanges
		self.measure = measure
		self.cleared = cleared		# columns that are in no such vector
		self.p = p
		self.work = work

	def run(self, target):
		"""A vector, None, or GIVEN_UP."""
		self.target = target
		support = self.measure.join(self.measure.empty, target)
		return self.search(list(self.exchanges), {}, support, set(self.cleared))

	def search(self, exchanges, pivots, support, forbidden):
		while True:
			moving = [z for z in exchanges if self.target in z]
			if not moving:
				return self.vector(self.target, pivots)
			best = None
			for z in moving:
				options = self.options(z, support, forbidden)
				if not options:
					return None
				if best is None or len(options) < len(best):
					best = options
			# a set that holds one that brings nobody new speaks of no more
			nothing = next((c for z in moving for c in z if c != self.target and c not in forbidden
				and not self.measure.new(support, c)), None)
			if nothing is None:
				break
			taken = self.take(exchanges, pivots, nothing)
			if taken is None:
				return self.vector(nothing, pivots)
			exchanges, pivots = taken
		if self.work < 0:
			return GIVEN_UP
		if self.many(exchanges, support, forbidden):
			return None
		return self.branch(exchanges, pivots, support, forbidden, best)

	def options(self, z, support, forbidden):
		"""Columns of an exchange that may be in the vector."""
		return [c for c in z if c != self.target and c not in forbidden
			and not self.measure.passes(self.measure.join(support, c))]

	def branch(self, exchanges, pivots, support, forbidden, options):
		"""One of the options is in the vector."""
		given_up = None
		for c in sorted(options, key=lambda c: (-len(self.measure.new(support, c)), c)):
			if c in forbidden:
				continue
			taken = self.take(exchanges, pivots, c)
			if taken is None:
				return self.vector(c, pivots)
			found = self.search(*taken, self.measure.join(support, c), forbidden)
			if found == GIVEN_UP:
				given_up = GIVEN_UP
				forbidden = forbidden | {c}
			elif found is not None:
				return found
			else:
				# there is none with as many people, whichever column they come from
				new = self.measure.new(support, c)
				forbidden = forbidden | {o for z in exchanges for o in z
					if o != self.target and new <= self.measure.new(support, o)}
		return given_up

	def take(self, exchanges, pivots, column):
		"""The exchanges without a column, which goes into the set; None: it follows from the set."""
		p = self.p
		chosen = min((z for z in exchanges if column in z), key=len, default=None)
		if chosen is None:
			return None
		inverse = pow(chosen[column], -1, p)
		pivot = {c: v * inverse % p for c, v in chosen.items()}
		others = [self.clear(z, pivot, column) for z in exchanges if z is not chosen]
		pivots = {s: self.clear(z, pivot, column) for s, z in pivots.items()}
		pivots[column] = pivot
		return others, pivots

	def clear(self, z, pivot, column):
		if column not in z:
			return z
		self.work -= len(pivot)
		z = dict(z)
		add_to(z, pivot, self.p - z[column], self.p)
		return z

	def vector(self, column, pivots):
		"""What the set says of a column that no exchange moves any more."""
		vector = {s: self.p - z[column] for s, z in pivots.items() if column in z}
		vector[column] = 1
		return vector

	def many(self, exchanges, support, forbidden):
		"""Are there exchanges enough, with no people in common, each of which has to be met?"""
		missing, seen = self.measure.missing(support), set()
		while True:
			best = None
			for z in exchanges:
				if self.target in z:
					options = self.options(z, support, forbidden)
					if best is None or len(options) < len(best[0]):
						best = options, z
			if best is None:
				return False
			new = [self.measure.new(support, c) for c in best[0]]
			everybody = set().union(*new)
			if not everybody & seen:
				missing -= min(map(len, new), default=missing)
			if missing <= 0:
				return True
			seen |= everybody
			for c in [c for c in best[1] if c != self.target]:
				taken = self.take(exchanges, {}, c)
				if taken is not None:
					exchanges = taken[0]


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
