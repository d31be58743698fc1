# Messages in other languages, where the server has them and msgfmt is there.
CATALOG_NAME     = trade_labor
AVAIL_LANGUAGES := $(if $(shell command -v msgfmt),es fr)
GETTEXT_FILES    = $(SOURCES)
GETTEXT_TRIGGERS = $(BACKEND_COMMON_GETTEXT_TRIGGERS)
GETTEXT_FLAGS    = $(BACKEND_COMMON_GETTEXT_FLAGS)
