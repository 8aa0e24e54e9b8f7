"""New states, own solutions, and the ministry's answer to "nicht zuständig"."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import municipalities.rollout_states
from django.conf import settings
from django.db import migrations, models

from ozgtracker.statements.guard import append_only, no_truncate


# The current row now says where the service can be seen, as its last report does.
FILL = """
    UPDATE municipalities_rollout AS rollout SET evidence = report.evidence
      FROM municipalities_rolloutreport AS report
     WHERE report.id = rollout.last_report_id AND report.evidence <> ''
"""
ANSWERS = 'municipalities_competenceanswer'


class Migration(migrations.Migration):

    dependencies = [
        ('municipalities', '0006_statements'),
        ('services', '0004_statements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CompetenceAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_on', models.DateField(verbose_name='gemeldet am')),
                ('reason', models.TextField(blank=True, verbose_name='Begründung')),
                ('counts_on', models.DateField(blank=True, null=True, verbose_name='zählt als gemeldet am')),
                ('is_retraction', models.BooleanField(db_default=False, default=False, verbose_name='nimmt die einzige Meldung zurück')),
                ('change_set', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), verbose_name='Vorgangsnummer')),
                ('is_demonstration', models.BooleanField(default=False, verbose_name='Demonstration')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('agrees', models.BooleanField(verbose_name='Das Ministerium stimmt zu')),
            ],
            options={
                'verbose_name': 'Antwort zur Zuständigkeit',
                'verbose_name_plural': 'Antworten zur Zuständigkeit',
                'ordering': ('said_on', 'id'),
            },
        ),
        migrations.RemoveConstraint(
            model_name='rollout',
            name='municipalities_rollout_state_known',
        ),
        migrations.AddField(
            model_name='rollout',
            name='evidence',
            field=models.URLField(blank=True, db_default='', default='', max_length=500, verbose_name='Nachweis (Adresse der Leistung)'),
        ),
        migrations.AddField(
            model_name='rollout',
            name='is_exempt',
            field=models.BooleanField(db_default=False, default=False, verbose_name='von der Zuständigkeit ausgenommen'),
        ),
        migrations.AddField(
            model_name='rollout',
            name='is_own_solution',
            field=models.BooleanField(db_default=False, default=False, verbose_name='eigene Lösung'),
        ),
        migrations.AddField(
            model_name='rolloutreport',
            name='is_own_solution',
            field=models.BooleanField(db_default=False, default=False, verbose_name='eigene Lösung'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='rollout',
            name='state',
            field=models.CharField(choices=[('unknown', 'keine Meldung'), ('planned', 'geplant'), ('in-progress', 'in Arbeit'), ('ready', 'bereit'), ('live', 'live'), ('later', 'bewusst später'), ('withdrawn', 'zurückgenommen'), ('not-competent', 'nicht zuständig'), ('not-digitisable', 'nicht digitalisierbar')], default=municipalities.rollout_states.RolloutState['UNKNOWN'], max_length=20, verbose_name='Stand'),
        ),
        migrations.AlterField(
            model_name='rolloutreport',
            name='state',
            field=models.CharField(choices=[('unknown', 'keine Meldung'), ('planned', 'geplant'), ('in-progress', 'in Arbeit'), ('ready', 'bereit'), ('live', 'live'), ('later', 'bewusst später'), ('withdrawn', 'zurückgenommen'), ('not-competent', 'nicht zuständig'), ('not-digitisable', 'nicht digitalisierbar')], max_length=20, verbose_name='Stand'),
        ),
        migrations.AddConstraint(
            model_name='rollout',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['unknown', 'planned', 'in-progress', 'ready', 'live', 'later', 'withdrawn', 'not-competent', 'not-digitisable'])), name='municipalities_rollout_state_known'),
        ),
        migrations.AddConstraint(
            model_name='rollout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_own_solution', True), ('state', 'live'), _negated=True), models.Q(('evidence', ''), _negated=True), _connector='OR'), name='municipalities_rollout_own_has_address'),
        ),
        migrations.AddConstraint(
            model_name='rollout',
            constraint=models.CheckConstraint(condition=models.Q(('is_exempt', False), ('is_competent', False), _connector='OR'), name='municipalities_rollout_exempt_not_competent'),
        ),
        migrations.AddConstraint(
            model_name='rolloutreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_own_solution', True), ('state', 'live'), _negated=True), models.Q(('evidence', ''), _negated=True), _connector='OR'), name='municipalities_rolloutreport_own_has_address'),
        ),
        migrations.AddField(
            model_name='competenceanswer',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='competenceanswer',
            name='corrects',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='municipalities.competenceanswer', verbose_name='berichtigt die Meldung'),
        ),
        migrations.AddField(
            model_name='competenceanswer',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='municipalities.rolloutreport'),
        ),
        migrations.AddField(
            model_name='competenceanswer',
            name='supersedes',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='municipalities.competenceanswer'),
        ),
        migrations.AddConstraint(
            model_name='competenceanswer',
            constraint=models.UniqueConstraint(condition=models.Q(('supersedes__isnull', True)), fields=('report',), name='municipalities_competenceanswer_first'),
        ),
        migrations.AddConstraint(
            model_name='competenceanswer',
            constraint=models.CheckConstraint(condition=models.Q(('agrees', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='municipalities_competenceanswer_says_why_not'),
        ),
        append_only(ANSWERS),
        no_truncate(ANSWERS),
    ]
