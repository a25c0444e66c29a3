"""SymPy fenced in: scopes, regions, maps, laws, the guarded constructor and the codec."""
