"""Random cubes, for attack: two to five dimensions, one to four levels in each.

Beside what attack_cubes looks for: reports that are nearly one person's, reports that
are moved, each cube protected by itself, and the limits of hidden numbers.
"""
import collections
import itertools

from attacker import attack, attack_percent
import system
from tables import TOTAL, Dimension, Number, Release, Tables

MOST_ROWS = 600
LOOKED_AT = 12		# hidden numbers of a set, by linear programmes


class Reports:
	"""Reports that come, go and are moved.  A row is who, which establishment, what, and labels."""

	judged = (0, 1, 2)

	def __init__(self, rng, dimensions):
		self.rng = rng
		self.dimensions = dimensions
		self.skew = rng.uniform(0.6, 2)
		self.again = rng.choice((0.05, 0.12, 0.4))
		self.anonymous = rng.choice((0, 0, 0.05))
		self.known = []
		self.next_person = 0
		self.now = collections.Counter()
		self.alive = collections.defaultdict(list)
		self.units = []
		self.scan = 0

	def arrive(self, n):
		rng = self.rng
		for _ in range(n):
			if self.known and rng.random() < self.again:
				persona = rng.choice(self.known)
			else:
				self.next_person += 1
				persona = 'p%d' % self.next_person
				self.known.append(persona)
			labels = tuple(d.finest[min(int(rng.expovariate(self.skew) * len(d.finest) / 2), len(d.finest) - 1)] for d in self.dimensions)
			self.now[(None if rng.random() < self.anonymous else persona, 'e%d' % rng.randrange(6), 's%d' % rng.randrange(4)) + labels] += 1

	def some(self, n):
		for _ in range(min(n, len(self.now))):
			row = self.rng.choice(sorted(self.now, key=str))
			self.now[row] -= 1
			if not self.now[row]:
				del self.now[row]
			yield row

	def leave(self, n):
		list(self.some(n))

	def correct(self, n):
		for row in list(self.some(n)):
			place = self.rng.randrange(3, len(row))
			self.now[row[:place] + (self.rng.choice(self.dimensions[place - 3].finest),) + row[place + 1:]] += 1

	def load(self, psql, table):
		values = []
		for row, times in sorted(self.now.items(), key=str):
			values += ['(%s)' % ','.join('NULL' if v is None else "'%s'" % v for v in row)] * times
		psql.must('TRUNCATE %s; INSERT INTO %s VALUES %s' % (table, table, ','.join(values)))

	def scanned(self):
		self.scan += 1
		for row in set(self.alive) | set(self.now):
			units = self.alive[row]
			while len(units) < self.now[row]:
				units.append(len(self.units))
				self.units.append([row, self.scan, None])
			while len(units) > self.now[row]:
				self.units[units.pop()][2] = self.scan

	def there(self):
		return [i for units in self.alive.values() for i in units]


