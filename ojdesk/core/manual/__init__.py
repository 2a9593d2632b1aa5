"""The manual: its text (`book`), on screen (`web`) and on paper (`paper`)."""
