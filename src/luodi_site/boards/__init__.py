"""What a person sees first, and the frame around every page."""
