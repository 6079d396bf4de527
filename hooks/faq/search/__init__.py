"""How readers find an answer by their own words: keywords, the index that readers' browsers get, queries."""
