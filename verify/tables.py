"""What a reader has: files of published rows, hierarchies, and a manifest.

Reads them into numbers.  A number is a count (or a sum) that some vintage of some
release showed, over a region: a set of combinations of the finest labels.  Knows
nothing of where the files came from, and needs nothing but Python.
"""
import csv
import itertools
import json
import os
from collections import namedtuple

TOTAL = '_T'
UNKNOWN = '_U'
OTHER = '?'		# labels of which no file tells

# value: an integer, or an exact fraction for a sum of amounts
Number = namedtuple('Number', 'release region scan value label')

SHORTER = {
	'D': ('M', 'Q', 'A'), 'M': ('Q', 'A'), 'Q': ('A',), 'S': ('A',), 'T': ('A',),
	'W': ('A',), 'A': ()}


class Mistake(Exception):
	"""Something in the files or the manifest that the user can mend."""


def longer_period(label, freq):
	"""The period of a longer frequency in which one lies: 2026-03 in 2026-Q1."""
	year, _, rest = label.partition('-')
	if freq == 'A':
		return year
	month = rest.split('-')[0]
	if not month.isdigit():
		raise Mistake('"%s" is no day or month' % label)
	return '%s-%s' % (year, month) if freq == 'M' else '%s-Q%d' % (year, (int(month) + 2) // 3)


def shortest_periods(label, freq):
	"""The periods of a frequency in a year, a quarter or a month."""
	if freq == 'D':
		import calendar
		return ['%s-%02d' % (month, day + 1) for month in shortest_periods(label, 'M')
			for day in range(calendar.monthrange(*map(int, month.split('-')))[1])]
	year, _, rest = label.partition('-')
	if freq == 'M':
		first, last = (1, 12) if not rest else (int(rest[1:]) * 3 - 2, int(rest[1:]) * 3) \
			if rest[0] == 'Q' else (int(rest), int(rest))
		return ['%s-%02d' % (year, month) for month in range(first, last + 1)]
	if rest or freq == 'A':
		return [label]
	return ['%s-%s%0*d' % (year, freq, 2 if freq == 'W' else 1, i + 1)
		for i in range({'Q': 4, 'S': 2, 'T': 3, 'W': 53}[freq])]


class Dimension:
	"""Finest labels, and the labels above each: levels are finest first."""

	def __init__(self, name, spec, folder):
		self.name = name
		self.columns = spec.get('columns') or [name]
		self.closed = bool(spec.get('closed'))
		self.freq = spec.get('period')
		self.path = {}
		if self.freq:
			if self.freq not in SHORTER:
				raise Mistake('dimension %s: period is one of %s' % (name, ', '.join(SHORTER)))
			if len(self.columns) == 1:
				suffix = {'M': 'month', 'Q': 'quarter', 'A': 'year'}
				self.columns += ['%s_%s' % (self.columns[0], suffix[f]) for f in SHORTER[self.freq]]
		if spec.get('hierarchy'):
			for row in read_csv(os.path.join(folder, spec['hierarchy'])):
				for column in self.columns:
					if column not in row:
						raise Mistake('%s has no column "%s"' % (spec['hierarchy'], column))
				path = tuple(row[column] or UNKNOWN for column in self.columns)
				self.path[path[0]] = path
		elif spec.get('labels'):
			self.path = {path[0]: tuple(path) for path in spec['labels']}
		elif len(self.columns) > 1 and not self.freq:
			raise Mistake('dimension %s has %d levels and no hierarchy' % (name, len(self.columns)))
		self.listed = bool(spec.get('hierarchy') or spec.get('labels'))
		if not self.closed:
			self.path[UNKNOWN] = (UNKNOWN,) * len(self.columns)
			if not self.listed:
				self.path[OTHER] = (OTHER,) * len(self.columns)

	def add(self, label, level=0):
		"""Makes known what a file shows at a level."""
		if label in (TOTAL, UNKNOWN):
			return
		if self.freq:
			for finest in shortest_periods(label, self.freq):
				self.path[finest] = (finest,) + tuple(
					longer_period(finest, freq) for freq in SHORTER[self.freq])
		elif self.listed:
			if level == 0 and label not in self.path:
				raise Mistake('"%s" is not in the hierarchy of %s' % (label, self.name))
		else:
			self.path[label] = (label,)


def read_csv(path):
	try:
		with open(path, encoding='utf-8-sig', newline='') as file:
			return list(csv.DictReader(file))
	except OSError as error:
		raise Mistake(str(error))


class Part:
	"""A dimension as a release has it: from some level up, under columns of its own."""

	def __init__(self, spec, dimensions, rename):
		name, _, level = spec.partition('/')
		if name not in dimensions:
			raise Mistake('no dimension "%s"' % name)
		self.dimension = dimensions[name]
		if level and level not in self.dimension.columns:
			raise Mistake('dimension %s has no level "%s"' % (name, level))
		self.lowest = self.dimension.columns.index(level) if level else 0
		self.columns = [rename.get(c, c) for c in self.dimension.columns[self.lowest:]]
		self.nlevels = len(self.columns)

	def labels(self, finest):
		return self.dimension.path[finest][self.lowest:]


class Release:
	"""Rows over its parts; which combination lies in which region of them."""

	def __init__(self, spec, dimensions):
		self.name = spec['name']
		self.method = spec.get('method', 'rollup')
		if self.method not in ('rollup', 'cube'):
			raise Mistake('release %s: method is rollup or cube' % self.name)
		self.k = spec.get('k')
		self.repeats = spec.get('repeats', 'held')
		self.parts = [Part(d, dimensions, spec.get('columns', {})) for d in spec['dimensions']]
		self.nsteps = sum(part.nlevels for part in self.parts)
		self.level_step = {self.level_name(step): step for step in range(self.nsteps + 1)}
		self.vintages = spec['vintages']
		self.regions = {}		# (opened, levels, key) -> number of the region
		self.at = {}			# (levels, key) -> regions, the oldest first
		self.frontier = {}
		self.period = next((i for i, part in enumerate(self.parts) if part.dimension.freq), None)

	def levels_at(self, step):
		"""How far each part has climbed: the last one first."""
		levels = [0] * len(self.parts)
		for i in range(len(self.parts) - 1, -1, -1):
			levels[i] = min(step, self.parts[i].nlevels)
			step -= levels[i]
		return tuple(levels)

	def level_name(self, step):
		return ' x '.join(part.columns[level] for part, level
			in zip(self.parts, self.levels_at(step)) if level < part.nlevels) or TOTAL

	def read_row(self, row):
		"""The levels that a row has climbed to, and the labels that it shows in full."""
		for part in self.parts:
			for column in part.columns:
				if column not in row:
					raise Mistake('release %s: a file has no column "%s"' % (self.name, column))
		if self.method == 'rollup':
			step = self.level_step.get(row.get('level'))
			if step is None:
				raise Mistake('release %s: no level is called "%s"' % (self.name, row.get('level')))
			levels = self.levels_at(step)
		else:
			levels = tuple(next((l for l, column in enumerate(part.columns) if row[column] != TOTAL),
				part.nlevels) for part in self.parts)
		return levels, tuple(tuple(row[c] for c in part.columns[level:])
			for part, level in zip(self.parts, levels))

	def region(self, opened, levels, key):
		where = (opened, levels, key)
		if where not in self.regions:
			self.regions[where] = len(self.regions)
			self.at.setdefault((levels, key), []).append((opened, self.regions[where]))
			self.at[levels, key].sort()
		return self.regions[where]

	def learn(self, row):
		"""Labels that a row shows become labels of the dimensions."""
		levels, key = self.read_row(row)
		for part, level, labels in zip(self.parts, levels, key):
			for i, label in enumerate(labels):
				part.dimension.add(label, part.lowest + level + i)
			if part.lowest > 0 and labels and not part.dimension.listed and not part.dimension.freq:
				raise Mistake('dimension %s needs a hierarchy' % part.dimension.name)

	def regions_of(self, labels):
		"""The regions in which a combination lies; labels of each part, finest first."""
		if self.method == 'cube':
			found = []
			for levels in itertools.product(*(range(part.nlevels + 1) for part in self.parts)):
				key = tuple(l[level:] for l, level in zip(labels, levels))
				found += [region for _, region in self.at.get((levels, key), ())]
			return found
		best = None
		for step in range(self.nsteps + 1):
			levels = self.levels_at(step)
			key = tuple(l[level:] for l, level in zip(labels, levels))
			for opened, region in self.at.get((levels, key), ()):
				if self.reaches(opened, labels) and (best is None or opened < best[0]):
					best = (opened, region)
		return [best[1]] if best else []

	def reaches(self, opened, labels):
		"""A region knows only periods up to the last one of the vintage that opened it."""
		if self.period is None or self.frontier.get(opened) is None:
			return True
		label = labels[self.period][0]
		return label in (UNKNOWN, OTHER) or label <= self.frontier[opened]


def integer(text):
	try:
		return int(text)
	except ValueError:
		raise Mistake('"%s" is no whole number' % text)


def amount(text):
	from fractions import Fraction
	try:
		return Fraction(text)
	except ValueError:
		raise Mistake('"%s" is no number' % text)


class Tables:
	"""A manifest with all that it names."""

	def __init__(self, path):
		folder = os.path.dirname(os.path.abspath(path))
		try:
			with open(path, encoding='utf-8') as file:
				spec = json.load(file)
		except (OSError, ValueError) as error:
			raise Mistake('%s: %s' % (path, error))
		try:
			self.k = spec.get('k', 10)
			self.coalition = spec.get('coalition', 0)
			self.measure = spec.get('measure', 'n')
			self.dimensions = {name: Dimension(name, d, folder)
				for name, d in spec['dimensions'].items()}
			self.releases = [Release(r, self.dimensions) for r in spec['releases']]
			files = [(release, vintage, i, read_csv(os.path.join(folder, vintage['file'])))
				for release in self.releases for i, vintage in enumerate(release.vintages, 1)]
			scans = sorted({vintage.get('as_of', i) for _, vintage, i, _ in files})
		except KeyError as error:
			raise Mistake('the manifest has no %s' % error)
		except TypeError:
			raise Mistake('"as_of" of all vintages are of one kind: numbers, or days')
		self.scans = scans
		for release, vintage, i, rows in files:
			for row in rows:
				release.learn(row)
		self.numbers = []
		self.hidden = {}		# (release, region) -> label, of rows without a number
		for release, vintage, i, rows in sorted(files, key=lambda f: scans.index(f[1].get('as_of', f[2]))):
			self.read(release, vintage, i, rows)
		self.reports = [Report(row, self) for row in read_csv(os.path.join(folder, spec['reports']))] \
			if spec.get('reports') else None

	def read(self, release, vintage, i, rows):
		scan = self.scans.index(vintage.get('as_of', i))
		period = release.parts[release.period] if release.period is not None else None
		release.frontier[i] = vintage.get('frontier') or \
			(max((row[period.columns[0]] for row in rows
				if row[period.columns[0]] in period.dimension.path
				and row[period.columns[0]] not in (UNKNOWN, OTHER)), default=None) if period else None)
		latest = {n.region: n.value for n in self.numbers if n.release is release}
		for row in rows:
			levels, key = release.read_row(row)
			opened = integer(row['opened']) if release.method == 'rollup' else 1
			region = release.region(opened, levels, key)
			label = '%s (%s)' % (release.name, ', '.join(label for labels in
				reversed_labels(release, row) for label in labels))
			text = row.get(self.measure)
			if text is None:
				raise Mistake('release %s: a file has no column "%s"' % (release.name, self.measure))
			if text == '':
				self.hidden.setdefault((release, region), label)
				continue
			value = integer(text) if self.measure == 'n' else amount(text)
			if release.repeats == 'held' and latest.get(region) == value:
				continue
			self.numbers.append(Number(release, region, scan, value, label + (
				' of %s' % vintage.get('as_of', i) if len(release.vintages) > 1 else '')))

	def combinations(self):
		"""Combinations of finest labels, those alike to every release as one.

		Yields (labels by dimension, how many there are, regions).
		"""
		used = [d for d in self.dimensions.values() if any(p.dimension is d for r in self.releases for p in r.parts)]
		alike = [group_labels(d, self.releases) for d in used]
		size = 1
		for groups in alike:
			size *= len(groups)
		if size > 20000000:
			raise Mistake('%d combinations of labels are too many' % size)
		cache = [{} for _ in self.releases]
		place = {d.name: i for i, d in enumerate(used)}
		wanted = [[place[p.dimension.name] for p in r.parts] for r in self.releases]
		for combination in itertools.product(*alike):
			labels = [first for first, _ in combination]
			count = 1
			for _, n in combination:
				count *= n
			yield dict(zip((d.name for d in used), labels)), count, self.regions(labels, wanted, cache)

	def regions(self, labels, wanted, cache):
		regions = []
		for r, release in enumerate(self.releases):
			key = tuple(labels[i] for i in wanted[r])
			if key not in cache[r]:
				cache[r][key] = release.regions_of([p.labels(l) for p, l in zip(release.parts, key)])
			regions += [(r, region) for region in cache[r][key]]
		return regions

	def regions_of(self, label):
		"""The regions of one combination: label by the name of each dimension."""
		return [(r, region) for r, release in enumerate(self.releases)
			for region in release.regions_of([p.labels(label[p.dimension.name]) for p in release.parts])]


def reversed_labels(release, row):
	for part in release.parts:
		yield [row[c] for c in reversed(part.columns)]


def group_labels(dimension, releases):
	"""Finest labels that no row tells apart: (the first, how many)."""
	shown = set()
	for release in releases:
		for i, part in enumerate(release.parts):
			if part.dimension is dimension:
				for levels, key in release.at:
					shown.update((part.lowest + levels[i] + j, label)
						for j, label in enumerate(key[i]))
	frontiers = sorted({f for r in releases for f in r.frontier.values() if f
		and r.parts[r.period].dimension is dimension})
	groups = {}
	# named by a label that people know, where there is one
	for finest, path in sorted(dimension.path.items(), key=lambda item: item[0] in (UNKNOWN, OTHER)):
		key = tuple(label if (level, label) in shown else None for level, label in enumerate(path)) + (
			sum(finest > f for f in frontiers) if finest not in (UNKNOWN, OTHER) else -1,)
		first, n = groups.get(key, (finest, 0))
		groups[key] = (first, n + 1)
	return list(groups.values())


class Report:
	"""One report, for whoever may see them: labels, who filed it, from when until when."""

	def __init__(self, row, tables):
		try:
			self.label = {name: row[d.columns[0]] or UNKNOWN for name, d in tables.dimensions.items()}
			self.contributor = row['contributor'] or None
		except KeyError as error:
			raise Mistake('the file of reports has no column %s' % error)
		self.first = self.scan(row.get('from'), tables, 0)
		self.until = self.scan(row.get('until'), tables, len(tables.scans))
		for name, label in self.label.items():
			dimension = tables.dimensions[name]
			if label not in dimension.path:
				dimension.path[label] = (label,) * len(dimension.columns) if dimension.listed else None
				if not dimension.listed:
					dimension.add(label)

	@staticmethod
	def scan(text, tables, default):
		if not text:
			return default
		return sum(str(scan) < text if not isinstance(scan, (int, float)) else scan < float(text)
			for scan in tables.scans)
