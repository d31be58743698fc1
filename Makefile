# trade_labor: trade and labor statistics for PostgreSQL
#
# A chapter is src/<room>/<name>.{c,h,sql} (a long one adds <name>_<part>.c)
# with sql/<name>.sql and expected/<name>.out.  CHAPTERS is a topological
# order: a chapter uses only what stands to its left.  Deleting a chapter is
# deleting its files and its word here.

CHAPTERS = base/module \
           calendar/period \
           calendar/workday \
           calendar/holiday \
           calendar/format \
           codes/hs \
           codes/industry \
           codes/partner \
           groups/group \
           guards/single \
           guards/disjoint \
           growth/change \
           series/series \
           vintage/vintage \
           vintage/revisions \
           seasonal/x11 \
           seasonal/stl \
           seasonal/factors \
           seasonal/aggregation \
           ranking/ranking \
           rows/weighted_values \
           rows/gathered_rows \
           ranking/concentration \
           trade/balance \
           trade/gathered_sums \
           trade/specialization \
           trade/price \
           trade/chain \
           trade/multilateral \
           trade/mirror \
           trade/origin \
           comparable/fields \
           comparable/elapsed \
           comparable/matched \
           comparable/codes \
           comparable/families \
           comparable/bounds \
           comparable/explain \
           labor/rates \
           labor/survival \
           labor/clock \
           labor/wages \
           maintain/maintained \
           people/key \
           people/contributor \
           people/seal \
           people/bucket \
           people/pseudonym \
           redact/redact \
           proof/proof \
           weigh/weigh \
           admit/admit \
           cells/policy \
           cells/rollup \
           cells/reach \
           cells/hierarchy \
           cells/amount \
           cells/scan \
           cells/labels \
           cells/cube \
           record/ledger \
           record/record \
           record/placement \
           record/declare \
           record/revise \
           history/history \
           joint/joint \
           release/levels \
           release/exposures \
           release/privileges \
           release/prepare \
           release/receipt \
           release/publish \
           release/audit \
           release/withhold

PG_CONFIG ?= pg_config
HERE      := $(patsubst %/,%,$(dir $(firstword $(MAKEFILE_LIST))))

EXTENSION  = trade_labor
MODULE_big = $(EXTENSION)
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(HERE)/$(EXTENSION).control)
# An install script of an earlier version is kept in test/upgrade, and what its
# upgrade script cannot find out by comparing in upgrade/.
OLDVERSIONS = 0.1.0
UPGRADES   := $(foreach v,$(OLDVERSIONS),src/$(EXTENSION)--$(v)--$(EXTVERSION).sql)
DATA_built = src/$(EXTENSION)--$(EXTVERSION).sql $(UPGRADES)

# Relative to the source folder, which is not the current one in a VPATH build.
tree    = $(sort $(patsubst $(HERE)/%,%,$(wildcard $(addprefix $(HERE)/,$(1)))))
SOURCES := $(call tree,src/base/*.c) \
           $(foreach c,$(filter-out base/%,$(CHAPTERS)),$(call tree,src/$(c).c src/$(c)_*.c))
PIECES  := $(foreach c,$(CHAPTERS),$(call tree,src/$(c).sql src/$(c)_*.sql))
OBJS    := $(SOURCES:.c=.o)
REGRESS := $(foreach c,$(notdir $(CHAPTERS)),$(patsubst sql/%.sql,%,$(call tree,sql/$(c).sql sql/$(c)_*.sql)))

# where Perl has what the server's test library needs; none with TAP_TESTS=
TAP_TESTS  ?= $(shell perl -MIPC::Run -e 'print 1' 2>/dev/null)
PROVE_TESTS = test/t/*.pl
EXTRA_CLEAN = $(OBJS:.o=.d)

# The server's own ICU, as it was linked; pkg-config where the server was
# built by meson and does not say.
ICU_CFLAGS_FOUND := $(shell pkg-config --cflags icu-i18n icu-uc 2>/dev/null)
ICU_LIBS_FOUND   := $(shell pkg-config --libs icu-i18n icu-uc 2>/dev/null)

# In PG_CPPFLAGS and not PG_CFLAGS whatever the bitcode must be compiled with
# as well.  A contracted a*b+c rounds once where the source says twice, and
# the same bytes must come out of every plan, jitted or not.
PG_CPPFLAGS = -I$(HERE)/src $(ICU_CFLAGS_FOUND) -ffp-contract=off \
              -DTRADE_LABOR_VERSION='"$(EXTVERSION)"'
PG_CFLAGS   = -fvisibility=hidden -MMD -MP
SHLIB_LINK  = $(or $(ICU_LIBS),$(ICU_LIBS_FOUND))

# Messages in other languages (nls.mk, po/) where msgfmt is there.
ifeq ($(shell msgfmt --version 2>/dev/null),)
override enable_nls = no
endif

PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# The server may know the libraries where nobody has installed the headers.  What
# compiles nothing needs neither.
ifneq ($(filter-out installcheck uninstall clean distclean dist,$(or $(MAKECMDGOALS),all)),)
ICU_HEADERS := $(shell $(CC) $(CPPFLAGS) -include unicode/uregion.h -E -x c /dev/null >/dev/null 2>&1 && echo found)
ifneq ($(and $(strip $(ICU_LIBS) $(ICU_LIBS_FOUND)),$(ICU_HEADERS)),found)
$(error ICU was not found: install libicu-dev and pkg-config)
endif
endif

# Built in src/ so that the top level stays clean; DATA_built installs it by
# its base name.
src/$(EXTENSION)--$(EXTVERSION).sql: $(PIECES) $(EXTENSION).control
	@mkdir -p $(@D)
	cat $(filter %.sql,$^) > $@

$(UPGRADES): src/$(EXTENSION)--%--$(EXTVERSION).sql: upgrade/%--$(EXTVERSION).sql \
		test/upgrade/$(EXTENSION)--%.sql src/$(EXTENSION)--$(EXTVERSION).sql upgrade/script
	perl $(filter %/script,$^) $(filter %.sql,$^) > $@.new
	mv $@.new $@

$(OBJS) $(MO_FILES): | object-dirs
.PHONY: object-dirs
object-dirs:
	@mkdir -p $(sort $(dir $(OBJS) $(MO_FILES)))

# Bitcode follows its object, which knows its headers.
$(OBJS:.o=.bc): %.bc: %.o
-include $(OBJS:.o=.d)

# The folders of an extension image, which a server is told of by its settings
# (PostgreSQL 18): IMAGE names where.  Bitcode has no place there.
.PHONY: image
image:
	$(if $(IMAGE),,$(error IMAGE=folder says where to make it))
	$(MAKE) -f $(HERE)/Makefile install DESTDIR=$(abspath $(IMAGE)) pkglibdir=/lib datadir=/share \
		localedir=/share/locale with_llvm=no

# what PGXN takes
.PHONY: dist
dist:
	git -C $(HERE) archive --format=zip --prefix=$(EXTENSION)-$(EXTVERSION)/ \
		-o $(CURDIR)/$(EXTENSION)-$(EXTVERSION).zip HEAD
