"""Reading facts: tables of fields, the readers of single values, and what can be wrong with one."""
