"""Who may do what, where and for whom: areas, organisations, people of the system, roles."""
