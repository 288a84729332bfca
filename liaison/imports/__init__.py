"""Spreadsheets of bodies, meetings, suggestions, matters, action items and visits."""
