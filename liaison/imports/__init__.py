"""Spreadsheets of suggestions and of matters."""
