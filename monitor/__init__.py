"""casualty-monitor: from a news page to a casualty figure, a verdict on it, and at most one alert."""

__version__ = "0.1.0"
