"""What the participants' tools in the browser are given: their data and their scripts."""
