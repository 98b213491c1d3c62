"""What the page that edits a record in a form is given: the form, and the text of each file."""
