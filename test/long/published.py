"""Releases as a reader meets them, for attack: what they ever showed, held against the source."""
import collections
import json
from fractions import Fraction

from bounds import Bounds
from groups import AtMost
from linear import Combinations, random_prime
from reports import Counted
from statements import search
import system
from tables import Number, Release, Tables

REFUSED = ('betray', 'too few', 'would be safe')


class Published:
	"""A release.  dims are (as they are declared, the name of the dimension)."""

	method, more, also = 'rollup', "''", ' AND b.opened = r.opened'

	def __init__(self, name, table, dims, dimensions, source, psql):
		self.name, self.table, self.source, self.psql = name, table, source, psql
		self.declared = [declared for declared, _ in dims]
		self.columns = [declared.split(':')[-1] for declared in self.declared]
		self.places = [source.columns.index(column) for column in self.columns]
		self.dimensions = dimensions
		self.release = Release({'name': name, 'vintages': [], 'method': self.method, 'dimensions': [of for _, of in dims]}, dimensions)
		self.names = [c for part in self.release.parts for c in reversed(part.columns)]
		self.versions = {}
		self.numbers = []			# sets of units
		self.sums = []				# the same of sums
		self.behind = {}			# region -> units of its number
		self.sum_of = {}			# region -> units of its sum, and the sum
		self.shown = []				# the same as a reader has them: region, scan, n
		self.hidden = {}			# region -> label
		self.inside = {}			# region -> units in it when it was counted last
		self.counted = 0			# the scan at which that was
		self.live = False
		self.with_sums = False
		self.width = 0

	def publish(self, policy):
		rules = json.loads(policy)
		self.with_sums = 'sums' in rules
		self.width = rules.get('width', 0 if self.method == 'cube' else rules['k'] - 1)
		rows = self.psql.run("SELECT publish_buckets('%s', '%s', '{%s}', 'persona', '%s')" % (self.name, self.table, ','.join(self.declared), policy))
		if rows and rows[0][0].startswith('ERROR'):
			if not any(word in rows[0][0] for word in REFUSED):
				raise SystemExit('%s: %s' % (self.name, rows))
			return False
		self.live = True
		self.read()
		return True

	def refresh(self):
		self.psql.must("SELECT refresh_buckets('%s')" % self.name)
		self.read()

	def retract(self):
		self.psql.must("SELECT retract_buckets('%s')" % self.name)
		self.live = False

	def rows(self):
		"""(labels by column, level, opened, n or -1, how often it was counted anew, the sum, status) of each."""
		labels = ', '.join('r.' + name for name in self.names)
		rows = self.psql.must("SELECT concat_ws('|', %s, r.level, r.opened, coalesce(r.n, -1), coalesce(cardinality(b.people), 0), %s, %s) FROM %s r "
			"LEFT JOIN bucket_line_buckets b ON b.line = (SELECT id FROM bucket_lines WHERE view = '%s'::regclass AND NOT retracted) "
			'AND b.level = r.level AND b.labels = ARRAY[%s]%s' % (
				labels, "coalesce(r.sum_owed::text, '')" if self.with_sums else "''", self.more, self.name, self.name, labels, self.also))
		for row in rows:
			of = dict(zip(self.names, row))
			of['level'], opened, n, versions, total, status = row[len(self.names):]
			yield of, int(opened), int(n), int(versions), total, status

	def read(self):
		"""Numbers that were counted anew; each is held against the source."""
		if self.release.period is not None:
			frontier = self.psql.must("SELECT unnest(frontier) FROM bucket_lines WHERE view = '%s'::regclass AND NOT retracted" % self.name)
			self.release.frontier = {i: row[0] or None for i, row in enumerate(frontier, 1)}
		rows = [(self.region(of, opened), of, n, versions, total, status) for of, opened, n, versions, total, status in self.rows()]
		if len({row[0] for row in rows}) != len(rows):
			raise SystemExit('%s has a row twice' % self.name)
		self.hidden = {region: ' / '.join(of[name] for name in self.names) for region, of, n, _, _, _ in rows if n < 0}
		self.inside, self.counted = self.lie_in(), self.source.scan
		for region, of, n, versions, total, status in rows:
			self.check(of, n, versions, status)
			if n >= 0 and self.versions.get(region) != versions:
				self.versions[region] = versions
				units = frozenset(self.inside[region])
				if len(units) != n:
					raise SystemExit('%s shows %d for %s where the source has %d' % (self.name, n, of, len(units)))
				self.behind[region] = Counted(units, self.source.scan)
				self.numbers.append(units)
				self.shown.append((region, self.source.scan, n))
			if total and self.sum_of.get(region) != (self.behind[region], total):
				self.sum_of[region] = self.behind[region], total
				self.sums.append(self.summed(self.behind[region], Fraction(total), of))
		self.check_all([of for _, of, _, _, _, _ in rows])

	def summed(self, units, total, of):
		"""The units with the scan of which the sum is: now, or when they were counted."""
		for scan in self.source.scan, units.scan:
			truth = sum(self.source.amount(i, scan) for i in units)
			if total == truth:
				return Counted(units, scan)
		raise SystemExit('%s shows a sum of %s for %s where it is %s' % (self.name, total, of, truth))

	def region(self, of, opened):
		return self.release.region(opened, *self.release.read_row(of))

	def lie_in(self):
		"""{region: units}, of those that are there."""
		cache, inside = {}, collections.defaultdict(set)
		for i in self.source.there():
			labels = tuple(self.source.units[i][0][place] for place in self.places)
			if labels not in cache:
				cache[labels] = self.release.regions_of([p.labels(l) for p, l in zip(self.release.parts, labels)])
			for region in cache[labels]:
				inside[region].add(i)
		return inside

	def labelled(self):
		"""Hidden regions that stand there for having people enough."""
		return set(self.hidden)

	def check(self, of, n, versions, status):
		if n >= 0 and not versions:
			raise SystemExit('%s shows %s, which is not recorded' % (self.name, of))

	def check_all(self, rows):
		pass

	def certified(self):
		"""{label: how wide its hidden number is said to be}."""
		found = {}
		for label, verdict in self.psql.must("SELECT bucket, verdict FROM audit_buckets('%s') WHERE \"check\" = 'hidden number'" % self.name):
			words = verdict.split()
			if words[0] == 'certified:':
				found[label] = int(words[1])
		return found


