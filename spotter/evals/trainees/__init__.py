"""Simulated trainees: people with a body, a calendar and a way of talking, who train with the real coach."""
