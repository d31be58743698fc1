"""GLPK's library, as far as it is needed here: no other package than libglpk."""
import ctypes
import ctypes.util

MIN, MAX = 1, 2
LOWER, FIXED, DOUBLE, FREE = 2, 5, 4, 1
OPTIMAL, FEASIBLE, INFEASIBLE, UNBOUNDED = 5, 2, 4, 6
INTEGER = 2

path = ctypes.util.find_library('glpk') or 'libglpk.so.40'
try:
	library = ctypes.CDLL(path)
except OSError:
	raise SystemExit('verify: GLPK is not there: apt-get install libglpk40')
library.glp_create_prob.restype = ctypes.c_void_p
for name in ('get_obj_val', 'get_col_prim', 'get_row_dual', 'mip_obj_val', 'mip_col_val'):
	getattr(library, 'glp_' + name).restype = ctypes.c_double
library.glp_term_out(0)


def call(name, problem, *args):
	return getattr(library, 'glp_' + name)(ctypes.c_void_p(problem), *args)


class Program:
	"""Rows of columns that are not negative (nor above most), each with a given sum; of the last ones it is the least."""

	def __init__(self, rows, sums, ncolumns, most=None, at_least=0):
		self.problem = library.glp_create_prob()
		self.ncolumns = ncolumns
		self.nrows = len(rows)
		self.objective = []
		call('add_rows', self.problem, max(len(rows), 1))
		call('add_cols', self.problem, max(ncolumns, 1))
		for i, value in enumerate(sums, 1):
			call('set_row_bnds', self.problem, i, FIXED if i <= len(rows) - at_least else LOWER, ctypes.c_double(value), ctypes.c_double(value))
		for j in range(1, ncolumns + 1):
			upper = most[j - 1] if most else 0
			call('set_col_bnds', self.problem, j, LOWER if most is None else DOUBLE if upper > 0 else FIXED,
				ctypes.c_double(0), ctypes.c_double(upper))
		terms = [(i, c + 1) for i, row in enumerate(rows, 1) for c in sorted(row)]
		size = len(terms) + 1
		ia, ja, ar = (ctypes.c_int * size)(), (ctypes.c_int * size)(), (ctypes.c_double * size)()
		for n, (i, j) in enumerate(terms, 1):
			ia[n], ja[n], ar[n] = i, j, 1
		call('load_matrix', self.problem, len(terms), ia, ja, ar)

	def __del__(self):
		call('delete_prob', self.problem)

	def solve(self, form, direction, exactly=False):
		"""Optimises a form {column: factor}; true where there is an optimum.

		Columns that were moved stay where they are, so the next one begins near.
		"""
		for c in self.objective:
			call('set_obj_coef', self.problem, c + 1, ctypes.c_double(0))
		self.objective = list(form)
		for c, factor in form.items():
			call('set_obj_coef', self.problem, c + 1, ctypes.c_double(factor))
		call('set_obj_dir', self.problem, direction)
		if exactly:
			status = call('exact', self.problem, None)
		else:
			status = call('simplex', self.problem, None)
			if status != 0:
				call('adv_basis', self.problem, 0)
				status = call('simplex', self.problem, None)
		return status == 0 and call('get_status', self.problem) == OPTIMAL

	def unbounded(self):
		return call('get_status', self.problem) == UNBOUNDED

	def value(self):
		return call('get_obj_val', self.problem)

	def columns(self):
		return [call('get_col_prim', self.problem, j) for j in range(1, self.ncolumns + 1)]

	def multipliers(self):
		return [call('get_row_dual', self.problem, i) for i in range(1, self.nrows + 1)]

	def whole(self, form, direction, seconds):
		"""As solve(), over whole numbers: (value, bound is proved), or None where none fit or time is up."""
		if not self.solve(form, direction):
			return None
		for j in range(1, self.ncolumns + 1):
			call('set_col_kind', self.problem, j, INTEGER)
		parameters = ctypes.create_string_buffer(1024)
		library.glp_init_iocp(parameters)
		ctypes.c_int.from_buffer(parameters, 32).value = int(seconds * 1000)	# tm_lim
		status = call('intopt', self.problem, parameters)
		found = call('mip_status', self.problem)
		if found not in (OPTIMAL, FEASIBLE):
			return None
		return round(call('mip_obj_val', self.problem)), status == 0 and found == OPTIMAL

	def whole_columns(self):
		return [round(call('mip_col_val', self.problem, j)) for j in range(1, self.ncolumns + 1)]
