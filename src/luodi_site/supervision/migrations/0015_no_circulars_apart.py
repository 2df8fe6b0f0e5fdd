from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('supervision', '0014_circulars_into_papers'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Circular',
        ),
    ]
