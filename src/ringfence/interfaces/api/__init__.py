"""The API for programs of other organisations: signed calls over the same services as the pages."""
