# Messages in other languages, where the server has them.
CATALOG_NAME     = trade_labor
AVAIL_LANGUAGES := $(shell cat $(srcdir)/po/LINGUAS)
GETTEXT_FILES    = $(SOURCES)
GETTEXT_TRIGGERS = $(BACKEND_COMMON_GETTEXT_TRIGGERS)
GETTEXT_FLAGS    = $(BACKEND_COMMON_GETTEXT_FLAGS)
