#!/usr/bin/python3
"""Is the bound of necessary one?  Held against all sets of cells that could be hidden."""
import collections
import itertools
import os
import random
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import necessary


def fewest(reports, k):
	"""The fewest cells of a table of two dimensions that have to be hidden beside the small ones."""
	people = collections.defaultdict(set)
	for a, b, persona in reports:
		for cell in (a, b), (a, None), (None, b), (None, None):
			people[cell].add(persona)
	small = {cell for cell, who in people.items() if len(who) < k}
	large = sorted((cell for cell in people if cell not in small), key=str)
	sums = [(total, [part for part in people if part[d] is not None and part[:d] + (None,) + part[d + 1:] == total])
		for total in people for d in range(2) if total[d] is None]

	def tells(total, parts, hidden):
		return total not in hidden and 0 < len(set().union(*(people[part] for part in parts if part in hidden))) < k

	for n in range(len(large) + 1):
		for more in itertools.combinations(large, n):
			if not any(tells(total, parts, small | set(more)) for total, parts in sums):
				return n


def fewest_buckets(buckets, shown, people, k):
	"""The fewest buckets of a release to hide, so that no two sums of buckets of both differ by few people."""
	for n in range(len(buckets) + 1):
		for hidden in itertools.combinations(range(len(buckets)), n):
			mine = [bucket for b, bucket in enumerate(buckets) if b not in hidden]
			if not any(few(left, people, k) for left in differences(mine, shown)):
				return n


def differences(mine, theirs):
	"""What some of one release have that some of the other do not, where these lie in those."""
	for some, others in (mine, theirs), (theirs, mine):
		for n in range(1, len(some) + 1):
			for group in itertools.combinations(some, n):
				reports = set().union(*group)
				inside = [other for other in others if other <= reports]
				if inside:
					yield reports.difference(*inside)


def few(reports, people, k):
	return 0 < len({people[report] for report in reports}) < k


class Bound(unittest.TestCase):
	def test_cubes(self):
		total = 0
		for seed in range(150):
			rng = random.Random(seed)
			k = rng.choice((2, 3, 4))
			reports = [('a%d' % rng.randrange(3), 'b%d' % min(rng.randrange(3), rng.randrange(3)), rng.randrange(40)) for _ in range(rng.randint(5, 30))]
			bound = necessary.of_cube([(((a,), (b,)), persona) for a, b, persona in reports], k)
			self.assertLessEqual(bound, fewest(reports, k), seed)
			total += bound
		self.assertGreater(total, 150)

	def test_releases(self):
		total = 0
		for seed in range(150):
			rng = random.Random(seed)
			k = rng.choice((2, 3))
			labels = [(rng.randrange(3), rng.randrange(3)) for _ in range(rng.randint(6, 18))]
			people = [rng.randrange(14) for _ in labels]
			lists = []
			for d in range(2):
				cells = collections.defaultdict(set)
				for report, label in enumerate(labels):
					cells[label[d] if rng.random() < 0.8 else 'rest'].add(report)
				lists.append([cell for cell in cells.values() if not few(cell, people, k)])
			mine, shown = lists
			bound = necessary.of_release([necessary.Bucket(b, ((i,),)) for i, b in enumerate(mine)],
				[[necessary.Bucket(b, ((i,),)) for i, b in enumerate(shown)]], people, k)
			self.assertLessEqual(bound, fewest_buckets(mine, shown, people, k), seed)
			total += bound
		self.assertGreater(total, 20)


if __name__ == '__main__':
	unittest.main()
