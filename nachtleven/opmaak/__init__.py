"""The forms of a report: JSON, CSV, HTML, XLSX and PDF. Nothing is counted here; equal reports give equal bytes."""
