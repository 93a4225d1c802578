"""The operations, a module for each part of the program: parse, one service, answer."""
