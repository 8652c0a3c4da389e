"""medclean turns Chinese web pages about medicine and health into clean text."""
