# What 0003 filled in is required from here on; a step of its own, for PostgreSQL changes no table that has rows pending.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('supervision', '0003_reports'),
    ]

    operations = [
        migrations.AlterField(
            model_name='matter',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='accounts.region'),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='on',
            field=models.DateField(),
        ),
    ]
