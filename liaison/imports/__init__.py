"""Spreadsheets of bodies, suggestions and matters."""
