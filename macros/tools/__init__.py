"""The data and the scripts that a build gives to the participants' tools, which run in the browser."""
