"""People stand in the trail by a code; their name and address beside it, where they can be corrected and deleted.

What was written so far is rewritten once, by the owner of the tables and before anything is sealed: whoever acted, and
every address and every name of somebody known.
"""

import re
import secrets

from django.db import migrations, models

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TABLE = "accounts_auditentry"


def hide_people(apps, schema_editor):
    Entry, Name = apps.get_model("accounts", "AuditEntry"), apps.get_model("accounts", "PersonName")
    if not Entry.objects.exists():
        return
    codes, names = {}, {}

    def code(email, name=""):
        email = email.strip().lower()
        if email not in codes:
            codes[email] = "P-" + "".join(secrets.choice(ALPHABET) for _each in range(8))
            names[email] = name
        names[email] = names[email] or name
        return codes[email]

    known = set(Entry.objects.exclude(by_email="").values_list("by_email", "by_name"))
    known |= set(apps.get_model("accounts", "User").objects.values_list("email", "name"))
    known |= set(apps.get_model("accounts", "AccessRequest").objects.values_list("email", "name"))
    by_length = sorted(((name, code(email, name)) for email, name in known if name), key=lambda one: -len(one[0]))

    def hide(value):
        if isinstance(value, str):
            value = ADDRESS.sub(lambda found: "{" + code(found[0]) + "@}", value)
            for name, one in by_length:
                value = value.replace(name, "{" + one + "}")
            return value
        if isinstance(value, dict):
            return {key: hide(one) for key, one in value.items()}
        return [hide(one) for one in value] if isinstance(value, list) else value

    texts = ("subject_label", "sentence", "reason", "before", "after")
    schema_editor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER {TABLE}_append_only")
    for entry in Entry.objects.iterator(2000):
        entry.by = code(entry.by_email, entry.by_name) if entry.by_email else ""
        for field in texts:
            setattr(entry, field, hide(getattr(entry, field)))
        entry.subject_label = entry.subject_label[:300]
        entry.save(update_fields=["by", *texts])
    schema_editor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER {TABLE}_append_only")
    Name.objects.bulk_create(Name(code=codes[email], email=email, name=names[email][:120]) for email in codes)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_recorded_now")]
    operations = [
        migrations.CreateModel(
            name="PersonName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="Kennung")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="E-Mail-Adresse")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="Name")),
            ],
            options={
                "verbose_name": "Name zu einer Kennung",
                "verbose_name_plural": "Namen zu Kennungen",
                "ordering": ("code",),
            },
        ),
        migrations.AddField(
            model_name="auditentry",
            name="by",
            field=models.CharField(blank=True, default="", max_length=10, verbose_name="Person"),
            preserve_default=False,
        ),
        migrations.RunPython(hide_people, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="auditentry", name="accounts_audit_person"),
        migrations.RemoveField(model_name="auditentry", name="by_name"),
        migrations.RemoveField(model_name="auditentry", name="by_email"),
        migrations.AddIndex(
            model_name="auditentry", index=models.Index(fields=["by"], name="accounts_audit_by")
        ),
    ]
