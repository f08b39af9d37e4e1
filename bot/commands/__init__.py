"""The subcommands of ``hoi``, one module each; heavy libraries are imported when a command runs."""
