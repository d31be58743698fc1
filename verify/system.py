"""Published numbers as rows of one linear system.

An unknown is how many reports there are that no number tells apart: of combinations
that lie in the same regions, and were there over the same scans.  A row is a number,
and says which unknowns it adds up.
"""
from collections import namedtuple

from tables import Number

# rows: sets of unknowns, with names and values; an unknown has either the people
# behind it, who are known to whoever sees the reports, or None
System = namedtuple('System', 'rows names values unknowns people reports')


def stretches(times):
	"""All [first, last] among the times at which something was counted."""
	times = sorted(times)
	return [(times[i], times[j]) for i in range(len(times)) for j in range(i, len(times))]


class Builder:
	def __init__(self, numbers):
		self.number_of = {}		# (release, region) -> [(scan, place)]
		self.place = {}			# what an unknown is counted by -> its place
		self.unknowns = []		# what each one is, in words
		self.people = []
		self.reports = []
		for i, (release, region, scan) in enumerate(numbers):
			self.number_of.setdefault((release, region), []).append((scan, i))

	def unknown(self, members, name):
		key = frozenset(members)
		if key not in self.place:
			self.place[key] = len(self.unknowns)
			self.unknowns.append([])
			self.people.append(set())
			self.reports.append(0)
		place = self.place[key]
		if len(self.unknowns[place]) < 3:
			self.unknowns[place].append(name)
		else:
			self.unknowns[place][2] = '...'
		return place

	def finish(self, numbers, people):
		rows = [set() for _ in numbers]
		for key, place in self.place.items():
			for i in key:
				rows[i].add(place)
		names = ['; '.join(name if isinstance(name, str) else name() for name in u) for u in self.unknowns]
		return System(rows, [n.label for n in numbers], [n.value for n in numbers],
			names, self.people if people else None, self.reports if people else None)


def describe(labels, count, first, last, tables):
	text = ', '.join('%s' % label if label != '?' else 'any other %s' % name for name, label in labels.items())
	if count > 1:
		text += ' and %d alike' % (count - 1)
	if len(tables.scans) > 1:
		text += ' [%s]' % ('%s to %s' % (tables.scans[first], tables.scans[last])
			if first != last else tables.scans[first])
	return text


def from_tables(tables):
	"""As an outsider has it: whatever combination could have reports is an unknown."""
	index = {id(release): r for r, release in enumerate(tables.releases)}
	builder = Builder([(index[id(n.release)], n.region, n.scan) for n in tables.numbers])
	seen = {}
	for labels, count, regions in tables.combinations():
		key = frozenset(regions)
		if key in seen:
			seen[key][1] += count
		else:
			seen[key] = [labels, count]
	for regions, (labels, count) in seen.items():
		numbers = [n for region in regions for n in builder.number_of.get(region, ())]
		for first, last in stretches({scan for scan, _ in numbers}):
			members = [i for scan, i in numbers if first <= scan <= last]
			builder.unknown(members, lambda l=labels, c=count, f=first, t=last: describe(l, c, f, t, tables))
	return builder.finish(tables.numbers, False)


def with_hidden(tables):
	"""The outsider's system with hidden cells told apart, and the unknowns in each."""
	known = len(tables.numbers)
	hidden = [Number(release, region, len(tables.scans) - 1, None, label)
		for (release, region), label in tables.hidden.items()]
	shown, tables.numbers = tables.numbers, tables.numbers + hidden
	try:
		system = from_tables(tables)
	finally:
		tables.numbers = shown
	finer = system._replace(rows=system.rows[:known], names=system.names[:known], values=system.values[:known])
	return finer, [(number.label, row) for number, row in zip(hidden, system.rows[known:])]


def from_reports(tables):
	"""As whoever sees the reports has it: unknowns are those that have any."""
	index = {id(release): r for r, release in enumerate(tables.releases)}
	builder = Builder([(index[id(n.release)], n.region, n.scan) for n in tables.numbers])
	regions = {}
	for report in tables.reports:
		key = tuple(report.label.values())
		if key not in regions:
			regions[key] = tables.regions_of(report.label)
		members = [i for region in regions[key] for scan, i in builder.number_of.get(region, ())
			if report.first <= scan < report.until]
		if members:
			place = builder.unknown(members, ', '.join(key))
			# who gave no name may be one of the others, and is counted for nobody
			if report.contributor is not None:
				builder.people[place].add(report.contributor)
			builder.reports[place] += 1
	return builder.finish(tables.numbers, True)
