from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ozgtracker', '0003_refresh_statistics'),
    ]

    operations = [
        migrations.CreateModel(
            name='SeenDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='zuletzt gesehener Tag')),
            ],
            options={
                'verbose_name': 'Tag der Uhr',
                'verbose_name_plural': 'Tage der Uhr',
            },
        ),
        # Where the site has worked before, its last sign of life is the newest day seen.
        migrations.RunSQL(
            """
            INSERT INTO ozgtracker_seenday (id, day)
            SELECT 1, (max(beat_at) AT TIME ZONE 'Europe/Berlin')::date FROM ozgtracker_heartbeat HAVING count(*) > 0
            """,
            migrations.RunSQL.noop,
        ),
    ]
