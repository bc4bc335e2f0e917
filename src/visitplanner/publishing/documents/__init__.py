"""Papers: a neutral model of what a paper says, chapters that fill it, engines that draw it."""
