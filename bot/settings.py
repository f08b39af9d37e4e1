"""Every setting, from the environment (``HOI_…``) or the TOML file that ``HOI_CONFIG`` names."""

import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from hoi.corpus.errors import InputError


class Settings(BaseSettings):
    """The settings; the environment wins over the file, the file over the defaults."""

    model_config = SettingsConfigDict(env_prefix="HOI_", extra="forbid", frozen=True)

    data_dir: Annotated[Path, Field(description="where the index and the program's state live")] = Field(
        default_factory=lambda: user_data_path("hoi")
    )
    encoder: Annotated[
        str, Field(description="a sentence-transformers model name or directory; empty: the embedded one")
    ] = ""
    threads: Annotated[int, Field(ge=1, le=64, description="threads the encoder and FAISS may use")] = 2
    host: Annotated[str, Field(min_length=1, description="address the service listens on")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="port the service listens on; 0: any free one")] = 8080
    public_url: Annotated[
        AnyHttpUrl | None, Field(description="address at which people reach the web page, for links")
    ] = None
    language: Annotated[Literal["vi", "en"], Field(description="language of the program's own messages")] = "vi"
    telegram_token: Annotated[SecretStr | None, Field(description="the bot's token; none: no bot")] = None
    telegram_api_url: Annotated[AnyHttpUrl, Field(description="base URL of the Bot API")] = AnyHttpUrl(
        "https://api.telegram.org"
    )
    telegram_mode: Annotated[Literal["polling", "webhook"], Field(description="how updates arrive")] = "polling"
    telegram_webhook_secret: Annotated[
        SecretStr | None,
        Field(
            description="the word by which a webhook knows Telegram: 1-256 of A-Z a-z 0-9 _ -; none: one is made",
        ),
    ] = None
    telegram_operators: Annotated[
        str,
        Field(
            pattern=r"^\s*(?:\d{1,19}(?:\s*,\s*\d{1,19})*)?\s*$",
            description="Telegram's numbers of the people who may run the bot from a chat, with commas between them",
        ),
    ] = ""
    llm_base_url: Annotated[AnyHttpUrl | None, Field(description="an OpenAI-compatible endpoint")] = None
    llm_model: Annotated[str, Field(description="the model asked for at that endpoint")] = ""
    llm_api_key: Annotated[SecretStr | None, Field(description="the key for that endpoint")] = None
    llm_seconds: Annotated[float, Field(gt=0, le=60, description="what one question may wait for that endpoint")] = 8.0
    store_url: Annotated[str, Field(description="shared state; empty: SQLite in the data directory")] = ""
    search_url: Annotated[str, Field(description="a search engine; empty: the embedded index")] = ""

    @property
    def operators(self) -> frozenset[int]:
        """The numbers of ``telegram_operators``."""
        return frozenset(int(each) for each in self.telegram_operators.split(",") if each.strip())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources in order of precedence: arguments, environment, the file HOI_CONFIG names."""
        path = os.environ.get("HOI_CONFIG")
        sources = (init_settings, env_settings)
        return (*sources, TomlConfigSettingsSource(settings_cls, Path(path))) if path else sources


@lru_cache(maxsize=1)
def load() -> Settings:
    """Return the settings of this process.

    Raises:
        InputError: a variable or the file holds something that is not allowed; names it, never its value.
    """
    path = os.environ.get("HOI_CONFIG")
    if path and not Path(path).is_file():
        raise InputError(
            f"Không đọc được tệp cấu hình HOI_CONFIG: {path}",
            f"The file HOI_CONFIG names cannot be read: {path}",
        )
    try:
        return Settings()
    except ValidationError as error:
        names = ", ".join(sorted({"HOI_" + str(each["loc"][0]).upper() for each in error.errors()}))
        raise InputError(
            f"Cấu hình không hợp lệ: {names}; xem giá trị cho phép trong README.",
            f"Settings not valid: {names}; see README for what is allowed.",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"Tệp {path} không phải TOML hợp lệ: {error}", f"{path} is not valid TOML: {error}") from None
