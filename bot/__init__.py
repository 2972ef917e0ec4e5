"""The Wegwijzer Sociale Economie: a Dutch-language assistant that answers from sourced facts."""
