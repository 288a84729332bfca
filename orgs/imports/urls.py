"""Pages of the import centre."""

app_name = "imports"
urlpatterns: list = []
