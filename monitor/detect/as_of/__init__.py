"""A figure's as-of date: the days that an article names, and which of them a number stands for."""
