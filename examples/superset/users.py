# Who may log in: admin; analyst, who sees both dashboards; and reader, whose
# role has the complaint release and nothing else.  Run before the bundle comes
# in, which needs an admin, and after: python users.py, with a password for all
# three in SUPERSET_PASSWORD.
import os

from superset.app import create_app

app = create_app()
with app.app_context():
    from superset import db, security_manager as sm
    from superset.connectors.sqla.models import SqlaTable
    from superset.models.dashboard import Dashboard

    password = os.environ["SUPERSET_PASSWORD"]
    release = sm.add_role("Release reader")
    for table in db.session.query(SqlaTable).filter_by(schema="public", table_name="quejas"):
        sm.add_permission_role(release, sm.add_permission_view_menu("datasource_access", table.get_perm()))
    for name, roles in {"admin": ["Admin"], "analyst": ["Alpha"], "reader": ["Gamma", "Release reader"]}.items():
        if sm.find_user(name) is None:
            sm.add_user(name, name.capitalize(), "of the desk", name + "@localhost.invalid", [sm.find_role(r) for r in roles], password=password)
    admin = sm.find_user("admin")
    for dashboard in db.session.query(Dashboard).all():
        dashboard.published = True
        dashboard.owners = [admin]
    db.session.commit()
