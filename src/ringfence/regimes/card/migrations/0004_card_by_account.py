"""Find a card by its bank account: for corrections, and for one account on many cards (OP-25)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies = (("card", "0003_statistics"),)

    operations = (
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["account_number"], name="card_by_account"),
        ),
    )
