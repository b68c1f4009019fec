"""What is known of bicycles."""
