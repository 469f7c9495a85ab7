"""Migrations, numbered and named for their idea; they import none of our models."""
