"""The pack of a session: what somebody who teaches it prints, shows and hands out, in one archive.

Everything in it is made from the session's record; nothing is written for it twice.
"""
