"""Publishing in versions: names, permalinks, marks, and the way to the branch that holds what readers get."""
