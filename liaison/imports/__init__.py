"""Spreadsheets of bodies, meetings, suggestions and matters."""
