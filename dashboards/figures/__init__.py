"""What pages, mail and paper show: figures and their rows, each computed in one place."""
