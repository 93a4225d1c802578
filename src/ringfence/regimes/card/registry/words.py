"""The codes of what waits for people because of the registry."""

CARD_CORRECTION = "CARD_CORRECTION"
REGISTRY_LIST = "REGISTRY_LIST"
