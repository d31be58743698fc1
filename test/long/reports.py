"""Random reports, for attack: they come, go and are moved.

A unit is one report from a scan of its source on until another.  One that is changed where
nobody sees it goes on, with what it is about then.
"""
import collections
import random

DAY = '-15'		# of the month that a row has


class Counted(frozenset):
	"""Units, and the scan at which they were counted."""

	def __new__(cls, units, scan):
		counted = super().__new__(cls, units)
		counted.scan = scan
		return counted


class Reports:
	"""A row has a value for each of columns.

	judged are the places that rules go by: who filed it, the establishment, the sensitive
	value; moved those that an UPDATE changes; dates those of months; seen those that some
	release or its rules know.
	"""

	def begin(self, rng):
		self.rng = rng
		self.now = collections.Counter()		# row -> how often
		self.units = []							# [row, first scan, scan until]
		self.alive = collections.defaultdict(list)
		self.about = []							# of each unit: [(from a scan on, its amount)]
		self.group = []							# of each unit: by what was seen of it when it came
		self.seen = set()
		self.scan = self.next_person = 0
		self.known = []

	def who(self):
		"""Somebody new, one who filed before, or one of two who file often; or nobody."""
		rng = self.rng
		if rng.random() < self.frequent:
			persona = 'f%d' % rng.randrange(2)
		elif self.known and rng.random() < self.again:
			persona = rng.choice(self.known)
		else:
			self.next_person += 1
			persona = 'p%d' % self.next_person
			self.known.append(persona)
		return None if rng.random() < self.anonymous else persona

	def take(self, row):
		self.now[row] -= 1
		if not self.now[row]:
			del self.now[row]

	def leave(self, n):
		for _ in range(min(n, len(self.now))):
			self.take(self.rng.choice(sorted(self.now, key=str)))

	def correct(self, n):
		for _ in range(min(n, len(self.now))):
			row = self.rng.choice(sorted(self.now, key=str))
			place = self.rng.choice(self.moved)
			other = self.rng.choice(sorted(self.now, key=str))
			self.take(row)
			self.now[row[:place] + (other[place],) + row[place + 1:]] += 1

	def owed(self, row):
		"""What one report is about: always the same for one person and one combination."""
		rng = random.Random('%s %s' % (self.salt, row))
		return None if rng.random() < 0.05 else 0 if rng.random() < 0.05 else \
			rng.randint(100, 3000) if rng.random() < 0.15 else rng.randint(1, 80)

	def declare(self, psql, table):
		psql.must('CREATE TABLE %s (%s, owed int)' % (table, ', '.join(
			column + (' date' if place in self.dates else ' text') for place, column in enumerate(self.columns))))

	def load(self, psql, table):
		values = []
		for row, times in sorted(self.now.items(), key=str):
			stored = [value + DAY if place in self.dates else value for place, value in enumerate(row)] + [self.owed(row)]
			values += ['(%s)' % ','.join('NULL' if v is None else "'%s'" % v for v in stored)] * times
		psql.must('TRUNCATE %s; INSERT INTO %s VALUES %s' % (table, table, ','.join(values)))

	def scanned(self):
		"""Who is there now; reports of one person and one combination are alike."""
		self.scan += 1
		left = collections.defaultdict(list)
		for row, units in self.alive.items():
			while len(units) > self.now[row]:
				left[self.look(row)].append(units.pop())
		for row, times in self.now.items():
			for _ in range(times - len(self.alive[row])):
				went_on = left[self.look(row)]
				unit = went_on.pop() if went_on else self.begin_unit()
				self.units[unit][0] = row
				self.alive[row].append(unit)
				if not self.about[unit] or self.about[unit][-1][1] != self.owed(row):
					self.about[unit].append((self.scan, self.owed(row)))
		for unit in [unit for units in left.values() for unit in units]:
			self.units[unit][2] = self.scan
		self.see(())

	def see(self, places):
		"""A release comes to know more of the columns, of what comes from now on."""
		self.seen.update(places)
		for row, units in self.alive.items():
			for unit in units:
				if self.units[unit][1] == self.scan:
					self.group[unit] = self.look(row)

	def begin_unit(self):
		self.units.append([None, self.scan, None])
		self.about.append([])
		self.group.append(None)
		return len(self.units) - 1

	def look(self, row):
		return tuple(value if place in self.seen or place == self.judged[0] else '' for place, value in enumerate(row))

	def amount(self, unit, scan):
		"""What it was about then."""
		return next((amount for since, amount in reversed(self.about[unit]) if since <= scan), None) or 0

	def holdings(self, number):
		"""{group: the amounts of its units}, of what somebody filed."""
		held = collections.Counter()
		for unit in number:
			if self.units[unit][0][self.judged[0]] is not None:
				held[self.group[unit]] += self.amount(unit, number.scan)
		return held

	def there(self):
		return [i for units in self.alive.values() for i in units]

	def people(self, units):
		return {self.units[i][0][self.judged[0]] for i in units} - {None}


class Flows(Reports):
	"""People who mostly work where they live, or beside it."""

	columns = ('home', 'work', 'kind', 'persona', 'centro', 'dia')
	judged = (3, 4, 2)
	moved = (0, 1, 2, 4)
	dates = (5,)

	def __init__(self, rng):
		self.begin(rng)
		self.salt = rng.random()
		self.n = rng.randint(3, 9)
		self.kinds = rng.randint(2, 4)
		self.stay = rng.uniform(0.5, 0.95)
		self.anonymous = rng.choice((0, 0, 0.05))
		self.again = rng.choice((0.05, 0.12, 0.12, 0.4))
		self.frequent = rng.choice((0, 0, 0.15))
		self.month = 1

	def place(self, home):
		draw = self.rng.random()
		if draw < self.stay:
			return home
		return (home + self.rng.choice((-1, 1))) % self.n if draw < 0.98 else self.rng.randrange(self.n)

	def period(self):
		month = max(1, self.month - int(self.rng.expovariate(1)))
		return '%d-%02d' % (2025 + (month - 1) // 12, (month - 1) % 12 + 1)

	def arrive(self, n):
		for _ in range(n):
			rng = self.rng
			persona = self.who()
			home = min(int(rng.expovariate(1.2) * self.n / 3), self.n - 1)
			self.now['h%d' % home, 'w%d' % self.place(home), 'k%d' % min(rng.randrange(self.kinds), rng.randrange(self.kinds)),
				persona, 'c%d' % rng.randrange(6), self.period()] += 1


class Labelled(Reports):
	"""Reports with a label of each dimension, the first ones more often."""

	judged = (0, 1, 2)

	def __init__(self, rng, dimensions):
		self.begin(rng)
		self.salt = rng.random()
		self.dimensions = dimensions
		self.columns = ('persona', 'centro', 'que') + tuple(d.columns[0] for d in dimensions)
		self.moved = range(1, len(self.columns))
		self.dates = [3 + place for place, d in enumerate(dimensions) if d.freq]
		self.skew = [rng.uniform(0.6, 2) for _ in dimensions]
		self.anonymous = rng.choice((0, 0, 0.05))
		self.again = rng.choice((0.05, 0.12, 0.4))
		self.frequent = rng.choice((0, 0, 0.15))

	def arrive(self, n):
		rng = self.rng
		for _ in range(n):
			labels = tuple(d.finest[min(int(rng.expovariate(skew) * len(d.finest) / 2), len(d.finest) - 1)]
				for d, skew in zip(self.dimensions, self.skew))
			self.now[(self.who(), 'e%d' % rng.randrange(6), 's%d' % rng.randrange(4)) + labels] += 1
