"""A trail of as many entries more as asked for, which nobody has sealed. Works as the owner."""

from __future__ import annotations

from django.db import connection

_ENTRIES = """
INSERT INTO accounts_auditentry (at, "on", by, by_role, on_behalf_of, verb, subject_kind, subject_key, subject_label,
  sentence, reason, source, change_set)
SELECT now() - n * interval '1 second', DATE '2022-06-15' - (n / 86400)::int, someone.by,
  'authority', '', 'rollout_reported', 'rollout', '071435004000/' || 10000 + mod(n, 557), 'Leistung ' || mod(n, 557),
  'Verbandsgemeinde Montabaur, „Leistung ' || mod(n, 557) || '“: geplant.', '', 'web', gen_random_uuid()
FROM generate_series(1, %s) AS n,
  (SELECT by FROM accounts_auditentry WHERE by_role = 'authority' LIMIT 1) AS someone
"""


def grow(number: int) -> None:
    """Nothing for none."""
    if not number:
        return
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_auditentry DISABLE TRIGGER USER")
        cursor.execute(_ENTRIES, [number])
        cursor.execute("ALTER TABLE accounts_auditentry ENABLE TRIGGER USER")
        cursor.execute("VACUUM (ANALYZE) accounts_auditentry")
