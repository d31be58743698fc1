# Superset for one person on one machine: a key and a metadata database in a
# folder of its own, nothing else changed.
import os

HOME = os.environ["SUPERSET_HOME"]
with open(os.path.join(HOME, "secret_key"), encoding="ascii") as f:
    SECRET_KEY = f.read().strip()
SQLALCHEMY_DATABASE_URI = "sqlite:///" + os.path.join(HOME, "superset.db")
# served over plain http on the loopback interface
TALISMAN_ENABLED = False
WTF_CSRF_ENABLED = True
SESSION_COOKIE_SAMESITE = "Lax"
FEATURE_FLAGS = {"DRILL_BY": True, "DRILL_TO_DETAIL": True}
LOG_LEVEL = "WARNING"
