"""The last fault of each background job."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    initial = True
    dependencies = ()
    operations = (
        migrations.CreateModel(
            name="JobFault",
            fields=[
                ("job_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
        ),
    )
