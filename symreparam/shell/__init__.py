"""The imperative shell: only here are files, clocks, processes and printing."""