def random_paths(rng, d, depth):
	"""Labels with those above each, finest first; now and then one is alone below its parent."""
	width = rng.randint(2, 4) if depth == 1 else rng.randint(3, 6)
	paths = [['d%d_%d' % (d, i)] for i in range(width)]
	above = list(range(width))
	for level in range(1, depth):
		groups = max(1, -(-(max(above) + 1) // 2) if rng.random() < 0.7 else max(above))
		parent = [rng.randrange(groups) for _ in range(max(above) + 1)]
		above = [parent[a] for a in above]
		number = {a: i for i, a in enumerate(sorted(set(above)))}
		above = [number[a] for a in above]
		for path, a in zip(paths, above):
			path.append('d%d_%s%d' % (d, 'abc'[level - 1], a))
	return [tuple(path) for path in paths]


def rows_of(paths):
	return 1 + sum(len({path[level:] for path in paths}) for level in range(len(paths[0])))


class Cube:
	"""A cube as a reader meets it."""

	def __init__(self, name, table, dims, release, source, psql):
		self.name, self.table, self.dims, self.release, self.source, self.psql = name, table, dims, release, source, psql
		self.names = [c for part in release.parts for c in reversed(part.columns)]
		self.versions = {}
		self.numbers, self.sums, self.shown, self.hidden = [], [], [], {}
		self.live = False
		self.cache = {}

	def publish(self, policy):
		rows = self.psql.run("SELECT publish_buckets('%s', '%s', '{%s}', 'persona', '%s')" % (self.name, self.table, ','.join(self.dims), policy))
		if rows and rows[0][0].startswith('ERROR'):
			if not any(word in rows[0][0] for word in ('betray', 'too few', 'would be safe')):
				raise SystemExit('%s: %s' % (self.name, rows))
			return False
		self.live = True
		self.read()
		return True

	def refresh(self):
		self.psql.must("SELECT refresh_buckets('%s')" % self.name)
		self.read()

	def regions_of(self, labels):
		if labels not in self.cache:
			self.cache[labels] = set(self.release.regions_of([p.labels(l) for p, l in zip(self.release.parts, labels)]))
		return self.cache[labels]

	def read(self):
		columns = ', '.join('r.' + name for name in self.names)
		rows = self.psql.must("SELECT concat_ws('|', %s, r.status, coalesce(r.n, -1), coalesce(cardinality(b.people), 0)) FROM %s r "
			"LEFT JOIN bucket_line_buckets b ON b.line = (SELECT id FROM bucket_lines WHERE view = '%s'::regclass AND NOT retracted) AND b.labels = ARRAY[%s]" % (
				columns, self.name, self.name, columns))
		regions = []
		for row in rows:
			labels = dict(zip(self.names, row))
			status, n, versions = row[len(self.names):]
			if (status == 'hidden') != (n == '-1'):
				raise SystemExit('%s: %s' % (self.name, row))
			regions.append((self.release.region(1, *self.release.read_row(labels)), int(n), int(versions), row))
		self.cache.clear()
		self.hidden = {region: ', '.join(row[:len(self.names)]) for region, n, _, row in regions if n < 0}
		inside = collections.defaultdict(set)
		for i in self.source.there():
			for region in self.regions_of(self.source.units[i][0][3:]):
				inside[region].add(i)
		for region, n, versions, row in regions:
			if n >= 0 and self.versions.get(region) != versions:
				self.versions[region] = versions
				if len(inside[region]) != n:
					raise SystemExit('%s shows %s where the source has %d' % (self.name, row, len(inside[region])))
				self.numbers.append(frozenset(inside[region]))
				self.shown.append((region, self.source.scan, n))


class CubeSet:
	"""One source, a cube of it or two, a few vintages; and the naive forms of the same."""

	kind = 'cubes'

	def __init__(self, rng, seed, psql, alone):
		self.rng, self.psql, self.alone, self.seed = rng, psql, alone, seed
		self.name = 'cube_%d' % seed
		self.k = rng.choice((3, 3, 4, 5, 5, 10))
		self.coalition = rng.choice((0, 0, 0, 1, 2))
		self.least = [self.k + self.coalition]
		self.percent = rng.choice((0, 0, rng.randint(5, 60)))
		rules = '"k":%d,"coalition":%d,"p_percent":%d' % (self.k, self.coalition, self.percent)
		if rng.random() < 0.2:
			self.least += [3, 2]
			rules += ',"establishments":{"column":"centro","min":3},"l_diversity":{"column":"que","min":2}'
		self.policy = '{%s,"method":"cube","margins":true}' % rules
		self.form_dimensions()
		self.source = Reports(rng, self.dimensions)
		self.lines, self.single, self.threshold, self.with_margins = [], [], [], []
		self.refused = self.published = 0
		self.saturated = False
		psql.must('CREATE TABLE %s (persona text, centro text, que text, %s)' % (
			self.name, ', '.join(d.columns[0] + ' text' for d in self.dimensions)))

	def form_dimensions(self):
		self.dimensions, self.declared = [], []
		ndims = self.rng.randint(2, 5)
		rows = 1
		for d in range(ndims):
			paths = random_paths(self.rng, d, self.rng.randint(1, 4))
			# the others have three rows at least
			while rows * rows_of(paths) * 3 ** (ndims - d - 1) > MOST_ROWS:
				paths = random_paths(self.rng, d, 1)[:3]
				if rows_of(paths) == 3:
					break
			rows *= rows_of(paths)
			columns = ['c%d_%d' % (d, level) for level in range(len(paths[0]))]
			dimension = Dimension('d%d' % d, {'columns': columns, 'labels': paths, 'closed': True}, '')
			dimension.finest = [path[0] for path in paths]
			self.dimensions.append(dimension)
			if len(columns) == 1:
				self.declared.append(columns[0])
				continue
			tree = 'tree_%d_%d' % (self.seed, d)
			self.psql.must("CREATE TABLE %s (%s); INSERT INTO %s VALUES %s; SELECT bucket_hierarchy('%s', '%s', '{%s}')" % (
				tree, ', '.join(c + ' text' for c in columns), tree, ','.join("('%s')" % "','".join(path) for path in paths), tree, tree, ','.join(columns)))
			self.declared.append('%s:%s' % (tree, columns[0]))

	def cube(self, name, table):
		release = Release({'name': name, 'vintages': [], 'method': 'cube', 'dimensions': [d.name for d in self.dimensions]},
			{d.name: d for d in self.dimensions})
		return Cube(name, table, self.declared, release, self.source, self.psql)

	def margins(self):
		"""All of them, or a list of some."""
		columns = [[None] + d.columns for d in self.dimensions]
		some = [[c for c in margin if c] for margin in itertools.product(*columns)]
		return 'true' if self.rng.random() < 0.7 else str(self.rng.sample(some, self.rng.randint(1, len(some)))).replace("'", '"')

	def naive(self):
		cells = collections.defaultdict(set)
		for i in self.source.there():
			paths = [d.path[label] for d, label in zip(self.dimensions, self.source.units[i][0][3:])]
			for levels in itertools.product(*(range(len(path) + 1) for path in paths)):
				cells[levels, tuple(path[level:] for path, level in zip(paths, levels))].add(i)
		for (levels, _), units in cells.items():
			if len({self.source.units[i][0][0] for i in units} - {None}) >= self.least[0]:
				self.with_margins.append(frozenset(units))
				if not any(levels):
					self.threshold.append(frozenset(units))

	def step(self):
		self.source.load(self.psql, self.name)
		self.source.scanned()
		self.naive()

	def run(self):
		rng = self.rng
		self.source.arrive(rng.randint(40, 400))
		self.step()
		for i in range(rng.choice((1, 1, 2))):
			policy = self.policy.replace('"margins":true', '"margins":' + self.margins())
			line = self.cube('%s_rel_%d' % (self.name, i), self.name)
			self.lines.append(line)
			shown = line.publish(policy)
			self.published += shown
			self.refused += not shown
			if self.alone:
				copy = '%s_copy_%d' % (self.name, i)
				self.psql.must('CREATE TABLE %s AS TABLE %s' % (copy, self.name))
				self.single.append(self.cube('%s_alone_%d' % (self.name, i), copy))
				self.single[-1].publish(policy)
		for _ in range(rng.choice((0, 0, 1, 3))):
			self.source.leave(rng.choice((0, 1, 5)))
			self.source.arrive(rng.choice((1, 3, 20, 60)))
			self.source.correct(rng.choice((0, 0, 2, 6)))
			self.step()
			for line in self.lines:
				if line.live:
					line.refresh()
		return self.attacked()

	def attacked(self):
		units = self.source.units
		ours = [n for line in self.lines for n in line.numbers]
		result = {
			'ours': attack(units, ours, self.least, 2000000, judged=(0, 1, 2)),
			'threshold': attack(units, self.threshold, self.least[:1], judged=(0, 1, 2)),
			'margins': attack(units, self.with_margins, self.least[:1], judged=(0, 1, 2))}
		if self.alone and len(self.single) > 1:
			result['alone'] = attack(units, [n for line in self.single for n in line.numbers], self.least, judged=(0, 1, 2))
		if self.percent:
			rules = max(self.coalition, 1), self.percent, self.rng
			result['percent'] = attack_percent(self.source, ours, *rules)
			single = [n for n in self.with_margins if not attack_percent(self.source, [n], *rules)[0]]
			result['each by itself'] = attack_percent(self.source, single, *rules)
		return result, len(ours)

	def intervals(self):
		"""[(what, least, largest)] of some hidden numbers that are no sums of shown ones."""
		from bounds import Bounds
		from linear import Combinations, random_prime

		tables = Tables.__new__(Tables)
		tables.dimensions = {d.name: d for d in self.dimensions}
		tables.releases = [line.release for line in self.lines]
		tables.scans = list(range(1, self.source.scan + 1))
		tables.numbers = [Number(line.release, region, scan - 1, n, line.name) for line in self.lines for region, scan, n in line.shown]
		tables.hidden = {(line.release, region): line.name + ': ' + label for line in self.lines if line.live for region, label in line.hidden.items()}
		if not tables.hidden:
			return
		finer, hidden = system.with_hidden(tables)
		if len(finer.unknowns) > 5000:
			return
		bounds = Bounds(finer.rows, finer.values, len(finer.unknowns))
		known = Combinations(finer.rows, random_prime())
		for label, columns in self.rng.sample(hidden, min(len(hidden), LOOKED_AT)):
			if known.of({c: 1 for c in columns}) is None:
				yield (label,) + bounds.interval({c: 1 for c in columns})
