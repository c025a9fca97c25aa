"""What a list is made of: pages by keyset, filters as chips, tables, export."""
