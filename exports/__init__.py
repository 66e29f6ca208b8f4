"""Snapshot to bytes: one document holds what a meeting saw, and every paper is rendered from it alone."""