class PublishedCube(Published):
	method, more, also = 'cube', 'r.status', ''

	def region(self, of, opened):
		return self.release.region(1, *self.release.read_row(of))

	def labelled(self):
		return {region for (_, _, key), region in self.release.regions.items() if region in self.hidden and sum(map(bool, key)) == 1}

	def check(self, of, n, versions, status):
		super().check(of, n, versions, status)
		if (n < 0) != (status == 'hidden') or n == 0:
			raise SystemExit('%s: %s is %s and shows %d' % (self.name, of, status, n))

	def check_all(self, rows):
		"""A row for every combination of the labels that stand in it."""
		labels, by_levels = collections.defaultdict(set), collections.Counter()
		for of in rows:
			levels, key = self.release.read_row(of)
			by_levels[levels] += 1
			for part, (level, label) in enumerate(zip(levels, key)):
				labels[part, level].add(label)
		for levels, n in by_levels.items():
			expected = 1
			for part in enumerate(levels):
				expected *= len(labels[part])
			if n != expected:
				raise SystemExit('%s: %d rows at %s and not %d' % (self.name, n, levels, expected))


def as_tables(releases, scans):
	"""What whoever sees the releases only has."""
	tables = Tables.__new__(Tables)
	tables.dimensions = releases[0].dimensions
	tables.releases = [r.release for r in releases]
	tables.scans = list(range(1, scans + 1))
	tables.numbers = [Number(r.release, region, scan - 1, n, r.name) for r in releases for region, scan, n in r.shown]
	return tables


def intervals(releases, scans, least, most=None, rng=None):
	"""[(release, label, least, largest, followed)] of hidden numbers, or of some, to whoever sees the releases only.

	He also knows that a roll-up hides no bucket of fewer people than least, and that no label
	stands in a cube that fewer used, unless it has come to that since.  followed: it is a
	combination of numbers shown.
	"""
	tables = as_tables(releases, scans)
	shown = len(tables.numbers)
	if not any(r.live and r.width for r in releases):
		return
	hidden = [(r, region) for r in releases if r.live for region in r.hidden]
	tables.numbers += [Number(r.release, region, r.counted - 1, None, r.name) for r, region in hidden]
	if not hidden:
		return
	data = system.from_tables(tables)
	rows, values = data.rows[:shown], data.values[:shown]
	known = Combinations(rows, random_prime())
	large = [columns for (r, region), columns in zip(hidden, data.rows[shown:]) if columns and region in r.labelled()
		and len(r.source.people(r.inside[region])) >= least]
	bounds = Bounds(rows + large, values + [least] * len(large), len(data.unknowns), at_least=len(large))
	for release in releases:
		own = [(region, columns) for (of, region), columns in zip(hidden, data.rows[shown:]) if of is release and columns]
		if not own or not release.width:
			continue
		for region, columns in own if most is None or len(own) <= most else rng.sample(own, most):
			form = {c: 1 for c in columns}
			yield (release, release.hidden[region]) + bounds.interval(form) + (known.of(form) is not None,)


def certain(releases, scans, k):
	"""What is true in every table, to whoever sees the releases only."""
	data = system.from_tables(as_tables(releases, scans))
	bounds = Bounds(data.rows, data.values, len(data.unknowns))
	most = [bounds.interval({c: 1})[1] for c in range(len(data.unknowns))]
	return search(bounds, AtMost([k if m is None else m for m in most], k), k, whole=False)
