"""The adapter that the theme needs: what is the same on many pages is rendered once."""


def on_env(env, config, files):
    """Give the theme ``once``: ``{% call once("nav", ...) %}`` renders its body once for each set of arguments, then repeats it."""
    kept: dict[tuple, str] = {}

    def once(*key, caller):
        if key not in kept:
            kept[key] = caller()
        return kept[key]

    env.globals["once"] = once
    return env
