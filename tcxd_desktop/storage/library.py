"""What the database library is: its versions, without any file being opened."""

import sqlcipher3.dbapi2 as driver


def versions() -> dict[str, str]:
    """Return the versions of SQLite, of SQLCipher and of what it encrypts with."""
    connection = driver.connect(":memory:")
    try:
        told = {
            name: connection.execute(f"PRAGMA {pragma}").fetchone()
            for name, pragma in (
                ("SQLCipher", "cipher_version"),
                ("SQLCipher provider", "cipher_provider_version"),
            )
        }
    finally:
        connection.close()
    found = {name: str(row[0]) for name, row in told.items() if row and row[0]}
    return {"SQLite": driver.sqlite_version, **found}
