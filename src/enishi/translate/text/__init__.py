"""What happens to a text before and after an engine: language, sentences, placeholders, terms, checks, markup."""
