"""Publishing again what is there takes no build; where anything is another, or in doubt, it builds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from faq.book.settings import read_settings
from faq.publishing.again import made_of
from tests.faqs import git, three
from tests.publishing.site import CONFIG, SHELL, Site, make_site


@dataclass(frozen=True, slots=True)
class Counted:
    """A site, and a file to which each of its builds adds a line."""

    site: Site
    log: Path

    def builds(self) -> int:
        return len(self.log.read_text(encoding="utf-8").splitlines())


@pytest.fixture
def counted(tmp_path: Path) -> Counted:
    hook, log = tmp_path / "counting.py", tmp_path / "builds.txt"
    with SHELL.open(encoding="utf-8") as shell:
        hook.write_text(f"{shell.read()}\nopen({str(log)!r}, 'a').write('built\\n')\n", encoding="utf-8")
    counted = Counted(make_site(tmp_path, config=CONFIG.replace(str(SHELL), str(hook))), log)
    counted.site.publish("1.0")
    assert counted.builds() == 1
    return counted


def test_what_is_there_is_not_built_again(counted: Counted) -> None:
    site = counted.site
    head = site.head()
    done = site.faq("publish", "1.0")
    assert "1.0 is there already" in done.stderr
    assert "was there already" in done.stdout
    assert site.head() == head
    # What else is asked for is done.
    site.publish("1.0", "--latest")
    assert site.versions() == {"1.0": ["latest"]}
    assert site.tree("latest") == site.tree("1.0")
    site.publish("1.0", "--latest-if-newest")
    assert counted.builds() == 1
    # Another version came after: the branch is gone through, and the version is taken from it.
    site.publish("dev")
    head = site.head()
    assert "was there already" in site.publish("1.0", "--latest")
    assert (counted.builds(), site.head()) == (2, head)


def test_each_address_gets_what_is_there_without_a_build(counted: Counted, tmp_path: Path) -> None:
    site, second = counted.site, tmp_path / "second.git"
    git(tmp_path, "init", "-q", "--bare", str(second))
    for address in (site.remote, second):
        git(site.clone, "remote", "set-url", "--push", "--add", "origin", str(address))
    assert "nothing was pushed" in site.publish("1.0", "--dry-run")
    assert git(second, "branch", "--list", "gh-pages") == ""
    site.publish("1.0")
    assert git(second, "rev-parse", "gh-pages").strip() == site.head()
    assert counted.builds() == 1


def test_another_commit_or_setting_or_branch_is_built(counted: Counted, tmp_path: Path) -> None:
    site = counted.site
    done = site.faq("publish", "1.0", LC_ALL="C.UTF-8")
    assert (done.returncode, counted.builds()) == (0, 2)
    site.change("faq/a.md", three(a="Another answer.")["a"])
    site.publish("1.0")
    assert counted.builds() == 3
    # Somebody changed the last commit by hand, and left its message.
    work = tmp_path / "by-hand"
    git(tmp_path, "clone", "-q", "-b", "gh-pages", str(site.remote), str(work))
    (work / "1.0/faq/a/index.html").write_text("broken", encoding="utf-8")
    git(work, "add", "-A")
    git(work, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "--amend", "--no-edit")
    git(work, "push", "-q", "-f", "origin", "gh-pages")
    site.publish("1.0")
    assert counted.builds() == 4
    assert "Another answer." in site.shown("1.0/faq/a/index.html")
    (site.clone / "docs/faq/a.md").write_text("not committed", encoding="utf-8")
    assert "not everything is committed" in site.refused("publish", "1.0")


def name_of(root: Path, config: str = CONFIG, environment: Mapping[str, str] | None = None) -> str | None:
    root.mkdir(exist_ok=True)
    (root / "docs/faq").mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(f"site_name: t\n{config}", encoding="utf-8")
    return made_of(read_settings(root / "mkdocs.yml"), environment or {})


def test_the_name_goes_by_what_bytes_are_made_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = name_of(tmp_path)
    assert plain
    assert name_of(tmp_path, environment={"GITHUB_RUN_ID": "7"}) == plain
    wanted = "copyright: !ENV TEAM\n" + CONFIG
    packages = tmp_path / "packages"
    (packages / "one-1.0.dist-info").mkdir(parents=True)
    names = [
        plain,
        name_of(tmp_path, environment={"SITE_URL": "https://other.example.org/"}),
        name_of(tmp_path, environment={"LANG": "de_DE.UTF-8"}),
        name_of(tmp_path, wanted),
        name_of(tmp_path, wanted, {"TEAM": "one"}),
        name_of(tmp_path, wanted, {"TEAM": "two"}),
    ]
    monkeypatch.syspath_prepend(packages)
    names.append(name_of(tmp_path))
    (packages / "one-1.0.dist-info").rename(packages / "one-1.1.dist-info")
    names.append(name_of(tmp_path))
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "config",
    [
        CONFIG + "  - macros\n",
        CONFIG.replace("hooks: [", "hooks: [other.py, "),
        CONFIG.replace("[attr_list]", "[attr_list, somebodys]"),
        CONFIG.replace("[attr_list]", "[pymdownx.snippets: {url_download: true}]"),
        CONFIG.replace("[attr_list]", "[pymdownx.snippets: {base_path: ../texts}]"),
        CONFIG + "extra: {call: !!python/object/apply:somebodys.function {}}\n",
        CONFIG.replace("custom_dir: theme", "custom_dir: /usr/share/theme"),
    ],
)
def test_what_nobody_can_know_has_no_name(tmp_path: Path, config: str) -> None:
    assert config != CONFIG
    assert name_of(tmp_path, config) is None
