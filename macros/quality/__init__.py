"""How well the curriculum holds together: the chain from each competency to its assessment, with its gaps,
and what else a programme lead asks of the content. It takes no file and writes none."""
