"""How many cells any method has to hide to protect others: a lower bound, for cost.

Whoever hides whole cells and shows exact numbers has to hide one cell more of every
sum that would tell of some people, and of fewer than k.  Of such sums as many are taken
as have no cell in common, those of few cells first; each needs a cell of its own, so no
method needs fewer.  It knows nothing of how trade_labor decides, and of no rule but k.
"""
import collections
import itertools
import random

TOTAL = None
ORDERS = 20


def disjoint(needs):
	"""How many of these sets can be taken that do not meet: the most of some orders, few cells first."""
	needs = sorted(set(needs), key=lambda cells: sorted(map(str, cells)))
	rng, most = random.Random(1), 0
	for _ in range(ORDERS):
		used, taken = set(), 0
		for cells in sorted(needs, key=lambda cells: (len(cells), rng.random())):
			if used.isdisjoint(cells):
				used |= cells
				taken += 1
		most = max(most, taken)
	return most


def of_cube(reports, k):
	"""reports: ((labels of each dimension, the finest first), who filed it).

	A total and its parts by one dimension, the next finer: where the total is large enough to
	be shown, and those of the parts that are not so have few people among them, the total
	or one part more is hidden.
	"""
	people = collections.defaultdict(set)
	parts = collections.defaultdict(set)
	for paths, persona in reports:
		for levels in itertools.product(*(range(len(path) + 1) for path in paths)):
			cell = tuple((level, path[level] if level < len(path) else TOTAL) for path, level in zip(paths, levels))
			people[cell].add(persona)
			for d, (path, level) in enumerate(zip(paths, levels)):
				if level < len(path):
					above = level + 1, path[level + 1] if level + 1 < len(path) else TOTAL
					parts[cell[:d] + (above,) + cell[d + 1:], d].add(cell)
	primary = {cell for cell, who in people.items() if len(who) < k}
	needs = []
	for (total, _), cells in parts.items():
		few = set().union(*(people[cell] for cell in cells & primary))
		if total not in primary and 0 < len(few) < k:
			needs.append(frozenset(cells - primary | {total}))
	return disjoint(needs)


def of_release(buckets, others, people, k):
	"""buckets that a release shows by itself; others: lists of those that others show; each a Bucket.

	Buckets with one label in common, or a single one, add up to a part of the reports; what buckets
	of the other release lie in it can be taken off.  Where that leaves few people, one of
	the new release's that were added or taken off is hidden.
	people: who filed each report.
	"""
	needs = []
	for shown in others:
		for mine, theirs, mine_is_new in ((buckets, shown, True), (shown, buckets, False)):
			bucket_of = {report: bucket for bucket in theirs for report in bucket.reports}
			for group in groups(mine):
				reports = set().union(*(bucket.reports for bucket in group))
				inside = {bucket for bucket in {bucket_of[r] for r in reports if r in bucket_of} if bucket.reports <= reports}
				left = reports.difference(*(bucket.reports for bucket in inside))
				changed = group if mine_is_new else inside
				if changed and 0 < len({people[report] for report in left}) < k:
					needs.append(frozenset(changed))
	return disjoint(needs)


class Bucket:
	"""Reports, and for each dimension the labels that they have in common, the coarsest last."""

	def __init__(self, reports, labels):
		self.reports, self.labels = frozenset(reports), labels

	def __str__(self):
		return str(self.labels)


def groups(buckets):
	found = collections.defaultdict(list)
	for b, bucket in enumerate(buckets):
		found[b].append(bucket)
		for d, labels in enumerate(bucket.labels):
			for level in range(len(labels) + 1):
				found[d, labels[level:]].append(bucket)
	return {frozenset(group) for group in found.values()}
