"""Tests of digital redemptions."""
