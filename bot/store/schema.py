"""The tables, as a list of small named migrations; those that were applied are recorded in the store itself.

Only what SQLite and PostgreSQL both read. A migration that was published is never changed: a change is a new one.
"""

from dataclasses import dataclass

from hoi.bot.store import Transaction


@dataclass(frozen=True, slots=True)
class Migration:
    """A step from one shape of the tables to the next; its name is what is recorded."""

    name: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        "inbox",
        (
            # What Telegram delivered. `body` goes when the work is done; the number stays a while, against repeats.
            """CREATE TABLE inbox (
                update_id BIGINT PRIMARY KEY, lane TEXT NOT NULL, body TEXT, state TEXT NOT NULL,
                attempts INTEGER NOT NULL, received_at BIGINT NOT NULL)""",
            "CREATE INDEX inbox_by_state ON inbox (state, update_id)",
        ),
    ),
    Migration(
        "outbox",
        (
            # What is still to be sent, oldest first; a row goes when it was sent.
            """CREATE TABLE outbox (
                job TEXT NOT NULL, ordinal INTEGER NOT NULL, chat TEXT NOT NULL, call TEXT NOT NULL,
                created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, PRIMARY KEY (job, ordinal))""",
        ),
    ),
    Migration(
        "dead_letters",
        (
            """CREATE TABLE dead_letters (
                job TEXT NOT NULL, ordinal INTEGER NOT NULL, chat TEXT NOT NULL, reason TEXT NOT NULL,
                died_at BIGINT NOT NULL, PRIMARY KEY (job, ordinal))""",
        ),
    ),
    Migration(
        "chats",
        (
            """CREATE TABLE chats (
                chat TEXT PRIMARY KEY, language TEXT, dead_since BIGINT, moved_to BIGINT)""",
        ),
    ),
    Migration(
        "connections",
        (
            """CREATE TABLE connections (
                id TEXT PRIMARY KEY, owner TEXT NOT NULL, may_reply INTEGER NOT NULL, updated_at BIGINT NOT NULL)""",
        ),
    ),
    Migration(
        "turns",
        (
            """CREATE TABLE turns (
                update_id BIGINT PRIMARY KEY, chat TEXT NOT NULL, message BIGINT NOT NULL, question TEXT NOT NULL,
                asked_at BIGINT NOT NULL)""",
            "CREATE INDEX turns_by_chat ON turns (chat, update_id)",
        ),
    ),
    Migration(
        "replies",
        (
            # Which messages answered the question in which message, so that an edited question edits its answer.
            """CREATE TABLE replies (
                chat TEXT NOT NULL, question BIGINT NOT NULL, message BIGINT NOT NULL, sent_at BIGINT NOT NULL,
                PRIMARY KEY (chat, question, message))""",
        ),
    ),
    Migration(
        "meanings",
        (
            # What a button means when 64 bytes do not hold it.
            """CREATE TABLE meanings (
                token TEXT PRIMARY KEY, chat TEXT NOT NULL, value TEXT NOT NULL, kept_until BIGINT NOT NULL)""",
        ),
    ),
    Migration(
        "consents",
        ("CREATE TABLE consents (person TEXT PRIMARY KEY, given_at BIGINT NOT NULL)",),
    ),
    Migration(
        "feedback",
        (
            """CREATE TABLE feedback (
                token TEXT NOT NULL, person TEXT NOT NULL, chat TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT,
                question TEXT, document TEXT, locator TEXT, given_at BIGINT NOT NULL, PRIMARY KEY (token, person))""",
        ),
    ),
    Migration(
        "subscriptions",
        (
            # `address` is the chat's own number: without it nothing could be sent.
            """CREATE TABLE subscriptions (
                id TEXT PRIMARY KEY, person TEXT NOT NULL, chat TEXT NOT NULL, address BIGINT NOT NULL, topic BIGINT,
                language TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, created_at BIGINT NOT NULL,
                UNIQUE (chat, kind, subject))""",
        ),
    ),
    Migration(
        "reminders",
        (
            """CREATE TABLE reminders (
                subscription TEXT NOT NULL, entry TEXT NOT NULL, due_on TEXT NOT NULL, sent_at BIGINT NOT NULL,
                PRIMARY KEY (subscription, entry, due_on))""",
        ),
    ),
    Migration(
        "flags",
        ("CREATE TABLE flags (name TEXT PRIMARY KEY, note TEXT NOT NULL, raised_at BIGINT NOT NULL)",),
    ),
    Migration(
        "broadcasts",
        (
            """CREATE TABLE broadcasts (
                token TEXT PRIMARY KEY, text TEXT NOT NULL, state TEXT NOT NULL, created_at BIGINT NOT NULL)""",
            "CREATE TABLE told (broadcast TEXT NOT NULL, chat TEXT NOT NULL, PRIMARY KEY (broadcast, chat))",
        ),
    ),
    Migration(
        "authors",
        (
            # Whose words they are: in a group the chat does not tell. Older rows have no author, and expire.
            "ALTER TABLE turns ADD COLUMN person TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE turns ADD COLUMN follows INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE meanings ADD COLUMN person TEXT NOT NULL DEFAULT ''",
        ),
    ),
    Migration(
        "introductions",
        # The update with which a chat was told what it talks to.
        ("ALTER TABLE chats ADD COLUMN introduced BIGINT",),
    ),
    Migration(
        "outcomes",
        (
            # What the answer was, and what its question followed on: without them a question is no case to evaluate.
            "ALTER TABLE feedback ADD COLUMN outcome TEXT",
            "ALTER TABLE feedback ADD COLUMN history TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE feedback ADD COLUMN whole INTEGER NOT NULL DEFAULT 1",
        ),
    ),
)


def migrate(transaction: Transaction, migrations: tuple[Migration, ...] = MIGRATIONS) -> list[str]:
    """Apply the migrations that were not applied yet, in order, and return their names."""
    transaction.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)")
    applied = {name for (name,) in transaction.execute("SELECT name FROM migrations")}
    new = [migration for migration in migrations if migration.name not in applied]
    for migration in new:
        for statement in migration.statements:
            transaction.execute(statement)
        transaction.execute("INSERT INTO migrations (name) VALUES (?)", (migration.name,))
    return [migration.name for migration in new]
