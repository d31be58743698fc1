"""One random source with its releases, for attack, and what their attacker finds."""
from attacker import attack, attack_percent, attack_sums, count_keeps, sum_keeps
from published import intervals

SUMS_PERCENT = 20
NAIVE_WORK = 60000		# one that is not broken so soon is left alone


class AttackedSet:
	"""What all kinds have.

	k, coalition, least (as many people, establishments, values), percent and sums are its
	rules, source its reports; lines are its releases, in single each by itself, and then
	come naive forms of the same numbers.
	"""

	looked_at = None		# hidden numbers of a release that limits are asked of; None: all
	work = 2000000			# of a search, after which an unknown is left undecided
	naive_form = 'threshold'

	def __init__(self, name, rng, psql, alone):
		self.name, self.rng, self.psql, self.alone = name, rng, psql, alone
		self.lines, self.single = [], []
		self.threshold, self.with_margins, self.with_care = [], [], []
		self.refused = self.published = 0
		self.saturated = False
		self.with_naive = True		# its attacker is set on naive forms, too

	def draw_rules(self, ks):
		rng = self.rng
		self.k = rng.choice(ks)
		self.coalition = rng.choice((0, 0, 0, 1, 2))
		self.least = [self.k + self.coalition]
		self.percent = rng.choice((0, 0, rng.randint(5, 60)))
		return '"k":%d,"coalition":%d,"p_percent":%d' % (self.k, self.coalition, self.percent)

	def count(self):
		"""The source is as it is now, for whoever reads it next."""
		self.source.load(self.psql, self.name)
		self.source.scanned()

	def publish(self, form, dims, policy):
		"""A release, and the same of a source of its own: whatever protects it, protects it by itself."""
		i = len(self.lines)
		self.source.see([self.source.columns.index(d.split(':')[-1]) for d, _ in dims] + list(self.source.judged[:len(self.least)]))
		line = form('%s_rel_%d' % (self.name, i), self.name, dims, self.dimensions, self.source, self.psql)
		shown = line.publish(policy)
		self.published += shown
		self.refused += not shown
		self.lines.append(line)
		if self.alone:
			copy = '%s_copy_%d' % (self.name, i)
			self.psql.must('CREATE TABLE %s AS TABLE %s' % (copy, self.name))
			self.single.append(form('%s_alone_%d' % (self.name, i), copy, dims, self.dimensions, self.source, self.psql))
			self.single[-1].publish(policy)
		return line

	def refresh(self, i):
		self.lines[i].refresh()
		if self.alone and self.single[i].live:
			self.psql.must('TRUNCATE %s; INSERT INTO %s TABLE %s' % (self.single[i].table, self.single[i].table, self.name))
			self.single[i].refresh()

	def attacked(self):
		"""{form: (what was found, unknowns that were not decided)}, and how many numbers there are."""
		units, judged = self.source.units, self.source.judged
		ours = [n for line in self.lines for n in line.numbers]
		# places where people are count for all rules, in naive forms for the first
		result = {'ours': attack(units, ours, self.least, judged, self.work)}
		for name, numbers in ('threshold', self.threshold), ('margins', self.with_margins), ('care', self.with_care):
			if numbers and self.with_naive:
				result[name] = attack(units, numbers, self.least[:1], judged, NAIVE_WORK)
		if self.alone and len(self.single) > 1:
			result['alone'] = attack(units, [n for line in self.single for n in line.numbers], self.least, judged, NAIVE_WORK)
		if self.percent:
			rules = max(self.coalition, 1), self.percent, self.rng
			result['percent'] = attack_percent(self.source, ours, *rules)
			if self.with_naive:
				# numbers that keep the rule one by one
				each = [n for n in getattr(self, self.naive_form) if count_keeps(self.source, n, *rules[:2])]
				result['percent each'] = attack_percent(self.source, each, *rules)
		if any(line.with_sums for line in self.lines):
			rules = self.least, max(self.coalition, 1), SUMS_PERCENT, self.rng
			result['sums'] = attack_sums(self.source, [n for line in self.lines for n in line.sums], *rules)
			if self.with_naive:
				each = [n for n in getattr(self, self.naive_form) if sum_keeps(self.source, n, self.least[0], *rules[1:3])]
				result['sums each'] = attack_sums(self.source, each, *rules)
		return result, len(ours)

	def limits(self):
		"""[(what, least, largest, certified, declared)] of hidden numbers that have a width to keep."""
		certified = {line: line.certified() for line in self.lines if line.live and line.width}
		for line, label, least, most, followed in intervals(self.lines, self.source.scan, self.least[0], self.looked_at, self.rng):
			width = certified.get(line, {}).get(label, 0)
			# one that others tell is hidden by name only, unless it was said to be uncertain
			if line in certified and (width or not followed):
				yield '%s: %s' % (line.name, label), least, most, width, line.width
