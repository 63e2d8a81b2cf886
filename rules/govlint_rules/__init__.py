"""The built-in rule pack: what an annual report must hold, as data and as one class a rule."""
