"""What is read: views, with names, phones and texts joined from the directory."""
