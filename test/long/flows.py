"""Two or three releases of flows between neighbours, and the same over rounds, for attack."""
import collections
import itertools

from linear import random_prime, remainder
from published import Published
from reports import Counted, Flows
from sets import SUMS_PERCENT, AttackedSet
import system
from tables import Dimension

ROUNDS = 12
GROUPINGS = (('home',), ('work',), ('home', 'kind'), ('work', 'kind'), ('kind', 'work'),
	('home', 'work'), ('kind',), ('geo:home', 'kind'), ('geo:home',), ('geo:home', 'work'))
DATED = (('month:dia',), ('home', 'month:dia'), ('month:dia', 'kind'), ('work', 'month:dia'), ('kind', 'month:dia'))


def naive(source, columns, k, margins):
	"""Counts with a threshold, now; with all margins."""
	places = [source.columns.index(c) for c in columns]
	cells = collections.defaultdict(set)
	for i in source.there():
		row = source.units[i][0]
		for size in range(1 << len(places)) if margins else (0,):
			cells[tuple(None if size >> j & 1 else row[p] for j, p in enumerate(places))].add(i)
	return [Counted(units, source.scan) for units in cells.values() if len(source.people(units)) >= k]


class FlowSet(AttackedSet):
	def __init__(self, kind, seed, rng, psql, alone, populations):
		super().__init__('%s_%d' % (kind, seed), rng, psql, alone)
		self.kind = kind
		rules = self.draw_rules((3, 3, 4, 5, 5, 6, 10))
		if rng.random() < 0.25:
			self.least += [3, 2]
			rules += ',"establishments":{"column":"centro","min":3},"l_diversity":{"column":"kind","min":2}'
		if rng.random() < 0.4:
			rules += ',"sums":[{"column":"owed","p_percent":%d}]' % SUMS_PERCENT
		self.policy = '{%s}' % rules
		self.source = Flows(rng)
		self.groupings = GROUPINGS + (DATED if rng.random() < 0.35 else ())
		self.saturated = rng.random() < populations
		self.population = [rng.choice((8, 15, 30, 60, 300)) for _ in range(self.source.n)]
		self.geo = 'geo_%d' % seed
		self.form_dimensions()
		self.source.declare(psql, self.name)
		psql.must("CREATE TABLE place_%d (home text, zone text, gente bigint); INSERT INTO place_%d VALUES %s;"
			"SELECT bucket_hierarchy('%s', 'place_%d', '{home,zone}'%s)" % (seed, seed, ','.join("('h%d', 'z%d', %d)" % (i, i % 3, pop)
				for i, pop in enumerate(self.population)), self.geo, seed, ", 'gente'" if self.saturated else ''))

	def form_dimensions(self):
		n = self.source.n
		self.dimensions = {c: Dimension(c, {'columns': [c]}, '') for c in ('home', 'work', 'kind')}
		self.dimensions['dia'] = Dimension('dia', {'columns': ['dia'], 'period': 'M'}, '')
		self.dimensions['geo'] = Dimension('geo', {'columns': ['home', 'zone'],
			'labels': [('h%d' % i, 'z%d' % (i % 3)) for i in range(n)]}, '')
		for i in range(n):
			self.dimensions['home'].add('h%d' % i)
			self.dimensions['work'].add('w%d' % i)
		for i in range(self.source.kinds):
			self.dimensions['kind'].add('k%d' % i)
		for year in ('2025', '2026'):
			self.dimensions['dia'].add(year)

	def chosen(self, n):
		"""Groupings; one that has the population comes first, as its rule is for later ones."""
		groupings = self.rng.sample(self.groupings, n)
		if self.saturated:
			groupings = [self.rng.choice([g for g in GROUPINGS if g[0].startswith('geo:')])] + [g for g in groupings if not g[0].startswith('geo:')]
		return groupings

	def release(self, grouping):
		line = self.publish(Published, [(d.replace('geo:', self.geo + ':'), 'geo' if d.startswith('geo:') else d.split(':')[-1])
			for d in grouping], self.policy)
		self.naive(line)

	def naive(self, line):
		self.threshold += naive(self.source, line.columns, self.k, False)
		self.with_margins += naive(self.source, line.columns, self.k, True)

	def run(self):
		{'pairs': self.flows, 'rounds': self.rounds}[self.kind]()

	def flows(self):
		self.source.arrive(self.rng.randint(40, 220))
		groupings = self.chosen(self.rng.choice((2, 2, 3)))
		self.count()
		for grouping in groupings:
			self.release(grouping)

	def rounds(self):
		rng = self.rng
		self.source.arrive(rng.randint(40, 160))
		self.count()
		for grouping in self.chosen(rng.choice((2, 3))):
			self.release(grouping)
		for _ in range(ROUNDS):
			self.source.month += 1
			self.source.leave(rng.choice((0, 0, 1, 3, 12)))
			self.source.correct(rng.choice((0, 0, 1, 2, 8)))
			self.source.arrive(rng.choice((1, 2, 5, 12, 30)))
			order = [i for i, line in enumerate(self.lines) if line.live]
			rng.shuffle(order)
			for i in order[:rng.randint(1, max(len(order), 1))]:
				if rng.random() < 0.3:
					self.source.arrive(rng.choice((1, 2, 9)))
				self.count()
				self.refresh(i)
				self.naive(self.lines[i])
			if rng.random() < 0.12 and order:
				self.lines[order[0]].retract()
				self.count()
				self.release(rng.choice(self.groupings))

	def attacked(self):
		result, numbers = super().attacked()
		if self.saturated and self.lines[0].numbers:
			result['saturation'] = self.saturation()
		return result, numbers

	def unknowns(self):
		"""{numbers that count it: homes that it may lie in}, whether there are reports or not."""
		shown, place = collections.defaultdict(list), 0
		for l, line in enumerate(self.lines):
			for region, scan, _ in line.shown:
				shown[l, region].append((scan, place))
				place += 1
		labels = [['h%d' % i for i in range(self.source.n)], ['w%d' % i for i in range(self.source.n)],
			['k%d' % i for i in range(self.source.kinds)], sorted(set(row[5] for row, _, _ in self.source.units))]
		found = collections.defaultdict(set)
		for home, work, kind, dia in itertools.product(*labels):
			label = {'home': home, 'geo': home, 'work': work, 'kind': kind, 'dia': dia}
			counted = [n for l, line in enumerate(self.lines)
				for region in line.release.regions_of([p.labels(label[p.dimension.name]) for p in line.release.parts])
				for n in shown[l, region]]
			for first, last in system.stretches({scan for scan, _ in counted}):
				found[tuple(sorted(n for scan, n in counted if first <= scan <= last))].add(int(home[1:]))
		return found

	def saturation(self):
		"""Places of which more people are told than half, to readers who do not know who is nowhere."""
		numbers = [n for line in self.lines for n in line.numbers]
		homes = self.unknowns()
		keys = sorted(homes)
		rows = [{c for c, key in enumerate(keys) if i in key} for i in range(len(numbers))]
		people = collections.defaultdict(set)
		counted = collections.defaultdict(list)
		for i, number in enumerate(numbers):
			for unit in number:
				counted[unit].append(i)
		for unit, key in counted.items():
			people[keys.index(tuple(key))].add(self.source.units[unit][0][3])
		told = []
		for place in [{i} for i in range(self.source.n)] + [{i for i in range(self.source.n) if i % 3 == z} for z in range(3)]:
			free = {c for c, key in enumerate(keys) if not homes[key] <= place}
			space = remainder(rows, free, random_prime())
			about = set().union(*(people[c] for row in space.pivots.values() for c in row)) - {None}
			if len(about) > 0.5 * sum(self.population[i] for i in place):
				told.append((sorted(place), len(about), sum(self.population[i] for i in place)))
		return told, 0
