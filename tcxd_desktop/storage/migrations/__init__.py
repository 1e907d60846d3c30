"""One module a step, ``upgrade(op)`` each; they import neither schema nor records of today."""
