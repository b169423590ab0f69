"""Builds the gazetteer's file and fits the weights of the choice among places."""
