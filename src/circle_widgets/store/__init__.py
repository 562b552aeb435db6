"""Stores: one contract (:mod:`circle_widgets.store.base`), one adapter a module."""
