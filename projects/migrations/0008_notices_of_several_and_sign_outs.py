from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("projects", "0007_presence_by_device")]

    operations = [
        migrations.AddField("user", "sign_outs", models.PositiveIntegerField(default=0)),
        migrations.AddField("notice", "count", models.PositiveIntegerField(default=1)),
    ]
