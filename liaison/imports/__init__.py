"""Spreadsheets of bodies, suggestions, matters, action items and visits."""
