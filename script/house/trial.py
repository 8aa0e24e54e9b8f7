"""The settings of a site for trying out: a key of its own, mail as files, a fixed day for the demonstration."""

import os
import secrets
from pathlib import Path

from house.checkout import Checkout
from house.ports import EVERYWHERE, Address

DEMO_DAY = "2022-06-15"


def settings(checkout: Checkout, address: Address, *, demo: bool) -> dict[str, str]:
    """Returns the settings, except those that the person's own environment gives."""
    own = {
        "OZG_SECRET_KEY_FILE": str(_secret_key(checkout.var / "secret-key")),
        "OZG_VAR_DIR": str(checkout.var),
        "OZG_MAIL_DIR": str(checkout.var / "mail"),
        "OZG_ALLOWED_HOSTS": _hosts(address),
        "OZG_BASE_URL": address.url,
    }
    if demo:
        own["OZG_TODAY"] = DEMO_DAY
    if "OZG_SECRET_KEY" in os.environ:
        del own["OZG_SECRET_KEY_FILE"]
    if "OZG_SMTP_HOST" in os.environ:
        del own["OZG_MAIL_DIR"]
    return {name: value for name, value in own.items() if name not in os.environ}


def given() -> dict[str, str]:
    """Returns the settings that the person's own environment gives."""
    return {name: value for name, value in os.environ.items() if name.startswith("OZG_")}


def _secret_key(path: Path) -> Path:
    """Makes the key once, readable by its owner alone; one cut off by a kill is made anew."""
    if not path.exists() or len(path.read_text("utf-8")) < 40:
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(48))
        unfinished.rename(path)
    return path


def _hosts(address: Address) -> str:
    """Returns the names under which browsers may ask; all of them where the site listens everywhere."""
    if address.host in EVERYWHERE:
        return "*"
    return ",".join(dict.fromkeys(["localhost", "127.0.0.1", "[::1]", address.host]))
