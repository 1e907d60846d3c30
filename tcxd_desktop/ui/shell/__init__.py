"""The window around the screens: sign-in, navigation, search box, status line."""
