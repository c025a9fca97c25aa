"""Screens of transfers: the list, writing one down, one with its steps, scanning what came."""
