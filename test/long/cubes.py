"""Cubes of two to five dimensions, with other releases beside them, for attack.

A dimension is a plain column, a date or a hierarchy of one to four levels.
"""
import collections
import itertools

from published import Published, PublishedCube
from reports import Counted, Labelled
from sets import SUMS_PERCENT, AttackedSet
from tables import TOTAL, Dimension

MOST_ROWS = (600, 600, 600, 4000)
MOST_CARE = 700			# rows of a cube that is protected total by total, which is slow


def random_paths(rng, d, depth):
	"""Labels with those above each, finest first; now and then one is alone below its parent."""
	width = rng.randint(2, 9) if depth == 1 else rng.randint(3, 9)
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


def random_dimension(rng, d):
	column, kind = 'c%d' % d, rng.choice(('plain', 'tree', 'tree', 'date'))
	if kind == 'date':
		dimension = Dimension('d%d' % d, {'columns': [column], 'period': 'M', 'closed': True}, '')
		dimension.finest = ['%d-%02d' % (2024 + month // 12, month % 12 + 1) for month in range(rng.randint(2, 14))]
		for month in dimension.finest:
			dimension.add(month)
		return dimension
	paths = random_paths(rng, d, 1 if kind == 'plain' else rng.randint(1, 4))
	dimension = Dimension('d%d' % d, {'columns': [column] + ['%s_%d' % (column, level) for level in range(1, len(paths[0]))],
		'labels': paths, 'closed': True}, '')
	dimension.finest = [path[0] for path in paths]
	return dimension


def nrows(dimension):
	paths = [dimension.path[label] for label in dimension.finest]
	return 1 + sum(len({path[level:] for path in paths}) for level in range(len(paths[0])))


class CubeSet(AttackedSet):
	"""A cube or two of one source, and now and then a roll-up; a few vintages of each."""

	looked_at = 12
	work = 300000
	naive_form = 'with_margins'

	def __init__(self, seed, rng, psql, alone, rounds=None, most=None):
		super().__init__('cubes_%d' % seed, rng, psql, alone)
		self.most = most
		self.rounds = rng.choice((0, 0, 1, 3, 6)) if rounds is None else rounds
		rules = self.draw_rules((3, 3, 4, 5, 5, 8, 10))
		if rng.random() < 0.25:
			self.least += [3]
			rules += ',"establishments":{"column":"centro","min":3}'
			if rng.random() < 0.7:
				self.least += [2]
				rules += ',"l_diversity":{"column":"que","min":2}'
		self.rules = rules
		self.sums = rng.random() < 0.6
		self.form_dimensions()
		self.source = Labelled(rng, list(self.dimensions.values()))
		self.source.declare(psql, self.name)
		self.declared = [self.declare(d) for d in self.dimensions.values()]

	def form_dimensions(self):
		rng = self.rng
		most, ndims, rows = rng.choice(MOST_ROWS), rng.choice((2, 2, 3, 3, 4, 5)), 1
		most = most if self.most is None else min(most, self.most)
		self.dimensions = {}
		for d in range(ndims):
			# the others have three rows at least
			while True:
				dimension = random_dimension(rng, d)
				if nrows(dimension) == 3 or rows * nrows(dimension) * 3 ** (ndims - d - 1) <= most:
					break
			rows *= nrows(dimension)
			self.dimensions[dimension.name] = dimension

	def declare(self, dimension):
		"""How a release names it."""
		column = dimension.columns[0]
		if dimension.freq:
			return 'month:' + column, dimension.name
		if len(dimension.columns) == 1:
			return column, dimension.name
		tree = '%s_%s' % (self.name, dimension.name)
		self.psql.must("CREATE TABLE %s (%s); INSERT INTO %s VALUES %s; SELECT bucket_hierarchy('%s', '%s', '{%s}')" % (
			tree, ', '.join(c + ' text' for c in dimension.columns), tree,
			','.join("('%s')" % "','".join(dimension.path[label]) for label in dimension.finest), tree, tree, ','.join(dimension.columns)))
		return '%s:%s' % (tree, column), dimension.name

	def margins(self):
		"""All of them, or a list of some."""
		columns = [[None] + d.columns for d in self.dimensions.values()]
		some = [[c for c in margin if c] for margin in itertools.product(*columns)]
		return 'true' if self.rng.random() < 0.7 else str(self.rng.sample(some, self.rng.randint(1, len(some)))).replace("'", '"')

	def cube(self):
		policy = '{%s,"method":"cube","margins":%s,"width":%d%s}' % (
			self.rules, self.margins(), self.rng.choice((0, 0, 0, self.k - 1)), self.summed())
		self.policies.append(policy)
		self.publish(PublishedCube, self.declared, policy)

	def summed(self):
		"""One of a source with sums may do without."""
		return ',"sums":[{"column":"owed","p_percent":%d}]' % SUMS_PERCENT if self.sums and self.rng.random() < 0.8 else ''

	def beside(self):
		"""A roll-up of one or two of the dimensions."""
		policy = '{%s%s}' % (self.rules, self.summed())
		self.policies.append(policy)
		self.publish(Published, self.rng.sample(self.declared, min(len(self.declared), self.rng.choice((1, 2)))), policy)

	def run(self):
		rng, self.policies = self.rng, []
		self.source.arrive(rng.randint(30, 400))
		self.step()
		if rng.random() < 0.15:
			self.beside()
		for _ in range(rng.choice((1, 1, 1, 2))):
			self.cube()
		for _ in range(self.rounds):
			self.source.leave(rng.choice((0, 0, 1, 3, 12)))
			self.source.correct(rng.choice((0, 0, 2, 6)))
			self.source.arrive(rng.choice((1, 2, 5, 12, 30, 60)))
			self.step()
			for i, line in enumerate(self.lines):
				if line.live:
					self.refresh(i)
			if rng.random() < 0.2:
				self.beside()
		self.policy = ' '.join(self.policies)

	def step(self):
		self.count()
		cells = collections.defaultdict(set)
		dimensions = list(self.dimensions.values())
		for i in self.source.there():
			paths = [d.path[label] for d, label in zip(dimensions, self.source.units[i][0][3:])]
			for levels in itertools.product(*(range(len(path) + 1) for path in paths)):
				key = tuple(TOTAL if at < level else label for path, level in zip(paths, levels) for at, label in reversed(list(enumerate(path))))
				cells[key].add(i)
		kept = {key: units for key, units in cells.items() if len(self.source.people(units)) >= self.least[0]}
		self.threshold += [Counted(units, self.source.scan) for key, units in kept.items() if TOTAL not in key]
		self.with_margins += [Counted(units, self.source.scan) for units in kept.values()]
		# once, as that it has to be done again for each vintage is no news
		if self.with_naive and self.rounds == 0 and len(cells) <= MOST_CARE:
			self.with_care += self.careful(kept)

	def careful(self, kept):
		"""The usual care for margins by themselves: no total less its parts is below the threshold."""
		changed = True
		while changed:
			changed = False
			for total, parts in list(families(kept)):
				parts = [part for part in parts if part in kept]
				if total not in kept or not parts:
					continue
				rest = kept[total] - set().union(*(kept[part] for part in parts))
				if rest and len(self.source.people(rest)) < self.least[0]:
					del kept[min(parts, key=lambda part: (len(kept[part]), part))]
					changed = True
		return [frozenset(units) for units in kept.values()]


def families(cells):
	"""Each total with the parts that differ from it by one label."""
	found = collections.defaultdict(list)
	for part in sorted(cells):
		for place, label in enumerate(part):
			total = part[:place] + (TOTAL,) + part[place + 1:]
			if label != TOTAL and total in cells:
				found[total, place].append(part)
	for (total, _), parts in sorted(found.items()):
		yield total, parts
