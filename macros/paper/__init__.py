"""The handbook on paper: pages made of records and written by hand, put together into PDF files."""
