"""Scrapy spiders: each appends what an outlet published to the archive, and decides nothing."""
