"""Pages as the tests read them, after the checks that every page must pass."""

from urllib.parse import unquote, urlsplit

from starlette.testclient import TestClient

from tests.auxil.markup import Page

HOSTILE = "<script>alert(1)</script>\" onload='x' {{ 7*7 }} </textarea></title>"


def read(client: TestClient, path: str, status: int = 200, **headers: str) -> Page:
    """Return a page after the checks that every page must pass."""
    response = client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.text.startswith("<!doctype html>")
    assert "Accept-Language" in response.headers["vary"]
    page = Page(response.text)
    well_made(page)
    return page


def well_made(page: Page) -> None:
    ids = [element["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert not page.all("script")
    assert not page.all("style")
    assert len(page.all("h1")) == 1
    labels = {label["for"] for label in page.all("label")}
    for element in page.elements:
        assert not {"style", *(name for name in element.attributes if name.startswith("on"))} & set(element.attributes)
        if element.tag in ("select", "textarea") or (element.tag == "input" and element["type"] != "hidden"):
            assert element["id"] in labels
        for name in ("aria-labelledby", "aria-describedby"):
            assert set((element.get(name) or "").split()) <= set(ids)
        reference = element.get("href") or element.get("action") or element.get("cite") or ""
        if element.get("rel") != "external noopener noreferrer":
            assert not urlsplit(reference).netloc, "links on this site are relative"
            assert not urlsplit(reference).scheme
        if reference.startswith("#"):
            assert unquote(reference[1:]) in ids


def page_text(page: Page) -> str:
    return " ".join(page.one("body").text.split())
