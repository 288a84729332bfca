"""Spreadsheets of grids and the people who work in them."""
